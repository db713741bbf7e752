"""Of a thousand rows a chart draws a hundred, says so, and pages reach every one of them once."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain, groupby

import pytest
from streamlit.testing.v1 import AppTest

from leadlag import charts, queries
from leadlag.cards import SLIDE, pictures, report
from leadlag.cards.texts import data_zip, metadata, share_text
from leadlag.charts import Chart
from leadlag.render_options import RenderOptions
from leadlag.row_range import ROWS, row_range
from leadlag.store import READINGS, Snapshot, load
from leadlag.ui import slides
from leadlag.words import LANGUAGES
from tests.drawings import drawable
from tests.many_rows import write_folder
from tests.pages import STEMS, opened, words

MEGABYTE, LONGEST_ALT = 1_000_000, 2_000
LARGE = ("audience", "prices", "data_costs", "memberships", "timeline", "gaps", "measure", "overview")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return load(write_folder(tmp_path_factory.mktemp("many"), 6_000))


@pytest.fixture
def many_shown(many: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(many.folder))


Pages = Callable[[str], list[Chart]]


@pytest.fixture(scope="module")
def pages(many: Snapshot) -> Pages:
    """The charts of every page of a question; drawn once, as tests only look."""
    return cache(partial(every_page, many))


def every_page(snapshot: Snapshot, question: str) -> list[Chart]:
    first = charts.chart(snapshot, question, RenderOptions())
    assert first
    assert first.shown
    offsets = range(ROWS, first.shown.total, ROWS)
    return [first, *filter(None, (charts.chart(snapshot, question, RenderOptions(offset=at)) for at in offsets))]


@pytest.mark.parametrize("question", LARGE)
def test_pages_reach_every_row_once(many: Snapshot, pages: Pages, question: str) -> None:
    reached(many, question, pages(question))


@pytest.mark.parametrize("question", ["overview", "gaps"])
def test_pages_of_another_reading(many: Snapshot, question: str) -> None:
    latest = many.read_as("latest")
    reached(latest, question, every_page(latest, question))


def reached(snapshot: Snapshot, question: str, made: list[Chart]) -> None:
    drawn = list(chain.from_iterable(one.shown.rows for one in made if one.shown))
    assert len(drawn) == len(set(drawn))
    asked = queries.answer(snapshot, question, **charts.defaults(snapshot, question))
    worked_out = {getattr(row, "input_a", None) for row in drawn} - {None}
    known = {getattr(row, "id", None) for row in drawn} - {None}
    # an amount and what is worked out of it stand in one section alone
    twice = {row for row in set(asked) - set(drawn) if getattr(row, "input_a", None) in known or row.id in worked_out}
    assert set(asked) == set(drawn) | twice
    assert not twice or question == "prices"


@pytest.mark.parametrize("question", LARGE)
def test_title_is_found_in_all_rows(many: Snapshot, pages: Pages, question: str) -> None:
    whole = charts.chart(many, question, RenderOptions(limit=len(charts.statements(many))))
    assert whole
    made = pages(question)
    assert {one.title for one in made} == {whole.title}
    assert len(made) > 1 or question == "overview"


@pytest.mark.parametrize(("question", "key"), [("gaps", "id"), ("overview", "row_id")])
def test_what_belongs_together_is_not_parted(pages: Pages, question: str, key: str) -> None:
    seen: set[str] = set()
    versions = 0
    for made in pages(question):
        assert made.shown
        groups = {name: len(list(rows)) for name, rows in groupby(made.shown.rows, lambda row: str(getattr(row, key)))}
        assert seen.isdisjoint(groups)
        seen |= set(groups)
        versions = max(versions, *groups.values())
    assert versions > 1


def test_rows_together_count_as_one() -> None:
    assert row_range("aabbbcd", 2, 2, str).rows == ["c", "d"]
    assert row_range("aabbbcd", 0, 2, str).rows == list("aabbb")
    beyond = row_range("aabbbcd", 40, 3, str)
    assert (beyond.first, beyond.last, beyond.total, beyond.is_part) == (4, 4, 4, True)
    assert not row_range("", 0, 2).is_part


def test_part_is_said(many: Snapshot) -> None:
    for lang, said in zip(LANGUAGES, ("1–100 of 3,000", "第 1–100 项，共 3,000 项"), strict=True):
        made = charts.chart(many, "audience", RenderOptions(lang))
        assert made
        assert said in made.subtitle
        assert said in made.alt
        card = pictures(many, "audience", lang)[0]
        assert said in "".join(text.plain for text in card.drawing.texts)


def test_chart_of_a_page_is_whole(snapshot: Snapshot) -> None:
    for question in drawable(snapshot):
        made = charts.chart(snapshot, question, RenderOptions())
        assert made is None or made.shown is None or not made.shown.is_part


@pytest.mark.parametrize("question", LARGE)
def test_what_leaves_the_page_is_bounded(many: Snapshot, question: str) -> None:
    rows = queries.answer(many, question, **charts.defaults(many, question))
    made = pictures(many, question, "en", rows=rows, offset=ROWS)
    assert sum(len(one.svg) for one in made) < MEGABYTE
    assert len(made[0].alt) < LONGEST_ALT
    assert len(share_text(many, question, made[0], rows, "en", "")) < 20_000
    assert len(data_zip(many, question, made[0], rows, "en", "")) < 50_000
    assert sum(map(len, metadata(made[0], question).values())) < 20_000


def test_slides_and_report_are_bounded(many: Snapshot) -> None:
    made = [one for question in drawable(many) for one in pictures(many, question, "zh", SLIDE, limit=slides.ROWS)]
    assert sum(len((one.svg + one.alt).encode()) for one in made) < MEGABYTE
    assert len(report.report(many, "zh").html) < 5 * MEGABYTE


def sizes(app: AppTest) -> Iterator[int]:
    for node in app._tree:
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield proto.ByteSize()


@pytest.mark.usefixtures("many_shown")
@pytest.mark.parametrize("stem", STEMS)
def test_messages_to_the_browser_are_bounded(stem: str) -> None:
    for reading in READINGS[::2]:
        assert max(sizes(opened(stem, reading=reading))) < MEGABYTE / 4


@pytest.mark.usefixtures("many_shown")
def test_reader_pages() -> None:
    app = opened("gaps", gaps_page="2", side="all")
    assert "101–121 of 121" in words(app)
    app.query_params["side"] = "a"
    app.run()
    assert "101–121" not in words(app)
    app = opened("conflicts")
    assert "1–100 of " in words(app)
