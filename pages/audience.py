"""How many people does each side reach, and how is it counted?"""

from leadlag import figures, ui

view = ui.view()
ui.aside("page.note.audience")
ui.show("audience", view.ask("audience"), figures.audience)
if view.snapshot.reading == "latest":
    ui.show("audience_over_time", view.ask("audience_over_time"), figures.audience_over_time)
