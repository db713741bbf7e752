"""What marks stand for: a statement each, joined only where one counter saw one product, never across the centre."""

from collections import Counter
from copy import deepcopy
from typing import Any

import pytest

from leadlag import figures, queries, theme
from leadlag.figures import Look, proofs, prove
from leadlag.figures.canvas import AIR as BESIDE
from leadlag.figures.look import NARROWEST
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, Language, say
from tests.conftest import Folder
from tests.drawings import CHARTS, Box, boxes, draw, plain, symbol, traces

ENGLISH = Look("en")
WIDTHS = (1180, 820, NARROWEST)
every_chart = pytest.mark.parametrize("chart", CHARTS)
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_reading = pytest.mark.parametrize("reading", READINGS)

Point = tuple[float, float]


def answers(plot: Any) -> list[str]:
    """What a picked mark hands over, mark by mark; lines and arrow heads hand over nothing."""
    return [one for trace in traces(plot, "markers") for one in trace.get("customdata", [])]


@every_chart
@every_reading
def test_a_mark_answers_with_a_statement_that_exists_or_with_none(
    snapshot: Snapshot, chart: str, reading: Reading
) -> None:
    question, params = CHARTS[chart]
    plot = draw(snapshot.read_as(reading), question, ENGLISH, **params).plot
    known = {row.id for row in queries.ask(snapshot, "figures")}
    assert set(answers(plot)) <= {*known, ""}
    for trace in traces(plot, "markers"):
        assert len(trace.get("customdata", trace["x"])) == len(trace["x"])


#: Charts of what is worked out, and of counts of statements, have no mark of a statement's own.
WORKED_OUT = ("memberships", "confidence")


@every_chart
@every_reading
def test_every_chart_of_statements_has_marks_that_answer(snapshot: Snapshot, chart: str, reading: Reading) -> None:
    question, params = CHARTS[chart]
    plot = draw(snapshot.read_as(reading), question, ENGLISH, **params).plot
    assert bool(set(answers(plot)) - {""}) == (question not in WORKED_OUT)


@every_language
def test_a_mark_that_is_pointed_at_tells_its_claim_and_a_derived_one_that_it_is(
    snapshot: Snapshot, lang: Language
) -> None:
    look = Look(lang)
    rows = queries.ask(snapshot, "audience")
    plot = figures.audience(rows, look).plot
    prove(plot, proofs(queries.ask(snapshot, "figures"), look), look)
    told = {
        statement: plain(text)
        for trace in traces(plot, "markers")
        for statement, text in zip(trace.get("customdata", []), trace.get("hovertext", []), strict=True)
    }
    assert told.keys() == {"" if row.rule else row.id for row in rows}
    assert told[""] == say(lang, "chart.derived")
    for row in rows:
        if not row.rule:
            claim = row.claim_zh if lang == "zh" else row.claim
            assert told[row.id].replace(" ", "").startswith(plain(claim).replace(" ", ""))
            assert row.as_written in told[row.id]


# The audience over time


def joins(plot: Any) -> list[tuple[Point, Point]]:
    """The thin sloping lines between two dots."""
    found = []
    colors = {*theme.palette(dark=False).marks}
    for trace in traces(plot, "lines"):
        if trace["line"]["width"] == 1 and trace["line"]["color"] in colors:
            points = list(zip(trace["x"], trace["y"], strict=True))
            found += [(points[place], points[place + 1]) for place in range(0, len(points), 3)]
    return found


def dots(plot: Any) -> dict[str, Point]:
    """Statement → where its dot stands."""
    return {
        statement: (x, y)
        for trace in traces(plot, "markers")
        for statement, x, y in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }


def joined(plot: Any) -> set[tuple[str, str]]:
    """The pairs of statements whose dots a line joins."""
    at = {point: statement for statement, point in dots(plot).items()}
    return {(at[start], at[end]) for start, end in joins(plot)}


