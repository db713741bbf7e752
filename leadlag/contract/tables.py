"""The table contract, declared once: every CSV, its columns, required cells, keys, references and rules of arithmetic.

The loader checks files against it, the codebook test compares `data/README.md` with it, and the DuckDB tables are
created from it. Decisions:

- a cell is text until it has passed; empty means "the source does not say", or the column's default;
- only what a row cannot do without is required; what else a row lacks is made from it (`leadlag.store.completion`);
- what is the same fact is decided by `Table.fact_key`, slugs and codes, never by a label;
- a reference may point at several targets (`organizations.id` or `products.id`): one match is enough;
- a text stands in a column a language, `title` and `title_zh`; which languages there are the app's catalogues say;
- rules of arithmetic are named here and implemented in `leadlag.store.rules`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from leadlag.contract.measures import MEASURE_KINDS
from leadlag.paths import LANGUAGES

#: The number of this contract; see `leadlag.store.upgrades`.
SCHEMA = 2

Kind = Literal["slug", "text", "integer", "count", "number"]
#: How a cell that a row lacks is made: an id from the row's keys, a label from its id, a key from its label, a
#: qualifier from the numbers that are filled, a unit from the measure, title and publisher from a document's address.
Maker = Literal["", "id", "label", "key", "qualifier", "unit", "address"]

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
PRICE_UNITS = ("month", "year", "use", "clip", "minute", "million_tokens", "currency_unit")
COST_UNITS = ("year", "minute", "hour", "video")
GAP_UNITS = ("days", "weeks", "months", "years")
PARTS = ("early", "mid", "late")
SEVERITIES = ("high", "medium", "low")
SCOPES = ("bill", "contract", "offer")
PLANS = ("entry", "standard", "top", "team", "suite", "api")
SOURCE_KINDS = ("article", "primary", "news", "data provider", "filing", "blog", "mirror", "wiki")

#: Columns that are read and then said otherwise: those of an earlier schema, and a date in one cell.
FORMER: dict[str, tuple[str, ...]] = {"other_figures": ("measure_zh", "date")} | dict.fromkeys(
    ("users", "prices", "data_costs", "milestones", "sources"), ("date",)
)
#: Columns that a whole file of an earlier version lacks.
ADDED_SINCE_1 = {"item_key", "plan", "scope", "topic", "whole", "publisher_zh"}
ADDED_SINCE_1 |= {"material_name", "material_name_zh", "until_year", "until_month", "until_day"}
ADDED_SINCE_1 |= {"flow", "units_per_minute"}
#: Every statement's id, in whichever table it stands.
STATEMENTS = "statements.id"


@dataclass(frozen=True)
class Column:
    """One column: its kind of cell, what it may hold and refer to, and what a blank cell stands for.

    A `required` cell must be given. A blank one is read as the `default`, or made from its row as `made` says; without
    either it stays empty.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    default: str = ""
    made: Maker = ""


@dataclass(frozen=True)
class Table:
    """One CSV file and the DuckDB table made from it; `rules` are names of whole-row checks.

    Rows with equal `fact_key` columns are about the same fact. An `optional` file may be absent.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    rules: tuple[str, ...] = ()
    least_rows: int = 0
    unordered_key: bool = False
    optional: bool = True
    fact_key: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def indexes(self) -> dict[str, int]:
        """Where in a row each column stands."""
        return {column.name: index for index, column in enumerate(self.columns)}

    @property
    def is_statement(self) -> bool:
        """True where a row is what one source says about one thing."""
        return "locator" in self.indexes

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a row means nothing; of `low`, `value` and `high` any one will do."""
        return tuple(column.name for column in self.columns if column.required)


def _slug(name: str, *references: str, required: bool = True, made: Maker = "") -> Column:
    return Column(name, "slug", required, references=references, made=made)


def _choice(name: str, choices: tuple[str, ...], *, default: str = "", required: bool = False) -> Column:
    return Column(name, "text", required, choices=choices, default=default)


def by_language(name: str) -> dict[str, str]:
    """The column that holds a text in each language: `{"en": "title", "zh": "title_zh"}`."""
    return {lang: f"{name}_{lang}" if number else name for number, lang in enumerate(LANGUAGES)}


def _texts(name: str, *, required: bool = False, made: Maker = "") -> tuple[Column, ...]:
    """A text in every language, of which only the first may be required or made."""
    first, *others = by_language(name).values()
    return Column(first, required=required, made=made), *map(Column, others)


def _labels(name: str) -> tuple[Column, ...]:
    """Made from the row's first id where it is given in no language."""
    return _texts(name, made="label")


def _value(kind: Kind, least: float | None = 0) -> tuple[Column, ...]:
    numbers = tuple(Column(name, kind, minimum=least) for name in ("low", "value", "high"))
    return (*numbers, Column("qualifier", choices=QUALIFIERS, made="qualifier"))


