"""What is so to the pixel: how tall rows are, and what has just enough room."""

from collections.abc import Sequence
from typing import Any

import pytest

from leadlag import theme
from leadlag.contract import BY_NAME
from leadlag.figures import Names, RenderOptions
from leadlag.figures.audience_over_time import audience_over_time
from leadlag.figures.canvas import Canvas
from leadlag.figures.ranges import Amount, panel
from leadlag.figures.text_wrap import clamped, ellipsized, width, wrapped
from leadlag.fonts import REGULAR
from leadlag.rows import AudienceOverTime
from leadlag.words import Language


def amount(at: float, **cells: Any) -> Amount:
    return Amount(**{"label": "A", "detail": "", "value": "v", "lower": at, "upper": at, "side_rank": 1, **cells})


def heights(options: RenderOptions, amounts: Sequence[Amount]) -> tuple[list[float], float]:
    """Where the marks of a panel stand, and where it ends."""
    canvas = Canvas(options)
    return panel(canvas, options, "Title", "what is counted", amounts, str), canvas.y


def test_rows_of_a_panel() -> None:
    """A heading of 24 px, a row of 26 or as tall as its words, a scale of 26."""
    assert heights(RenderOptions(), [amount(1), amount(2, sum="1 + 1 = 2")]) == ([37, 63], 102)
    tall = amount(2, sum="a sum that is far too long to stand behind the name it belongs to")
    assert heights(RenderOptions(), [amount(1), tall]) == ([37, 78], 132)
    assert heights(RenderOptions(), [amount(1, absent=True, lower=None, upper=None)]) == ([37], 50)


def test_words_above_the_marks() -> None:
    """Lines of 16 px, below them 26 for the mark, and a gap of 8."""
    assert heights(RenderOptions(width=330, above=True), [amount(1), amount(2)]) == ([57, 107], 150)


def test_value_without_room_joins_the_words() -> None:
    canvas = Canvas(RenderOptions())
    wide = amount(0, upper=9, value="a value that is far too wide to stand beside its mark")
    panel(canvas, RenderOptions(), "Title", "what is counted", [wide], str)
    assert {text.x for text in canvas.drawing().texts if "a value" in text.plain} == {0}


def test_second_panel_keeps_its_distance() -> None:
    canvas = Canvas(RenderOptions())
    first, second = (panel(canvas, RenderOptions(), "Title", "counted", [amount(1)], str) for _ in range(2))
    assert second[0] - first[0] == 24 + 26 + 26 + 10


def test_what_just_fits_stays_whole() -> None:
    words, long = "two words", "uncommonly"
    assert wrapped(words, width(words, 1), 1, REGULAR) == [words]
    assert wrapped(long, width(long, 1), 1, REGULAR) == [long]
    assert wrapped(f"i {long}", width(long, 1), 1, REGULAR) == ["i", long]
    assert ellipsized(f"<b>{words}</b>", width(f"<b>{words}</b>"), theme.SMALL_SIZE) == f"<b>{words}</b>"
    assert clamped("one two three", width("one two…", 1), 1, 1, REGULAR) == ["one two…"]
    assert clamped("uncommonly long", width("uncom…", 1), 1, 1, REGULAR) == ["uncom…"]


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
