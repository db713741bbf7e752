"""data/README.md describes every file of the contract, column by column, in the contract's order."""

import re

from leadlag import paths
from leadlag.tables import TABLES
from leadlag.words import CATALOGUE

SECTIONS: dict[str, str] = {
    title.removesuffix(".csv"): body
    for title, body in re.findall(
        r"^## (\w+\.csv)\n(.*?)(?=^## |\Z)",
        (paths.ROOT / "data" / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
}


def test_columns_are_described_in_order() -> None:
    described = {table: re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE) for table, body in SECTIONS.items()}
    assert described == {table.name: [column.name for column in table.columns] for table in TABLES}
    assert list(described) == [table.name for table in TABLES]


def test_each_section_says_what_one_row_is() -> None:
    assert [table for table, body in SECTIONS.items() if not re.match(r"\nOne row (is|explains) ", body)] == []


def test_every_allowed_value_is_described() -> None:
    missing = []
    for table in TABLES:
        for column in table.columns:
            meaning = re.search(rf"^\| `{column.name}` \|.*", SECTIONS[table.name], re.MULTILINE)
            told = set(re.findall(r"`([^`]+)`", meaning[0] if meaning else ""))
            missing += [(table.name, column.name, value) for value in column.choices if value not in told]
    assert missing == []


def told_of_kinds(heading: str) -> set[str]:
    """What one paragraph on kinds of event names, the file it mentions left out."""
    (paragraph,) = re.findall(rf"\*\*{heading}\.\*\*(.*?)\n\n", SECTIONS["milestones"], re.DOTALL)
    return set(re.findall(r"`([a-z_]+)`", paragraph)) - {"_"}


def test_kinds_looked_for_are_described() -> None:
    sql = "\n".join(path.read_text(encoding="utf-8") for path in sorted(paths.QUERIES.rglob("*.sql")))
    looked_for = set(re.findall(r"\b[abm]\.(?:unit|kind) (?:=|<>) '(\w+)'", sql))
    assert looked_for == told_of_kinds("Kinds that mean something")


def test_kinds_with_words_are_described() -> None:
    known = {key.removeprefix("kind.") for key in CATALOGUE if key.startswith("kind.")}
    assert told_of_kinds("Kinds with Chinese words") == known
