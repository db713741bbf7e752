"""Every rule of the contract: one mistake is one problem, at its cell, with the same words in both languages."""

from collections.abc import Mapping

import pytest

from leadlag.contract import BY_NAME, STATEMENT_TABLES, TABLES, Column, Table
from leadlag.errors import DataError
from leadlag.store import checked
from tests import test_encodings, test_ignored_files, test_legal_cells, test_spreadsheets, test_story_sheet
from tests.cases import files, spoiled, spoiled_copies, uploads
from tests.cases.rules import CAPCUT, CASES, OF_TWO_ROWS, VIP
from tests.conftest import Folder, Told, told
from tests.lint import codes


def test_broken_rule_is_told_once_at_its_cell(folder: Folder) -> None:
    alone = [case for case in CASES if BY_NAME[case.row[0]].key != ("id",)]  # a copy would have the key of its row
    copied = [case for case in CASES if case not in alone]
    found = [spoiled(folder, *case.row, case.cells) for case in alone]
    found += spoiled_copies(folder, [(case.row, case.cells) for case in copied])
    wrong = []
    for case, (row, problems) in zip([*alone, *copied], found, strict=True):
        expected = Told(f"{case.row[0]}.csv", row, case.column, case.code, case.found, case.english, case.chinese)
        if [told(problem) for problem in problems] != [expected]:
            wrong.append((str(case), problems))
    assert wrong == []


def test_story_has_no_problem(folder: Folder) -> None:
    assert folder.problems() == []


ALLOWED = [
    {"value": "1", "qualifier": "exactly"},
    {"value": "", "low": "1", "qualifier": "at least"},
    {"value": "", "high": "1", "qualifier": "at most"},
    {"value": "", "low": "1", "high": "2", "qualifier": "between"},
    {"value": "", "low": "1", "high": "1", "qualifier": "several"},
    {"low": "0", "value": "1", "high": "2", "qualifier": "about"},
    {"value": "", "qualifier": ""},
    {"qualifier": ""},
    {"value": "", "low": "1", "qualifier": ""},
    {"value": "", "high": "1", "qualifier": ""},
    {"value": "", "low": "1", "high": "2", "qualifier": ""},
    {"low": "1", "high": "490000001", "qualifier": ""},
    {"rank": "", "claim": "", "claim_zh": "", "locator": "", "as_written": ""},
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
]


def test_what_the_codebook_allows_passes(folder: Folder) -> None:
    found = spoiled_copies(folder, [(CAPCUT, cells) for cells in ALLOWED])
    assert [(cells, problems) for cells, (_, problems) in zip(ALLOWED, found, strict=True) if problems] == []


def test_found_is_shown_as_it_is_written(folder: Folder) -> None:
    """A long cell by its first sixty characters."""
    _, problems = spoiled(folder, *CAPCUT, {"rank": "x" * 61})
    assert [problem.found for problem in problems] == ["x" * 60]
    ends = {"value": "", "low": "490000001", "high": "490000000", "qualifier": "between"}
    _, problems = spoiled(folder, *CAPCUT, ends)
    assert [problem.found for problem in problems] == ["low 490000001, high 490000000"]


# The same for every column

Found = tuple[str, str, Mapping[str, object]]  # column, code, details


@pytest.fixture
def full(folder: Folder) -> Folder:
    """The story with a row in the one table where it has none."""
    folder.write("topics", "id,name,name_zh\nvideo,Video,视频\n")
    return folder


def found_in_first_row(folder: Folder, table: Table, cells: Mapping[str, str]) -> list[Found]:
    """What is wrong with the first row of a table whose cells are these."""
    row, problems = spoiled(folder, table.name, next(iter(folder.rows(table.name)[0].values())), cells)
    here = [problem for problem in problems if (problem.file, problem.row) == (table.file, row)]
    return [(problem.column, problem.code, problem.details) for problem in here]


def test_every_required_cell_is_missed(full: Folder) -> None:
    found, expected = {}, {}
    for table in TABLES:
        required = [column.name for column in table.columns if column.required]
        for half in (required[::2], required[1::2]):  # a row without any text is no row
            missed = found_in_first_row(full, table, dict.fromkeys(half, ""))
            found[tuple(half)] = [each for each in missed if each[1] == "required"]
            expected[tuple(half)] = [(name, "required", {"column": name}) for name in half]
    assert found == expected


