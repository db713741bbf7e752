"""The lint finds what it is meant to find: a fault planted in a text, and something to read in the repository."""

import pytest

from tests.lint import choices, codes, keys, output, pages, queries, styles, texts, words

PAGE = '"""How far behind?"""\n'
KNOWN = {"chart.gaps": ("Gaps", "差距"), "kind.launch": ("Launch", "发布")}


PO = 'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'


def written(english: str, chinese: str, flag: str = "") -> list[words.Entry]:
    return words.entries("zh.po", f'{PO}{flag}msgctxt "gaps"\nmsgid "{english}"\nmsgstr "{chinese}"\n')


@pytest.mark.parametrize(
    ("english", "chinese", "found"),
    [
        ("Gaps", "", ["is not translated", "has no Chinese words"]),
        ("Gaps ", "差距", ["begins or ends with a space"]),
        ("{lag} behind", "落后", ["fills in ['lag'] in some forms only"]),
        ("Gaps", "差距: 一周", ["has Latin punctuation in its Chinese text: 距:"]),
        ("{count} gaps", "{count}个差距", []),
        ("10 gaps", "10个差距", ["has no space between Chinese and a Latin word or number"]),
        ("{count} gaps", "{count} 个差距", ["has a space too many: } 个"]),
        ("Gap “{name}”", "差距 “{name}”", ["has a space too many:  “"]),
    ],
)
def test_a_text_differs_from_its_translation(english: str, chinese: str, found: list[str]) -> None:
    (entry,) = written(english, chinese)
    faults = [*words.faults(entry), *words.chinese_faults(entry)]
    assert faults == [f"zh.po:7: gaps {what}" for what in found]


def test_a_translation_is_of_another_text() -> None:
    english, changed = written("Gaps", "差距"), written("Lags", "差距", "#, fuzzy\n")
    assert list(words.faults(changed[0])) == ["zh.po:8: gaps is fuzzy: its English changed"]
    assert list(words.differences(english, changed)) == ["zh.po:8: gaps translates another English text than en.po has"]
    assert list(words.differences(english, [])) == ["zh.po:7: gaps is not translated in every catalogue"]
    assert list(words.differences([], english)) == ["zh.po:7: gaps is in no English catalogue"]


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


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("st.html(text)", "HTML is written by write_html"),
        ("column.html(text)", "HTML is written by write_html"),
        (
            "st.markdown(escape_markdown(text), unsafe_allow_html=True)",
            "HTML in Markdown is written by write_picture",
        ),
        ("column.write(text, unsafe_allow_html=True)", "HTML in Markdown is written by write_picture"),
        ("st.error(error.says(lang))", "what st.error says is not escape_markdown(…)"),
        ("def f(): label = name; st.button(label)", "what st.button says is not escape_markdown(…)"),
        ("st.pills(escape_markdown(label), kinds)", "the options of st.pills are not labels(…)"),
        ("st.button(escape_markdown(label), help=why)", "the help of st.button is not escape_markdown(…)"),
    ],
)
def test_text_reaches_streamlit_as_it_is(source: str, fault: str) -> None:
    assert list(output.faults("a.py", source)) == [f"a.py:1: {fault}"]


def test_escaped_text_reaches_streamlit() -> None:
    source = "def f(): label = escape_markdown(name); st.pills(label, kinds, format_func=labels(str))"
    assert list(output.faults("a.py", source)) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("p { color: #1b1d21; }", "a colour"),
        ("p { background: white; }", "a colour"),
        ('CLEAR = "rgba(0,0,0,0)"', "a colour"),
        ("p { font-family: Arial, serif; }", "a font"),
        ('"family": "Noto Sans SC"', "a font"),
        ("p { font-size: 0.9rem; }", "a size of type"),
        ("p { font: 600 16px/1.5 var(--sans); }", "a size of type"),
        ('"font": {"size": 12}', "a size of type"),
        ("canvas.label(text, y, size=13)", "a size of type"),
    ],
)
def test_a_style_is_named_elsewhere(line: str, what: str) -> None:
    assert list(styles.literals("a.css", line)) == [f"a.css:1: names {what}"]


def test_a_configured_style_differs() -> None:
    config = styles.configured()
    (told,) = styles.differing({**config, "light": {**config["light"], "textColor": "#000000"}})
    assert told.startswith(".streamlit/config.toml: light.textColor is #000000, in leadlag/theme.py #")
    assert len(list(styles.differing({**config, "codeFont": "Arial"}))) == 1


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
