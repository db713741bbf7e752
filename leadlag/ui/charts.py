"""A chart with all that belongs to it: finding, footer, table and SQL. Only a table imports pandas."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from leadlag import formats, queries
from leadlag.figures import Chart, Headline, Look
from leadlag.store import Snapshot
from leadlag.ui.view import Row, View, escaped, view
from leadlag.words import Language, pick

PLOT_CONFIG = {"displayModeBar": False}


def show(
    question: str,
    rows: Sequence[Row],
    figure: Callable[..., Chart],
    params: Mapping[str, object] | None = None,
    **options: object,
) -> None:
    """A chart with its finding, footer, table and SQL; or one sentence where there are no rows."""
    here = view()
    if not rows:
        st.info(here.say("empty.filtered" if here.ask(question, **(params or {})) else "empty"))
        return
    drawn = chart(here.snapshot, figure, rows, here.look, **options)
    st.html(f"<header class='finding'><h2>{escaped(drawn.title)}</h2><p>{escaped(drawn.subtitle)}</p></header>")
    st.plotly_chart(drawn.plot, theme=None, key=f"chart-{question}", alt=drawn.alt, config=PLOT_CONFIG)
    _footer(drawn)
    _behind(question, rows)


def chart(
    snapshot: Snapshot, figure: Callable[..., Chart], rows: Sequence[Row], look: Look, **options: object
) -> Chart:
    """The chart of these rows in this look, made once per snapshot, whoever asks first."""
    fixed = tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in sorted(options.items()))
    return snapshot.kept((figure, look, tuple(rows), fixed), lambda: figure(rows, look, **options))


def headlines(found: Sequence[Headline]) -> None:
    cells = "".join(f"<div><b>{escaped(one.value)}</b><span>{escaped(one.label)}</span></div>" for one in found)
    st.html(f"<section class='headlines'>{cells}</section>")


def _footer(drawn: Chart) -> None:
    here = view()
    lines = [here.say("footer.source", sources=_sources(drawn.statements))]
    if drawn.note:
        lines.append(here.say("footer.note", note=drawn.note))
    lines.append(as_of(here))
    st.html("<footer class='footer'>" + "".join(f"<p>{escaped(line)}</p>" for line in lines) + "</footer>")


def _sources(statements: Sequence[str]) -> str:
    """Publisher, title and date of every document behind these statements."""
    here = view()
    cited = {row.source for row in here.ask("figures") if row.id in set(statements)}
    texts = [
        here.say(
            "footer.document",
            publisher=row.publisher,
            title=pick(row, "title", here.lang),
            date=formats.when(row.year, row.month, row.day, None, here.lang),
        )
        for row in here.ask("sources")
        if row.id in cited
    ]
    return "; ".join(texts)


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
