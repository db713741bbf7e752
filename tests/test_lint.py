"""The lint finds what it is meant to find: a fault planted in a text, and something to read in the repository."""

import pytest

from tests.lint import choices, codes, keys, pages, queries, texts, words

PAGE = '"""How far behind?"""\n'
KNOWN = {"chart.gaps": ("Gaps", "差距"), "kind.launch": ("Launch", "发布")}


@pytest.mark.parametrize(
    ("english", "chinese", "told"),
    [
        ("Gaps", "", ["has no text in one language", "has no Chinese words"]),
        ("Gaps ", "差距", ["begins or ends with a space"]),
        ("{lag} behind", "落后", ["fills in ['lag'] in English, [] in Chinese"]),
        ("Gaps", "差距: 一周", ["has Latin punctuation in its Chinese text: 距:"]),
        ("{count:gap|gaps}", "{count}个差距", []),
    ],
)
def test_a_text_differs_from_its_translation(english: str, chinese: str, told: list[str]) -> None:
    (entry,) = words.entries("words.py", f'W = {{\n    "gaps": ({english!r}, {chinese!r})\n}}')
    assert list(words.faults(entry)) == [f"words.py:2: gaps {what}" for what in told]


def test_a_key_stands_in_two_catalogues() -> None:
    written = [entry for file in ("a.py", "b.py") for entry in words.entries(file, '{"gaps": ("Gaps", "差距")}')]
    assert list(words.twice(written)) == ["b.py:1: gaps stands at a.py:1, too"]


def test_a_key_has_no_words_or_no_use() -> None:
    source = 'translate(lang, "chart.gap")\nenum_label(lang, "kind", value)\nkey = "chart.lag"\nraise SwapError("late")'
    said, literals = list(keys.said("a.py", source)), list(keys.strings("a.py", source))
    assert list(keys.unknown(said, KNOWN)) == [
        "a.py:1: says chart.gap, which has no words",
        "a.py:4: says error.late, which has no words",
    ]
    assert sorted(keys.lookalikes(literals, KNOWN)) == [
        "a.py:1: “chart.gap” looks like a key and has no words",
        "a.py:3: “chart.lag” looks like a key and has no words",
    ]
    assert list(keys.unused(KNOWN, said, {key.text for key in literals})) == ["chart.gaps: nothing says it"]


def test_a_code_or_a_choice_has_no_words() -> None:
    written = codes.written('Problem(file, 1, "id", "taken" if row else "gone")\nraise RejectedError("late")')
    assert [told.split(", ")[0] for told in codes.faults(written, {"taken", "late"})] == [
        "leadlag/store: writes the code gone"
    ]
    assert list(codes.faults(set(), {"late"})) == ["problem.late: the store never writes this code"]
    assert list(choices.missing(["kind.launch", "kind.war"], KNOWN)) == ["kind.war: a choice without words"]


def test_faults_of_a_sql_file() -> None:
    assert list(queries.faults("queries/a.sql", "SELECT name_zh, 'note' -- claim\nFROM users")) == [
        "queries/a.sql: holds a text of one language: name_zh",
        "queries/a.sql: a question that does not end by ordering its rows",
    ]
    for found in ("name_zh", "claim", "id LIKE", "3 - side_rank", "side_rank <=", "$currency"):
        assert len(list(queries.faults("queries/a.sql", f"SELECT {found} FROM users ORDER BY id"))) == 1
    view = "SELECT id\n" * 81 + "FROM users ORDER BY id"
    assert len(list(queries.faults("queries/model/a.sql", view))) == 2
    assert list(queries.faults("queries/model/a.sql", f"SELECT {'a' * 113}")) == []
    assert list(queries.faults("queries/model/a.sql", f"SELECT id\nAS {'a' * 118}")) == [
        "queries/model/a.sql:2: has 121 characters, at most 120"
    ]


def test_a_page_holds_more_than_a_table_of_contents() -> None:
    source = PAGE + "LAYOUT = {'layout': '#FF0000'}\ndef show() -> None:\n    ui.translate('Far behind')\n"
    told = ["holds a colour", "holds layout", "holds a function", "holds a sentence: Far behind"]
    assert [fault.split(": ", 1)[1] for fault in pages.faults("pages/a.py", source)] == told
    assert [*pages.faults("pages/a.py", PAGE), *pages.libraries("app.py", "import ast\nimport streamlit.web")] == []
    assert list(pages.libraries("app.py", "import duckdb")) == ["app.py: imports duckdb"]


def test_a_text_names_a_machine_or_an_address() -> None:
    home = "/".join(("", "home", ""))
    assert list(texts.machines("a.md", f"one\n{home}")) == [f"a.md:2: names a folder of a machine, {home}"]
    assert len(list(texts.addresses("requirements.lock", "duckdb @ https://example.org/duckdb.whl"))) == 1


def test_there_is_something_to_read() -> None:
    said = [key for module in keys.code() for key in keys.said(*module)]
    assert len(said) > 100
    assert not all(key.literal for key in said)
    assert min(len(codes.with_words()), len(choices.of_the_contract()), len(texts.files())) > 50
