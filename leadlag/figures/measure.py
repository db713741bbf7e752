"""One measure of a set's own: a panel per unit, and per period of a flow, with a dot or a range for each subject."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from leadlag import formats
from leadlag.contract import GAP_UNITS
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import join_first, join_list, with_dates
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import Answers, ChartSpec
from leadlag.rows import Measure, Measures
from leadlag.words import enum_label, labelled, translate

#: Kinds of measure whose number alone could be read as a count.
SAID_WITH_UNIT = ("share", "growth", "score")


def measure(rows: Sequence[Measure], options: RenderOptions) -> Chart:
    """`rows` answer the question `measure`, all of one measure."""
    canvas = Canvas(options)
    units = list(dict.fromkeys(row.unit for row in rows))
    title = _capital(options.names.measure(rows[0].measure)) if rows else ""
    definition = options.names.definition(rows[0].measure) if rows else ""
    shown = canvas.limit(rows)
    for (unit, period), panel in groupby(shown, key=_panel):
        figures, heading = list(panel), title
        if len(units) > 1:
            heading = translate(options.lang, "measure.panel", measure=title, unit=_unit(unit, options))
        if period:
            heading = translate(options.lang, "overview.when", text=heading, date=_date(figures[0], options))
        ranges.panel(
            canvas, options, heading, definition, [_amount(row, options) for row in figures], _tick(unit, options)
        )
    finding = formats.as_title(_finding(rows, title, options), options.lang)
    dated = [labelled(options.lang, options.names.subject(row.subject), _dated(row, options)) for row in shown]
    return Chart(
        title=finding,
        subtitle=translate(
            options.lang, "measure.subtitle", unit=join_list([_unit(unit, options) for unit in units], options)
        ),
        alt=translate(options.lang, "measure.alt", finding=finding, list=join_first(dated, options, "group")),
        canvas=canvas,
        statements=tuple(dict.fromkeys(row.id for row in shown)),
        panels=max(1, len({_panel(row) for row in rows})),
    )


def _panel(row: Measure) -> tuple[str, str | None]:
    return row.unit, row.period


def _amount(row: Measure, options: RenderOptions) -> ranges.Amount:
    """Its date is its own, unless it is the panel's period."""
    label, ends = options.names.subject(row.subject), (row.lower, row.upper)
    return ranges.Amount(
        label, "" if row.period else _date(row, options), _value(row, options), *ends, row.side_rank, row.id
    )


def _dated(row: Measure, options: RenderOptions) -> str:
    """A value, and the period of a flow."""
    value = _value(row, options)
    return translate(options.lang, "overview.when", text=value, date=_date(row, options)) if row.period else value


def _date(row: Measure, options: RenderOptions) -> str:
    return formats.when(row.year, row.month, row.day, row.part, options.lang)


def _value(row: Measure, options: RenderOptions) -> str:
    """`$21B`, `1.4B`, `about ¼ of TikTok`."""
    if row.unit in GAP_UNITS:
        return formats.stated_lag(row.lower, row.upper, row.qualifier, row.unit, options.lang)
    text = formats.extent(row.lower, row.upper, row.qualifier, options.lang, _currency(row.unit))
    whole = options.names.subject(row.whole)
    if whole:
        return translate(options.lang, "measure.of", value=text, whole=whole)
    if row.kind not in SAID_WITH_UNIT or row.unit == "share":
        return text
    if row.unit == "%":
        return f"{text}%"
    return translate(options.lang, "value.counted", value=text, unit=_unit(row.unit, options))


def _currency(unit: str) -> str:
    return unit if unit in formats.SYMBOLS else ""


def _unit(unit: str, options: RenderOptions) -> str:
    """`downloads`, `次下载`, `days`; a unit that only the data know is said as they write it."""
    return formats.unit_of_time(unit, options.lang) if unit in GAP_UNITS else enum_label(options.lang, "unit", unit)


def _tick(unit: str, options: RenderOptions) -> Callable[[float], str]:
    currency = _currency(unit)
    return lambda value: (
        formats.money(value, currency, options.lang) if currency else formats.number(value, options.lang)
    )


def _finding(rows: Sequence[Measure], title: str, options: RenderOptions) -> str:
    """The measure with the one figure there is, or the greatest and the next of a unit, and of a flow's last period."""
    first = [row for row in rows if _panel(row) == _panel(rows[0])][:2]
    values = [
        translate(options.lang, "measure.value", subject=options.names.subject(row.subject), value=_value(row, options))
        for row in first
    ]
    values = with_dates(first, values, options)
    if not values:
        return title
    if rows[0].period:
        title = translate(options.lang, "overview.when", text=title, date=_date(rows[0], options))
    return labelled(options.lang, title, join_list(values, options, "clause"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _most_counted(data: Answers) -> Mapping[str, object]:
    """The measure of most figures."""
    counted = data.ask(Measures)
    return {"measure": counted[0].id if counted else None}


SPEC = ChartSpec("measure", "figures", measure, 100, defaults=_most_counted, control="measure")
