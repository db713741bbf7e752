"""What a reader can choose, and how a choice gets into the link and back."""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal

import streamlit as st

from leadlag import charts
from leadlag.charts import Selection
from leadlag.charts.effects import USES
from leadlag.charts.trend import SCALES
from leadlag.contract import METRICS
from leadlag.findings.levels import level_text
from leadlag.findings.timeline import event_name
from leadlag.row_range import ROWS, pages
from leadlag.rows import AudienceOverTime, Gaps, Levels, Measures, Memberships, Timeline, Trend, Trends
from leadlag.store import Snapshot
from leadlag.ui.output import escape_markdown, labels
from leadlag.ui.view import view
from leadlag.words import Language, enum_label, translate

EVERY, ACROSS = "all", "across"  # of a filter: everything, or what compares the two sides
FIRST_KIND = "launch"  # the events that a timeline opens on


def choose(
    key: str,
    label: str,
    options: Sequence[str],
    words: Callable[[str], str],
    *,
    default: str,
    quiet: bool = False,
    always: bool = False,
    many: bool = False,
) -> str:
    """One of a few options as a row of buttons, or of `many` in a list; in the link under `key` where it is not the
    default, or `always`. The label of a `quiet` one is only read aloud.

    Streamlit's own binding writes the label a reader sees into the link, which changes with the language; this writes
    the option itself. A link without the key keeps the choice already made where the page is another one: switching
    pages drops all keys.
    """
    _follow_link(key, options.__contains__, default, always=always)
    visibility: Literal["collapsed", "visible"] = "collapsed" if quiet else "visible"
    plain = escape_markdown(label)
    if many:
        chosen = str(st.selectbox(plain, options, format_func=words, key=key, label_visibility=visibility))
    else:
        shown = st.segmented_control(
            plain,
            options,
            required=True,
            format_func=labels(words),
            key=key,
            label_visibility=visibility,
        )
        chosen = str(shown)
    set_query_param(key, chosen if always or chosen != default else "")
    return chosen


def _follow_link(key: str, is_option: Callable[[str], bool], default: str, *, always: bool = False) -> None:
    """Choose what a link newly asks for, or the default where nothing is chosen or the reader went back."""
    asked, linked = st.query_params.get(key), st.session_state.get(f"linked-{key}")
    if asked is not None and is_option(asked) and asked != linked:
        st.session_state[key] = asked
    elif not is_option(str(st.session_state.get(key))) or (not always and _went_back(asked, linked)):
        st.session_state[key] = default


def _follow_link_to_many(key: str, options: Sequence[str], default: str = "") -> None:
    """Choose the options that a link newly names behind each other, or the default where nothing is chosen or the
    reader went back; what is no longer an option is let go."""
    asked, linked = st.query_params.get(key, ""), st.session_state.get(f"linked-{key}") or ""
    followed = key not in st.session_state or (asked and asked != linked) or _went_back(asked, linked)
    wanted = (asked or default).split(" ") if followed else st.session_state[key]
    st.session_state[key] = [option for option in wanted if option in options]


def last_chosen(key: str, is_option: Callable[[str], bool], default: str) -> str:
    """What the link or the last run chose, for what has to know it before the control is there."""
    asked, before = st.query_params.get(key, ""), str(st.session_state.get(key))
    if is_option(asked) and asked != st.session_state.get(f"linked-{key}"):
        return asked
    return before if is_option(before) else default


def choose_two(snapshot: Snapshot, lang: Language) -> Snapshot:
    """The data with two sides or organizations compared, each picked from a list; the second list holds what compares
    with the first. In the link as `compare=a,b`."""
    _follow_link("compare", snapshot.compares, snapshot.compared)
    compared = snapshot.comparing(st.session_state["compare"])
    first, second = compared.compared.split(",")
    known, names = charts.parties(compared), charts.names(compared, lang)
    others = [one for one in known if compared.compares(f"{first},{one}")]
    for key, options, chosen in (("first", known, first), ("second", others, second)):
        st.session_state[f"compare-{key}"] = chosen
        label = escape_markdown(translate(lang, f"compare.{key}"))
        change = partial(_compare, snapshot)
        st.selectbox(label, options, format_func=names.side, key=f"compare-{key}", on_change=change)
    set_query_param("compare", compared.link_params.get("compare", ""))
    return compared


def _compare(snapshot: Snapshot) -> None:
    """Take over a pick; where it does not compare with the other one, that gives way to the one picked before or, if
    need be, to the first there is."""
    first, second = (st.session_state[f"compare-{key}"] for key in ("first", "second"))
    before = st.session_state["compare"].split(",")[0]
    candidates = (second, before, *charts.parties(snapshot))
    pairs = (f"{first},{other}" for other in candidates)
    st.session_state["compare"] = next((pair for pair in pairs if snapshot.compares(pair)), snapshot.compared)


