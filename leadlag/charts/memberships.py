"""How many memberships would pay one year of data licences, by interval arithmetic."""

from collections.abc import Sequence
from functools import partial

from leadlag import formats
from leadlag.charts.amounts import Figure, amount_section
from leadlag.charts.chart import Chart
from leadlag.charts.spec import Answers, ChartSpec
from leadlag.findings import memberships as findings
from leadlag.layout import Amount, Blocks
from leadlag.render_options import RenderOptions
from leadlag.row_range import row_range
from leadlag.rows import Memberships
from leadlag.words import translate


def memberships(rows: Sequence[Memberships], options: RenderOptions, *, fee_low: float, fee_high: float) -> Chart:
    shown, found = row_range(rows, options.offset, options.limit), []
    if rows:
        title = translate(options.lang, "memberships.panel", product=options.names.product(rows[0].product))
        fee = formats.extent(fee_low, fee_high, None, options.lang, rows[0].fee_currency)
        definition = translate(options.lang, "memberships.definition", fee=fee)
        figures = [_figure(row, options) for row in shown.rows]
        found.append(amount_section(options, title, definition, figures, partial(formats.number, lang=options.lang)))
    finding = findings.finding(rows, options)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "memberships.subtitle"),
        kind=translate(options.lang, "memberships.kind"),
        blocks=Blocks(tuple(found), findings.rate_note(rows, options)),
        options=options,
        statements=tuple(dict.fromkeys(i for row in shown.rows for i in (row.licence_id, row.fee_id))),
        shown=shown,
    )


def _figure(row: Memberships, options: RenderOptions) -> Figure:
    licence = formats.extent(row.licence_lower, row.licence_upper, None, options.lang, row.licence_currency)
    bill = formats.converted(row.bill_lower, row.bill_upper, options.lang, row.fee_currency, vague=False)
    about = {"buyer": options.names.organization(row.buyer), "material": findings.material(row, options)}
    label = translate(options.lang, "memberships.label", licence=formats.in_words(licence, options.lang), **about)
    detail = "" if row.licence_currency == row.fee_currency else bill
    mark = Amount(row.members_lower, row.members_upper, row.side_rank, inputs=(row.licence_id, row.fee_id))
    return Figure(label, detail, findings.members(row, options), mark)


def stated_fee(data: Answers) -> tuple[float, float]:
    """The stated monthly fee as two ends, an open one taking the other's value; one unit of money if none is stated."""
    fees = data.ask(Memberships, fee_low=1.0, fee_high=1.0)
    stated = [end for end in (fees[0].fee_lower, fees[0].fee_upper) if end is not None] if fees else []
    return (min(stated), max(stated)) if stated else (1.0, 1.0)


SPEC = ChartSpec(
    "memberships",
    "data_costs",
    memberships,
    70,
    defaults=lambda data: dict(zip(("fee_low", "fee_high"), stated_fee(data), strict=True)),
    draw_params=("fee_low", "fee_high"),
    control="fee",
)