#: Who counted CapCut's monthly actives, beside Diandian in March 2023 and Sensor Tower in July 2024.
COUNTS = {
    "diandian_2022": ("Diandian", "2022", "150000000", "tvp_world_capcut_wsj"),
    "diandian_2025": ("Diandian", "2025", "400000000", "netease_capcut_adobe"),
    "unnamed_2019": ("", "2019", "50000000", "netease_capcut_adobe"),
    "unnamed_2020": ("", "2020", "60000000", "netease_capcut_adobe"),
    "unnamed_2021": ("", "2021", "70000000", "huluic_zhang_nan"),
}


def more_counts(folder: Folder) -> Snapshot:
    for name, (provider, year, value, source) in COUNTS.items():
        cells = {"provider": provider, "provider_zh": provider, "year": year, "month": "", "source": source}
        amount = {"low": "", "value": value, "high": "", "qualifier": "exactly"}
        folder.add("users", "capcut_mau_2023_03", {**cells, **amount, "id": name})
    return folder.load()


def test_only_counts_of_one_product_by_one_counter_are_joined(folder: Folder) -> None:
    plot = draw(more_counts(folder), "audience_over_time", ENGLISH).plot
    assert joined(plot) == {
        ("diandian_2022", "capcut_mau_2023_03"),  # as passed on by two documents
        ("capcut_mau_2023_03", "diandian_2025"),  # over the head of Sensor Tower in 2024
        ("unnamed_2019", "unnamed_2020"),  # nobody is named: by the document, which is another in 2021
    }


def test_no_counts_of_two_counters_are_joined_in_the_shipped_data(snapshot: Snapshot) -> None:
    rows = {row.id: row for row in queries.ask(snapshot, "audience_over_time")}
    plot = draw(snapshot, "audience_over_time", ENGLISH).plot
    assert dots(plot).keys() == rows.keys()
    for before, after in joined(plot):
        assert (rows[before].product, rows[before].counter) == (rows[after].product, rows[after].counter)
    assert len({row.counter for row in rows.values() if row.product == "capcut"}) == 2
    assert joined(plot) == set()


def test_a_growth_that_one_counter_saw_is_the_finding(folder: Folder) -> None:
    made = draw(more_counts(folder), "audience_over_time", ENGLISH)
    assert made.title == "CapCut grew from 150M monthly users in 2022 to 400M in 2025"


def test_a_count_has_the_width_of_its_time_and_is_hollow_where_it_is_open(snapshot: Snapshot) -> None:
    rows = {row.id: row for row in queries.ask(snapshot, "audience_over_time")}
    plot = draw(snapshot, "audience_over_time", ENGLISH).plot
    for trace in traces(plot, "markers"):
        for statement in trace["customdata"]:
            assert symbol(trace["marker"]).endswith("-open") == (rows[statement].upper is None)
    spans = {
        (trace["x"][place], trace["x"][place + 1])
        for trace in traces(plot, "lines")
        if trace["line"]["width"] == 2
        for place in range(0, len(trace["x"]), 3)
    }
    assert spans == {(row.earliest_day, row.latest_day) for row in rows.values() if row.precision != "day"}


def test_of_a_year_the_best_count_of_a_product_is_drawn_and_nothing_undated_or_deprecated(folder: Folder) -> None:
    shipped = {row.id for row in queries.ask(folder.load(), "audience_over_time")}
    assert {"capcut_mau_2023_03", "jianying_mau_2021_bandao"} <= shipped
    assert {"capcut_mau_2023", "capcut_mau_2023_03_err", "jianying_mau_100m"}.isdisjoint(
        shipped
    )  # ranked behind; undated
    folder.add("users", "capcut_mau_2023_03", {"id": "refuted", "year": "2020", "rank": "deprecated"})
    folder.add("users", "capcut_mau_2023_03", {"id": "daily", "year": "2020", "metric": "dau"})
    folder.set("users", "capcut_mau_2023_03", "rank", "normal")
    drawn_now = {row.id for row in folder.ask("audience_over_time")}
    assert drawn_now - shipped == {"capcut_mau_2023"}  # the only one of that time that is left to choose
    assert shipped - drawn_now == set()


