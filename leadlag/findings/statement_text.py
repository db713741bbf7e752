"""A statement's figure and date in words, from a row of the question `figures`."""

from leadlag import formats
from leadlag.contract import GAP_UNITS, METRICS
from leadlag.names import Names
from leadlag.rows import Figures
from leadlag.words import Language, translate


def value(row: Figures, names: Names) -> str:
    """A statement's figure in its unit; empty for an event, whose figure is its date."""
    lang, unit = names.lang, row.unit or ""
    if row.table_name == "milestones" or (row.lower is None and row.upper is None):
        return ""
    if row.table_name == "gaps":
        return formats.stated_lag(row.lower, row.upper, row.qualifier, row.unit, lang)
    if row.table_name in ("prices", "data_costs"):
        return formats.priced(row.lower, row.upper, row.qualifier, unit, lang)
    if row.table_name == "users" and unit in METRICS:
        return formats.counted(row.lower, row.upper, row.qualifier, unit, lang)
    if unit in GAP_UNITS:
        amount = formats.stated_lag(row.lower, row.upper, row.qualifier, unit, lang)
    else:
        money = unit if unit in formats.SYMBOLS else ""
        amount = formats.extent(row.lower, row.upper, row.qualifier, lang, money)
    return translate(lang, "figures.measured", amount=amount, measure=names.about(row.id))


def date(row: Figures, lang: Language) -> str:
    return formats.when(row.year, row.month, row.day, row.part, lang) if row.year else ""


def claim(row: Figures, names: Names) -> str:
    """What the source says, in one sentence: the row's own, or one made from its cells."""
    if given := names.claim(row.id):
        return given
    about = names.product(row.product) or names.organization(row.organization) or names.about(row.id)
    return translate(
        names.lang, "claim.made", source=names.publisher(row.source), about=about, value=figure_text(row, names)
    )


def figure_text(row: Figures, names: Names) -> str:
    """Figure and date: `about 490M users · Aug 2023`."""
    parts = value(row, names), date(row, names.lang)
    return " · ".join(part for part in parts if part) or translate(names.lang, "date.none")


def is_used(row: Figures, reading: str) -> bool:
    """Whether a reading uses the statement."""
    return {"article": row.used_article, "checked": row.used_checked, "latest": row.used_latest}[reading]
