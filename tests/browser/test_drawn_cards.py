"""Every card as a browser draws it: inside its edges, no text over another, large enough, in colours that can be read.

What is looked at is the SVG that a picture is made of.
"""

import base64
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, cycle

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

from leadlag import captions, charts, queries, theme
from leadlag.cards import SIZES, Picture, Size, full_height_card, pictures
from leadlag.cards.batch import SCALE
from leadlag.cards.card_layout import EDGE
from leadlag.layout.text_wrap import plain_width
from leadlag.painters.png import png
from leadlag.painters.svg import FAMILIES
from leadlag.rows import Timeline
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, Language
from tests.browser.blank_page import Printed, cards
from tests.browser.contrast import contrast
from tests.conftest import Folder
from tests.drawings import drawable, reading_with
from tests.markup import EVIL, evil

#: Each text's width in px at a size of 100 px.
MEASURE = """([texts, font]) => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = `100px ${font}`;
  return texts.map(text => context.measureText(text).width);
}"""
#: A card as the picture that it becomes.
PAINTED = """async (card) => {
  const png = await leadlagCards.png(card, window.cardFonts);
  return btoa(Array.from(png, byte => String.fromCharCode(byte)).join(''));
}"""
#: What an SVG may be made of: nothing that leads elsewhere or runs.
PLAIN = {"svg", "g", "path", "circle", "text", "tspan", "rect"}
#: Px that a text's box may reach beyond its ink: boxes of neighbouring lines touch.
SLACK = 3
CONTRAST = 4.5
KERNING = 3  # % of the font size: how much wider a pair of letters, such as "rv", may stand than the two of them
PIXEL, BLOCK = 3, 60  # of 255: how far two programs may differ, on average, and anywhere in 8 × 8 pixels
STRANGE = "🎬 ٣٤٥ שלום " + "long name " * 28
#: Every size, every reading and both themes, each in one language, and the usual size in both; colours do not depend on
#: the size, nor what is drawn.
VIEWS: tuple[tuple[Language, Reading, Size, bool], ...] = (
    *((lang, "article", size, size == SIZES[2]) for lang, size in zip(cycle(LANGUAGES), SIZES, strict=False)),
    ("zh", "article", SIZES[0], False),
    ("zh", "checked", SIZES[0], False),
    ("en", "latest", SIZES[0], False),
)
Fault = tuple[str, ...]
every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.mark.parametrize(
    ("lang", "reading", "size", "dark"),
    VIEWS,
    ids=[f"{lang}-{reading}-{size}-{'dark' if dark else 'light'}" for lang, reading, size, dark in VIEWS],
)
def test_cards_can_be_read(
    bare: Page, snapshot: Snapshot, lang: Language, reading: Reading, size: Size, dark: bool
) -> None:
    read, found = snapshot.read_as(reading), []
    made = every_card(read, lang, size, dark=dark)
    if (reading, dark) == (READINGS[0], False):
        made = [picture for picture in made if picture.size == size]  # what does not fit takes the tallest size
    for picture, card in zip(made, cards(bare, made), strict=True):
        said = " ".join(text.text for text in card.texts)
        assert picture.fingerprint in said
        assert captions.sources(read, picture.statements, lang, brief=True)[:12] in said
        found += [(picture.name, *fault) for fault in faults(picture, card.texts)]
    assert found == []
    shown = sorted({text for picture in made for text in texts_of(picture)})
    assert missing(bare, shown) == []
    assert wider(bare, shown) == []


def every_card(snapshot: Snapshot, lang: Language, size: Size = SIZES[0], *, dark: bool = False) -> list[Picture]:
    return [card for question in charts.CHARTS for card in pictures(snapshot, question, lang, size, dark=dark)]


def missing(page: Page, texts: Sequence[str]) -> list[str]:
    """Characters that no font has."""
    unknown = "\u0379"
    text = unknown.join(texts)
    assert len(set(text)) > 50
    found: list[str] = page.evaluate(
        "args => leadlagCards.missing(...args)", [text, [ours for ours, _ in FAMILIES.values()]]
    )
    return [character for character in found if character != unknown] if unknown in found else [unknown]


def wider(page: Page, texts: Sequence[str]) -> list[str]:
    """Texts that need more room than they are given."""
    measured = page.evaluate(MEASURE, [texts, FAMILIES[False][0]])
    return [text for text, true in zip(texts, measured, strict=True) if true > plain_width(text, size=100) + KERNING]


@pytest.mark.parametrize(("lang", "reading"), list(zip(("en", "zh", "en"), READINGS, strict=True)))
def test_charts_of_a_whole_page(bare: Page, snapshot: Snapshot, lang: Language, reading: Reading) -> None:
    read = snapshot.read_as(reading)
    asked = {one: queries.answer(read, one, **charts.defaults(read, one)) for one in drawable(read)}
    assert misplaced(bare, [full_height_card(read, question, rows, lang) for question, rows in asked.items()]) == []


