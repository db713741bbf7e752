"""Pure figure functions: typed rows and options in, a `Chart` out; one file a chart, which declares it as `SPEC`."""

from leadlag.figures.chart import Chart
from leadlag.figures.confidence import tally, verdicts
from leadlag.figures.gaps import gap_texts
from leadlag.figures.headlines import Headline, headlines
from leadlag.figures.names import Names
from leadlag.figures.overview import score_texts
from leadlag.figures.render_options import NARROW, WIDE, RenderOptions
from leadlag.figures.row_range import ROWS, RowRange, row_range
from leadlag.figures.spec import ChartSpec
from leadlag.figures.statement_facts import StatementFacts
from leadlag.figures.statement_text import claim, date, figure_text, is_used, value
from leadlag.figures.tooltips import rank, status, tooltips

__all__ = [
    "NARROW",
    "ROWS",
    "WIDE",
    "Chart",
    "ChartSpec",
    "Headline",
    "Names",
    "RenderOptions",
    "RowRange",
    "StatementFacts",
    "claim",
    "date",
    "figure_text",
    "gap_texts",
    "headlines",
    "is_used",
    "rank",
    "row_range",
    "score_texts",
    "status",
    "tally",
    "tooltips",
    "value",
    "verdicts",
]
