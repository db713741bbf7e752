"""What a measure's figures say: the one there is, or the greatest and the next."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.contract import GAP_UNITS
from leadlag.findings.common import join_list, with_dates
from leadlag.render_options import RenderOptions
from leadlag.rows import Measure
from leadlag.words import enum_label, labelled, translate

#: Kinds of measure whose number alone could be read as a count.
SAID_WITH_UNIT = ("share", "growth", "score")


def finding(rows: Sequence[Measure], title: str, options: RenderOptions) -> str:
    """The measure with the one figure there is, or the greatest and the next of a unit, and of a flow's last period."""
    return formats.as_title(_finding(rows, title, options), options.lang)


def _finding(rows: Sequence[Measure], title: str, options: RenderOptions) -> str:
    first = [row for row in rows if panel(row) == panel(rows[0])][:2]
    values = [
        translate(options.lang, "measure.value", subject=options.names.subject(row.subject), value=value(row, options))
        for row in first
    ]
    values = with_dates(first, values, options)
    if not values:
        return title
    if rows[0].period:
        title = translate(options.lang, "overview.when", text=title, date=date(rows[0], options))
    return labelled(options.lang, title, join_list(values, options, "clause"))


def panel(row: Measure) -> tuple[str, str | None]:
    return row.unit, row.period


def dated(row: Measure, options: RenderOptions) -> str:
    """A value, and the period of a flow."""
    text = value(row, options)
    return translate(options.lang, "overview.when", text=text, date=date(row, options)) if row.period else text


def date(row: Measure, options: RenderOptions) -> str:
    return formats.when(row.year, row.month, row.day, row.part, options.lang)


def value(row: Measure, options: RenderOptions) -> str:
    """`$21B`, `1.4B`, `about ¼ of TikTok`."""
    if row.unit in GAP_UNITS:
        return formats.stated_lag(row.lower, row.upper, row.qualifier, row.unit, options.lang)
    text = formats.extent(row.lower, row.upper, row.qualifier, options.lang, currency(row.unit))
    whole = options.names.subject(row.whole)
    if whole:
        return translate(options.lang, "measure.of", value=text, whole=whole)
    if row.kind not in SAID_WITH_UNIT or row.unit == "share":
        return text
    if row.unit == "%":
        return f"{text}%"
    return translate(options.lang, "value.counted", value=text, unit=unit(row.unit, options))


def currency(unit: str) -> str:
    return unit if unit in formats.SYMBOLS else ""


def unit(of: str, options: RenderOptions) -> str:
    """`downloads`, `次下载`, `days`; a unit that only the data know is said as they write it."""
    return formats.unit_of_time(of, options.lang) if of in GAP_UNITS else enum_label(options.lang, "unit", of)
