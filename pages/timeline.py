"""When did what happen?"""

from leadlag import figures, ui

rows = ui.choose_kinds(ui.view().ask("timeline"))
ui.show("timeline", rows, figures.timeline)
