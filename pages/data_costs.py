"""What does training data cost, and what would pay for it?"""

from leadlag import ui

ui.aside("page.note.data_costs")
ui.show("data_costs", currency=ui.view().currency)

low, high = ui.choose_fee()
ui.show("memberships", fee_low=low, fee_high=high)
