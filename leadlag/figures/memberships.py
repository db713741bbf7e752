"""How many memberships would pay one year of data licences, by interval arithmetic."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.figures import ranges
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import licensed
from leadlag.figures.render_options import Look
from leadlag.figures.spec import Answers, ChartSpec
from leadlag.rows import Memberships
from leadlag.words import translate


def memberships(rows: Sequence[Memberships], look: Look, *, fee_low: float, fee_high: float) -> Chart:
    canvas = Canvas(look)
    if rows:
        title = translate(look.lang, "memberships.panel", product=look.names.product(rows[0].product))
        definition = translate(
            look.lang,
            "memberships.definition",
            fee=formats.extent(fee_low, fee_high, None, look.lang, rows[0].fee_currency),
        )
        amounts = [_amount(row, look) for row in rows]
        ranges.panel(canvas, look, title, definition, amounts, lambda value: formats.number(value, look.lang))
    _remark_rate(canvas, rows, look)
    finding = formats.as_title(_finding(rows, look), look.lang)
    ids = tuple(dict.fromkeys(i for row in rows for i in (row.licence_id, row.fee_id)))
    return Chart(
        finding,
        translate(look.lang, "memberships.subtitle"),
        translate(look.lang, "memberships.alt", finding=finding),
        canvas,
        ids,
    )


def _amount(row: Memberships, look: Look) -> ranges.Amount:
    licence = formats.extent(row.licence_lower, row.licence_upper, None, look.lang, row.licence_currency)
    bill = formats.converted(row.bill_lower, row.bill_upper, look.lang, row.fee_currency, vague=False)
    about = {"buyer": look.names.organization(row.buyer), "material": _material(row, look)}
    label = translate(look.lang, "memberships.label", licence=formats.in_words(licence, look.lang), **about)
    value = _members(row, look)
    detail = "" if row.licence_currency == row.fee_currency else bill
    ends, rests_on = (row.members_lower, row.members_upper), (row.licence_id, row.fee_id)
    return ranges.Amount(label, detail, value, *ends, row.side_rank, inputs=rests_on)


def _material(row: Memberships, look: Look) -> str:
    return licensed(row.licence_id, row.material, row.scope, look)


def _members(row: Memberships, look: Look) -> str:
    """An estimate: a bill at one day's rate over a range of fees is good for two digits, however exact both are."""
    return formats.worked_out(row.members_lower, row.members_upper, look.lang, vague=True)


def _finding(rows: Sequence[Memberships], look: Look) -> str:
    if not rows:
        return translate(look.lang, "memberships.none")
    row = rows[0]
    if row.members_lower is None and row.members_upper is None:
        return translate(look.lang, "memberships.free")
    return translate(
        look.lang,
        "memberships.finding",
        members=_members(row, look),
        product=look.names.product(row.product),
        buyer=look.names.organization(row.buyer),
        material=_material(row, look),
    )


def _remark_rate(canvas: Canvas, rows: Sequence[Memberships], look: Look) -> None:
    for row in rows:
        if row.rate_day:
            pair = f"{row.fee_currency}/{row.licence_currency}"
            day = formats.calendar_day(row.rate_day, look.lang)
            canvas.remark(translate(look.lang, "memberships.rate", rate=f"{row.rate:.4f}", pair=pair, day=day))
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
