"""Who leads, who lags, and by how much?"""

from leadlag import ui
from leadlag.rows import Confidence

ui.show("overview")
ui.confidence(ui.view().ask(Confidence))
