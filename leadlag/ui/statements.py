"""The statements themselves, for the page of figures: one card, a search, a table in which each has its own link."""

import difflib
from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from leadlag import formats
from leadlag.tables import GAP_UNITS, STATEMENT_TABLES
from leadlag.ui.choices import choose
from leadlag.ui.prose import TABLE_LIMIT, ledger
from leadlag.ui.view import Row, View, escaped, view
from leadlag.words import name, pick


def card(rows: Sequence[Row]) -> None:
    """The statement the link names, with its place in the source; an unknown id is answered with the nearest."""
    here, wanted = view(), st.query_params.get("statement")
    if not wanted:
        return
    row = next((row for row in rows if row.id == wanted), None)
    if row is None:
        near = difflib.get_close_matches(wanted, [row.id for row in rows], n=1)
        nearest = f"<a href='{link(near[0], here)}'>{escaped(near[0])}</a>" if near else here.say("statement.none_near")
        st.html(f"<div class='card'>{here.say('statement.unknown', id=escaped(wanted), near=nearest)}</div>")
        return
    facts = "".join(f"<dt>{escaped(term)}</dt><dd>{fact}</dd>" for term, fact in _facts(row, here) if fact)
    claim = escaped(pick(row, "claim", here.lang))
    close = f"<a href='{link('', here)}'>{escaped(here.say('statement.close'))}</a>"
    st.html(f"<article class='card'><h3>{claim}</h3><dl>{facts}</dl>{close}</article>")


def chosen(rows: Sequence[Row]) -> list[Row]:
    """The rows of the chosen table that hold every word searched for."""
    here = view()
    names = {"": here.say("filter.table.all"), **{t.name: name(here.lang, "table", t.name) for t in STATEMENT_TABLES}}
    words = st.text_input(here.say("filter.search"), key="search", bind="query-params").casefold().split()
    table = choose("table", here.say("filter.table"), list(names), names.__getitem__, default="")
    found = [row for row in rows if not table or row.table_name == table]
    return [row for row in found if all(word in _haystack(row) for word in words)]


def table(rows: Sequence[Row]) -> None:
    here = view()
    if not rows:
        st.info(here.say("empty.filtered"))
        return
    shown, count = min(len(rows), TABLE_LIMIT), len(here.ask("figures"))
    st.html(f"<p class='aside'>{here.say('figures.count', shown=shown, count=count)}</p>")
    columns = ("claim", "value", "date", "as_written", "locator", "table", "link")
    ledger([here.say(f"column.{column}") for column in columns], [_cells(row, here) for row in rows])


def link(statement: str, here: View) -> str:
    """A statement's own address, in the reader's language."""
    chosen = {"statement": statement, "lang": here.lang}
    return "figures?" + urlencode({key: value for key, value in chosen.items() if value})


def value(row: Row, here: View) -> str:
    """A statement's figure in its unit; empty for an event, whose figure is its date."""
    if row.table_name == "milestones" or (row.lower is None and row.upper is None):
        return ""
    if row.table_name == "gaps":
        return formats.stated_lag(row.lower, row.upper, row.qualifier, row.unit, here.lang)
    if row.table_name in ("prices", "data_costs"):
        currency, per = row.unit.split("/", 1)
        amount = formats.extent(row.lower, row.upper, row.qualifier, here.lang, currency)
        return f"{amount} {formats.per(per, here.lang)}"
    if row.table_name == "users":
        people = formats.extent(row.lower, row.upper, row.qualifier, here.lang)
        return f"{people} {name(here.lang, 'metric.unit', row.unit)}"
    if row.unit in GAP_UNITS:
        amount = formats.stated_lag(row.lower, row.upper, row.qualifier, row.unit, here.lang)
    else:
        money = row.unit if row.unit in formats.SYMBOLS else ""
        amount = formats.extent(row.lower, row.upper, row.qualifier, here.lang, money)
    return here.say("figures.measured", amount=amount, measure=pick(row, "about", here.lang))


def _cells(row: Row, here: View) -> list[str]:
    date = formats.when(row.year, row.month, row.day, row.part, here.lang) if row.year else "–"
    texts = [pick(row, "claim", here.lang), value(row, here), date, row.as_written or "", row.locator or ""]
    opened = f"<a href='{link(row.id, here)}'>{escaped(here.say('figures.open'))}</a>"
    return [*(escaped(text) for text in texts), escaped(name(here.lang, "table", row.table_name)), opened]


def _facts(row: Row, here: View) -> list[tuple[str, str]]:
    source = f"{row.publisher}, {pick(row, 'source_title', here.lang)}"
    cited = f"<a href='{escaped(row.url)}'>{escaped(source)}</a>" if row.url else escaped(source)
    others = [c for c in here.ask("conflicts") if row.id in (c.statement_a, c.statement_b)]
    clashes = "".join(f"<div>{_clash(conflict, row.id, here)}</div>" for conflict in others)
    date = formats.when(row.year, row.month, row.day, row.part, here.lang) if row.year else ""
    return [
        (here.say("column.value"), escaped(value(row, here))),
        (here.say("column.date"), escaped(date)),
        (here.say("column.as_written"), escaped(row.as_written or "")),
        (here.say("column.locator"), escaped(row.locator or "")),
        (here.say("column.source"), cited),
        (here.say("statement.note"), escaped(pick(row, "note", here.lang))),
        (here.say("statement.conflicts"), clashes),
        ("id", escaped(row.id)),
    ]


def _clash(conflict: Row, own: str, here: View) -> str:
    other = conflict.statement_b if conflict.statement_a == own else conflict.statement_a
    return f"{escaped(pick(conflict, 'explanation', here.lang))} <a href='{link(other, here)}'>{escaped(other)}</a>"


def _haystack(row: Row) -> str:
    fields = (row.id, row.claim, row.claim_zh, row.as_written, row.locator, row.product_name, row.product_name_zh)
    return " ".join(field for field in (*fields, row.organization_name, row.organization_name_zh) if field).casefold()
