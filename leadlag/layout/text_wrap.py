"""Lines of text that stay inside a width, balanced, broken where English and Chinese may break."""

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from leadlag import theme
from leadlag.drawing import Run
from leadlag.fonts import BOLD, REGULAR, Face, thousandths

UNEVEN = 1.35  # how much longer a line may be than the balanced one, for the sake of a clause
_OPENING, _CLOSING = "（《“‘「『【〈", "，。、；：！？）》”’」』】〉…—·%％–~"
_UNITS = "万亿元年月日个次天周倍组项张件种家人条款"  # never at the beginning of a line after their number
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uffdc]"
_SIGNED = r"[≥≤≈]\u00a0(?=\S)"  # a sign and the blank that keeps it with its number
_ABOUT = "至少|至多|约"  # never parted from the number behind
_OF_UNITS = rf"(?:(?<=[\d%×½¼]) ?[{_UNITS}]+)?"
_LATIN = rf"(?:(?!{_CHINESE})(?:{_SIGNED}|[^\s{_OPENING}]))+"
#: A run without blanks, two of them that `与` makes one name, or one Chinese character; with the signs that may not
#: leave it.
_WORD = rf"(?:{_ABOUT}) ?{_LATIN}{_OF_UNITS}|{_CHINESE}|{_LATIN} 与 {_LATIN}|{_LATIN}{_OF_UNITS}"
_PIECE = re.compile(rf"(\s*)([{_OPENING}]*(?:{_WORD})[{_CLOSING}]*|\S)", re.DOTALL)


class _Piece(NamedTuple):
    """What no line may break, and its width in thousandths of the font size: behind another piece, and at the beginning
    of a line, where the blanks before it are left out."""

    text: str
    width: int
    first_width: int


def plain_width(text: str, face: Face = REGULAR, size: float = theme.SMALL_SIZE) -> float:
    """A plain text's width in px."""
    return size * thousandths(text, face) / 1000


def ellipsized(runs: Sequence[Run], room: float, size: float = theme.SMALL_SIZE) -> list[Run]:
    """Parts of a text that end in an ellipsis where they would be wider than `room` px."""
    left, found = room, list[Run]()
    whole = sum(plain_width(run.text, _face(run), size) for run in runs)
    if whole <= room:
        return list(runs)
    left -= plain_width("…", REGULAR, size)
    for run in runs:
        ends = [size * end / 1000 for end in accumulate(thousandths(one, _face(run)) for one in run.text)]
        fitting = bisect_right(ends, left)
        if fitting < len(ends):
            return [*found, replace(run, text=f"{run.text[:fitting]}…")]
        left -= ends[-1] if ends else 0
        found.append(run)
    return found


def _face(run: Run) -> Face:
    return BOLD if run.bold else REGULAR


def wrapped(text: str, room: float, size: float, face: Face = BOLD) -> list[str]:
    """The fewest lines that fit into `room` px at this font size, as equally long as they can be; two of them part
    where a clause ends, if one ends near their middle."""
    allowed = _thousandths(room, size)
    return _balanced([*_pieces(text, allowed, face)], allowed, face)


def clamped(text: str, room: float, size: float, lines: int, face: Face = BOLD) -> list[str]:
    """At most this many lines; what does not fit ends in an ellipsis, behind a whole word if the line has several."""
    allowed = _thousandths(room, size)
    pieces = [*_pieces(text, allowed, face)]
    starts = _starts(pieces, allowed)
    if len(starts) <= lines:
        return _balanced(pieces, allowed, face)
    words = pieces[starts[lines - 1] : starts[lines]]
    while len(words) > 1 and thousandths(f"{_line(words)}…", face) > allowed:
        words.pop()
    last = _line(words)
    while last and thousandths(f"{last}…", face) > allowed:
        last = last[:-1]
    if (opened := max(last.rfind("("), last.rfind("（"))) > max(last.rfind(")"), last.rfind("）")):
        last = last[:opened]  # a bracket that is never closed says nothing
    return [*_lines(pieces, starts)[: lines - 1], f"{last.rstrip(' ,;:，；：')}…"]


def _thousandths(room: float, size: float) -> int:
    return math.floor(room / size * 1000 + 1e-6)  # a text fits where it is exactly as wide


def _balanced(pieces: Sequence[_Piece], allowed: int, face: Face) -> list[str]:
    """The fewest lines, as equally long as they can be."""
    starts = _starts(pieces, allowed)
    if len(starts) < 2:
        return _lines(pieces, starts)
    low, high = min(max(piece.first_width for piece in pieces), allowed), allowed
    while low < high:  # the narrowest room that still needs no more lines balances them
        middle = (low + high) // 2
        low, high = (low, middle) if len(_starts(pieces, middle)) <= len(starts) else (middle + 1, high)
    widest = min(allowed, high * UNEVEN)
    clauses = [_lines(pieces, [0, end]) for end in _clause_ends(pieces)] if len(starts) == 2 else []
    width, even = min(((max(thousandths(line, face) for line in two), two) for two in clauses), default=(math.inf, []))
    return even if width <= widest else _lines(pieces, _starts(pieces, high))


def _clause_ends(pieces: Sequence[_Piece]) -> list[int]:
    return [end for end in range(1, len(pieces)) if pieces[end - 1].text.endswith(tuple("；，、。：;,.:"))]


def _starts(pieces: Sequence[_Piece], allowed: int) -> list[int]:
    """The first pieces of lines that are filled one after another."""
    starts: list[int] = []
    taken = 0
    for number, (_, width, first_width) in enumerate(pieces):
        if not starts or taken + width > allowed:
            starts.append(number)
            taken = first_width
        else:
            taken += width
    return starts


def _lines(pieces: Sequence[_Piece], starts: Sequence[int]) -> list[str]:
    return [_line(pieces[start:end]) for start, end in pairwise([*starts, len(pieces)])]


def _line(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text for piece in pieces).lstrip()


def _pieces(text: str, allowed: int, face: Face) -> Iterator[_Piece]:
    """What no line breaks; a word wider than a line is cut."""
    for blanks, word in _PIECE.findall(text.strip()):
        width = thousandths(word, face)
        if width <= allowed:
            yield _Piece(blanks + word, thousandths(blanks, face) + width, width)
        else:
            first, *others = _cut(word, allowed, face)
            yield _Piece(blanks + first, thousandths(blanks + first, face), thousandths(first, face))
            for part in others:
                width = thousandths(part, face)
                yield _Piece(part, width, width)


def _cut(word: str, allowed: int, face: Face) -> list[str]:
    """A word in parts that fit; looked at once, however long it is."""
    parts, part, taken = [], "", 0
    for character in word:
        width = thousandths(character, face)
        if part and not character.isspace() and taken + width > allowed:
            parts.append(part)
            part, taken = "", 0
        part += character
        taken += width
    return [*parts, part]
