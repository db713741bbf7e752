"""A chart with all that belongs to it: finding, footer, table and SQL. Only a table imports pandas."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from leadlag import charts, formats, queries
from leadlag.figures import Chart, Headline, tally, verdicts
from leadlag.ui.view import Row, View, address, escaped, view
from leadlag.words import Language, pick

PLOT_CONFIG = {"displayModeBar": False}
NAMED_DOCUMENTS = 3  # with title and date; of more documents a footer names the publishers


def show(question: str, rows: Sequence[Row] | None = None, **params: object) -> None:
    """A question's chart with its finding, footer, table and SQL; or one sentence where there are no rows.

    `rows` are those the reader has chosen, all unless given; `params` are the question's, as far as they were chosen.
    """
    here = view()
    every = here.ask(question, **{**charts.defaults(here.snapshot, question), **params})
    shown = every if rows is None else rows
    drawn = charts.chart(here.snapshot, question, here.look, shown, **params)
    if drawn is None:
        st.info(here.say("empty.filtered" if every else "empty"))
        return
    st.html(f"<header class='finding'><h2>{escaped(drawn.title)}</h2><p>{escaped(drawn.subtitle)}</p></header>")
    key = f"chart-{question}"
    st.plotly_chart(
        drawn.plot,
        theme=None,
        key=key,
        alt=drawn.alt,
        config=PLOT_CONFIG,
        on_select=partial(_chosen, key),
        selection_mode="points",
    )
    _footer(drawn)
    _behind(question, shown)


def _chosen(key: str) -> None:
    """A mark was picked: its statement's card opens at the end of this run.

    Plotly takes a second click on one mark for letting go of it; the reader wants the card again.
    """
    points = st.session_state[key]["selection"]["points"]
    last = f"picked-{key}"
    if points:
        st.session_state[last] = next((point.get("customdata") for point in points if point.get("customdata")), None)
    st.session_state["card"] = st.session_state.get(last)


def headlines(found: Sequence[Headline]) -> None:
    cells = "".join(f"<div><b>{escaped(one.value)}</b><span>{escaped(one.label)}</span></div>" for one in found)
    st.html(f"<section class='headlines'>{cells}</section>")


def confidence(rows: Sequence[Row]) -> None:
    """How the article's figures fare beside other sources, as one small stacked row that leads to the conflicts."""
    here = view()
    counts = verdicts(rows)
    if not rows:
        return
    parts = "".join(f"<i class='{verdict}' style='flex:{count}'></i>" for verdict, count in counts.items() if count)
    text = escaped(here.say("confidence.row", list=tally(counts, here.look)))
    link = f"<a href='{escaped(address('conflicts', here))}' target='_self'>{text}</a>"
    st.html(f"<section class='confidence'><div>{parts}</div>{link}</section>")


def _footer(drawn: Chart) -> None:
    here = view()
    lines = [here.say("footer.source", sources=_sources(drawn.statements))]
    if drawn.note:
        lines.append(here.say("footer.note", note=drawn.note))
    lines.append(as_of(here))
    st.html("<footer class='footer'>" + "".join(f"<p>{escaped(line)}</p>" for line in lines) + "</footer>")


def _sources(statements: Sequence[str]) -> str:
    """Publisher, title and date of every document behind these statements; of many documents, their publishers."""
    here = view()
    cited = {row.source for row in here.ask("figures") if row.id in set(statements)}
    documents = [row for row in here.ask("sources") if row.id in cited]
    if len(documents) > NAMED_DOCUMENTS:
        publishers = "; ".join(dict.fromkeys(row.publisher for row in documents))
        return here.say("footer.documents", publishers=publishers, count=len(documents))
    return "; ".join(_document(row, here) for row in documents)


def _document(row: Row, here: View) -> str:
    return here.say(
        "footer.document",
        publisher=row.publisher,
        title=pick(row, "title", here.lang),
        date=formats.when(row.year, row.month, row.day, None, here.lang),
    )


def as_of(here: View) -> str:
    """The newest date the figures reach, and which data this is."""
    newest = here.ask("as_of")[0]
    if newest.year is None:
        return here.say("footer.data_undated", fingerprint=here.snapshot.fingerprint)
    date = formats.when(newest.year, newest.month, None, None, here.lang)
    return here.say("footer.data", date=date, fingerprint=here.snapshot.fingerprint)


def _behind(question: str, rows: Sequence[Row]) -> None:
    """The table and the SQL behind a chart, made only when asked for."""
    here = view()
    choice = st.segmented_control(
        here.say("show.label"),
        ["table", "sql"],
        format_func=lambda option: here.say(f"show.{option}"),
        key=f"behind-{question}",
        label_visibility="collapsed",
    )
    if choice == "sql":
        st.code(queries.question(question).sql, language="sql")
    elif choice == "table":
        st.dataframe(_frame(rows, here.lang), hide_index=True, key=f"table-{question}")


def _frame(rows: Sequence[Row], lang: Language) -> Any:
    """A DataFrame of the rows: one language's texts, no column that is empty throughout."""
    import pandas as pd

    fields: tuple[str, ...] = rows[0]._fields
    chinese = [field for field in fields if field.endswith("_zh")]
    drop = chinese if lang == "en" else [field.removesuffix("_zh") for field in chinese]
    return pd.DataFrame(rows, columns=list(fields)).drop(columns=drop).dropna(axis="columns", how="all")
