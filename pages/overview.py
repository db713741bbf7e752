"""Who leads, who lags, and by how much?"""

from leadlag import figures, ui

view = ui.view()
rows = view.ask("overview")
shown = {"sides": view.sides, "conflicts": view.ask("conflicts"), "reading": view.snapshot.reading}
ui.headlines(figures.headlines(rows, view.look, **shown))
ui.confidence(view.ask("confidence"))
ui.show("overview", rows, figures.overview, sides=view.sides)
