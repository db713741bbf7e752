"""The statement card: from a figure on screen to its proof. Also how any statement is linked, named and valued."""

import difflib
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup, escape

from leadlag import formats, markup
from leadlag.findings import claim, date, figure_text, is_used, status, value
from leadlag.rows import Conflicts, Figures, Lags, Timeline
from leadlag.store import READINGS
from leadlag.ui.output import escape_markdown, write_html
from leadlag.ui.range_strip import Mark, range_strip
from leadlag.ui.view import View, address, view
from leadlag.words import enum_label

#: What the page of figures has in its address: which of its rows are listed, and how.
TABLE_QUERY = ("search", "sort", "scope", "table", "figures_page")
NEAREST_LIMIT = 3  # ids offered in place of one that there is not


def open_statement_card() -> None:
    """The card of the mark just picked, over the page; it opens once."""
    here, wanted = view(), st.session_state.pop("card", None)
    if wanted:
        title = escape_markdown(here.translate("card.title"))
        st.dialog(title, width="large")(lambda: write_html(statement_card(wanted, here)))()


def statement_card(wanted: str, here: View) -> Markup:
    """All that is known about one statement as HTML; an unknown id is answered with the nearest."""
    rows = here.ask(Figures)
    row = next((row for row in rows if row.id == wanted), None)
    if row is None:
        near = escape(here.translate("list.separator")).join(
            anchor(one, one, here) for one in _nearest_ids(wanted, rows)
        )
        nearest = near or escape(here.translate("statement.none_near"))
        unknown = here.translate("statement.unknown", id=wanted, near=markup.SLOT)
        return Markup("<div class='card'>{}</div>").format(markup.fill(unknown, nearest))
    fact = Markup("<dt>{}</dt><dd>{}</dd>")
    facts = Markup("").join(fact.format(term, told) for term, told in _facts(row, rows, here) if told)
    return Markup("<article class='card'><h2>{}</h2><dl>{}</dl></article>").format(claim(row, here.names), facts)


def _nearest_ids(wanted: str, rows: Sequence[Figures]) -> list[str]:
    """The first few ids that begin like the one asked for or, failing that, the one most like it."""
    ids = [row.id for row in rows]
    begun = [one for one in ids if wanted and one.startswith(wanted)]
    return begun[:NEAREST_LIMIT] or difflib.get_close_matches(wanted, ids, n=1)


def link(statement: str, here: View) -> str:
    """A statement's own address, in the reader's language and reading; on the page of figures with its table as it
    is."""
    of_table = TABLE_QUERY if st.session_state.get("page") == "figures" else ()
    chosen = {key: st.query_params[key] for key in of_table if key in st.query_params}
    return address("figures", here, statement=statement, **chosen)


def anchor(statement: str, text: str, here: View) -> Markup:
    return markup.link(text, link(statement, here))


def marks(rows: Sequence[Figures], here: View, own: str = "") -> list[Mark]:
    """Statements for a strip: on their dates where all are events, on their values where all count the same."""
    events = all(row.table_name == "milestones" for row in rows)
    alike = len({(row.table_name, row.unit) for row in rows}) == 1 and rows[0].table_name != "gaps"
    return [_mark(row, here, own, events=events, alike=alike) for row in rows]


def _mark(row: Figures, here: View, own: str, *, events: bool, alike: bool) -> Mark:
    low, high = (row.earliest_day, row.latest_day) if events else (row.lower, row.upper) if alike else (None, None)
    text = figure_text(row, here.names)
    styles = {
        row.rank: True,
        "contradicted": row.verdict == "contradicted",
        "own": row.id == own,
        "used": is_used(row, here.snapshot.reading),
    }
    style = " ".join(name for name, holds in styles.items() if holds)
    who = source_name(row, here)
    return Mark(who if row.id == own else anchor(row.id, who, here), text, low, high, style)


def source_name(row: Figures, here: View) -> str:
    """Who makes a statement: the article at its place, or another source by its publisher."""
    article = row.source_kind == "article"
    locator = here.names.cell(row.id, "locator")
    return here.translate("card.article", locator=locator).strip() if article else here.names.publisher(row.source)


