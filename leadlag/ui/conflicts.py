"""The disputes, worst first: what is disputed, what is said of it on one scale, who uses which, and why they differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

import streamlit as st
from markupsafe import Markup, escape

from leadlag import charts
from leadlag.findings.common import material_label
from leadlag.markup import each
from leadlag.row_range import ROWS, row_range
from leadlag.rows import Conflicts, Figures
from leadlag.ui.card import marks, readings_using
from leadlag.ui.controls import choose, choose_page
from leadlag.ui.markup import asides, section
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.range_strip import Mark, range_strip
from leadlag.ui.view import View, view
from leadlag.words import enum_label, labelled

#: Whom a disagreement is between, as it stands in the link; "" is everyone.
PARTIES = ("", "inside", "sources")
#: How the marks of a dispute are drawn, as the key explains them: the classes of a row of `range_strip`, or of a bar.
BARS = {"used": "", "unused": "", "open": "open-right"}
TEXTS = ("preferred", "contradicted")


class Dispute(NamedTuple):
    """All pairs of statements about one thing; `facts` are the statements about it, and what readings use instead."""

    key: str
    pairs: Sequence[Conflicts]
    facts: Mapping[str, Sequence[Figures]]

    @property
    def severity(self) -> str:
        """That of its worst pair, which comes first."""
        return self.pairs[0].severity or "none"

    @property
    def subject(self) -> list[str]:
        """What is disputed: one fact, or two that exclude each other."""
        return [key for key in self.facts if self.key == key or self.key in _joined(key, self.facts)]

    @property
    def id(self) -> str:
        """What links on the page call it; ids of HTML hold no blanks."""
        return "_".join(self.key.split())

    def title(self, here: View) -> str:
        """The names of what is disputed: `Jianying launches`, `CapCut: users / TikTok: users`."""
        return " / ".join(dict.fromkeys(_fact_name(self.facts[key][0], here) for key in self.subject))


def _joined(key: str, others: Iterable[str]) -> set[str]:
    """How a dispute about this fact and another one is called."""
    return {" ".join(sorted((key, other))) for other in others}


def _filtered(rows: Sequence[Conflicts]) -> list[Conflicts]:
    """The pairs inside the article, between sources, or all."""
    here = view()
    if not here.has_article:
        return list(rows)
    words = partial(enum_label, here.lang, "between")
    label = here.translate("filter.between")
    party = choose("between", label, PARTIES, lambda one: words(one or "all"), default="", quiet=True)
    return [row for row in rows if not party or row.inside == (party == "inside")]


def show() -> None:
    """The heading, below it the filter and what it leaves."""
    here, heading = view(), st.container()
    every = here.ask(Conflicts)
    disputes = _disputes(_filtered(every), here)
    if not disputes:
        st.info(escape_markdown(here.translate("empty.filtered" if every else "empty")))
        return
    with heading:
        section(here.translate("conflicts.title", count=len(disputes)), here.translate("conflicts.line"))
    here.listed.extend(row.id for dispute in disputes for rows in dispute.facts.values() for row in rows)
    shown = row_range(disputes, choose_page("conflicts", len(disputes), None), ROWS)
    if shown.is_part:
        asides([charts.rows_shown(shown, here.lang)])
    write_html(_key(here) + _jump_list(shown.rows, here))
    write_html(Markup("").join(_block(dispute, here) for dispute in shown.rows))


def _disputes(rows: Sequence[Conflicts], here: View) -> list[Dispute]:
    every = charts.statements(here.snapshot)
    by_fact = here.snapshot.cached("used by fact", lambda: _used_by_fact(here.ask(Figures)))
    grouped: dict[str, list[Conflicts]] = {}
    for row in rows:
        grouped.setdefault(row.dispute, []).append(row)
    return [Dispute(key, pairs, _facts(pairs, every, by_fact)) for key, pairs in grouped.items()]


def _facts(
    pairs: Sequence[Conflicts], every: Mapping[str, Figures], by_fact: Mapping[str, Sequence[Figures]]
) -> Mapping[str, Sequence[Figures]]:
    """The statements of the pairs by what they are about and, of the same things, what the readings use instead."""
    facts: dict[str, dict[str, Figures]] = {}
    for one in (every[id_] for pair in pairs for id_ in (pair.statement_a, pair.statement_b)):
        facts.setdefault(one.fact_key, {})[one.id] = one
    for fact_key, stated in facts.items():
        stated.update({one.id: one for one in by_fact.get(fact_key, ())})
    return {key: sorted(stated.values(), key=_order) for key, stated in facts.items()}


def _order(row: Figures) -> tuple[bool, float, float, str]:
    """The article first, then by date and figure."""
    return not row.by_article, row.earliest_day or 0, row.lower or 0, row.id


def _used_by_fact(rows: Sequence[Figures]) -> Mapping[str, Sequence[Figures]]:
    """The statements that the readings use, by what they are about."""
    used: dict[str, list[Figures]] = {}
    for row in rows:
        if row.used_checked or row.used_latest:
            used.setdefault(row.fact_key, []).append(row)
    return used


def _fact_name(row: Figures, here: View) -> str:
    """What a statement is about, in a few words: `Doubao: daily active users`, `Jianying launches`."""
    names, about = here.names, here.names.about(row.id)
    if row.table_name == "milestones":
        return about
    if row.table_name == "gaps":
        return here.translate("conflicts.pair", **{end: _event(row.id, end, here) for end in ("leader", "follower")})
    if row.table_name == "data_costs":
        material, scope = (names.cell(row.id, column) for column in ("material", "scope"))
        about = material_label(row.id, material, scope, here.options)
    if row.table_name == "prices":
        about = f"{about}, {enum_label(here.lang, 'per', (row.unit or '').partition('/')[2])}"
    return labelled(here.lang, names.product(row.product) or names.organization(row.organization), about)


def _event(gap: str, end: str, here: View) -> str:
    """The title of one end of a pair."""
    figures = here.ask(Figures)
    stated = here.snapshot.cached("statement by fact", lambda: {row.fact_key: row.id for row in reversed(figures)})
    return here.names.about(stated[f"milestones/{here.names.cell(gap, end)}"])


def _key(here: View) -> Markup:
    """What the marks mean."""
    bar = Markup("<span class='{}'><i class='bar {}'></i> {}</span>")
    text = Markup("<span class='{0}'><b>{1}</b> {2}</span>")
    bars = [bar.format(key, style, here.translate(f"conflicts.key.{key}")) for key, style in BARS.items()]
    example = here.translate("conflicts.key.example")
    texts = [text.format(key, example, here.translate(f"conflicts.key.{key}")) for key in TEXTS]
    return Markup("<p class='range-key'>{}</p>").format(Markup(" ").join([*bars, *texts]))


def _jump_list(disputes: Sequence[Dispute], here: View) -> Markup:
    """The titles by severity, each a link to its block. Closed: the worst come first below."""
    groups: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        groups.setdefault(dispute.severity, []).append(dispute)
    group = Markup("<details><summary>{}</summary><ul>{}</ul></details>")
    item = Markup("<li><a href='#{}' target='_self'>{}</a></li>")
    lists = [
        group.format(
            here.translate("conflicts.group", severity=enum_label(here.lang, "severity", severity), count=len(found)),
            Markup("").join(item.format(quote(one.id), one.title(here)) for one in found),
        )
        for severity, found in groups.items()
    ]
    nav = Markup("<nav class='jump-list' aria-label='{}'>{}</nav>")
    return nav.format(here.translate("conflicts.jump"), Markup("").join(lists))


def _block(dispute: Dispute, here: View) -> Markup:
    bases = dict.fromkeys(enum_label(here.lang, "basis", pair.basis) for pair in dispute.pairs if pair.basis)
    about = " · ".join([enum_label(here.lang, "severity", dispute.severity), *bases])
    strips = Markup("").join(_strips(dispute, here))
    block = Markup("<section class='dispute' id='{}'><h3>{}</h3><p class='severity'>{}</p>{}{}</section>")
    return block.format(dispute.id, dispute.title(here), about, strips, _reasons(dispute, here))


def _strips(dispute: Dispute, here: View) -> Iterator[Markup]:
    """What is said of each fact, the disputed first, each under its name where there are several; events share a
    scale."""
    events = _marks([row for rows in dispute.facts.values() for row in rows if row.table_name == "milestones"], here)
    for key in sorted(dispute.facts, key=lambda key: key not in dispute.subject):
        rows = dispute.facts[key]
        if len(dispute.facts) > 1:
            yield Markup("<h4>{}</h4>").format(_fact_name(rows[0], here))
        shared = len(events) > 1 and rows[0].table_name == "milestones"
        yield range_strip(_marks(rows, here), events if shared else ())


def _reasons(dispute: Dispute, here: View) -> Markup:
    """Why the statements differ and which is right: a sentence a pair."""
    paragraphs = dict.fromkeys(
        here.names.explanation(pair.statement_a, pair.statement_b)
        if pair.severity
        else here.translate("conflicts.unexplained")
        for pair in dispute.pairs
    )
    return each(Markup("<p>{}</p>"), paragraphs)


def _marks(rows: Sequence[Figures], here: View) -> list[Mark]:
    return [replace(mark, note=_note(row, here)) for mark, row in zip(marks(rows, here), rows, strict=True)]


def _note(row: Figures, here: View) -> Markup:
    """A figure as its source writes it, and the readings that use it: `“几百万美元” · Used in: The article`."""
    as_written, readings = here.names.cell(row.id, "as_written"), readings_using(row, here)
    is_used = readings != here.translate("card.unused")
    used = labelled(here.lang, here.translate("card.used"), readings) if is_used else readings
    written = Markup("<q>{}</q>").format(as_written) if as_written else ""
    return Markup(" · ").join(part for part in (written, escape(used)) if part)
