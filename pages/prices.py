"""What does a creator pay?"""

from leadlag import figures, ui

view = ui.view()
asked = {"currency": view.currency}
shown = {"sides": view.sides, "quotas": view.ask("quotas"), "currency": view.currency}
ui.aside("page.note.prices")
ui.show("prices", view.ask("prices", **asked), figures.prices, asked, **shown)

uses = ui.choose_uses()
ui.show("effects", view.ask("effects", uses=uses), figures.effects, {"uses": uses}, uses=uses)
