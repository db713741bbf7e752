"""Lines of text that stay inside a width, balanced, broken where English and Chinese may break."""

import html
import re

from leadlag import theme

_OPENING, _CLOSING = "（《“‘「『【〈", "，。、；：！？）》”’」』】〉…—·%％–~"
_UNITS = "万亿元年月日个次天周倍"  # never at the beginning of a line after their number
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uffdc]"
#: A run without blanks, or one Chinese character, with the signs that may not leave it.
_PIECE = re.compile(
    rf"\s*(?:[{_OPENING}]*(?:{_CHINESE}|(?:(?!{_CHINESE})[^\s{_OPENING}])+[{_UNITS}]*)[{_CLOSING}]*|\S)", re.DOTALL
)


def width(text: str, size: int = theme.SMALL_SIZE) -> float:
    """A marked-up text's width in px, on the safe side; tags are not drawn."""
    return size * _ems(html.unescape(re.sub(r"<[^>]+>", "", text)))


def _ems(text: str) -> float:
    """A plain text's width in font sizes: Chinese characters are square, others a good half of that."""
    return sum(1.0 if "\u2e80" <= character <= "\uffdc" else 0.56 for character in text)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The fewest lines that fit into `room` px at this font size, as equally long as they can be."""
    pieces = _PIECE.findall(text.strip())
    allowed = room / size
    lines = _filled(pieces, allowed)
    if len(lines) < 2:
        return lines
    low, high = max(_ems(piece.strip()) for piece in pieces), allowed
    for _ in range(20):  # the narrowest room that still needs no more lines balances them
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(pieces, middle)) <= len(lines) else (middle, high)
    return _filled(pieces, high)


def shortened(text: str, room: float, size: float, lines: int) -> list[str]:
    """At most this many lines; what does not fit ends in an ellipsis."""
    pieces = _PIECE.findall(text.strip())
    found = _filled(pieces, room / size)
    if len(found) <= lines:
        return found
    last = found[lines - 1]
    while last and _ems(f"{last}…") > room / size:
        last = last[:-1]
    if (opened := max(last.rfind("("), last.rfind("（"))) > max(last.rfind(")"), last.rfind("）")):
        last = last[:opened]  # a bracket that is never closed says nothing
    return [*found[: lines - 1], f"{last.rstrip(' ,;:，；：')}…"]


def _filled(pieces: list[str], allowed: float) -> list[str]:
    """Lines filled one after another; a piece wider than a line is cut."""
    lines: list[str] = []
    line = ""
    for piece in (part for whole in pieces for part in _cut(whole, allowed)):
        if line and _ems(line + piece) > allowed:
            lines.append(line)
            line = piece.lstrip()
        else:
            line = line + piece if line else piece.lstrip()
    return [*lines, line] if line else lines


def _cut(piece: str, allowed: float) -> list[str]:
    parts = []
    while _ems(piece.strip()) > allowed and len(piece.strip()) > 1:
        fitting = next(n for n in range(len(piece) - 1, 0, -1) if _ems(piece[:n].strip()) <= allowed or n == 1)
        parts.append(piece[:fitting])
        piece = piece[fitting:]
    return [*parts, piece]
