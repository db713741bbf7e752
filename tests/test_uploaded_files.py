"""Files as people send them: what is read and said, which table they are, zips, and the way there and back."""

import codecs
import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag.contract import BY_NAME, TABLES, Column, Table
from leadlag.errors import Problem
from leadlag.store import checked, files
from leadlag.store.checks import check
from leadlag.store.completion import complete
from leadlag.store.files import Sheet, zips
from leadlag.store.files.cell_cleaner import BLANKS, guard_formula, trimmed
from leadlag.store.files.sheet import RejectedError
from leadlag.store.mojibake import damage
from tests.cases.uploads import REFUSED, USERS, WHICH_TABLE, Words, no_table, workbook, zipped
from tests.conftest import STORY, examples
from tests.damage import DAMAGE

SIDES = "id,name,name_zh\nbytedance,ByteDance,字节跳动\nopenai_adobe,OpenAI & Adobe,OpenAI 与 Adobe\n"
SIDES_ROWS = [("bytedance", "ByteDance", "字节跳动"), ("openai_adobe", "OpenAI & Adobe", "OpenAI 与 Adobe")]
STORY_FILES = {table.file: (STORY / table.file).read_bytes() for table in TABLES}


def read(raw: bytes | str, table: str = "sides") -> tuple[Sheet, list[Problem]]:
    sheet, problems = files.parse(f"{table}.csv", raw.encode() if isinstance(raw, str) else raw, BY_NAME[table])
    assert sheet is not None
    return sheet, problems


def codes(raw: bytes) -> list[str]:
    """What keeps a file of sides from being read."""
    return [problem.code for problem in files.parse("sides.csv", raw, BY_NAME["sides"])[1]]


def typed(raw: bytes, table: str) -> object:
    sheet, problems = read(raw, table)
    assert problems == []
    return check([sheet])[0][table]


def said(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(notice.code, notice.says("en"), notice.says("zh")) for notice in sheet.notices]


def words(problem: object) -> Words:
    assert isinstance(problem, Problem)
    english, chinese = (problem.expected("en"), problem.fix("en")), (problem.expected("zh"), problem.fix("zh"))
    return problem.code, english, chinese


def read_as(name: str) -> tuple[str, str, str]:
    return "encoding", f"The file was read as {name}, not as UTF-8.", f"文件按 {name} 读取，不是 UTF-8。"


def marked(mark: str) -> tuple[str, str, str]:
    english = f"Its columns were separated at “{mark}”, not at commas."
    return "delimiter", english, f"列按“{mark}”分开，不是英文逗号。"


