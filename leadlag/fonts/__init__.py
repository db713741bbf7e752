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


@dataclass(frozen=True)
class Face:
    """One file of a family."""

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
    known = _widths()[face.file.removesuffix(".ttf")]
    return sum(known[one] / 1000 if one in known else _unknown(one) for one in text)


def _unknown(character: str) -> float:
    """Chinese characters are square, emoji wider, letters of other alphabets as wide as wide Latin ones."""
    if unicodedata.combining(character):
        return 0
    return 1.3 if character > "\uffff" else 1.0 if character >= "\u2e80" else 0.62


def unknown(text: Iterable[str]) -> list[str]:
    """The characters that are seen and that some face lacks: the system's fonts must have them."""
    return [one for one in dict.fromkeys(text) if _is_seen(one) and not all(has(face, one) for face in FACES)]


def _is_seen(character: str) -> bool:
    """Whether it leaves a mark of its own: not blanks, marks above others, and signs that order the text."""
    kind = unicodedata.category(character)
    return kind[0] not in "MZ" and kind not in ("Cc", "Cf")
