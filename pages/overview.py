"""Who leads, who lags, and by how much?"""

from leadlag import figures, ui

view = ui.view()
rows = view.ask("overview")
ui.headlines(figures.headlines(rows, view.look, sides=view.sides, conflicts=view.ask("conflicts")))
ui.show("overview", rows, figures.overview, sides=view.sides)
