"""The whole dashboard in one reading and language as one file of HTML, to be sent, read offline, and printed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import plotly.offline

from leadlag import captions, charts, figures, formats, queries
from leadlag.cards.markup import anchor, document, escaped, key, table
from leadlag.figures import Chart, Look, Names
from leadlag.rows import Conflicts, Figures, Overview, Sides, Sources
from leadlag.store import READINGS, Snapshot
from leadlag.words import Language, enum_label, reading, translate

WIDTH = 680  # px: a column that is read, and what fits between the margins of A4
TALLEST = 840  # px a plot may be tall to stand on one page with its finding; a taller one is drawn in parts
CONFIG = {"showSendToCloud": False, "displayModeBar": False}
#: `window.drawn` is kept when the fonts are there and every chart is drawn: the browser that prints waits for it.
SCRIPT = """<script>
window.drawn = (async () => {
  await Promise.all([...document.fonts].map(font => font.load()));
  const {plots, config} = JSON.parse(document.getElementById('plots').textContent);
  for (const [place, plot] of plots.entries()) await Plotly.newPlot(`plot-${place}`, plot.data, plot.layout, config);
})();
</script>"""


@dataclass(frozen=True)
class Report:
    """A finished report: the file, every character that it shows, and what it holds, counted."""

    html: str
    text: str
    charts: int
    sources: int


def report(snapshot: Snapshot, lang: Language, *, dark: bool = False) -> Report:
    """Everything in the snapshot's reading."""
    look = replace(charts.look(snapshot, lang, dark=dark), width=WIDTH)
    drawn = {question: charts.chart(snapshot, question, look) for question in charts.CHARTS}
    shown = {question: chart for question, chart in drawn.items() if chart}
    plots: list[Any] = []
    sections = "".join(_chart(snapshot, question, chart, lang, plots) for question, chart in shown.items())
    documents = [row for row in queries.ask(snapshot, Sources) if row.statements]
    text = "\n".join(
        [
            _head(snapshot, look),
            _contents(shown, lang),
            sections,
            _conflicts(snapshot, lang),
            _sources(documents, look.names),
            f"<p class='footer'>{escaped(captions.as_of(snapshot, lang))}</p>",
            f"<script type='application/json' id='plots'>{_json({'plots': plots, 'config': CONFIG})}</script>",
        ]
    )
    body = f"{text}\n<script>{plotly.offline.get_plotlyjs()}</script>{SCRIPT}"
    title = f"leadlag · {translate(lang, 'page.overview')}"
    html = document(title, body, lang, dark=dark, own_fonts=True)
    return Report(html, text, len(shown), len(documents))


def _head(snapshot: Snapshot, look: Look) -> str:
    lang = look.lang
    sides, article = queries.ask(snapshot, Sides), queries.has_article(snapshot)
    versus = translate(lang, "app.versus", a=look.names.side(sides[0].id), b=look.names.side(sides[1].id))
    found = figures.headlines(
        queries.ask(snapshot, Overview),
        look,
        sides=sides,
        conflicts=queries.ask(snapshot, Conflicts),
        inside=article and snapshot.reading == READINGS[0],
    )
    shown = [(formats.as_title(one.value, lang), formats.in_words(one.label, lang)) for one in found]
    numbers = "".join(f"<div><b>{escaped(value)}</b><span>{escaped(label)}</span></div>" for value, label in shown)
    which = translate(lang, "report.reading", reading=reading(lang, snapshot.reading, article=article))
    return (
        f"<header><p class='brand'><b>leadlag</b>{escaped(versus)}</p>"
        f"<h1>{escaped(translate(lang, 'page.overview'))}</h1>"
        f"<p class='aside'>{escaped(which)} · {escaped(captions.as_of(snapshot, lang))}</p></header>"
        f"<div class='headlines'>{numbers}</div>"
    )


def _contents(shown: Mapping[str, Chart], lang: Language) -> str:
    """The findings, each leading to its chart."""
    items = "".join(
        f"<li><a href='#{escaped(question)}'>{escaped(translate(lang, f'chart.{question}'))}</a>"
        f"<span>{escaped(chart.title)}</span></li>"
        for question, chart in shown.items()
    )
    return f"<nav><ul>{items}</ul></nav>"


