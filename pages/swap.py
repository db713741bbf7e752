"""Which data is this, and what would other files change?"""

from leadlag.ui import shared_picture, swap, view

here = view()
swap.upload(here.lang, here.snapshot)
swap.current_data(here.lang, here.snapshot)
swap.version_history(here.lang)
shared_picture.picture()
