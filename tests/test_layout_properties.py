"""No text over another text or a mark, and nothing cut off, whatever the rows are called and wherever their marks are,
by the widths of the fonts that draw them. Browsers measure a sample in `browser/test_layout.py`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag.charts.amounts import Figure, amount_section
from leadlag.charts.audience_over_time import audience_over_time
from leadlag.charts.gaps import gaps
from leadlag.charts.scales import lag_scale
from leadlag.charts.timeline import timeline
from leadlag.drawing import Box, Drawing, Mark, Text
from leadlag.fonts import BOLD, REGULAR, ems
from leadlag.layout import (
    Amount,
    Band,
    Blocks,
    Layout,
    Line,
    Link,
    PageFormat,
    Row,
    Section,
    Words,
)
from leadlag.names import Names
from leadlag.render_options import RenderOptions
from leadlag.rows import AudienceOverTime, Gaps, Sides, Timeline
from leadlag.words import LANGUAGES, Language
from tests.drawings import AIR

WORDS = ("Doubao", "passes", "a", "hundred million", "users", "(second-hand)", "剪映会员", "推出", "万", "≥", "x" * 40)
LEADING = 2  # px that browsers give a line of text above and below its letters
FIRST, LAST = 700_000, 760_000  # days from 1917 to 2081
SIDES = [Sides("a", 1, True), Sides("b", 2, True), Sides("c", 3, False)]
Extent = tuple[float, float, float, float]
Case = Callable[[Random, int, RenderOptions], Drawing]


def phrase(random: Random, most: int = 9) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, most)))


class AnyNames(Names):
    """A name for everything, the same whenever it is asked for."""

    def about(self, key: str | None) -> str:
        return phrase(Random(key), 7)

    def organization(self, key: str | None) -> str:
        return phrase(Random(key), 3)

    def topic(self, key: str | None) -> str:
        return phrase(Random(key), 3) if key else ""

    def product(self, key: str | None) -> str:
        return phrase(Random(key), 2)


def extents(drawing: Drawing, width: int) -> Iterator[tuple[str, Extent]]:
    """What each text and each mark covers in px, in a drawing of this width."""
    for item in drawing.items:
        if isinstance(item, Text):
            room = item.size * sum(ems(run.text, BOLD if run.bold else REGULAR) for run in item.runs)
            air = item.size * ems(AIR * item.air, REGULAR)
            start = item.x * width + {"right": air, "left": -air - room, "center": -room / 2}[item.side]
            half = item.size / 2
            yield item.plain, (start, item.y - half, start + room, item.y + half)
        elif isinstance(item, Mark) and item.edge:
            x, half = item.axis.across(item.x) * width, item.size / 2
            yield "", (x - half, item.y - half, x + half, item.y + half)
        elif isinstance(item, Box) and item.fill != item.edge:  # a band lies behind marks
            yield "", (item.axis.across(item.x0) * width, item.y0, item.axis.across(item.x1) * width, item.y1)


def faults(drawing: Drawing, width: int) -> Iterator[str]:
    """Texts that cover something or are cut off; half a pixel is no matter."""
    found = sorted(extents(drawing, width), key=lambda one: one[1][1])
    for number, (text, box) in enumerate(found):
        above = LEADING if text else 0
        if box[0] < -0.5 or box[2] > width + 0.5 or box[1] < above - 0.5 or box[3] > drawing.height + 0.5 - above:
            yield f"{text!r} is cut off: {box}"
        for other, covered in found[number + 1 :]:
            if covered[1] >= box[3] - 0.5:
                break
            if (text or other) and box[0] + 0.5 < covered[2] and covered[0] + 0.5 < box[2]:
                yield f"{text!r} and {other!r} cover each other"


def amounts(random: Random, count: int, options: RenderOptions) -> Drawing:
    sections = [
        amount_section(
            options,
            phrase(random, 2),
            phrase(random),
            [amount(random) for _ in range(count)],
            lambda value: f"{value:g}",
            [(phrase(random, 3), phrase(random, 3))] * random.randint(0, 1),
        )
        for _ in range(random.randint(1, 3))
    ]
    return laid_out(sections, options)


def laid_out(sections: Sequence[Section], options: RenderOptions) -> Drawing:
    return Layout(Blocks(tuple(sections)), PageFormat(options.width, options.colors, options.above)).drawing()


def amount(random: Random) -> Figure:
    ends = sorted(10 ** random.uniform(-2, 9) * random.choice((1, 1, 0)) for _ in range(2))
    nothing: tuple[float | None, float | None] = (None, None)
    stated = (ends[0], ends[0]), (ends[0], ends[1]), (ends[0], None), (None, ends[1])
    lower, upper = nothing if random.random() < 0.1 else random.choice(stated)
    details = phrase(random) if random.random() < 0.5 else "", phrase(random, 3)
    return Figure(phrase(random), *details, Amount(lower, upper, random.randint(1, 3)), phrase(random, 4))


def claims(random: Random, count: int, options: RenderOptions) -> Drawing:
    """Bands behind marks, end_labels at the ends of rows, several lines a row."""
    scale, rows = lag_scale((-random.randint(0, 900), random.randint(0, 9000)), options.lang), []
    for _ in range(count):
        low, high = sorted(random.uniform(scale.low, scale.high) for _ in range(2))
        marks = Band(low, random.choice((high, None))), Amount(low, high, random.choice(("muted", 1, 2)))
        lines = [
            Line(marks),
            Line((Link(0, low, "text"), Amount(low, low, "text")), phrase(random, 3), value_side="left"),
        ]
        end_label = Words(phrase(random, 3), bold=True), Words(phrase(random, 4), "muted")
        label = Words(phrase(random), bold=True), Words(phrase(random, 3), "muted", begins=True)
        rows.append(Row(label, tuple(lines), end_label, is_ruled=True, has_bracket=random.random() < 0.3))
    return laid_out([Section((Words(phrase(random, 3)),), rows=tuple(rows), scale=scale)], options)


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
        topic = random.choice((None, "a", "b"))
        row = name, name, str(rank), rank, organization, "launch", topic, precision, first, last, year, month
        rows.append(Timeline._make((*row, None, None, random.randint(1, 2))))
    return timeline(rows, options).drawing


def pairs(random: Random, count: int, options: RenderOptions) -> Drawing:
    rows = [row for number in range(count) for row in versions(random, f"g{number}")]
    return gaps(rows, options, sides=SIDES).drawing


def versions(random: Random, name: str) -> Iterator[Gaps]:
    stated = random.choice((None, 2.0))
    for number in range(count := random.randint(1, 2)):
        (first, last, precision), (then, at_last, other) = dates(random), dates(random)
        low, high = then - last, at_last - first
        ends = name, f"{name}a{number}", f"{name}b", None, None, "a", "b", random.randint(1, 3), random.randint(1, 3)
        days = first, last, then, at_last, precision, other, True, low, high
        said = stated, stated, None, "months" if stated else None, None, None, random.choice((None, True, False))
        dated = 2024, random.choice((None, 2)), None, None, 2025, None, None, "late"
        spans, (across, low, high) = days[:6], days[6:]
        level = random.choice(((None, None), ("mau", 10.0 ** random.randint(0, 12))))
        yield Gaps._make((*ends, *spans, *dated, across, low, high, *said, True, count, False, *level))


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
    return audience_over_time(rows, replace(options, height=random.randint(120, 438))).drawing


LAYOUTS: dict[str, Case] = {
    "amounts": amounts,
    "claims": claims,
    "events": events,
    "pairs": pairs,
    "counts": counts,
}


@pytest.mark.parametrize("kind", LAYOUTS)
@given(
    seed=st.integers(0, 10**9),
    count=st.sampled_from((1, 2, 5, 12, 40, 200)),
    widths=st.sampled_from(((330, True), (420, False), (520, False), (620, False), (860, False))),
    wider=st.sampled_from((1, 1.4, 3)),
    lang=st.sampled_from(LANGUAGES),
)
def test_nothing_covers_anything(
    kind: str, seed: int, count: int, widths: tuple[int, bool], wider: float, lang: Language
) -> None:
    width, above = widths
    drawing = LAYOUTS[kind](Random(seed), count, RenderOptions(lang, width=width, above=above, names=AnyNames(lang)))
    assert list(faults(drawing, round(width * wider))) == []
