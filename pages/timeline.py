"""When did what happen, and how long is it between any two events?"""

from leadlag import ui

ui.show("timeline", ui.choose_kinds)
ui.show_secondary("interval")
