"""Every figure is pure and says what its rows say and no more, in both languages and themes."""

import dataclasses
import html
import re
from collections.abc import Callable, Sequence
from itertools import cycle
from typing import Any

import pytest

from leadlag import charts, queries, theme
from leadlag.charts import Chart
from leadlag.drawing import Bracket
from leadlag.findings.overview import pairs
from leadlag.painters.plotly import spec
from leadlag.render_options import RenderOptions
from leadlag.rows import Figures, Gaps, Quotas, Sides, Timeline
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES
from tests.conftest import Folder, copy_of_story
from tests.drawings import (
    CHARTS,
    ENGLISH,
    SIGNS,
    Mark,
    at,
    draw,
    drawn,
    every_chart,
    marks,
    not_numbers,
    plain,
    said,
    texts,
    too_long,
    traces,
)
from tests.drawings import rows_of as asked
from tests.markup import MARKUP


@pytest.fixture
def folder(folder: Folder) -> Folder:
    """The story without conflicts.csv's rows, so that any other row may go."""
    folder.keep("conflicts")
    return folder


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with a price of a clip, an event that one source dates, two counts of one kind, and a bill in yuan."""
    folder = copy_of_story(tmp_path_factory.mktemp("edited") / "data")
    folder.keep("conflicts")
    folder.set("prices", "jianying_camera_move_use", "per", "clip")
    folder.add("milestones", "sora_paid_undated", {"id": "sora_paid_told", "year": "2025"})
    folder.edit("users", "capcut_users_2023_08", {"product": "douyin"})
    folder.add("users", "capcut_mau_2023", {"id": "capcut_mau_again", "low": "210000000"})
    cheap = {"id": "bytedance_news", "buyer": "bytedance", "currency": "CNY", "low": "10000000", "high": "11000000"}
    folder.add("data_costs", "openai_news_2023", cheap)
    return folder.load()


def title(snapshot: Snapshot, chart: str, options: RenderOptions = ENGLISH) -> str:
    question, params = CHARTS[chart]
    return draw(snapshot, question, options, **params).title


def rows_of(snapshot: Snapshot, chart: str) -> list[Any]:
    question, params = CHARTS[chart]
    return asked(snapshot, question, **params)


def drawn_of(
    snapshot: Snapshot, chart: str, rows: Sequence[Any], options: RenderOptions = ENGLISH, **given: object
) -> Chart:
    """The chart of other rows than the snapshot's."""
    question, params = CHARTS[chart]
    return drawn(snapshot, question, rows, options, **params, **given)


def title_of(snapshot: Snapshot, chart: str, rows: Sequence[Any], options: RenderOptions = ENGLISH) -> str:
    return drawn_of(snapshot, chart, rows, options).title


def with_cells(rows: Sequence[Any], name: str, **cells: object) -> list[Any]:
    """The rows with other cells in the one of this id."""
    return [row._replace(**cells) if row.id == name else row for row in rows]


# All charts


OPTIONAL = ("tooltips", "only", "shown", "signs", "listed")


def test_nothing_is_missing(snapshot: Snapshot) -> None:
    """All that leaves the page with a chart is there, and said without a gap."""
    faults = []
    for one in every_chart(snapshot):
        fields = [field.name for field in dataclasses.fields(one.chart) if field.name not in OPTIONAL]
        empty = [name for name in fields if not getattr(one.chart, name)]
        gaps = re.findall("None|{", said(one.chart))
        if empty or gaps or one.chart.title not in one.chart.alt:
            faults.append((one.key, empty, gaps))
    assert faults == []


def test_titles_fit(snapshot: Snapshot) -> None:
    titles = [(one.lang, one.chart.title) for one in every_chart(snapshot)]
    assert [found for lang, found in titles if too_long(found, lang) or found.endswith((".", "。"))] == []


def test_statements_exist(snapshot: Snapshot) -> None:
    known = {row.id for row in queries.ask(snapshot, Figures)}
    faults = []
    for one in every_chart(snapshot, langs=("en",)):
        named = one.chart.statements
        if not set(named) <= known or len(set(named)) != len(named):
            faults.append((one.key, named))
    assert faults == []


def test_coordinates_are_numbers(snapshot: Snapshot) -> None:
    assert [one.key for one in every_chart(snapshot, langs=("en",)) if not_numbers(one.chart.drawing)] == []


