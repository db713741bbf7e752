"""What does a creator pay?"""

from leadlag import ui

ui.show("prices")
ui.show_secondary("effects")
