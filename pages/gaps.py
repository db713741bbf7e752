"""How far behind, and how sure is that?"""

from leadlag import ui
from leadlag.rows import Gaps

ui.show("gaps", ui.choose_pairs(ui.view().ask(Gaps)))
