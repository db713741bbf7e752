"""What spreadsheets and people make of a file is read and said, or told in one remark for each cause."""

import codecs
import csv
import io

import pytest

from leadlag.cli import main
from leadlag.contract import BY_NAME, TABLES, Table
from leadlag.errors import Problem
from leadlag.store import files
from leadlag.store.checks import check
from leadlag.store.files import Sheet
from tests.cases.uploads import zipped
from tests.conftest import STORY, Folder
from tests.fixes import Grid, followed, grid, problems_of, saved

USERS = (STORY / "users.csv").read_text(encoding="utf-8")
WHOLE = {table.name: (STORY / table.file).read_bytes() for table in TABLES}
WHOLE["topics"] = "id,name,name_zh\nvideo,Video,视频\n".encode()  # the story has none
#: Codes of problems shown here.
CODES = {"no_row", "spreadsheet", "archive", "other_format"}
#: Fixes of whole files shown here.
FIXES = {"header", "header_below", "all_rows", "other_encoding"}
every_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def read(raw: bytes | str, table: str = "users") -> tuple[Sheet, list[Problem]]:
    content = raw.encode() if isinstance(raw, str) else raw
    sheet, problems = files.parse(f"{table}.csv", content, BY_NAME[table])
    assert sheet is not None
    return sheet, problems


def same(sheet: Sheet) -> bool:
    """True where the rows are those of the story."""
    name = sheet.table.name
    return check([sheet])[0][name] == check([read(WHOLE[name], name)[0]])[0][name]


def told(sheet: Sheet) -> list[tuple[str, str]]:
    return [(notice.says("en"), notice.says("zh")) for notice in sheet.notices]


# The first line and the header


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("first", ["sep={}", '"sep={}"', "SEP={}", "\ufeffsep={}"])
def test_a_sep_line_is_read(mark: str, first: str) -> None:
    line = first.format(mark)
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark).writerows(grid(WHOLE["users"]))
    sheet, problems = read(f"{line}\r\n{text.getvalue()}")
    assert problems == []
    assert same(sheet)
    assert [notice.code for notice in sheet.notices] == ["sep_line"]
    assert sheet.rows[0][0] == 2
    assert files.identify_table("x.csv", f"{line}\r\n{text.getvalue()}".encode()) is BY_NAME["users"]


@pytest.mark.parametrize(
    "change", [str.title, str.upper, lambda name: name.replace("_", " "), lambda name: name.replace("_", "-")]
)
def test_capitals_and_blanks_in_a_header(change: object) -> None:
    assert callable(change)
    head, rows = USERS.split("\n", 1)
    names = [change(name) for name in head.split(",")]
    raw = f"{','.join(names)}\n{rows}"
    sheet, problems = read(raw)
    assert problems == []
    assert same(sheet)
    assert [notice.code for notice in sheet.notices] == ["heading"]
    assert files.identify_table("x.csv", raw.encode()) is BY_NAME["users"]


def test_a_header_read_otherwise_is_said() -> None:
    sheet, _ = read(
        USERS.replace("id,product,metric,provider,provider_zh", "Id,Product,metric,provider,Provider ZH", 1)
    )
    assert told(sheet) == [
        (
            "These names of columns were read in small letters, blanks as _: Id, Product, Provider ZH.",
            "这些列名按小写读取，空格当作 _：Id, Product, Provider ZH。",
        )
    ]


def test_titles_above_the_header_are_left_out() -> None:
    raw = f"Users by product,\n\nas of 2024,,\n{USERS}"
    sheet, problems = read(raw)
    assert problems == []
    assert same(sheet)
    assert sheet.rows[0][0] == 5
    assert ("2 rows above the header were left out.", "没有读取表头上方的 2 行。") in told(sheet)
    assert files.identify_table("x.csv", raw.encode()) is BY_NAME["users"]


