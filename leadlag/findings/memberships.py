"""How many memberships would pay one year of data licences, in words."""

from collections.abc import Sequence

from leadlag import formats
from leadlag.findings.common import material_label
from leadlag.render_options import RenderOptions
from leadlag.rows import Memberships
from leadlag.words import translate


def finding(rows: Sequence[Memberships], options: RenderOptions) -> str:
    return formats.as_title(_finding(rows, options), options.lang)


def material(row: Memberships, options: RenderOptions) -> str:
    return material_label(row.licence_id, row.material, row.scope, options)


def members(row: Memberships, options: RenderOptions) -> str:
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
        members=members(row, options),
        product=options.names.product(row.product),
        buyer=options.names.organization(row.buyer),
        material=material(row, options),
    )


def rate_note(rows: Sequence[Memberships], options: RenderOptions) -> tuple[str, ...]:
    """The rate by which the bill was converted, with its day; nothing where it was not."""
    for row in rows:
        if row.rate_day:
            pair = f"{row.fee_currency}/{row.licence_currency}"
            day = formats.calendar_day(row.rate_day, options.lang)
            return (translate(options.lang, "memberships.rate", rate=f"{row.rate:.4f}", pair=pair, day=day),)
    return ()
