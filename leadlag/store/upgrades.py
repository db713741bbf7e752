"""Files of an earlier schema, as the present one says the same; a folder or a history entry opens as it is.

Each step tells by a file's own columns whether it applies, because files of one folder are replaced one at a time.

====== ========= ==================================================================================================
schema since     what the step to it does
====== ========= ==================================================================================================
1      0.1.0
2      0.6.0     other figures name a row of `measures` instead of a label; what a share is a share of, what a licence
                 covers and what is bought get columns of their own
====== ========= ==================================================================================================
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from leadlag.contract import BY_NAME, SCHEMA
from leadlag.store import cells
from leadlag.store.cells import Cell
from leadlag.store.completion import unique_name
from leadlag.store.files import Sheet
from leadlag.store.remedies import slug

Sheets = dict[str, Sheet]
#: The columns of the tables that a step changes, as the schema before it had them, for its fingerprint.
VALUE, DATE = ("low", "value", "high", "qualifier"), ("year", "month", "day", "part")
ORIGIN = ("source", "rank", "as_written", "locator", "claim", "claim_zh", "note", "note_zh")
SCHEMA_1: Mapping[str, tuple[str, ...]] = {
    "sides": ("id", "name", "name_zh"),
    "organizations": ("id", "name", "name_zh", "side"),
    "products": ("id", "organization", "name", "name_zh"),
    "sources": ("id", "title", "title_zh", "publisher", "url", "language", "kind", *DATE[:3]),
    "users": ("id", "product", "metric", "provider", "provider_zh", *VALUE, *DATE, *ORIGIN),
    "prices": ("id", "product", "item", "item_zh", *VALUE, "currency", "per", *DATE, *ORIGIN),
    "data_costs": ("id", "buyer", "seller", "material", *VALUE, "currency", "per", *DATE, *ORIGIN),
    "milestones": ("id", "milestone", "organization", "product", "kind", "title", "title_zh", *DATE, *ORIGIN),
    "gaps": ("id", "leader", "follower", *VALUE, "unit", "why", "why_zh", *ORIGIN),
    "other_figures": ("id", "subject", "measure", "measure_zh", *VALUE, "unit", *DATE, *ORIGIN),
    "exchange_rates": ("currency", "units_per_usd", *DATE[:3], "source"),
    "conflicts": ("statement_a", "statement_b", "severity", "explanation", "explanation_zh"),
}
SCOPED = re.compile(r"(?P<material>.+)_(?P<scope>contract|offer)")
QUOTA = re.compile(r".+ per (day|week|month)")


def schema(sheets: Sheets) -> int:
    """The number of the schema that a set was written in: the lowest of its files'."""
    return next((number for number, (applies, _) in STEPS.items() if applies(sheets)), SCHEMA)


def upgraded(sheets: Sheets) -> Sheets:
    """The same set as the present schema has it; sheets that need no step stay the same objects."""
    for applies, step in STEPS.values():
        if applies(sheets):
            sheets = step(dict(sheets))
    return sheets


def legacy_fingerprint(sheets: Sheets) -> str:
    """What version 0.5.0 called this set, whose pictures name it; empty for a set of the present schema."""
    if schema(sheets) != 1 or not all(name in sheets for name in SCHEMA_1):
        return ""
    rows = {name: _rows_of_1(sheets[name], columns) for name, columns in SCHEMA_1.items()}
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:12]


def _rows_of_1(sheet: Sheet, columns: Sequence[str]) -> list[list[Cell]]:
    kinds = {column.name: column.kind for column in sheet.table.columns}
    names = (*sheet.header, *sheet.own)
    found = []
    for (_, given), own in zip(sheet.rows, sheet.own_cells, strict=True):
        text = dict(zip(names, (*given, *own), strict=True))
        texts = [(text.get(name, ""), kinds.get(name, "text")) for name in columns]
        found.append([cells.CASTS.get(kind, str)(cell) if cell else None for cell, kind in texts])
    return found


def _is_1(sheets: Sheets) -> bool:
    others = sheets.get("other_figures")
    costs, prices = sheets.get("data_costs"), sheets.get("prices")
    return bool(
        (others and "measure_zh" in others.own)
        or (costs and costs.at("scope") < 0)
        or (prices and {"item_zh", "claim"} <= set(prices.header) and prices.at("item_key") < 0)
    )


def _to_2(sheets: Sheets) -> Sheets:
    if (others := sheets.get("other_figures")) and "measure_zh" in others.own:
        sheets["other_figures"], made = _measured(others)
        known = sheets.get("measures") or Sheet(BY_NAME["measures"], MEASURE, ())
        sheets["measures"] = _with_rows(known, made)
    if (costs := sheets.get("data_costs")) and costs.at("scope") < 0:
        sheets["data_costs"] = _scoped(costs)
    return sheets


MEASURE = ("id", "name", "name_zh", "unit", "kind")


def _measured(sheet: Sheet) -> tuple[Sheet, list[tuple[str, ...]]]:
    """Other figures by the id of their measure, and the measures: one for each label, which said what is the same."""
    measure, unit = sheet.at("measure"), sheet.at("unit")
    made: dict[str, tuple[str, ...]] = {}
    rows = []
    for (row, given), chinese in zip(sheet.rows, sheet.extra("measure_zh"), strict=True):
        written, label = list(given), given[measure]
        if label and label not in made:
            taken = {one[0] for one in made.values()}
            made[label] = (unique_name(slug(label) or "measure", taken), label, chinese, *_kind(label, given[unit]))
        whole = written[unit].removeprefix("share_of:") if written[unit].startswith("share_of:") else ""
        if label:
            written[measure] = made[label][0]
        if whole:
            written[unit] = "share"
        rows.append((row, (*written, whole)))
    plain = sheet.without("measure_zh")
    return replace(plain, header=(*sheet.header, "whole"), rows=tuple(rows)), list(made.values())


def _kind(label: str, unit: str) -> tuple[str, str]:
    """A measure's unit and kind by what schema 1 said in its texts."""
    if unit.startswith("share_of:"):
        return "share", "share"
    if label.startswith("free ") and QUOTA.fullmatch(unit):
        return unit, "quota"
    if cells.CURRENCY.fullmatch(unit):
        return "", "money"
    return unit, "people" if unit == "people" else "time" if unit in ("days", "weeks", "months", "years") else "count"


def _scoped(sheet: Sheet) -> Sheet:
    """Data costs whose material said in its name that one contract or an offer is meant."""
    index = sheet.at("material")
    rows = []
    for row, given in sheet.rows:
        found = SCOPED.fullmatch(given[index]) if index >= 0 else None
        written = list(given)
        if found:
            written[index] = found["material"]
        rows.append((row, (*written, found["scope"] if found else "")))
    return replace(sheet, header=(*sheet.header, "scope"), rows=tuple(rows))


def _with_rows(sheet: Sheet, made: Sequence[tuple[str, ...]]) -> Sheet:
    """Measures with those made that it does not have."""
    known = {cells_of[sheet.at("id")] for _, cells_of in sheet.rows}
    added = [dict(zip(MEASURE, row, strict=True)) for row in made if row[0] not in known]
    rows = tuple((0, tuple(row.get(name, "") for name in sheet.header)) for row in added)
    return replace(
        sheet, rows=(*sheet.rows, *rows), own_cells=(*sheet.own_cells, *([("",) * len(sheet.own)] * len(rows)))
    )


#: By the schema it starts from: whether a set is of it, and the set in the next one.
STEPS: dict[int, tuple[Callable[[Sheets], bool], Callable[[Sheets], Sheets]]] = {1: (_is_1, _to_2)}
