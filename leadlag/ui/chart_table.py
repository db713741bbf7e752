"""The rows behind a chart as a table for a reader: what they are about first, then dates, figures and sources, all in
words. Ids stay in the CSV."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from leadlag import charts, formats
from leadlag.contract import GAP_UNITS, METRICS
from leadlag.findings import figure_text
from leadlag.findings.common import join_list, material_label
from leadlag.findings.gaps import dates, end_names
from leadlag.rows import Figures, Gaps
from leadlag.ui.card import anchor, source_name
from leadlag.ui.markup import html_table
from leadlag.ui.view import View
from leadlag.words import enum_label, labelled

Row = Mapping[str, Any]
#: Ranges that follow from others, and the columns that hold their currency; people and effects are in none.
AMOUNTS: Mapping[str, tuple[str, ...]] = {
    "use": ("currency",),
    "cost": ("currency",),
    "fee": ("fee_currency", "currency"),
    "bought": (),
    "licence": ("licence_currency",),
    "bill": ("fee_currency",),
    "members": (),
}


class Column(NamedTuple):
    """What a column says of a row, which is nothing where the row has nothing of the kind, and by what it is sorted,
    if not by that."""

    name: str
    text: Callable[[Row, View], str]
    order: Callable[[Row], Any] | None = None


def table(rows: Sequence[Row], columns: Sequence[Column], here: View) -> None:
    """The table; each row leads to its statement."""
    html_table(
        [here.translate(f"column.{column.name}") for column in columns],
        [_cells(row, columns, here) for row in rows],
        stacked=True,
    )


def filled(rows: Sequence[Row], here: View) -> list[Column]:
    """The columns in which at least one of these rows says something."""
    return [column for column in COLUMNS if any(column.text(row, here) for row in rows)]


def ordered(rows: Sequence[Row], name: str, here: View) -> list[Row]:
    """Texts by the alphabet, what can be counted from the most or the latest; rows without it last."""
    found = next((column for column in COLUMNS if column.name == name), None)
    if found is None:
        return list(rows)
    if (order := found.order) is None:
        return sorted(rows, key=lambda row: (not (text := found.text(row, here)), text.casefold()))
    counted = [row for row in rows if order(row) is not None]
    return sorted(counted, key=order, reverse=True) + [row for row in rows if order(row) is None]


def _cells(row: Row, columns: Sequence[Column], here: View) -> list[str]:
    first, *others = (column.text(row, here) for column in columns)
    own = _statements(row, here)
    return [anchor(own[0].id, first, here) if own else first, *others]


def _statements(row: Row, here: View) -> list[Figures]:
    """The statements that a row is or rests on, the first of them its own."""
    every = charts.statements(here.snapshot)
    ids = (str(row.get(column)) for column in ("statement", "id", "licence_id", "fee_id", "input_a", "input_b"))
    return [every[one] for one in dict.fromkeys(ids) if one in every]


def _pair(row: Row, here: View) -> str:
    if "leader_statement" not in row:
        return ""
    leader, follower = end_names(Gaps(**row), here.options)
    return here.translate("conflicts.pair", leader=leader, follower=follower)


def _claim(row: Row, here: View) -> str:
    """Of a figure of the article that was checked; other rows say in columns what it would."""
    return here.names.claim(row["id"]) if "compared_with" in row else ""


def _event(row: Row, here: View) -> str:
    return here.names.about(row["id"]) if "milestone" in row else ""


def _name(row: Row, here: View) -> str:
    """A product or, without one, an organization."""
    product = here.names.product(row.get("product")) or here.names.subject(row.get("subject"))
    return product or here.names.organization(row.get("organization") or row.get("buyer"))


def _what(row: Row, here: View) -> str:
    """What is said of it: an item, a measure, a material."""
    own = _statements(row, here)
    if not own or {"compared_with", "leader_statement", "milestone"} & row.keys():
        return ""
    if "material" in row:
        return material_label(own[0].id, row["material"], row["scope"], here.options)
    return here.names.about(own[0].id)


def _kind(row: Row, here: View) -> str:
    return enum_label(here.lang, "kind", row["kind"]) if "milestone" in row else ""


def _verdict(row: Row, here: View) -> str:
    return enum_label(here.lang, "short", row["verdict"]) if row.get("verdict") else ""


def _value(row: Row, here: View) -> str:
    lower, upper, unit = row.get("lower"), row.get("upper"), row.get("metric") or row.get("unit") or ""
    if lower is None and upper is None:
        return ""
    if "per" in row:
        unit = f"{row['currency']}/{row['per']}"
    extent = lower, upper, row.get("qualifier")
    if "/" in unit:
        return formats.priced(*extent, unit, here.lang)
    if unit in METRICS:
        return formats.counted(*extent, unit, here.lang)
    if unit in GAP_UNITS:
        return formats.stated_lag(*extent, unit, here.lang)
    return formats.extent(*extent, here.lang, unit if unit in formats.SYMBOLS else "")


def _most(column: str) -> Callable[[Row], float | None]:
    """The upper end of a range, or its lower where that is all there is."""

    def order(row: Row) -> float | None:
        ends = (row.get(f"{column}{end}") for end in ("upper", "lower"))
        return next((end for end in ends if end is not None), None)

    return order


def _converted(row: Row, here: View) -> str:
    lower, upper = row.get("converted_lower"), row.get("converted_upper")
    if here.currency is None or (lower is None and upper is None):
        return ""
    return formats.converted(lower, upper, here.lang, here.currency, vague=False)


def _amount(name: str, currencies: Sequence[str]) -> Callable[[Row, View], str]:
    def text(row: Row, here: View) -> str:
        lower, upper = row.get(f"{name}_lower"), row.get(f"{name}_upper")
        currency = next((row[column] for column in currencies if column in row), "")
        known = lower is not None or upper is not None
        return formats.extent(lower, upper, None, here.lang, currency) if known else ""

    return text


def _lag(row: Row, here: View) -> str:
    if row.get("low_days") is None:
        return ""
    precisions = row.get("leader_precision", row.get("precision")), row.get("follower_precision", row.get("precision"))
    return formats.lag(row["low_days"], row.get("high_days"), precisions, here.lang)


def _stated(row: Row, here: View) -> str:
    if not row.get("stated_unit"):
        return ""
    ends = row["stated_low"], row["stated_high"], row["stated_qualifier"]
    return formats.stated_lag(*ends, row["stated_unit"], here.lang)


def _date(row: Row, here: View) -> str:
    day = row.get("year"), row.get("month"), row.get("day")
    return formats.when(*day, row.get("part"), here.lang) if row.get("year") else ""


def _end(index: int) -> Callable[[Row, View], str]:
    """The date of one end of a pair."""

    def text(row: Row, here: View) -> str:
        return dates(Gaps(**row), here.options)[index] if "leader_statement" in row else ""

    return text


def _compared(row: Row, here: View) -> str:
    """Who else says what, of a figure that was checked."""
    found = charts.statements(here.snapshot).get(row.get("compared_with") or "")
    return labelled(here.lang, source_name(found, here), figure_text(found, here.names)) if found else ""


def _source(row: Row, here: View) -> str:
    sources = dict.fromkeys(source_name(one, here) for one in _statements(row, here))
    return join_list(list(sources), here.options, "group")


def _as_written(row: Row, here: View) -> str:
    return here.names.cell(row.get("statement") or row.get("id"), "as_written")


COLUMNS = (
    Column("pair", _pair),
    Column("claim", _claim),
    Column("event", _event),
    Column("name", _name),
    Column("what", _what),
    Column("whole", lambda row, here: here.names.subject(row.get("whole"))),
    Column("kind", _kind),
    Column("side", lambda row, here: here.names.side(row.get("side"))),
    Column("first_date", _end(0), lambda row: row.get("leader_last")),
    Column("then_date", _end(1), lambda row: row.get("follower_last")),
    Column("lag", _lag, lambda row: row.get("high_days")),
    Column("stated", _stated, lambda row: row.get("stated_high_days")),
    Column("value", _value, _most("")),
    Column("converted", _converted, _most("converted_")),
    *(Column(name, _amount(name, currencies), _most(f"{name}_")) for name, currencies in AMOUNTS.items()),
    Column("date", _date, lambda row: row.get("year") and (row["year"], row["month"] or 0, row["day"] or 0)),
    Column("verdict", _verdict),
    Column("compared", _compared),
    Column("counter", lambda row, _: row.get("counter") or ""),
    Column("source", _source),
    Column("as_written", _as_written),
)
