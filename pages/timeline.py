"""When did what happen?"""

from leadlag import ui

ui.show("timeline", ui.choose_kinds(ui.view().ask("timeline")))
