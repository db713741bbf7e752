"""Pure figure functions, one per question and named after it: rows and a look in, a `Chart` out."""

from leadlag.figures.audience import audience
from leadlag.figures.audience_over_time import audience_over_time
from leadlag.figures.chart import Chart
from leadlag.figures.confidence import confidence, tally, verdicts
from leadlag.figures.data_costs import data_costs
from leadlag.figures.effects import effects
from leadlag.figures.gaps import gap_texts, gaps
from leadlag.figures.headlines import Headline, headlines
from leadlag.figures.known import Known
from leadlag.figures.look import Look
from leadlag.figures.measure import measure
from leadlag.figures.memberships import memberships
from leadlag.figures.overview import overview, score_texts
from leadlag.figures.prices import prices
from leadlag.figures.proofs import proofs, prove, rank, standing
from leadlag.figures.said import claim, date, said, value
from leadlag.figures.timeline import timeline

__all__ = [
    "Chart",
    "Headline",
    "Known",
    "Look",
    "audience",
    "audience_over_time",
    "claim",
    "confidence",
    "data_costs",
    "date",
    "effects",
    "gap_texts",
    "gaps",
    "headlines",
    "measure",
    "memberships",
    "overview",
    "prices",
    "proofs",
    "prove",
    "rank",
    "said",
    "score_texts",
    "standing",
    "tally",
    "timeline",
    "value",
    "verdicts",
]
