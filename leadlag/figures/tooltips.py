"""What a mark answers when it is pointed at: the claim, the figure as written, its source, how it stands."""

from collections.abc import Mapping, Sequence

from leadlag import formats, theme
from leadlag.figures.common import join_list
from leadlag.figures.render_options import RenderOptions
from leadlag.figures.statement_text import claim
from leadlag.figures.text_wrap import wrapped
from leadlag.rows import Figures
from leadlag.words import enum_label, translate

Tooltips = Mapping[str, str]
"""Statement id → hover text."""
WIDTH = 400  # px at most of a line in a hover box


def tooltips(statements: Sequence[Figures], options: RenderOptions) -> Tooltips:
    return {row.id: _tooltip(row, options) for row in statements}


def status(row: Figures, options: RenderOptions) -> str:
    """What is made of a statement: the verdict on a figure of the article, the rank of any other."""
    return (
        enum_label(options.lang, "verdict", row.aspect or row.verdict)
        if row.verdict
        else enum_label(options.lang, "rank", rank(row))
    )


def rank(row: Figures) -> str:
    """A statement's rank among those about the same thing; `only` where nothing else is said of it."""
    return "only" if row.rank == "normal" and row.versions == 1 else str(row.rank)


def _tooltip(row: Figures, options: RenderOptions) -> str:
    as_written, names = options.names.cell(row.id, "as_written"), options.names
    written = translate(options.lang, "chart.as_written", text=as_written) if as_written else ""
    published = formats.when(row.source_year, row.source_month, row.source_day, None, options.lang)
    source = join_list([names.publisher(row.source), published if row.source_year else ""], options, "clause")
    why = names.about(row.id) if row.table_name == "gaps" else ""
    lines = [_wrapped(claim(row, names)), _wrapped(why), written, source, status(row, options)]
    return "\n".join(filter(None, lines))


def _wrapped(text: str) -> str:
    """Hover boxes do not wrap by themselves."""
    return "\n".join(wrapped(text, WIDTH, theme.SMALL_SIZE))
