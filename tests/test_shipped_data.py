"""What must be true of any set of figures that ships in `data/`, whatever its rows say."""

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest

from leadlag import charts, paths, queries
from leadlag.figures import Look
from leadlag.store import READINGS, Snapshot, load
from leadlag.tables import STATEMENT_TABLES, TABLES
from leadlag.words import CATALOGUE, LANGUAGES
from tests.drawings import texts
from tests.pages import STEMS, walk

SHIPPED = paths.ROOT / "data"
CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    return load(SHIPPED)


def cells(snapshot: Snapshot) -> list[tuple[str, dict[str, Any]]]:
    """Every row as (`users.csv 12`, its cells by column), in the order of the files."""
    return [
        (f"{table.file} {number}", dict(zip((column.name for column in table.columns), row, strict=True)))
        for table in TABLES
        for number, row in enumerate(snapshot.tables[table.name], start=2)
    ]


def test_files_are_the_contract(shipped: Snapshot) -> None:
    """No problem (or the fixture fails), nothing read otherwise than written, columns in order, no file left over."""
    assert [notice.code for notice in shipped.notices if notice.code != "no_rate"] == []
    assert {file.name for file in SHIPPED.glob("*.csv")} == {table.file for table in TABLES}
    headers = {table.name: header(SHIPPED / table.file) for table in TABLES}
    assert headers == {table.name: [column.name for column in table.columns] for table in TABLES}


def header(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8-sig").splitlines()[0].split(",")


def test_statements_say_where_they_stand(shipped: Snapshot) -> None:
    """A place inside the source, or a source that has an address of its own."""
    addresses = {row["id"]: row["url"] for place, row in cells(shipped) if place.startswith("sources")}
    silent = [
        (place, row["id"])
        for place, row in cells(shipped)
        if "locator" in row and not (row["locator"] or addresses[row["source"]])
    ]
    assert silent == []


def test_texts_stand_in_both_languages(shipped: Snapshot) -> None:
    """Both cells or neither; the Chinese one is Chinese unless it is a name written like that in Chinese, too."""
    lame = [
        (place, column, row[column])
        for place, row in cells(shipped)
        for column in row
        if f"{column}_zh" in row and bool(row[column]) != bool(row[f"{column}_zh"])
    ]
    assert lame == []
    untranslated = [
        (place, column, row[column])
        for place, row in cells(shipped)
        for column in ("claim_zh", "note_zh", "explanation_zh", "why_zh")
        if row.get(column) and not CHINESE.search(row[column])
    ]
    assert untranslated == []


def test_every_source_is_cited(shipped: Snapshot) -> None:
    cited = {row["source"] for _, row in cells(shipped) if "source" in row}
    assert [row["id"] for place, row in cells(shipped) if place.startswith("sources") and row["id"] not in cited] == []


def test_every_conflict_is_explained(shipped: Snapshot) -> None:
    rows = queries.ask(shipped, "conflicts")
    assert rows
    assert [(row.statement_a, row.statement_b) for row in rows if row.basis and not row.explanation] == []


def test_every_kind_and_material_has_words(shipped: Snapshot) -> None:
    families = {
        "kind": "SELECT DISTINCT kind FROM milestones",
        "material": "SELECT DISTINCT material FROM data_costs",
        "dimension": "SELECT DISTINCT dimension FROM contenders",
        "sum": "SELECT DISTINCT rule FROM derived WHERE currency IS NOT NULL",
    }
    wanted = [f"{family}.{value}" for family, sql in families.items() for (value,) in shipped.rows(sql)[1]]
    assert [key for key in wanted if key not in CATALOGUE] == []


def test_no_reading_is_empty(shipped: Snapshot) -> None:
    """Each reading uses statements of every kind, and draws all its charts in every language."""
    for reading in READINGS:
        read = shipped.read_as(reading)
        used = {row.table_name for row in queries.ask(read, "figures") if getattr(row, f"used_{reading}")}
        assert used == {table.name for table in STATEMENT_TABLES}, reading
        missing = [name for name in charts.shown(read) if not queries.ask(read, name, **charts.defaults(read, name))]
        assert missing == [], reading


def test_every_chart_can_be_said_and_drawn(shipped: Snapshot) -> None:
    """Titles that fit a card, no gap in a text, no coordinate that is not a number."""
    faults = []
    for reading in READINGS:
        read = shipped.read_as(reading)
        for name in charts.shown(read):
            for lang in LANGUAGES:
                made = charts.chart(read, name, Look(lang))
                assert made is not None
                told = " ".join((made.title, made.subtitle, made.alt, made.note, *texts(made.plot)))
                wide = sum(1 if character > "\u2e80" else 0.5 for character in made.title)
                if wide > (34 if lang == "zh" else 60) or "None" in told or "{" in told or math.inf in numbers(made):
                    faults.append((reading, name, lang, made.title))
    assert faults == []


def numbers(chart: Any) -> set[float]:
    """The coordinates of a plot, all that are not finite told as infinity."""
    found: set[float] = set()
    json.loads(chart.plot.to_json(), parse_float=lambda text: found.add(float(text)))
    return {value if math.isfinite(value) else math.inf for value in found}


@pytest.mark.parametrize("reading", READINGS)
def test_every_page_opens(reading: str) -> None:
    seen = walk(SHIPPED, reading)  # type: ignore[arg-type]
    assert set(seen) == {(stem, lang) for stem in STEMS for lang in LANGUAGES}
    assert [(where, page.notices) for where, page in seen.items() if page.notices] == []
