"""Every figure is pure, says what its rows say and no more, and keeps its texts apart, in both languages and themes."""

import dataclasses
import html
import json
import math
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import pytest

from leadlag import figures, queries, theme
from leadlag.figures import Look
from leadlag.figures.canvas import ABOVE
from leadlag.figures.look import NARROWEST
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, Language
from tests.conftest import Folder, copy_of_story
from tests.drawings import CHARTS, Mark, at, boxes, draw, drawn, marks, plain, texts, traces
from tests.markup import MARKUP, evil

LOOKS = [Look(lang, dark) for lang in LANGUAGES for dark in (False, True)]
WIDTHS = (1180, 820, NARROWEST)  # px of plot on a desktop, on a tablet, and at its narrowest: a phone scrolls
ENGLISH = Look("en")


@pytest.fixture
def folder(folder: Folder) -> Folder:
    """The story without conflicts.csv's rows, so that any other row may go."""
    folder.keep("conflicts")
    return folder


every_chart = pytest.mark.parametrize("chart", CHARTS)
every_look = pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.lang}-{'dark' if look.dark else 'light'}")
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_reading = pytest.mark.parametrize("reading", READINGS)


def title(snapshot: Snapshot, chart: str, look: Look = ENGLISH) -> str:
    question, params = CHARTS[chart]
    return draw(snapshot, question, look, **params).title


def rows_of(snapshot: Snapshot, chart: str) -> list[Any]:
    question, params = CHARTS[chart]
    return queries.ask(snapshot, question, **params)


def title_of(snapshot: Snapshot, chart: str, rows: list[Any], look: Look = ENGLISH) -> str:
    """The finding of other rows than the snapshot's."""
    question, params = CHARTS[chart]
    return drawn(question, rows, look, queries.ask(snapshot, "sides"), **params).title


def numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers(part)
    elif isinstance(value, float):
        yield value


@every_chart
@every_language
@every_reading
def test_a_chart_has_all_that_leaves_the_page_with_it(
    snapshot: Snapshot, chart: str, lang: Language, reading: Reading
) -> None:
    question, params = CHARTS[chart]
    made = draw(snapshot.read_as(reading), question, Look(lang), **params)
    assert [
        field.name for field in dataclasses.fields(made) if field.name != "proofs" and not getattr(made, field.name)
    ] == []
    assert made.title in made.alt
    assert "{" not in "".join((made.title, made.subtitle, made.alt, made.note, *texts(made.plot)))
    assert "None" not in "".join((made.title, made.subtitle, made.alt, made.note, *texts(made.plot)))


@every_chart
@every_language
@every_reading
def test_a_title_is_short(snapshot: Snapshot, chart: str, lang: Language, reading: Reading) -> None:
    found = title(snapshot.read_as(reading), chart, Look(lang))
    assert len(re.findall(r"[^\s&]+", found)) <= 14
    assert sum(1 if character > "\u2e80" else 0.5 for character in found) <= (34 if lang == "zh" else 60)
    assert not found.endswith((".", "。"))


@every_chart
@every_look
def test_a_figure_leaves_its_rows_alone_and_draws_the_same_twice(snapshot: Snapshot, chart: str, look: Look) -> None:
    question, params = CHARTS[chart]
    rows, sides = queries.ask(snapshot, question, **params), queries.ask(snapshot, "sides")
    before = repr((rows, sides))
    first, again = (drawn(question, rows, look, sides, **params) for _ in range(2))
    assert repr((rows, sides)) == before
    assert first.plot.to_json() == again.plot.to_json()
    assert dataclasses.replace(first, canvas=again.canvas) == again


@every_chart
@every_reading
def test_a_chart_names_statements_of_the_data(snapshot: Snapshot, chart: str, reading: Reading) -> None:
    question, params = CHARTS[chart]
    named = draw(snapshot.read_as(reading), question, ENGLISH, **params).statements
    assert set(named) <= {row.id for row in queries.ask(snapshot, "figures")}
    assert len(set(named)) == len(named)


@every_chart
@every_reading
def test_no_coordinate_is_not_a_number(snapshot: Snapshot, chart: str, reading: Reading) -> None:
    question, params = CHARTS[chart]
    plot = draw(snapshot.read_as(reading), question, ENGLISH, **params).plot.to_plotly_json()
    assert [number for number in numbers([plot["data"], plot["layout"]]) if not math.isfinite(number)] == []