def _chart(snapshot: Snapshot, question: str, chart: Chart, lang: Language, plots: list[Any]) -> str:
    footer = [captions.sources(snapshot, chart.statements, lang)]
    if chart.note:
        footer.append(translate(lang, "footer.note", note=chart.note))
    footer.append(captions.as_of(snapshot, lang, chart.statements))
    lines = "".join(f"<p>{escaped(line)}</p>" for line in footer)
    return (
        f"<section id='{escaped(question)}'><header><h2>{escaped(chart.title)}</h2>"
        f"<p class='subtitle'>{escaped(chart.subtitle)}</p>{key(chart.key, chart.canvas.colors)}</header>"
        f"{_plots(chart, plots)}"
        f"<div class='footer'>{lines}</div>{_behind(snapshot, chart.statements, lang)}</section>\n"
    )


def _plots(chart: Chart, plots: list[Any]) -> str:
    """Places for the chart's plot, one unless it is taller than a page; the plots themselves go into the list."""
    places = []
    for window in chart.canvas.windows(TALLEST):
        plot = chart.canvas.figure(window)
        if chart.tooltips:
            plot = figures.attach_tooltips(plot, chart.tooltips(), chart.canvas.look)
        plot.update_layout(width=WIDTH)
        places.append(
            f"<div class='chart' role='img' aria-label='{escaped(chart.alt)}'>"
            f"<div id='plot-{len(plots)}' style='height:{plot.layout.height:.0f}px'></div></div>"
        )
        plots.append(plot.to_plotly_json())
    return "".join(places)


def _behind(snapshot: Snapshot, statements: Sequence[str], lang: Language) -> str:
    """The chart's statements, each with its figure, date and source."""
    wanted = set(statements)
    rows = [row for row in queries.ask(snapshot, Figures) if row.id in wanted]
    if not rows:
        return ""
    names = charts.names(snapshot, lang)
    heads = [translate(lang, f"column.{column}") for column in ("claim", "value", "date", "source")]
    cells = [
        (
            escaped(figures.claim(row, names)),
            escaped(figures.value(row, names) or "–"),
            escaped(figures.date(row, lang) or "–"),
            anchor(_at(row, names), names.address(row.source)),
        )
        for row in rows
    ]
    label = f"{translate(lang, 'report.behind')} ({translate(lang, 'report.count', count=len(rows))})"
    return f"<details open><summary>{escaped(label)}</summary>{table(heads, cells, 'statements')}</details>"


def _at(row: Figures, names: Names) -> str:
    """Who says it, and where in the document."""
    return " · ".join(part for part in (names.publisher(row.source), names.cell(row.id, "locator")) if part)


def _conflicts(snapshot: Snapshot, lang: Language) -> str:
    rows = queries.ask(snapshot, Conflicts)
    every = {row.id: row for row in queries.ask(snapshot, Figures)}
    conflicts = "".join(_conflict(row, every, charts.names(snapshot, lang)) for row in rows)
    title = f"<h2>{escaped(translate(lang, 'report.conflicts'))}</h2>"
    return f"<section id='conflicts'>{title}{conflicts}</section>" if rows else ""


def _conflict(row: Conflicts, every: dict[str, Figures], names: Names) -> str:
    lang = names.lang
    basis = enum_label(lang, "basis", row.basis) if row.basis else ""
    pair = every[row.statement_a], every[row.statement_b]
    who = [anchor(names.publisher(one.source), names.address(one.source)) for one in pair]
    said = "".join(f"<li>{escaped(figures.claim(one, names))} {link}</li>" for one, link in zip(pair, who, strict=True))
    words = names.explanation(row.statement_a, row.statement_b)
    explanation = words if row.severity else translate(lang, "conflicts.unexplained")
    return (
        f"<div class='conflict'><h3>{escaped(enum_label(lang, 'severity', row.severity or 'none'))}"
        f"<span>{escaped(basis)}</span></h3><ul>{said}</ul><p>{escaped(explanation)}</p></div>"
    )


def _sources(documents: Sequence[Sources], names: Names) -> str:
    lang = names.lang
    items = "".join(
        f"<tr><td>{anchor(names.document(row.id), names.address(row.id))}</td>"
        f"<td>{escaped(names.publisher(row.id))}</td>"
        f"<td>{escaped(formats.when(row.year, row.month, row.day, None, lang))}</td>"
        f"<td>{escaped(enum_label(lang, 'source', row.kind))}</td></tr>"
        for row in documents
    )
    title = f"<h2>{escaped(translate(lang, 'report.sources'))}</h2>"
    return f"<section id='sources'>{title}<table><tbody>{items}</tbody></table></section>" if documents else ""


def _json(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
