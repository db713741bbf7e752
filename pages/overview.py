"""Who leads, who lags, and by how much?"""

from leadlag import figures, ui

view = ui.view()
rows = view.ask("overview")
told = view.ask("conflicts")
ui.headlines(figures.headlines(rows, view.look, sides=view.sides, conflicts=told, inside=view.inside))
ui.confidence(view.ask("confidence"))
ui.show("overview", rows, figures.overview, sides=view.sides)
