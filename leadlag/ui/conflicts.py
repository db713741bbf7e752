"""The disagreements, worst first: what is said, on one scale, why it differs, and which of it each reading uses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from leadlag import charts
from leadlag.figures import ROWS, row_range
from leadlag.rows import Conflicts, Figures
from leadlag.ui.card import marks, readings_using
from leadlag.ui.controls import choose, choose_page
from leadlag.ui.markup import asides
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.range_strip import Mark, range_strip
from leadlag.ui.view import View, view
from leadlag.words import enum_label, labelled

#: Whom a disagreement is between, as it stands in the link; "" is everyone.
PARTIES = ("", "inside", "sources")


def filtered(rows: Sequence[Conflicts]) -> list[Conflicts]:
    """The disagreements inside the article, between sources, or all."""
    here = view()
    if not here.has_article:
        return list(rows)
    words = partial(enum_label, here.lang, "between")
    party = choose("between", here.translate("filter.between"), PARTIES, lambda one: words(one or "all"), default="")
    return [row for row in rows if not party or row.inside == (party == "inside")]


def show(rows: Sequence[Conflicts]) -> None:
    here = view()
    if not rows:
        st.info(escape_markdown(here.translate("empty.filtered" if here.ask(Conflicts) else "empty")))
        return
    shown = row_range(rows, choose_page("conflicts", len(rows), None), ROWS)
    if shown.is_part:
        asides([charts.rows_shown(shown, here.lang)])
    write_html(Markup("").join(_conflict(row, here) for row in shown.rows))


def _conflict(row: Conflicts, here: View) -> Markup:
    severity = enum_label(here.lang, "severity", row.severity or "none")
    basis = enum_label(here.lang, "basis", row.basis) if row.basis else ""
    words = here.names.explanation(row.statement_a, row.statement_b)
    explanation = words if row.severity else here.translate("conflicts.unexplained")
    conflict = Markup("<section class='conflict'><h3>{} <span>{}</span></h3>{}<p>{}</p></section>")
    return conflict.format(severity, basis, range_strip(_marks(row, here)), explanation)


def _marks(row: Conflicts, here: View) -> list[Mark]:
    """The two statements and, of the same things, what the readings use instead."""
    every = charts.statements(here.snapshot)
    pair = [every[row.statement_a], every[row.statement_b]]
    by_fact = here.snapshot.cached("used by fact", lambda: _used_by_fact(here.ask(Figures)))
    used = [one for fact_key in {one.fact_key: 0 for one in pair} for one in by_fact.get(fact_key, ())]
    shown = [*pair, *(one for one in used if one not in pair)]
    return [replace(mark, note=_used_in(one, here)) for mark, one in zip(marks(shown, here), shown, strict=True)]


def _used_by_fact(rows: Sequence[Figures]) -> Mapping[str, Sequence[Figures]]:
    """The statements that the readings use, by what they are about."""
    used: dict[str, list[Figures]] = {}
    for row in rows:
        if row.used_checked or row.used_latest:
            used.setdefault(row.fact_key, []).append(row)
    return used


def _used_in(row: Figures, here: View) -> str:
    """`Used in: The article, Latest`, or that no reading uses a statement."""
    readings = readings_using(row, here)
    unused = readings == here.translate("card.unused")
    return readings if unused else labelled(here.lang, here.translate("card.used"), readings)
