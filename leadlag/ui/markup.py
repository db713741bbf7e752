"""Sentences, plain tables and the error box of a page."""

from collections.abc import Sequence

import streamlit as st

from leadlag.errors import DataError, LeadlagError, Problem
from leadlag.store import Snapshot
from leadlag.ui.view import escaped, literal, view
from leadlag.words import Language, translate

TABLE_LIMIT = 500  # rows of an HTML table; a browser lays out more only slowly


def aside(key: str) -> None:
    """A sentence of the page itself, such as why panels stand apart."""
    st.html(f"<p class='aside'>{escaped(view().translate(key))}</p>")


def ledger(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table of ready-made HTML cells, wrapped and searchable like the rest of the page."""
    head = "".join(f"<th>{escaped(text)}</th>" for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[:TABLE_LIMIT])
    st.html(f"<div class='ledger'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def problems(error: LeadlagError, lang: Language, kept: Snapshot | None) -> None:
    """The error box: every problem of every file, and whether what is below still is the last good data."""
    if not isinstance(error, DataError):
        st.error(literal(error.says(lang)))
        return
    count = len(error.problems)
    if kept:
        st.error(translate(lang, "error.kept", count=count, fingerprint=kept.fingerprint))
    else:
        st.error(translate(lang, "error.nothing", count=count))
    problem_table(error.problems, lang)


def problem_table(found: Sequence[Problem], lang: Language) -> None:
    rows = [problem.cells(lang) for problem in found]
    ledger(list(rows[0]), [[escaped(cell) for cell in row.values()] for row in rows])


def section(title: str, line: str, *, small: bool = False) -> None:
    """A heading of the page of data, and a line below it."""
    tag, rule = ("h3", "") if small else ("h2", " ruled")
    st.html(
        f"<header class='section{rule}'><{tag} class='section'>{escaped(title)}</{tag}><p>{escaped(line)}</p></header>"
    )