BLANK_COLUMNS = "Columns without a heading were left out: {}.", "没有读取没有列名的空列：{} 列。"
SPACES = (
    "Non-breaking or invisible spaces around cells were left out: {}.",
    "去掉了单元格首尾的不间断空格或不可见空格：{} 格。",
)
EXTRA = "These columns are not of the table; they stay in the file: {}.", "这些列不属于这张表，原样留在文件里：{}。"
ALIKE: dict[str, tuple[str | bytes, list[tuple[str, str, str]]]] = {
    "plain": (SIDES, []),
    "byte_order_mark": (codecs.BOM_UTF8 + SIDES.encode(), []),
    "gb18030": (SIDES.encode("gb18030"), [read_as("GB18030")]),
    "gbk": (SIDES.encode("gbk"), [read_as("GB18030")]),
    "utf16_le": (codecs.BOM_UTF16_LE + SIDES.encode("utf-16-le"), [read_as("UTF-16")]),
    "utf16_be": (codecs.BOM_UTF16_BE + SIDES.encode("utf-16-be"), [read_as("UTF-16")]),
    "semicolons": (SIDES.replace(",", ";"), [marked(";")]),
    "tabs": (SIDES.replace(",", "\t"), [marked("Tab")]),
    "chinese_commas": (SIDES.replace(",", "，"), [marked("，")]),
    "unicode_text_of_excel": (
        codecs.BOM_UTF16_LE + SIDES.replace(",", "\t").encode("utf-16-le"),
        [read_as("UTF-16"), marked("Tab")],
    ),
    "crlf": (SIDES.replace("\n", "\r\n"), []),
    "cr": (SIDES.replace("\n", "\r"), []),
    "empty_rows_and_columns_at_the_end": (
        SIDES.replace("\n", ",,\n") + ",,,,\n,,,,\n",
        [("blank_columns", BLANK_COLUMNS[0].format(2), BLANK_COLUMNS[1].format(2))],
    ),
    "empty_cells_at_the_end_of_rows": (SIDES.replace("跳动", "跳动,,").replace(" Adobe\n", " Adobe,\n"), []),
    "empty_column_between": (
        "id,,name,name_zh\nbytedance,,ByteDance,字节跳动\nopenai_adobe,\u3000,OpenAI & Adobe,OpenAI 与 Adobe\n",
        [
            ("blank_columns", BLANK_COLUMNS[0].format(1), BLANK_COLUMNS[1].format(1)),
            ("spaces", SPACES[0].format("1 cell"), SPACES[1].format(1)),
        ],
    ),
    "extra_columns": (
        "checked by,id,name,name_zh,Notes\nme,bytedance,ByteDance,字节跳动,\n"
        ",openai_adobe,OpenAI & Adobe,OpenAI 与 Adobe,x\nme,,,,\n",
        [("extra_columns", EXTRA[0].format("checked by, Notes"), EXTRA[1].format("checked by, Notes"))],
    ),
    "columns_of_a_repair": (
        "error,id,name,name_zh,suggestion\nx,bytedance,ByteDance,字节跳动,y\n"
        ",openai_adobe,OpenAI & Adobe,OpenAI 与 Adobe,\nx,,,,y\n",
        [],
    ),
    "spaces_that_are_not_seen": (
        SIDES.replace("ByteDance", "\u00a0ByteDance\u200b").replace("openai_adobe", "\ufeffopenai_adobe\u3000"),
        [("spaces", SPACES[0].format("2 cells"), SPACES[1].format(2))],
    ),
    "full_width": (
        SIDES.replace("openai_adobe", "ｏｐｅｎａｉ＿ａｄｏｂｅ"),
        [
            (
                "full_width",
                "Full-width characters were read as ordinary ones: 1 cell in id.",
                "全角字符按半角读取：id 中的 1 格。",
            )
        ],
    ),
    "quoted": (SIDES.replace("ByteDance", '"ByteDance"'), []),
}


def test_table_is_read_however_it_was_saved() -> None:
    """And what was read otherwise than written is said."""
    found = {name: (read(raw), notices) for name, (raw, notices) in ALIKE.items()}
    wrong = {
        name: (sheet.rows, problems, said(sheet))
        for name, ((sheet, problems), notices) in found.items()
        if [cells for _, cells in sheet.rows] != SIDES_ROWS or problems or said(sheet) != notices
    }
    assert wrong == {}


def test_signs_inside_a_text_are_kept() -> None:
    text = SIDES.replace("ByteDance", "Byte\u00a0Dance\u3000Ｂ，１")
    sheet, _ = read(text)
    assert sheet.rows[0][1][1] == "Byte\u00a0Dance\u3000Ｂ，１"
    assert sheet.notices == ()


def test_full_width_codes_are_read_as_ordinary() -> None:
    text = USERS.decode().replace(",490000000,,about,2023,8,", ",４９００００００0,,ａｂｏｕｔ,２０２３,８,")
    assert text != USERS.decode()
    assert typed(text.encode(), "users") == typed(USERS, "users")


def test_other_text_is_not_taken_for_gb18030() -> None:
    damaged = SIDES.encode().replace("动".encode(), "动".encode()[:2])
    _, problems = files.parse("sides.csv", damaged, BY_NAME["sides"])
    assert [(problem.row, problem.code) for problem in problems] == [(2, "not_utf8")]
    western = ("Müller,Über", "Résumés,Größe", "naïve café,x")
    raws = [f"id,name,name_zh\na,{text}\nb,B,C\n".encode("latin-1") for text in western]
    private = ("\ue5e5", "\x07", "\U000f0000")
    raws += [SIDES.replace("字节", f"字节{sign}").encode("gb18030") for sign in private]
    assert [raw for raw in raws if codes(raw) != ["not_utf8"]] == []


