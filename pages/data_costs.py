"""What does training data cost, and what would pay for it?"""

from leadlag import figures, ui

view = ui.view()
asked = {"currency": view.currency}
ui.aside("page.note.data_costs")
ui.show(
    "data_costs", view.ask("data_costs", **asked), figures.data_costs, asked, sides=view.sides, currency=view.currency
)

low, high = ui.choose_fee()
fee = {"fee_low": low, "fee_high": high}
ui.show("memberships", view.ask("memberships", **fee), figures.memberships, fee, **fee)