@every_chart
@every_look
def test_no_trace_is_a_bar_and_colours_are_the_themes(snapshot: Snapshot, chart: str, look: Look) -> None:
    question, params = CHARTS[chart]
    plot = draw(snapshot, question, look, **params).plot
    assert {trace["type"] for trace in plot.to_plotly_json()["data"]} == {"scatter"}
    own, other = theme.palette(dark=look.dark), theme.palette(dark=not look.dark)
    foreign = colors(other) - colors(own)
    assert [color for color in foreign if color in json.dumps(plot.to_plotly_json(), default=str)] == []
    filled = own.verdicts if chart == "confidence" else own.marks
    assert [color for color in filled if color in plot.to_json()] != []


def colors(palette: theme.Palette) -> set[str]:
    values = dataclasses.astuple(palette)
    return {color for value in values for color in ([value] if isinstance(value, str) else value)}


@every_chart
@every_language
def test_empty_rows_give_a_chart_and_a_neutral_title(snapshot: Snapshot, chart: str, lang: Language) -> None:
    question, params = CHARTS[chart]
    made = drawn(question, [], Look(lang), queries.ask(snapshot, "sides"), **params)
    assert made.title != title(snapshot, chart, Look(lang))
    assert made.alt
    assert made.statements == ()
    assert json.loads(made.plot.to_json())["layout"]["height"] >= 40


NUMBERS = ("users", "prices", "data_costs", "gaps")


def no_dates(folder: Folder) -> None:
    for table in ("users", "prices", "data_costs", "milestones"):
        folder.save(table, [{**row, "year": "", "month": "", "day": "", "part": ""} for row in folder.rows(table)])


def one_day(folder: Folder) -> None:
    rows = folder.rows("milestones")
    folder.save("milestones", [{**row, "year": "2024", "month": "2", "day": "29", "part": ""} for row in rows])


def numbers_as(low: str, value: str, high: str, qualifier: str) -> Callable[[Folder], None]:
    def rewrite(folder: Folder) -> None:
        cells = {"low": low, "value": value, "high": high, "qualifier": qualifier}
        for table in NUMBERS:
            unit = {"unit": "days"} if table == "gaps" else {}
            folder.save(table, [{**row, **cells, **unit} for row in folder.rows(table)])

    return rewrite


#: Data as odd as the codebook allows.
ODD: dict[str, Callable[[Folder], None]] = {
    "at least": numbers_as("3", "", "", "at least"),
    "at most": numbers_as("", "", "3", "at most"),
    "zero": numbers_as("", "0", "", "exactly"),
    "from zero": numbers_as("0", "", "900000", "between"),
    "not stated": numbers_as("", "", "", ""),
    "no dates": no_dates,
    "one day": one_day,
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Snapshot]:
    made = {}
    for name, rewrite in ODD.items():
        folder = copy_of_story(tmp_path_factory.mktemp("odd") / "data")
        rewrite(folder)
        made[name] = folder.load()
    return made


@every_chart
@pytest.mark.parametrize("name", ODD)
def test_whatever_the_codebook_allows_is_drawn(odd: dict[str, Snapshot], chart: str, name: str) -> None:
    question, params = CHARTS[chart]
    seen: tuple[tuple[Reading, Language], ...] = (("article", "en"), ("article", "zh"), ("latest", "en"))
    for reading, lang in seen:
        made = draw(odd[name].read_as(reading), question, Look(lang), **params)
        plot = made.plot.to_plotly_json()
        assert [number for number in numbers([plot["data"], plot["layout"]]) if not math.isfinite(number)] == []
        assert "None" not in "".join((made.title, made.alt, *texts(made.plot)))


# Marks


def marks_beside(snapshot: Snapshot, chart: str, text: str) -> list[Mark]:
    """The marks a text stands beside or above, from left to right."""
    question, params = CHARTS[chart]
    plot = draw(snapshot, question, ENGLISH, **params).plot
    y = at(plot, text)
    return sorted((mark for mark in marks(plot) if 0 <= mark.y - y <= ABOVE), key=lambda mark: mark.x)


def test_a_point_is_one_filled_mark(snapshot: Snapshot) -> None:
    assert [(mark.symbol, mark.x) for mark in marks_beside(snapshot, "audience", "about 33M")] == [("circle", 33e6)]


def test_a_range_has_two_hollow_ends(snapshot: Snapshot) -> None:
    found = [(mark.symbol, mark.x) for mark in marks_beside(snapshot, "prices", "¥20–30")]
    assert found == [("triangle-up-open", 20), ("triangle-up-open", 30)]