def _date(prefix: str = "") -> tuple[Column, ...]:
    return (
        Column(f"{prefix}year", "integer", minimum=1900, maximum=2100),
        Column(f"{prefix}month", "integer", minimum=1, maximum=12),
        Column(f"{prefix}day", "integer", minimum=1, maximum=31),
    )


ID = Column("id", "slug", required=True)
MADE_ID = Column("id", "slug", made="id")
DATE = (*_date(), _choice("part", PARTS))
CURRENCY = Column("currency", required=True)

PROVENANCE = (
    _slug("source", "sources.id"),
    _choice("rank", RANKS, default="normal"),
    Column("as_written"),
    Column("locator"),
    *_texts("claim"),
    *_texts("note"),
)

TABLES = (
    Table("sides", (ID, *_labels("name")), least_rows=2, optional=False),
    Table("organizations", (ID, *_labels("name"), _slug("side", "sides.id")), optional=False),
    Table("products", (ID, _slug("organization", "organizations.id"), *_labels("name")), optional=False),
    Table(
        "measures",
        (
            ID,
            *_labels("name"),
            *_texts("definition"),
            Column("unit"),
            _choice("kind", MEASURE_KINDS, default="count"),
            _choice("better", ("more", "less", "neither"), default="neither"),
            _choice("signed", ("yes", "no"), default="no"),
            _choice("flow", ("yes", "no"), default="no"),
        ),
    ),
    Table("topics", (ID, *_labels("name"))),
    Table(
        "sources",
        (
            Column("id", "slug", made="id"),
            *_texts("title", made="address"),
            *_texts("publisher", made="address"),
            Column("url"),
            Column("language"),
            _choice("kind", SOURCE_KINDS, default="news"),
            *_date(),
        ),
        rules=("date", "url", "document"),
    ),
    Table(
        "users",
        (
            MADE_ID,
            _slug("product", "products.id"),
            _slug("metric", "measures.id"),
            *_texts("provider"),
            *_value("count"),
            *DATE,
            *PROVENANCE,
        ),
        rules=("value", "date"),
        fact_key=("product", "metric"),
    ),
    Table(
        "prices",
        (
            MADE_ID,
            _slug("product", "products.id"),
            *_texts("item", required=True),
            Column("item_key", "slug", made="key"),
            _choice("plan", PLANS),
            *_value("number"),
            CURRENCY,
            _choice("per", PRICE_UNITS, required=True),
            Column("units_per_minute", "number", minimum=0),
            *DATE,
            *_date("until_"),
            *PROVENANCE,
        ),
        rules=("value", "date", "until", "currency"),
        fact_key=("product", "item_key", "currency", "per"),
    ),
    Table(
        "data_costs",
        (
            MADE_ID,
            _slug("buyer", "organizations.id"),
            _slug("seller", "organizations.id", required=False),
            _slug("material"),
            *_texts("material_name"),
            _choice("scope", SCOPES, default="bill"),
            *_value("number"),
            CURRENCY,
            _choice("per", COST_UNITS, required=True),
            *DATE,
            *PROVENANCE,
        ),
        rules=("value", "date", "currency"),
        fact_key=("buyer", "material", "scope", "currency", "per"),
    ),
    Table(
        "milestones",
        (
            MADE_ID,
            _slug("milestone"),
            _slug("organization", "organizations.id"),
            _slug("product", "products.id", required=False),
            Column("kind", "slug", default="event"),
            _slug("topic", "topics.id", required=False),
            *_labels("title"),
            *DATE,
            *PROVENANCE,
        ),
        rules=("date",),
        fact_key=("milestone",),
    ),
    Table(
        "gaps",
        (
            MADE_ID,
            _slug("leader", "milestones.milestone"),
            _slug("follower", "milestones.milestone"),
            *_value("number"),
            _choice("unit", GAP_UNITS),
            *_texts("why"),
            *PROVENANCE,
        ),
        rules=("value", "lag"),
        fact_key=("leader", "follower"),
    ),
    Table(
        "other_figures",
        (
            MADE_ID,
            _slug("subject", "organizations.id", "products.id"),
            _slug("measure", "measures.id"),
            _slug("whole", "organizations.id", "products.id", required=False),
            *_value("number", least=None),
            Column("unit", made="unit"),
            *DATE,
            *PROVENANCE,
        ),
        rules=("value", "date", "currency"),
        fact_key=("subject", "measure", "whole", "unit"),
    ),
    Table(
        "exchange_rates",
        (
            CURRENCY,
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
            _choice("severity", SEVERITIES, default="medium"),
            *_texts("explanation"),
        ),
        key=("statement_a", "statement_b"),
        rules=("pair",),
        unordered_key=True,
    ),
)

BY_NAME = {table.name: table for table in TABLES}
STATEMENT_TABLES = tuple(table for table in TABLES if table.is_statement)
