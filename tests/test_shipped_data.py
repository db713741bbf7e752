"""What must be true of any set of figures that ships in `data/`, whatever its rows say."""

import re
from collections import Counter
from typing import Any

import pytest

from leadlag import charts, paths, queries
from leadlag.contract import STATEMENT_TABLES, TABLES
from leadlag.render_options import RenderOptions
from leadlag.rows import Conflicts, Figures
from leadlag.store import READINGS, Reading, Snapshot, live
from leadlag.words import LANGUAGES, Language, text_keys
from tests.drawings import drawable, not_numbers, said, too_long
from tests.pages import STEMS, tour
from tests.questions import nulls

SHIPPED = paths.ROOT / "data"
CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Where the article's sections begin in its plain text, by `data/README.md`.
SECTIONS = (1, 9, 18, 24, 28, 34, 40, 44, 50, 56, 60, 66, 72, 76, 82, 88)
#: A section and a line of the article, or several.
LOCATOR = re.compile(r"§(\d+) L(\d+)(?:–(\d+))?")
#: The language each reading's pages are looked at in; its charts are drawn in both.
VIEWS: tuple[tuple[Language, Reading], ...] = (("en", "article"), ("zh", "checked"), ("en", "latest"))


@pytest.fixture(scope="module")
def shipped() -> Snapshot:
    """As its pages show it, so that a question is asked once for all."""
    snapshot, error = live(SHIPPED).current()
    assert snapshot is not None, error
    assert error is None
    return snapshot


def cells(snapshot: Snapshot) -> list[tuple[str, dict[str, Any]]]:
    """Every row as (`users.csv 12`, its cells by column), in the order of the files."""
    return [
        (f"{table.file} {number}", dict(zip((column.name for column in table.columns), row, strict=True)))
        for table in TABLES
        for number, row in enumerate(snapshot.tables[table.name], start=2)
    ]


def statements(snapshot: Snapshot) -> list[tuple[str, dict[str, Any]]]:
    return [(place, row) for place, row in cells(snapshot) if "rank" in row]


def test_files_are_the_contract(shipped: Snapshot) -> None:
    """No problem (or the fixture fails), nothing read otherwise than written, columns in order, no file left over."""
    assert shipped.notices == ()
    assert {file.name for file in SHIPPED.glob("*.csv")} == {table.file for table in TABLES}
    headers = {
        table.name: (SHIPPED / table.file).read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        for table in TABLES
    }
    assert headers == {table.name: [column.name for column in table.columns] for table in TABLES}


def test_statements_say_where_they_stand(shipped: Snapshot) -> None:
    """The article's in a section and line of it, everybody else's in a document with an address."""
    sources = {row["id"]: row for place, row in cells(shipped) if place.startswith("sources")}
    lost = []
    for place, row in statements(shipped):
        if sources[row["source"]]["kind"] != "article":
            found = bool(row["locator"] or sources[row["source"]]["url"])
        else:
            found = all(map(is_place, str(row["locator"]).split("; ")))
        lost += [] if found else [(place, row["locator"])]
    assert lost == []


def is_place(locator: str) -> bool:
    """Whether lines stand in the section that is named."""
    if not (found := LOCATOR.fullmatch(locator)):
        return False
    section, first, last = int(found[1]), int(found[2]), int(found[3] or found[2])
    ends = [*SECTIONS[1:], 10**6]
    return section < len(SECTIONS) and SECTIONS[section] <= first <= last < ends[section]


def test_ranks_follow_the_codebook(shipped: Snapshot) -> None:
    """One preferred statement at most of a thing and its time, never the article's; a deprecated one says why."""
    figures: list[Any] = queries.ask(shipped, Figures)
    names = charts.names(shipped, "en")
    preferred = Counter((row.fact_key, row.year, row.month, row.day) for row in figures if row.rank == "preferred")
    assert [fact_key for fact_key, count in preferred.items() if count > 1] == []
    assert [row.id for row in figures if row.rank == "preferred" and row.by_article] == []
    assert [row.id for row in figures if row.rank == "deprecated" and not names.note(row.id)] == []
    assert preferred