def test_at_least_ends_in_an_arrow_to_the_right(snapshot: Snapshot) -> None:
    start, arrow = marks_beside(snapshot, "audience", "≥\u00a0200M")
    assert (start.symbol, start.x) == ("triangle-up", 2e8)
    assert arrow.symbol == "triangle-right-open"
    assert arrow.x > start.x


def test_at_most_ends_in_an_arrow_to_the_left(folder: Folder) -> None:
    folder.edit("users", "capcut_mau_2023", {"low": "", "high": "200000000", "qualifier": "at most"})
    arrow, end = marks_beside(folder.load(), "audience", "≤\u00a0200M")
    assert (end.symbol, end.x) == ("triangle-up", 2e8)
    assert arrow.symbol == "triangle-left-open"
    assert arrow.x < end.x


def test_a_number_of_zero_is_drawn(folder: Folder) -> None:
    folder.edit("prices", "jianying_membership_month", {"low": "0", "high": "30"})
    assert [mark.x for mark in marks_beside(folder.load(), "prices", "¥0–30")] == [0, 30]


def test_a_zero_beside_amounts_far_apart_is_drawn_without_a_log_of_zero(folder: Folder) -> None:
    free = {"low": "", "high": "", "value": "0", "qualifier": "exactly"}
    folder.add("users", "adobe_paying_users", {**free, "id": "nobody_pays", "product": "sora"})
    folder.add("users", "adobe_paying_users", {"id": "few_pay", "product": "chatgpt", "value": "1000"})
    question, params = CHARTS["audience"]
    made = draw(folder.load(), question, ENGLISH, **params)
    assert all(math.isfinite(number) for number in numbers(made.plot.to_plotly_json()["data"]))


def test_a_side_without_a_figure_is_words_and_no_mark(snapshot: Snapshot) -> None:
    assert marks_beside(snapshot, "prices", "no price stated") == []
    assert marks_beside(snapshot, "data_costs", "no data cost stated") == []


@every_chart
def test_more_rows_are_no_more_traces(snapshot: Snapshot, chart: str) -> None:
    """A trace per kind of mark and axis, not per row: that is what keeps drawing fast."""
    question, params = CHARTS[chart]
    rows, sides = queries.ask(snapshot, question, **params), queries.ask(snapshot, "sides")
    few = 2 if chart == "audience_over_time" else 1  # it joins the counts of one counter, and one row has none to join
    once, thrice = (len(drawn(question, rows * times, ENGLISH, sides, **params).plot.data) for times in (few, 3 * few))
    assert chart == "effects" or thrice == once


# Texts


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return evil(copy_of_story(tmp_path_factory.mktemp("hostile") / "data")).load()


@every_chart
@every_language
def test_markup_in_the_data_is_shown_as_the_characters_it_is(hostile: Snapshot, chart: str, lang: Language) -> None:
    question, params = CHARTS[chart]
    shown = texts(draw(hostile, question, Look(lang), **params).plot)
    assert [text for text in shown if "<" in MARKUP.sub("", text)] == []
    assert [text for text in shown if "<b>x</b>" in text] == []
    if chart != "confidence":  # the one chart that shows no text of the data
        assert any("&lt;b&gt;x&lt;/b&gt;" in text for text in shown)


@every_chart
@every_language
@pytest.mark.parametrize("width", WIDTHS)
@every_reading
def test_no_text_stands_on_another_or_leaves_the_plot(
    snapshot: Snapshot, chart: str, lang: Language, width: int, reading: Reading
) -> None:
    question, params = CHARTS[chart]
    found = list(boxes(draw(snapshot.read_as(reading), question, Look(lang), **params).plot, width))
    assert [(one.text, other.text) for one, other in combinations(found, 2) if one.overlaps(other)] == []
    assert [
        (box.text, round(box.left), round(box.right)) for box in found if box.left < -1 or box.right > width + 1
    ] == []


@every_chart
@every_reading
def test_no_text_stands_above_or_below_the_plot(snapshot: Snapshot, chart: str, reading: Reading) -> None:
    question, params = CHARTS[chart]
    plot = draw(snapshot.read_as(reading), question, ENGLISH, **params).plot
    assert [box.text for box in boxes(plot, 1180) if box.top < 0 or box.bottom > plot.layout.height] == []


@every_reading
def test_every_row_of_the_timeline_has_its_title(snapshot: Snapshot, reading: Reading) -> None:
    read = snapshot.read_as(reading)
    shown = html.unescape(" ".join(texts(draw(read, "timeline", ENGLISH).plot)))
    assert [row.title for row in queries.ask(read, "timeline") if row.title not in shown] == []


