"""What a row may leave out, made from what it gives: ids, documents, measures, keys, labels, qualifiers and defaults.

`leadlag.contract` says per column what a blank cell stands for. What is made here is written into the files when a set
is accepted, so that an id never changes again; nothing that is given is changed.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from leadlag.contract import BUILT_IN, BY_NAME, STATEMENT_TABLES, TABLES, Column, Table, by_language
from leadlag.store.cells import PATTERNS
from leadlag.store.files import Sheet
from leadlag.store.remedies import days, same_address, slug
from leadlag.store.remedies.amounts import plain

Sheets = Mapping[str, Sheet]
Row = dict[str, str]
Columns = Mapping[str, tuple[str, ...]]
LONGEST_ID = 80  # characters of a made id
DATES = ("year", "month", "day", "part")
#: Where a label has a key of its own: the column it is unique within, the label, the key.
KEYED = {"prices": ("product", "item", "item_key"), "data_costs": ("", "material_name", "material")}


@dataclass(frozen=True)
class Completed:
    """A set in which every row has all that can be made; `made` are the tables that were given less."""

    sheets: dict[str, Sheet]
    made: frozenset[str]


def complete(given: Sheets, absent: Iterable[str] = ()) -> Completed:
    """The set with all that can be made; `absent` are optional tables that have no file."""
    sheets = {name: Sheet(table, _names(table), ()) for name, table in BY_NAME.items() if name in set(absent)}
    sheets |= {name: dated(sheet) for name, sheet in given.items()}
    measures = _Listed(sheets.get("measures"), "name")
    measures.provide(BUILT_IN)
    sources = _Documents(sheets.get("sources"))
    taken = {cells[at] for table in STATEMENT_TABLES for cells, at in _ids(sheets.get(table.name))}
    completed: dict[str, Sheet] = {}
    for table in (table for table in TABLES if table.name in sheets and table.name not in ("measures", "sources")):
        completed[table.name] = _Completer(sheets[table.name], measures, sources, taken).sheet()
    for name, listed in {"measures": measures, "sources": sources}.items():
        if name in sheets:
            completed[name] = _Completer(listed.sheet(), measures, sources, taken).sheet()
    ordered = {table.name: completed[table.name] for table in TABLES if table.name in completed}
    return Completed(ordered, frozenset(name for name in ordered if _has_derived_rows(given.get(name), ordered[name])))


def dated(sheet: Sheet) -> Sheet:
    """A column `date` as the four columns it says: `2024`, `2024-02`, `2024-02-07`, `late 2023`, `2024 Q1`.

    What is no such date stands in `year`, where it is told what is wrong with it.
    """
    if "date" not in sheet.own or sheet.at("year") >= 0 or "year" not in _names(sheet.table):
        return sheet
    names = [name for name in DATES if name in _names(sheet.table)]
    dated = [_date_cells(text) for text in sheet.extra("date")]
    rows = [
        (number, (*cells, *(date.get(name, "") for name in names)))
        for (number, cells), date in zip(sheet.rows, dated, strict=True)
    ]
    return replace(sheet.without("date"), header=(*sheet.header, *names), rows=tuple(rows))


def _date_cells(text: str) -> Row:
    if found := days.part_in(plain(text)):
        year, month, part = found
        return {"year": str(year), "month": str(month or ""), "part": part}
    exact = days.days_in(plain(text))
    if len(exact) == 1:
        year, month, day = exact[0]
        return {"year": str(year), "month": str(month), "day": str(day or "")}
    return {"year": text}


def _has_derived_rows(before: Sheet | None, after: Sheet) -> bool:
    """Whether rows or ids were made that the file does not hold, other than what can always be counted."""
    if before is after:
        return False
    given = before.rows if before else ()
    known = {row["id"] for row in BUILT_IN} if after.table.name == "measures" else set()
    added = len(after.rows) - len(given) - sum(cells[0] in known for number, cells in after.rows if number == 0)
    index = before.at("id") if before else -1
    lacking = after.table.key == ("id",) and any(index < 0 or not cells[index] for _, cells in given)
    return added > 0 or lacking


class _Listed:
    """A table that others refer to, and the rows made because somebody referred to what it does not list."""

    def __init__(self, sheet: Sheet | None, label: str) -> None:
        self.given, self.made = sheet, []  # type: tuple[Sheet | None, list[Row]]
        self.ids: set[str] = set()
        self.by_label: dict[str, str] = {}
        self.units: dict[str, str] = {}
        self.labels = tuple(by_language(label).values())
        for _, cells in sheet.rows if sheet else ():
            self._note(dict(zip(sheet.header, cells, strict=True)) if sheet else {})

    def _note(self, row: Row) -> None:
        name = row.get("id", "")
        if name:
            self.ids.add(name)
            self.units[name] = row.get("unit", "")
            for label in (row.get(column, "") for column in self.labels):
                if label:
                    self.by_label.setdefault(_normalized(label), name)

    def provide(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Rows that are always listed, unless the file has another of the same id."""
        for row in rows:
            if row["id"] not in self.ids:
                self.add(dict(row))

    def add(self, row: Row) -> str:
        self.made.append(row)
        self._note(row)
        return row["id"]

    def id_of(self, text: str) -> str:
        """The id that is meant: the text itself, the row of this label, or a row made for it. A slug is never made."""
        if text in self.ids or PATTERNS["slug"].fullmatch(text):
            return self.by_label.get(_normalized(text), text) if text not in self.ids else text
        return self.by_label.get(_normalized(text)) or self.add(self.row(text))

    def row(self, text: str) -> Row:
        return {"id": unique_name(slug(text) or _digest("measure", text), self.ids), "name": text}

    def sheet(self) -> Sheet:
        """The table's rows and those made; it may only be asked for where the set has the table."""
        assert self.given is not None
        if not self.made:
            return self.given
        names = [name for name in _names(self.given.table) if name in self.given.header or self._uses(name)]
        indexes = [self.given.at(name) for name in names]
        rows = [
            (number, tuple(cells[at] if at >= 0 else "" for at in indexes)) for number, cells in self.given.rows
        ] + [(0, tuple(row.get(name, "") for name in names)) for row in self.made]
        own = (*self.given.own_cells, *([("",) * len(self.given.own)] * len(self.made)))
        return replace(self.given, header=tuple(names), rows=tuple(rows), own_cells=own)

    def _uses(self, name: str) -> bool:
        return any(name in row for row in self.made)


