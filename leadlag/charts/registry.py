"""Every chart of the dashboard by the question it answers, as the files beside this one declare them.

Screen, preview and files draw a chart here, so that one question gives one chart wherever it appears.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from leadlag import findings, queries
from leadlag.charts import money
from leadlag.charts.chart import Chart
from leadlag.charts.spec import ChartSpec, contradicted_statements
from leadlag.charts.statement_facts import StatementFacts
from leadlag.names import Names, named
from leadlag.render_options import WIDTHS, RenderOptions, Window
from leadlag.row_range import RowRange
from leadlag.rows import Figures, Sides
from leadlag.store import Snapshot
from leadlag.words import Language, enum_label, translate

Row = TypeVar("Row", bound=tuple[Any, ...])
#: What a reader has left in a chart: pairs of a filter and a value it keeps, `(("kind", "launch"), ("kind", "demo"))`.
Only = tuple[tuple[str, str], ...]


def _declared() -> Iterator[ChartSpec]:
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        name = f"{__package__}.{module.name}"
        found = getattr(importlib.import_module(name), "SPEC", None) if name != __name__ else None
        if isinstance(found, ChartSpec):
            yield found


#: What each file declares, by question, in the order of the pages that show the charts.
SPECS: Mapping[str, ChartSpec] = {spec.question: spec for spec in sorted(_declared(), key=lambda spec: spec.order)}
CHARTS = tuple(SPECS)


class Selection(NamedTuple):
    """The rows a reader has left in a chart, and what was asked of them; `every` are those they were picked from, and
    `offset` is how many stand before the first one shown."""

    rows: Sequence[Any]
    only: Only = ()
    every: Sequence[Any] | None = None
    offset: int = 0


@dataclass(frozen=True)
class SnapshotAnswers:
    """A snapshot as a chart's declaration asks it."""

    snapshot: Snapshot

    @property
    def reading(self) -> str:
        return self.snapshot.reading

    def ask(self, asked: type[Row], **params: object) -> list[Row]:
        return queries.ask(self.snapshot, asked, **params)


def pages() -> dict[str, list[ChartSpec]]:
    """The charts of each page, in their order."""
    found: dict[str, list[ChartSpec]] = {}
    for spec in SPECS.values():
        found.setdefault(spec.page, []).append(spec)
    return found


def address(question: str) -> str:
    """The path of the page that shows a chart; the first page has none."""
    page = SPECS[question].page
    return "" if page == SPECS[CHARTS[0]].page else page


def names(snapshot: Snapshot, lang: Language) -> Names:
    """What this data calls things."""
    return snapshot.cached(("names", lang), lambda: Names(lang, snapshot.tables), all_readings=True)


def parties(snapshot: Snapshot) -> list[str]:
    """Who can be compared: all sides, and organizations of which anything is said, or that are compared just now."""
    sides = [str(row[0]) for row in snapshot.tables["sides"]]
    heard = {row.organization for row in queries.ask(snapshot, Figures)} | set(snapshot.parties or ())
    organizations = [str(row[0]) for row in snapshot.tables["organizations"]]
    return [*sides, *(one for one in organizations if one in heard and one not in sides)]


def statements(snapshot: Snapshot) -> Mapping[str, Figures]:
    """Every statement by its id."""
    return snapshot.cached("statements", lambda: {row.id: row for row in queries.ask(snapshot, Figures)})


def rows_shown(shown: RowRange, lang: Language) -> str:
    """Which rows are shown of all there are: `1–100 of 5,314`."""
    first, last, total = (f"{count:,}" for count in (shown.first, shown.last, shown.total))
    return translate(lang, "rows.shown", first=first, last=last, total=total)


def named_rows(snapshot: Snapshot, rows: Sequence[Any], lang: Language) -> tuple[list[str], list[list[object]]]:
    """Columns and cells of a question's rows, with the names of what they are about."""
    return named(rows, names(snapshot, lang))


def render_options(
    snapshot: Snapshot, lang: Language, *, dark: bool = False, window: Window = "medium"
) -> RenderOptions:
    """The options of a screen, by its window, with the names of this data."""
    return RenderOptions(lang, dark, WIDTHS[window], above=window == "narrow", names=names(snapshot, lang))


