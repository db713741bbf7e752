"""Pure figure functions: typed rows and a look in, a `Chart` out; one file a chart, which declares it as `SPEC`."""

from leadlag.figures.chart import Chart
from leadlag.figures.confidence import tally, verdicts
from leadlag.figures.gaps import gap_texts
from leadlag.figures.headlines import Headline, headlines
from leadlag.figures.names import Names
from leadlag.figures.overview import score_texts
from leadlag.figures.render_options import Look
from leadlag.figures.spec import ChartSpec
from leadlag.figures.statement_facts import Known
from leadlag.figures.statement_text import claim, date, said, used, value
from leadlag.figures.tooltips import rank, standing, tooltips

__all__ = [
    "Chart",
    "ChartSpec",
    "Headline",
    "Known",
    "Look",
    "Names",
    "claim",
    "date",
    "gap_texts",
    "headlines",
    "rank",
    "said",
    "score_texts",
    "standing",
    "tally",
    "tooltips",
    "used",
    "value",
    "verdicts",
]
