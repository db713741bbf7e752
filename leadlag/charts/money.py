"""What prices and data costs draw the same way: a section per unit, in one currency or in each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from leadlag import formats
from leadlag.charts.amounts import Figure, amount_section, fact_row
from leadlag.charts.spec import Answers
from leadlag.findings import money
from leadlag.findings.common import inputs, join_sentences, statement
from leadlag.findings.money import Label, Row
from leadlag.layout import Amount, Section, Words
from leadlag.render_options import RenderOptions
from leadlag.rows import Currencies, Sides
from leadlag.words import enum_label, translate

COMPANY = 0.25  # of a section that is stated in its own unit, so that amounts of another unit are set beside it
PREFERRED = "USD"  # what amounts are compared in, where the reader has chosen nothing and there is a rate


def panels(
    rows: Sequence[Row], units: Sequence[str], currency: str | None, *, dearest_first: bool = False
) -> list[tuple[str, str, list[Row]]]:
    """Unit, currency and rows of each section, in the order of `units`: in the currency the reader chose, sorted by
    what amounts come to in it; as stated, or for want of a rate, one per currency. No amount stands in two of them."""
    found = [
        (per, one, own)
        for per in units
        for one, own in _axes([row for row in rows if row.per == per], currency, dearest_first)
    ]
    return _without_repeats(found)


def sections(
    panels: Sequence[tuple[str, str, Sequence[Row]]],
    options: RenderOptions,
    *,
    every: Sequence[Row],
    family: str,
    label: Label[Row],
    detail: Label[Row],
    currency: str | None,
    silent: Mapping[str, Sequence[Sides]],
    finding: Callable[[Sequence[Row]], str],
) -> list[Section]:
    """A section for each panel that compares at least two figures; what stands alone is a line of text of the last.
    `silent` are the sides that state nothing of a unit, `finding` is what a panel's rows alone say."""
    by_id = {row.id: row for row in every}
    found, alone, apart = [], [], list[Row]()
    for per, one, own in panels:
        figures = [figure(row, by_id, options, label, detail, currency) for row in own]
        title = translate(options.lang, "panel.money", per=enum_label(options.lang, "per.title", per), currency=one)
        if len(figures) < 2:
            reason = _unconverted(one, currency, options)
            alone += [fact_row(replace(_with_unit(per, only, options), reason=reason)) for only in figures]
            apart += own
            continue
        definition = join_sentences(
            [enum_label(options.lang, f"{family}.per", per), _unconverted(one, currency, options)]
        )
        none = translate(options.lang, f"{family}.none")
        absent = [(options.names.side(side.id), none) for side in silent.get(per, ())]
        section = amount_section(options, title, definition, figures, ticks(one, options), absent)
        found.append(replace(section, finding=finding(own)))
    if alone:
        heading = (Words(translate(options.lang, "panel.alone"), bold=True),)
        found.append(Section(heading, rows=tuple(alone), finding=finding(apart)))
    return found


def figure(
    row: Row,
    by_id: Mapping[str, Row],
    options: RenderOptions,
    label: Label[Row],
    detail: Label[Row],
    currency: str | None,
) -> Figure:
    mark = Amount(*money.drawn_ends(row), row.side_rank, statement(row), inputs(row))
    value = money.value(row, options, currency)
    return Figure(label(row, options), detail(row, options), value, mark, money.arithmetic(row, by_id, options))


def _with_unit(per: str, one: Figure, options: RenderOptions) -> Figure:
    """A figure that stands apart from its unit's heading says what it buys."""
    priced = translate(options.lang, "value.priced", amount=one.value, per=formats.per(per, options.lang))
    return replace(one, value=priced)


def ticks(currency: str, options: RenderOptions) -> Callable[[float], str]:
    return lambda value: formats.money(value, currency, options.lang)


def default_currency(data: Answers) -> str | None:
    """What amounts are compared in, where the reader has chosen nothing; None where there is no rate."""
    known = [row.currency for row in data.ask(Currencies)]
    return PREFERRED if PREFERRED in known else next(iter(known), None)


def _without_repeats(panels: Sequence[tuple[str, str, list[Row]]]) -> list[tuple[str, str, list[Row]]]:
    """Amounts that are worked out of others with a section of their own stand there alone, unless they have company
    here: then that section is left out, where it holds nothing else."""
    known = {row.id for _, _, own in panels for row in own}
    found, moved = [], set[str]()
    for per, one, own in panels:
        repeats = [row for row in own if row.rule and row.input_a in known]
        if repeats and (len(own) - len(repeats)) / len(own) >= COMPANY:
            moved |= {str(row.input_a) for row in repeats}
        else:
            own = [row for row in own if row not in repeats]
        found.append((per, one, own))
    return [(per, one, own) for per, one, own in found if not moved.issuperset(row.id for row in own)]


def _unconverted(one: str, currency: str | None, options: RenderOptions) -> str:
    """Why an axis is not in the currency that was chosen; empty where it is, or none was."""
    if not currency or one == currency:
        return ""
    return translate(options.lang, "money.not_converted", stated=one, currency=currency)


def _axes(rows: Sequence[Row], currency: str | None, dearest_first: bool) -> list[tuple[str, list[Row]]]:
    """The currency of each axis and the rows on it: first the one chosen, with all that can be converted to it."""
    known = [row for row in rows if currency and (row.currency == currency or row.rate is not None)]
    known.sort(key=lambda row: _worth(row, dearest_first), reverse=dearest_first)
    converted = {row.id for row in known}
    others = [row for row in rows if row.id not in converted]
    monies = sorted({row.currency for row in others})
    axes: list[tuple[str, list[Row]]] = [(currency, known)] if currency and known else []
    return axes + [(one, [row for row in others if row.currency == one]) for one in monies]


def _worth(row: Row, dearest_first: bool) -> float:
    """What a row is sorted by: its lower end, or where the dearest comes first its upper one."""
    ends = money.drawn_ends(row)
    known = [end for end in (ends[::-1] if dearest_first else ends) if end is not None]
    return known[0] if known else 0.0