def chart(
    snapshot: Snapshot,
    question: str,
    render_options: RenderOptions,
    rows: Sequence[Any] | None = None,
    only: Only = (),
    every: Sequence[Any] | None = None,
    **params: object,
) -> Chart | None:
    """The chart of these rows, or of all rows of its question; None where none is drawn. It says what they were
    filtered by and which of them it draws, and of picked rows what it says of `every` row they were picked from. Made
    once per snapshot."""
    chosen = {**defaults(snapshot, question), **params}
    drawn = answer(snapshot, question, **params) if rows is None else rows
    if not drawn:
        return None
    render_options = replace(render_options, names=names(snapshot, render_options.lang), picked=every is not None)
    made = snapshot.cached(
        ("chart", question, render_options, tuple(drawn), only, tuple(sorted(chosen.items()))),
        lambda: _limited(_drawn(snapshot, question, render_options, drawn, chosen), only),
    )
    if every is not None and (whole := chart(snapshot, question, render_options, every, (), None, **params)):
        subtitle = " · ".join(filter(None, (whole.subtitle, made.only)))
        made = replace(made, title=whole.title, subtitle=subtitle)
    return None if made.blocks.is_empty else made  # rows of which none is drawn, such as prices that are all in credits


def answer(snapshot: Snapshot, question: str, **params: object) -> list[Any]:
    """The rows of a chart's question, asked with its defaults where nothing else is given; what only the chart takes is
    no concern of the question."""
    chosen = {**defaults(snapshot, question), **params}
    return queries.answer(snapshot, question, **{name: chosen[name] for name in queries.question(question).params})


def row_names(snapshot: Snapshot, question: str, rows: Sequence[Any], lang: Language) -> list[str]:
    """By what a reader knows each of these rows; empty where a chart is drawn whole or not at all."""
    named = SPECS[question].row_names
    return named(rows, render_options(snapshot, lang)) if named else []


def defaults(snapshot: Snapshot, question: str) -> Mapping[str, object]:
    """What a question is asked where the reader has chosen nothing."""
    return SPECS[question].defaults(SnapshotAnswers(snapshot))


def default_currency(snapshot: Snapshot) -> str | None:
    """What amounts are compared in, where the reader has chosen nothing."""
    return money.default_currency(SnapshotAnswers(snapshot))


def _drawn(
    snapshot: Snapshot, question: str, render_options: RenderOptions, rows: Sequence[Any], chosen: Mapping[str, object]
) -> Chart:
    spec, data = SPECS[question], SnapshotAnswers(snapshot)
    asked = {param: chosen[param] for param in spec.draw_params if param in chosen}
    made = spec.draw(
        rows, render_options, **asked, **{context_name: look_up(data) for context_name, look_up in spec.context.items()}
    )
    facts = _statement_facts(snapshot, render_options.lang)
    return replace(made, facts=facts, tooltips=partial(_tooltips, snapshot))


def _limited(made: Chart, only: Only) -> Chart:
    """The chart with what is left in it said in its subtitle, and so in its alternative text."""
    render_options = made.options
    left: dict[str, list[str]] = {}
    for by, value in only:
        left.setdefault(by, []).append(_left(by, value, render_options))
    separator = translate(render_options.lang, "list.separator")
    parts = [
        translate(render_options.lang, f"filter.only.{by}", list=separator.join(names)) for by, names in left.items()
    ]
    if made.shown and made.shown.is_part:
        parts.append(rows_shown(made.shown, render_options.lang))
    if not parts:
        return made
    said = " · ".join(parts)
    return replace(made, subtitle=f"{made.subtitle} · {said}", only=said)


def _left(by: str, value: str, render_options: RenderOptions) -> str:
    """What a filter keeps, in words."""
    if by == "side":
        return render_options.names.side(value)
    if by == "subject":
        return render_options.names.subject(value)
    if by == "years":
        return value
    if by == "pairs":
        return translate(render_options.lang, "filter.side.across")
    return enum_label(render_options.lang, by, value)


def _statement_facts(snapshot: Snapshot, lang: Language) -> StatementFacts:
    """Whose each statement is, and which of them other sources contradict: alike for every chart."""

    def known() -> StatementFacts:
        called = names(snapshot, lang)
        sides = {row.side_rank: called.side(row.id) for row in queries.ask(snapshot, Sides)}
        stated = [row for row in queries.ask(snapshot, Figures) if row.table_name != "gaps"]
        return StatementFacts(
            sides, {row.id: row.side_rank or 0 for row in stated}, contradicted_statements(SnapshotAnswers(snapshot))
        )

    return snapshot.cached(("known", lang), known)


def _tooltips(snapshot: Snapshot, made: Chart) -> Mapping[str, str]:
    """What stands behind each statement that a mark answers the pointer for."""
    every = statements(snapshot)
    drawn = [every[one] for one in {*made.statements, *made.drawn_statements()} if one in every]
    return findings.tooltips(drawn, made.options)
