"""Lines of text that stay inside a width, balanced, broken where English and Chinese may break."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from leadlag import theme
from leadlag.drawing import Run
from leadlag.fonts import BOLD, REGULAR, Face, ems

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
_PIECE = re.compile(rf"\s*(?:[{_OPENING}]*(?:{_WORD})[{_CLOSING}]*|\S)", re.DOTALL)


def plain_width(text: str, face: Face = REGULAR, size: float = theme.SMALL_SIZE) -> float:
    """A plain text's width in px."""
    return size * _ems(text, face)


_ems = lru_cache(maxsize=20_000)(ems)  # beginnings of lines, tried in one room after another


def ellipsized(runs: Sequence[Run], room: float, size: float = theme.SMALL_SIZE) -> list[Run]:
    """Parts of a text that end in an ellipsis where they would be wider than `room` px."""
    left, found = room, list[Run]()
    whole = sum(plain_width(run.text, _face(run), size) for run in runs)
    if whole <= room:
        return list(runs)
    left -= plain_width("…", REGULAR, size)
    for run in runs:
        text, need = run.text, plain_width(run.text, _face(run), size)
        while text and need > left:
            text = text[:-1]
            need = plain_width(text, _face(run), size)
        left -= need
        if text != run.text:
            return [*found, replace(run, text=f"{text}…")]
        found.append(run)
    return found


def _face(run: Run) -> Face:
    return BOLD if run.bold else REGULAR


def wrapped(text: str, room: float, size: float, face: Face = BOLD) -> list[str]:
    """The fewest lines that fit into `room` px at this font size, as equally long as they can be; two of them part
    where a clause ends, if one ends near their middle."""
    pieces = _PIECE.findall(text.strip())
    allowed = room / size
    lines = _filled(pieces, allowed, face)
    if len(lines) < 2:
        return lines
    low, high = min(max(_ems(piece.strip(), face) for piece in pieces), allowed), allowed
    for _ in range(20):  # the narrowest room that still needs no more lines balances them
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(pieces, middle, face)) <= len(lines) else (middle, high)
    widest = min(allowed, high * UNEVEN)
    clauses = [("".join(pieces[:end]).strip(), "".join(pieces[end:]).strip()) for end in _clause_ends(pieces)]
    even = (
        min(clauses, key=lambda two: max(_ems(line, face) for line in two), default=None) if len(lines) == 2 else None
    )
    return list(even) if even and max(_ems(line, face) for line in even) <= widest else _filled(pieces, high, face)


def _clause_ends(pieces: list[str]) -> list[int]:
    return [end for end in range(1, len(pieces)) if pieces[end - 1].endswith(tuple("；，、。：;,.:"))]


def clamped(text: str, room: float, size: float, lines: int, face: Face = BOLD) -> list[str]:
    """At most this many lines; what does not fit ends in an ellipsis, behind a whole word if the line has several."""
    pieces = _PIECE.findall(text.strip())
    found = _filled(pieces, room / size, face)
    if len(found) <= lines:
        return wrapped(text, room, size, face)
    words = _PIECE.findall(found[lines - 1])
    while len(words) > 1 and _ems("".join([*words, "…"]), face) > room / size:
        words.pop()
    last = "".join(words)
    while last and _ems(f"{last}…", face) > room / size:
        last = last[:-1]
    if (opened := max(last.rfind("("), last.rfind("（"))) > max(last.rfind(")"), last.rfind("）")):
        last = last[:opened]  # a bracket that is never closed says nothing
    return [*found[: lines - 1], f"{last.rstrip(' ,;:，；：')}…"]


def _filled(pieces: list[str], allowed: float, face: Face) -> list[str]:
    """Lines filled one after another; a piece wider than a line is cut."""
    lines: list[str] = []
    line = ""
    for piece in (part for whole in pieces for part in _cut(whole, allowed, face)):
        if line and _ems(line + piece, face) > allowed:
            lines.append(line)
            line = piece.lstrip()
        else:
            line = line + piece if line else piece.lstrip()
    return [*lines, line] if line else lines


def _cut(piece: str, allowed: float, face: Face) -> list[str]:
    """A piece in parts that fit; looked at once, however long it is."""
    if _ems(piece.strip(), face) <= allowed:
        return [piece]
    parts, part, taken = [], "", 0.0
    for character in piece:
        if part.strip() and not character.isspace() and taken + _ems(character, face) > allowed:
            parts.append(part)
            part, taken = "", 0.0
        part += character
        taken += _ems(character, face) if part.strip() else 0
    return [*parts, part]