@every_language
def test_cards_of_one_row(bare: Page, snapshot: Snapshot, lang: Language) -> None:
    made = []
    for question in charts.CHARTS:
        read = reading_with(snapshot, question)
        rows = queries.answer(read, question, **charts.defaults(read, question))
        drawn = (row for row in rows if getattr(row, "currency", "") != "credit")
        stated = next(row for row in drawn if not getattr(row, "rule", None) or question in ("effects", "memberships"))
        made += pictures(read, question, lang, rows=[stated], every=rows)
    assert len(made) == len(charts.CHARTS) - 1  # one count joins nothing
    assert misplaced(bare, made) == []


@pytest.mark.parametrize(("lang", "size"), list(zip(("en", "zh", "en", "zh"), SIZES, strict=True)), ids=str)
def test_cards_of_thirty_rows(bare: Page, snapshot: Snapshot, lang: Language, size: Size) -> None:
    rows = queries.ask(snapshot, Timeline)[:30]
    assert misplaced(bare, pictures(snapshot, "timeline", lang, size, rows=rows)) == []


def misplaced(page: Page, made: Sequence[Picture]) -> list[Fault]:
    """Texts outside the edges of their card, or over each other."""
    return [
        (picture.name, *fault)
        for picture, card in zip(made, cards(page, made), strict=True)
        for fault in [*outside(picture, card.texts), *covered(card.texts)]
    ]


def named_strangely(folder: Folder) -> Folder:
    """Names that are long, of other scripts and with signs that are pictures."""
    for table in ("products", "organizations"):
        strange = [{**row, **dict.fromkeys(("name", "name_zh"), STRANGE + row["id"])} for row in folder.rows(table)]
        folder.save(table, strange)
    return folder


@pytest.mark.parametrize(("lang", "rename", "name"), [("en", evil, EVIL), ("zh", named_strangely, STRANGE)])
def test_hostile_names_stay_text_and_inside(
    bare: Page, folder: Folder, lang: Language, rename: Callable[[Folder], Folder], name: str
) -> None:
    made = every_card(rename(folder).load(), lang)
    drawn = cards(bare, made)
    assert set().union(*(card.elements for card in drawn)) <= PLAIN
    assert any(name[:6] in text.text for card in drawn for text in card.texts)
    assert [fault for picture, card in zip(made, drawn, strict=True) for fault in outside(picture, card.texts)] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]], ids=str)
@every_language
def test_picture_of_the_command_line_is_the_browsers(
    bare: Page, snapshot: Snapshot, lang: Language, size: Size, dark: bool
) -> None:
    """But for the edges of letters, which the two smooth in their own ways: less than `PIXEL` of 255 on average, less
    than `BLOCK` in any 8 × 8 pixels. Every sixth card, and of the other looks every fifteenth."""
    usual = size == SIZES[0] and not dark
    for picture in every_card(snapshot, lang, size, dark=dark)[:: 6 if usual else 15]:
        card = {"svg": picture.svg, "width": picture.size.width, "height": picture.size.height, "metadata": {}}
        painted = (base64.b64decode(bare.evaluate(PAINTED, card)), png(picture.svg, SCALE))
        here, there = (Image.open(io.BytesIO(one)).convert("L") for one in painted)
        assert here.size == there.size
        (pixel,) = ImageStat.Stat(ImageChops.difference(here, there)).mean
        blurred = (image.resize((image.width // 8, image.height // 8), Image.Resampling.BOX) for image in (here, there))
        most = max(ImageChops.difference(*blurred).tobytes())
        assert (pixel < PIXEL, most < BLOCK) == (True, True), (picture.name, pixel, most)


def texts_of(picture: Picture) -> Iterator[str]:
    yield from (text.plain for text in picture.drawing.texts if not text.serif)


def faults(picture: Picture, texts: Sequence[Printed]) -> list[Fault]:
    small = [("small", text.text) for text in texts if text.size < theme.CARD_SMALL * picture.size.width * 0.975]
    pale = [
        ("pale", text.text, color)
        for text in texts
        for color in text.colors
        if contrast(color, picture.drawing.background) < CONTRAST
    ]
    return [*outside(picture, texts), *small, *pale, *covered(texts)]


def outside(picture: Picture, texts: Sequence[Printed]) -> list[Fault]:
    across, down = picture.size.width, picture.size.height
    return [
        ("outside", text.text)
        for text in texts
        if text.left < EDGE * across - SLACK
        or text.right > (1 - EDGE) * across + SLACK
        or text.top < EDGE * down - 3 * SLACK  # the box of a Chinese serif is taller than its ink
        or text.bottom > (1 - EDGE) * down + 2 * SLACK
    ]


def covered(texts: Sequence[Printed]) -> list[Fault]:
    return [
        ("covers", one.text, other.text)
        for one, other in combinations(texts, 2)
        if min(one.right, other.right) - max(one.left, other.left) > SLACK
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.4 * min(one.size, other.size)
    ]
