"""How many memberships would pay one year of data licences, by interval arithmetic."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import material_label
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import Answers, ChartSpec
from leadlag.rows import Memberships
from leadlag.words import translate


def memberships(rows: Sequence[Memberships], options: RenderOptions, *, fee_low: float, fee_high: float) -> Chart:
    canvas = Canvas(options)
    shown = canvas.limit(rows)
    if rows:
        title = translate(options.lang, "memberships.panel", product=options.names.product(rows[0].product))
        definition = translate(
            options.lang,
            "memberships.definition",
            fee=formats.extent(fee_low, fee_high, None, options.lang, rows[0].fee_currency),
        )
        amounts = [_amount(row, options) for row in shown]
        ranges.panel(canvas, options, title, definition, amounts, lambda value: formats.number(value, options.lang))
    _add_rate_footnote(canvas, rows, options)
    finding = formats.as_title(_finding(rows, options), options.lang)
    ids = tuple(dict.fromkeys(i for row in shown for i in (row.licence_id, row.fee_id)))
    return Chart(
        finding,
        translate(options.lang, "memberships.subtitle"),
        translate(options.lang, "memberships.alt", finding=finding),
        canvas,
        ids,
    )


def _amount(row: Memberships, options: RenderOptions) -> ranges.Amount:
    licence = formats.extent(row.licence_lower, row.licence_upper, None, options.lang, row.licence_currency)
    bill = formats.converted(row.bill_lower, row.bill_upper, options.lang, row.fee_currency, vague=False)
    about = {"buyer": options.names.organization(row.buyer), "material": _material(row, options)}
    label = translate(options.lang, "memberships.label", licence=formats.in_words(licence, options.lang), **about)
    value = _members(row, options)
    detail = "" if row.licence_currency == row.fee_currency else bill
    ends, rests_on = (row.members_lower, row.members_upper), (row.licence_id, row.fee_id)
    return ranges.Amount(label, detail, value, *ends, row.side_rank, inputs=rests_on)


def _material(row: Memberships, options: RenderOptions) -> str:
    return material_label(row.licence_id, row.material, row.scope, options)


def _members(row: Memberships, options: RenderOptions) -> str:
    """An estimate: a bill at one day's rate over a range of fees is good for two digits, however exact both are."""
    return formats.worked_out(row.members_lower, row.members_upper, options.lang, vague=True)


def _finding(rows: Sequence[Memberships], options: RenderOptions) -> str:
    if not rows:
        return translate(options.lang, "memberships.none")
    row = rows[0]
    if row.members_lower is None and row.members_upper is None:
        return translate(options.lang, "memberships.free")
    return translate(
        options.lang,
        "memberships.finding",
        members=_members(row, options),
        product=options.names.product(row.product),
        buyer=options.names.organization(row.buyer),
        material=_material(row, options),
    )


def _add_rate_footnote(canvas: Canvas, rows: Sequence[Memberships], options: RenderOptions) -> None:
    for row in rows:
        if row.rate_day:
            pair = f"{row.fee_currency}/{row.licence_currency}"
            day = formats.calendar_day(row.rate_day, options.lang)
            canvas.add_footnote(translate(options.lang, "memberships.rate", rate=f"{row.rate:.4f}", pair=pair, day=day))
            return


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