@every_language
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_of_a_count_covers_a_dot(snapshot: Snapshot, lang: Language, width: int) -> None:
    plot = draw(snapshot, "audience_over_time", Look(lang)).plot
    low, high = plot.layout.xaxis.range
    places = [((x - low) / (high - low) * width, y) for x, y in dots(plot).values()]
    rows = queries.ask(snapshot, "audience_over_time")
    names = tuple(row.product_name_zh if lang == "zh" else row.product_name for row in rows)
    labels = [box for box in boxes(plot, width) if box.text.startswith(names)]
    assert len(labels) == len(rows)
    assert [
        one.text for one in labels for x, y in places if one.left < x < one.right and one.top < y < one.bottom
    ] == []


# The verdicts


VERDICTS = ("confirmed", "imprecise", "contradicted", "unverified")


def tables(rows: list[Any]) -> set[str]:
    return {row.table_name for row in rows}


def in_order(counts: dict[str, int]) -> dict[str, int]:
    return {verdict: counts[verdict] for verdict in VERDICTS if verdict in counts}


@every_language
def test_the_verdicts_are_stacked_in_one_order_and_add_up(snapshot: Snapshot, lang: Language) -> None:
    rows = queries.ask(snapshot, "confidence")
    made = draw(snapshot, "confidence", Look(lang))
    colors = theme.palette(dark=False).verdicts
    stacks: dict[float, list[tuple[str, float, float]]] = {}
    for trace in traces(made.plot, "lines"):
        if trace.get("fill") == "toself":
            for place in range(0, len(trace["x"]), 6):
                ends = trace["x"][place : place + 5]
                middle = (trace["y"][place] + trace["y"][place + 2]) / 2
                stacks.setdefault(middle, []).append((trace["fillcolor"], min(ends), max(ends)))
    found = []
    for _, stack in sorted(stacks.items()):
        parts = sorted(stack, key=lambda part: part[1])
        assert [start for _, start, _ in parts] == [0, *(end for _, _, end in parts[:-1])]
        order = [colors.index(color) for color, _, _ in parts]
        assert order == sorted(order)
        found.append({VERDICTS[place]: end - start for place, (_, start, end) in zip(order, parts, strict=True)})
    counted = {table: Counter(row.verdict for row in rows if row.table_name == table) for table in tables(rows)}
    assert sorted(found, key=repr) == sorted((in_order(counts) for counts in counted.values()), key=repr)
    sizes = [sum(stack.values()) for stack in found]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(sizes) == len(rows)
    assert set(made.statements) == {row.id for row in rows} | {row.witness for row in rows if row.witness}


# The scoreboard


def lag_texts(plot: Any, width: float) -> list[Box]:
    """The texts that keep clear of a mark beside them."""
    beside = deepcopy(plot)
    for trace in beside.data:
        if trace.mode == "text":
            clear = [place for place, text in enumerate(trace.text) if text.startswith(2 * BESIDE)]
            for name in ("x", "y", "text", "textposition"):
                trace[name] = [trace[name][place] for place in clear]
    return list(boxes(beside, width))


@every_reading
@every_language
@pytest.mark.parametrize("width", WIDTHS)
def test_a_lag_never_stands_on_the_line_between_the_sides(
    snapshot: Snapshot, reading: Reading, lang: Language, width: int
) -> None:
    """A lag's text stands outside, on the side of who came first, however narrow the page; a hairline is no matter."""
    found = lag_texts(draw(snapshot.read_as(reading), "overview", Look(lang)).plot, width)
    centre = width / 2
    assert found
    assert [box.text for box in found if box.left + 1 < centre < box.right - 1] == []
