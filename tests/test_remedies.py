"""What a cell shows of its own mistake is written out as the fix, in both languages, and following it helps."""

import re
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from leadlag.contract import BY_NAME, TABLES, Column, Table
from leadlag.store.cells import passes
from leadlag.store.remedies import nearest, remedy
from leadlag.words import text_keys, translate
from tests import test_dates_in_words, test_ignored_files, test_spreadsheets
from tests.cases import spoiled_copies
from tests.conftest import Folder, examples

COUNT = ("users", "capcut_users_2023_08")  # value 490000000, about, August 2023
PRICE = ("prices", "jianying_membership_month")  # low 20, high 30, between, CNY


@dataclass(frozen=True)
class Case:
    """One cell of a row, what is written into it, and the fix a reader is told."""

    row: tuple[str, str]
    cells: dict[str, str]
    english: str
    chinese: str

    def __str__(self) -> str:
        return ",".join(f"{column}={value}" for column, value in self.cells.items())


def cell(row: tuple[str, str], column: str, texts: str, english: str, chinese: str) -> list[Case]:
    """The same fix for each of some texts, which are separated by bars."""
    return [Case(row, {column: text}, english, chinese) for text in texts.split("|")]


def write(row: tuple[str, str], column: str, texts: str, value: str) -> list[Case]:
    return cell(row, column, texts, f"Write {value}.", f"请写 {value}。")


FROM_20_TO_30 = (
    "Write 20 into low and 30 into high, and “between” into qualifier.",
    "low 请写 20，high 请写 30，qualifier 请写“between”。",
)
IN_MILLIONS = (
    "Write 20000000 into low and 30000000 into high, and “between” into qualifier. Clear value.",
    "low 请写 20000000，high 请写 30000000，qualifier 请写“between”，value 请清空。",
)
NOVEMBER = ("Write 2023 into year and 11 into month.", "year 请写 2023，month 请写 11。")
FIFTH = ("Write 2023 into year, 11 into month and 5 into day.", "year 请写 2023，month 请写 11，day 请写 5。")