def test_an_amount_in_another_currency_carries_its_rate_and_day(snapshot: Snapshot) -> None:
    made = draw(snapshot, "prices", ENGLISH, currency="USD")
    assert any("¥20–30 ≈\u00a0$2.82–4.23" in text for text in texts(made.plot))
    assert "7.0978 CNY/USD (8 Mar 2024)" in made.note
    assert draw(snapshot, "prices", ENGLISH, currency=None).note == ""


def test_derived_amounts_show_their_sum(snapshot: Snapshot) -> None:
    prices = " ".join(texts(draw(snapshot, "prices", ENGLISH, currency=None).plot))
    assert "480 credits ÷ 100 credits per ¥1 = ¥4.80" in prices
    assert "¥20–30 × 12 = ¥240–360" in prices
    assert "derived: CapCut 490M ÷ 0.25" in " ".join(texts(draw(snapshot, "audience", ENGLISH).plot))


def test_a_sum_is_exact_where_its_chart_is_short(snapshot: Snapshot) -> None:
    latest = snapshot.read_as("latest")
    for lang in LANGUAGES:
        shown = " ".join(texts(draw(latest, "prices", Look(lang), currency=None).plot))
        assert "$249.99 × 12 = $2,999.88" in shown
        assert "$95 × 12 = $1,140" in shown
    effects = " ".join(texts(draw(snapshot, "effects", ENGLISH, uses=1000).plot))
    assert "1000 × ¥4.80 = ¥4,800" in effects


def test_prices_of_one_product_stand_from_the_cheapest_up(snapshot: Snapshot) -> None:
    plot = draw(snapshot.read_as("latest"), "prices", ENGLISH, currency=None).plot
    tops = [next(y for text, y in labels(plot) if text.startswith(f"Runway, {plan}")) for plan in RUNWAY]
    assert tops == sorted(tops)


RUNWAY = ("Standard plan", "Pro plan", "Unlimited plan")


def labels(plot: Any) -> list[tuple[str, float]]:
    given = [(trace["text"], trace["y"]) for trace in traces(plot, "text")]
    return [(plain(text), y) for found, places in given for text, y in zip(found, places, strict=True)]


def test_effects_are_no_clips(folder: Folder) -> None:
    """The chart speaks of effects, so that a price of a clip has no place in it."""
    folder.set("prices", "jianying_camera_move_use", "per", "clip")
    assert rows_of(folder.load(), "effects") == []


def test_two_datings_of_one_event_are_joined_by_a_bracket_and_never_averaged(snapshot: Snapshot) -> None:
    plot = draw(snapshot, "gaps", ENGLISH).plot
    paths = [shape for shape in plot.to_plotly_json()["layout"]["shapes"] if shape["type"] == "path"]
    twice = {row.id for row in queries.ask(snapshot, "gaps") if row.versions > 1 and row.low_days is not None}
    assert len(paths) == len(twice)
    shown = " ".join(texts(plot))
    assert "5–13 days later" in shown
    assert "14–22 days later" in shown


def test_a_pair_with_a_date_in_one_place_and_none_in_another_is_drawn(folder: Folder) -> None:
    folder.add("milestones", "sora_paid_undated", {"id": "sora_paid_told", "year": "2025"})
    snapshot = folder.load()
    rows = [row for row in rows_of(snapshot, "gaps") if row.id == "gap_sora_demo_sora_paid"]
    assert {row.low_days is None for row in rows} == {True, False}
    made = draw(snapshot, "gaps", ENGLISH)
    assert "sora_paid_told" in made.statements
    assert "None" not in "".join((made.title, made.alt, *texts(made.plot)))


# Findings


