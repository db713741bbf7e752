"""What another set would change, in words: figures old and new, and the texts of charts that would read otherwise.

The page, the command line and its JSON say the same.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Literal, get_args

from leadlag import charts, queries
from leadlag.contract import BY_NAME
from leadlag.findings import claim, figure_text, gap_texts, score_texts
from leadlag.names import Names
from leadlag.placement import placements
from leadlag.rows import Figures, Gaps, Overview
from leadlag.store import READINGS, Difference, Reading, RowChange, Snapshot
from leadlag.store.difference import Kind
from leadlag.words import Language, translate

Text = Literal["finding", "score", "gap"]
LONGEST = 80  # characters of a cell that are shown


@dataclass(frozen=True)
class FigureChange:
    """One row that would be added, removed or changed: what it is about, before and after, and `where` on the
    dashboard it then shows, or why it does not."""

    kind: Kind
    file: str
    id: str
    about: str
    before: str
    after: str
    where: str = ""


@dataclass(frozen=True)
class Effect:
    """One text of the dashboard that would read otherwise, and in which readings; empty where it is not shown."""

    kind: Text
    about: str
    before: str
    after: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Preview:
    """All that another set would change."""

    difference: Difference
    figures: tuple[FigureChange, ...]
    effects: tuple[Effect, ...]


def preview(old: Snapshot | None, new: Snapshot, changed: Difference, lang: Language) -> Preview:
    """Before and after, in one language. With nothing on show before, everything is new."""
    before, after = ({} if one is None else _figures(one) for one in (old, new))
    article, placed = queries.has_article(new), placements(new, [change.key for change in changed.changes])
    names = charts.names(old or new, lang), charts.names(new, lang)
    changes = tuple(
        replace(
            _change(change, before, after, *names),
            where=placed[change.key].says(lang, article=article) if change.key in placed else "",
        )
        for change in changed.changes
    )
    return Preview(changed, changes, tuple(_effects(old, new, lang)) if changed else ())


def _figures(snapshot: Snapshot) -> dict[str, Figures]:
    return {row.id: row for row in queries.ask(snapshot, Figures)}


def _change(change: RowChange, before: dict[str, Figures], after: dict[str, Figures], *names: Names) -> FigureChange:
    table, states = BY_NAME[change.table], (before.get(change.key), after.get(change.key))
    known = [(row if table.is_statement else None, called) for row, called in zip(states, names, strict=True)]
    about = next((claim(row, called) for row, called in known[::-1] if row), change.key)
    then, now = (figure_text(row, called) if row else "" for row, called in known)
    if change.kind == "changed" and then == now:
        then, now = _cells(change, 1), _cells(change, 2)
    return FigureChange(change.kind, table.file, change.key, about, then, now)


def _cells(change: RowChange, which: Literal[1, 2]) -> str:
    """The cells that differ, as `note: …; rank: preferred`."""
    return "; ".join(f"{cell[0]}: {_cut('' if cell[which] is None else str(cell[which]))}" for cell in change.cells)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _effects(old: Snapshot | None, new: Snapshot, lang: Language) -> Iterator[Effect]:
    """Texts that differ in any reading; one that differs alike in several is one effect."""
    found: dict[tuple[Text, str, str, str], list[Reading]] = {}
    with ThreadPoolExecutor(2) as pool:  # DuckDB works outside the interpreter's lock
        read = [pool.submit(_texts, one, reading, lang) for reading in READINGS for one in (old, new)]
    for reading, earlier, later in zip(READINGS, read[::2], read[1::2], strict=True):
        before, after = earlier.result(), later.result()
        for key in dict.fromkeys([*before, *after]):
            pair = before.get(key, ""), after.get(key, "")
            if pair[0] != pair[1]:
                found.setdefault((*key, *pair), []).append(reading)
    order = get_args(Text)
    for (kind, about, then, now), readings in sorted(found.items(), key=lambda item: order.index(item[0][0])):
        yield Effect(kind, about, then, now, tuple(readings))


def _texts(data: Snapshot | None, reading: Reading, lang: Language) -> dict[tuple[Text, str], str]:
    """Every finding, row of the scoreboard and gap, by its kind and what it is about."""
    if data is None:
        return {}
    snapshot = data.read_as(reading)
    options = charts.render_options(snapshot, lang)
    drawn = {question: charts.chart(snapshot, question, options) for question in charts.CHARTS}
    texts: dict[tuple[Text, str], str] = {
        ("finding", translate(lang, f"chart.{question}")): chart.title for question, chart in drawn.items() if chart
    }
    texts |= {("score", about): text for about, text in score_texts(queries.ask(snapshot, Overview), options)}
    texts |= {("gap", about): text for about, text in gap_texts(queries.ask(snapshot, Gaps), options)}
    return texts