def test_workbook_is_named_whatever_its_name() -> None:
    for raw in (workbook(), bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99):
        (problem,) = files.parse("sides.csv", raw, BY_NAME["sides"])[1]
        assert problem.code == "excel"
        assert files.identify_table("sides.csv", raw) == problem


TWINS = (BY_NAME["sides"], BY_NAME["topics"])  # with the same columns, so that only the name tells which one it is


def test_table_is_known_by_its_header() -> None:
    for table in TABLES:
        name = f"{table.name} (3).csv" if table in TWINS else "export (3).csv"
        raw = STORY_FILES[table.file]
        more = raw.replace(b"\n", b",error,mine\n", 1)
        for content in (raw, more, raw.replace(b",", b";"), raw.decode().encode("utf-16"), files.template(table)):
            assert files.identify_table(name, content) is table


def test_tables_with_the_same_columns_need_a_name() -> None:
    problem = files.identify_table("export (3).csv", SIDES.encode())
    assert isinstance(problem, Problem)
    assert (problem.code, problem.details["files"]) == ("which_table", "sides.csv, topics.csv")


def test_some_columns_of_the_table_a_file_is_called_after() -> None:
    """Although they are all columns of another."""
    assert files.identify_table("products.csv", SIDES.encode()) is BY_NAME["products"]
    assert files.identify_table("organizations (2).csv", SIDES.encode()) is BY_NAME["organizations"]


def test_name_decides_between_tables_that_fit() -> None:
    both = b"id,name,name_zh,side,organization\n"
    assert files.identify_table("new products (2).csv", both) is BY_NAME["products"]
    assert files.identify_table("ORGANIZATIONS.CSV", both) is BY_NAME["organizations"]
    assert files.identify_table("prices.csv", USERS) is BY_NAME["users"]
    assert words(files.identify_table("new.csv", both)) == WHICH_TABLE


NEAREST = {
    ("x.csv", USERS.decode().splitlines()[0].replace("metric", "Metrik")): ("users.csv", "metric", "Metrik"),
    ("products.csv", "name,name_zh"): ("products.csv", "id, organization", "–"),
    ("x.csv", "name,name_zh,side"): ("organizations.csv", "id", "–"),
    ("x.csv", "currency,rate,year,month,day,source"): ("exchange_rates.csv", "units_per_usd", "rate"),
}


def test_nearest_table_is_named() -> None:
    for (name, header), nearest in NEAREST.items():
        problem = files.identify_table(name, f"{header}\n".encode())
        assert words(problem) == no_table(*nearest)
        assert isinstance(problem, Problem)
        assert problem.file == name


def test_file_without_any_known_column() -> None:
    problem = files.identify_table("users.csv", b"data.ai,490000000\n")
    assert isinstance(problem, Problem)
    assert (problem.code, problem.found) == ("no_table", "data.ai, 490000000")
    assert problem.fix("en").startswith("Its first row names no column of any table")
    assert problem.fix("zh") == "第一行没有任何表的列名：请在最上面加上表头，或不要上传这个文件。"


# Zips


def test_names_in_zips_lead_nowhere() -> None:
    members = [
        ("data/sides.csv", SIDES),
        ("../../up.csv", "a"),
        ("/etc/absolute.csv", "b"),
        ("..\\tables\\windows.CSV", "c"),
        ("__MACOSX/data/._sides.csv", "junk"),
        ("data/.hidden.csv", "junk"),
        ("data/", ""),
        ("data/README.md", "the codebook"),
    ]
    taken, problems, _ = files.unpack([("some/where/users.csv", USERS), ("all.zip", zipped(*members))])
    assert problems == []
    assert taken == [
        ("users.csv", USERS),
        ("sides.csv", SIDES.encode()),
        ("up.csv", b"a"),
        ("absolute.csv", b"b"),
        ("windows.CSV", b"c"),
    ]


