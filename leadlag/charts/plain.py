"""The plain chart of a reader's own question: its first number of each row, named by what stands before it."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from leadlag import formats
from leadlag.charts.amounts import Figure, amount_section
from leadlag.charts.chart import Chart
from leadlag.findings.common import join_first
from leadlag.layout import Amount, Blocks
from leadlag.render_options import RenderOptions
from leadlag.words import labelled, translate

MOST = 40  # rows that are drawn


def plain(columns: Sequence[str], rows: Sequence[Sequence[Any]], options: RenderOptions) -> Chart | None:
    """The first MOST rows in their order; None where no column holds numbers, or none stands before it by which to name
    them."""
    numbers = [at for at in range(len(columns)) if _is_number(rows, at)]
    names = [at for at in range(len(columns)) if at not in numbers]
    if not numbers or not names:
        return None
    at = numbers[0]
    known = [row for row in rows if row[at] is not None][:MOST]
    figures = [_figure(row[names[0]], float(row[at]), options) for row in known]
    title = translate(options.lang, "sql.chart", number=columns[at], name=columns[names[0]])
    said = [labelled(options.lang, figure.label, figure.value) for figure in figures]
    return Chart(
        title=title,
        subtitle="",
        kind=translate(options.lang, "sql.kind"),
        listed=join_first(said, options, "group"),
        blocks=Blocks((amount_section(options, columns[at], "", figures, partial(formats.number, lang=options.lang)),)),
        options=options,
        statements=(),
    )


def _is_number(rows: Sequence[Sequence[Any]], at: int) -> bool:
    values = [row[at] for row in rows if row[at] is not None]
    return bool(values) and all(
        isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in values
    )


def _figure(name: object, value: float, options: RenderOptions) -> Figure:
    label = "–" if name is None else str(name)
    return Figure(label, "", formats.number(value, options.lang), Amount(value, value, "text"))
