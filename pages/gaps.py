"""How far behind, and how sure is that?"""

from leadlag import ui

ui.show("gaps", ui.choose_pairs)
