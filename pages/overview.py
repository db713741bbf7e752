"""Who leads, who lags, and by how much?"""

from leadlag import figures, ui
from leadlag.rows import Confidence, Conflicts, Overview

view = ui.view()
conflicts = view.ask(Conflicts)
ui.headlines(
    figures.headlines(view.ask(Overview), view.options, sides=view.sides, conflicts=conflicts, inside=view.inside)
)
ui.show("overview")
ui.confidence(view.ask(Confidence))
