"""What a mark answers when it is pointed at: the claim, the figure as written, its source, how it stands."""

from collections.abc import Mapping, Sequence

from leadlag import formats, theme
from leadlag.figures.common import listed
from leadlag.figures.render_options import Look
from leadlag.figures.statement_text import claim
from leadlag.figures.text_wrap import wrapped
from leadlag.rows import Figures
from leadlag.words import enum_label, translate

Tooltips = Mapping[str, str]
"""Statement id → hover text."""
WIDTH = 400  # px at most of a line in a hover box


def tooltips(statements: Sequence[Figures], look: Look) -> Tooltips:
    return {row.id: _tooltip(row, look) for row in statements}


def standing(row: Figures, look: Look) -> str:
    """What is made of a statement: the verdict on a figure of the article, the rank of any other."""
    return (
        enum_label(look.lang, "verdict", row.aspect or row.verdict)
        if row.verdict
        else enum_label(look.lang, "rank", rank(row))
    )


def rank(row: Figures) -> str:
    """A statement's rank among those about the same thing; `only` where nothing else is said of it."""
    return "only" if row.rank == "normal" and row.versions == 1 else str(row.rank)


def _tooltip(row: Figures, look: Look) -> str:
    as_written, names = look.names.cell(row.id, "as_written"), look.names
    written = translate(look.lang, "chart.as_written", text=as_written) if as_written else ""
    published = formats.when(row.source_year, row.source_month, row.source_day, None, look.lang)
    source = listed([names.publisher(row.source), published if row.source_year else ""], look, "clause")
    why = names.about(row.id) if row.table_name == "gaps" else ""
    lines = [_wrapped(claim(row, names)), _wrapped(why), written, source, standing(row, look)]
    return "\n".join(filter(None, lines))


def _wrapped(text: str) -> str:
    """Hover boxes do not wrap by themselves."""
    return "\n".join(wrapped(text, WIDTH, theme.SMALL_SIZE))
