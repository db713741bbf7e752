"""A file that cannot be read as rows of cells is refused, with the place and the remedy."""

import codecs
from dataclasses import replace

import pytest

from leadlag.contract import TABLES
from leadlag.store import checked
from leadlag.store.files import csv_reader
from tests.cases.files import BAD_CSV, CASES, HEADER, NOT_UTF8, NUL, ROWS, SHORT_ROW, SIDES, TOO_LARGE
from tests.conftest import Folder, Told, told


def of_sides(folder: Folder) -> list[Told]:
    return [told(problem) for problem in folder.problems() if problem.file == "sides.csv"]


def test_unreadable_file_is_told_with_its_remedy(folder: Folder) -> None:
    found = {}
    for name, (spoil, _) in CASES.items():
        spoil(folder)
        found[name] = of_sides(folder)
        if folder.file("sides").is_dir():
            folder.file("sides").rmdir()
        folder.file("sides").unlink(missing_ok=True)
        folder.write("sides", SIDES)
    assert found == {name: expected for name, (_, expected) in CASES.items()}


def test_file_above_the_size_limit_is_not_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_reader, "SIZE_LIMIT", 1_000_000)
    folder.write("sides", SIDES + "\n" * 2_000_000)
    assert of_sides(folder) == [TOO_LARGE]


def test_table_may_be_its_header_alone(folder: Folder) -> None:
    for table in ("conflicts", "exchange_rates", "other_figures"):
        folder.keep(table)
    folder.keep("conflicts")
    assert folder.problems() == []


def test_columns_that_no_row_needs_may_be_missing(folder: Folder) -> None:
    folder.write("sides", "id\nbytedance\nopenai_adobe\nothers\n")
    assert [row[1:] for row in checked(folder.path)["sides"]] == [
        ("Bytedance", None),
        ("Openai adobe", None),
        ("Others", None),
    ]


def test_a_misspelled_column_is_no_column_of_ones_own(folder: Folder) -> None:
    """Also where no row needs it: what stands below it would be lost unseen. One in another language is."""
    header, rows = folder.file("users").read_text(encoding="utf-8").split("\n", 1)
    for name, other in (("qualifier", "qualifer"), ("note_zh", "Notes zh"), ("note", "notes")):
        folder.write("users", f"{header.replace(name, other, 1)}\n{rows}")
        (problem,) = folder.problems()
        assert (problem.code, problem.column, problem.details["there"]) == ("missing_column", name, other)
    folder.write("users", f"{header.replace('claim_zh', 'claim_en')}\n{rows}")
    assert folder.problems() == []


def test_every_wrong_row_is_told(folder: Folder) -> None:
    folder.write("sides", SIDES.replace(",其他", "").replace(",字节跳动", ""))
    assert [(problem.row, problem.found) for problem in of_sides(folder)] == [
        (2, "bytedance,ByteDance"),
        (4, "others,Others"),
    ]


SAVED = {
    "byte_order_mark": codecs.BOM_UTF8.decode() + SIDES,
    "crlf": SIDES.replace("\n", "\r\n"),
    "cr": SIDES.replace("\n", "\r"),
    "no_last_line_end": SIDES.rstrip("\n"),
    "spaces": SIDES.replace(",", " , "),
    "quotation_marks": SIDES.replace("ByteDance", '"ByteDance"'),
    "blank_rows": SIDES.replace("\n", "\n\n,,\n"),
}


def test_spreadsheets_change_no_cell(folder: Folder) -> None:
    before, changed = checked(folder.path), []
    for name, text in SAVED.items():
        folder.write("sides", text)
        if checked(folder.path) != before:
            changed.append(name)
    assert changed == []


def test_columns_may_stand_in_any_order(folder: Folder) -> None:
    before = checked(folder.path)
    rows = [row.split(",") for row in (HEADER, *ROWS)]
    folder.write("sides", "\n".join(f"{zh},{slug},{name}" for slug, name, zh in rows))
    assert checked(folder.path) == before


def test_quoted_line_break_shifts_no_row(folder: Folder) -> None:
    folder.write("sides", f'{HEADER}\nbytedance,"Byte\nDance\n",字节跳动\n{ROWS[1]}\nothers,Others\n')
    assert of_sides(folder) == [SHORT_ROW]


def test_quotation_after_a_quoted_line_break(folder: Folder) -> None:
    folder.write("sides", f'{HEADER}\nbytedance,"Byte\nDance",字节跳动\nopenai_adobe,"OpenAI" & Adobe,OpenAI\n')
    assert of_sides(folder) == [BAD_CSV]


def test_blank_rows_are_counted(folder: Folder) -> None:
    folder.write("sides", f"{HEADER}\n{ROWS[0]}\n\n{ROWS[1]}\n,,\n , \nothers,Others\n")
    assert of_sides(folder) == [replace(SHORT_ROW, row=7)]


def test_wrong_bytes_are_told_with_their_row(folder: Folder) -> None:
    """At every line end, and after a quoted line break."""
    lines = f"{HEADER}\nbytedance,ByteDance,ByteDance\n"
    starts = [lines.replace("\n", end) for end in ("\n", "\r\n", "\r")]
    for start in (*starts, f'{HEADER}\nbytedance,"Byte\nDance",B\n'):
        folder.write("sides", start.encode() + b"openai_adobe,OpenAI,\xe9,x\n")
        assert (start, of_sides(folder)) == (start, [replace(NOT_UTF8, row=3)])


def test_nul_after_a_quoted_line_break(folder: Folder) -> None:
    folder.write("sides", f'{HEADER}\nbytedance,"Byte\nDance",B\nopenai_adobe,Open\0AI,OpenAI\n')
    assert of_sides(folder) == [NUL]


def test_a_missing_column_is_told_once(folder: Folder) -> None:
    """And not again at every row that lacks it."""
    header, rows = folder.file("users").read_text(encoding="utf-8").split("\n", 1)
    folder.write("users", f"{header.replace('product', 'mine')}\n{rows}")
    assert [(problem.row, problem.column, problem.code) for problem in folder.problems()] == [
        (1, "product", "missing_column")
    ]


@pytest.mark.parametrize(
    ("table", "column"), [(table.name, name) for table in TABLES for name in table.required if name != "id"]
)
def test_only_what_a_column_holds_is_missing_without_it(folder: Folder, table: str, column: str) -> None:
    """The cells behind it are still read as those of their own columns."""
    header, rows = folder.file(table).read_text(encoding="utf-8-sig").split("\n", 1)
    names = ["own" if name == column else name for name in header.strip().split(",")]
    folder.write(table, f"{','.join(names)}\n{rows}")
    found = [problem for problem in folder.problems() if problem.file == f"{table}.csv"]
    assert [(problem.row, problem.column, problem.code) for problem in found] == [(1, column, "missing_column")]
