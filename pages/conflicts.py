"""Where do the statements disagree, and which is right?"""

from leadlag import ui
from leadlag.ui import conflicts

conflicts.show()
ui.show_secondary("confidence")
