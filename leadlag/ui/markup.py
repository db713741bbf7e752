"""Sentences, plain tables and the error box of a page."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from leadlag.errors import DataError, LeadlagError, Problem
from leadlag.markup import each
from leadlag.store import Snapshot
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.view import view
from leadlag.words import Language, translate

TABLE_LIMIT = 500  # rows of an HTML table; a browser lays out more only slowly


def aside(key: str) -> None:
    """A sentence of the page itself, such as why panels stand apart."""
    asides([view().translate(key)])


def asides(lines: Sequence[str]) -> None:
    """Sentences in small type, each on a line of its own."""
    if lines:
        write_html(each(Markup("<p class='aside'>{}</p>"), lines))


def html_table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, stacked: bool = False) -> None:
    """A plain table, wrapped and searchable like the rest of the page; a cell is text, or Markup. Those of a row stand
    below each other on a phone, each with its head, where it is `stacked`."""
    table = Markup("<div class='html-table {}'><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>")
    cell = Markup("<td data-label='{}'>{}</td>") if stacked else Markup("<td>{1}</td>")
    lines = (Markup("").join(map(cell.format, heads, row)) for row in rows[:TABLE_LIMIT])
    style = "stacked" if stacked else ""
    write_html(table.format(style, each(Markup("<th>{}</th>"), heads), each(Markup("<tr>{}</tr>"), lines)))


def problems(error: LeadlagError, lang: Language, kept: Snapshot | None) -> None:
    """The error box: every problem of every file, and whether what is below still is the last good data."""
    if not isinstance(error, DataError):
        st.error(escape_markdown(error.says(lang)))
        return
    count = len(error.problems)
    if kept:
        st.error(escape_markdown(translate(lang, "error.last_good", count=count, fingerprint=kept.fingerprint)))
    else:
        st.error(escape_markdown(translate(lang, "error.no_data", count=count)))
    problem_table(error.problems, lang)


def problem_table(found: Sequence[Problem], lang: Language) -> None:
    rows = [problem.cells(lang) for problem in found]
    html_table(list(rows[0]), [list(row.values()) for row in rows])


def section(title: str, line: str, *, small: bool = False) -> None:
    """A heading of the page of data, and a line below it."""
    tag, rule = ("h3", "") if small else ("h2", " ruled")
    heading = Markup("<header class='section{0}'><{1} class='section'>{2}</{1}><p>{3}</p></header>")
    write_html(heading.format(rule, tag, title, line))
