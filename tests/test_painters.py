"""A drawing's SVG: well-formed, nothing outside of it, the same again, in the fonts that are shipped or named."""

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from PIL import Image

from leadlag import charts, fonts
from leadlag.drawing import PAGE, Box, Drawing, Mark, Run, Text
from leadlag.painters.png import png
from leadlag.painters.svg import svg
from leadlag.render_options import RenderOptions
from leadlag.store import READINGS, Snapshot
from leadlag.words import LANGUAGES, Language
from tests.drawings import drawable, every_chart

NAMESPACE = "{http://www.w3.org/2000/svg}"
#: Px that a triangle's corner reaches beyond its circle, and a line beyond its middle.
SLACK = 3


def parsed(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(svg(drawing))


def ends(path: str) -> Iterator[tuple[float, float]]:
    """The corners of a path of straight lines."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MLHVZ])([^MLHVZ]*)", path):
        found = [float(number) for number in numbers.split()]
        x = found[0] if command in "MLH" else x
        y = found[-1] if command in "MLV" else y
        yield x, y


def places(element: ElementTree.Element) -> Iterator[tuple[float, float]]:
    for one in element.iter():
        given = one.attrib
        if "d" in given:
            yield from ends(given["d"])
        elif "r" in given:
            x, y, r = (float(given[name]) for name in ("cx", "cy", "r"))
            yield from ((x - r, y - r), (x + r, y + r))
        elif one.tag == f"{NAMESPACE}text" and one.text:
            yield from extent(given, one.text)


def extent(given: dict[str, str], text: str) -> Iterator[tuple[float, float]]:
    face = fonts.BOLD if given.get("font-weight") == "700" else fonts.REGULAR
    wide, x = fonts.ems(text, face) * float(given["font-size"]), float(given["x"])
    start = x - {"start": 0, "middle": wide / 2, "end": wide}[given.get("text-anchor", "start")]
    yield from ((start, float(given["y"])), (start + wide, float(given["y"])))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_outside(snapshot: Snapshot, lang: Language) -> None:
    faults = []
    for reading in READINGS:
        read = snapshot.read_as(reading)
        for question in drawable(read):
            for options in (RenderOptions(lang), RenderOptions(lang, width=330, above=True)):
                chart = charts.chart(read, question, options)
                assert chart
                drawing = chart.drawing
                beyond = [
                    (x, y)
                    for x, y in places(parsed(drawing))
                    if not (-SLACK <= x <= drawing.width + SLACK and -SLACK <= y <= drawing.height + SLACK)
                ]
                faults += [(question, reading, options.above, beyond)] if beyond else []
    assert faults == []


def test_everything_is_painted(snapshot: Snapshot) -> None:
    """Each text with its characters, each mark that is seen."""
    for one in every_chart(snapshot, langs=("zh",), readings=("article",)):
        drawing = one.chart.drawing
        painted = ["".join(element.itertext()) for element in parsed(drawing).iter(f"{NAMESPACE}text")]
        assert painted == [text.plain for text in drawing.texts]
        shapes = [e for e in parsed(drawing).iter() if e.tag.removeprefix(NAMESPACE) in ("path", "circle")]
        seen = [item for item in drawing.items if not isinstance(item, Text) and getattr(item, "edge", True)]
        assert len(shapes) == len(seen), one.key


def test_same_drawing_same_bytes(snapshot: Snapshot) -> None:
    first, again = (charts.chart(snapshot, "gaps", RenderOptions(dark=True)) for _ in range(2))
    assert first
    assert again
    assert svg(first.drawing) == svg(again.drawing)
    assert png(svg(first.drawing)) == png(svg(again.drawing))


def text(plain: str, *, serif: bool = False, bold: bool = False) -> Drawing:
    return Drawing(400, 40, (Text(0, 20, (Run(plain, bold=bold),), "right", "#000000", 20, serif=serif),))


def test_text_is_escaped() -> None:
    element = parsed(text('<b>A & B</b>\x00\ufffe "q" ]]>'))
    assert "".join(element.itertext()) == '<b>A & B</b> "q" ]]>'


def test_chinese_names_its_fonts_first() -> None:
    """In a part of its own, and in the text's weight: a program that looks for a glyph might take another."""
    (found,) = parsed(text("剪映 VIP", bold=True)).iter(f"{NAMESPACE}text")
    chinese, latin = found
    assert (chinese.text, latin.text) == ("剪映", " VIP")
    assert chinese.attrib["font-family"].startswith("'Noto Sans CJK SC'")
    assert {part.attrib["font-weight"] for part in found} == {"700"}
    assert float(latin.attrib["x"]) == pytest.approx(2 * 20)


def ink(drawing: Drawing) -> tuple[int, int, int, int]:
    with Image.open(io.BytesIO(png(svg(drawing)))) as image:
        box = image.getchannel("A").getbbox()
    assert box
    return box


@pytest.mark.parametrize("bold", [False, True])
def test_texts_are_as_wide_as_measured(bold: bool) -> None:
    plain = "HHHHHHHHHHHHHHHH"  # no kerning, little air at either side
    left, _, right, _ = ink(text(plain, bold=bold))
    measured = fonts.ems(plain, fonts.BOLD if bold else fonts.REGULAR) * 20
    assert abs(right - left - measured) < 4


def test_half_seen_boxes() -> None:
    """What lies below an interval's bar is seen through it."""
    box = Box(PAGE, 0, 0, 1, 40, "#ff0000", "#ff0000", 0.35)
    with Image.open(io.BytesIO(png(svg(Drawing(400, 40, (box,), background="#ffffff"))))) as image:
        red, green, _, _ = image.convert("RGBA").getpixel((200, 20))  # type: ignore[misc]
    assert (red, green) == (255, pytest.approx(255 * 0.65, abs=2))


def test_marks_say_what_they_stand_for() -> None:
    """Seen or not; heads of lines say nothing."""
    mark = Mark(PAGE, 0.5, 20, "circle", 12, "#000000", "#000000", 1, "id", tooltip="A <claim>")
    hidden = Mark(PAGE, 0.5, 20, "circle", 12, "", "", 1, "id", tooltip="another")
    head = Mark(PAGE, 0.5, 20, "triangle-left", 12, "#000000", "#000000", 1, tooltip="derived")
    titles = [title.text for title in parsed(Drawing(400, 40, (mark, hidden, head))).iter(f"{NAMESPACE}title")]
    assert titles == ["A <claim>", "another"]
