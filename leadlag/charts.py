"""Every chart of the dashboard by the question it answers: what its question is asked, and what its figure is told.

Screen, preview and files draw a chart here, so that one question gives one chart wherever it appears.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from leadlag import figures, queries
from leadlag.figures import Chart, Look
from leadlag.store import Reading, Snapshot

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
    "confidence",
)
#: A chart that one reading alone shows, because its counts are newer than what the others tell of.
READING_OF: Mapping[str, Reading] = {"audience_over_time": "latest"}
#: What a figure takes beside its rows: parameters of its question, or the answers to other questions.
OPTIONS: dict[str, tuple[str, ...]] = {
    "overview": ("sides",),
    "prices": ("sides", "quotas", "currency"),
    "effects": ("uses",),
    "data_costs": ("sides", "currency"),
    "memberships": ("fee_low", "fee_high"),
    "gaps": ("sides",),
}
USES = 10  # single effects a month, where the reader has not said how many


def shown(snapshot: Snapshot) -> tuple[str, ...]:
    """The charts of the snapshot's reading, in the order of the pages."""
    return tuple(one for one in CHARTS if READING_OF.get(one, snapshot.reading) == snapshot.reading)


def chart(
    snapshot: Snapshot, question: str, look: Look, rows: Sequence[Any] | None = None, **params: object
) -> Chart | None:
    """The chart of these rows, or of all rows of its question; None where there are none, or the snapshot's reading
    does not show it. Made once per snapshot."""
    if question not in shown(snapshot):
        return None
    chosen = {**defaults(snapshot, question), **params}
    drawn = queries.ask(snapshot, question, **chosen) if rows is None else rows
    if not drawn:
        return None
    made = snapshot.kept(
        ("chart", question, look, tuple(drawn), tuple(sorted(chosen.items()))),
        lambda: _drawn(snapshot, question, look, drawn, chosen),
    )
    return made if made.canvas.y else None  # rows of which none is drawn, such as prices that are all in credits


def defaults(snapshot: Snapshot, question: str) -> dict[str, object]:
    """What a question is asked where the reader has chosen nothing: amounts as stated, the fee that is stated."""
    if question in ("prices", "data_costs"):
        return {"currency": None}
    if question == "effects":
        return {"uses": USES}
    return dict(zip(("fee_low", "fee_high"), stated_fee(snapshot), strict=True)) if question == "memberships" else {}


def stated_fee(snapshot: Snapshot) -> tuple[float, float]:
    """The stated monthly fee as two ends, an open one taking the other's value; one unit of money if none is stated."""
    fees = queries.ask(snapshot, "memberships", fee_low=1.0, fee_high=1.0)
    ends = (fees[0].fee_lower, fees[0].fee_upper) if fees else (None, None)
    low, high = (ends[1] if ends[0] is None else ends[0]), (ends[0] if ends[1] is None else ends[1])
    return max(1.0, low or 1.0), max(1.0, high or 1.0)


def _drawn(snapshot: Snapshot, question: str, look: Look, rows: Sequence[Any], chosen: Mapping[str, object]) -> Chart:
    options = {
        name: chosen[name] if name in chosen else queries.ask(snapshot, name) for name in OPTIONS.get(question, ())
    }
    made: Chart = getattr(figures, question)(rows, look, **options)
    return replace(made, proofs=partial(_proofs, snapshot, look))


def _proofs(snapshot: Snapshot, look: Look) -> Mapping[str, str]:
    """What stands behind each statement, for the marks that answer the pointer."""
    return snapshot.kept(("proofs", look.lang), lambda: figures.proofs(queries.ask(snapshot, "figures"), look))
