"""Which data is this, and what would other files change?"""

from leadlag.ui import opening, swapping, view

here = view()
swapping.send(here.lang, here.snapshot)
swapping.on_show(here.lang, here.snapshot)
swapping.earlier(here.lang)
opening.picture()
