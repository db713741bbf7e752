"""The fonts that pictures are drawn with: their files, and how wide their characters are.

`.ci/fonts.py` makes them of the fonts of the pages. What they lack, Chinese above all, the system's fonts draw.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Face:
    """One file of a family; there is one object of each."""

    file: str
    family: str
    weight: int


REGULAR = Face("sans-regular.ttf", "Leadlag Sans", 400)
BOLD = Face("sans-bold.ttf", "Leadlag Sans", 700)
TITLE = Face("serif-bold.ttf", "Leadlag Serif", 700)
FACES = (REGULAR, BOLD, TITLE)


@lru_cache(maxsize=1)
def _widths() -> Mapping[str, Mapping[str, int]]:
    return dict(json.loads((FOLDER / "widths.json").read_text(encoding="utf-8")))


def has(face: Face, character: str) -> bool:
    return character in _widths()[face.file.removesuffix(".ttf")]


def ems(text: str, face: Face) -> float:
    """A plain text's width in font sizes."""
    return thousandths(text, face) / 1000


def thousandths(text: str, face: Face) -> int:
    """A plain text's width in thousandths of the font size, in which every character's is whole."""
    return sum(map(_measured(face).__getitem__, text))


class _Measured(dict[str, int]):
    """A face's widths, and those of other characters once they were asked for."""

    def __missing__(self, character: str) -> int:
        width = self[character] = _unknown(character)
        return width


@lru_cache
def _measured(face: Face) -> _Measured:
    return _Measured(_widths()[face.file.removesuffix(".ttf")])


def _unknown(character: str) -> int:
    """Chinese characters are square, emoji wider, letters of other alphabets as wide as wide Latin ones."""
    if unicodedata.combining(character):
        return 0
    return 1300 if character > "\uffff" else 1000 if character >= "\u2e80" else 620


def unknown(text: Iterable[str]) -> list[str]:
    """The characters that are seen and that some face lacks: the system's fonts must have them."""
    return [one for one in dict.fromkeys(text) if _is_seen(one) and not all(has(face, one) for face in FACES)]


def _is_seen(character: str) -> bool:
    """Whether it leaves a mark of its own: not blanks, marks above others, and signs that order the text."""
    kind = unicodedata.category(character)
    return kind[0] not in "MZ" and kind not in ("Cc", "Cf")