#: What the rows of the story say in each reading; what checked does not name reads as the article does.
FINDINGS: dict[Reading, dict[str, str]] = {
    "article": {
        "overview": "OpenAI & Adobe came first in 3 of 6 dated pairs; no amounts are comparable",
        "audience": "The two sides never count their audience the same way",
        "prices": "Jianying charged ¥4.80 an effect; OpenAI & Adobe stated no price",
        "effects": "10 effects cost ¥48, more than the ¥20–30 monthly fee",
        "data_costs": "OpenAI paid $2M–9M a year for news licences; ByteDance stated no cost",
        "memberships": "About 39K–270K Jianying memberships would pay OpenAI's news licences for a year",
        "timeline": "2024 was the busiest year: 7 of 21 dated events",
        "gaps": "OpenAI & Adobe came first in 3 of 6 dated pairs across the sides",
        "confidence": "Other sources confirm 20 of the article’s 68 figures",
        "audience_over_time": "TikTok had the most monthly users counted, about 1.67B in 2023",
    },
    "checked": {"timeline": "2024 was the busiest year: 11 of 25 dated events"},
    "latest": {
        "overview": "OpenAI & Adobe came first in 4 of 8 dated pairs; 2 amounts compare",
        "audience": "Which side has more monthly actives cannot be told",
        "prices": "CapCut charged $7.99 a month; ChatGPT charged $20 a month",
        "data_costs": "OpenAI paid at least $16M a year for news licences; ByteDance stated no cost",
        "memberships": "At least 320K Jianying memberships would pay OpenAI's news licences for a year",
        "timeline": "2024 was the busiest year: 22 of 58 dated events",
        "gaps": "OpenAI & Adobe came first in 4 of 8 dated pairs across the sides",
    },
}


@every_reading
def test_the_shipped_findings(snapshot: Snapshot, reading: Reading) -> None:
    """A change here is a change of what readers are told."""
    found = {chart: title(snapshot.read_as(reading), chart) for chart in CHARTS if " in " not in chart}
    assert found == {**FINDINGS["article"], **FINDINGS[reading]}


MAU = {
    "metric": "mau",
    "low": "",
    "high": "",
    "value": "400000000",
    "qualifier": "exactly",
    "year": "2023",
    "month": "",
}


def count(folder: Folder, capcut: str, adobe: str) -> Snapshot:
    """Both sides count monthly actives, exactly."""
    folder.keep("users", "capcut_mau_2023", "adobe_paying_users")
    folder.edit("users", "capcut_mau_2023", {**MAU, "value": capcut})
    folder.edit("users", "adobe_paying_users", {**MAU, "value": adobe})
    return folder.load()


def test_audiences_counted_alike_are_compared(folder: Folder) -> None:
    found = title(count(folder, "400000000", "100000000"), "audience")
    assert found == "CapCut counted about 4× as many monthly actives as Adobe subscriptions"


def test_the_other_side_is_named_where_it_reaches_more(folder: Folder) -> None:
    found = title(count(folder, "100000000", "400000000"), "audience")
    assert found == "Adobe subscriptions counted about 4× as many monthly actives as CapCut"


def test_equal_audiences_are_not_ranked(folder: Folder) -> None:
    found = title(count(folder, "400000000", "400000000"), "audience")
    assert found == "Which side has more monthly actives cannot be told"


def test_an_open_audience_behind_another_gives_no_estimate(folder: Folder) -> None:
    """`≥ 200M` against `33M` is six times as many or more, and never about six times."""
    folder.edit("users", "adobe_paying_users", {"metric": "mau"})
    assert "about" not in title(folder.load(), "audience")


def test_an_audience_of_at_most_so_many_gives_no_upper_factor(folder: Folder) -> None:
    """400M against `≤ 100M` is four times as many or more: the other end is not 400 million times."""
    count(folder, "400000000", "100000000")
    folder.edit("users", "adobe_paying_users", {**MAU, "value": "", "high": "100000000", "qualifier": "at most"})
    assert "400000000" not in title(folder.load(), "audience")


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (("capcut_mau_2023",), "Only ByteDance states how many people it reaches"),
        (("adobe_paying_users",), "Only OpenAI & Adobe states how many people it reaches"),
        ((), "Neither side states how many people it reaches"),
    ],
)
def test_an_audience_of_one_side_or_none_is_said_so(folder: Folder, kept: tuple[str, ...], found: str) -> None:
    folder.keep("users", *kept)
    assert title(folder.load(), "audience") == found


def turned(row: Any) -> Any:
    """A lag the other way round: whoever came first came second."""
    if row.low_days is None:
        return row
    return row._replace(low_days=-row.high_days, high_days=-row.low_days)


@every_language
def test_gaps_led_by_the_other_side_are_told_so(snapshot: Snapshot, lang: Language) -> None:
    rows = [turned(row) for row in rows_of(snapshot, "gaps")]
    found = title_of(snapshot, "gaps", rows, Look(lang))
    expected = {
        "en": "ByteDance came first in 3 of 6 dated pairs across the sides",
        "zh": "6组有日期的跨方对比中，字节跳动有3组在先",
    }
    assert found == expected[lang]


