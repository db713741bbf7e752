"""Which data is this, and what would other files change?"""

from leadlag.ui import shared_picture, swap, view

here = view()
swap.send(here.lang, here.snapshot)
swap.on_show(here.lang, here.snapshot)
swap.earlier(here.lang)
shared_picture.picture()
