"""Pieces of HTML, for pages and for files: `Markup.format` and `join` escape whatever is not Markup itself."""

from collections.abc import Iterable

from markupsafe import Markup, escape

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


def key(entries: Iterable[tuple[str, str, str, str]]) -> Markup:
    """One line that names what is drawn: signs with their colours, names with theirs; nothing where there are none."""
    entry = Markup("<span style='color:{}'><i aria-hidden='true' style='color:{}'>{}</i> {}</span>")
    parts = [entry.format(ink, color, sign, name) for sign, color, name, ink in entries]
    return Markup("<p class='key'>{}</p>").format(Markup(" ").join(parts)) if parts else Markup()