class _Documents(_Listed):
    """The sources, which may also be referred to by their address."""

    def __init__(self, sheet: Sheet | None) -> None:
        self.by_address: dict[str, str] = {}
        super().__init__(sheet, "title")

    def _note(self, row: Row) -> None:
        super()._note(row)
        if row.get("id") and (address := same_address(row.get("url", ""))):
            self.by_address.setdefault(address, row["id"])

    def id_of(self, text: str) -> str:
        address = same_address(text)
        if address and address in self.by_address:
            return self.by_address[address]
        return self.add(self.row(text)) if address else super().id_of(text)

    def row(self, text: str) -> Row:
        if address := same_address(text):
            url = text if re.match(r"https?://", text) else f"https://{text}"
            return {"id": unique_name(_document(address), self.ids), "url": url}
        return {"id": unique_name(slug(text)[:LONGEST_ID] or _digest("source", text), self.ids), "title": text}


class _Completer:
    """Completes the rows of one table."""

    def __init__(self, sheet: Sheet, measures: _Listed, sources: _Listed, taken: set[str]) -> None:
        self.before, self.table = sheet, sheet.table
        self.measures, self.sources, self.taken = measures, sources, taken
        self.blank = dict.fromkeys(_names(self.table), "")
        self.keys = self._known_keys()
        self.makers: Mapping[str, Callable[[Row], str]] = {
            "label": self._label,
            "key": self._key,
            "qualifier": _qualifier,
            "unit": lambda row: self.measures.units.get(row.get("measure", ""), ""),
            "address": _address,
        }
        self.made = [column for column in self.table.columns if column.made]
        listed = {"source": sources, "metric": measures, "measure": measures}
        self.referring = {name: rows for name, rows in listed.items() if name in self.table.indexes}

    def sheet(self) -> Sheet:
        header, rows = self.before.header, self.before.rows
        # without a column that is required, its absence is told and not every blank cell
        names = tuple(column.name for column in self.table.columns if column.name in header or not column.required)
        given = dict(zip(header, zip(*(cells for _, cells in rows), strict=True), strict=bool(rows)))
        columns = {name: self._column(name, given.get(name, ("",) * len(rows))) for name in names}
        made = {at: self._row(at, columns) for at in self._lacking(columns)}
        if header == names and not any(made.values()) and all(columns[name] is given[name] for name in given):
            return self.before
        completed = list(zip(*columns.values(), strict=True))
        for at in filter(made.get, made):
            completed[at] = made[at]
        numbered = zip((number for number, _ in rows), completed, strict=True)
        return replace(self.before, header=names, rows=tuple(numbered))

    def _column(self, name: str, texts: tuple[str, ...]) -> tuple[str, ...]:
        """The column with the ids of what its texts refer to, and its default where it is blank."""
        listed, default = self.referring.get(name), self.table.column(name).default
        meant = {text: listed.id_of(text) for text in dict.fromkeys(texts) if text} if listed else {}
        if default and not all(texts):
            meant[""] = default
        is_other = any(text != other for text, other in meant.items())
        return tuple([meant.get(text, text) for text in texts]) if is_other else texts

    def _lacking(self, columns: Columns) -> list[int]:
        """Where rows stand of which something may have to be made."""
        made = [columns[column.name] for column in self.made]
        indexes = {at for texts in made if not all(texts) for at, text in enumerate(texts) if not text}
        materials = columns.get("material", ())
        labels = {text for text in set(materials) if text and not PATTERNS["slug"].fullmatch(text)}
        return sorted(indexes.union(at for at, text in enumerate(materials if labels else ()) if text in labels))

    def _row(self, at: int, columns: Columns) -> tuple[str, ...]:
        """The row with what can be made of it; nothing where that is nothing."""
        before = tuple([texts[at] for texts in columns.values()])
        row = self.blank | dict(zip(columns, before, strict=True))
        if row.get("material") and not PATTERNS["slug"].fullmatch(row["material"]):
            row["material_name"] = row["material_name"] or row["material"]
            row["material"] = self._keyed("material", "", row["material"])
        for column in self.made:
            if not row[column.name]:
                row[column.name] = self._derived_cell(column, row)
        if "id" in row and not row["id"] and self.table.column("id").made:
            row["id"] = self._id(row)
        completed = tuple([row[name] for name in columns])
        return () if completed == before else completed

    def _derived_cell(self, column: Column, row: Row) -> str:
        return self.makers[column.made](row) if column.made in self.makers else ""

    def _label(self, row: Row) -> str:
        """A label made from the slug it names, unless there is one in another language."""
        if any(row.get(column) for name in ("name", "title") for column in by_language(name).values()):
            return ""
        text = (row.get("milestone") or row["id"]).replace("_", " ")
        return text[:1].upper() + text[1:]

    def _key(self, row: Row) -> str:
        return self._keyed("item", row["product"], row["item"]) if row["item"] else ""

    def _keyed(self, prefix: str, within: str, label: str) -> str:
        """The key of what is known by this label, or once was; else one made from it, which no other label has."""
        known = self.keys.setdefault(within, {})
        if _normalized(label) not in known:
            key = slug(label)[:LONGEST_ID] or _digest(prefix, label)
            theirs = any(slug(other) == key for other, its in known.items() if its == key)
            known[_normalized(label)] = unique_name(key, set(known.values())) if theirs else key
        return known[_normalized(label)]

    def _known_keys(self) -> dict[str, dict[str, str]]:
        """Labels and their keys as the file gives them, by product where the key is one product's."""
        found: dict[str, dict[str, str]] = {}
        within, label, key = KEYED.get(self.table.name, ("", "", ""))
        for _, cells in self.before.rows if key in self.before.header else ():
            row = dict(zip(self.before.header, cells, strict=True))
            texts = [row.get(column, "") for column in by_language(label).values()]
            if PATTERNS["slug"].fullmatch(row.get(key, "")):
                of_one = found.setdefault(row.get(within, ""), {})
                of_one |= {_normalized(text): row[key] for text in texts if text and _normalized(text) not in of_one}
        return found

    def _id(self, row: Row) -> str:
        """`doubao_mau_2026_03`, and `doubao_mau_2026_03_2` where that is taken."""
        parts = [row[name] for name in (*self.table.fact_key, *DATES) if row.get(name)]
        if self.table.name == "sources":
            parts = [_document(same_address(row["url"])) or slug(row["title"]) or _digest("source", row["title"])]
            parts = parts if row["url"] or row["title"] else []
        if self.table.name == "gaps":
            parts = ["gap", *parts]
        text = "_".join(part.zfill(2) if part.isdecimal() else part for part in parts)
        name = re.sub(r"[^a-z0-9_-]+", "_", text.casefold()).strip("_-")
        if not name:
            return ""
        taken = self.sources.ids if self.table.name == "sources" else self.taken
        made = unique_name(name[:LONGEST_ID], taken)
        taken.add(made)
        return made


