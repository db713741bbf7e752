"""How has any measure moved, and who reached a level first?"""

from leadlag import ui

ui.show("trend", ui.choose_series)
ui.show_secondary("level")
