"""Pieces of HTML, for pages and for files: `Markup.format` and `join` escape whatever is not Markup itself."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from leadlag import theme

SLOT = "\0"  # holds the place of HTML in a translated text


def fill(text: str, piece: Markup) -> Markup:
    """A text with HTML in place of its `SLOT`."""
    return escape(text).replace(SLOT, piece)


def each(piece: Markup, items: Iterable[object]) -> Markup:
    """The piece once for every item, one after the other."""
    return Markup("").join(map(piece.format, items))


def link(text: str, address: str) -> Markup:
    """A link to another view of the dashboard, in the same tab."""
    return Markup("<a href='{}' target='_self'>{}</a>").format(address, text)


def anchor(text: str, url: str | None) -> Markup:
    """A link to the web, or the text alone where there is no address to go to."""
    if not url or not url.startswith(("https://", "http://")):
        return escape(text)
    return Markup("<a href='{}'>{}</a>").format(url, text)


def key(sides: Iterable[tuple[int, str]], colors: theme.Palette) -> Markup:
    """One line that names the sides drawn, by rank, in their colours and shapes; nothing where there are none."""
    side = Markup("<span style='color:{}'><i aria-hidden='true'>{}</i> {}</span>")
    parts = [side.format(colors.ink(rank), theme.glyph(rank), name) for rank, name in sides]
    return Markup("<p class='key'>{}</p>").format(Markup(" ").join(parts)) if parts else Markup()