def choose_page(name: str, total: int, of: object, limit: int = ROWS) -> int:
    """How many rows stand before the chosen page of them; the first one again where another choice, `of`, was made, or
    there are more or fewer rows. In the link as a number; nothing to choose where all are on one page."""
    key, before = f"{name}_page", st.session_state.get(f"paged-{name}")
    now = total, view().snapshot.link_params, of
    st.session_state[f"paged-{name}"] = now
    if total <= limit:
        return 0
    if before not in (None, now):
        st.session_state[key] = 1
    return (st.pagination(pages(total, limit), key=key, bind="query-params") - 1) * limit


def track_page(page: str) -> None:
    """Note which page this run shows."""
    st.session_state["stays"] = st.session_state.get("page") == page
    st.session_state["page"] = page


def _went_back(asked: str | None, linked: str | None) -> bool:
    """Whether a choice that this page had put into the link is there no more: a reader's press of Back took it out."""
    return bool(linked and not asked and st.session_state.get("stays"))


def set_query_param(key: str, value: str) -> None:
    """Put a choice into the link, or take it out where it is empty."""
    st.session_state[f"linked-{key}"] = value or None
    if value and st.query_params.get(key) != value:
        st.query_params[key] = value
    elif not value and key in st.query_params:
        del st.query_params[key]


def choose_kinds(rows: Sequence[Timeline]) -> Selection:
    """The events of the chosen kinds, at first launches; none chosen means all."""
    here, kinds = view(), sorted({row.kind for row in rows})
    if not rows:
        return Selection([])
    _follow_link_to_many("kind", kinds, FIRST_KIND)
    label = escape_markdown(here.translate("filter.kinds"))
    words = labels(partial(_kind, here.lang))
    chosen = st.pills(label, kinds, selection_mode="multi", format_func=words, key="kind")
    set_query_param("kind", "" if chosen == [FIRST_KIND] else " ".join(chosen) or EVERY)
    left = [row for row in rows if not chosen or row.kind in chosen]
    return Selection(left, tuple(("kind", kind) for kind in kinds if kind in chosen))


def _kind(lang: Language, kind: str) -> str:
    """A kind of event as a label; one without words of its own is shown as the data write it."""
    words = enum_label(lang, "kind", kind)
    return words[:1].upper() + words[1:]


def choose_pairs(rows: Sequence[Gaps]) -> Selection:
    """The pairs across the two sides, those that a chosen side takes part in, or all."""
    here = view()
    if not rows:
        return Selection([])
    names = {
        ACROSS: here.translate("filter.side.across"),
        **{side.id: here.names.side(side.id) for side in here.sides},
        EVERY: here.translate("filter.side.all"),
    }
    across = [row for row in rows if row.across]
    default = ACROSS if across else EVERY
    chosen = choose("side", here.translate("filter.side"), list(names), names.__getitem__, default=default)
    if chosen in (ACROSS, EVERY):
        return Selection(across, (("pairs", ACROSS),)) if chosen == ACROSS else Selection(rows)
    return Selection([row for row in rows if chosen in (row.leader_side, row.follower_side)], (("side", chosen),))


def choose_uses() -> Mapping[str, object]:
    """How many single effects a month, 1 to 60."""
    label = escape_markdown(view().translate("slider.uses"))
    return {"uses": int(st.slider(label, 1, 60, USES, key="uses", bind="query-params"))}


def choose_fee() -> Mapping[str, object]:
    """A monthly fee or a range of fees, starting at the one stated; bounds leave room on both sides."""
    here = view()
    fees = here.ask(Memberships, fee_low=1.0, fee_high=1.0)
    stated = charts.defaults(here.snapshot, "memberships")
    low, high = (float(str(stated[end])) for end in ("fee_low", "fee_high"))
    least, most, step = fee_bounds(low, high)
    label = escape_markdown(here.translate("slider.fee", currency=fees[0].fee_currency))
    chosen = st.slider(label, least, most, (low, high), step=step, key="fee", bind="query-params", format="%g")
    return {"fee_low": float(chosen[0]), "fee_high": float(chosen[1])}


def fee_bounds(low: float, high: float) -> tuple[float, float, float]:
    """The least and the most a fee may be, and the step between: about a hundred steps, up to thrice the stated fee,
    whether that is 0.2 or 200."""
    step = 10.0 ** (math.floor(math.log10(high)) - 1) if high > 0 else 1.0
    digits = max(0, -round(math.log10(step)))
    return min(low, step), round(max(math.ceil(high * 3 / step), 10) * step, digits), step


def choose_measure() -> Mapping[str, object]:
    """Which of the measures that are counted beside people and prices is drawn."""
    here = view()
    names = {row.id: here.names.measure(row.id) for row in here.ask(Measures)}
    first = next(iter(names))
    label = here.translate("measure.choose")
    return {"measure": choose("measure", label, list(names), names.__getitem__, default=first, many=True)}


