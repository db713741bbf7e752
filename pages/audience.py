"""How many people does each side reach, and how is it counted?"""

from leadlag import ui

ui.show("audience")
ui.show_secondary("audience_over_time")
