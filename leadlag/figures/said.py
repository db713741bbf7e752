"""A statement's figure and date in words, from a row of the question `figures`."""

from leadlag import formats
from leadlag.contract import GAP_UNITS, METRICS
from leadlag.figures.common import Row
from leadlag.words import Language, pick, say


def value(row: Row, lang: Language) -> str:
    """A statement's figure in its unit; empty for an event, whose figure is its date."""
    if row.table_name == "milestones" or (row.lower is None and row.upper is None):
        return ""
    if row.table_name == "gaps":
        return formats.stated_lag(row.lower, row.upper, row.qualifier, row.unit, lang)
    if row.table_name in ("prices", "data_costs"):
        return formats.priced(row.lower, row.upper, row.qualifier, row.unit, lang)
    if row.table_name == "users" and row.unit in METRICS:
        return formats.counted(row.lower, row.upper, row.qualifier, row.unit, lang)
    if row.unit in GAP_UNITS:
        amount = formats.stated_lag(row.lower, row.upper, row.qualifier, row.unit, lang)
    else:
        money = row.unit if row.unit in formats.SYMBOLS else ""
        amount = formats.extent(row.lower, row.upper, row.qualifier, lang, money)
    return say(lang, "figures.measured", amount=amount, measure=pick(row, "about", lang))


def date(row: Row, lang: Language) -> str:
    return formats.when(row.year, row.month, row.day, row.part, lang) if row.year else ""


def claim(row: Row, lang: Language) -> str:
    """What the source says, in one sentence: the row's own, or one made from its cells."""
    about = pick(row, "product_name", lang) or pick(row, "organization_name", lang) or pick(row, "about", lang)
    given = pick(row, "claim", lang)
    return given or say(lang, "claim.made", source=pick(row, "publisher", lang), about=about, value=said(row, lang))


def said(row: Row, lang: Language) -> str:
    """Figure and date: `about 490M users · Aug 2023`."""
    return " · ".join(part for part in (value(row, lang), date(row, lang)) if part) or say(lang, "date.none")
