"""What other sources make of the article's figures: one stacked row per table, four greys from firm to faint."""

from collections.abc import Sequence

from leadlag.drawing import Axis
from leadlag.figures.canvas import Canvas
from leadlag.figures.chart import Chart
from leadlag.figures.common import join_list
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.spec import ChartSpec
from leadlag.rows import Confidence
from leadlag.words import enum_label, translate

#: In this order from left to right, the same as `theme.Palette.verdicts`.
VERDICTS = ("confirmed", "imprecise", "contradicted", "unverified")
ROW, BAR = 26, 12  # px
OUTLINE = 0.003  # of the longest row: room for half an outline at either end


def confidence(rows: Sequence[Confidence], options: RenderOptions) -> Chart:
    canvas = Canvas(options)
    tables = dict.fromkeys(row.table_name for row in rows)
    counted = {table: verdicts([row for row in rows if row.table_name == table]) for table in tables}
    most = max((sum(counts.values()) for counts in counted.values()), default=1)
    axis = canvas.axis(-OUTLINE * most, (1 + OUTLINE) * most)
    for table, counts in sorted(counted.items(), key=lambda item: -sum(item[1].values())):
        _stack(canvas, axis, enum_label(options.lang, "table", table), counts, options)
    total = verdicts(rows)
    finding = translate(options.lang, "confidence.finding", confirmed=total["confirmed"], count=sum(total.values()))
    canvas.add_footnote(translate(options.lang, "confidence.note"))
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "confidence.subtitle"),
        alt=translate(options.lang, "confidence.alt", finding=finding, list=tally(total, options)),
        canvas=canvas,
        statements=tuple(
            dict.fromkeys([*(row.id for row in rows), *(row.compared_with for row in rows if row.compared_with)])
        ),
    )


def tally(counts: dict[str, int], options: RenderOptions) -> str:
    """`26 confirmed, 9 imprecise, …`, none left out that has one."""
    parts = [
        translate(options.lang, f"tally.{verdict}", count=counts[verdict]) for verdict in VERDICTS if counts[verdict]
    ]
    return join_list(parts, options)


def verdicts(rows: Sequence[Confidence]) -> dict[str, int]:
    """How many rows have each verdict."""
    return {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}


def _stack(canvas: Canvas, axis: Axis, title: str, counts: dict[str, int], options: RenderOptions) -> None:
    canvas.allow_break()
    parts = [(title, canvas.colors.text, True), (tally(counts, options), canvas.colors.muted, False)]
    _blocks(canvas, axis, counts, canvas.row(parts, ROW))


def _blocks(canvas: Canvas, axis: Axis, counts: dict[str, int], y: float) -> None:
    start = 0
    for verdict, color in zip(VERDICTS, canvas.colors.verdicts, strict=True):
        if counts[verdict]:
            canvas.block(axis, start, start + counts[verdict], y, color, BAR)
        start += counts[verdict]


SPEC = ChartSpec("confidence", "conflicts", confidence, 110)
