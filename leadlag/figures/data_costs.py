"""What training data costs: a panel per unit and currency, log only where the amounts need it."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart, Look
from leadlag.figures.common import Row, converted, hover, listed, rates, statements
from leadlag.tables import COST_UNITS
from leadlag.words import name, pick, say


def data_costs(rows: Sequence[Row], look: Look, *, sides: Sequence[Row], currency: str | None = None) -> Chart:
    canvas = Canvas(look.colors)
    silent = [side for side in sides if side.place <= 2 and side.place not in {row.place for row in rows}]
    for per, unit in sorted({(row.per, row.currency) for row in rows}, key=lambda key: (COST_UNITS.index(key[0]), key[1])):
        shown = [row for row in rows if (row.per, row.currency) == (per, unit)]
        amounts = [_amount(row, rows, look, currency) for row in shown]
        if per == "year":
            none = say(look.lang, "data_costs.none")
            amounts += [ranges.Amount(pick(side, "name", look.lang), "", none, None, None, side.place, absent=True) for side in silent]
        title = say(look.lang, "panel.money", per=name(look.lang, "per.title", per), currency=unit)
        definition = name(look.lang, "data_costs.per", per)
        ranges.panel(canvas, look, title, definition, amounts, lambda v, unit=unit: formats.money(v, unit, look.lang))
    finding = _finding(rows, silent, look)
    return Chart(
        title=finding,
        subtitle=say(look.lang, "data_costs.subtitle"),
        alt=say(look.lang, "data_costs.alt", finding=finding, list=_listing(rows, look)),
        plot=canvas.figure(),
        statements=statements(rows),
        note=rates(rows, currency, look),
    )


def _amount(row: Row, rows: Sequence[Row], look: Look, currency: str | None) -> ranges.Amount:
    value = formats.extent(row.lower, row.upper, row.qualifier, look.lang, row.currency)
    date = formats.when(row.year, row.month, row.day, row.part, look.lang)
    detail = " · ".join(part for part in (date, converted(row, currency, look)) if part)
    total = _sum(row, rows, look)
    return ranges.Amount(_label(row, look), detail, value, row.lower, row.upper, row.place, hover(row, look), sum=total)


def _label(row: Row, look: Look) -> str:
    material = name(look.lang, "material", row.material)
    seller = pick(row, "seller_name", look.lang)
    buyer = pick(row, "organization_name", look.lang)
    key = "data_costs.bought" if seller else "data_costs.item"
    return say(look.lang, key, buyer=buyer, material=material, seller=seller)


def _sum(row: Row, rows: Sequence[Row], look: Look) -> str:
    if not row.rule:
        return ""
    first = next(other for other in rows if other.id == row.input_a)
    a = formats.extent(first.lower, first.upper, None, look.lang, first.currency)
    return say(look.lang, f"sum.{row.rule}", a=a, result=formats.extent(row.lower, row.upper, None, look.lang, row.currency))


def _finding(rows: Sequence[Row], silent: Sequence[Row], look: Look) -> str:
    """The dearest yearly bill, and which side states none."""
    bills = [row for row in rows if row.per == "year" and not row.rule and row.place <= 2] or [row for row in rows if row.place <= 2]
    if not bills:
        return say(look.lang, "data_costs.nobody")
    top = max(bills, key=lambda row: row.upper or row.lower)
    amount = formats.extent(top.lower, top.upper, top.qualifier, look.lang, top.currency)
    details = {"buyer": pick(top, "organization_name", look.lang), "amount": amount, "per": formats.per(top.per, look.lang), "material": name(look.lang, "material", top.material)}
    key = "data_costs.one" if silent else "data_costs.both"
    return say(look.lang, key, other=pick(silent[0], "name", look.lang) if silent else "", **details)


def _listing(rows: Sequence[Row], look: Look) -> str:
    parts = [
        f"{_label(row, look)}: {formats.extent(row.lower, row.upper, row.qualifier, look.lang, row.currency)} {formats.per(row.per, look.lang)}"
        for row in rows
    ]
    return listed(parts, look)
