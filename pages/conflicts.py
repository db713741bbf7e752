"""Where do the statements disagree, and which is right?"""

from leadlag import ui
from leadlag.ui import conflicts

view = ui.view()
if view.has_article:
    ui.show("confidence")
conflicts.listing(conflicts.chosen(view.ask("conflicts")))
