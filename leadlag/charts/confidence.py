"""What other sources make of the article's figures: one stacked row per table, four greys from firm to faint."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from leadlag.charts.chart import Chart
from leadlag.charts.spec import ChartSpec
from leadlag.findings.confidence import VERDICTS, tally, verdicts
from leadlag.layout import Blocks, Line, Row, Scale, Section, Slice, Words
from leadlag.render_options import RenderOptions
from leadlag.rows import Confidence
from leadlag.words import enum_label, translate


def confidence(rows: Sequence[Confidence], options: RenderOptions) -> Chart:
    tables = dict.fromkeys(row.table_name for row in rows)
    counted = {table: verdicts([row for row in rows if row.table_name == table]) for table in tables}
    ordered = sorted(counted.items(), key=lambda item: -sum(item[1].values()))
    most = max((sum(counts.values()) for counts in counted.values()), default=1)
    stacks = tuple(_stack(enum_label(options.lang, "table", table), counts, options) for table, counts in ordered)
    total = verdicts(rows)
    finding = translate(options.lang, "confidence.finding", confirmed=total["confirmed"], count=sum(total.values()))
    compared = (row.compared_with for row in rows if row.compared_with)
    return Chart(
        title=finding,
        subtitle=translate(options.lang, "confidence.subtitle"),
        kind=translate(options.lang, "confidence.kind"),
        listed=tally(total, options),
        blocks=Blocks((Section(rows=stacks, scale=Scale(0, most)),), (translate(options.lang, "confidence.note"),)),
        options=options,
        statements=tuple(dict.fromkeys([*(row.id for row in rows), *compared])),
    )


def _stack(title: str, counts: Mapping[str, int], options: RenderOptions) -> Row:
    ends = [0, *accumulate(counts[verdict] for verdict in VERDICTS)]
    slices = tuple(Slice(start, end, grey) for grey, (start, end) in enumerate(pairwise(ends)) if start < end)
    return Row((Words(title, bold=True), Words(tally(counts, options), "muted")), (Line(slices),))


SPEC = ChartSpec("confidence", "conflicts", confidence, 110)