def _facts(row: Figures, rows: Sequence[Figures], here: View) -> list[tuple[str, str]]:
    names = here.names
    compared_with = next((other for other in rows if other.id == row.compared_with), None)
    verdict = Markup("<b class='verdict'>{}</b>").format(status(row, here.options))
    if compared_with:
        verdict += Markup(" ({})").format(anchor(compared_with.id, names.publisher(compared_with.source), here))
    reason = here.translate("card.reason" if row.verdict or row.rank == "deprecated" else "card.note")
    return [
        (here.translate("column.value"), value(row, names)),
        (here.translate("column.date"), date(row, here.lang)),
        (here.translate("column.as_written"), names.cell(row.id, "as_written")),
        (here.translate("column.locator"), names.cell(row.id, "locator")),
        (here.translate("column.source"), _source(row, here)),
        (here.translate("card.verdict"), verdict),
        (reason, names.note(row.id)),
        (here.translate("card.why"), names.about(row.id) if row.table_name == "gaps" else ""),
        (here.translate("card.others"), _others(row, rows, here)),
        (here.translate("statement.conflicts"), _conflict_list(row, here)),
        (here.translate("card.interval"), _interval_links(row, here)),
        (here.translate("card.used"), readings_using(row, here)),
        (
            here.translate("card.row"),
            here.translate("notice.location", file=f"{row.table_name}.csv", row=here.snapshot.row_numbers[row.id]),
        ),
        (here.translate("column.link"), anchor(row.id, row.id, here)),
    ]


def _interval_links(row: Figures, here: View) -> Markup:
    """Of an event the ways to measure the time from it and, where another one was picked to measure from, to it."""
    if row.table_name != "milestones":
        return Markup()
    own, picked = here.names.cell(row.id, "milestone"), st.query_params.get("first", "")
    links = [markup.link(here.translate("card.interval.from"), address("timeline", here, first=own))]
    if (known := _event_title(picked, here)) and picked != own:
        to = here.translate("card.interval.to", event=known)
        links.append(markup.link(to, address("timeline", here, first=picked, second=own)))
    return Markup(" · ").join(links)


def _event_title(milestone: str, here: View) -> str:
    """An event's name; empty where the reading has no such one."""
    return next((here.names.about(row.id) for row in here.ask(Timeline) if row.milestone == milestone), "")


def _source(row: Figures, here: View) -> Markup:
    published = formats.when(row.source_year, row.source_month, row.source_day, None, here.lang)
    kind, dated = enum_label(here.lang, "source", row.source_kind), published if row.source_year else ""
    publisher, title = here.names.publisher(row.source), here.names.document(row.source)
    text = here.translate("card.document", publisher=publisher, title=title)
    document = markup.anchor(text, here.names.address(row.source))
    return Markup(" · ").join(part for part in (document, dated, kind) if part)


def _others(row: Figures, rows: Sequence[Figures], here: View) -> Markup:
    """What is said about the same thing on one small scale; of a pair, the lag each reading's dates give."""
    if row.table_name == "gaps":
        return range_strip(_lags(row, here))
    same = [other for other in rows if other.fact_key == row.fact_key]
    return range_strip(marks(same, here, row.id)) if len(same) > 1 else Markup()


def _lags(row: Figures, here: View) -> list[Mark]:
    """The stated lag, and what the dates of each reading give."""
    given = [lag for reading in READINGS for lag in here.ask(Lags) if (lag.id, lag.reading) == (row.id, reading)]
    known = [lag for lag in given if lag.low_days is not None]
    stated = [
        Mark(
            here.translate("card.stated"),
            value(row, here.names),
            lag.stated_low_days,
            lag.stated_high_days,
            "own",
        )
        for lag in given[:1]
        if row.unit
    ]
    return [*stated, *(_lag(lag, here) for lag in known)]


def _lag(lag: Lags, here: View) -> Mark:
    text = formats.lag(lag.low_days, lag.high_days, (lag.leader_precision, lag.follower_precision), here.lang)
    style = "used" if lag.reading == here.snapshot.reading else ""
    return Mark(here.reading(lag.reading), text, lag.low_days, lag.high_days, style)


def _conflict_list(row: Figures, here: View) -> Markup:
    involved = [one for one in here.ask(Conflicts) if row.id in (one.statement_a, one.statement_b)]
    return Markup("").join(_conflict_line(one, row.id, here) for one in involved)


def _conflict_line(conflict: Conflicts, own: str, here: View) -> Markup:
    other = conflict.statement_b if conflict.statement_a == own else conflict.statement_a
    explanation = here.names.explanation(conflict.statement_a, conflict.statement_b)
    return Markup("<div>{} {}</div>").format(explanation, anchor(other, other, here))


def readings_using(row: Figures, here: View) -> str:
    """Which readings use a statement: `The article, Latest`."""
    readings = [here.reading(reading) for reading in READINGS if is_used(row, reading)]
    return here.translate("list.separator").join(readings) or here.translate("card.unused")
