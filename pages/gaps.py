"""How far behind, and how sure is that?"""

from leadlag import figures, ui

view = ui.view()
rows = ui.choose_side(view.ask("gaps"))
ui.show("gaps", rows, figures.gaps, sides=view.sides)
