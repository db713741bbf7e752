"""Files that cannot be read as rows of cells, and what a reader is told of each."""

import codecs
import errno
import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace

from tests.conftest import Folder, Told

HEADER = "id,name,name_zh"
ROWS = ("bytedance,ByteDance,字节跳动", "openai_adobe,OpenAI & Adobe,OpenAI 与 Adobe", "others,Others,其他")
SIDES = "\n".join((HEADER, *ROWS)) + "\n"
COLUMNS = "id, name, name_zh"


def excel() -> bytes:
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return book.getvalue()


def no_file(folder: Folder) -> None:
    folder.file("sides").unlink()


def a_directory(folder: Folder) -> None:
    no_file(folder)
    folder.file("sides").mkdir()


def a_link_to_itself(folder: Folder) -> None:
    no_file(folder)
    folder.file("sides").symlink_to("sides.csv")


def content(data: str | bytes) -> Callable[[Folder], None]:
    return lambda folder: folder.write("sides", data)


def header(line: str) -> Callable[[Folder], None]:
    """The header replaced; rows follow it with as many cells as it has."""
    width = len(line.split(","))
    lines = [",".join([*row.split(","), *["x"] * width][:width]) for row in ROWS]
    return content("\n".join((line, *lines)) + "\n")


def at(row: int, code: str, found: str, english: tuple[str, str], chinese: tuple[str, str], column: str = "") -> Told:
    return Told("sides.csv", row, column, code, found, english, chinese)


MISSING = at(
    0,
    "missing_file",
    "",
    ("this file", "Put the file back; a table without rows still needs its header row."),
    ("有这个文件", "把文件放回来；没有数据的表也要保留表头。"),
)
DIRECTORY = at(
    0,
    "is_directory",
    "",
    ("a file", "A folder has this name: rename it."),
    ("一个文件", "这是一个同名文件夹：请改名。"),
)
UNREADABLE = at(
    0,
    "unreadable",
    os.strerror(errno.ELOOP),
    ("a file that can be read", "Close it elsewhere, or allow reading it."),
    ("可以读取的文件", "在别处关闭它，或允许读取。"),
)
TOO_LARGE = at(
    0, "too_large", "2 MB", ("at most 1 MB", "Keep only the rows of this table."), ("最大 1 MB", "只保留这张表的行。")
)
EXCEL = at(
    0,
    "excel",
    "",
    ("CSV text", "This is an Excel workbook: open it and save as “CSV UTF-8”."),
    ("CSV 文本", "这是 Excel 工作簿：打开后另存为“CSV UTF-8”。"),
)
NOT_UTF8 = at(
    2,
    "not_utf8",
    "e9 2c 78 0a",
    ("text in UTF-8", "Save the file again as “CSV UTF-8”."),
    ("UTF-8 编码的文本", "请另存为“CSV UTF-8”。"),
)
NUL = at(
    3,
    "not_text",
    "",
    ("CSV text", "The file holds a NUL character: save it again as “CSV UTF-8”."),
    ("CSV 文本", "文件里有空字符：请另存为“CSV UTF-8”。"),
)
EMPTY = at(
    0,
    "empty_file",
    "",
    ("a header row", "Put the header row back, even with no rows below it."),
    ("表头", "补上表头，哪怕没有数据。"),
)
BAD_CSV = at(
    3,
    "bad_csv",
    "',' expected after '\"'",
    ("well-formed CSV", "Check the quotation marks in this row."),
    ("格式正确的 CSV", "检查这一行的引号。"),
)
DELIMITER = at(
    1,
    "delimiter",
    "id|name|name_zh",
    ("columns separated by commas", "Save the file with comma as separator."),
    ("用逗号分隔的列", "请用英文逗号作为分隔符另存。"),
)
NO_HEADER = at(
    1,
    "no_header",
    "bytedance,ByteDance,字节跳动",
    ("a header row with the names of the columns", "Put this row on top: id,name,name_zh"),
    ("写有列名的表头", "请在最上面加上这一行：id,name,name_zh"),
)
NO_NAMES = replace(
    NO_HEADER,
    found="hello",
    english=(NO_HEADER.english[0], "The first row must name the columns: id,name,name_zh"),
    chinese=(NO_HEADER.chinese[0], "第一行要写列名：id,name,name_zh"),
)
NO_HEADING = at(
    4,
    "no_heading",
    "x",
    (
        "a heading above this cell, or no text in it",
        "Write a heading on top of column C, or clear the cell; quote text that holds a comma.",
    ),
    ("这一格上面有列名，或这一格为空", "请在 C 列顶部写上列名，或清空这一格；含逗号的文本要加引号。"),
    column="C",
)
MISSING_COLUMN = at(
    1,
    "missing_column",
    "",
    ("this column in the header", f"Add it; the header is: {COLUMNS}"),
    ("表头里有这一列", f"请加上；表头为：{COLUMNS}"),
    column="id",
)
RENAMED_COLUMN = at(
    1,
    "missing_column",
    "nmae zh",
    ("this column in the header", "Rename the column “nmae zh” to name_zh."),
    ("表头里有这一列", "请把“nmae zh”列改名为 name_zh。"),
    column="name_zh",
)
DUPLICATE_COLUMN = at(
    1,
    "duplicate_column",
    "name",
    ("each column once", "Remove one of the two."),
    ("每列只出现一次", "删除其中一列。"),
    column="name",
)
SHORT_ROW = at(
    4,
    "row_length",
    "others,Others",
    ("3 cells", "The row has 2 cells: quote text that holds a comma."),
    ("3 个单元格", "这一行有 2 个单元格：含逗号的文本要加引号。"),
)
LONG_ROW = at(
    4,
    "row_length",
    "others,Others,其他,etc.",
    ("3 cells", "The row has 4 cells: quote text that holds a comma."),
    ("3 个单元格", "这一行有 4 个单元格：含逗号的文本要加引号。"),
)
TOO_FEW = at(0, "too_few_rows", "0", ("at least 2 rows", "Add the missing rows."), ("至少 2 行", "补上缺少的行。"))

