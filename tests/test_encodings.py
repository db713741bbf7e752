"""Text in another encoding is read rightly or refused, and text that another program destroyed is never drawn."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlag import paths
from leadlag.contract import BY_NAME, TABLES, Table
from leadlag.store import files
from leadlag.store.mojibake import damage
from leadlag.words import LANGUAGES
from tests.conftest import STORY, Folder

SETS = [paths.ROOT / "data", STORY, paths.ROOT / "tests" / "kling_veo"]
#: Codes of problems shown here.
CODES = {"lost_text", "misread"}


def tables_of(path: Path) -> list[Table]:
    """The tables of which a set has a file."""
    return [table for table in TABLES if (path / table.file).exists()]


def cells(table: str) -> list[tuple[str, str]]:
    """Every cell of a table of the story with its column."""
    text = (STORY / f"{table}.csv").read_text(encoding="utf-8-sig")
    return [cell for row in csv.DictReader(io.StringIO(text, newline="")) for cell in row.items() if cell[1]]


CHINESE = [text for table in TABLES for column, text in cells(table.name) if column.endswith("_zh")]


def misread(text: str, actual: str, taken: str) -> str:
    """The text as a program saves it that reads its bytes in another encoding; bytes that this lacks stay."""
    signs = (bytes([byte]) for byte in text.encode(actual))
    if taken.startswith("gb"):
        return text.encode(actual).decode(taken, errors="replace")
    return "".join(sign.decode(taken, errors="ignore") or chr(sign[0]) for sign in signs)


# Read wrongly and saved again

WAYS = [
    ("utf-8", "cp1252", "Windows-1252"),
    ("utf-8", "latin-1", "Windows-1252"),
    ("utf-8", "mac_roman", "Mac Roman"),
    ("utf-8", "gbk", "GBK"),
    ("gb18030", "cp1252", "Windows-1252"),
]


@pytest.mark.parametrize(("actual", "taken", "name"), WAYS)
def test_chinese_that_was_misread_is_refused(folder: Folder, actual: str, taken: str, name: str) -> None:
    rows = [{**row, "name_zh": misread(row["name_zh"], actual, taken)} for row in folder.rows("organizations")]
    spoiled = [at for at, row in enumerate(folder.rows("organizations"), start=2) if not row["name_zh"].isascii()]
    folder.save("organizations", rows)
    problems = folder.problems()
    told = {problem.row for problem in problems}
    assert {(problem.file, problem.column) for problem in problems} == {("organizations.csv", "name_zh")}
    assert told <= set(spoiled)
    assert len(told) >= 0.8 * len(spoiled)
    found = {(problem.details["actual"], problem.details["taken"]) for problem in problems if problem.code == "misread"}
    assert found == {(actual.upper(), name)}
    assert {problem.code for problem in problems} <= CODES


def test_a_misread_cell_says_what_it_was(folder: Folder) -> None:
    row = folder.set("products", "jianying", "name_zh", "å‰ªæ˜\u00a0")
    (problem,) = folder.problems()
    assert (problem.row, problem.column, problem.code, problem.found) == (row, "name_zh", "misread", "å‰ªæ˜")
    assert problem.expected("en") == "text as it was written"
    assert problem.fix("en") == (
        "A program read UTF-8 as Windows-1252 and saved it again: open the file it came from as UTF-8, and save it as "
        "“CSV UTF-8”."
    )
    folder.set("products", "jianying", "name_zh", "瀛楄妭")
    (problem,) = folder.problems()
    assert problem.fix("en").endswith("save it as “CSV UTF-8”. This cell was “字节”.")
    assert problem.fix("zh").endswith("请按 UTF-8 打开原来的文件，另存为“CSV UTF-8”。这一格原是“字节”。")


@pytest.mark.parametrize(
    ("written", "was"),
    [
        ("CafÃ©", "Café"),
        ("MÃ¼ller & SÃ¶hne", "Müller & Söhne"),
        ("donâ€™t", "don’t"),
        ("2æœˆåº•", "2月底"),
        ("1äº¿", "1亿"),
        ("鐢ㄦ埛", "用户"),
        ("×Ö½ÚÌø¶¯", "字节跳动"),
        ("锟斤拷锟斤拷", ""),
        ("字\ufffd跳动", ""),
    ],
)
def test_every_kind_of_wrong_reading(written: str, was: str) -> None:
    found = damage("claim", written)
    assert found is not None
    assert found[1].get("was", "") == was


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_whole_file_is_refused_cell_by_cell(folder: Folder, table: Table) -> None:
    """Saved once by a program that took it for Windows-1252: nearly every cell with Chinese is named."""
    name = table.name
    chinese = [text for _, text in cells(name) if any(sign > "\u4e00" for sign in text)]
    folder.write(name, misread(folder.file(name).read_text(encoding="utf-8"), "utf-8", "cp1252"))
    found = [problem for problem in folder.problems() if problem.code == "misread"]
    assert len(found) >= 0.95 * len(chinese)


# No false alarm

WESTERN = """naïve façade|São Paulo|NÃO|MAÇÃ|Zürich’s|Beyoncé’s|Pokémon™|Nestlé®|L’Oréal|«déjà vu»|Ångström|cœur
“Café”…|Café”…|„Ä“|Spaß”…|É”…|Ünïcödé|Łódź – Gdańsk|čeština šílená|Đặng Văn Lâm|Tiếng Việt|Ελληνικά|Привет, мир
日本語|カカオ|카카오톡|±5°C|5 µm ×2|€100 – £50|½ ¾|ÀÉÎÕÜ|CRÉÉE|ÉÉÈÈ
Æøåß|Þæóð|«Â»|Ñandú|žluťoučký kůň|Größe²|é²³|¿Qué?|¡Olé!|éèêë|àâäáãå|ÀÂÄÁÃÅ
字節跳動的剪映|臺灣|——|……|①②③|真的吗?是的|你是谁? 你在哪?|Why? Because.|https://a.b/?x=1&y=2|4.9亿?|C’est «ça»!"""
WORDS = [word for line in WESTERN.splitlines() for word in line.split("|")]


