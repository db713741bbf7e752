"""The table contract, declared once: every CSV, its columns, types, keys, references and rules of arithmetic.

The loader checks files against it, the codebook test compares `data/README.md` with it, and the DuckDB tables are
created from it. Decisions:

- a cell is text until it has passed; empty means "the source does not say";
- a reference may point at several targets (`organizations.id` or `products.id`): one match is enough;
- rules of arithmetic are named here and implemented in `leadlag.store.rules`.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["slug", "text", "integer", "count", "number"]

#: What each kind of cell is stored as. Counts are people; numbers are money, ratios and durations.
SQL_TYPES: dict[Kind, str] = {
    "slug": "VARCHAR",
    "text": "VARCHAR",
    "integer": "INTEGER",
    "count": "BIGINT",
    "number": "DOUBLE",
}

QUALIFIERS = ("exactly", "about", "at least", "at most", "between", "several")
RANKS = ("preferred", "normal", "deprecated")
METRICS = ("mau", "wau", "dau", "users", "paying_users")
PRICE_UNITS = ("month", "year", "use", "clip", "minute", "currency_unit")
COST_UNITS = ("year", "minute", "hour", "video")
GAP_UNITS = ("days", "weeks", "months", "years")
PARTS = ("early", "mid", "late")
SEVERITIES = ("high", "medium", "low")
SOURCE_KINDS = ("article", "primary", "news", "data provider", "filing", "blog", "mirror", "wiki")

#: Every statement's id, in whichever table it stands.
STATEMENTS = "statements.id"


@dataclass(frozen=True)
class Column:
    """One column: its kind of cell, whether a cell may be empty, the values allowed and what it refers to."""

    name: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Table:
    """One CSV file and the DuckDB table made from it; `rules` are names of whole-row checks."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    rules: tuple[str, ...] = ()
    least_rows: int = 0
    unordered_key: bool = False

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def is_statement(self) -> bool:
        """True where a row is what one source says about one thing."""
        return "locator" in {column.name for column in self.columns}

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _slug(name: str = "id", *references: str, required: bool = True) -> Column:
    return Column(name, "slug", required, references=references)


def _choice(name: str, choices: tuple[str, ...], *, required: bool = True) -> Column:
    return Column(name, "text", required, choices=choices)


def _text(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, required=True) for name in names)


def _value(kind: Kind) -> tuple[Column, ...]:
    numbers = tuple(Column(name, kind, minimum=0) for name in ("low", "value", "high"))
    return (*numbers, _choice("qualifier", QUALIFIERS, required=False))


DATE = (
    Column("year", "integer", minimum=1900, maximum=2100),
    Column("month", "integer", minimum=1, maximum=12),
    Column("day", "integer", minimum=1, maximum=31),
    _choice("part", PARTS, required=False),
)

PROVENANCE = (
    _slug("source", "sources.id"),
    _choice("rank", RANKS),
    Column("as_written"),
    Column("locator"),
    *_text("claim", "claim_zh"),
    Column("note"),
    Column("note_zh"),
)

TABLES = (
    Table("sides", (_slug(), *_text("name", "name_zh")), least_rows=2),
    Table("organizations", (_slug(), *_text("name", "name_zh"), _slug("side", "sides.id"))),
    Table("products", (_slug(), _slug("organization", "organizations.id"), *_text("name", "name_zh"))),
    Table(
        "sources",
        (
            _slug(),
            *_text("title", "title_zh", "publisher"),
            Column("url"),
            *_text("language"),
            _choice("kind", SOURCE_KINDS),
            *DATE[:3],
        ),
        rules=("date", "url"),
        least_rows=1,
    ),
    Table(
        "users",
        (
            _slug(),
            _slug("product", "products.id"),
            _choice("metric", METRICS),
            Column("provider"),
            Column("provider_zh"),
            *_value("count"),
            *DATE,
            *PROVENANCE,
        ),
        rules=("value", "date"),
    ),
    Table(
        "prices",
        (
            _slug(),
            _slug("product", "products.id"),
            *_text("item", "item_zh"),
            *_value("number"),
            Column("currency", "text", required=True),
            _choice("per", PRICE_UNITS),
            *DATE,
            *PROVENANCE,
        ),
        rules=("value", "date", "currency"),
    ),
    Table(
        "data_costs",
        (
            _slug(),
            _slug("buyer", "organizations.id"),
            _slug("seller", "organizations.id", required=False),
            *_text("material"),
            *_value("number"),
            Column("currency", "text", required=True),
            _choice("per", COST_UNITS),
            *DATE,
            *PROVENANCE,
        ),
        rules=("value", "date", "currency"),
    ),
    Table(
        "milestones",
        (
            _slug(),
            _slug("milestone"),
            _slug("organization", "organizations.id"),
            _slug("product", "products.id", required=False),
            _slug("kind"),
            *_text("title", "title_zh"),
            *DATE,
            *PROVENANCE,
        ),
        rules=("date",),
    ),
    Table(
        "gaps",
        (
            _slug(),
            _slug("leader", "milestones.milestone"),
            _slug("follower", "milestones.milestone"),
            *_value("number"),
            _choice("unit", GAP_UNITS, required=False),
            *_text("why", "why_zh"),
            *PROVENANCE,
        ),
        rules=("value", "lag"),
    ),
    Table(
        "other_figures",
        (
            _slug(),
            _slug("subject", "organizations.id", "products.id"),
            *_text("measure", "measure_zh"),
            *_value("number"),
            *_text("unit"),
            *DATE,
            *PROVENANCE,
        ),
        rules=("value", "date", "currency"),
    ),
    Table(
        "exchange_rates",
        (
            Column("currency", "text", required=True),
            Column("units_per_usd", "number", required=True, minimum=0),
            *(Column(c.name, c.kind, True, (), (), c.minimum, c.maximum) for c in DATE[:3]),
            _slug("source", "sources.id"),
        ),
        key=("currency", "year", "month", "day"),
        rules=("date", "currency", "rate"),
    ),
    Table(
        "conflicts",
        (
            _slug("statement_a", STATEMENTS),
            _slug("statement_b", STATEMENTS),
            _choice("severity", SEVERITIES),
            *_text("explanation", "explanation_zh"),
        ),
        key=("statement_a", "statement_b"),
        rules=("pair",),
        unordered_key=True,
    ),
)

BY_NAME = {table.name: table for table in TABLES}
STATEMENT_TABLES = tuple(table for table in TABLES if table.is_statement)