def test_gaps_led_equally_often_name_nobody(snapshot: Snapshot) -> None:
    rows = [row for row in rows_of(snapshot, "gaps") if row.versions == 1 and row.low_days is not None]
    pair = next(row for row in rows if {row.leader_place, row.follower_place} == {1, 2} and row.low_days > 0)
    found = title_of(snapshot, "gaps", [pair, turned(pair)._replace(id="the_other_way_round")])
    assert found == "Each side came first in 1 of 2 dated pairs"


def test_pairs_without_a_stated_lag_say_so_each_or_where_most_are_once(snapshot: Snapshot) -> None:
    silence, note = "No lag is stated.", "Pairs without a stated lag: the source states none."
    rows, sides = rows_of(snapshot, "gaps"), queries.ask(snapshot, "sides")
    said = [row for row in rows if row.stated_unit]
    unsaid = [row for row in rows if not row.stated_unit]
    for shown, each in (([*said, *unsaid[:2]], True), ([*unsaid, *said[:1]], False)):
        made = drawn("gaps", shown, ENGLISH, sides)
        assert (silence in texts(made.plot)) == each
        assert (note in made.note) != each
        assert any("Stated: " in text for text in texts(made.plot))


def test_one_pair_is_said_in_the_singular(snapshot: Snapshot) -> None:
    own = [row for row in rows_of(snapshot, "gaps") if row.leader_place == row.follower_place == 1]
    assert title_of(snapshot, "gaps", own[:1]) == "1 pair compared in time"


def test_gaps_within_one_side_or_without_dates_are_only_counted(snapshot: Snapshot) -> None:
    own = [row for row in rows_of(snapshot, "gaps") if row.leader_place == row.follower_place == 1]
    assert title_of(snapshot, "gaps", own) == f"{len({row.id for row in own})} pairs compared in time"


def test_the_overview_follows_its_lags(snapshot: Snapshot) -> None:
    rows = [row._replace(ahead={1: 2, 2: 1}.get(row.ahead, 0)) for row in rows_of(snapshot, "overview")]
    found = title_of(snapshot, "overview", rows)
    assert found == "ByteDance came first in 3 of 6 dated pairs; no amounts are comparable"


def test_the_overview_counts_the_amounts_that_compare(folder: Folder) -> None:
    assert title(count(folder, "400000000", "100000000"), "overview").endswith("; 1 amount compares")


def test_the_overview_without_lags_says_so(snapshot: Snapshot) -> None:
    rows = [row for row in rows_of(snapshot, "overview") if row.dimension != "lag"]
    found = title_of(snapshot, "overview", rows)
    assert found == "No dates compare across the sides; no amounts are comparable"


def test_the_overview_of_one_side_draws_it(folder: Folder) -> None:
    folder.keep("gaps")
    folder.keep("users", "capcut_mau_2023")
    folder.keep("data_costs")
    made = draw(folder.load(), "overview", ENGLISH)
    assert made.title == "No dates compare across the sides; no amounts are comparable"
    assert "no audience stated" in " ".join(texts(made.plot))


@pytest.mark.parametrize(
    ("uses", "found"),
    [
        (4, "4 effects cost ¥19.20, less than the ¥20–30 monthly fee"),
        (5, "5 effects cost ¥24, about one monthly fee (¥20–30)"),
        (6, "6 effects cost ¥28.80, about one monthly fee (¥20–30)"),
        (7, "7 effects cost ¥33.60, more than the ¥20–30 monthly fee"),
    ],
)
def test_the_cost_of_effects_is_below_within_or_above_the_fee(snapshot: Snapshot, uses: int, found: str) -> None:
    assert draw(snapshot, "effects", ENGLISH, uses=uses).title == found


def test_one_effect_is_said_in_the_singular(snapshot: Snapshot) -> None:
    assert not draw(snapshot, "effects", ENGLISH, uses=1).title.startswith("1 effects")


def test_prices_of_both_sides_of_one_or_of_none(folder: Folder) -> None:
    sora = {"id": "sora_month", "product": "sora", "low": "", "high": "", "value": "20", "qualifier": "exactly"}
    folder.add("prices", "jianying_membership_month", {**sora, "currency": "USD"})
    folder.keep("prices", "sora_month", "jianying_membership_month")
    assert title(folder.load(), "prices") == "Jianying charged ¥20–30 a month; Sora charged $20 a month"
    folder.keep("prices", "sora_month")
    assert title(folder.load(), "prices") == "Sora charged $20 a month; ByteDance stated no price"
    folder.keep("prices")
    assert title(folder.load(), "prices") == "Neither side states a price"