def test_every_choice_lists_its_values(full: Folder) -> None:
    found, expected = {}, {}
    for table in TABLES:
        columns = [column for column in table.columns if column.choices]
        found[table.name] = found_in_first_row(full, table, {column.name: "no choice" for column in columns})
        expected[table.name] = [(c.name, "not_allowed", {"choices": ", ".join(c.choices)}) for c in columns]
    assert found == expected


def test_every_reference_says_where_it_leads(full: Folder) -> None:
    found, expected = {}, {}
    for table in TABLES:
        columns = [column for column in table.columns if column.references]
        nobodies = {column.name: f"{'z' * number}_nobody" for number, column in enumerate(columns, 1)}
        found[table.name] = found_in_first_row(full, table, nobodies)
        expected[table.name] = [(c.name, "no_such_reference", leads_to(c)) for c in columns]
    assert found == expected


def leads_to(column: Column) -> dict[str, object]:
    """Where a reference is looked for, and the files a missing row may be added to."""
    tables = [table for table in TABLES if any(target.startswith(f"{table.name}.") for target in column.references)]
    named = ", ".join(table.file for table in tables or STATEMENT_TABLES)
    return {"targets": " / ".join(column.references), "files": named}


#: What an integer column is shown as an example of itself.
EXAMPLES = {"year": "2023", "month": "8", "day": "15"}


def example(column: Column) -> str:
    return EXAMPLES[column.name.removeprefix("until_")]


def test_every_number_refuses_words(full: Folder) -> None:
    found, expected = {}, {}
    for table in TABLES:
        columns = [column for column in table.columns if column.kind not in ("text", "slug")]
        found[table.name] = found_in_first_row(full, table, {column.name: "many" for column in columns})
        expected[table.name] = [
            (
                column.name,
                f"not_{column.kind}",
                {"column": column.name, **({"example": example(column)} if column.kind == "integer" else {})},
            )
            for column in columns
        ]
    assert found == expected


# Rows and files together


TWICE = [
    ("sides", "others", "id", "others"),
    ("milestones", "sora_demo_2024_02_07", "id", "sora_demo_2024_02_07"),
    ("exchange_rates", "CNY", "currency", "CNY, 2024, 3, 8"),
    ("conflicts", "my_ai_2023_04", "statement_a", "my_ai_2022, my_ai_2023_04"),
]


def test_rows_with_one_key_name_the_first(folder: Folder) -> None:
    for table, key, column, found in TWICE:
        before = folder.contents()[table]
        first, second, third = folder.row(table, key), folder.add(table, key, {}), folder.add(table, key, {})
        english = ("each key once", f"Row {first} has the same: rename or remove one.")
        chinese = ("每个标识只出现一次", f"第 {first} 行相同：改名或删除其一。")
        assert [told(problem) for problem in folder.problems()] == [
            Told(f"{table}.csv", row, column, "duplicate", found, english, chinese) for row in (second, third)
        ]
        folder.write(table, before)


def test_id_in_two_tables_names_the_first(folder: Folder) -> None:
    first = folder.row(*CAPCUT)
    row = folder.add(*VIP, {"id": CAPCUT[1]})
    english = ("an id no other statement has", f"users.csv, row {first} has it: rename one.")
    chinese = ("没有被别的陈述用过的 id", f"users.csv 第 {first} 行已用：请改名。")
    assert [told(problem) for problem in folder.problems()] == [
        Told("prices.csv", row, "id", "id_taken", CAPCUT[1], english, chinese)
    ]


def test_side_and_product_may_share_an_id(folder: Folder) -> None:
    folder.add("products", "capcut", {"id": "bytedance"})
    assert folder.problems() == []


def test_unreadable_file_is_told_alone(folder: Folder) -> None:
    """References into it are silent."""
    found = {}
    for table, before in folder.contents().items():
        folder.write(table, b"\xff")
        found[table] = [(problem.file, problem.code) for problem in folder.problems()]
        folder.write(table, before)
    assert found == {table.name: [(table.file, "not_utf8")] for table in TABLES}