def test_texts_stand_in_both_languages(shipped: Snapshot) -> None:
    """Both cells or neither; sentences are Chinese in the one, and have no Chinese in the other."""
    lame = [
        (place, column, row[column])
        for place, row in cells(shipped)
        for column in row
        if f"{column}_zh" in row and column != "publisher" and bool(row[column]) != bool(row[f"{column}_zh"])
    ]
    assert lame == []
    chinese = [place for place, row in cells(shipped) if CHINESE.search(row.get("publisher") or "")]
    assert chinese == []
    untranslated = [
        (place, column, row[column])
        for place, row in cells(shipped)
        for column in ("claim_zh", "note_zh", "explanation_zh", "why_zh", "claim", "explanation", "why")
        if row.get(column) and bool(CHINESE.search(row[column])) != column.endswith("_zh")
    ]
    assert untranslated == []


def test_every_source_is_cited(shipped: Snapshot) -> None:
    cited = {row["source"] for _, row in cells(shipped) if "source" in row}
    assert [row["id"] for place, row in cells(shipped) if place.startswith("sources") and row["id"] not in cited] == []


def test_every_conflict_is_explained(shipped: Snapshot) -> None:
    rows = queries.ask(shipped, Conflicts)
    assert rows
    names = charts.names(shipped, "en")
    pairs = [(row.statement_a, row.statement_b) for row in rows if row.basis]
    assert [pair for pair in pairs if not names.explanation(*pair)] == []


def test_every_kind_and_material_has_words(shipped: Snapshot) -> None:
    families = {
        "kind": "SELECT DISTINCT kind FROM milestones",
        "material": "SELECT DISTINCT material FROM data_costs",
        "dimension": "SELECT DISTINCT dimension FROM contenders",
        "sum": "SELECT DISTINCT rule FROM derived WHERE currency IS NOT NULL",
    }
    wanted = [f"{family}.{value}" for family, sql in families.items() for (value,) in shipped.rows(sql)[1]]
    assert [key for key in wanted if key not in text_keys()] == []


def test_no_reading_is_empty(shipped: Snapshot) -> None:
    """Each reading uses statements of every kind, and draws all its charts."""
    for reading in READINGS:
        read = shipped.read_as(reading)
        used = {row.table_name for row in queries.ask(read, Figures) if getattr(row, f"used_{reading}")}
        assert used == {table.name for table in STATEMENT_TABLES}, reading
        missing = [name for name in charts.CHARTS if not queries.answer(read, name, **charts.defaults(read, name))]
        assert missing == (["trend", "level"] if reading == "article" else []), reading  # it counts nothing twice


def test_no_column_is_null_unannounced(shipped: Snapshot) -> None:
    assert {reading: found for reading in READINGS if (found := nulls(shipped.read_as(reading)))} == {}


def test_every_chart_can_be_drawn(shipped: Snapshot) -> None:
    """Titles that fit, no gap in a text, no coordinate that is not a number."""
    faults = []
    for reading in READINGS:
        read = shipped.read_as(reading)
        for name in drawable(read):
            for lang in LANGUAGES:
                made = charts.chart(read, name, RenderOptions(lang))
                assert made is not None
                gaps = re.findall("None|[{}]", said(made))
                if too_long(made.title, lang) or gaps or not_numbers(made.drawing):
                    faults.append((reading, name, lang, made.title, gaps))
    assert faults == []


def test_every_page_opens() -> None:
    """In every reading, and in both languages: with charts or rows, and nothing to excuse."""
    faults = []
    for lang, reading in VIEWS:
        for stem, seen in tour(lang, reading, SHIPPED).items():
            if seen.notices or (stem != "swap" and not seen.specs and not seen.rows):
                faults.append((lang, reading, stem, seen.notices))
        assert set(tour(lang, reading, SHIPPED)) == set(STEMS)
    assert faults == []
