"""Where do the statements disagree, and which is right?"""

from leadlag import ui
from leadlag.rows import Conflicts
from leadlag.ui import conflicts

ui.also("confidence")
conflicts.listing(conflicts.chosen(ui.view().ask(Conflicts)))
