"""data/README.md describes every file of the contract, column by column, in the contract's order."""

import re

import pytest

from leadlag import paths
from leadlag.tables import TABLES, Table
from leadlag.words import CATALOGUE
from tests.conftest import SHIPPED

SECTIONS: dict[str, str] = {
    title.removesuffix(".csv"): body
    for title, body in re.findall(
        r"^## (\w+\.csv)\n(.*?)(?=^## |\Z)",
        (SHIPPED / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
}


def described(table: str) -> dict[str, str]:
    """Column → its "unit or allowed values" cell."""
    return dict(re.findall(r"^\| `(\w+)` \|[^|]*\|([^|]*)\|[^|]*\|$", SECTIONS[table], re.MULTILINE))


def test_every_file_of_the_contract_is_described_in_its_order() -> None:
    assert list(SECTIONS) == [table.name for table in TABLES]


def test_every_file_of_the_contract_is_shipped_and_no_other() -> None:
    assert {file.name for file in SHIPPED.glob("*.csv")} == {table.file for table in TABLES}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_columns_described_are_the_contracts_in_order(table: Table) -> None:
    assert list(described(table.name)) == [column.name for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_shipped_header_is_the_contracts_in_order(table: Table) -> None:
    header = (SHIPPED / table.file).read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == [column.name for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_section_says_what_one_row_is(table: Table) -> None:
    assert re.match(r"\nOne row (is|explains) ", SECTIONS[table.name])


@pytest.mark.parametrize(
    ("table", "column"), [(table.name, column.name) for table in TABLES for column in table.columns if column.choices]
)
def test_every_allowed_value_is_described(table: str, column: str) -> None:
    contract = next(each for each in TABLES if each.name == table).column(column)
    meaning = next(line for line in SECTIONS[table].splitlines() if line.startswith(f"| `{column}` |"))
    assert set(contract.choices) <= set(re.findall(r"`([^`]+)`", meaning))


def told_of_kinds(heading: str) -> set[str]:
    """What one paragraph on kinds of event names, the file it mentions left out."""
    (paragraph,) = re.findall(rf"\*\*{heading}\.\*\*(.*?)\n\n", SECTIONS["milestones"], re.DOTALL)
    return set(re.findall(r"`([a-z_]+)`", paragraph)) - {"_"}


def test_the_kinds_of_event_that_the_dashboard_looks_for_are_described() -> None:
    sql = "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths.QUERIES.rglob("*.sql")))
    looked_for = set(re.findall(r"b\.unit = '(\w+)'|m\.kind = '(\w+)'", sql))
    assert {kind for found in looked_for for kind in found if kind} == told_of_kinds("Kinds that mean something")


def test_the_kinds_of_event_that_have_words_are_described() -> None:
    known = {key.removeprefix("kind.") for key in CATALOGUE if key.startswith("kind.")}
    assert told_of_kinds("Kinds with Chinese words") == known
