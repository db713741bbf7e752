"""Where do the statements disagree, and which is right?"""

from leadlag import ui
from leadlag.rows import Conflicts
from leadlag.ui import conflicts

ui.show_secondary("confidence")
conflicts.show(conflicts.filtered(ui.view().ask(Conflicts)))