@every_table
def test_header_among_the_rows_is_moved(table: Table) -> None:
    rows = grid(WHOLE[table.name])
    if len(rows) < 3:
        return
    below = [*rows[1:3], rows[0], *rows[3:]]
    (problem,) = problems_of({**WHOLE, table.name: saved(below)})
    assert (problem.row, problem.code, problem.fix("en")) == (
        1,
        "no_header",
        "Row 3 names the columns: move it to the top.",
    )
    assert problem.fix("zh") == "列名在第 3 行：请移到最上面。"
    assert problems_of(followed({**WHOLE, table.name: saved(below)}, problem) or {}) == []


def test_rows_of_another_order_get_no_header() -> None:
    """Above cells in an order of their own the contract's header would make thirty problems."""
    _, *rows = grid(WHOLE["users"])
    sheet, (problem,) = files.parse("users.csv", saved([row[::-1] for row in rows]), BY_NAME["users"])
    assert sheet is None
    assert problem.fix("en").startswith("The first row must name the columns: id,product,")


def test_a_heading_too_few_is_one_problem() -> None:
    head, *rows = grid(WHOLE["users"])
    place = head.index("source")
    (problem,) = read(saved([[*head[:place], *head[place + 1 :]], *rows]))[1]
    assert (problem.row, problem.column, problem.code) == (1, "source", "missing_column")
    (problem,) = read(saved([head[:-1], *rows]))[1]
    assert (problem.row, problem.code) == (1, "row_length")
    assert problem.fix("en") == ("Every row has 21 cells and the header 20: add the missing heading, or take one away.")


def test_cell_too_many_is_one_problem() -> None:
    head, *rows = grid(WHOLE["users"])
    (problem,) = read(saved([head, *([*row, "x"] for row in rows)]))[1]
    assert (problem.row, problem.code) == (1, "row_length")
    assert problem.fix("en") == ("Every row has 22 cells and the header 21: add the missing heading, or take one away.")
    assert problem.fix("zh") == "每一行都有 22 个单元格，而表头有 21 个：请补上缺少的列名，或删去多余的。"


def test_a_column_without_heading_is_one_problem() -> None:
    rows = [[*row[:3], "" if at == 0 else "x", *row[3:]] for at, row in enumerate(grid(WHOLE["users"]))]
    _, (problem,) = read(saved(rows))
    assert (problem.row, problem.column, problem.code) == (2, "D", "no_heading")


def test_bars_between_columns_are_read() -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter="|").writerows(grid(WHOLE["users"]))
    sheet, problems = read(text.getvalue())
    assert problems == []
    assert same(sheet)
    assert told(sheet)[0][0] == "Its columns were separated at “|”, not at commas."


# Rows that are none


@every_table
def test_the_index_of_pandas_is_left_out(table: Table) -> None:
    for start in (0, 1):
        rows = [[str(at - 1 + start) if at else "", *row] for at, row in enumerate(grid(WHOLE[table.name]))]
        sheet, problems = read(saved(rows), table.name)
        assert problems == []
        assert same(sheet)
        assert told(sheet) == [
            (
                "The first column has no heading and only counts the rows; it was left out.",
                "第一列没有列名，只是行号，没有读取。",
            )
        ]


def test_a_repeated_header_is_left_out() -> None:
    rows = grid(WHOLE["users"])
    sheet, problems = read(saved([*rows[:4], rows[0], *rows[4:], rows[0]]))
    assert problems == []
    assert same(sheet)
    assert told(sheet) == [
        ("Rows that repeat the header were left out: 5, 33.", "没有读取重复表头的行：5, 33。"),
    ]


def wide(*cells: str) -> list[str]:
    return [*cells, *[""] * (21 - len(cells))]


@pytest.mark.parametrize(
    "row",
    [
        wide("Total", "", "", "", "", "", "4900000000"),
        wide("合计"),
        ["Source: the companies' own pages"],
        ["* estimated"],
        ["", "", "", "", "", "", "4900000000", *[""] * 14],
        wide("Figures of 2024"),
    ],
    ids=["total", "heji", "source", "footnote", "sum", "title"],
)
def test_a_total_or_a_footnote_is_one_problem(row: list[str]) -> None:
    rows: Grid = [*grid(WHOLE["users"]), row]
    contents = {**WHOLE, "users": saved(rows)}
    (problem,) = problems_of(contents)
    assert (problem.row, problem.column, problem.code) == (32, "", "no_row")
    assert problem.expected("en") == "rows of this table only"
    assert problem.fix("en") == "Delete this row: a total, a title or a footnote is not a row of the table."
    assert problem.fix("zh") == "请删除这一行：合计、标题和脚注不是表里的一行。"
    assert problems_of(followed(contents, problem) or {}) == []


