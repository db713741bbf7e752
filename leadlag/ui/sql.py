"""A reader's own question: a SELECT over tables and model, its rows as a table, a CSV and a plain chart."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from leadlag import paths
from leadlag.charts.plain import plain
from leadlag.contract import TABLES
from leadlag.errors import QuestionError
from leadlag.markup import each
from leadlag.store import SELECT_ROWS, Snapshot
from leadlag.store.database import Answer, model
from leadlag.store.files.csv_writer import to_csv
from leadlag.ui.charts import plot
from leadlag.ui.controls import choose_page
from leadlag.ui.markup import asides, html_table
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.view import view

EXAMPLE = """SELECT p.name, MIN(s.lower) AS from_usd_a_month
FROM amounts AS s
JOIN prices AS r ON r.id = s.id AND r.per = 'month'
JOIN products AS p ON p.id = r.product
WHERE s.target = 'USD'
GROUP BY p.name
ORDER BY from_usd_a_month"""
SHOWN = 100  # rows of one page of the table
LONGEST = 300  # characters of a cell on the page; the CSV has all


def box() -> None:
    """The question, as the link has it, and its answer."""
    here = view()
    sql = st.text_area(
        escape_markdown(here.translate("sql.label")), value=EXAMPLE, key="sql", height="content", bind="query-params"
    )
    st.button(escape_markdown(here.translate("sql.run")))
    if not (sql or "").strip():
        return
    try:
        columns, rows = _answer(here.snapshot, sql or "")
    except QuestionError as error:
        st.error(escape_markdown(error.says(here.lang)))
        return
    _rows([name for name, _ in columns], rows)


def _answer(snapshot: Snapshot, sql: str) -> Answer:
    """What was answered last, where nothing but the page around it has changed."""
    asked = snapshot.fingerprint, snapshot.link_params, sql
    if st.session_state.get("sql-asked") != asked:
        st.session_state["sql-answer"] = snapshot.select(sql, SELECT_ROWS + 1)
        st.session_state["sql-asked"] = asked
    answer: Answer = st.session_state["sql-answer"]
    return answer


def _rows(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    here, shown = view(), rows[:SELECT_ROWS]
    key = "sql.cut" if len(rows) > SELECT_ROWS else "sql.rows"
    asides([here.translate(key, count=f"{len(shown):,}")])
    if not shown:
        return
    if (chart := plain(columns, shown, here.options)) is not None:
        write_html(Markup("<header class='finding'><h2>{}</h2></header>").format(chart.title))
        plot("chart-sql", chart)
    offset = choose_page("sql", len(shown), columns, SHOWN)
    html_table(columns, [list(map(_cell, row)) for row in shown[offset : offset + SHOWN]])
    name = f"leadlag_{here.snapshot.fingerprint}.csv"
    label = escape_markdown(here.translate("sql.csv"))
    csv = to_csv([columns, *(["" if value is None else str(value) for value in row] for row in shown)])
    st.download_button(label, csv, name, "text/csv", on_click="ignore", key="csv-sql")


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:.10g}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def tables() -> None:
    """What can be asked of: the tables with their columns, and the model over them, in its own words."""
    here = view()
    known = [(table.name, ", ".join(column.name for column in table.columns)) for table in TABLES]
    known += [(name, _about(sql)) for name, sql in model(paths.MODEL).items()]
    line = Markup("<dt>{}</dt><dd>{}</dd>")
    listed = each(Markup("{}"), [line.format(*one) for one in known])
    details = Markup("<details class='tables'><summary>{}</summary><dl>{}</dl></details>")
    write_html(details.format(here.translate("sql.tables"), listed))


def _about(sql: str) -> str:
    """The first lines of a file of the model, up to what it stands on."""
    head = sql.split("\n-- uses:")[0].split("\n-- columns:")[0]
    return (
        " ".join(line.removeprefix("--").strip() for line in head.splitlines() if line.startswith("--"))
        .split(":", 1)[1]
        .strip()
    )