def _qualifier(row: Row) -> str:
    """How the numbers are to be read, by which of them are there."""
    given = "".join(letter for letter, name in zip("lvh", ("low", "value", "high"), strict=True) if row[name])
    return {"v": "exactly", "l": "at least", "h": "at most", "lh": "between", "lvh": "about"}.get(given, "")


def _address(row: Row) -> str:
    """Who published a document of which only the address or the title is known: the address' host, or the title."""
    host = same_address(row["url"]).split("/", 1)[0]
    return host or row["title"] or row["publisher"]


def _document(address: str) -> str:
    """The id of a document by its address: `reuters_com_bytedance-profit-2026`."""
    host, _, path = address.partition("/")
    last = re.sub(r"[?#].*|\.\w{2,5}$", "", path).rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"[^a-z0-9_-]+", "_", f"{host}_{last}".casefold()).strip("_-")[:LONGEST_ID].strip("_-")


def _digest(prefix: str, text: str) -> str:
    """An id for a text without Latin letters."""
    return f"{prefix}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def unique_name(name: str, taken: set[str]) -> str:
    """The name, or the first of `name_2`, `name_3`, … that is not taken."""
    number = 1
    while (candidate := name if number == 1 else f"{name}_{number}") in taken:
        number += 1
    return candidate


def _normalized(label: str) -> str:
    return " ".join(label.casefold().split())


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def _ids(sheet: Sheet | None) -> Iterable[tuple[tuple[str, ...], int]]:
    index = sheet.at("id") if sheet else -1
    return ((cells, index) for _, cells in sheet.rows) if sheet and index >= 0 else ()
