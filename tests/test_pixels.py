"""What is so to the pixel: how tall rows are, and what has just enough room."""

from collections.abc import Sequence
from typing import Any

import pytest

from leadlag import theme
from leadlag.charts.amounts import Figure, amount_section
from leadlag.charts.audience_over_time import audience_over_time
from leadlag.contract import BY_NAME
from leadlag.drawing import Bracket, Drawing, Mark, Run
from leadlag.fonts import BOLD, REGULAR
from leadlag.layout import Amount, Blocks, Layout, Line, PageFormat, Row, Scale, Section, Words
from leadlag.layout.text_wrap import clamped, ellipsized, plain_width, wrapped
from leadlag.names import Names
from leadlag.render_options import RenderOptions
from leadlag.rows import AudienceOverTime
from leadlag.words import Language


def amount(at: float, *, value: str = "v", sum: str = "", upper: float | None = None) -> Figure:
    return Figure("A", "", value, Amount(at, at if upper is None else upper, 1), sum)


def drawing(options: RenderOptions, *panels: Sequence[Figure]) -> Drawing:
    sections = tuple(amount_section(options, "Title", "what is counted", panel, str) for panel in panels)
    page = PageFormat(options.width, options.colors, options.above, is_card=options.is_card)
    return Layout(Blocks(sections), page).drawing()


def heights(options: RenderOptions, *panels: Sequence[Figure]) -> tuple[list[float], float]:
    """Where the marks of panels stand, and where they end."""
    made = drawing(options, *panels)
    return [item.y for item in made.items if isinstance(item, Mark)], made.height


def test_rows_of_a_panel() -> None:
    """A heading of 24 px, a row of 24 or as tall as its words, a scale of 22."""
    tall = amount(2, sum="a sum that is far too long to stand behind the name it belongs to")
    assert heights(RenderOptions(), [amount(1), amount(2)]) == ([36, 60], 94)
    assert heights(RenderOptions(), [amount(1), tall]) == ([36, 76], 126)


def test_rows_of_a_card_are_closer() -> None:
    assert heights(RenderOptions(is_card=True), [amount(1), amount(2)]) == ([29.5, 48.5], 77)


def test_words_above_the_marks() -> None:
    """Lines of 16 px, below them 22 for the mark, and a gap of 8."""
    assert heights(RenderOptions(width=330, above=True), [amount(1), amount(2)]) == ([55, 101], 138)


def test_value_without_room_joins_the_words() -> None:
    wide = amount(0, upper=9, value="a value that is far too wide to stand beside its mark " * 2)
    assert {text.x for text in drawing(RenderOptions(), [wide]).texts if "too wide" in text.plain} == {0}


def test_second_panel_keeps_its_distance() -> None:
    (first, second), _ = heights(RenderOptions(), [amount(1)], [amount(1)])
    assert second - first == 24 + 24 + 22 + 14


def section(*rows: Row, scale: Scale) -> Drawing:
    page = PageFormat(620, RenderOptions().colors)
    return Layout(Blocks((Section(rows=rows, scale=scale),)), page).drawing()


def test_values_in_a_bracket_leave_it_a_side() -> None:
    lines = (
        Line((Amount(-3, -3, 1, "a"),), "9 days", value_side="left"),
        Line((Amount(0, 0, 1, "b"),), "same day", value_side="right"),
    )
    made = section(Row((Words("A"),), lines, has_bracket=True), scale=Scale(-9, 9, ((0, "0"),), middle=0))
    assert {text.side for text in made.texts if text.plain.strip() in ("9 days", "same day")} == {"right"}
    (bracket,) = (item for item in made.items if isinstance(item, Bracket))
    assert bracket.stem < 0


def test_gridlines_stay_evenly_apart() -> None:
    """Where two values have no room beside each other, every other one is left out."""
    ticks = tuple((value, f"{value} and many more") for value in range(0, 11, 2))
    made = section(Row((Words("A"),), (Line((Amount(9, 9, 1, "a"),), "9"),)), scale=Scale(0, 10, ticks))
    shown = [text.plain for text in made.texts if text.plain.endswith("more")]
    assert shown in ([text for _, text in ticks[::stride]] for stride in (2, 3, 4, 5))


