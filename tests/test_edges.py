"""Nothing is cut at an edge: marks on the ends of their axes, long lines of a card, names that look like markup."""

from collections.abc import Iterator

import pytest

from leadlag import charts, queries
from leadlag.charts import Chart
from leadlag.drawing import Mark
from leadlag.layout.text_wrap import clamped, plain_width
from leadlag.render_options import RenderOptions
from leadlag.rows import Sides
from leadlag.store import READINGS, Snapshot
from tests.conftest import Folder
from tests.drawings import beside_plot, drawable, pictured, rows_of
from tests.pages import opened, read

OPTIONS = [RenderOptions(), RenderOptions(width=470), RenderOptions(width=330, above=True)]
every_options = pytest.mark.parametrize("options", OPTIONS, ids=lambda options: f"{options.width:g}")


def reaches(chart: Chart, options: RenderOptions) -> Iterator[tuple[str, float, float]]:
    """From where to where each mark reaches, in px of the plot at its narrowest width."""
    for mark in chart.drawing.items:
        if isinstance(mark, Mark):
            middle, half = mark.axis.across(mark.x) * options.width, (mark.size + mark.edge_width) / 2
            yield mark.shape, middle - half, middle + half


def outside(chart: Chart, options: RenderOptions) -> list[tuple[str, float, float]]:
    return [reach for reach in reaches(chart, options) if reach[1] < -0.01 or reach[2] > options.width + 0.01]


@every_options
def test_mark_is_inside_the_plot(snapshot: Snapshot, options: RenderOptions) -> None:
    found = {
        (question, reading): outside(chart, options)
        for reading in READINGS
        for question in drawable(snapshot.read_as(reading))
        if (chart := charts.chart(snapshot.read_as(reading), question, options))
    }
    assert {shown: reach for shown, reach in found.items() if reach} == {}


@pytest.mark.parametrize(
    ("lower", "upper", "qualifier"),
    [(0, 10**10, "between"), (10**6, None, "at least"), (1, 10**9, "between"), (0, 0, "exactly")],
)
def test_mark_on_the_end_of_its_axis(snapshot: Snapshot, lower: float, upper: float | None, qualifier: str) -> None:
    for question in ("audience", "prices", "data_costs"):
        first, *others = rows_of(snapshot, question)
        row = first._replace(lower=lower, upper=upper, qualifier=qualifier)
        for options in OPTIONS:
            chart = charts.chart(snapshot, question, options, [row, *others])
            assert chart is not None
            assert outside(chart, options) == []


LONG = "Bloomberg, Reuters, Handelsblatt und Frankfurter Allgemeine Zeitung für Wissenschaft und Technologie, Beijing"


@pytest.mark.parametrize("room", range(120, 900, 13))
def test_long_line_breaks_behind_a_word(room: int) -> None:
    (line,) = clamped(LONG, room, 20, 1)
    assert plain_width(line, size=20) <= room
    if line.endswith("…"):
        kept = line.removesuffix("…")
        assert LONG.startswith(kept)
        assert not LONG[len(kept)].isalnum() or " " not in kept


def test_source_line_breaks_behind_a_word(folder: Folder) -> None:
    folder.save("sources", [{**row, "title": LONG} for row in folder.rows("sources")])
    for picture in pictured(folder.load(), "effects"):
        cut = [line for line in beside_plot(picture) if line.endswith("…")]
        assert cut
        assert [line for line in cut if line.removesuffix("…").split()[-1].strip("“(,") not in LONG.split()] == []


NAMES = ("$A$ and $B$", "*B* _c_", ":red[C] `d`")


def test_side_names_are_text(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    for row, name in zip(folder.rows("sides"), NAMES, strict=False):
        folder.edit("sides", row["id"], {"name": name, "name_zh": name})
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("gaps")
    control = app.button_group(key="side")
    assert (control.options[0], control.options[-1]) == ("across the two sides", "all")
    assert [read(option) for option in control.options[1:-1]] == list(NAMES)
    assert [option for option in control.options[1:-1] if option in NAMES] == []
    chart = charts.chart(folder.load(), "gaps", RenderOptions())
    assert chart
    assert [entry.name for entry in chart.key] == list(NAMES)
    assert charts.names(folder.load(), "en").side(queries.ask(folder.load(), Sides)[0].id) == NAMES[0]
