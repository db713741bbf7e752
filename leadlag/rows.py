"""What each question of `queries/` answers, one class a question: written from the headers by
`python -m tests.lint.rows`, and checked by `.ci/lint`."""

from datetime import date
from typing import Any, NamedTuple


class AsOf(NamedTuple):
    """How far do the figures reach?"""

    statements: int
    sources: int
    year: int | None
    month: int | None


class Audience(NamedTuple):
    """How many people does each side reach, and how is it counted?"""

    id: str
    metric: str
    side: str
    side_rank: int
    is_compared: bool
    product: str
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    rule: str | None
    input_a: str | None
    input_b: str | None
    share_lower: float | None
    share_upper: float | None
    earliest_day: int | None
    latest_day: int | None
    year: int | None
    month: int | None
    day: int | None
    part: str | None


class AudienceOverTime(NamedTuple):
    """How has each product’s audience grown, and who counted it?"""

    id: str
    side_rank: int
    product: str
    metric: str
    counter: str
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    earliest_day: int
    latest_day: int
    precision: str
    year: int
    month: int | None
    day: int | None
    part: str | None


class Changes(NamedTuple):
    """How many of the article's figures does the reading give differently, and how many does it add?"""

    table_name: str
    reported: int
    differing: int
    added: int


class Confidence(NamedTuple):
    """Which of the article's figures do other sources confirm, and which not?"""

    id: str
    table_name: str
    verdict: str
    compared_with: str | None


class Conflicts(NamedTuple):
    """Where do two statements contradict each other, and is that explained?"""

    statement_a: str
    statement_b: str
    severity: str | None
    basis: str | None
    inside: bool
    dispute: str


class Currencies(NamedTuple):
    """Which currencies can amounts be converted to?"""

    currency: str


class DataCosts(NamedTuple):
    """What does training data cost, per year, minute and hour?"""

    id: str
    side: str
    side_rank: int
    is_compared: bool
    organization: str
    seller: str | None
    material: str
    scope: str
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    currency: str
    per: str
    rule: str | None
    input_a: str | None
    input_b: str | None
    converted_lower: float | None
    converted_upper: float | None
    rate: float | None
    rate_day: date | None
    rate_is_later: bool | None
    usd_lower: float | None
    usd_upper: float | None
    year: int | None
    month: int | None
    day: int | None
    part: str | None
    alone: bool


class Effects(NamedTuple):
    """What does a month of single effects cost beside the monthly fee?"""

    product: str
    currency: str
    side_rank: int
    use_lower: float | None
    use_upper: float | None
    cost_lower: float | None
    cost_upper: float | None
    fee_lower: float | None
    fee_upper: float | None
    bought_lower: float | None
    bought_upper: float | None
    fee_id: str
    use_id: str
    credits_id: str


class Figures(NamedTuple):
    """Where does each number come from?"""

    id: str
    table_name: str
    side: str | None
    side_rank: int | None
    organization: str | None
    product: str | None
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    unit: str | None
    year: int | None
    month: int | None
    day: int | None
    part: str | None
    rank: str
    source: str
    source_kind: str
    source_year: int | None
    source_month: int | None
    source_day: int | None
    fact_key: str
    versions: int
    by_article: bool
    weak: bool
    verdict: str | None
    compared_with: str | None
    aspect: str | None
    earliest_day: int | None
    latest_day: int | None
    precision: str | None
    used_article: bool
    used_checked: bool
    used_latest: bool
    conflicts: int


class Gaps(NamedTuple):
    """How far behind is each follower, by its dates and in the source's words?"""

    id: str
    leader_statement: str
    follower_statement: str
    leader_before: str | None
    follower_before: str | None
    leader_side: str
    follower_side: str
    leader_rank: int
    follower_rank: int
    leader_first: int | None
    leader_last: int | None
    follower_first: int | None
    follower_last: int | None
    leader_precision: str | None
    follower_precision: str | None
    leader_year: int | None
    leader_month: int | None
    leader_day: int | None
    leader_part: str | None
    follower_year: int | None
    follower_month: int | None
    follower_day: int | None
    follower_part: str | None
    across: bool
    low_days: int | None
    high_days: int | None
    stated_low: float | None
    stated_high: float | None
    stated_qualifier: str | None
    stated_unit: str | None
    stated_low_days: int | None
    stated_high_days: int | None
    agrees: bool | None
    eventful: bool
    versions: int
    by_topic: bool
    measure: str | None
    level: float | None


class Interval(NamedTuple):
    """How long is it from one event to another, by each of their dates?"""

    first_statement: str
    second_statement: str
    first_rank: int
    second_rank: int
    first_precision: str | None
    second_precision: str | None
    first_earliest: int | None
    first_latest: int | None
    second_earliest: int | None
    second_latest: int | None
    first_year: int | None
    first_month: int | None
    first_day: int | None
    first_part: str | None
    second_year: int | None
    second_month: int | None
    second_day: int | None
    second_part: str | None
    low_days: int | None
    high_days: int | None