def test_a_row_that_was_begun_is_none_of_these() -> None:
    rows = [*grid(WHOLE["users"]), wide("new_count_2026")]
    codes = {problem.code for problem in problems_of({**WHOLE, "users": saved(rows)})}
    assert codes == {"required"}


def test_file_comes_back_repaired() -> None:
    """The repair keeps the rows, with the header on top and the remarks beside the rows they speak of."""
    rows = grid(WHOLE["users"])
    raw = saved([["Users"], [], rows[0], *rows[1:3], ["Total"]])
    _, problems = read(raw)
    back = grid(files.repair(BY_NAME["users"], raw, problems, "en"))
    assert back[0] == [*rows[0], "error", "suggestion"]
    assert [row[0] for row in back[1:]] == [rows[1][0], rows[2][0], "Total"]
    assert back[3][-1].startswith("Delete this row")


# Files that are no text

ODS = zipped(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>"), method=0)
NUMBERS = zipped(("Index/Document.iwa", "x"), ("Metadata/Properties.plist", "x"))


@pytest.mark.parametrize(
    ("name", "raw", "code", "english"),
    [
        ("users.ods", ODS, "spreadsheet", "This is a spreadsheet (OpenDocument): open it and save as “CSV UTF-8”."),
        ("users.csv", ODS, "spreadsheet", "This is a spreadsheet (OpenDocument): open it and save as “CSV UTF-8”."),
        ("users.numbers", NUMBERS, "spreadsheet", "This is a spreadsheet (Numbers): open it and save as “CSV UTF-8”."),
        ("all.7z", b"7z\xbc\xaf\x27\x1c\0\4", "archive", ""),
        ("all.zip", b"7z\xbc\xaf\x27\x1c\0\4", "archive", ""),
        ("all.csv", b"Rar!\x1a\x07\0", "archive", ""),
        ("users.csv", b"%PDF-1.7\n", "other_format", ""),
        ("users.csv", b"12345678DUCK", "other_format", ""),
    ],
    ids=["ods", "ods_as_csv", "numbers", "7z", "7z_as_zip", "rar", "pdf", "duckdb"],
)
def test_a_file_that_is_no_text_is_named(name: str, raw: bytes, code: str, english: str) -> None:
    taken, problems, _ = files.unpack([(name, raw)])
    problems += [problem for sent in taken if isinstance(problem := files.identify_table(*sent), Problem)]
    (problem,) = problems
    assert problem.code == code
    assert english in problem.fix("en")
    assert problem.fix("zh")


# What is written


@every_table
def test_written_files_carry_a_mark(table: Table) -> None:
    """So that a double click in a spreadsheet does not destroy the Chinese in them."""
    sheet, problems = read(WHOLE[table.name], table.name)
    rows = check([sheet])[0][table.name]
    assert files.exported(table, rows).startswith(codecs.BOM_UTF8)
    assert files.template(table).startswith(codecs.BOM_UTF8)
    assert files.repair(table, WHOLE[table.name], problems, "en").startswith(codecs.BOM_UTF8)


def test_swap_writes_a_byte_order_mark(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.swap({"users.csv": folder.with_cell("users", "capcut_users_2023_08", "value", "491000000")})
    assert folder.file("users").read_bytes().startswith(codecs.BOM_UTF8)
    assert main(["ask", "sides", "--data", str(folder.path), "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("id,")


def test_the_template_of_sources_is_no_article() -> None:
    """One source of this kind left in a set hides every other statement from the first reading."""
    (row,) = csv.DictReader(io.StringIO(files.template(BY_NAME["sources"]).decode("utf-8-sig"), newline=""))
    assert (row["kind"] or BY_NAME["sources"].column("kind").default) == "news"
