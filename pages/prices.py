"""What does a creator pay?"""

from leadlag import ui

ui.show("prices")
ui.also("effects")
