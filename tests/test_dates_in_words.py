"""A date in words is written out over year, month, day and part, as the codebook has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag.store.remedies.days import part_in
from tests.conftest import Folder
from tests.fixes import followed, problems_of

COUNT = ("users", "capcut_users_2023_08")  # August 2023
UNDATED = ("users", "jianying_mau_100m")
SOURCE = ("sources", "menafn_cny_2024_03_08")
#: Fixes shown here.
FIXES = {"year_part", "year_part_in", "month_part", "month_part_in"}


def fix(folder: Folder, row: tuple[str, str], column: str, text: str) -> tuple[str, str]:
    """The fix of the one problem that a cell has, which leaves none."""
    folder.set(*row, column, text)
    (problem,) = folder.problems()
    assert problems_of(followed(folder.contents(), problem) or {}) == []
    return problem.fix("en"), problem.fix("zh")


@pytest.mark.parametrize(
    ("text", "year", "part"),
    [
        ("late 2023", 2023, "late"),
        ("Late-2023", 2023, "late"),
        ("in late 2023", 2023, "late"),
        ("the end of 2023", 2023, "late"),
        ("2023年底", 2023, "late"),
        ("2023年年末", 2023, "late"),
        ("mid-2024", 2024, "mid"),
        ("2024年中", 2024, "mid"),
        ("early 2025", 2025, "early"),
        ("beginning of 2025", 2025, "early"),
        ("2025年初", 2025, "early"),
        ("Q1 2025", 2025, "early"),
        ("2025 Q2", 2025, "mid"),
        ("2025年第三季度", 2025, "mid"),
        ("4Q 2024", 2024, "late"),
        ("first quarter of 2025", 2025, "early"),
    ],
)
def test_a_part_of_a_year(folder: Folder, text: str, year: int, part: str) -> None:
    written = (f"Write {year} into year and {part} into part.", f"year 请写 {year}，part 请写 {part}。")
    assert fix(folder, UNDATED, "year", text) == written


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("late February 2024", "late"),
        ("end of Feb. 2024", "late"),
        ("2024年2月底", "late"),
        ("2024年2月下旬", "late"),
        ("mid-Feb 2024", "mid"),
        ("2024年2月中旬", "mid"),
        ("early Feb 2024", "early"),
        ("2024年2月上旬", "early"),
    ],
)
def test_a_part_of_a_month(folder: Folder, text: str, part: str) -> None:
    written = (
        f"Write 2024 into year, 2 into month and {part} into part.",
        f"year 请写 2024，month 请写 2，part 请写 {part}。",
    )
    assert fix(folder, UNDATED, "year", text) == written
    folder.set(*UNDATED, "year", "")
    assert fix(folder, UNDATED, "month", text) == written


def test_in_another_column_it_is_moved(folder: Folder) -> None:
    assert fix(folder, UNDATED, "day", "late 2023") == (
        "Write 2023 into year and late into part. Clear day.",
        "year 请写 2023，part 请写 late，day 请清空。",
    )
    assert fix(folder, UNDATED, "day", "late Feb 2024") == (
        "Write 2024 into year, 2 into month and late into part. Clear day.",
        "year 请写 2024，month 请写 2，part 请写 late，day 请清空。",
    )
    folder.set(*UNDATED, "day", "")
    assert fix(folder, UNDATED, "part", "2023年底")[0] == "Write 2023 into year and late into part."


@pytest.mark.parametrize(("text", "part"), [("年底", "late"), ("end of", "late"), ("中旬", "mid"), ("Q1", "early")])
def test_a_part_alone_is_its_word(folder: Folder, text: str, part: str) -> None:
    assert fix(folder, COUNT, "part", text) == (f"Write “{part}”.", f"请写“{part}”。")


def test_a_month_that_stands_already_says_more(folder: Folder) -> None:
    """With `late` beside it August would be its last ten days."""
    assert fix(folder, COUNT, "year", "late 2023") == ("Write 2023.", "请写 2023。")


def test_a_source_has_no_parts(folder: Folder) -> None:
    folder.edit(*SOURCE, {"month": "", "day": ""})
    assert fix(folder, SOURCE, "year", "late 2024") == ("Write 2024.", "请写 2024。")
    assert fix(folder, SOURCE, "year", "late Feb 2024")[0] == "Write 2024 into year and 2 into month."


@pytest.mark.parametrize(
    ("column", "english", "chinese"),
    [
        ("year", "Write year in digits only, like 2023.", "year 只写数字，如 2023。"),
        ("month", "Write month in digits only, like 8.", "month 只写数字，如 8。"),
        ("day", "Write day in digits only, like 15.", "day 只写数字，如 15。"),
    ],
)
def test_each_column_has_an_example_of_its_own(folder: Folder, column: str, english: str, chinese: str) -> None:
    folder.set(*COUNT, column, "the summer")
    (problem,) = folder.problems()
    assert (problem.fix("en"), problem.fix("zh")) == (english, chinese)


@pytest.mark.parametrize(
    "text", ["H1 2024", "summer 2024", "late", "2023-24", "Q5 2024", "late 2200", "mid 13月", "2024年上半年"]
)
def test_what_no_part_says_is_not_written_out(text: str) -> None:
    assert part_in(text) is None


@given(st.integers(1900, 2100), st.sampled_from(["late", "mid", "early"]), st.integers(0, 12))
def test_every_year_and_month(year: int, part: str, month: int) -> None:
    word = {"late": "底", "mid": "中旬", "early": "初"}[part]
    text = f"{year}年{month}月{word}" if month else f"{part}-{year}"
    assert part_in(text) == (year, month or None, part)
