"""Lines of text that stay inside a width, balanced, broken where English and Chinese may break."""

import html
import re
from functools import lru_cache

from leadlag import theme

UNEVEN = 1.35  # how much longer a line may be than the balanced one, for the sake of a clause
_OPENING, _CLOSING = "（《“‘「『【〈", "，。、；：！？）》”’」』】〉…—·%％–~"
_UNITS = "万亿元年月日个次天周倍组项张件种家人条款"  # never at the beginning of a line after their number
#: Widths in font sizes of the sans font's bold letters, on the safe side: what is not bold is about 5 % narrower.
_EMS = {
    character: ems
    for ems, characters in {
        0.2: " \u00a0",
        0.3: ".,:;'’‘·|Iijl",
        0.35: "!()[]{}-/\\f",
        0.4: "rt",
        0.48: "csz?*–",
        0.535: "0123456789$¥€£+<>=~≈≥≤×÷≠−_^#JFLYaegvxy",
        0.58: 'ACESTVXZbdhknopqu"“”',
        0.62: "BKPR→",
        0.69: "DGHNOQU&",
        0.82: "MWw—",
        0.9: "m%@½¼",
        1.0: "…",
    }.items()
    for character in characters
}
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uffdc]"
_SIGNED = r"[≥≤≈]\u00a0(?=\S)"  # a sign and the blank that keeps it with its number
_ABOUT = "至少|至多|约"  # never parted from the number behind
_OF_UNITS = rf"(?:(?<=[\d%×½¼]) ?[{_UNITS}]+)?"
_LATIN = rf"(?:(?!{_CHINESE})(?:{_SIGNED}|[^\s{_OPENING}]))+"
#: A run without blanks, two of them that `与` makes one name, or one Chinese character; with the signs that may not
#: leave it.
_WORD = rf"(?:{_ABOUT}) ?{_LATIN}{_OF_UNITS}|{_CHINESE}|{_LATIN} 与 {_LATIN}|{_LATIN}{_OF_UNITS}"
_PIECE = re.compile(rf"\s*(?:[{_OPENING}]*(?:{_WORD})[{_CLOSING}]*|\S)", re.DOTALL)


def width(text: str, size: float = theme.SMALL_SIZE) -> float:
    """A marked-up text's width in px, on the safe side; tags are not drawn."""
    return size * _ems(html.unescape(re.sub(r"<[^>]+>", "", text)))


@lru_cache(maxsize=20_000)  # beginnings of lines, tried in one room after another
def _ems(text: str) -> float:
    """A plain text's width in font sizes."""
    return sum(_EMS.get(character) or _unmeasured(character) for character in text)


def _unmeasured(character: str) -> float:
    """Chinese characters are square, emoji wider, letters of other alphabets as wide as wide Latin ones."""
    return 1.3 if character > "\uffff" else 1.0 if character >= "\u2e80" else 0.62


def fitted(marked: str, room: float, size: int = theme.SMALL_SIZE) -> str:
    """A marked-up text that ends in an ellipsis where it would be wider than `room` px; its tags stay whole."""
    if width(marked, size) <= room:
        return marked
    left, kept = room / size - _ems("…"), []
    for part in re.findall(r"<[^>]+>|&\w+;|.", marked):
        if not part.startswith("<"):
            before, left = left, left - _ems(html.unescape(part))
            if left < 0:
                part = "…" if before >= 0 else ""
        kept.append(part)
    return "".join(kept)


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The fewest lines that fit into `room` px at this font size, as equally long as they can be; two of them part
    where a clause ends, if one ends near their middle."""
    pieces = _PIECE.findall(text.strip())
    allowed = room / size
    lines = _filled(pieces, allowed)
    if len(lines) < 2:
        return lines
    low, high = min(max(_ems(piece.strip()) for piece in pieces), allowed), allowed
    for _ in range(20):  # the narrowest room that still needs no more lines balances them
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(pieces, middle)) <= len(lines) else (middle, high)
    widest = min(allowed, high * UNEVEN)
    clauses = [("".join(pieces[:end]).strip(), "".join(pieces[end:]).strip()) for end in _clause_ends(pieces)]
    even = min(clauses, key=lambda two: max(map(_ems, two)), default=None) if len(lines) == 2 else None
    return list(even) if even and max(map(_ems, even)) <= widest else _filled(pieces, high)


def _clause_ends(pieces: list[str]) -> list[int]:
    return [end for end in range(1, len(pieces)) if pieces[end - 1].endswith(tuple("；，、。：;,.:"))]


def shortened(text: str, room: float, size: float, lines: int) -> list[str]:
    """At most this many lines; what does not fit ends in an ellipsis, behind a whole word if the line has several."""
    pieces = _PIECE.findall(text.strip())
    found = _filled(pieces, room / size)
    if len(found) <= lines:
        return wrapped(text, room, size)
    words = _PIECE.findall(found[lines - 1])
    while len(words) > 1 and _ems("".join([*words, "…"])) > room / size:
        words.pop()
    last = "".join(words)
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
