"""No text over another text or a mark, and nothing cut off, whatever the rows are called and wherever their marks are,
by the widths of the fonts that draw them. Browsers measure a sample in `browser/test_layout.py`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag.drawing import Box, Drawing, Mark, Text
from leadlag.figures import NARROW, WIDE, Names, RenderOptions
from leadlag.figures.audience_over_time import audience_over_time
from leadlag.figures.canvas import Canvas
from leadlag.figures.gaps import gaps
from leadlag.figures.ranges import Amount, panel
from leadlag.figures.timeline import timeline
from leadlag.fonts import BOLD, REGULAR, ems
from leadlag.rows import AudienceOverTime, Gaps, Sides, Timeline
from leadlag.words import LANGUAGES, Language
from tests.conftest import examples
from tests.drawings import AIR

WORDS = ("Doubao", "passes", "a", "hundred million", "users", "(second-hand)", "剪映会员", "推出", "万", "≥", "x" * 40)
FIRST, LAST = 700_000, 760_000  # days from 1917 to 2081
SIDES = [Sides("a", 1, True), Sides("b", 2, True), Sides("c", 3, False)]
Extent = tuple[float, float, float, float]
Layout = Callable[[Random, int, RenderOptions], Drawing]


def phrase(random: Random, most: int = 9) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, most)))


class AnyNames(Names):
    """A name for everything, the same whenever it is asked for."""

    def about(self, key: str | None) -> str:
        return phrase(Random(key), 7)

    def organization(self, key: str | None) -> str:
        return phrase(Random(key), 3)

    def product(self, key: str | None) -> str:
        return phrase(Random(key), 2)


def extents(drawing: Drawing, width: int) -> Iterator[tuple[str, Extent]]:
    """What each text and each mark covers in px, in a drawing of this width."""
    for item in drawing.items:
        if isinstance(item, Text):
            room = item.size * sum(ems(run.text, BOLD if run.bold else REGULAR) for run in item.runs)
            air = item.size * ems(AIR * item.air, REGULAR)
            start = item.x * width + {"right": air, "left": -air - room, "center": -room / 2}[item.side]
            yield item.plain, (start, item.y - item.size / 2, start + room, item.y + item.size / 2)
        elif isinstance(item, Mark) and item.edge:
            x, half = item.axis.across(item.x) * width, item.size / 2
            yield "", (x - half, item.y - half, x + half, item.y + half)
        elif isinstance(item, Box):
            yield "", (item.axis.across(item.x0) * width, item.y0, item.axis.across(item.x1) * width, item.y1)


def faults(drawing: Drawing, width: int) -> Iterator[str]:
    """Texts that cover something or are cut off; half a pixel is no matter."""
    found = sorted(extents(drawing, width), key=lambda one: one[1][1])
    for number, (text, box) in enumerate(found):
        if box[0] < -0.5 or box[2] > width + 0.5 or box[1] < -0.5 or box[3] > drawing.height + 0.5:
            yield f"{text!r} is cut off: {box}"
        for other, covered in found[number + 1 :]:
            if covered[1] >= box[3] - 0.5:
                break
            if (text or other) and box[0] + 0.5 < covered[2] and covered[0] + 0.5 < box[2]:
                yield f"{text!r} and {other!r} cover each other"


def amounts(random: Random, count: int, options: RenderOptions) -> Drawing:
    canvas = Canvas(options)
    for _ in range(random.randint(1, 3)):
        rows = [amount(random) for _ in range(count)]
        panel(canvas, options, phrase(random, 2), phrase(random), rows, lambda value: f"{value:g}")
    return canvas.drawing()


def amount(random: Random) -> Amount:
    ends = sorted(10 ** random.uniform(-2, 9) * random.choice((1, 1, 0)) for _ in range(2))
    lower, upper = random.choice(((ends[0], ends[0]), (ends[0], ends[1]), (ends[0], None), (None, ends[1])))
    details = phrase(random) if random.random() < 0.5 else "", phrase(random, 3)
    return Amount(phrase(random), *details, lower, upper, random.randint(1, 3), absent=random.random() < 0.1)


def dates(random: Random) -> tuple[int, int, str]:
    precision, days = random.choice((("day", 1), ("month", 31), ("year", 366)))
    first = random.randint(FIRST, LAST)
    return first, first + days - 1, precision


def events(random: Random, count: int, options: RenderOptions) -> Drawing:
    rows = []
    for number in range(count):
        first, last, precision = dates(random) if random.random() < 0.9 else (None, None, None)
        year, month = (2024, random.choice((None, 2))) if first else (None, None)
        rank, organization, name = random.randint(1, 3), str(random.randint(1, 4)), f"m{number}"
        row = name, name, str(rank), rank, organization, "launch", precision, first, last, year, month, None, None
        rows.append(Timeline._make((*row, random.randint(1, 2))))
    return timeline(sorted(rows, key=lambda row: (row.side_rank, row.organization)), options).canvas.drawing()


def pairs(random: Random, count: int, options: RenderOptions) -> Drawing:
    rows = [row for number in range(count) for row in versions(random, f"g{number}")]
    return gaps(rows, options, sides=SIDES).canvas.drawing()


def versions(random: Random, name: str) -> Iterator[Gaps]:
    stated = random.choice((None, 2.0))
    for number in range(count := random.randint(1, 2)):
        (first, last, precision), (then, at_last, other) = dates(random), dates(random)
        low, high = then - last, at_last - first
        ends = name, f"{name}a{number}", f"{name}b", "a", "b", random.randint(1, 3), random.randint(1, 3)
        days = first, last, then, at_last, precision, other, True, low, high
        said = stated, stated, None, "months" if stated else None, None, None, random.choice((None, True, False))
        yield Gaps._make((*ends, *days, *said, True, count))


def counts(random: Random, count: int, options: RenderOptions) -> Drawing:
    rows = []
    for number in range(min(count, 40)):
        first, last, precision = dates(random)
        people, product = 10 ** random.uniform(3, 10), str(random.randint(1, 9))
        lower, upper, qualifier = random.choice(((people, people, "exactly"), (people, None, "at least")))
        cells: dict[str, Any] = {
            "id": f"c{number}",
            "side_rank": random.randint(1, 3),
            "product": product,
            "metric": "mau",
        }
        ends = {"counter": product, "qualifier": qualifier, "lower": lower, "best": lower, "upper": upper}
        date = {"year": 2024, "month": None, "day": None, "part": None, "precision": precision}
        rows.append(AudienceOverTime(**(cells | ends | date | {"earliest_day": first, "latest_day": last})))
    return audience_over_time(rows, replace(options, height=random.randint(120, 438))).canvas.drawing()


LAYOUTS: dict[str, Layout] = {"amounts": amounts, "events": events, "pairs": pairs, "counts": counts}


@pytest.mark.parametrize("kind", LAYOUTS)
@examples(40, 1000)
@given(
    seed=st.integers(0, 10**9),
    count=st.sampled_from((1, 2, 5, 12, 40, 200)),
    laid_out=st.sampled_from(((NARROW, True), (420, False), (520, False), (WIDE, False))),
    wider=st.sampled_from((1, 1.4, 3)),
    lang=st.sampled_from(LANGUAGES),
)
def test_nothing_covers_anything(
    kind: str, seed: int, count: int, laid_out: tuple[int, bool], wider: float, lang: Language
) -> None:
    width, above = laid_out
    drawing = LAYOUTS[kind](Random(seed), count, RenderOptions(lang, width=width, above=above, names=AnyNames(lang)))
    assert list(faults(drawing, round(width * wider))) == []
