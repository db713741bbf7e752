"""The verdicts on the article's figures, counted."""

from collections.abc import Mapping, Sequence

from leadlag.findings.common import join_list
from leadlag.render_options import RenderOptions
from leadlag.rows import Confidence
from leadlag.words import translate

#: From the firmest to the faintest, the same as `theme.Palette.verdicts`.
VERDICTS = ("confirmed", "imprecise", "contradicted", "unverified")


def tally(counts: Mapping[str, int], options: RenderOptions) -> str:
    """`26 confirmed, 9 imprecise, …`, none left out that has one."""
    parts = [
        translate(options.lang, f"tally.{verdict}", count=counts[verdict]) for verdict in VERDICTS if counts[verdict]
    ]
    return join_list(parts, options)


def verdicts(rows: Sequence[Confidence]) -> dict[str, int]:
    """How many rows have each verdict."""
    return {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}
