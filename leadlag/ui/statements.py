"""The statements themselves, for the page of figures: one card, a search, a table in which each leads to its card."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from leadlag import charts, markup
from leadlag.contract import STATEMENT_TABLES
from leadlag.findings import claim, date, is_used, rank, value
from leadlag.row_range import ROWS, row_range
from leadlag.rows import Figures
from leadlag.ui.card import anchor, source_name, statement_card
from leadlag.ui.controls import choose, choose_page
from leadlag.ui.markup import asides, html_table
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.view import View, view
from leadlag.words import LANGUAGES, enum_label

#: The worst first, and behind the article's figures those of others.
VERDICTS = ("contradicted", "unverified", "imprecise", "confirmed", "deprecated", "normal", "only", "preferred")


def linked_card() -> None:
    """The card of the statement the link names, and the way back."""
    here, wanted = view(), st.query_params.get("statement")
    if wanted:
        back = anchor("", here.translate("statement.close"), here)
        write_html(Markup("{}<p class='aside close'>{}</p>").format(statement_card(wanted, here), back))


def filtered(rows: Sequence[Figures]) -> list[Figures]:
    """The rows of the chosen table that hold every word searched for, in the order of the chosen column."""
    here = view()
    tables = [table.name for table in STATEMENT_TABLES if any(row.table_name == table.name for row in rows)]
    names = {
        "": here.translate("filter.table.all"),
        **{table: enum_label(here.lang, "table", table) for table in tables},
    }
    label = escape_markdown(here.translate("filter.search"))
    with st.container(horizontal=True):
        words = st.text_input(label, key="search", bind="query-params").casefold().split()
        label, columns = here.translate("sort.label"), partial(_column, here)
        order = choose("sort", label, ("", *ORDERS), columns, default="", many=True)
        scope = choose("scope", here.translate("filter.scope"), ("", "all"), partial(_scope, here), default="")
    wanted = choose("table", here.translate("filter.table"), list(names), names.__getitem__, default="")
    found = [row for row in rows if not wanted or row.table_name == wanted]
    found = [row for row in found if scope or is_used(row, here.snapshot.reading)]
    texts = _search_texts(found, here) if words else {}
    found = [row for row in found if all(word in texts[row.id] for word in words)]
    return sorted(found, key=partial(ORDERS[order], here=here)) if order else found


def _scope(here: View, option: str) -> str:
    return here.translate(f"filter.scope.{option or 'used'}")


def table(rows: Sequence[Figures]) -> None:
    here = view()
    if not rows:
        st.info(escape_markdown(here.translate("empty.filtered")))
        return
    here.listed.extend(row.id for row in rows)
    shown = row_range(rows, choose_page("figures", len(rows), rows[0].id), ROWS)
    counted = here.translate("figures.count", shown=len(rows), count=len(here.ask(Figures)))
    asides([" · ".join([counted, *([charts.rows_shown(shown, here.lang)] if shown.is_part else [])])])
    heads = [here.translate(f"column.{column}") for column in ORDERS]
    html_table(heads, [_cells(row, here) for row in shown.rows], stacked=True)


def _column(here: View, order: str) -> str:
    return here.translate(f"column.{order}" if order else "sort.figures")


def _cells(row: Figures, here: View) -> list[str]:
    figure = value(row, here.names)
    if figure and (row.verdict == "contradicted" or row.rank == "deprecated"):
        figure = Markup("<s>{}</s>").format(figure)
    source = markup.anchor(source_name(row, here), here.names.address(row.source))
    own = anchor(row.id, claim(row, here.names), here)
    return [own, figure, date(row, here.lang), source, _short_verdict(row, here)]


def _by_value(row: Figures, here: View) -> tuple[object, ...]:
    """What is counted alike together, the most first; what has no figure last."""
    most = row.upper if row.upper is not None else row.lower
    return most is None, row.table_name, row.unit or "", -(most or 0)


def _by_date(row: Figures, here: View) -> tuple[bool, int]:
    """The latest first, what is undated last."""
    return row.latest_day is None, -(row.latest_day or 0)


#: The columns of the table, and by what each sorts it.
ORDERS: Mapping[str, Callable[..., Any]] = {
    "claim": lambda row, here: claim(row, here.names).casefold(),
    "value": _by_value,
    "date": _by_date,
    "source": lambda row, here: source_name(row, here).casefold(),
    "verdict": lambda row, here: VERDICTS.index(row.verdict or rank(row)),
}


def _short_verdict(row: Figures, here: View) -> str:
    return enum_label(here.lang, "short", row.verdict or rank(row))


def _search_texts(rows: Sequence[Figures], here: View) -> Mapping[str, str]:
    """All that is known of each statement in words, in every language; cached with the snapshot."""
    known: dict[str, str] = here.snapshot.cached("search", dict, all_readings=True)
    called = [charts.names(here.snapshot, lang) for lang in LANGUAGES]

    @cache
    def source(key: str) -> str:
        return " ".join(text for names in called for text in (names.publisher(key), names.document(key)))

    @cache
    def subject(product: str | None, organization: str | None) -> str:
        return " ".join(text for names in called for text in (names.product(product), names.organization(organization)))

    for row in rows:
        if row.id not in known:
            own = [called[0].cell(row.id, "as_written"), called[0].cell(row.id, "locator")]
            claims = [names.claim(row.id) for names in called]
            texts = row.id, *own, *claims, source(row.source), subject(row.product, row.organization)
            known[row.id] = " ".join(texts).casefold()
    return known
