"""What does a creator pay?"""

from leadlag import ui

ui.aside("page.note.prices")
ui.show("prices", currency=ui.view().currency)

ui.show("effects", uses=ui.choose_uses())
