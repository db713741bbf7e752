"""What does a creator pay?"""

from leadlag import figures, ui

view = ui.view()
asked = {"currency": view.currency}
ui.show("prices", view.ask("prices", **asked), figures.prices, asked, sides=view.sides, currency=view.currency)

uses = ui.choose_uses()
ui.show("effects", view.ask("effects", uses=uses), figures.effects, {"uses": uses}, uses=uses)
