"""What training data costs: a panel per unit, in one currency or in each, log only where the amounts need it."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.contract import COST_UNITS
from leadlag.figures import money
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import material_label, silent_sides, statements
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import ChartSpec, sides
from leadlag.rows import DataCosts, Sides
from leadlag.words import translate


def data_costs(
    rows: Sequence[DataCosts],
    options: RenderOptions,
    *,
    sides: Sequence[Sides],
    currency: str | None = None,
    reading: str = "article",
) -> Chart:
    """In any `reading` but the article's own, the title says so where nobody but the article tells of its amount."""
    canvas = Canvas(options)
    silent = silent_sides(sides, rows, options)
    first = next((unit for unit in COST_UNITS if any(row.per == unit for row in rows)), "")
    panels = money.panels(
        canvas,
        rows,
        options,
        every=rows,
        units=COST_UNITS,
        family="data_costs",
        label=_label,
        detail=lambda row, options: formats.when(row.year, row.month, row.day, row.part, options.lang),
        currency=currency,
        absent=lambda per: silent if per == first else [],
        dearest_first=True,
    )
    finding = formats.as_title(_finding(rows, silent, options, alone=reading != "article"), options.lang)
    shown = canvas.part(rows)
    money.add_rate_footnotes(canvas, rows, currency, options)
    return Chart(
        title=finding,
        subtitle=money.subtitle(
            translate(options.lang, f"data_costs.subtitle.{'many' if panels > 1 else 'one'}"), currency, options
        ),
        alt=translate(
            options.lang, "data_costs.alt", finding=finding, list=money.listing(shown, options, _label, currency)
        ),
        canvas=canvas,
        statements=statements(shown),
        panels=max(1, panels),
    )


def _label(row: DataCosts, options: RenderOptions) -> str:
    key = "data_costs.bought" if row.seller else "data_costs.item"
    buyer, seller = options.names.organization(row.organization), options.names.organization(row.seller)
    return translate(options.lang, key, buyer=buyer, material=_material(row, options), seller=seller)


def _material(row: DataCosts, options: RenderOptions) -> str:
    return material_label(row.input_a or row.id, row.material, row.scope, options)


def _finding(rows: Sequence[DataCosts], silent: Sequence[Sides], options: RenderOptions, *, alone: bool) -> str:
    """The dearest yearly bill, or failing that any bill, and which side states none; `alone` where it is to be said
    that the article is its only source."""
    stated = [row for row in rows if not row.rule and row.is_compared]
    bills = [row for row in stated if row.per == "year"] or stated
    if not bills:
        return translate(options.lang, "data_costs.neither")
    converted = [row for row in bills if row.usd_lower is not None or row.usd_upper is not None]
    if len(bills) > 1 and not (converted if silent else len(converted) == len(bills)):
        return translate(options.lang, "data_costs.mixed")
    top = max(converted or bills, key=lambda row: row.usd_upper or row.usd_lower or 0)
    details = {
        "buyer": options.names.organization(top.organization),
        "amount": money.amount(top, options),
        "per": formats.per(top.per, options.lang),
        "material": _material(top, options),
    }
    if alone and top.alone:
        return translate(options.lang, "data_costs.alone", **details)
    if silent:
        return translate(options.lang, "data_costs.one", other=options.names.side(silent[0].id), **details)
    return translate(options.lang, "data_costs.both", **details)


SPEC = ChartSpec(
    "data_costs",
    "data_costs",
    data_costs,
    60,
    table="data_costs",
    defaults=lambda _: {"currency": None},
    draw_params=("currency",),
    context={"sides": sides, "reading": lambda data: data.reading},
    row_names=lambda rows, options: [_label(row, options) for row in rows],
)
