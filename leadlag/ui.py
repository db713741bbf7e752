"""What pages are made of: the view a reader has chosen, a chart with all that belongs to it, filters and tables.

Text from data is escaped here, once, on its way into HTML. pandas is imported only where a table is asked for.
"""

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Literal

import streamlit as st

from leadlag import formats, queries
from leadlag.errors import DataError
from leadlag.figures import Chart, Headline, Look
from leadlag.store import Snapshot
from leadlag.words import Language, name, pick, say

Row = Any
PLOT_CONFIG = {"displayModeBar": False}
TABLE_LIMIT = 500  # rows of an HTML table; a browser lays out more only slowly


@dataclass(frozen=True)
class View:
    """What is on screen: the snapshot this run started with, and the reader's choices."""

    snapshot: Snapshot
    lang: Language
    dark: bool
    currency: str | None = None

    @property
    def look(self) -> Look:
        return Look(self.lang, self.dark)

    @cached_property
    def sides(self) -> list[Row]:
        return self.ask("sides")

    def ask(self, question: str, **params: object) -> list[Row]:
        return queries.ask(self.snapshot, question, **params)

    def say(self, key: str, **details: object) -> str:
        return say(self.lang, key, **details)


def view() -> View:
    """The view the frame has prepared for this run."""
    return st.session_state["view"]  # type: ignore[no-any-return]


def show(
    question: str,
    rows: Sequence[Row],
    figure: Callable[..., Chart],
    params: Mapping[str, object] | None = None,
    **options: object,
) -> None:
    """A chart with its finding, footer, table and SQL; or one sentence where there are no rows."""
    here = view()
    if not rows:
        st.info(here.say("empty.filtered" if here.ask(question, **(params or {})) else "empty"))
        return
    drawn = chart(here.snapshot, figure, rows, here.look, **options)
    st.html(f"<header class='finding'><h2>{escaped(drawn.title)}</h2><p>{escaped(drawn.subtitle)}</p></header>")
    st.plotly_chart(drawn.plot, theme=None, key=f"chart-{question}", alt=drawn.alt, config=PLOT_CONFIG)
    _footer(drawn)
    _behind(question, rows)


def chart(
    snapshot: Snapshot, figure: Callable[..., Chart], rows: Sequence[Row], look: Look, **options: object
) -> Chart:
    """The chart of these rows in this look, made once per snapshot, whoever asks first."""
    fixed = tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in sorted(options.items()))
    return snapshot.kept((figure, look, tuple(rows), fixed), lambda: figure(rows, look, **options))


def _footer(drawn: Chart) -> None:
    here = view()
    lines = [here.say("footer.source", sources=_sources(drawn.statements))]
    if drawn.note:
        lines.append(here.say("footer.note", note=drawn.note))
    lines.append(as_of(here))
    st.html("<footer class='footer'>" + "".join(f"<p>{escaped(line)}</p>" for line in lines) + "</footer>")


def _sources(statements: Sequence[str]) -> str:
    """Publisher, title and date of every document behind these statements."""
    here = view()
    cited = {row.source for row in here.ask("figures") if row.id in set(statements)}
    texts = [
        here.say(
            "footer.document",
            publisher=row.publisher,
            title=pick(row, "title", here.lang),
            date=formats.when(row.year, row.month, row.day, None, here.lang),
        )
        for row in here.ask("sources")
        if row.id in cited
    ]
    return "; ".join(texts)


def as_of(here: View) -> str:
    """The newest date the figures reach, and which data this is."""
    newest = here.ask("as_of")[0]
    if newest.year is None:
        return here.say("footer.data_undated", fingerprint=here.snapshot.fingerprint)
    date = formats.when(newest.year, newest.month, None, None, here.lang)
    return here.say("footer.data", date=date, fingerprint=here.snapshot.fingerprint)


def _behind(question: str, rows: Sequence[Row]) -> None:
    """The table and the SQL behind a chart, made only when asked for."""
    here = view()
    choice = st.segmented_control(
        here.say("show.label"),
        ["table", "sql"],
        format_func=lambda option: here.say(f"show.{option}"),
        key=f"behind-{question}",
        label_visibility="collapsed",
    )
    if choice == "sql":
        st.code(queries.question(question).sql, language="sql")
    elif choice == "table":
        st.dataframe(_frame(rows, here.lang), hide_index=True, key=f"table-{question}")


def _frame(rows: Sequence[Row], lang: Language) -> Any:
    """A DataFrame of the rows: one language's texts, no column that is empty throughout."""
    import pandas as pd

    fields: tuple[str, ...] = rows[0]._fields
    chinese = [field for field in fields if field.endswith("_zh")]
    drop = chinese if lang == "en" else [field.removesuffix("_zh") for field in chinese]
    return pd.DataFrame(rows, columns=list(fields)).drop(columns=drop).dropna(axis="columns", how="all")