def test_references_into_an_empty_table(folder: Folder) -> None:
    """They are silent where the table must have rows, and do not pass unnoticed where it need not."""
    found = {}
    tables = ("organizations", "products", "measures", "sources", "milestones")
    for table in ("sides", *tables):
        before = folder.contents()[table]
        folder.keep(table)
        found[table] = {(problem.file, problem.code) for problem in folder.problems()}
        folder.write(table, before)
    assert [table.name for table in TABLES if table.least_rows] == ["sides"]
    assert found["sides"] == {("sides.csv", "too_few_rows")}
    assert [table for table in tables if not found[table]] == []


def test_conflict_the_other_way_round(folder: Folder) -> None:
    first = folder.row("conflicts", "my_ai_2023_04")
    turned = {"statement_a": "my_ai_2022", "statement_b": "my_ai_2023_04"}
    row = folder.add("conflicts", "my_ai_2023_04", turned)
    problem = folder.problems()[0]
    assert (problem.row, problem.code, problem.found) == (row, "duplicate", "my_ai_2022, my_ai_2023_04")
    assert problem.details == {"first": first}


def test_rule_is_silent_about_a_refused_cell(folder: Folder) -> None:
    cells = {"value": "many", "qualifier": "at least", "year": "soon", "day": "5", "part": "late"}
    _, problems = spoiled(folder, *CAPCUT, cells)
    assert [(problem.column, problem.code) for problem in problems] == [
        ("value", "not_count"),
        ("year", "not_integer"),
    ]


def test_problems_are_in_file_and_row_order(folder: Folder) -> None:
    places = [
        ("conflicts.csv", folder.set("conflicts", "my_ai_2023_04", "severity", "fatal"), "severity"),
        ("users.csv", folder.set("users", "douyin_users", "metric", "fans"), "metric"),
        ("sides.csv", folder.set("sides", "others", "name", "a\x07b"), "name"),
        ("users.csv", folder.edit(*CAPCUT, {"rank": "best", "qualifier": "sure"}), "qualifier"),
        ("users.csv", folder.row(*CAPCUT), "rank"),
        ("milestones.csv", folder.set("milestones", "my_ai_2022", "product", "clippy"), "product"),
    ]
    order = [places[2], places[3], places[4], places[1], places[5], places[0]]
    assert [(problem.file, problem.row, problem.column) for problem in folder.problems()] == order


def test_files_rows_and_cells_are_in_one_order(folder: Folder) -> None:
    folder.file("products").unlink()
    folder.write("sides", files.SIDES.replace(",其他", "").replace("bytedance", ""))
    found = [(problem.file, problem.row, problem.code) for problem in folder.problems()]
    assert [place for place in found if place[0] in ("sides.csv", "products.csv")] == [
        ("sides.csv", 2, "required"),
        ("sides.csv", 4, "row_length"),
        ("products.csv", 0, "missing_file"),
    ]


def test_error_is_a_table_of_its_problems(folder: Folder) -> None:
    folder.edit(*CAPCUT, {"rank": "best"})
    folder.file("products").unlink()
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
        "文件": "products.csv",
        "行": "–",
        "列": "–",
        "实际": "–",
        "应为": "有这个文件",
        "修正方法": "把文件放回来；没有数据的表也要保留表头。",
    }


def test_statement_files_are_six() -> None:
    names = [table.name for table in STATEMENT_TABLES]
    assert names == ["users", "prices", "data_costs", "milestones", "gaps", "other_figures"]
    assert not BY_NAME["sources"].is_statement


def test_every_word_for_a_problem_is_shown() -> None:
    of_files = {problem.code for _, expected in files.CASES.values() for problem in expected}
    elsewhere = (test_encodings, test_ignored_files, test_legal_cells, test_spreadsheets, test_story_sheet)
    shown = of_files | {case.code for case in CASES} | OF_TWO_ROWS | uploads.CODES | {"sent_twice", "no_folder"}
    assert shown.union(*(module.CODES for module in elsewhere)) == codes.with_words()
