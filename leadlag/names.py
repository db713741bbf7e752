"""What the data call things, in one language: looked up by id after a question was answered."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from leadlag.contract import BUILT_IN, BY_NAME, STATEMENT_TABLES, by_language
from leadlag.words import Language, translate

Cell = str | int | float | None
_BUILT_IN = {row["id"]: row for row in BUILT_IN}


class Names:
    """Labels, claims and notes of one set of tables. A text that is blank in one language is that of the other; of a
    row that is not there it is empty."""

    def __init__(self, lang: Language = "en", tables: Mapping[str, Sequence[tuple[Cell, ...]]] | None = None) -> None:
        self.lang: Language = lang
        self._tables = tables or {}

    def text(self, table: str, key: str | None, column: str) -> str:
        """A text of one row in the reader's language, `title` or `title_zh`."""
        columns = by_language(column)
        order = (columns[self.lang], *columns.values())
        return next((str(cell) for name in order if (cell := self._cell(table, key, name))), "")

    def side(self, key: str | None) -> str:
        """A side, or an organization that is compared by itself."""
        return self.text("sides", key, "name") or self.organization(key)

    def organization(self, key: str | None) -> str:
        return self.text("organizations", key, "name")

    def product(self, key: str | None) -> str:
        return self.text("products", key, "name")

    def topic(self, key: str | None) -> str:
        """What events of several sides are about."""
        return self.text("topics", key, "name")

    def subject(self, key: str | None) -> str:
        """A product or an organization."""
        return self.product(key) or self.organization(key)

    def measure(self, key: str | None) -> str:
        return self._of_measure(key, "name")

    def definition(self, measure: str | None) -> str:
        return self._of_measure(measure, "definition")

    def _of_measure(self, key: str | None, column: str) -> str:
        """A text of the set; of a measure that every set may use, and that this one does not rename, the app's own."""
        text, own = self.text("measures", key, column), by_language(column)[self.lang]
        is_ours = not self._cell("measures", key, own) and text == _BUILT_IN.get(key or "", {}).get(column)
        return translate(self.lang, f"measure.{key}.{column}") if is_ours else text

    def publisher(self, source: str | None) -> str:
        return self.text("sources", source, "publisher")

    def document(self, source: str | None) -> str:
        """A source's title."""
        return self.text("sources", source, "title")

    def address(self, source: str | None) -> str:
        """A source's URL; empty where it has none."""
        return str(self._cell("sources", source, "url") or "")

    def of_statement(self, statement: str | None) -> str:
        """The product or the organization that a statement is about."""
        keys = (self.cell(statement, column) for column in ("product", "subject", "organization", "buyer"))
        return self.subject(next(filter(None, keys), None))

    def explanation(self, statement_a: str, statement_b: str) -> str:
        """Why two statements differ, in whichever order they are."""
        pairs = (f"{statement_a} {statement_b}", f"{statement_b} {statement_a}")
        return next((found for pair in pairs if (found := self.text("conflicts", pair, "explanation"))), "")

    def claim(self, statement: str | None) -> str:
        return self.stated(statement, "claim")

    def note(self, statement: str | None) -> str:
        return self.stated(statement, "note")

    def about(self, statement: str | None) -> str:
        """What a statement is about beside its product or organization: an item, a measure, an event, why a pair."""
        table = self._table_of.get(statement or "", "")
        if table in ("users", "other_figures"):
            return self.measure(self.cell(statement, "metric" if table == "users" else "measure"))
        column = {"prices": "item", "milestones": "title", "gaps": "why"}.get(table)
        return self.stated(statement, column) if column else ""

    def stated(self, statement: str | None, column: str) -> str:
        """A text of a statement, whichever table it stands in."""
        return self.text(self._table_of.get(statement or "", ""), statement, column)

    def cell(self, statement: str | None, column: str) -> str:
        """A cell of a statement that is the same in every language; empty where it is blank."""
        return str(self._cell(self._table_of.get(statement or "", ""), statement, column) or "")

    def _cell(self, table: str, key: str | None, column: str) -> Cell:
        if (row := self._rows.get(table, {}).get(key or "")) is None:
            return None
        index = BY_NAME[table].indexes.get(column)
        return None if index is None else row[index]

    @cached_property
    def _rows(self) -> dict[str, dict[str, tuple[Cell, ...]]]:
        return {name: {_key(name, row): row for row in rows} for name, rows in self._tables.items()}

    @cached_property
    def _table_of(self) -> dict[str, str]:
        return {key: table.name for table in STATEMENT_TABLES for key in self._rows.get(table.name, ())}


#: Columns that hold an id; what the name of what it stands for is called, and what looks it up.
NAMED: Mapping[str, tuple[str, Callable[[Names, str | None], str]]] = {
    "side": ("side_name", Names.side),
    "organization": ("organization_name", Names.organization),
    "product": ("product_name", Names.product),
    "subject": ("subject_name", Names.subject),
    "whole": ("whole_name", Names.subject),
    "buyer": ("buyer_name", Names.organization),
    "seller": ("seller_name", Names.organization),
    "metric": ("metric_name", Names.measure),
    "measure": ("measure_name", Names.measure),
    "source": ("publisher", Names.publisher),
    "leader_statement": ("leader_title", Names.about),
    "follower_statement": ("follower_title", Names.about),
    "statement_a": ("claim_a", Names.claim),
    "statement_b": ("claim_b", Names.claim),
    "compared_with": ("compared_claim", Names.claim),
}
#: Words about the statement, document, side or measure that a row's own id stands for, and what looks them up.
OWN_WORDS: Mapping[str, Callable[[Names, str], str]] = {
    "name": lambda names, key: names.side(key) or names.measure(key),
    "title": Names.document,
    "publisher": Names.publisher,
    "url": Names.address,
    "about": Names.about,
    "as_written": lambda names, key: names.cell(key, "as_written"),
    "locator": lambda names, key: names.cell(key, "locator"),
    "claim": Names.claim,
    "note": Names.note,
}


def named(rows: Sequence[Any], names: Names) -> tuple[list[str], list[list[object]]]:
    """Columns and cells of a question's rows, and behind them in words what their ids stand for: `product_name`, of
    statements `about`, `as_written` and `claim`, of documents `title` and `url`. A text of no row is no column."""
    if not rows:
        return [], []
    known = [row._asdict() for row in rows]
    words: dict[str, list[object]] = {
        called: [look_up(names, row[column]) or None for row in known]
        for column, (called, look_up) in NAMED.items()
        if column in known[0]
    }
    if "statement_a" in known[0]:
        words["explanation"] = [names.explanation(row["statement_a"], row["statement_b"]) or None for row in known]
    keys = [str(row.get("statement") or row.get("id") or "") for row in known]
    for column, look_up in OWN_WORDS.items():
        texts: list[object] = [look_up(names, key) or None for key in keys]
        words |= {column: texts} if any(texts) else {}
    cells = [[*row, *more] for row, more in zip(rows, zip(*words.values(), strict=True), strict=True)] if words else []
    return [*known[0], *words], cells or [list(row) for row in rows]


def _key(table: str, row: tuple[Cell, ...]) -> str:
    """What a row is found by: its id, or the cells of its key."""
    return " ".join(str(row[BY_NAME[table].indexes[column]]) for column in BY_NAME[table].key)