def test_chinese_names_in_a_zip() -> None:
    raw = zipped(("xxxx.csv", "a")).replace(b"xxxx.csv", "数据.csv".encode("gb18030"))
    assert files.unpack([("a.zip", raw)]) == ([("数据.csv", b"a")], [], {})


def test_what_cannot_be_taken_is_named() -> None:
    found = {name: files.unpack([sent])[1] for name, (sent, _, _) in REFUSED.items()}
    told = {name: [(problem.file, words(problem)) for problem in problems] for name, problems in found.items()}
    assert told == {name: [(file, problem)] for name, (_, file, problem) in REFUSED.items()}


def test_files_sent_together_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "TOTAL_LIMIT", 1_000_000)
    sent = [("a.csv", b"0" * 600_000), ("b.csv", b"0" * 600_000), ("c.zip", zipped(("d.csv", b"0" * 300_000)))]
    taken, problems, _ = files.unpack(sent)
    assert [name for name, _ in taken] == ["a.csv", "d.csv"]
    assert [(problem.file, problem.code, problem.details["remedy"]) for problem in problems] == [
        ("b.csv", "too_large", "fewer")
    ]


@given(st.data())
@examples(50, 1000)
def test_damaged_zip_is_a_problem(data: st.DataObject) -> None:
    """Never an exception."""
    whole = zipped(("users.csv", USERS), ("b/sides.csv", SIDES))
    raw = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    taken, problems, _ = files.unpack([("a.zip", bytes(raw))])
    assert problems or len(taken) in (1, 2)
    assert all("/" not in name and "\\" not in name for name, _ in taken)


def test_archive_is_the_same_every_time() -> None:
    once, again = files.archive(STORY_FILES), files.archive(dict(reversed(STORY_FILES.items())))
    assert once == again
    assert sorted(files.unpack([("all.zip", once)])[0]) == sorted(STORY_FILES.items())


# There and back


def cells_for(column: Column) -> st.SearchStrategy[str | int | float | None]:
    """Values a column of the contract may hold."""
    if column.choices:
        return st.sampled_from(column.choices)
    if column.kind == "slug":
        return st.from_regex(r"[a-z0-9][a-z0-9_-]{0,9}", fullmatch=True)
    least, most = int(column.minimum or 0), int(column.maximum or 10**15 - 1)
    if column.kind in ("integer", "count"):
        return st.integers(least, most)
    if column.kind == "number":
        return st.decimals(least, min(most, 10**12), places=9).map(float)
    signs = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters="\n\r\t")
    formulas = st.from_regex(r"'{0,2}[=+@-][a-z0-9(\n,\";]{0,6}", fullmatch=True)
    texts = (st.text(signs, max_size=12) | formulas).map(lambda text: text.strip(BLANKS) or "x")
    return texts.filter(lambda text: damage("note_zh", text) is None)


@given(st.data(), st.sampled_from([table for table in TABLES if not table.least_rows]))
@examples(20, 1000)
def test_random_rows_come_back_from_a_file(data: st.DataObject, table: Table) -> None:
    row = st.tuples(
        *(cells_for(c) if c.required or c.made == "id" else st.none() | cells_for(c) for c in table.columns)
    )
    rows = data.draw(st.lists(row, max_size=4))
    raw = files.exported(table, rows)
    sheet, problems = read(raw, table.name)
    back, _ = check([sheet])
    assert problems == []
    assert back[table.name] == rows
    assert sheet.notices == ()