CASES = [
    *write(
        COUNT, "value", "1,000,000|1 000 000|1'000'000|1.000.000|10,00,000|1E+06|100万|1M|1 million|1000k", "1000000"
    ),
    *write(
        COUNT,
        "value",
        "490M|4.9亿|4.9 亿人|490 million users|4亿9000万|4.9E+08|$490m|“490000000”|'490000000",
        "490000000",
    ),
    *write(COUNT, "value", "490\u200b000000|490000000.0|+490000000|490 000 000", "490000000"),
    *write(PRICE, "low", "4,80|“4.80”", "4.8"),
    *write(PRICE, "low", "25%|２５％", "0.25"),
    *write(PRICE, "low", ".5|0,5", "0.5"),
    *write(PRICE, "low", "5.|+5", "5"),
    *write(("other_figures", "jianying_age"), "value", "¥5|5元", "5"),
    *cell(
        PRICE,
        "low",
        "4,800",
        "Write 4800, or 4.8 if the comma marks decimals.",
        "请写 4800；如果逗号是小数点，请写 4.8。",
    ),
    *cell(
        PRICE,
        "low",
        "¥4.80|￥4.80|4.8元|RMB 4.80",
        "Write 4.8 here and CNY into currency.",
        "这里请写 4.8，currency 请写 CNY。",
    ),
    *cell(
        PRICE, "high", "$30|USD 30|30美元", "Write 30 here and USD into currency.", "这里请写 30，currency 请写 USD。"
    ),
    *cell(PRICE, "low", "20-30|20–30|20~30|20 to 30|20至30元", *FROM_20_TO_30),
    *cell(COUNT, "value", "20-30 million|2000万–3000万|2000–3000万", *IN_MILLIONS),
    *cell(
        COUNT,
        "value",
        ">490M|490M+|over 490 million|超过4.9亿|4.9亿以上",
        "Write 490000000 into low and “at least” into qualifier. Clear value and high.",
        "low 请写 490000000，qualifier 请写“at least”，value 和 high 请清空。",
    ),
    *cell(
        COUNT,
        "value",
        "<490M|up to 490 million|不到4.9亿",
        "Write 490000000 into high and “at most” into qualifier. Clear low and value.",
        "high 请写 490000000，qualifier 请写“at most”，low 和 value 请清空。",
    ),
    *cell(
        COUNT,
        "value",
        "~490M|约4.9亿|4.9亿左右",
        "Write 490000000 into value and “about” into qualifier.",
        "value 请写 490000000，qualifier 请写“about”。",
    ),
    *cell(
        COUNT,
        "value",
        "TRUE",
        "A spreadsheet wrote TRUE: write what the source says, or clear the cell.",
        "TRUE 是表格软件写的：请写来源的说法，或清空。",
    ),
    *cell(
        COUNT,
        "value",
        "#N/A|#REF!|####",
        "A formula failed in the spreadsheet: write its result, or clear the cell.",
        "表格里的公式出错了：请写出结果，或清空。",
    ),
    *cell(
        COUNT,
        "value",
        "n/a|-|—|无|unknown",
        "Clear the cell and qualifier: empty means not stated.",
        "请清空这一格和 qualifier：留空就表示没有说明。",
    ),
    *cell(COUNT, "month", "n/a|-", "Clear the cell: empty means not stated.", "请清空：留空就表示没有说明。"),
    *write(COUNT, "year", "23|2023年|2023.0|２０２３年|+2023|2 023|'23", "2023"),
    *write(COUNT, "year", "99", "1999"),
    *write(COUNT, "month", "11月|Nov|November|十一月", "11"),
    *write(COUNT, "day", "5日|5号|5th", "5"),
    *cell(COUNT, "year", "2023-11|2023/11|2023.11|Nov-23|Nov 2023|November 2023|2023年11月|11/2023|202311", *NOVEMBER),
    *cell(COUNT, "month", "2023-11|Nov-23|2023年11月", *NOVEMBER),
    *cell(
        COUNT,
        "day",
        "2023-11|Nov-23",
        "Write 2023 into year and 11 into month. Clear day.",
        "year 请写 2023，month 请写 11，day 请清空。",
    ),
    *cell(COUNT, "year", "2023/11/5|2023-11-05|2023年11月5日|5 Nov 2023|5-Nov-23|Nov 5, 2023|20231105", *FIFTH),
    *cell(COUNT, "day", "2023/11/5|2023-11-05 00:00:00", *FIFTH),
    *cell(
        COUNT,
        "year",
        "5/11/2023",
        "Write 2023 into year, and 5 and 11 into month and day: only the source knows which is which.",
        "year 请写 2023；month 和 day 分别是 5 和 11 中的哪一个，请查看来源。",
    ),
    *cell(
        COUNT,
        "year",
        "45235",
        "45235 is a spreadsheet’s number for a day: write 2023 into year, 11 into month and 5 into day.",
        "45235 是表格软件的日期序号：year 请写 2023，month 请写 11，day 请写 5。",
    ),
    *cell(
        COUNT,
        "year",
        "45231",
        "45231 is a spreadsheet’s number for a day: write 2023 into year and 11 into month, "
        "and 1 into day only if the source gives the day.",
        "45231 是表格软件的日期序号：year 请写 2023，month 请写 11；来源写明是哪一日，day 才写 1。",
    ),
    *cell(COUNT, "qualifier", "exact|Exactly|“exactly”|ｅｘａｃｔ", "Write “exactly”.", "请写“exactly”。"),
    *cell(COUNT, "rank", "Normal|normale", "Write “normal”.", "请写“normal”。"),
    *write(COUNT, "product", "CapCut|Cap Cut|“capcut”|cap.cut", "capcut"),
    *write(("milestones", "jianying_launch_2019"), "kind", "Launch|“launch”", "launch"),
    *cell(
        COUNT,
        "product",
        "capcutt",
        "Write capcut, or add capcutt to products.id first.",
        "请写 capcut，或先把 capcutt 加到 products.id 里。",
    ),
    *write(PRICE, "currency", "cny|¥|yuan|人民币|元", "CNY"),
    *write(PRICE, "currency", "Credits|积分", "credit"),
    *write(("sources", "article"), "url", "www.example.org", "https://www.example.org"),
    Case(COUNT, {"qualifier": "at least"}, "Move 490000000 from value to low.", "请把 490000000 从 value 移到 low。"),
    Case(COUNT, {"qualifier": "at most"}, "Move 490000000 from value to high.", "请把 490000000 从 value 移到 high。"),
    Case(
        COUNT,
        {"value": "", "low": "5"},
        "Move 5 from low to value.",
        "请把 5 从 low 移到 value。",
    ),
    Case(
        PRICE,
        {"low": "30", "high": "20"},
        "Write 20 into low and 30 into high.",
        "low 请写 20，high 请写 30。",
    ),
]
#: Fixes of whole files, which tests/test_uploaded_files.py shows.
OF_FILES = {"rename", "no_known_column", "fewer", "add_row", "restore"}
OF_FILES |= test_dates_in_words.FIXES | test_ignored_files.FIXES | test_spreadsheets.FIXES