def test_figures_are_pure(snapshot: Snapshot) -> None:
    """Rows stay as they are, and are drawn the same twice."""
    sides, options = queries.ask(snapshot, Sides), RenderOptions("zh", dark=True)
    faults = []
    for name, (question, params) in CHARTS.items():
        rows = rows_of(snapshot, name)
        before = repr((rows, sides))
        first, again = (drawn(snapshot, question, rows, options, **{"sides": sides, **params}) for _ in range(2))
        same = first.drawing == again.drawing and first == again
        if repr((rows, sides)) != before or not same:
            faults.append(name)
    assert faults == []


def test_colours_are_the_themes(snapshot: Snapshot) -> None:
    faults = []
    for dark in (False, True):
        own, other = theme.palette(dark=dark), theme.palette(dark=not dark)
        for name, (question, params) in CHARTS.items():
            plot = draw(snapshot.read_as("latest"), question, RenderOptions("en", dark), **params).drawing
            foreign = [color for color in colors(other) - colors(own) if color in repr(plot)]
            filled = own.verdicts if name == "confidence" else own.marks
            if foreign or not any(color in repr(plot) for color in filled):
                faults.append((name, dark, foreign))
    assert faults == []


def colors(palette: theme.Palette) -> set[str]:
    values = dataclasses.astuple(palette)
    return {color for value in values for color in ([value] if isinstance(value, str) else value)}


def test_no_rows_are_drawn(snapshot: Snapshot) -> None:
    """With words for it, and without a finding."""
    faults = []
    for one in every_chart(snapshot.read_as("latest"), readings=("latest",)):
        made = drawn_of(snapshot, one.name, [], RenderOptions(one.lang), quotas=[])
        tall = made.drawing.height
        if made.title == one.chart.title or not made.alt or made.statements or tall < 40:
            faults.append((one.key, made.title))
    assert faults == []


def test_rows_share_traces(snapshot: Snapshot) -> None:
    """A trace per kind of mark and axis, not per row: that is what keeps drawing fast."""
    counts = {}
    for name in CHARTS:
        rows = rows_of(snapshot, name)
        # one row has none to be joined to, or to be compared with
        few = 2
        counts[name] = [len(spec(drawn_of(snapshot, name, rows * times).drawing)["data"]) for times in (few, 3 * few)]
    assert [name for name, (once, thrice) in counts.items() if once != thrice and name != "effects"] == []


def test_markup_in_data_stays_text(hostile: Snapshot) -> None:
    faults = []
    for one in every_chart(hostile, readings=("article",)):
        shown = texts(one.chart.drawing)
        raw = [text for text in shown if "<" in MARKUP.sub("", text) or "<b>x</b>" in text]
        # the one chart that shows no text of the data is that of verdicts
        drawn = not one.chart.blocks.is_empty
        if raw or (drawn and one.name != "confidence" and not any("&lt;b&gt;x&lt;/b&gt;" in text for text in shown)):
            faults.append((one.key, raw))
    assert faults == []


def numbers_as(*kinds: tuple[str, str, str, str]) -> Callable[[Folder], None]:
    """The numbers of every row as one of these: low, value, high, qualifier."""

    def rewrite(folder: Folder) -> None:
        cells = [dict(zip(("low", "value", "high", "qualifier"), kind, strict=True)) for kind in kinds]
        for table in ("users", "prices", "data_costs", "gaps"):
            unit = {"unit": "days"} if table == "gaps" else {}
            rows = zip(folder.rows(table), cycle(cells), strict=False)
            folder.save(table, [{**row, **numbers, **unit} for row, numbers in rows])

    return rewrite


def dates_as(year: str, month: str, day: str) -> Callable[[Folder], None]:
    def rewrite(folder: Folder) -> None:
        cells = {"year": year, "month": month, "day": day, "part": ""}
        for table in ("users", "prices", "data_costs", "milestones"):
            folder.save(table, [{**row, **cells} for row in folder.rows(table)])

    return rewrite


