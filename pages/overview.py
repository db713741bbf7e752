"""Who leads, who lags, and by how much?"""

from leadlag import figures, ui

view = ui.view()
told = view.ask("conflicts")
ui.headlines(figures.headlines(view.ask("overview"), view.look, sides=view.sides, conflicts=told, inside=view.inside))
ui.confidence(view.ask("confidence"))
ui.show("overview")