class Lags(NamedTuple):
    """What lag does each reading give each pair, beside the lag stated?"""

    id: str
    reading: str
    leader_statement: str
    follower_statement: str
    low_days: int | None
    high_days: int | None
    leader_precision: str | None
    follower_precision: str | None
    stated_low_days: int | None
    stated_high_days: int | None
    agrees: bool | None


class Level(NamedTuple):
    """When did each reach one level of a measure, how long after its launch, and after the other side?"""

    id: str
    subject: str
    measure: str
    unit: str
    level: float
    side_rank: int
    before_id: str | None
    first_day: int | None
    last_day: int
    launch_id: str | None
    launch_low_days: int | None
    launch_high_days: int | None
    leader: str | None
    low_days: int | None
    high_days: int | None


class Levels(NamedTuple):
    """Which levels of a measure were reached, and by how many?"""

    level: float
    unit: str
    sides: int
    subjects: int
    precision_rank: int | None


class Measure(NamedTuple):
    """How do those of whom one thing is counted compare?"""

    id: str
    measure: str
    kind: str
    period: str | None
    side: str
    side_rank: int
    subject: str
    whole: str | None
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    unit: str
    year: int | None
    month: int | None
    day: int | None
    part: str | None


class Measures(NamedTuple):
    """What is counted beside people, prices and dates, and of how many?"""

    id: str
    unit: str | None
    kind: str
    figures: int


class Memberships(NamedTuple):
    """How many memberships would pay for one year of data licences?"""

    licence_id: str
    buyer: str
    side_rank: int
    material: str
    scope: str
    licence_currency: str
    licence_lower: float | None
    licence_upper: float | None
    fee_id: str
    product: str
    fee_currency: str
    fee_lower: float | None
    fee_upper: float | None
    bill_lower: float | None
    bill_upper: float | None
    rate: float
    rate_day: date | None
    members_lower: float | None
    members_upper: float | None


class Overview(NamedTuple):
    """Who is ahead in each dimension, and by what factor or time?"""

    dimension: str
    panel: str
    row_id: str
    version: int
    versions: int
    role: str | None
    side_rank: int
    id: str
    also: str | None
    organization: str
    product: str | None
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    unit: str
    year: int | None
    month: int | None
    day: int | None
    part: str | None
    precision: str | None
    comparable: bool | None
    obstacle: str | None
    ahead: int
    factor_low: float | None
    factor_high: float | None
    low_days: int | None
    high_days: int | None


class Prices(NamedTuple):
    """What does a creator pay, stated and derived?"""

    id: str
    side: str
    side_rank: int
    is_compared: bool
    product: str
    statement: str
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    currency: str
    per: str
    rule: str | None
    input_a: str | None
    input_b: str | None
    converted_lower: float | None
    converted_upper: float | None
    rate: float | None
    rate_day: date | None
    rate_is_later: bool | None
    year: int | None
    month: int | None
    day: int | None
    part: str | None
    until_year: int | None
    until_month: int | None
    until_day: int | None


class Quotas(NamedTuple):
    """What may a user have for nothing, and how much of it?"""

    id: str
    side_rank: int
    is_compared: bool
    product: str
    measure: str
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    unit: str
    year: int | None
    month: int | None
    day: int | None
    part: str | None


class Sides(NamedTuple):
    """Who is compared with whom?"""

    id: str
    side_rank: int
    is_compared: bool


class Sources(NamedTuple):
    """Which documents do the figures come from?"""

    id: str
    language: str | None
    kind: str
    year: int | None
    month: int | None
    day: int | None
    statements: int


class Timeline(NamedTuple):
    """When did what happen, on which side?"""

    id: str
    milestone: str
    side: str
    side_rank: int
    organization: str
    kind: str
    topic: str | None
    precision: str | None
    earliest_day: int | None
    latest_day: int | None
    year: int | None
    month: int | None
    day: int | None
    part: str | None
    versions: int


class Trend(NamedTuple):
    """How has one measure moved, and who counted it?"""

    id: str
    side_rank: int
    subject: str
    measure: str
    unit: str
    counter: str
    lower: float | None
    best: float | None
    upper: float | None
    qualifier: str | None
    earliest_day: int
    latest_day: int
    precision: str
    year: int
    month: int | None
    day: int | None
    part: str | None


class Trends(NamedTuple):
    """What was counted over time, and of how many?"""

    measure: str
    subjects: int
    followed: int
    compared: int
    counts: int


#: The class of each question's rows.
ROWS: dict[str, type[Any]] = {
    "as_of": AsOf,
    "audience": Audience,
    "audience_over_time": AudienceOverTime,
    "changes": Changes,
    "confidence": Confidence,
    "conflicts": Conflicts,
    "currencies": Currencies,
    "data_costs": DataCosts,
    "effects": Effects,
    "figures": Figures,
    "gaps": Gaps,
    "interval": Interval,
    "lags": Lags,
    "level": Level,
    "levels": Levels,
    "measure": Measure,
    "measures": Measures,
    "memberships": Memberships,
    "overview": Overview,
    "prices": Prices,
    "quotas": Quotas,
    "sides": Sides,
    "sources": Sources,
    "timeline": Timeline,
    "trend": Trend,
    "trends": Trends,
}
