"""How many people does each side reach, and how is it counted?"""

from leadlag import ui

ui.aside("page.note.audience")
ui.show("audience")
if ui.view().snapshot.reading == "latest":
    ui.show("audience_over_time")
