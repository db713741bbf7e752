"""Every chart of the dashboard by the question it answers: what its question is asked, and what its figure is told.

Screen, preview and files draw a chart here, so that one question gives one chart wherever it appears.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from leadlag import figures, formats, queries
from leadlag.contract import METRICS
from leadlag.figures import Chart, Known, Look
from leadlag.store import Reading, Snapshot
from leadlag.words import Language, name, pick, say

#: The charts, in the order of the pages that show them.
CHARTS = (
    "overview",
    "audience",
    "audience_over_time",
    "prices",
    "effects",
    "data_costs",
    "memberships",
    "timeline",
    "gaps",
    "measure",
    "confidence",
)
#: A chart that one reading alone shows, because its counts are newer than what the others tell of.
READING_OF: Mapping[str, Reading] = {"audience_over_time": "latest"}
#: What a figure takes beside its rows: parameters of its question, or the answers to other questions.
OPTIONS: dict[str, tuple[str, ...]] = {
    "overview": ("sides", "contradicted", "weak"),
    "prices": ("sides", "quotas", "currency", "weak"),
    "effects": ("uses", "vague"),
    "data_costs": ("sides", "currency", "reading"),
    "memberships": ("fee_low", "fee_high"),
    "gaps": ("sides",),
}
#: What a reader has left in a chart: pairs of a filter and a value it keeps, `(("kind", "launch"), ("kind", "demo"))`.
Only = tuple[tuple[str, str], ...]
USES = 10  # single effects a month, where the reader has not said how many


class Selection(NamedTuple):
    """The rows a reader has left in a chart, and what was asked of them."""

    rows: Sequence[Any]
    only: Only = ()


def shown(snapshot: Snapshot) -> tuple[str, ...]:
    """The charts of the snapshot's reading, in the order of the pages."""
    return tuple(one for one in CHARTS if READING_OF.get(one, snapshot.reading) == snapshot.reading)


def chart(
    snapshot: Snapshot,
    question: str,
    look: Look,
    rows: Sequence[Any] | None = None,
    only: Only = (),
    **params: object,
) -> Chart | None:
    """The chart of these rows, or of all rows of its question; None where there are none, or the snapshot's reading
    does not show it. It says what they were filtered by. Made once per snapshot."""
    if question not in shown(snapshot):
        return None
    chosen = {**defaults(snapshot, question), **params}
    drawn = queries.ask(snapshot, question, **chosen) if rows is None else rows
    if not drawn:
        return None
    made = snapshot.kept(
        ("chart", question, look, tuple(drawn), only, tuple(sorted(chosen.items()))),
        lambda: _filtered(_drawn(snapshot, question, look, drawn, chosen), snapshot, only),
    )
    return made if made.canvas.y else None  # rows of which none is drawn, such as prices that are all in credits


def defaults(snapshot: Snapshot, question: str) -> dict[str, object]:
    """What a question is asked where the reader has chosen nothing: amounts as stated, the fee that is stated, the
    measure of most figures."""
    if question in ("prices", "data_costs"):
        return {"currency": None}
    if question == "effects":
        return {"uses": USES}
    if question == "audience_over_time":
        return {"metric": METRICS[0]}
    if question == "measure":
        counted = queries.ask(snapshot, "measures")
        return {"measure": counted[0].id if counted else None}
    return dict(zip(("fee_low", "fee_high"), stated_fee(snapshot), strict=True)) if question == "memberships" else {}


def stated_fee(snapshot: Snapshot) -> tuple[float, float]:
    """The stated monthly fee as two ends, an open one taking the other's value; one unit of money if none is stated."""
    fees = queries.ask(snapshot, "memberships", fee_low=1.0, fee_high=1.0)
    stated = [end for end in (fees[0].fee_lower, fees[0].fee_upper) if end is not None] if fees else []
    return (min(stated), max(stated)) if stated else (1.0, 1.0)


def _drawn(snapshot: Snapshot, question: str, look: Look, rows: Sequence[Any], chosen: Mapping[str, object]) -> Chart:
    options = {name: chosen[name] if name in chosen else _answer(snapshot, name) for name in OPTIONS.get(question, ())}
    made: Chart = getattr(figures, question)(rows, look, **options)
    made.canvas.known = _known(snapshot, look.lang)
    return replace(made, proofs=partial(_proofs, snapshot, look))


def _filtered(made: Chart, snapshot: Snapshot, only: Only) -> Chart:
    """The chart with what is left in it said in its subtitle and in its alternative text."""
    if not only:
        return made
    lang = made.canvas.look.lang
    kept: dict[str, list[str]] = {}
    for by, value in only:
        kept.setdefault(by, []).append(_named(snapshot, by, value, lang))
    separator = say(lang, "list.separator")
    said = " · ".join(say(lang, f"filter.only.{by}", list=separator.join(names)) for by, names in kept.items())
    alt = say(lang, "filter.alt", alt=made.alt, only=said)
    return replace(made, subtitle=f"{made.subtitle} · {said}", alt=alt, only=said)


def _named(snapshot: Snapshot, by: str, value: str, lang: Language) -> str:
    """A value of a filter as a reader knows it."""
    if by == "side":
        sides = {row.id: pick(row, "name", lang) for row in queries.ask(snapshot, "sides")}
        return sides.get(value, value)
    return name(lang, by, value)


def _answer(snapshot: Snapshot, option: str) -> Any:
    """What a figure is told beside its rows: which statements are contradicted, weak or vague, or what answers another
    question."""
    if option == "reading":
        return snapshot.reading
    if option == "contradicted":
        return _known(snapshot, "en").contradicted
    if option == "weak":
        return {row.id for row in queries.ask(snapshot, "figures") if row.weak and not row.by_article}
    if option == "vague":
        return {row.id for row in queries.ask(snapshot, "figures") if row.qualifier in formats.VAGUE}
    return queries.ask(snapshot, option)


def _known(snapshot: Snapshot, lang: Language) -> Known:
    """Whose each statement is, and which of them other sources contradict: alike for every chart."""

    def known() -> Known:
        sides = {row.place: pick(row, "name", lang) for row in queries.ask(snapshot, "sides")}
        stated = [row for row in queries.ask(snapshot, "figures") if row.table_name != "gaps"]
        judged = queries.ask(snapshot, "confidence")
        contradicted = frozenset(row.id for row in judged if row.verdict == "contradicted" and row.table_name != "gaps")
        return Known(sides, {row.id: row.place or 0 for row in stated}, contradicted)

    return snapshot.kept(("known", lang), known)


def _proofs(snapshot: Snapshot, look: Look) -> Mapping[str, str]:
    """What stands behind each statement, for the marks that answer the pointer."""
    return snapshot.kept(("proofs", look.lang), lambda: figures.proofs(queries.ask(snapshot, "figures"), look))