def headlines(found: Sequence[Headline]) -> None:
    cells = "".join(f"<div><b>{escaped(one.value)}</b><span>{escaped(one.label)}</span></div>" for one in found)
    st.html(f"<section class='headlines'>{cells}</section>")


def choose(
    key: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    default: str,
    quiet: bool = False,
    always: bool = False,
) -> str:
    """One of a few options as a row of buttons; in the link under `key` where it is not the default, or `always`.

    Streamlit's own binding writes the label a reader sees into the link, which changes with the language; this writes
    the option itself. A link without the key keeps the choice already made: switching pages drops all keys.
    """
    asked = st.query_params.get(key)
    if asked in options and asked != st.session_state.get(f"linked-{key}"):
        st.session_state[key] = asked
    elif st.session_state.get(key) not in options:
        st.session_state[key] = default
    visibility: Literal["collapsed", "visible"] = "collapsed" if quiet else "visible"
    chosen = str(
        st.segmented_control(label, options, required=True, format_func=words, key=key, label_visibility=visibility)
    )
    remember(key, chosen if always or chosen != default else "")
    return chosen


def remember(key: str, value: str) -> None:
    """Put a choice into the link, or take it out where it is empty."""
    st.session_state[f"linked-{key}"] = value or None
    if value and st.query_params.get(key) != value:
        st.query_params[key] = value
    elif not value and key in st.query_params:
        del st.query_params[key]


def choose_kinds(rows: Sequence[Row]) -> list[Row]:
    """The events of the chosen kinds; none chosen means all."""
    here, kinds = view(), sorted({row.kind for row in rows})
    if "kind" not in st.session_state:
        st.session_state["kind"] = [kind for kind in st.query_params.get("kind", "").split(" ") if kind in kinds]
    label = here.say("filter.kinds")
    words = partial(name, here.lang, "kind")
    chosen = st.pills(label, kinds, selection_mode="multi", format_func=words, key="kind")
    remember("kind", " ".join(chosen))
    return [row for row in rows if not chosen or row.kind in chosen]


def choose_side(rows: Sequence[Row]) -> list[Row]:
    """The pairs a chosen side takes part in."""
    here = view()
    names = {"": here.say("filter.side.all"), **{side.id: pick(side, "name", here.lang) for side in here.sides}}
    chosen = choose("side", here.say("filter.side"), list(names), names.__getitem__, default="")
    return [row for row in rows if not chosen or chosen in (row.leader_side, row.follower_side)]


def choose_uses() -> int:
    """How many single effects a month, 1 to 60."""
    return int(st.slider(view().say("slider.uses"), 1, 60, 10, key="uses", bind="query-params"))


def choose_fee() -> tuple[float, float]:
    """A monthly fee or a range of fees, starting at the one stated; bounds leave room on both sides."""
    here = view()
    fees = here.ask("memberships", fee_low=1.0, fee_high=1.0)
    if not fees:
        return 1.0, 1.0
    low, high = (max(1.0, bound or 1.0) for bound in _closed(fees[0].fee_lower, fees[0].fee_upper))
    top = max(float(round(high * 3)), 10.0)
    label = here.say("slider.fee", currency=fees[0].fee_currency)
    chosen = st.slider(label, 1.0, top, (low, high), step=1.0, key="fee", bind="query-params", format="%g")
    return float(chosen[0]), float(chosen[1])


def _closed(lower: float | None, upper: float | None) -> tuple[float | None, float | None]:
    """An open end takes the other end's value."""
    return (upper if lower is None else lower), (lower if upper is None else upper)


def aside(key: str) -> None:
    """A sentence of the page itself, such as why panels stand apart."""
    st.html(f"<p class='aside'>{escaped(view().say(key))}</p>")


def ledger(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table of ready-made HTML cells, wrapped and searchable like the rest of the page."""
    head = "".join(f"<th>{escaped(text)}</th>" for text in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[:TABLE_LIMIT])
    st.html(f"<div class='ledger'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def problems(error: DataError, lang: Language, kept: Snapshot | None) -> None:
    """The error box: every problem of every file, and whether what is below still is the last good data."""
    count = len(error.problems)
    if kept:
        st.error(say(lang, "error.kept", count=count, fingerprint=kept.fingerprint))
    else:
        st.error(say(lang, "error.nothing", count=count))
    found = [problem.cells(lang) for problem in error.problems]
    ledger(list(found[0]), [[escaped(cell) for cell in row.values()] for row in found])


def escaped(text: object) -> str:
    """Text from data as HTML that shows exactly these characters."""
    return html.escape(str(text))