def test_prices_of_neutral_parties_alone_are_no_sides_prices(folder: Folder) -> None:
    folder.edit("prices", "jianying_membership_month", {"product": "copilot365"})
    folder.keep("prices", "jianying_membership_month")
    assert title(folder.load(), "prices") == "Neither side states a price"


def test_data_costs_of_both_sides_of_one_or_of_none(folder: Folder) -> None:
    folder.add(
        "data_costs",
        "openai_news_2023",
        {"id": "bytedance_news", "buyer": "bytedance", "low": "20000000", "high": "30000000"},
    )
    assert title(folder.load(), "data_costs") == "ByteDance paid most for news licences: $20M–30M a year"
    folder.keep("data_costs", "bytedance_news")
    assert title(folder.load(), "data_costs") == (
        "ByteDance paid $20M–30M a year for news licences; OpenAI & Adobe stated no cost"
    )
    folder.keep("data_costs")
    assert title(folder.load(), "data_costs") == "Neither side states what its training data cost"


def test_bills_in_two_currencies_are_not_ranked_by_their_numbers(folder: Folder) -> None:
    """10 million yuan are less than 9 million dollars."""
    cheap = {"id": "bytedance_news", "buyer": "bytedance", "currency": "CNY", "low": "10000000", "high": "11000000"}
    folder.add("data_costs", "openai_news_2023", cheap)
    assert not title(folder.load(), "data_costs").startswith("ByteDance paid most")


def test_memberships_need_a_fee_and_a_licence(folder: Folder) -> None:
    folder.keep("prices")
    assert title(folder.load(), "memberships") == "No membership can be set against a data licence"


def test_a_fee_of_nothing_pays_for_nothing(snapshot: Snapshot) -> None:
    """No number of free memberships pays a bill; saying that the number is not stated would blame the source."""
    assert "not stated" not in draw(snapshot, "memberships", ENGLISH, fee_low=0.0, fee_high=0.0).title


def test_the_busiest_year_is_named_only_where_there_is_one(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "timeline")
    assert title_of(snapshot, "timeline", [row for row in rows if row.year is None]) == "No event has a date"
    few = [row for row in rows if row.year][:2]
    assert title_of(snapshot, "timeline", few) == "2 dated events on one calendar"
    tied = [row for row in rows if row.year in (2016, 2019)]
    years = [row.year for row in tied]
    even = [row for year in (2016, 2019) for row in [r for r in tied if r.year == year][: min(map(years.count, years))]]
    assert title_of(snapshot, "timeline", even * 2) == f"{len(even)} dated events on one calendar"


def test_an_event_dated_twice_is_one_event(snapshot: Snapshot) -> None:
    rows = rows_of(snapshot, "timeline")
    twice = [row for row in rows if row.milestone == "sora_demo"]
    assert len(twice) == 2
    assert title_of(snapshot, "timeline", twice) == "1 dated event on a calendar"
    once = [row for row in rows if row not in twice[1:]]
    assert title_of(snapshot, "timeline", once) == title_of(snapshot, "timeline", rows)


def headlines(snapshot: Snapshot, rows: list[Any], conflicts: list[Any]) -> list[tuple[str, str]]:
    """Numbers and their labels, in the snapshot's own reading."""
    sides = queries.ask(snapshot, "sides")
    found = figures.headlines(rows, ENGLISH, sides=sides, conflicts=conflicts, inside=snapshot.reading == "article")
    return [(one.value, one.label) for one in found]


def test_headlines_are_left_out_where_their_rows_are_missing(snapshot: Snapshot) -> None:
    full = headlines(snapshot, rows_of(snapshot, "overview"), queries.ask(snapshot, "conflicts"))
    assert [value for value, _ in full] == ["490M", "¥4.80", "3 of 6", "22"]
    assert headlines(snapshot, [], []) == [("0", "places where the article contradicts itself")]
    assert headlines(snapshot.read_as("checked"), [], []) == [("0", "places where statements disagree")]


def test_one_conflict_is_one_place(snapshot: Snapshot) -> None:
    inside = next(row for row in queries.ask(snapshot, "conflicts") if row.inside)
    assert headlines(snapshot, [], [inside]) == [("1", "place where the article contradicts itself")]
    assert headlines(snapshot.read_as("latest"), [], [inside]) == [("1", "place where statements disagree")]


