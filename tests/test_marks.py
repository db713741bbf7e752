"""What marks stand for: a statement each, joined only where one counter saw one product, stacked from zero."""

from collections import Counter
from typing import Any

from leadlag import charts, queries, theme
from leadlag.charts.audience import audience
from leadlag.findings import tooltips
from leadlag.rows import Audience, AudienceOverTime, Confidence, Figures
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES, translate
from tests.conftest import Folder
from tests.drawings import draw, every_chart, plain, symbol, traces

Point = tuple[float, float]
#: Charts of what is worked out, and of counts of statements, have no mark of a statement's own.
WORKED_OUT = ("memberships", "confidence")


def test_marks_answer_with_statements(snapshot: Snapshot) -> None:
    """One that exists, or none; a mark, an answer. Lines and arrow heads hand over nothing."""
    known = {row.id for row in queries.ask(snapshot, Figures)}
    faults = []
    for one in every_chart(snapshot, langs=("en",)):
        if one.chart.blocks.is_empty:
            continue
        found = [(trace.get("customdata"), trace["x"]) for trace in traces(one.chart.drawing, "markers")]
        answers = {answer for given, _ in found for answer in given or ()} - {""}
        uneven = [given for given, x in found if given is not None and len(given) != len(x)]
        if not answers <= known or uneven or bool(answers) == (one.name in WORKED_OUT):
            faults.append((one.key, answers - known, uneven))
    assert faults == []


def test_pointed_marks_tell_their_claim(snapshot: Snapshot) -> None:
    """And a derived one that it is."""
    rows = queries.ask(snapshot, Audience)
    for lang in LANGUAGES:
        options = charts.render_options(snapshot, lang)
        plot = audience(rows, options).page_drawing(tooltips=tooltips(queries.ask(snapshot, Figures), options))
        told = {
            statement: plain(text)
            for trace in traces(plot, "markers")
            for statement, text in zip(trace.get("customdata", []), trace.get("hovertext", []), strict=True)
        }
        assert told.keys() == {"" if row.rule else row.id for row in rows}
        assert told[""] == translate(lang, "chart.derived")
        for row in (row for row in rows if not row.rule):
            claim, written = options.names.claim(row.id), options.names.cell(row.id, "as_written")
            assert told[row.id].replace(" ", "").startswith(plain(claim).replace(" ", ""))
            assert written
            assert written in told[row.id]


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


#: Who counted CapCut's monthly active users, beside Diandian in March 2023 and Sensor Tower in July 2024.
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


def test_one_counters_counts_are_joined(folder: Folder) -> None:
    """And of one product; what it saw grow is the finding."""
    made = draw(more_counts(folder).read_as("latest"), "audience_over_time")
    assert made.title == "CapCut grew from 150M monthly active users in 2022 to 400M in 2025"
    assert joined(made.drawing) == {
        ("diandian_2022", "capcut_mau_2023_03"),  # as passed on by two documents
        ("capcut_mau_2023_03", "diandian_2025"),  # over the head of Sensor Tower in 2024
        ("unnamed_2019", "unnamed_2020"),  # nobody is named: by the document, which is another in 2021
    }


def test_two_counters_counts_are_not(snapshot: Snapshot) -> None:
    read = snapshot.read_as("latest")
    rows = {row.id: row for row in queries.ask(read, AudienceOverTime, metric="mau")}
    plot = draw(read, "audience_over_time").drawing
    assert dots(plot).keys() == rows.keys()
    assert len({row.counter for row in rows.values() if row.product == "capcut"}) == 2
    assert joined(plot) == set()


def test_counts_are_as_wide_as_their_time(snapshot: Snapshot) -> None:
    read = snapshot.read_as("latest")
    rows = {row.id: row for row in queries.ask(read, AudienceOverTime, metric="mau")}
    plot = draw(read, "audience_over_time").drawing
    for trace in traces(plot, "markers"):
        for statement in trace["customdata"]:
            plotted = trace["xaxis"] != "x99"  # what is counted once is text
            assert symbol(trace["marker"]).endswith("-open") == (plotted and rows[statement].upper is None)
    spans = {
        (trace["x"][place], trace["x"][place + 1])
        for trace in traces(plot, "lines")
        if trace["line"]["width"] == 2
        for place in range(0, len(trace["x"]), 3)
    }
    plotted = {one for trace in traces(plot, "markers") if trace["xaxis"] != "x99" for one in trace["customdata"]}
    days = {(rows[one].earliest_day, rows[one].latest_day) for one in plotted if rows[one].precision != "day"}
    assert spans == days != set()


def test_best_count_of_a_year_is_drawn(folder: Folder) -> None:
    """Nothing undated, nothing deprecated."""
    latest = folder.load().read_as("latest")
    shipped = {row.id for row in queries.ask(latest, AudienceOverTime, metric="mau")}
    assert {"capcut_mau_2023_03", "jianying_mau_2021_bandao"} <= shipped
    assert {"capcut_mau_2023", "capcut_mau_2023_03_err", "jianying_mau_100m"}.isdisjoint(
        shipped
    )  # ranked behind; undated
    folder.add("users", "capcut_mau_2023_03", {"id": "refuted", "year": "2020", "rank": "deprecated"})
    folder.add("users", "capcut_mau_2023_03", {"id": "daily", "year": "2020", "metric": "dau"})
    folder.set("users", "capcut_mau_2023_03", "rank", "normal")
    latest = folder.load().read_as("latest")
    drawn_now = {row.id for row in queries.ask(latest, AudienceOverTime, metric="mau")}
    assert drawn_now - shipped == {"capcut_mau_2023"}  # the only one of that time that is left to choose
    assert shipped - drawn_now == set()


# The verdicts


VERDICTS = ("confirmed", "imprecise", "contradicted", "unverified")


def tables(rows: list[Any]) -> set[str]:
    return {row.table_name for row in rows}


def in_order(counts: dict[str, int]) -> dict[str, int]:
    return {verdict: counts[verdict] for verdict in VERDICTS if verdict in counts}


def test_verdicts_are_stacked(snapshot: Snapshot) -> None:
    """In one order from zero, a row per table, the longest first."""
    rows = queries.ask(snapshot, Confidence)
    made = draw(snapshot, "confidence")
    colors = theme.palette(dark=False).verdicts
    stacks: dict[float, list[tuple[str, float, float]]] = {}
    for trace in traces(made.drawing, "lines"):
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
    assert set(made.statements) == {row.id for row in rows} | {row.compared_with for row in rows if row.compared_with}
