"""A chart with all that belongs to it: finding, footer, table, SQL and share panel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from leadlag import captions, charts, markup, queries
from leadlag.cards import texts
from leadlag.charts import Chart, ChartSpec, Selection
from leadlag.findings import tally, verdicts
from leadlag.painters import plotly
from leadlag.rows import Confidence
from leadlag.ui import chart_table, share_panel
from leadlag.ui.controls import CONTROLS, choose_page
from leadlag.ui.output import escape_markdown, labels, write_html, write_picture
from leadlag.ui.view import Drawn, View, address, view

PLOT_CONFIG = {"displayModeBar": False}


def show(
    question: str, choose: Callable[[Sequence[Any]], Selection] = Selection, *, is_secondary: bool = False
) -> None:
    """A question's chart with the control that belongs to it, its finding, footer, table and SQL; or one sentence where
    there are no rows, unless it `is_secondary`.

    `choose` lets the reader choose some of the rows.
    """
    here = view()
    params = _params(charts.SPECS[question])
    every = charts.answer(here.snapshot, question, **params)
    left = choose(every)
    drawn = _chart(question, left, params)
    if drawn is None and is_secondary and not every:
        return
    if drawn is None:
        st.info(escape_markdown(here.translate("empty.filtered" if every else "empty")))
        return
    above = st.container()
    if drawn.shown and (offset := choose_page(question, drawn.shown.total, (left.only, params))):
        left = left._replace(offset=offset)
        drawn = _chart(question, left, params) or drawn
    heading = Markup("<header class='finding'><h2>{}</h2><p>{}</p>{}</header>")
    write_html(heading.format(drawn.title, drawn.subtitle, markup.key(drawn.key)), above)
    plot(f"chart-{question}", drawn)
    _footer(drawn)
    here.drawn.append(Drawn(question, left, params, drawn.statements))
    _chart_data(question, left, params, drawn.shown.of(left.rows) if drawn.shown else left.rows)


def _chart(question: str, left: Selection, params: Mapping[str, object]) -> Chart | None:
    here = view()
    options = replace(here.options, offset=left.offset)
    return charts.chart(here.snapshot, question, options, left.rows, left.only, left.every, **params)


def plot(key: str, drawn: Chart) -> None:
    """The chart as Plotly draws it; until then, or where it cannot, as a picture where it will stand."""
    with st.container(key=f"plot-{key}"):
        write_picture(drawn.drawing, drawn.alt)
        st.plotly_chart(
            plotly.figure(drawn.drawing, view().options.colors),
            theme=None,
            key=key,
            alt=drawn.alt,
            config=PLOT_CONFIG,
            on_select=partial(_on_select, key),
            selection_mode="points",
        )


def show_secondary(question: str) -> None:
    """A further chart of a page; nothing where it has nothing to draw, or the reading does not show it."""
    here = view()
    if charts.chart(here.snapshot, question, here.options):
        show(question, is_secondary=True)


def _params(spec: ChartSpec) -> Mapping[str, object]:
    """What the reader has chosen of a chart: the page's currency, and what its own control says."""
    choose = CONTROLS.get(spec.control, dict)
    return {**choose(), **({"currency": view().currency} if spec.is_in_money else {})}


def _on_select(key: str) -> None:
    """A mark was picked: its statement's card opens at the end of this run.

    Plotly takes a second click on one mark for letting go of it; the reader wants the card again.
    """
    points = st.session_state[key]["selection"]["points"]
    last = f"picked-{key}"
    if points:
        st.session_state[last] = next((point.get("customdata") for point in points if point.get("customdata")), None)
    st.session_state["card"] = st.session_state.get(last)


def confidence(rows: Sequence[Confidence]) -> None:
    """How the article's figures fare beside other sources, as one small stacked row that leads to the conflicts."""
    here = view()
    counts = verdicts(rows)
    if not rows:
        return
    part = Markup("<i class='{}' style='flex:{}'></i>")
    parts = Markup("").join(part.format(verdict, count) for verdict, count in counts.items() if count)
    text = here.translate("confidence.row", list=tally(counts, here.options))
    row = Markup("<section class='confidence'><div>{}</div>{}</section>")
    write_html(row.format(parts, markup.link(text, address("conflicts", here))))


def _footer(drawn: Chart) -> None:
    here = view()
    lines = [captions.sources(here.snapshot, drawn.statements, here.lang)]
    if drawn.note:
        lines.append(here.translate("footer.note", note=drawn.note))
    lines.append(captions.as_of(here.snapshot, here.lang, drawn.statements))
    write_html(Markup("<footer class='footer'>{}</footer>").format(markup.each(Markup("<p>{}</p>"), lines)))


@st.fragment
def _chart_data(question: str, left: Selection, params: Mapping[str, object], shown: Sequence[Any]) -> None:
    """The table and the SQL behind a chart, and its share panel: made only when asked for, without the rest."""
    here = view()
    choice = st.segmented_control(
        escape_markdown(here.translate("show.label")),
        ["table", "sql", "share"],
        format_func=labels(lambda option: here.translate(f"show.{option}")),
        key=f"behind-{question}",
        label_visibility="collapsed",
    )
    if choice == "sql":
        st.code(queries.question(question).sql, language="sql")
    elif choice == "table":
        _table(question, shown)
    elif choice == "share":
        share_panel.panel(question, left, shown, params)


def _table(question: str, shown: Sequence[Any]) -> None:
    """The rows that the chart draws, in words and in an order of the reader's; a CSV has their ids as well."""
    here = view()
    label = escape_markdown(here.translate("sort.label"))
    rows = [row._asdict() for row in shown]
    columns = chart_table.filled(rows, here)
    options, words = ["", *(column.name for column in columns)], partial(_column, here)
    order = str(st.selectbox(label, options, format_func=words, key=f"sort-{question}", width=320))
    chart_table.table(chart_table.ordered(rows, order, here), columns, here)
    label, name = escape_markdown(here.translate("show.csv")), f"{question}_{here.lang}_{here.snapshot.fingerprint}.csv"
    csv = texts.sheet(here.snapshot, shown, here.lang)
    st.download_button(label, csv, name, "text/csv", on_click="ignore", key=f"csv-{question}")


def _column(here: View, name: str) -> str:
    return here.translate(f"column.{name}" if name else "sort.chart")
