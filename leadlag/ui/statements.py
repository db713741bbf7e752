"""The statements themselves, for the page of figures: one card, a search, a table in which each has its own link."""

from collections.abc import Mapping, Sequence
from functools import cache, partial

import streamlit as st
from markupsafe import Markup

from leadlag import charts
from leadlag.contract import STATEMENT_TABLES
from leadlag.findings import claim, date, is_used, rank, value
from leadlag.row_range import row_range
from leadlag.rows import Figures
from leadlag.ui.card import anchor, source_name, statement_card
from leadlag.ui.controls import choose, choose_page
from leadlag.ui.markup import TABLE_LIMIT, asides, html_table
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.view import View, view
from leadlag.words import LANGUAGES, enum_label


def linked_card() -> None:
    """The card of the statement the link names, and the way back."""
    here, wanted = view(), st.query_params.get("statement")
    if wanted:
        back = anchor("", here.translate("statement.close"), here)
        write_html(Markup("{}<p class='aside close'>{}</p>").format(statement_card(wanted, here), back))


def filtered(rows: Sequence[Figures]) -> list[Figures]:
    """The rows of the chosen table that hold every word searched for."""
    here = view()
    tables = [table.name for table in STATEMENT_TABLES if any(row.table_name == table.name for row in rows)]
    names = {
        "": here.translate("filter.table.all"),
        **{table: enum_label(here.lang, "table", table) for table in tables},
    }
    label = escape_markdown(here.translate("filter.search"))
    words = st.text_input(label, key="search", bind="query-params").casefold().split()
    wanted = choose("table", here.translate("filter.table"), list(names), names.__getitem__, default="")
    scope = choose("scope", here.translate("filter.scope"), ("", "all"), partial(_scope, here), default="")
    found = [row for row in rows if not wanted or row.table_name == wanted]
    found = [row for row in found if scope or is_used(row, here.snapshot.reading)]
    texts = _search_texts(found, here) if words else {}
    return [row for row in found if all(word in texts[row.id] for word in words)]


def _scope(here: View, option: str) -> str:
    return here.translate(f"filter.scope.{option or 'used'}")


def table(rows: Sequence[Figures]) -> None:
    here = view()
    if not rows:
        st.info(escape_markdown(here.translate("empty.filtered")))
        return
    counted = here.translate("figures.count", shown=len(rows), count=len(here.ask(Figures)))
    shown = row_range(rows, choose_page("figures", len(rows), rows[0].id, TABLE_LIMIT), TABLE_LIMIT)
    asides([" · ".join([counted, *([charts.rows_shown(shown, here.lang)] if shown.is_part else [])])])
    columns = ("claim", "value", "date", "as_written", "source", "verdict", "link")
    html_table([here.translate(f"column.{column}") for column in columns], [_cells(row, here) for row in shown.rows])


def _cells(row: Figures, here: View) -> list[str]:
    as_written = here.names.cell(row.id, "as_written")
    figure = [claim(row, here.names), value(row, here.names), date(row, here.lang) or "–", as_written]
    texts = [*figure, source_name(row, here), _short_verdict(row, here)]
    return [*texts, anchor(row.id, here.translate("figures.open"), here)]


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