CASES: dict[str, tuple[Callable[[Folder], None], list[Told]]] = {
    "missing": (no_file, [MISSING]),
    "directory": (a_directory, [DIRECTORY]),
    "link_to_itself": (a_link_to_itself, [UNREADABLE]),
    "xlsx": (content(excel()), [EXCEL]),
    "latin1": (content(SIDES.replace("字节跳动", "é,x").encode("latin-1", "replace")), [NOT_UTF8]),
    "utf16": (content(HEADER.encode("utf-16-le")), [replace(NUL, row=1)]),
    "half_of_utf16": (
        content(codecs.BOM_UTF16_LE + SIDES.encode("utf-16-le")[:-1]),
        [replace(NOT_UTF8, row=4, found="0a")],
    ),
    "nul": (content(SIDES.replace("OpenAI & Adobe", "OpenAI \0 Adobe")), [NUL]),
    "no_bytes": (content(b""), [EMPTY]),
    "only_blanks": (content(" \r\n\n"), [EMPTY]),
    "only_a_byte_order_mark": (content(codecs.BOM_UTF8), [EMPTY]),
    "text_after_a_quotation": (content(SIDES.replace("OpenAI & Adobe", '"OpenAI" & Adobe')), [BAD_CSV]),
    "open_quotation": (
        content(SIDES.replace("OpenAI & Adobe", '"OpenAI & Adobe')),
        [replace(BAD_CSV, found="unexpected end of data")],
    ),
    "carets": (content(SIDES.replace(",", "^")), [replace(DELIMITER, found="id^name^name_zh")]),
    "one_column": (
        content("name\nByteDance\n"),
        [MISSING_COLUMN],
    ),
    "missing_column": (header("name,name_zh"), [MISSING_COLUMN]),
    "renamed_column": (header("nickname,name,name_zh"), [MISSING_COLUMN]),
    "column_spelled_otherwise": (header("id,name,nmae zh"), [RENAMED_COLUMN]),
    "text_without_heading": (content("id,name,,name_zh\na,A,,甲\nb,B,,乙\nc,C,x,丙\n"), [NO_HEADING]),
    "duplicate_column": (header("id,name,name,name_zh"), [DUPLICATE_COLUMN]),
    "no_header_row": (content("\n".join(ROWS)), [NO_HEADER]),
    "one_word": (content("hello"), [NO_NAMES]),
    "short_row": (content(SIDES.replace(",其他", "")), [SHORT_ROW]),
    "long_row": (content(SIDES.replace(",其他", ",其他,etc.")), [LONG_ROW]),
    "header_alone": (content(HEADER), [TOO_FEW]),
    "one_row_where_two_are_needed": (content(f"{HEADER}\n{ROWS[0]}\n"), [replace(TOO_FEW, found="1")]),
}