REWRITING: dict[str, Callable[[str], bytes]] = {
    "mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf16": lambda text: text.encode("utf-16"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "empty_rows": lambda text: (text + ",,,\n\n").encode(),
}


def test_story_comes_back_from_its_files() -> None:
    """Exported, and however a file of it is saved."""
    wrong = []
    for name, rows in checked(STORY).items():
        exported, text = files.exported(BY_NAME[name], rows), STORY_FILES[f"{name}.csv"].decode()
        assert exported.startswith(codecs.BOM_UTF8)
        ways = {"exported": exported, **{way: rewrite(text) for way, rewrite in REWRITING.items()}}
        wrong += [(name, way) for way, raw in ways.items() if typed(raw, name) != rows]
    assert wrong == []


def test_exported_numbers_are_plain() -> None:
    rate = ("CNY", 4.80, 2024, 1, 31, None)
    small = ("CNY", 0.000001, 2024, 1, 31, "x")
    great = ("CNY", 490_000_000.0, 2024, 1, 31, "x")
    lines = files.exported(BY_NAME["exchange_rates"], [rate, small, great]).decode("utf-8-sig").split("\r\n")
    assert lines[1:4] == ["CNY,4.8,2024,1,31,", "CNY,0.000001,2024,1,31,x", "CNY,490000000,2024,1,31,x"]


#: Cells, and what they are in a file.
FORMULAS = {
    "=1+1": "'=1+1",
    "+1": "'+1",
    "-x": "'-x",
    "-5": "-5",
    "-4.80": "-4.80",
    "@SUM(A1)": "'@SUM(A1)",
    "\tx": "'\tx",
    "\rx": "'\rx",
    "'=1": "''=1",
    "'quoted'": "'quoted'",
    "a=1": "a=1",
}


def test_no_cell_begins_a_formula() -> None:
    """And each comes back."""
    raw = files.exported(BY_NAME["sides"], [(f"row_{n}", cell, "甲") for n, cell in enumerate(FORMULAS)])
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row[1] for row in rows[1:]] == list(FORMULAS.values())
    assert [cells[1] for _, cells in read(raw)[0].rows] == list(FORMULAS)


@given(st.text(st.sampled_from("=+-@\t\r'x1."), min_size=1, max_size=8).filter(lambda text: not text[-1].isspace()))
def test_formula_guard_comes_off_exactly(text: str) -> None:
    in_file = guard_formula(text)
    assert in_file[0] not in "=+@\t\r"
    assert in_file[0] != "-" or float(in_file) <= 0
    assert trimmed(in_file) == text or not text.strip("\t\r")


def test_example_of_a_template_passes() -> None:
    """Every check of its own row."""
    for table in TABLES:
        raw = files.template(table)
        assert raw.startswith(codecs.BOM_UTF8)
        sheet, problems = read(raw, table.name)
        whole = complete({table.name: sheet}).sheets.values()
        assert len(sheet.rows) == 1
        assert {problem.code for problem in problems + check(list(whole))[1]} <= {"too_few_rows"}


# A rejected file goes back


def repaired(raw: bytes, table: str, lang: str = "en") -> list[list[str]]:
    sheet, problems = files.parse(f"{table}.csv", raw, BY_NAME[table])
    problems += check([sheet])[1] if sheet else []
    back = files.repair(BY_NAME[table], raw, problems, "zh" if lang == "zh" else "en")
    assert back.startswith(codecs.BOM_UTF8)
    return list(csv.reader(io.StringIO(back.decode("utf-8-sig"), newline="")))


BAD_ROW = ",ByteDance,\n\nOpenAI,=cmd(),OpenAI\n"


def test_rejected_file_says_what_to_mend() -> None:
    assert repaired(f"id;name;name_zh\n{BAD_ROW}".replace(",", ";").encode(), "sides") == [
        ["id", "name", "name_zh", "error", "suggestion"],
        ["", "ByteDance", "", "id: expected a value", "id: Fill in id."],
        ["", "", "", "", ""],
        [
            "OpenAI",
            "'=cmd()",
            "OpenAI",
            "id: expected lower-case letters, digits, _ and -",
            "id: Write openai.",
        ],
    ]
    assert repaired(f"id,name,name_zh\n{BAD_ROW}".encode("gb18030"), "sides", "zh")[1][3:] == [
        "id：应为有内容",
        "id：填写 id。",
    ]