def test_fix_is_written_out_from_the_cell(folder: Folder) -> None:
    found = spoiled_copies(folder, [(case.row, case.cells) for case in CASES])
    fixes = [[(problem.fix("en"), problem.fix("zh")) for problem in problems] for _, problems in found]
    wrong = [(str(case), fix) for case, fix in zip(CASES, fixes, strict=True) if fix != [(case.english, case.chinese)]]
    assert wrong == []


def test_shared_sign_is_the_currency_of_the_row(folder: Folder) -> None:
    folder.edit(*PRICE, {"low": "¥20", "currency": "JPY"})
    assert [problem.fix("en") for problem in folder.problems()] == ["Write 20 here and JPY into currency."]


def test_text_that_is_no_one_number_has_no_fix() -> None:
    row = {column.name: "" for column in BY_NAME["users"].columns}
    texts = ["1.5", "30-20", "十几", "1 2", "--5", "12-", "1e400", "9" * 40, "0x10", "一亿", "x" * 99]
    fixes = {text: remedy(BY_NAME["users"].column("value"), text, row) for text in texts}
    assert fixes == {text: {} for text in texts}


def test_every_kind_of_fix_is_shown() -> None:
    known = {key.removeprefix("fix.") for key in text_keys() if key.startswith("fix.")} - OF_FILES
    shown = {key for key in known if any(_says(f"fix.{key}", case.english) for case in CASES)}
    assert shown == known


def _says(key: str, text: str) -> bool:
    pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(translate("en", key)))
    return re.fullmatch(pattern, text) is not None


COLUMNS = [(table, column) for table in TABLES for column in table.columns]
WRITTEN = st.one_of(
    st.text(max_size=12),
    st.text("0123456789.,-–+%¥$亿万MkE 年月日/'“”", max_size=14),
    st.from_regex(r"[0-9]{1,4}([,.][0-9]{3}){0,3}( ?(million|万|亿|%|元))?", fullmatch=True),
)


@given(st.sampled_from(COLUMNS), WRITTEN)
@examples(50, 1000)
def test_fix_would_pass_in_its_place(place: tuple[Table, Column], text: str) -> None:
    table, column = place
    found = remedy(column, text, {other.name: "" for other in table.columns})
    if not found:
        return
    assert all(translate(lang, f"fix.{found['remedy']}", **found) for lang in ("en", "zh"))
    target = {"at_least": "low", "at_most": "high"}.get(str(found["remedy"]), column.name)
    if "value" in found:
        assert passes(table.column(target), str(found["value"]))
    for name in {"low", "high", "year", "month", "day"} & set(found):
        assert passes(table.column(name), str(found[name]))


def test_nearest_name_is_found() -> None:
    known = ["capcut", "jianying", "openai_adobe"]
    assert [nearest(text, known) for text in ("CapCut", "jian ying", "OpenAI-Adobe", "capcuts", "sony")] == [
        "capcut",
        "jianying",
        "openai_adobe",
        "capcut",
        "",
    ]
