"""What data costs say: the dearest yearly bill, or failing that any, and which side states none."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.findings import money
from leadlag.findings.common import material_label
from leadlag.render_options import RenderOptions
from leadlag.rows import DataCosts, Sides
from leadlag.words import translate


def finding(rows: Sequence[DataCosts], silent: Sequence[Sides], options: RenderOptions, *, alone: bool) -> str:
    """`alone` where it is to be said that the article is its only source."""
    return formats.as_title(_finding(rows, silent, options, alone=alone), options.lang)


def _finding(rows: Sequence[DataCosts], silent: Sequence[Sides], options: RenderOptions, *, alone: bool) -> str:
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
        "material": material(top, options),
    }
    if alone and top.alone:
        return translate(options.lang, "data_costs.alone", **details)
    if silent:
        return translate(options.lang, "data_costs.one", other=options.names.side(silent[0].id), **details)
    return translate(options.lang, "data_costs.both", **details)


def label(row: DataCosts, options: RenderOptions) -> str:
    key = "data_costs.bought" if row.seller else "data_costs.item"
    buyer, seller = options.names.organization(row.organization), options.names.organization(row.seller)
    return translate(options.lang, key, buyer=buyer, material=material(row, options), seller=seller)


def material(row: DataCosts, options: RenderOptions) -> str:
    return material_label(row.input_a or row.id, row.material, row.scope, options)