def test_problems_of_a_row_are_joined() -> None:
    _, row = repaired(b"id,name,name_zh\nA B,a\x07,b\x07\n", "sides")[:2]
    errors = "expected at least 2 rows | id: expected lower-case letters, digits, _ and -"
    assert row[3] == f"{errors} | name: expected plain text | name_zh: expected plain text"
    assert row[4].count(" | ") == 3


#: Files, and the cells of their first row in the one that goes back.
WHOLE: dict[bytes, Sequence[str]] = {
    b"": ["", "", ""],
    workbook(): ["", "", ""],
    b"id,name,name_zh\n": ["", "", ""],
    b'id,name,name_zh\na,"open,b\n': ["a", "open,b", ""],
    b"name,name_zh\nA,B\n": ["A", "B"],
}


def test_problem_of_a_file_is_in_row_one() -> None:
    for raw, first_cells in WHOLE.items():
        rows = repaired(raw, "sides")
        assert rows[0][-2:] == ["error", "suggestion"]
        assert rows[1][:-2] == first_cells
        assert rows[1][-2].startswith(("expected ", "id: expected "))


def test_mended_file_can_be_sent_back() -> None:
    raw = USERS.decode().replace(",490000000,,about", ",4.9亿,,about").encode()
    sheet, _ = read(raw, "users")
    back = files.repair(BY_NAME["users"], raw, check([sheet])[1], "en")
    assert "Write 490000000." in back.decode()
    assert typed(back.decode().replace(",4.9亿,,about", ",490000000,,about").encode(), "users") == typed(USERS, "users")


def test_file_may_be_repaired_twice() -> None:
    first = files.repair(BY_NAME["sides"], SIDES.encode(), [], "en")
    assert files.repair(BY_NAME["sides"], first, [], "zh") == first
    assert typed(first, "sides") == typed(SIDES.encode(), "sides")


def test_irregular_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "sides.csv").symlink_to("/dev/zero")
    with pytest.raises(RejectedError) as refused:
        files.read_bytes(tmp_path / "sides.csv")
    assert refused.value.problem("sides.csv") == Problem("sides.csv", 0, "", "unreadable")


@given(st.data(), st.sampled_from(TABLES))
@examples(50, 1000)
def test_random_damage_is_reported_or_harmless(data: st.DataObject, table: Table) -> None:
    """Never an exception; problems, or rows whose export reads back as themselves; a repair can be read by anyone."""
    raw = bytearray(STORY_FILES[table.file][:3000])
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(raw)))
        raw[place : place + data.draw(st.integers(0, 3))] = data.draw(DAMAGE | st.binary(max_size=3))
    recognised = files.identify_table(table.file, bytes(raw))
    assert isinstance(recognised, Table | Problem)
    sheet, problems = files.parse(table.file, bytes(raw), table)
    assert sheet is not None or problems
    rows, found = check([sheet]) if sheet else ({}, [])
    assert all(each.expected(lang) and each.fix(lang) for each in problems + found for lang in ("en", "zh"))
    if not problems and not found:
        assert typed(files.exported(table, rows[table.name]), table.name) == rows[table.name]
    back = files.repair(table, bytes(raw), problems + found, "zh")
    rows_back = list(csv.reader(io.StringIO(back.decode("utf-8-sig"), newline="")))
    assert rows_back[0][-2:] == ["error", "suggestion"]
    assert {len(row) for row in rows_back} == {len(rows_back[0])}


@pytest.mark.parametrize("line", ["title,url\nA count,\n", "url,title\nhttps://example.org/a,\n"])
def test_source_without_an_id_is_a_row(line: str) -> None:
    columns = [column.name for column in BY_NAME["sources"].columns if column.name not in ("title", "url")]
    head, cells = line.splitlines()
    sheet, problems = read(f"{head},{','.join(columns)}\n{cells}{',' * len(columns)}\n", "sources")
    assert (len(sheet.rows), problems) == (1, [])
