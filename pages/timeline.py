"""When did what happen?"""

from leadlag import ui
from leadlag.rows import Timeline

ui.show("timeline", ui.choose_kinds(ui.view().ask(Timeline)))
