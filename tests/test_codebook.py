"""data/README.md describes every file of the contract, column by column, in the contract's order."""

import re

from leadlag import paths
from leadlag.contract import MEASURE_KINDS, TABLES
from leadlag.words import text_keys

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


BLANK = {
    "id": "made from its keys and date",
    "label": "made from the id",
    "key": "made from `item`",
    "qualifier": "made from the numbers given",
    "unit": "the unit of the measure",
    "address": "made from `url` or `title`",
}


def test_what_is_required_and_what_a_blank_cell_means_is_told() -> None:
    faults = []
    for table in TABLES:
        for column in table.columns:
            made = "address" if (table.name, column.made) == ("sources", "id") else column.made
            default = f"`{column.default}`" if column.default else BLANK.get(made, "")
            means = "**required**" if column.required else default
            told = re.search(rf"^\| `{column.name}` \| ([^|]*) \|", SECTIONS[table.name], re.MULTILINE)
            if told is None or (means or told[1]) != told[1] or (not means and told[1] == "**required**"):
                faults.append((table.name, column.name, told and told[1]))
    assert faults == []


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
    compared = re.findall(r"\b[abm]\.(?:unit|kind) (?:(?:=|<>) '(\w+)'|(?:NOT )?IN \(([^)]*)\))", sql)
    looked_for = {kind for pair in compared for kind in re.findall(r"\w+", "".join(pair))}
    assert looked_for - {*MEASURE_KINDS} == told_of_kinds("Kinds that mean something")


def test_kinds_with_words_are_described() -> None:
    known = {key.removeprefix("kind.") for key in text_keys() if key.startswith("kind.")}
    assert told_of_kinds("Kinds with Chinese words") == known