def test_a_headline_of_pairs_led_equally_often_names_nobody(snapshot: Snapshot) -> None:
    lags = [row for row in rows_of(snapshot, "overview") if row.dimension == "lag" and row.versions == 1 and row.ahead]
    pair = lags[0]
    tied = [pair, pair._replace(row_id="the_other_way_round", ahead=3 - pair.ahead)]
    assert headlines(snapshot, tied, [])[0] == ("1 of 2", "dated pairs in which each side came first")
    assert title_of(snapshot, "overview", tied).startswith("Each side came first in 1 of 2 dated pairs")


def test_a_headline_says_which_price_the_other_side_does_not_state(snapshot: Snapshot) -> None:
    found = [label for _, label in headlines(snapshot, rows_of(snapshot, "overview"), [])]
    assert found[1] == "Price of one effect, Jianying; OpenAI & Adobe stated no price of one effect"
    months = [row for row in rows_of(snapshot, "overview") if row.dimension == "month_price"]
    ((_, label), _) = headlines(snapshot, months, [])
    assert label == "Price of a month, Jianying; OpenAI & Adobe stated no price of a month"


def test_the_article_counts_the_conflicts_inside_it_and_other_readings_count_them_all(snapshot: Snapshot) -> None:
    conflicts = queries.ask(snapshot, "conflicts")
    inside = [row for row in conflicts if row.inside]
    own = {row.id for row in queries.ask(snapshot, "figures") if row.by_article}
    assert inside == [row for row in conflicts if {row.statement_a, row.statement_b} <= own]
    assert 0 < len(inside) < len(conflicts)
    counted = {reading: headlines(snapshot.read_as(reading), [], conflicts)[0][0] for reading in READINGS}
    assert counted == {"article": str(len(inside)), "checked": str(len(conflicts)), "latest": str(len(conflicts))}


def test_the_first_headline_is_the_audience_of_the_scoreboard(snapshot: Snapshot) -> None:
    first = {
        reading: headlines(snapshot.read_as(reading), rows_of(snapshot.read_as(reading), "overview"), [])[0]
        for reading in READINGS
    }
    assert first == {
        "article": ("490M", "users of CapCut, beside 33M paying users of Adobe subscriptions"),
        "checked": ("≥\u00a0490M", "users of CapCut, beside 33M paying users of Adobe subscriptions"),
        "latest": ("1.67B", "monthly actives of TikTok, beside ≥\u00a0750M monthly actives of Acrobat and Express"),
    }


def test_a_headline_calls_no_audience_the_largest_that_is_not(folder: Folder) -> None:
    folder.edit("users", "adobe_paying_users", {"value": "900000000"})
    snapshot = folder.load()
    found = headlines(snapshot, rows_of(snapshot, "overview"), [])
    assert found[0] == ("490M", "users of CapCut, beside 900M paying users of Adobe subscriptions")
    assert [label for _, label in found if "largest" in label or "most" in label] == []


@every_language
def test_the_side_that_comes_first_in_the_file_is_drawn_as_the_first(folder: Folder, lang: Language) -> None:
    """Swapping the two rows of sides.csv swaps colours and places, and no name is typed in code."""
    rows = folder.rows("sides")
    folder.save("sides", [rows[1], rows[0], *rows[2:]])
    made = draw(folder.load(), "overview", Look(lang))
    first = rows[1]["name_zh" if lang == "zh" else "name"]
    assert made.subtitle.startswith(first)
    assert {trace["marker"]["symbol"].removesuffix("-open") for trace in traces(made.plot, "markers")} >= {"circle"}


def test_what_is_free_and_what_a_credit_costs_stand_beside_the_prices(snapshot: Snapshot, folder: Folder) -> None:
    shown = " ".join(plain(text) for text in texts(draw(snapshot, "prices", ENGLISH, currency=None).plot))
    assert "derived: ¥1 ÷ 100 credits = ¥0.01" in shown
    assert "Free clips per day" in shown
    assert "no free quota stated" in shown
    folder.edit("other_figures", "capcut_free_clips_per_day", {"value": "7"})
    assert "7" in [plain(text).strip() for text in texts(draw(folder.load(), "prices", ENGLISH, currency=None).plot)]


def test_two_counts_of_one_kind_are_not_said_to_be_two_ways_of_counting(folder: Folder) -> None:
    folder.edit("users", "capcut_users_2023_08", {"product": "douyin"})
    folder.add("users", "capcut_mau_2023", {"id": "capcut_mau_again", "low": "210000000"})
    drawn_twice = draw(folder.load(), "audience", ENGLISH)
    assert "CapCut" not in drawn_twice.note
    assert {"capcut_mau_2023", "capcut_mau_again"} <= set(drawn_twice.statements)