@pytest.mark.parametrize("word", WORDS)
def test_ordinary_text_is_no_damage(word: str) -> None:
    assert damage("claim", word) is None
    assert damage("claim_zh", word) is None


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_no_cell_of_good_data_is_damage(path: Path) -> None:
    for table in tables_of(path):
        raw = (path / table.file).read_bytes()
        for row in csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")):
            assert [damage(column, text.strip()) for column, text in row.items()] == [None] * len(row)


@given(st.data(), st.sampled_from(CHINESE))
def test_no_piece_of_chinese_is_damage(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + data.draw(st.integers(1, 9))].strip()
    assert damage("name_zh", piece) is None


#: Texts whose misreading is taken for none, and the encodings it went through.
NOT_FOUND = {
    ("字節跳動上線即夢AI,正式打響文生影片工具之戰", ("gb18030", "cp1252", "Windows-1252")),
    ("“几”按 2 到 9 理解。", ("utf-8", "mac_roman", "Mac Roman")),
}


def test_misread_chinese_is_found() -> None:
    """Every text of the story, misread in every way, but for two that are known."""
    misreadings = [(text, way) for text in CHINESE for way in WAYS if sum(sign > "\u4e00" for sign in text) > 3]
    assert len(misreadings) > 3000
    assert {one for one in misreadings if damage("claim", misread(one[0], *one[1][:2]).strip()) is None} == NOT_FOUND


# Question marks


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("name_zh", "????"),
        ("name_zh", "OpenAI ? Adobe"),
        ("name_zh", "VIP ??"),
        ("name_zh", "字?跳?"),
        ("claim_zh", "文章? CapCut 的月活?用? 2023 年在??以上。"),
        ("provider", "????"),
        ("as_written", "??"),
    ],
)
def test_question_marks_are_refused(column: str, text: str) -> None:
    assert damage(column, text) == ("lost_text", {"column": column})


@pytest.mark.parametrize("text", ["Really?", "4.9?", "who, when and where??", "?", "a?b", "Sora?!", "真的??"])
def test_other_question_marks_pass(text: str) -> None:
    assert damage("claim", text) is None


def test_a_column_of_question_marks_is_told(folder: Folder) -> None:
    ascii_only = {row["id"]: row["title_zh"].encode("ascii", "replace").decode() for row in folder.rows("sources")}
    rows = [{**row, "title_zh": ascii_only[row["id"]]} for row in folder.rows("sources")]
    spoiled = sum("?" in row["title_zh"] for row in rows)
    folder.save("sources", rows)
    problems = folder.problems()
    assert len(problems) >= 0.95 * spoiled
    assert {(problem.column, problem.code) for problem in problems} == {("title_zh", "lost_text")}
    assert problems[0].expected("zh") == "文字，而不是问号"
    assert problems[0].fix("en") == (
        "A program could not write these characters: open the file they came from as UTF-8 and save it as “CSV UTF-8”."
    )


# Encodings of whole files

SIDES = "id,name,name_zh\na,{}\nb,{}\n"
KOREAN = ["카카오,네이버", "삼성전자,쿠팡", "토스,라인", "캡컷,넥슨", "오픈AI는 소라를 공개했다고 밝혔다,바이트댄스"]
JAPANESE = ["カカオ,ソラ", "株式会社ネイバー,動画生成の利用者", "ｶﾅ,ソラ", "日本語のテキスト,サイド"]
TAIWANESE = ["字節跳動,剪映的用戶數達到四億九千萬", "影片生成,開放人工智慧與奧多比"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("codec", "texts", "name"),
    [("euc_kr", KOREAN, "EUC-KR"), ("shift_jis", JAPANESE, "Shift-JIS"), ("big5", TAIWANESE, "Big5")],
)
def test_another_encoding_is_named_and_not_read(codec: str, texts: list[str], name: str, lang: str) -> None:
    for text in texts:
        raw = SIDES.format(text, text).encode(codec)
        sheet, (problem,) = files.parse("sides.csv", raw, BY_NAME["sides"])
        assert sheet is None
        assert problem.code == "not_utf8"
        assert name in problem.fix("zh" if lang == "zh" else "en")


@given(
    st.lists(
        st.sampled_from(
            "가각간갈감강개거건걸검게격결경고곡공과관광교구국군권귀규균그극근금기길김나남낭내너년노논뉴능니다단달담답당대"
        ),
        min_size=1,
        max_size=40,
    )
)
def test_hangul_never_becomes_han(syllables: list[str]) -> None:
    raw = SIDES.format(f"A,{''.join(syllables)}", "B,B").encode("euc_kr")
    assert files.parse("sides.csv", raw, BY_NAME["sides"])[0] is None


KANA = [chr(code) for code in (*range(0x3041, 0x3094), *range(0x30A1, 0x30F7))]


@given(st.lists(st.sampled_from(KANA), min_size=1, max_size=40))
def test_kana_never_becomes_han(signs: list[str]) -> None:
    raw = SIDES.format(f"A,{''.join(signs)}", "B,B").encode("shift_jis")
    assert files.parse("sides.csv", raw, BY_NAME["sides"])[0] is None


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_every_good_file_is_read_from_gb18030(path: Path) -> None:
    for table in tables_of(path):
        raw = (path / table.file).read_bytes().decode("utf-8-sig").encode("gb18030")
        assert files.parse(table.file, raw, table)[1] == []
