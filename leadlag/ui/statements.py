"""The statements themselves, for the page of figures: one card, a search, a table in which each has its own link."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from leadlag.contract import STATEMENT_TABLES
from leadlag.figures import claim, date, rank, value
from leadlag.ui.card import anchor, card, said_by
from leadlag.ui.choices import choose
from leadlag.ui.prose import TABLE_LIMIT, ledger
from leadlag.ui.view import Row, View, escaped, view
from leadlag.words import name


def linked() -> None:
    """The card of the statement the link names, and the way back."""
    here, wanted = view(), st.query_params.get("statement")
    if wanted:
        back = anchor("", here.say("statement.close"), here)
        st.html(f"{card(wanted, here)}<p class='aside'>{back}</p>")


def chosen(rows: Sequence[Row]) -> list[Row]:
    """The rows of the chosen table that hold every word searched for."""
    here = view()
    tables = [table.name for table in STATEMENT_TABLES if any(row.table_name == table.name for row in rows)]
    names = {"": here.say("filter.table.all"), **{table: name(here.lang, "table", table) for table in tables}}
    words = st.text_input(here.say("filter.search"), key="search", bind="query-params").casefold().split()
    wanted = choose("table", here.say("filter.table"), list(names), names.__getitem__, default="")
    scope = choose("scope", here.say("filter.scope"), ("", "all"), partial(_scope, here), default="")
    found = [row for row in rows if not wanted or row.table_name == wanted]
    found = [row for row in found if scope or getattr(row, f"used_{here.snapshot.reading}")]
    return [row for row in found if all(word in _haystack(row) for word in words)]


def _scope(here: View, option: str) -> str:
    return here.say(f"filter.scope.{option or 'used'}")


def table(rows: Sequence[Row]) -> None:
    here = view()
    if not rows:
        st.info(here.say("empty.filtered"))
        return
    shown, count = min(len(rows), TABLE_LIMIT), len(here.ask("figures"))
    st.html(f"<p class='aside'>{here.say('figures.count', shown=shown, count=count)}</p>")
    columns = ("claim", "value", "date", "as_written", "source", "standing", "link")
    ledger([here.say(f"column.{column}") for column in columns], [_cells(row, here) for row in rows])


def _cells(row: Row, here: View) -> list[str]:
    figure = [claim(row, here.lang), value(row, here.lang), date(row, here.lang) or "–", row.as_written or ""]
    texts = [*figure, said_by(row, here), _standing(row, here)]
    return [*(escaped(text) for text in texts), anchor(row.id, here.say("figures.open"), here)]


def _standing(row: Row, here: View) -> str:
    return name(here.lang, "short", row.verdict or rank(row))


def _haystack(row: Row) -> str:
    said = (row.claim, row.claim_zh, row.as_written, row.locator)
    documents = (row.publisher, row.publisher_zh, row.source_title, row.source_title_zh)
    fields = (row.id, *said, *documents, row.product_name, row.product_name_zh)
    return " ".join(field for field in (*fields, row.organization_name, row.organization_name_zh) if field).casefold()
