"""Every chart at every width as a browser draws it: no text over another, over a mark, or cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from leadlag import charts, queries
from leadlag.charts import Chart
from leadlag.render_options import RenderOptions
from leadlag.rows import Gaps
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, Language, translate
from tests.browser.blank_page import looks
from tests.browser.visit import printed_over
from tests.drawings import CHARTS, draw

#: Px of plot that charts are drawn at, and last the width they are laid out for: on a tablet, and on a phone.
WIDTHS = {False: (1180, 820, 620), True: (600, 360, 330)}
#: Every language in one reading, and the other readings in one language each.
VIEWS: tuple[tuple[Language, Reading], ...] = (
    *((lang, READINGS[-1]) for lang in LANGUAGES),
    *zip(LANGUAGES, READINGS[:-1], strict=False),
)


def faults(page: Page, chart: Chart, widths: tuple[int, ...]) -> Iterator[str]:
    for width, options in zip(widths, looks(page, chart, widths), strict=True):
        over_marks = [
            f"{text.text!r} covers a mark" for text in options.texts if any(text.holds(*m) for m in options.marks)
        ]
        found = [*printed_over(options.texts), *over_marks] if options.texts else ["there is no text"]
        yield from (f"{width} px: {fault}" for fault in found)


@pytest.mark.parametrize(("lang", "reading"), VIEWS)
def test_texts_keep_apart(bare: Page, snapshot: Snapshot, lang: Language, reading: Reading) -> None:
    read, found = snapshot.read_as(reading), []
    for above, widths in WIDTHS.items():
        for chart, (question, params) in CHARTS.items():
            drawn = draw(read, question, RenderOptions(lang, width=widths[-1], above=above), **params)
            if drawn.blocks.is_empty:
                continue
            found += [f"{chart}, {fault}" for fault in faults(bare, drawn, widths)]
    assert found == []


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_lags_leave_the_line_between_the_sides_free(
    bare: Page, snapshot: Snapshot, lang: Language, reading: Reading
) -> None:
    """A lag's text stands on one side of it, however narrow the page; a hairline is no matter."""
    read = snapshot.read_as(reading)
    across = [row for row in queries.ask(read, Gaps) if row.across]
    for above, widths in WIDTHS.items():
        options = RenderOptions(lang, width=widths[-1], above=above)
        drawn = charts.chart(read, "gaps", options, across)
        assert drawn is not None
        scale = drawn.drawing.axes[0]
        for width, look in zip(widths, looks(bare, drawn, widths), strict=True):
            lags, middle = [text for text in look.texts if text.beside], scale.across(0) * width
            assert lags
            assert [text.text for text in lags if text.left + 1 < middle < text.right - 1] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pair_without_a_date_says_so(bare: Page, snapshot: Snapshot, lang: Language) -> None:
    dated, *_ = queries.ask(snapshot, Gaps)
    dates = [name for name in dated._fields if name.endswith(("_first", "_last", "_days", "_precision"))]
    undated = Gaps(**{**dated._asdict(), **dict.fromkeys(dates), "id": "undated"})
    for above in (False, True):
        chart = charts.chart(snapshot, "gaps", RenderOptions(lang, width=480, above=above), [dated, undated])
        assert chart is not None
        (options,) = looks(bare, chart, [480])
        assert any(translate(lang, "gaps.no_leader_date") in text.text for text in options.texts)
        assert list(faults(bare, chart, (480,))) == []
