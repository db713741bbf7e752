"""Every rule of the contract: one mistake is one problem, at its cell, with the same words in both languages."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from leadlag import paths, words
from leadlag.errors import DataError
from leadlag.store import checked
from leadlag.tables import BY_NAME, STATEMENT_TABLES, TABLES, Column, Kind, Table
from leadlag.words import problems as problem_words
from tests import (
    test_encodings,
    test_left_out,
    test_legal_cells,
    test_reading_files,
    test_sent_files,
    test_spreadsheets,
)
from tests.conftest import Folder, Told, told

CAPCUT = ("users", "capcut_users_2023_08")  # 490 million, about, August 2023
VIP = ("prices", "jianying_membership_month")  # 20 to 30 yuan, between, undated
ONE_WEEK = ("gaps", "gap_sora_demo_capcut_text_to_video")  # 1 week, about


@dataclass(frozen=True)
class Case:
    """Cells that break one rule, the column that is blamed, and what the reader is told."""

    row: tuple[str, str]
    cells: dict[str, str]
    column: str
    code: str
    found: str
    english: tuple[str, str]
    chinese: tuple[str, str]

    def __str__(self) -> str:
        cells = ",".join(f"{column}={value or 'blank'}" for column, value in self.cells.items())
        return f"{self.code}:{self.row[0]}:{cells}"


@dataclass(frozen=True)
class Mistakes:
    """Several ways to break one rule, all told in the same words."""

    code: str
    row: tuple[str, str]
    english: tuple[str, str]
    chinese: tuple[str, str]

    def case(self, column: str, found: str, row: tuple[str, str] | None = None, **cells: str) -> Case:
        return Case(row or self.row, cells, column, self.code, found, self.english, self.chinese)


REQUIRED = Mistakes("required", CAPCUT, ("a value", "Fill in claim_zh."), ("有内容", "填写 claim_zh。"))
NOT_SLUG = Mistakes(
    "not_slug",
    ("milestones", "jianying_launch_2019"),
    ("lower-case letters, digits, _ and -", "Write kind like app_users_2023."),
    ("小写字母、数字、_ 和 -", "kind 请写成 app_users_2023 这样。"),
)
CONTROL = Mistakes(
    "control",
    CAPCUT,
    ("plain text", "Remove the control character from note."),
    ("纯文本", "删除 note 里的控制字符。"),
)
NOT_INTEGER = Mistakes(
    "not_integer",
    CAPCUT,
    ("a whole number", "Write year in digits only, like 2023."),
    ("整数", "year 只写数字，如 2023。"),
)
NOT_COUNT = Mistakes(
    "not_count",
    CAPCUT,
    ("a whole number of people", "Write digits only, 490000000 rather than 4.9亿 or 490,000,000."),
    ("整数人数", "只写数字：490000000，不写 4.9亿 或 490,000,000。"),
)
NOT_NUMBER = Mistakes(
    "not_number",
    VIP,
    ("a plain number", "Write digits and a point only, like 4.80; a range goes into low and high."),
    ("普通数字", "只写数字和小数点，如 4.80；范围请填 low 和 high。"),
)
NOT_ALLOWED = Mistakes(
    "not_allowed",
    CAPCUT,
    ("one of: preferred, normal, deprecated", "Choose one of the allowed values."),
    ("以下之一：preferred, normal, deprecated", "请从允许的值中选一个。"),
)


def limit(code: str, number: str) -> Mistakes:
    small = code == "too_small"
    english = (f"{number} or more" if small else f"{number} or less", "Check the number.")
    return Mistakes(code, CAPCUT, english, (f"不{'小' if small else '大'}于 {number}", "请核对数字。"))


QUALIFIER_NEEDED = Mistakes(
    "qualifier_needed",
    CAPCUT,
    (
        "a qualifier beside the number",
        "Say how the number is meant: exactly, about, at least, at most, between or several.",
    ),
    ("数字旁有 qualifier", "说明数字的含义：exactly、about、at least、at most、between 或 several。"),
)


def number_needed(qualifier: str) -> Mistakes:
    return Mistakes(
        "number_needed",
        CAPCUT,
        (f"a number for “{qualifier}”", "Fill in the number, or clear the qualifier."),
        (f"与 “{qualifier}” 相配的数字", "填上数字，或清空 qualifier。"),
    )


def needs_value(qualifier: str) -> Mistakes:
    return Mistakes(
        "needs_value",
        CAPCUT,
        (f"value, for “{qualifier}”", "Put the one number into value."),
        (f"“{qualifier}” 需要 value", "把这个数填进 value。"),
    )


def needs_range(qualifier: str) -> Mistakes:
    return Mistakes(
        "needs_range",
        CAPCUT,
        (f"low and high, for “{qualifier}”", "Fill in both ends of the range."),
        (f"“{qualifier}” 需要 low 和 high", "填上范围的两端。"),
    )


NEEDS_LOW = Mistakes(
    "needs_low",
    CAPCUT,
    ("low alone, for “at least”", "Put the number into low and clear high."),
    ("“at least” 只填 low", "把数字填进 low，清空 high。"),
)
NEEDS_HIGH = Mistakes(
    "needs_high",
    CAPCUT,
    ("high alone, for “at most”", "Put the number into high and clear low."),
    ("“at most” 只填 high", "把数字填进 high，清空 low。"),
)
HALF_RANGE = Mistakes(
    "half_range",
    VIP,
    ("low and high, or neither", "Fill in the other end, or clear this one."),
    ("low 和 high 都填或都不填", "补上另一端，或清空这一端。"),
)
ORDER = Mistakes(
    "order",
    VIP,
    ("low ≤ value ≤ high", "Swap or correct the numbers."),
    ("low ≤ value ≤ high", "调换或更正数字。"),
)
MONTH_NEEDS_YEAR = Mistakes(
    "month_needs_year",
    CAPCUT,
    ("a year beside the month", "Fill in year, or clear month."),
    ("有月份就要有年份", "填写 year，或清空 month。"),
)
DAY_NEEDS_MONTH = Mistakes(
    "day_needs_month",
    CAPCUT,
    ("a month beside the day", "Fill in month, or clear day."),
    ("有日就要有月份", "填写 month，或清空 day。"),
)
PART_WITH_DAY = Mistakes(
    "part_with_day",
    CAPCUT,
    ("no part beside a day", "Clear part: the day says more."),
    ("有日就不填 part", "清空 part：日期更精确。"),
)
PART_NEEDS_YEAR = Mistakes(
    "part_needs_year",
    CAPCUT,
    ("a year beside “late”", "Fill in year, or clear part."),
    ("“late” 需要年份", "填写 year，或清空 part。"),
)
NO_SUCH_DATE = Mistakes(
    "no_such_date",
    CAPCUT,
    ("a day of the calendar", "Correct day or month."),
    ("日历上有的日子", "更正日或月。"),
)
NOT_CURRENCY = Mistakes(
    "not_currency",
    VIP,
    ("three capitals (ISO 4217) or credit", "Write CNY, USD, EUR, … or credit."),
    ("三个大写字母（ISO 4217）或 credit", "请写 CNY、USD、EUR……或 credit。"),
)
UNIT_NEEDED = Mistakes(
    "unit_needed",
    ONE_WEEK,
    ("a unit beside the lag", "Fill in days, weeks, months or years."),
    ("时差要有单位", "填写 days、weeks、months 或 years。"),
)
SAME_MILESTONE = Mistakes(
    "same_milestone",
    ONE_WEEK,
    ("two different milestones", "Name another leader or follower."),
    ("两个不同的事件", "换一个 leader 或 follower。"),
)
SAME_STATEMENT = Mistakes(
    "same_statement",
    ("conflicts", "sora_demo_2024_02_16"),
    ("two different statements", "Name the other statement."),
    ("两条不同的陈述", "写上另一条陈述。"),
)
RATE_ZERO = Mistakes(
    "rate_zero",
    ("exchange_rates", "CNY"),
    ("a rate above zero", "Give the currency's units for one US dollar."),
    ("大于零的汇率", "填写 1 美元合多少单位该货币。"),
)
CREDIT_RATE = Mistakes(
    "credit_rate",
    ("exchange_rates", "CNY"),
    ("a currency (ISO 4217)", "Credits have no exchange rate: remove the row."),
    ("货币（ISO 4217）", "积分没有汇率：请删除这一行。"),
)
NOT_URL = Mistakes(
    "not_url",
    ("sources", "article"),
    ("an http or https address", "Write the whole address, or leave the cell empty."),
    ("http 或 https 网址", "写完整网址，或留空。"),
)
NO_SUCH_REFERENCE = Mistakes(
    "no_such_reference",
    ("other_figures", "jianying_age"),
    (
        "an id listed in organizations.id / products.id",
        "Correct the id, or add a row with it to organizations.csv, products.csv.",
    ),
    (
        "organizations.id / products.id 里有的 id",
        "更正 id，或先在 organizations.csv, products.csv 里补上那一行。",
    ),
)

CASES = [
    REQUIRED.case("claim_zh", "", claim_zh=""),
    REQUIRED.case("claim_zh", "", claim_zh="  "),
    *(NOT_SLUG.case("kind", bad, kind=bad) for bad in ("发布", "产品 launch", "_", "!")),
    CONTROL.case("note", "a\x07b", note="a\x07b"),
    *(NOT_INTEGER.case("year", bad, year=bad) for bad in ("soon", "2023-13", "2023.1", "2023-02-30", "1234567890")),
    *(NOT_COUNT.case("value", bad, value=bad) for bad in ("1.5", "NaN", "25%", "十几", "9" * 16)),
    *(NOT_NUMBER.case("low", bad, low=bad) for bad in ("30-20", "inf", "nan", "1e-12", "0x10", "二三十")),
    NOT_ALLOWED.case("rank", "best", rank="best"),
    limit("too_small", "0").case("value", "-490000000", value="-490000000"),
    limit("too_small", "0").case("low", "-0.01", VIP, low="-0.01"),
    limit("too_small", "1900").case("year", "1899", year="1899"),
    limit("too_great", "2100").case("year", "2101", year="2101"),
    limit("too_small", "1").case("month", "0", month="0"),
    limit("too_great", "12").case("month", "13", month="13"),
    limit("too_small", "1").case("day", "0", day="0"),
    limit("too_great", "31").case("day", "32", day="32"),
    QUALIFIER_NEEDED.case("qualifier", "", qualifier=""),
    QUALIFIER_NEEDED.case("qualifier", "", value="", low="1", qualifier=""),
    *(
        number_needed(qualifier).case("value", "", value="", qualifier=qualifier)
        for qualifier in ("exactly", "about", "at least", "at most", "between", "several")
    ),
    *(
        needs_value(qualifier).case("value", "", value="", low="1", high="2", qualifier=qualifier)
        for qualifier in ("exactly", "about")
    ),
    NEEDS_LOW.case("low", "490000000", low="1", qualifier="at least"),
    NEEDS_LOW.case("low", "2", value="", low="1", high="2", qualifier="at least"),
    NEEDS_HIGH.case("high", "490000000", high="490000001", qualifier="at most"),
    NEEDS_HIGH.case("high", "1", value="", low="1", high="2", qualifier="at most"),
    *(needs_range(qualifier).case("low", "", qualifier=qualifier) for qualifier in ("between", "several")),
    *(
        needs_range(qualifier).case("high", "", value="", low="1", qualifier=qualifier)
        for qualifier in ("between", "several")
    ),
    *(HALF_RANGE.case("high", "", value="25", high="", qualifier=qualifier) for qualifier in ("exactly", "about")),
    HALF_RANGE.case("low", "", value="25", low="", qualifier="about"),
    ORDER.case("low", "low 20, value 19.5, high 30", value="19.5", qualifier="about"),
    ORDER.case("low", "low 20, value 31, high 30", value="31"),
    MONTH_NEEDS_YEAR.case("year", "", year=""),
    DAY_NEEDS_MONTH.case("month", "", month="", day="5"),
    PART_WITH_DAY.case("part", "late", day="5", part="late"),
    PART_NEEDS_YEAR.case("year", "", year="", month="", part="late"),
    NO_SUCH_DATE.case("day", "2023-02-29", month="2", day="29"),
    NO_SUCH_DATE.case("day", "2023-04-31", month="4", day="31"),
    NO_SUCH_DATE.case("day", "1900-02-29", year="1900", month="2", day="29"),
    NO_SUCH_DATE.case("day", "2024-02-30", ("exchange_rates", "CNY"), month="2", day="30"),
    NO_SUCH_DATE.case("day", "2024-02-30", ("sources", "menafn_cny_2024_03_08"), month="2", day="30"),
    *(NOT_CURRENCY.case("currency", bad, currency=bad) for bad in ("人民", "RMB元", "CNYX")),
    NOT_CURRENCY.case("currency", "dirhams", ("exchange_rates", "CNY"), currency="dirhams"),
    UNIT_NEEDED.case("unit", "", unit=""),
    SAME_MILESTONE.case("follower", "sora_demo", follower="sora_demo"),
    SAME_STATEMENT.case("statement_b", "sora_demo_2024_02_16", statement_b="sora_demo_2024_02_16"),
    RATE_ZERO.case("units_per_usd", "0", units_per_usd="0"),
    RATE_ZERO.case("units_per_usd", "0", units_per_usd="0.00"),
    CREDIT_RATE.case("currency", "credit", currency="credit"),
    *(
        NOT_URL.case("url", bad, url=bad)
        for bad in ("see page 2", "javascript:alert(1)", "file:///etc/passwd", "https://", "https://a b")
    ),
    NO_SUCH_REFERENCE.case("subject", "nobody", subject="nobody"),
]

#: Mistakes that need a second row; each has a test of its own below.
OF_TWO_ROWS = {"duplicate", "id_taken"}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_broken_rule_is_told_once_at_its_cell(folder: Folder, case: Case) -> None:
    row = folder.edit(*case.row, case.cells)
    expected = Told(f"{case.row[0]}.csv", row, case.column, case.code, case.found, case.english, case.chinese)
    assert [told(problem) for problem in folder.problems()] == [expected]


def test_the_shipped_data_has_no_problem(folder: Folder) -> None:
    assert folder.problems() == []


@pytest.mark.parametrize(
    "cells",
    [
        {"value": "1", "qualifier": "exactly"},
        {"value": "", "low": "1", "qualifier": "at least"},
        {"value": "", "high": "1", "qualifier": "at most"},
        {"value": "", "low": "1", "high": "2", "qualifier": "between"},
        {"value": "", "low": "1", "high": "1", "qualifier": "several"},
        {"low": "0", "value": "1", "high": "2", "qualifier": "about"},
        {"value": "", "qualifier": ""},
        {"value": "0"},
        {"value": "007"},
        {"year": "2024", "month": "2", "day": "29"},
        {"year": "2000", "month": "2", "day": "29"},
        {"year": "1900"},
        {"year": "2100", "month": "12", "day": "31"},
        {"month": "", "part": "mid"},
        {"month": "12", "part": "early"},
        {"year": "", "month": ""},
        {"note": 'commas, "quotes", \n a second line, <b>, =1+1, 𠮷 and 🙂'},
    ],
    ids=str,
)
def test_what_the_codebook_allows_passes(folder: Folder, cells: dict[str, str]) -> None:
    folder.edit(*CAPCUT, cells)
    assert folder.problems() == []


def test_a_long_cell_is_shown_by_its_first_sixty_characters(folder: Folder) -> None:
    folder.set(*CAPCUT, "rank", "x" * 61)
    assert [problem.found for problem in folder.problems()] == ["x" * 60]


def test_numbers_out_of_order_are_shown_as_they_are_written(folder: Folder) -> None:
    folder.edit(*CAPCUT, {"value": "", "low": "490000001", "high": "490000000", "qualifier": "between"})
    assert [problem.found for problem in folder.problems()] == ["low 490000001, high 490000000"]


def columns(*, required: bool = False, choices: bool = False, references: bool = False) -> list[tuple[Table, Column]]:
    return [
        (table, column)
        for table in TABLES
        for column in table.columns
        if (not required or column.required)
        and (not choices or column.choices)
        and (not references or column.references)
    ]


def name_of(value: Table | Column) -> str:
    return value.name


def first_key(folder: Folder, table: Table) -> str:
    return next(iter(folder.rows(table.name)[0].values()))


@pytest.mark.parametrize(("table", "column"), columns(required=True), ids=name_of)
def test_every_required_cell_is_missed(folder: Folder, table: Table, column: Column) -> None:
    row = folder.set(table.name, first_key(folder, table), column.name, "")
    expected = Told(
        table.file,
        row,
        column.name,
        "required",
        "",
        ("a value", f"Fill in {column.name}."),
        ("有内容", f"填写 {column.name}。"),
    )
    assert expected in [told(problem) for problem in folder.problems()]


@pytest.mark.parametrize(("table", "column"), columns(choices=True), ids=name_of)
def test_every_column_with_choices_lists_them(folder: Folder, table: Table, column: Column) -> None:
    row = folder.set(table.name, first_key(folder, table), column.name, "no choice")
    choices = ", ".join(column.choices)
    english = (f"one of: {choices}", "Choose one of the allowed values.")
    chinese = (f"以下之一：{choices}", "请从允许的值中选一个。")
    expected = Told(table.file, row, column.name, "not_allowed", "no choice", english, chinese)
    assert [told(problem) for problem in folder.problems()] == [expected]


@pytest.mark.parametrize(("table", "column"), columns(references=True), ids=name_of)
def test_every_reference_to_nothing_names_where_it_was_looked_for(folder: Folder, table: Table, column: Column) -> None:
    row = folder.set(table.name, first_key(folder, table), column.name, "nobody")
    targets = " / ".join(column.references)
    files = ", ".join(t.file for t in TABLES if any(target.startswith(f"{t.name}.") for target in column.references))
    files = files or ", ".join(table.file for table in STATEMENT_TABLES)
    english = (f"an id listed in {targets}", f"Correct the id, or add a row with it to {files}.")
    chinese = (f"{targets} 里有的 id", f"更正 id，或先在 {files} 里补上那一行。")
    expected = Told(table.file, row, column.name, "no_such_reference", "nobody", english, chinese)
    assert [told(problem) for problem in folder.problems()] == [expected]


@pytest.mark.parametrize(
    ("table", "column"), [pair for pair in columns() if pair[1].kind not in ("text", "slug")], ids=name_of
)
def test_every_column_of_numbers_refuses_words(folder: Folder, table: Table, column: Column) -> None:
    row = folder.set(table.name, first_key(folder, table), column.name, "many")
    found = [(problem.row, problem.column, problem.code) for problem in folder.problems()]
    assert found == [(row, column.name, f"not_{column.kind}")]


@pytest.mark.parametrize(
    ("table", "key", "column", "found"),
    [
        ("sides", "others", "id", "others"),
        ("milestones", "sora_demo_2024_02_07", "id", "sora_demo_2024_02_07"),
        ("exchange_rates", "CNY", "currency", "CNY, 2024, 3, 8"),
        ("conflicts", "my_ai_2023_04", "statement_a", "my_ai_2022, my_ai_2023_04"),
    ],
)
def test_two_rows_for_one_key_are_reported_with_both_rows(
    folder: Folder, table: str, key: str, column: str, found: str
) -> None:
    first, second, third = folder.row(table, key), folder.add(table, key, {}), folder.add(table, key, {})
    english = ("each key once", f"Row {first} has the same: rename or remove one.")
    chinese = ("每个标识只出现一次", f"第 {first} 行相同：改名或删除其一。")
    assert [told(problem) for problem in folder.problems()] == [
        Told(f"{table}.csv", row, column, "duplicate", found, english, chinese) for row in (second, third)
    ]


def test_one_id_in_two_tables_is_reported_with_the_first_file_and_row(folder: Folder) -> None:
    first = folder.row(*CAPCUT)
    row = folder.add(*VIP, {"id": CAPCUT[1]})
    english = ("an id no other statement has", f"users.csv, row {first} has it: rename one.")
    chinese = ("没有被别的陈述用过的 id", f"users.csv 第 {first} 行已用：请改名。")
    assert [told(problem) for problem in folder.problems()] == [
        Told("prices.csv", row, "id", "id_taken", CAPCUT[1], english, chinese)
    ]


def test_a_side_an_organization_and_a_product_may_share_an_id(folder: Folder) -> None:
    folder.add("products", "capcut", {"id": "bytedance"})
    assert folder.problems() == []


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_references_are_silent_about_a_file_that_could_not_be_read(folder: Folder, table: str) -> None:
    folder.write(table, b"\xff")
    assert [(problem.file, problem.code) for problem in folder.problems()] == [(f"{table}.csv", "not_utf8")]


@pytest.mark.parametrize("table", [table.name for table in TABLES if table.least_rows])
def test_references_into_an_empty_table_that_needs_rows_are_told_once(folder: Folder, table: str) -> None:
    folder.keep(table)
    assert [(problem.file, problem.code) for problem in folder.problems()] == [(f"{table}.csv", "too_few_rows")]


@pytest.mark.parametrize("table", ["organizations", "products", "milestones"])
def test_references_into_an_empty_table_do_not_pass_unnoticed(folder: Folder, table: str) -> None:
    folder.keep(table)
    assert folder.problems() != []


def test_a_conflict_named_the_other_way_round_is_the_same_conflict(folder: Folder) -> None:
    first = folder.row("conflicts", "my_ai_2023_04")
    turned = {"statement_a": "my_ai_2022", "statement_b": "my_ai_2023_04"}
    row = folder.add("conflicts", "my_ai_2023_04", turned)
    problem = folder.problems()[0]
    assert (problem.row, problem.code, problem.found) == (row, "duplicate", "my_ai_2022, my_ai_2023_04")
    assert problem.details == {"first": first}


def test_a_rule_is_silent_about_a_cell_that_was_refused(folder: Folder) -> None:
    folder.edit(*CAPCUT, {"value": "many", "qualifier": "at least", "year": "soon", "day": "5", "part": "late"})
    found = [(problem.column, problem.code) for problem in folder.problems()]
    assert found == [("value", "not_count"), ("year", "not_integer")]


def test_all_problems_of_all_files_are_listed_at_once_in_file_and_row_order(folder: Folder) -> None:
    places = [
        ("conflicts.csv", folder.set("conflicts", "my_ai_2023_04", "severity", "fatal"), "severity"),
        ("users.csv", folder.set("users", "douyin_users", "metric", "fans"), "metric"),
        ("sides.csv", folder.set("sides", "others", "name_zh", ""), "name_zh"),
        ("users.csv", folder.edit(*CAPCUT, {"rank": "best", "qualifier": ""}), "rank"),
        ("users.csv", folder.row(*CAPCUT), "qualifier"),
        ("milestones.csv", folder.set("milestones", "my_ai_2022", "product", "clippy"), "product"),
    ]
    order = [places[2], places[3], places[4], places[1], places[5], places[0]]
    assert [(problem.file, problem.row, problem.column) for problem in folder.problems()] == order


def test_problems_of_files_and_of_cells_are_listed_in_one_order(folder: Folder) -> None:
    folder.file("conflicts").unlink()
    folder.set("sides", "others", "name_zh", "")
    assert [problem.file for problem in folder.problems()] == ["sides.csv", "conflicts.csv"]


def test_wrong_rows_and_wrong_cells_of_one_file_are_listed_in_row_order(folder: Folder) -> None:
    folder.write("sides", test_reading_files.SIDES.replace(",其他", "").replace("ByteDance", ""))
    found = [(problem.row, problem.code) for problem in folder.problems() if problem.file == "sides.csv"]
    assert found == [(2, "required"), (4, "row_length")]


def test_the_error_counts_the_problems_and_each_is_a_row_in_the_readers_language(folder: Folder) -> None:
    folder.edit(*CAPCUT, {"rank": "best"})
    folder.file("conflicts").unlink()
    with pytest.raises(DataError) as caught:
        checked(folder.path)
    error = caught.value
    assert (error.exit_code, str(error)) == (1, error.says("en"))
    assert error.says("en") == f"{folder.path} cannot be used: 2 problems in the CSV files."
    assert error.says("zh") == f"{folder.path} 无法使用：CSV 文件有 2 处问题。"
    missing, rank = sorted(error.problems, key=lambda problem: problem.file)
    assert rank.cells("en") == {
        "File": "users.csv",
        "Row": "3",
        "Column": "rank",
        "Found": "best",
        "Expected": "one of: preferred, normal, deprecated",
        "How to fix it": "Choose one of the allowed values.",
    }
    assert missing.cells("zh") == {
        "文件": "conflicts.csv",
        "行": "–",
        "列": "–",
        "读到": "–",
        "应为": "有这个文件",
        "怎样改": "把文件放回来；没有数据的表也要保留标题行。",
    }


def test_a_statement_id_is_unique_over_exactly_the_statement_files() -> None:
    names = [table.name for table in STATEMENT_TABLES]
    assert names == ["users", "prices", "data_costs", "milestones", "gaps", "other_figures"]
    assert not BY_NAME["sources"].is_statement


def codes_in_words() -> set[str]:
    return {key.split(".")[1] for key in problem_words.WORDS if re.fullmatch(r"problem\.\w+\.(expected|fix)", key)}


def strings(node: ast.expr) -> set[str]:
    """The literal strings an expression may be; `not_{kind}` is spelled out for every kind but text."""
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return {f"not_{kind}" for kind in get_args(Kind) if kind != "text"}
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def codes_in(source: Path) -> set[str]:
    """Codes as the store writes them: `RejectedError(code, …)`, `Problem(file, row, column, code, …)`,
    `(column, code, found, details)` of a rule and `(code, details)` of a cell."""
    codes: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = {"RejectedError": 0, "Problem": 3}.get(node.func.id)
            codes |= strings(node.args[place]) if place is not None and len(node.args) > place else set()
        elif (
            isinstance(node, ast.Tuple)
            and len(node.elts) == 4
            and isinstance(node.elts[3], ast.Dict | ast.Name | ast.Call)
        ):
            codes |= strings(node.elts[1])
        elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Dict | ast.Name):
            codes |= strings(node.elts[0])
    return codes


def test_every_code_of_the_store_has_words_and_every_word_is_shown_by_a_test() -> None:
    used = {code for source in (paths.ROOT / "leadlag" / "store").rglob("*.py") for code in codes_in(source)}
    of_files = {problem.code for _, expected in test_reading_files.CASES.values() for problem in expected}
    elsewhere = (test_encodings, test_left_out, test_legal_cells, test_sent_files, test_spreadsheets)
    shown = of_files | {case.code for case in CASES} | OF_TWO_ROWS | {"sent_twice", "no_folder"}  # see test_proposals
    shown = shown.union(*(module.CODES for module in elsewhere))
    assert used == codes_in_words()
    assert shown == codes_in_words()


@pytest.mark.parametrize("key", [key for key in problem_words.WORDS if key.startswith(("problem.", "error."))])
def test_words_in_both_languages_have_the_same_placeholders(key: str) -> None:
    english, chinese = (set(re.findall(r"{\w+", text)) for text in words.CATALOGUE[key])
    assert english == chinese
