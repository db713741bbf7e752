"""What does a creator pay?"""

from leadlag import ui

ui.show("prices", currency=ui.view().currency)
ui.also("effects")
