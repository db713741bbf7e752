"""What training data costs: a panel per unit, in one currency or in each, log only where the amounts need it."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.contract import COST_UNITS
from leadlag.figures import money
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import licensed, silent_sides, statements
from leadlag.figures.render_options import Look
from leadlag.figures.spec import ChartSpec, sides
from leadlag.rows import DataCosts, Sides
from leadlag.words import translate


def data_costs(
    rows: Sequence[DataCosts],
    look: Look,
    *,
    sides: Sequence[Sides],
    currency: str | None = None,
    reading: str = "article",
) -> Chart:
    """In any `reading` but the article's own, the title says so where nobody but the article tells of its amount."""
    canvas = Canvas(look)
    silent = silent_sides(sides, rows)
    first = next((unit for unit in COST_UNITS if any(row.per == unit for row in rows)), "")
    panels = money.panels(
        canvas,
        rows,
        look,
        every=rows,
        units=COST_UNITS,
        family="data_costs",
        label=_label,
        detail=lambda row, look: formats.when(row.year, row.month, row.day, row.part, look.lang),
        currency=currency,
        absent=lambda per: silent if per == first else [],
        dearest_first=True,
    )
    finding = formats.as_title(_finding(rows, silent, look, alone=reading != "article"), look.lang)
    money.remark_rates(canvas, rows, currency, look)
    return Chart(
        title=finding,
        subtitle=money.subtitle(
            translate(look.lang, f"data_costs.subtitle.{'many' if panels > 1 else 'one'}"), currency, look
        ),
        alt=translate(look.lang, "data_costs.alt", finding=finding, list=money.listing(rows, look, _label, currency)),
        canvas=canvas,
        statements=statements(rows),
        panels=max(1, panels),
    )


def _label(row: DataCosts, look: Look) -> str:
    key = "data_costs.bought" if row.seller else "data_costs.item"
    buyer, seller = look.names.organization(row.organization), look.names.organization(row.seller)
    return translate(look.lang, key, buyer=buyer, material=_material(row, look), seller=seller)


def _material(row: DataCosts, look: Look) -> str:
    return licensed(row.input_a or row.id, row.material, row.scope, look)


def _finding(rows: Sequence[DataCosts], silent: Sequence[Sides], look: Look, *, alone: bool) -> str:
    """The dearest yearly bill, or failing that any bill, and which side states none; `alone` where it is to be said
    that the article is its only source."""
    stated = [row for row in rows if not row.rule and row.is_compared]
    bills = [row for row in stated if row.per == "year"] or stated
    if not bills:
        return translate(look.lang, "data_costs.neither")
    converted = [row for row in bills if row.usd_lower is not None or row.usd_upper is not None]
    if len(bills) > 1 and not (converted if silent else len(converted) == len(bills)):
        return translate(look.lang, "data_costs.mixed")
    top = max(converted or bills, key=lambda row: row.usd_upper or row.usd_lower or 0)
    details = {
        "buyer": look.names.organization(top.organization),
        "amount": money.amount(top, look),
        "per": formats.per(top.per, look.lang),
        "material": _material(top, look),
    }
    if alone and top.alone:
        return translate(look.lang, "data_costs.alone", **details)
    if silent:
        return translate(look.lang, "data_costs.one", other=look.names.side(silent[0].id), **details)
    return translate(look.lang, "data_costs.both", **details)


SPEC = ChartSpec(
    "data_costs",
    "data_costs",
    data_costs,
    60,
    table="data_costs",
    defaults=lambda _: {"currency": None},
    draw_params=("currency",),
    options={"sides": sides, "reading": lambda data: data.reading},
)
