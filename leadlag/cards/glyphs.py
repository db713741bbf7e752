"""Characters that no font can draw, neither ours nor one of this machine: a reader would see an empty box."""

import io
from collections.abc import Iterable

from PIL import Image

from leadlag import fonts, theme
from leadlag.drawing import Drawing, Run, Text
from leadlag.errors import OutputError
from leadlag.painters.png import png
from leadlag.painters.svg import svg

NAMED = 5  # missing characters that an error names
NOBODYS = "\u0378"  # is not assigned, so that no font has it
CELL, COLUMNS = 24, 40  # px of a character, and how many are beside each other


def check_glyphs(texts: Iterable[Text]) -> None:
    """Raises `OutputError` where a character would be a box."""
    check_text("".join(text.plain for text in texts))


def check_text(text: str) -> None:
    if boxes := missing(text):
        named = " ".join(f"{character} (U+{ord(character):04X})" for character in boxes[:NAMED])
        raise OutputError("no_glyph", characters=named, count=len(boxes))


def missing(text: str) -> list[str]:
    """The characters of a text that look like one that is in no font."""
    asked = [NOBODYS, *fonts.unknown(text)]
    if len(asked) == 1:
        return []
    cells = [(number % COLUMNS * CELL, number // COLUMNS * CELL) for number in range(len(asked))]
    width, height = COLUMNS * CELL, cells[-1][1] + CELL
    items = tuple(
        Text(x / width, y + CELL / 2, (Run(one),), "right", theme.LIGHT.text, CELL * 0.6)
        for one, (x, y) in zip(asked, cells, strict=True)
    )
    with Image.open(io.BytesIO(png(svg(Drawing(width, height, items, background=theme.LIGHT.background))))) as image:
        looks = [image.crop((x, y, x + CELL, y + CELL)).tobytes() for x, y in cells]
    return [one for one, look in zip(asked[1:], looks[1:], strict=True) if look == looks[0]]
