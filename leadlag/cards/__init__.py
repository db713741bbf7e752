"""Pictures that leave the page complete: a chart with its finding, source, note, date and version inside the picture.

`card_layout` sets a chart as the screen draws it into a card; it draws nothing again. `pages` decides how many cards a
chart needs, or lays it out among the others of a page; `texts` says in words what a card shows. A card is a drawing,
and its picture the SVG of it: the command line makes a PNG of that by itself, `render.js` in the reader's own browser.
"""

from leadlag.cards.card_layout import SIZES, SLIDE, Size
from leadlag.cards.pages import Picture, full_height_card, pictures

__all__ = ["SIZES", "SLIDE", "Picture", "Size", "full_height_card", "pictures"]
