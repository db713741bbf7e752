"""Charts: pure functions from typed rows to blocks and words, one file a chart, which declares it as `SPEC`."""

from leadlag.charts.chart import Chart
from leadlag.charts.registry import (
    CHARTS,
    SPECS,
    Only,
    Selection,
    SnapshotAnswers,
    address,
    answer,
    chart,
    default_currency,
    defaults,
    named_rows,
    names,
    pages,
    parties,
    render_options,
    row_names,
    rows_shown,
    statements,
)
from leadlag.charts.spec import ChartSpec

__all__ = [
    "CHARTS",
    "SPECS",
    "Chart",
    "ChartSpec",
    "Only",
    "Selection",
    "SnapshotAnswers",
    "address",
    "answer",
    "chart",
    "default_currency",
    "defaults",
    "named_rows",
    "names",
    "pages",
    "parties",
    "render_options",
    "row_names",
    "rows_shown",
    "statements",
]
