"""What does training data cost, and what would pay for it?"""

from leadlag import ui

ui.show("data_costs")
ui.show_secondary("memberships")
