"""The disagreements, worst first: what is said, on one scale, why it differs, and which of it each reading uses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from leadlag.rows import Conflicts, Figures
from leadlag.ui.card import marks, readings_using
from leadlag.ui.controls import choose
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
    every = {one.id: one for one in here.ask(Figures)}
    write_html(Markup("").join(_conflict(row, every, here) for row in rows))


def _conflict(row: Conflicts, every: Mapping[str, Figures], here: View) -> Markup:
    severity = enum_label(here.lang, "severity", row.severity or "none")
    basis = enum_label(here.lang, "basis", row.basis) if row.basis else ""
    words = here.names.explanation(row.statement_a, row.statement_b)
    explanation = words if row.severity else here.translate("conflicts.unexplained")
    conflict = Markup("<section class='conflict'><h3>{} <span>{}</span></h3>{}<p>{}</p></section>")
    return conflict.format(severity, basis, range_strip(_marks(row, every, here)), explanation)


def _marks(row: Conflicts, every: Mapping[str, Figures], here: View) -> list[Mark]:
    """The two statements and, of the same things, what the readings use instead."""
    pair = [every[row.statement_a], every[row.statement_b]]
    fact_keys = {one.fact_key for one in pair}
    used = [one for one in every.values() if one.fact_key in fact_keys and (one.used_checked or one.used_latest)]
    shown = [*pair, *(one for one in used if one not in pair)]
    return [replace(mark, note=_used_in(one, here)) for mark, one in zip(marks(shown, here), shown, strict=True)]


def _used_in(row: Figures, here: View) -> str:
    """`Used in: The article, Latest`, or that no reading uses a statement."""
    readings = readings_using(row, here)
    unused = readings == here.translate("card.unused")
    return readings if unused else labelled(here.lang, here.translate("card.used"), readings)
