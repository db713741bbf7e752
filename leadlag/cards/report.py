"""The whole dashboard in one reading and language as one file of HTML, to be sent, read offline, and printed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from leadlag import captions, charts, findings, formats, queries
from leadlag.cards.document import document, render
from leadlag.charts import Chart
from leadlag.names import Names
from leadlag.painters.svg import svg
from leadlag.render_options import RenderOptions
from leadlag.row_range import ROWS, RowRange, row_range
from leadlag.rows import Conflicts, Figures, Sides, Sources
from leadlag.store import Snapshot
from leadlag.words import Language, enum_label, reading, translate

WIDTH = 680  # px: a column that is read, and what fits between the margins of A4
DOCUMENTS = 500  # listed at most, the most cited first
TALLEST = 840  # px a plot may be tall to stand on one page with its finding; a taller one is drawn in parts


@dataclass(frozen=True)
class Report:
    """A finished report: the file, every character that it shows, and what it holds, counted."""

    html: str
    text: str
    charts: int
    sources: int


@dataclass(frozen=True)
class Section:
    """A chart of the report: its name in the contents, its plot in parts, and what stands below it."""

    question: str
    name: str
    chart: Chart
    plots: list[Markup]
    footer: list[str]
    behind: str
    statements: list[tuple[str, ...]]


@dataclass(frozen=True)
class Conflict:
    """Two statements that exclude each other: claim, publisher and address of either, and why they differ."""

    severity: str
    basis: str
    statements: list[tuple[str, ...]]
    explanation: str


def report(snapshot: Snapshot, lang: Language, *, dark: bool = False) -> Report:
    """Everything in the snapshot's reading."""
    options = replace(charts.render_options(snapshot, lang, dark=dark), width=WIDTH)
    drawn = {question: charts.chart(snapshot, question, options) for question in charts.CHARTS}
    sections = [_section(snapshot, question, chart, lang) for question, chart in drawn.items() if chart]
    documents = row_range((row for row in queries.ask(snapshot, Sources) if row.statements), 0, DOCUMENTS)
    conflicts = row_range(queries.ask(snapshot, Conflicts), 0, ROWS)
    title = translate(lang, "page.overview")
    text = render(
        "report",
        **_head(snapshot, options),
        title=title,
        as_of=captions.as_of(snapshot, lang),
        sections=sections,
        heads=[translate(lang, f"column.{column}") for column in ("claim", "value", "date", "source")],
        conflicts_title=_titled("report.conflicts", conflicts, lang),
        conflicts=[_conflict(row, snapshot, options.names) for row in conflicts.rows],
        sources_title=_titled("report.sources", documents, lang),
        sources=[_source(row, options.names) for row in documents.rows],
    )
    html = document(f"leadlag · {title}", text, lang, dark=dark, own_fonts=True)
    return Report(html, text, len(sections), len(documents.rows))


def _titled(key: str, shown: RowRange, lang: Language) -> str:
    """A heading, which says where it has not everything below it."""
    title = translate(lang, key)
    return f"{title} · {charts.rows_shown(shown, lang)}" if shown.is_part else title


def _head(snapshot: Snapshot, options: RenderOptions) -> dict[str, object]:
    """Who is compared, in which reading."""
    lang = options.lang
    sides, article = queries.ask(snapshot, Sides), queries.has_article(snapshot)
    return {
        "versus": translate(lang, "app.versus", a=options.names.side(sides[0].id), b=options.names.side(sides[1].id)),
        "which": translate(lang, "report.reading", reading=reading(lang, snapshot.reading, article=article)),
    }


def _section(snapshot: Snapshot, question: str, chart: Chart, lang: Language) -> Section:
    """A chart and all that belongs to it."""
    footer = [captions.sources(snapshot, chart.statements, lang)]
    if chart.note:
        footer.append(translate(lang, "footer.note", note=chart.note))
    footer.append(captions.as_of(snapshot, lang, chart.statements))
    statements = _behind(snapshot, chart.statements, charts.names(snapshot, lang))
    count = translate(lang, "report.count", count=len(statements))
    return Section(
        question=question,
        name=translate(lang, f"chart.{question}"),
        chart=chart,
        plots=_plots(chart),
        footer=footer,
        behind=f"{translate(lang, 'report.statements')} ({count})",
        statements=statements,
    )


def _plots(chart: Chart) -> list[Markup]:
    """The chart's plot, in parts where it is taller than a page; its marks say what they stand for."""
    tooltips = chart.tooltips(chart) if chart.tooltips else None
    drawings = (chart.page_drawing(page, tooltips) for page in chart.layout.pages(TALLEST))
    return [Markup(svg(drawing)) for drawing in drawings]  # noqa: S704  # the painter has escaped it


def _behind(snapshot: Snapshot, statements: Sequence[str], names: Names) -> list[tuple[str, ...]]:
    """The chart's statements, each with its figure, date, source and the source's address."""
    wanted = set(statements)
    return [
        (
            findings.claim(row, names),
            findings.value(row, names) or "–",
            findings.date(row, names.lang) or "–",
            _at(row, names),
            names.address(row.source),
        )
        for row in queries.ask(snapshot, Figures)
        if row.id in wanted
    ]


def _at(row: Figures, names: Names) -> str:
    """Who says it, and where in the document."""
    return " · ".join(part for part in (names.publisher(row.source), names.cell(row.id, "locator")) if part)


def _conflict(row: Conflicts, snapshot: Snapshot, names: Names) -> Conflict:
    every = charts.statements(snapshot)
    lang, pair = names.lang, (every[row.statement_a], every[row.statement_b])
    words = names.explanation(row.statement_a, row.statement_b)
    return Conflict(
        severity=enum_label(lang, "severity", row.severity or "none"),
        basis=enum_label(lang, "basis", row.basis) if row.basis else "",
        statements=[
            (findings.claim(one, names), names.publisher(one.source), names.address(one.source)) for one in pair
        ],
        explanation=words if row.severity else translate(lang, "conflicts.unexplained"),
    )


def _source(row: Sources, names: Names) -> tuple[str, ...]:
    """A document: title, address, publisher, date and kind."""
    date = formats.when(row.year, row.month, row.day, None, names.lang)
    kind = enum_label(names.lang, "source", row.kind)
    return names.document(row.id), names.address(row.id), names.publisher(row.id), date, kind