def test_values_of_a_scale_stand_at_their_places() -> None:
    """And those beyond its ends are left out."""
    ticks = ((0, "none"), (3, "some"), (6, "more"), (99, "beyond"))
    made = section(Row((Words("A"),), (Line((Amount(9, 9, 1, "a"),), "9"),)), scale=Scale(0, 10, ticks))
    placed = {text.plain: text.x for text in made.texts if text.plain in {said for _, said in ticks}}
    assert placed == {said: pytest.approx(made.axes[0].across(value)) for value, said in ticks[:3]}


def test_what_just_fits_stays_whole() -> None:
    words, long, bold = "two words", "uncommonly", [Run("two words", bold=True)]
    assert wrapped(words, plain_width(words, size=1), 1, REGULAR) == [words]
    assert wrapped(long, plain_width(long, size=1), 1, REGULAR) == [long]
    assert wrapped(f"i {long}", plain_width(long, size=1), 1, REGULAR) == ["i", long]
    assert ellipsized(bold, plain_width(words, BOLD), theme.SMALL_SIZE) == bold
    assert ellipsized(bold, plain_width("two wo…", BOLD) + 1, theme.SMALL_SIZE) == [Run("two wo…", bold=True)]
    assert clamped("one two three", plain_width("one two…", size=1), 1, 1, REGULAR) == ["one two…"]
    assert clamped("uncommonly long", plain_width("uncom…", size=1), 1, 1, REGULAR) == ["uncom…"]


Ends = tuple[float | None, float | None]


def product(lang: Language, english: str | None, chinese: str | None) -> Names:
    """The names of data that have one product, `a`."""
    cells = {"id": "a", "name": english, "name_zh": chinese}
    return Names(lang, {"products": [tuple(cells.get(column.name) for column in BY_NAME["products"].columns)]})


def grown(*counts: Ends) -> str:
    """The finding of counts by one counter, a year apart."""
    same = {"side_rank": 1, "product": "a", "metric": "mau", "counter": "who", "qualifier": "exactly"}
    date = {"month": None, "day": None, "part": None, "precision": "year"}
    rows = []
    for at, (low, high) in enumerate(counts):
        own: dict[str, Any] = {"id": f"c{at}", "lower": low, "best": low, "upper": high}
        days = {"year": 2020 + at, "earliest_day": 10 + at, "latest_day": 20 + at}
        rows.append(AudienceOverTime(**(own | days | same | date)))
    return audience_over_time(rows, RenderOptions(names=product(RenderOptions().lang, "App", ""))).title


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(1e6, 1e6), (2e6, 2e6)], "grew"),
        ([(2e6, 2e6), (2e6, 2e6)], "most"),  # as many as before is no growth
        ([(2e6, 2e6), (1e6, 1e6)], "most"),
        ([(1e6, None), (2e6, 2e6)], "most"),  # from at least so many, nobody knows how much
        ([(1e6, 1e6), (None, 2e6)], "most"),
        ([(2e6, 2e6)], "most"),
    ],
)
def test_growth_needs_two_ends(counts: list[Ends], said: str) -> None:
    assert said in grown(*counts)


@pytest.mark.parametrize(
    ("english", "chinese", "lang", "said"),
    [
        ("Kling", "可灵", "en", "Kling"),
        ("Kling", "可灵", "zh", "可灵"),
        ("Kling", "", "zh", "Kling"),
        ("Kling", None, "zh", "Kling"),
        (None, "可灵", "en", "可灵"),
        (None, "可灵", "zh", "可灵"),
        (None, None, "en", ""),
        (None, None, "zh", ""),
    ],
)
def test_product_without_a_second_name(english: str | None, chinese: str | None, lang: Language, said: str) -> None:
    assert product(lang, english, chinese).product("a") == said
