"""Counts of people over time, drawn as any measure is."""

from collections.abc import Sequence

from leadlag.charts.chart import Chart
from leadlag.charts.spec import ChartSpec
from leadlag.charts.trend import trend
from leadlag.contract import METRICS
from leadlag.render_options import RenderOptions
from leadlag.rows import AudienceOverTime, Trend


def audience_over_time(rows: Sequence[AudienceOverTime], options: RenderOptions) -> Chart:
    """Nothing is drawn where each product was counted once: that stands among the audiences."""
    is_followed = len(rows) > len({row.product for row in rows})
    return trend([_as_trend(row) for row in rows], options, with_single=is_followed)


def _as_trend(row: AudienceOverTime) -> Trend:
    fields = {name: value for name, value in row._asdict().items() if name in Trend._fields}
    return Trend(**fields, subject=row.product, measure=row.metric, unit="people")


SPEC = ChartSpec(
    "audience_over_time",
    "audience",
    audience_over_time,
    30,
    defaults=lambda _: {"metric": METRICS[0]},
    control="metric",
    crowded=True,
    row_names=lambda rows, options: [options.names.product(row.product) for row in rows],
)