#: Data as odd as the codebook allows; what is about numbers and what is about dates share a set.
ODD: dict[str, tuple[Callable[[Folder], None], ...]] = {
    "at least, on one day": (numbers_as(("3", "", "", "at least")), dates_as("2024", "2", "29")),
    "at most, without a date": (numbers_as(("", "", "3", "at most")), dates_as("", "", "")),
    "zero": (numbers_as(("", "0", "", "exactly")),),
    # of days, 200 years are the most
    "not stated, or from zero": (numbers_as(("", "", "", ""), ("", "", "", ""), ("0", "", "9000", "between")),),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_data_are_drawn(folder: Folder, name: str) -> None:
    for rewrite in ODD[name]:
        rewrite(folder)
    snapshot = folder.load()
    shown = [(reading, name) for reading, names in DRAWN.items() for name in names]
    assert [one for one in shown if not is_sound(snapshot.read_as(one[0]), one[1])] == []


#: The newest reading has the most rows; the article's dates one thing twice, which pairs alone show.
DRAWN: dict[Reading, Sequence[str]] = {
    "latest": [name for name in CHARTS if name not in ("prices", "data_costs", "confidence")],
    "article": ["overview", "gaps"],
}


def is_sound(snapshot: Snapshot, name: str) -> bool:
    """No gap in a text, no sign in a title, and every coordinate a number."""
    question, params = CHARTS[name]
    english, chinese = (draw(snapshot, question, RenderOptions(lang), **params) for lang in LANGUAGES)
    signs = set(SIGNS) & {*english.title, *chinese.title}
    return not signs and "None" not in said(english) + said(chinese) and not not_numbers(chinese.drawing)


# Marks


def marks_beside(chart: Chart, text: str) -> list[Mark]:
    """The marks a text stands beside, from left to right."""
    y = at(chart.drawing, text)
    return sorted((mark for mark in marks(chart.drawing) if mark.y == y), key=lambda mark: mark.x)


def test_marks_say_how_sure_a_number_is(snapshot: Snapshot) -> None:
    """A point is filled, a range has two hollow ends, an open end runs on to an arrow."""
    audience = rows_of(snapshot, "audience")
    alike = [row._replace(metric="mau") for row in audience]
    shown = drawn_of(snapshot, "audience", alike)
    assert [(mark.symbol, mark.x) for mark in marks_beside(shown, "about 33M")] == [("circle", 33e6)]
    start, arrow = marks_beside(shown, "≥\u00a0200M")
    assert (start.symbol, start.x, arrow.symbol) == ("triangle-up", 2e8, "triangle-right-open")
    assert arrow.x > start.x

    most = with_cells(alike, "capcut_mau_2023", lower=None, upper=200000000, qualifier="at most")
    arrow, end = marks_beside(drawn_of(snapshot, "audience", most), "≤\u00a0200M")
    assert (end.symbol, end.x, arrow.symbol) == ("triangle-up", 2e8, "triangle-left-open")
    assert arrow.x < end.x

    plot = drawn_of(snapshot, "data_costs", rows_of(snapshot, "data_costs"), currency=None)
    found = marks_beside(plot, "$1M–5M")
    assert [(mark.symbol, mark.x) for mark in found] == [("circle-open", 1e6), ("circle-open", 5e6)]


def test_what_stands_alone_is_text(snapshot: Snapshot) -> None:
    """With a mark that answers the pointer, on no scale."""
    (sign,) = marks_beside(draw(snapshot, "audience"), "about 33M")
    assert sign.symbol == "circle"
    assert 0 < sign.x < 1


def test_zero_is_never_on_a_log_axis(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "audience")
    adobe = next(row for row in rows if row.id == "adobe_paying_users")
    few = [adobe._replace(id=f"pay_{count}", lower=count, upper=count) for count in (0, 1000)]
    assert not_numbers(drawn_of(snapshot, "audience", [*rows, *few]).drawing) == []


def test_silence_is_words(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "data_costs")
    assert marks_beside(drawn_of(snapshot, "data_costs", rows), "no data cost given") == []


def test_first_side_of_the_file_is_first(folder: Folder) -> None:
    """Swapping the two rows of sides.csv swaps colours and places, and no name is typed in code."""
    rows = folder.rows("sides")
    folder.save("sides", [rows[1], rows[0], *rows[2:]])
    made = draw(folder.load().read_as("checked"), "overview")
    assert made.subtitle.startswith(rows[1]["name"])
    assert {trace["marker"]["symbol"].removesuffix("-open") for trace in traces(made.drawing, "markers")} >= {"circle"}


# Texts


def test_every_event_has_its_title(snapshot: Snapshot) -> None:
    for reading in READINGS:
        read = snapshot.read_as(reading)
        shown = html.unescape(" ".join(texts(draw(read, "timeline").drawing)))
        titles = [charts.names(read, "en").about(row.id) for row in queries.ask(read, Timeline)]
        assert all(titles)
        assert [title for title in titles if title not in shown] == []


def test_conversions_name_rate_and_day(snapshot: Snapshot) -> None:
    made = draw(snapshot, "prices", currency="USD")
    assert any("¥20–30 ≈\u00a0$2.82–4.23" in text for text in texts(made.drawing))
    assert "7.0978 CNY/USD (8 Mar 2024)" in made.note
    assert draw(snapshot, "prices", currency=None).note == ""


def test_derived_amounts_show_their_sum(snapshot: Snapshot) -> None:
    """Exactly where the chart is short."""
    prices = " ".join(texts(draw(snapshot, "prices", currency=None).drawing))
    assert "480 credits ÷ 100 credits per ¥1 = ¥4.80" in prices
    assert "¥20–30 × 12" not in prices  # its month has a place of its own
    assert "derived: CapCut 490M ÷ 0.25" in " ".join(texts(draw(snapshot, "audience").drawing))
    assert "1000 × ¥4.80 = ¥4,800" in " ".join(texts(draw(snapshot, "effects", uses=1000).drawing))
    for lang in LANGUAGES:
        latest = " ".join(texts(draw(snapshot.read_as("latest"), "prices", RenderOptions(lang), currency=None).drawing))
        assert "$249.99 × 12" not in latest


def test_cheapest_plan_stands_first(snapshot: Snapshot) -> None:
    plot = draw(snapshot.read_as("latest"), "prices", currency=None).drawing
    tops = [
        next(y for text, y in labels(plot) if text.startswith(f"Runway, {plan} plan"))
        for plan in ("Standard", "Pro", "Unlimited")
    ]
    assert tops == sorted(tops)


def labels(plot: Any) -> list[tuple[str, float]]:
    given = [(trace["text"], trace["y"]) for trace in traces(plot, "text")]
    return [(plain(text), y) for found, places in given for text, y in zip(found, places, strict=True)]


def test_free_quotas_stand_beside_prices(snapshot: Snapshot) -> None:
    shown = " ".join(plain(text) for text in texts(draw(snapshot, "prices", currency=None).drawing))
    for words in ("derived: ¥1 ÷ 100 credits = ¥0.01", "Free clips per day"):
        assert words in shown
    quotas = with_cells(queries.ask(snapshot, Quotas), "capcut_free_clips_per_day", lower=7, upper=7)
    made = drawn(snapshot, "prices", rows_of(snapshot, "prices"), quotas=quotas)
    assert "7" in [plain(text).strip() for text in texts(made.drawing)]


def test_effects_are_no_clips(edited: Snapshot) -> None:
    """The chart speaks of effects, so that a price of a clip has no place in it."""
    assert rows_of(edited, "effects") == []


def test_two_datings_are_bracketed(snapshot: Snapshot) -> None:
    """And never averaged."""
    plot = draw(snapshot, "gaps").drawing
    brackets = [item for item in plot.items if isinstance(item, Bracket)]
    twice = {row.id for row in queries.ask(snapshot, Gaps) if row.versions > 1 and row.low_days is not None}
    assert len(brackets) == len(twice)
    shown = " ".join(texts(plot))
    assert "5–13 days" in shown
    assert "14–22 days" in shown


def test_a_pair_dated_in_one_place_only(edited: Snapshot) -> None:
    rows = [row for row in rows_of(edited, "gaps") if row.id == "gap_sora_demo_sora_paid"]
    assert {row.low_days is None for row in rows} == {True, False}
    made = draw(edited, "gaps")
    assert "sora_paid_told" in made.statements
    assert "None" not in said(made)


def test_a_pair_without_any_date(snapshot: Snapshot) -> None:
    dated, *_ = rows_of(snapshot, "gaps")
    dates = [name for name in dated._fields if name.endswith(("_first", "_last", "_days", "_precision"))]
    undated = dated._replace(id="undated", **dict.fromkeys(dates))
    for above in (False, True):
        made = drawn(snapshot, "gaps", [dated, undated], RenderOptions("en", width=480, above=above))
        assert any("the leader has no date" in plain(text) for text in texts(made.drawing))


def test_pairs_without_a_date_stand_last(snapshot: Snapshot) -> None:
    across, *_ = draw(snapshot, "gaps").blocks.sections
    dated = [bool(row.lines) for row in across.rows]
    assert set(dated) == {True, False}
    assert dated == sorted(dated, reverse=True)


# Findings


#: What the rows of the story say in each reading; what checked does not name reads as the article does.
FINDINGS: dict[Reading, dict[str, str]] = {
    "article": {
        "overview": "Checked dates fit 1 of 7 stated lags, 3 in part, and refute 2",
        "audience": "The two sides have no audience measure in common",
        "prices": "Jianying charged ¥4.80 an effect; none given for OpenAI & Adobe",
        "effects": "10 effects cost ¥48, more than the ¥20–30 monthly fee",
        "data_costs": "OpenAI paid $2M–9M a year for news licences; ByteDance gives none",
        "memberships": "About 39K–270K Jianying memberships would pay for OpenAI’s news licences for a year",
        "timeline": "2024 was the busiest year: 7 of 21 dated events",
        "gaps": "OpenAI & Adobe first in 3 dated pairs, ByteDance in none, 3 unclear",
        "confidence": "Other sources confirm 15 of the article’s 51 figures",
        "audience_over_time": "CapCut had the most monthly active users, at least 200M in 2023",
        "measure": "Age: Jianying about 5 years",
        "trend": "Nothing was counted over time",
        "level": "",
        "interval": "ByteDance sets up Flow: 0.8–2 years after “ChatGPT takes off”",
    },
    "checked": {
        "trend": "TikTok had the most monthly active users, about 1.67B in 2023",
        "level": "Reached 500M monthly active users: Douyin, TikTok, and 2 more",
        "interval": "Sora starts to charge: 3–4 years after “Jianying sells VIP membership”",
        "audience_over_time": "TikTok had the most monthly active users, about 1.67B in 2023",
        "overview": "OpenAI & Adobe first in 3 dated pairs, ByteDance in 2, 2 unclear",
        "data_costs": "OpenAI paid at least $16M a year for news licences; ByteDance gives none",
        "timeline": "2024 was the busiest year: 11 of 25 dated events",
        "gaps": "OpenAI & Adobe first in 3 dated pairs, ByteDance in 2, 2 unclear",
    },
    "latest": {
        "trend": "TikTok had the most monthly active users, about 1.67B in 2023",
        "level": "Reached 500M monthly active users: Douyin, TikTok, and 2 more",
        "interval": "ByteDance first discusses GPT: 4–6 years after “OpenAI releases GPT-1”",
        "audience_over_time": "TikTok had the most monthly active users, about 1.67B in 2023",
        "measure": "Purchase price: PICO at least ¥5B",
        "overview": "OpenAI & Adobe first in 4 dated pairs, ByteDance in 2, 2 unclear",
        "audience": "The two sides’ counts are of different periods and do not compare",
        "prices": "Seedance about ¥60 (about $8.5) a minute (2026); Sora $6 a minute (2025)",
        "data_costs": "OpenAI paid at least $16M a year for news licences; ByteDance gives none",
        "memberships": "At least 320K Jianying memberships would pay for OpenAI’s news licences for a year",
        "timeline": "2024 was the busiest year: 22 of 58 dated events",
        "gaps": "OpenAI & Adobe first in 4 dated pairs, ByteDance in 2, 2 unclear",
    },
}


def test_findings_of_the_story(snapshot: Snapshot) -> None:
    """A change here is a change of what readers are told."""
    found = {
        reading: {chart: title(snapshot.read_as(reading), chart) for chart in CHARTS if " in " not in chart}
        for reading in READINGS
    }
    assert found == {reading: {**FINDINGS["article"], **FINDINGS[reading]} for reading in READINGS}


Ends = tuple[float | None, float | None]
CAPCUT_FIRST = "CapCut: about 4× as many monthly active users as Adobe subscriptions"
ADOBE_FIRST = "Adobe subscriptions: about 4× as many monthly active users as CapCut"
CLOSE = "Cannot tell which side has more monthly active users"


@pytest.mark.parametrize(
    ("capcut", "adobe", "found"),
    [
        ((4e8, 4e8), (1e8, 1e8), CAPCUT_FIRST),
        ((1e8, 1e8), (4e8, 4e8), ADOBE_FIRST),
        ((4e8, 4e8), (4e8, 4e8), CLOSE),
        ((2e8, None), (5e7, 5e7), CAPCUT_FIRST.replace("about 4×", "at least 4×")),
        ((4e8, 4e8), (None, 1e8), CAPCUT_FIRST.replace("about 4×", "at least 4×")),
        ((1e8, 4e8), (2e8, 2e8), CLOSE),
    ],
)
def test_audiences_compare(snapshot: Snapshot, capcut: Ends, adobe: Ends, found: str) -> None:
    """What is open at one end gives no other end of a factor."""
    assert title_of(snapshot, "audience", counted(snapshot, capcut, adobe)) == found


def counted(snapshot: Snapshot, capcut: Ends, adobe: Ends) -> list[Any]:
    """Both sides count monthly active users."""
    ends = {"capcut_mau_2023": capcut, "adobe_paying_users": adobe}
    rows = [row for row in rows_of(snapshot, "audience") if row.id in ends]
    return [
        row._replace(
            metric="mau",
            lower=ends[row.id][0],
            upper=ends[row.id][1],
            qualifier="exactly",
            earliest_day=1,
            latest_day=365,
        )
        for row in rows
    ]


def test_audience_of_one_side_or_none(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "audience")
    found = [
        title_of(snapshot, "audience", [row for row in rows if row.id == kept])
        for kept in ("capcut_mau_2023", "adobe_paying_users", "")
    ]
    assert found == [
        "Audience figures for ByteDance only",
        "Audience figures for OpenAI & Adobe only",
        "No audience figures for either side",
    ]


def test_two_counts_of_one_kind(edited: Snapshot) -> None:
    """They are not said to be two ways of counting."""
    drawn_twice = draw(edited, "audience")
    assert "CapCut" not in drawn_twice.note
    assert {"capcut_mau_2023", "capcut_mau_again"} <= set(drawn_twice.statements)


def turned(row: Any) -> Any:
    """A lag the other way round: whoever came first came second."""
    if row.low_days is None:
        return row
    return row._replace(low_days=-row.high_days, high_days=-row.low_days)


def test_gaps_follow_their_lags(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "gaps")
    led = [turned(row) for row in rows]
    expected = "ByteDance first in 3 dated pairs, OpenAI & Adobe in none, 3 unclear"
    assert title_of(snapshot, "gaps", led) == expected
    expected = "有日期的对比中字节跳动 3 组在先，OpenAI 与 Adobe 没有，3 组无法判断"
    assert title_of(snapshot, "gaps", led, RenderOptions("zh")) == expected
    dated = [row for row in rows if row.versions == 1 and row.low_days is not None]
    pair = next(row for row in dated if {row.leader_rank, row.follower_rank} == {1, 2} and row.low_days > 0)
    even = [pair, turned(pair)._replace(id="the_other_way_round")]
    assert title_of(snapshot, "gaps", even) == "Each side first in 1 dated pair"
    own = [row for row in rows if row.leader_rank == row.follower_rank == 1]
    assert title_of(snapshot, "gaps", own) == f"{len({row.id for row in own})} pairs compared in time"
    assert title_of(snapshot, "gaps", own[:1]) == "1 pair compared in time"


def test_overview_follows_its_lags(snapshot: Snapshot) -> None:
    snapshot = snapshot.read_as("checked")  # that of the article is about the lags it states
    rows = rows_of(snapshot, "overview")
    led = [row._replace(ahead={1: 2, 2: 1}.get(row.ahead, 0)) for row in rows]
    found = title_of(snapshot, "overview", led)
    assert found == "ByteDance first in 3 dated pairs, OpenAI & Adobe in 2, 2 unclear"
    sizes = [row for row in rows if row.dimension != "lag"]
    assert title_of(snapshot, "overview", sizes) == "No dated pairs across the two sides"
    assert title_of(snapshot, "overview", tied(rows)) == "Each side first in 1 dated pair"


def tied(rows: Sequence[Any]) -> list[Any]:
    """A dated pair, and the same the other way round."""
    lags = pairs([row for row in rows if row.dimension == "lag"])
    pair = next(pair for pair in lags if pair[0].versions == 1 and pair[0].ahead)
    return [*pair, *(row._replace(row_id="the_other_way_round", ahead={1: 2, 2: 1}[row.ahead]) for row in pair)]


def test_overview_names_the_silent_side(snapshot: Snapshot) -> None:
    """And which figures are no factor, because they count different things."""
    shown = " ".join(plain(text) for text in texts(draw(snapshot, "overview").drawing))
    for words in ("OpenAI & Adobe: no price given", "ByteDance: no cost given", "different measures, no factor"):
        assert words in shown


def test_effects_against_the_fee(snapshot: Snapshot) -> None:
    found = [draw(snapshot, "effects", uses=uses).title for uses in (1, 4, 5, 6, 7)]
    assert not found[0].startswith("1 effects")
    assert found[1:] == [
        "4 effects cost ¥19.20, less than the ¥20–30 monthly fee",
        "5 effects cost ¥24, about one monthly fee (¥20–30)",
        "6 effects cost ¥28.80, about one monthly fee (¥20–30)",
        "7 effects cost ¥33.60, more than the ¥20–30 monthly fee",
    ]


def test_prices_of_both_sides_or_one(snapshot: Snapshot) -> None:
    month = next(row for row in rows_of(snapshot, "prices") if row.id == "jianying_membership_month")
    month = month._replace(rate=None)
    sora = month._replace(id="sora", product="sora", side_rank=2, currency="USD", lower=20, upper=20)
    offers = [[month, sora], [sora], [], [month._replace(side_rank=3, is_compared=False)]]
    assert [title_of(snapshot, "prices", rows) for rows in offers] == [
        "Jianying charged ¥20–30 a month; Sora charged $20 a month",
        "Sora charged $20 a month; none given for ByteDance",
        "No price given for either side",
        "No price given for either side",
    ]


def test_data_costs_of_both_sides_or_one(snapshot: Snapshot) -> None:
    news = next(row for row in rows_of(snapshot, "data_costs") if row.id == "openai_news_2023")
    ends = dict.fromkeys(("lower", "usd_lower"), 2e7) | dict.fromkeys(("upper", "usd_upper"), 3e7)
    own = news._replace(id="bytedance_news", organization="bytedance", side_rank=1, **ends)
    assert [title_of(snapshot, "data_costs", rows) for rows in ([news, own], [own], [])] == [
        "ByteDance paid most for news licences: $20M–30M a year",
        "ByteDance paid $20M–30M a year for news licences; OpenAI & Adobe gives none",
        "No data cost given for either side",
    ]


def test_bills_in_two_currencies(edited: Snapshot) -> None:
    """10 million yuan are less than 9 million dollars."""
    assert not title(edited, "data_costs").startswith("ByteDance paid most")


def test_memberships_need_a_fee(snapshot: Snapshot) -> None:
    """No number of free memberships pays a bill; saying that the number is not stated would blame the source."""
    assert "not stated" not in draw(snapshot, "memberships", fee_low=0.0, fee_high=0.0).title
    assert title_of(snapshot, "memberships", []) == "No membership fee to compare with a data licence"


def test_busiest_year_is_only_one(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "timeline")
    assert title_of(snapshot, "timeline", [row for row in rows if row.year is None]) == "No event has a date"
    few = [row for row in rows if row.year][:2]
    assert title_of(snapshot, "timeline", few) == "2 dated events on one calendar"
    once = {row.year: row for row in rows if row.year}
    even = [row._replace(milestone=f"{row.milestone}_{n}") for row in list(once.values())[:2] for n in range(3)]
    assert title_of(snapshot, "timeline", even) == "6 dated events on one calendar"


def test_an_event_dated_twice_is_one(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "timeline")
    twice = [row for row in rows if row.milestone == "sora_demo"]
    assert len(twice) == 2
    assert title_of(snapshot, "timeline", twice) == "1 dated event on a calendar"
    once = [row for row in rows if row not in twice[1:]]
    assert title_of(snapshot, "timeline", once) == title_of(snapshot, "timeline", rows)