def choose_trend() -> Mapping[str, object]:
    """Which measure is followed over time, of those that were counted more than once, and on which scale."""
    here = view()
    counted = [row.measure for row in here.ask(Trends) if row.counts > 1]
    measure = charts.defaults(here.snapshot, "trend")["measure"]
    if not counted:
        return {"measure": measure}
    with st.container(horizontal=True, key="trend-choices"):
        label = here.translate("measure.choose")
        measure = choose("measure", label, counted, here.names.measure, default=str(measure), many=True)
        words = partial(enum_label, here.lang, "scale")
        scale = choose("scale", here.translate("scale.label"), list(SCALES), words, default=next(iter(SCALES)))
    return {"measure": measure, "scale": scale}


def choose_level() -> Mapping[str, object]:
    """Which level of the measure followed was reached, the one that both sides reached at best."""
    here = view()
    counted = [row.measure for row in here.ask(Trends)]
    default = str(charts.defaults(here.snapshot, "level")["measure"])
    measure = last_chosen("measure", counted.__contains__, default)
    reached = here.ask(Levels, measure=measure)
    if not reached:
        return {"measure": measure, "level": 0.0}
    texts = {f"{row.level:.0f}": level_text(measure, row.unit, row.level, here.options) for row in reached}
    label = here.translate("level.choose")
    options = sorted(texts, key=float, reverse=True)
    chosen = choose("level", label, options, texts.__getitem__, default=f"{reached[0].level:.0f}", many=True)
    return {"measure": measure, "level": float(chosen)}


def choose_events() -> Mapping[str, object]:
    """Two events, each of all there are, at first those of one pair."""
    here = view()
    rows = here.ask(Timeline)
    if not rows:
        return charts.defaults(here.snapshot, "interval")
    default = charts.defaults(here.snapshot, "interval")
    names: dict[str, str] = {}
    for row in rows:
        names.setdefault(row.milestone, event_name(row, here.options))
    with st.container(horizontal=True, key="interval-choices"):
        return {
            key: choose(
                key,
                here.translate(f"interval.{key}"),
                list(names),
                names.__getitem__,
                default=str(default[key]),
                many=True,
            )
            for key in ("first", "second")
        }


def choose_series(rows: Sequence[Trend]) -> Selection:
    """The counts of the chosen products or organizations in the chosen years; none chosen means all."""
    here = view()
    subjects = list(dict.fromkeys(row.subject for row in sorted(rows, key=lambda row: (row.side_rank, row.subject))))
    years = sorted({row.year for row in rows})
    if not rows:
        return Selection([])
    with st.container(horizontal=True, key="series-choices"):
        chosen = choose_many("only", here.translate("filter.subjects"), subjects, here.names.subject)
        first, last = _choose_years(years)
    left = [row for row in rows if (not chosen or row.subject in chosen) and first <= row.year <= last]
    only = [("subject", one) for one in chosen]
    if (first, last) != (years[0], years[-1]):
        only.append(("years", f"{first}–{last}" if first != last else str(first)))
    return Selection(left, tuple(only))


def choose_many(key: str, label: str, options: Sequence[str], words: Callable[[str], str]) -> list[str]:
    """Some of many options, in the link behind each other; none means all."""
    _follow_link_to_many(key, options)
    shown = view().translate("filter.every")
    chosen = st.multiselect(escape_markdown(label), options, format_func=labels(words), key=key, placeholder=shown)
    set_query_param(key, " ".join(chosen))
    return chosen


def _choose_years(years: Sequence[int]) -> tuple[int, int]:
    """The first and the last year; all, where there is one only. In the link as `years=2023,2025`."""
    if len(years) < 2:
        return years[0], years[-1]
    label = escape_markdown(view().translate("filter.years"))
    bounds, known = (years[0], years[-1]), st.session_state.get("years")
    if known and not bounds[0] <= known[0] <= known[1] <= bounds[1]:
        st.session_state["years"] = bounds
    first, last = st.slider(label, *bounds, bounds, key="years", bind="query-params", format="%d")
    return int(first), int(last)


def choose_metric() -> Mapping[str, object]:
    """Which way of counting people is followed over time, of those in which anybody was counted."""
    here = view()
    given = [metric for metric in METRICS if here.ask(AudienceOverTime, metric=metric)]
    if len(given) == 1:
        return {"metric": given[0]}
    return {"metric": choose("metric", here.translate("measure.choose"), given, here.names.measure, default=given[0])}


#: What a chart's declaration names as its control, and what that chooses of the question's parameters.
CONTROLS: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "fee": choose_fee,
    "interval": choose_events,
    "measure": choose_measure,
    "metric": choose_metric,
    "level": choose_level,
    "trend": choose_trend,
    "uses": choose_uses,
}
