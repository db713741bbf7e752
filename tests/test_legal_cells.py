"""Whatever is legal in a cell reaches the database as it was; what nothing can show is refused before."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag import charts, formats
from leadlag.contract import BY_NAME, TABLES
from leadlag.errors import DataError
from leadlag.store import checked, files, load
from leadlag.store.cells import GREATEST, PATTERNS, typed
from leadlag.store.checks import Rows
from leadlag.store.database import Database
from leadlag.store.files.row_reader import CELL_LIMIT, ROW_LIMIT
from tests.conftest import Folder, copy_of_story, examples
from tests.pages import opened

CAPCUT = ("users", "capcut_users_2023_08")
ONE_WEEK = ("gaps", "gap_sora_demo_capcut_text_to_video")
#: Codes of problems shown here.
CODES = {"cell_too_long", "row_too_long", "lag_too_long"}
LEGAL = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
LEGAL = "".join(PATTERNS["text"].findall(LEGAL))
TRICKY = st.sampled_from(
    ["\r\n", "\r", "\n", '"', '""', ",", "'", "\t", "\\", "\ufeff", "\u2028", "\x85", "NULL", "\\N"]
)
TEXTS = st.lists(TRICKY | st.sampled_from(LEGAL), min_size=1, max_size=6).map("".join)


def in_database(rows: Rows) -> list[tuple[object, ...]]:
    """The rows of the sides as a database has them."""
    return Database(rows).rows("SELECT * FROM sides", {})[1]


def sides(*rows: tuple[str, str, str]) -> Rows:
    return {table.name: [] for table in TABLES} | {"sides": list(rows)}


@examples(4, 100)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=20, max_size=40))
def test_any_text_reaches_duckdb(rows: list[tuple[str, str, str]]) -> None:
    assert in_database(sides(*rows)) == rows


def test_every_character_reaches_duckdb() -> None:
    whole = [LEGAL[at : at + 5_000] for at in range(0, len(LEGAL), 5_000)]
    rows = [(text, text[::-1], f"x{text}") for text in whole]
    assert in_database(sides(*rows)) == rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("inside", ["\n", "\r\n", "\r"])
def test_a_line_break_in_the_first_row(folder: Folder, inside: str, end: str) -> None:
    lines = [
        "id,name,name_zh",
        f'bytedance,"Byte{inside}Dance",字节跳动',
        "openai_adobe,OpenAI,OpenAI",
        "others,O,其他",
    ]
    folder.write("sides", end.join(lines) + end)
    assert charts.names(folder.load(), "en").side(folder.ask("sides")[0].id) == f"Byte{inside}Dance"


# Limits


def test_longest_cell_passes(folder: Folder) -> None:
    folder.set(*CAPCUT, "note", "x" * CELL_LIMIT)
    assert folder.problems() == []
    assert folder.load().counts["users"] == 30


def test_a_longer_cell_is_refused(folder: Folder) -> None:
    row = folder.set(*CAPCUT, "note", "字" * (CELL_LIMIT + 1))
    (problem,) = folder.problems()
    assert (problem.row, problem.column, problem.code, problem.found) == (row, "note", "cell_too_long", "字" * 60)
    assert problem.expected("en") == "at most 32767 characters in a cell"
    assert problem.fix("zh") == "请缩短：表格软件的一格也只能放这么多。"


def test_cell_of_two_megabytes(folder: Folder) -> None:
    folder.set(*CAPCUT, "note", "x" * 2_000_001)
    assert {problem.code for problem in folder.problems()} == {"cell_too_long", "row_too_long"}


def test_a_row_that_is_too_long_is_refused(folder: Folder) -> None:
    texts = ("claim", "claim_zh", "note", "note_zh")
    folder.edit(*CAPCUT, dict.fromkeys(texts, "😀" * (ROW_LIMIT // 4)))
    (problem,) = folder.problems()
    assert (problem.code, problem.expected("en")) == ("row_too_long", "at most 100000 characters in a row")
    folder.edit(*CAPCUT, dict.fromkeys(texts, '"' * (ROW_LIMIT // 4 - 100)))
    assert folder.load().counts["users"] == 30


@pytest.mark.parametrize(("unit", "most"), [("days", 73_050), ("weeks", 10_436), ("months", 2_400), ("years", 200)])
def test_lag_of_more_than_200_years(folder: Folder, unit: str, most: int) -> None:
    folder.edit(*ONE_WEEK, {"value": str(most), "unit": unit})
    assert folder.problems() == []
    row = folder.set(*ONE_WEEK, "value", "20240216")
    (problem,) = folder.problems()
    assert (problem.row, problem.column, problem.code, problem.found) == (row, "value", "lag_too_long", "20240216")
    assert problem.expected("en") == f"at most {most} {unit}, 200 years"
    assert problem.fix("en") == "Check the number and its unit; a date belongs in milestones.csv."


# Numbers

NUMBERS = st.from_regex(r"[0-9]{1,15}(\.[0-9]{1,9})?", fullmatch=True)


RATE = BY_NAME["exchange_rates"].column("units_per_usd")


@examples(10, 300)
@given(st.lists(NUMBERS, min_size=20, max_size=40))
def test_a_number_that_passes_comes_back(texts: list[str]) -> None:
    """What `check` takes, a swap can write and read again."""
    table = BY_NAME["exchange_rates"]
    numbers = [cell for cell, wrong in (typed(RATE, text) for text in texts) if wrong is None]
    written = files.exported(table, [("CNY", number, 2024, 1, 31, "article") for number in numbers])
    sheet, _ = files.parse(table.file, written, table)
    assert sheet is not None
    assert [typed(RATE, cells[1]) for _, cells in sheet.rows] == [(number, None) for number in numbers]


def test_check_and_swap_agree(folder: Folder, tmp_path: Path) -> None:
    other = copy_of_story(tmp_path / "other")
    folder.set("other_figures", "jianying_age", "value", "999999999999999.99")
    (problem,) = folder.problems()
    assert (problem.code, problem.expected("en")) == ("too_great", f"{GREATEST} or less")
    with pytest.raises(DataError):
        other.swap({"other_figures.csv": folder.contents()["other_figures"]})
    folder.set("other_figures", "jianying_age", "value", "999999999999999")
    other.swap({"other_figures.csv": folder.contents()["other_figures"]})
    assert other.problems() == []
    assert other.load().rows("SELECT value FROM other_figures WHERE id = 'jianying_age'")[1] == [(999999999999999,)]


# Times and lengths on the page


@pytest.mark.parametrize("seconds", [-(10**11), -1, 0, 10**11, 2**62])
def test_a_time_of_any_year_is_said_or_left_out(seconds: int) -> None:
    assert formats.moment(seconds, "en")
    assert formats.age(-seconds, "zh")


def test_files_of_any_year_are_shown(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    for table, years in zip(("sides", "users", "prices"), (-300, 60, 300), strict=True):
        os.utime(folder.file(table), (0, years * 31_556_952))
    shown = load(folder.path)
    assert shown.modified > datetime(2000, 1, 1)
    assert opened("swap", lang="en").markdown is not None


def test_what_cannot_be_loaded_is_told_by_check(folder: Folder) -> None:
    folder.set(*CAPCUT, "claim", "x" * 3_000_000)
    with pytest.raises(DataError):
        checked(folder.path)
