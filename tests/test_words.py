"""Every word a reader sees exists in both languages, says the same in both, and is used somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from leadlag import formats, paths, tables
from leadlag.store import READINGS, Snapshot
from leadlag.words import (
    CATALOGUE,
    LANGUAGES,
    cards,
    charts,
    labelled,
    name,
    pages,
    pick,
    problems,
    reading,
    say,
    sharing,
    swapping,
)

CODE = [
    *(path for path in sorted((paths.ROOT / "leadlag").rglob("*.py")) if path.parent.name != "words"),
    paths.ROOT / "leadlag" / "words" / "__init__.py",
    *sorted(paths.PAGES.glob("*.py")),
    paths.ROOT / "app.py",
]
CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Families whose keys are made from an error's or a problem's code; tests/test_rules.py shows each of them.
BY_CODE = ("problem.", "error.")
#: Names, and words of the contract itself, that are the same in both languages.
SAME = {"app.name", "language.en", "show.sql", "date.months", "problem.order.expected"}
#: Texts in which Chinese needs no word of its own: order or a bracket says it.
WORDLESS = {"data_costs.bought", "headline.share", "prices.offer"}
#: English texts that show what Chinese in a cell looks like, or name a language in itself.
SHOWING_CHINESE = {"language.zh", "problem.not_count.fix"}


class Text(NamedTuple):
    """Rows with a text in both languages, as queries answer them."""

    title: str | None
    title_zh: str | None


class Key(NamedTuple):
    """A key as code writes it: a literal, or an f-string as a pattern; `where` is for the failure's message."""

    text: str
    literal: bool
    where: str

    def matches(self, key: str) -> bool:
        return key == self.text if self.literal else re.fullmatch(self.text, key) is not None


def written(node: ast.expr, where: str, tail: str = "") -> Iterator[Key]:
    """The keys an expression may be; `{…}` stands for one segment. A key that is only placeholders says nothing."""
    if isinstance(node, ast.IfExp):
        yield from (*written(node.body, where, tail), *written(node.orelse, where, tail))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield Key(re.escape(node.value) + tail if tail else node.value, not tail, where)
    elif isinstance(node, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in node.values]
        if any(isinstance(part, ast.Constant) and re.search("[a-z]", str(part.value)) for part in node.values):
            yield Key("".join(parts) + tail, False, where)


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def keys_said(path: Path) -> Iterator[Key]:
    """Keys given to `say(lang, key)`, `here.say(key)`, `aside(key)`; families given to `name(lang, family, value)`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        where, function = f"{path.name}:{node.lineno}", called(node)
        if function == "partial" and isinstance(node.args[0], ast.Name) and node.args[0].id == "name":
            yield from written(node.args[2], where, r"\..+")
        elif function == "name" and len(node.args) == 3:
            yield from written(node.args[1], where, r"\..+")
        elif function in ("say", "aside") and node.args:
            place = 1 if isinstance(node.func, ast.Name) and function == "say" else 0
            yield from written(node.args[place], where)


def strings(path: Path) -> set[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


SAID = [key for path in CODE for key in keys_said(path)]
STRINGS = {text for path in CODE for text in strings(path)}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w*)(?::[^}|]+\|[^}|]+)?}", text))


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_text_says_the_same_in_both_languages(key: str) -> None:
    english, chinese = CATALOGUE[key]
    assert english.strip()
    assert chinese.strip()
    assert key.endswith("separator") or (english.strip(), chinese.strip()) == (english, chinese)
    assert placeholders(english) == placeholders(chinese)


@pytest.mark.parametrize("key", sorted(CATALOGUE.keys() - SAME - WORDLESS))
def test_a_text_with_english_words_has_chinese_ones(key: str) -> None:
    english, chinese = (re.sub(r"{\w+}", "", text) for text in CATALOGUE[key])
    if re.search(r"[A-Za-z]{2}", english):
        assert CHINESE.search(chinese)
    assert key in SHOWING_CHINESE or not CHINESE.search(english)


@pytest.mark.parametrize("key", CATALOGUE)
def test_chinese_text_has_chinese_punctuation(key: str) -> None:
    assert not re.search(r"[\u3400-\u9fff][,;:?!]|[,;:?!][\u3400-\u9fff]", CATALOGUE[key][1])


def test_no_key_stands_in_two_catalogues() -> None:
    assert len(CATALOGUE) == sum(len(words.WORDS) for words in (cards, charts, pages, problems, sharing, swapping))


@pytest.mark.parametrize(
    "words", [cards, charts, pages, problems, sharing, swapping], ids=lambda module: module.__name__
)
def test_no_key_is_written_twice(words: object) -> None:
    """A dict keeps the last of two equal keys and says nothing."""
    tree = ast.parse(Path(str(getattr(words, "__file__", ""))).read_text(encoding="utf-8"))
    written_keys = [
        key.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert sorted(map(str, written_keys)) == sorted(map(str, set(written_keys)))


def test_code_says_something() -> None:
    """The scan below finds what it is meant to find."""
    assert len(SAID) > 100
    assert any(not key.literal for key in SAID)


@pytest.mark.parametrize("key", sorted(set(SAID)), ids=lambda key: f"{key.where}:{key.text}")
def test_every_key_in_code_has_words(key: Key) -> None:
    assert any(key.matches(known) for known in CATALOGUE), f"{key.where} says {key.text}, which has no words"


@pytest.mark.parametrize("text", sorted(text for text in STRINGS if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", text)))
def test_every_string_in_code_that_looks_like_a_key_is_one(text: str) -> None:
    families = {key.split(".")[0] for key in CATALOGUE}
    if text.split(".")[0] in families:
        assert text in CATALOGUE or any(key.startswith(f"{text}.") for key in CATALOGUE)


def used(key: str) -> bool:
    """By its name, through an f-string or family, or through a string it begins with (`overview.left` + `.size`)."""
    begun = any("." in text and key.startswith(f"{text}.") for text in STRINGS)
    return key in STRINGS or begun or any(said.matches(key) for said in SAID)


@pytest.mark.parametrize("key", [key for key in CATALOGUE if not key.startswith(BY_CODE)])
def test_every_text_is_used(key: str) -> None:
    assert used(key), f"nothing says {key}"


def choices() -> list[str]:
    """Keys made from what the contract allows in a cell."""
    units = {*tables.PRICE_UNITS, *tables.COST_UNITS}
    return [
        *(f"per.{unit}" for unit in sorted(units)),
        *(f"per.title.{unit}" for unit in sorted(units - {"currency_unit"})),
        *(f"prices.per.{unit}" for unit in tables.PRICE_UNITS if unit != "currency_unit"),
        *(f"data_costs.per.{unit}" for unit in tables.COST_UNITS),
        *(f"metric.{metric}{tail}" for metric in tables.METRICS for tail in ("", ".definition")),
        *(f"metric.unit.{metric}" for metric in tables.METRICS),
        *(f"unit.{unit}.{form}" for unit in tables.GAP_UNITS for form in ("one", "many")),
        *(f"date.{precision}.{part}" for precision in ("month", "year") for part in tables.PARTS),
        *(f"date.{precision}" for precision in ("day", "month", "year")),
        *(f"table.{table.name}" for table in tables.STATEMENT_TABLES),
        *(f"language.{lang}" for lang in LANGUAGES),
        *(f"{family}.{path.stem}" for family in ("menu", "page") for path in sorted(paths.PAGES.glob("*.py"))),
    ]


@pytest.mark.parametrize("key", choices())
def test_every_choice_of_the_contract_has_words(key: str) -> None:
    assert key in CATALOGUE


def test_every_kind_material_and_sum_of_the_shipped_data_has_words(snapshot: Snapshot) -> None:
    families = {
        "kind": "SELECT DISTINCT kind FROM milestones",
        "material": "SELECT DISTINCT material FROM data_costs",
        "dimension": "SELECT DISTINCT dimension FROM contenders",
        "sum": "SELECT DISTINCT rule FROM derived WHERE currency IS NOT NULL",
    }
    missing = [f"{family}.{value}" for family, sql in families.items() for (value,) in snapshot.rows(sql)[1]]
    assert [key for key in missing if key not in CATALOGUE] == []


def test_every_dimension_of_the_scoreboard_has_words() -> None:
    sql = (paths.QUERIES / "overview.sql").read_text(encoding="utf-8")
    dimensions = set(re.findall(r"'(\w+)'(?: AS dimension)?, '(?:size|time)'", sql)) - {"lag"}
    assert len(dimensions) == 5
    assert [d for d in dimensions for f in ("dimension", "overview.silent") if f"{f}.{d}" not in CATALOGUE] == []


def test_an_unknown_key_is_a_bug() -> None:
    with pytest.raises(KeyError):
        say("en", "no.such.key")


def test_text_from_data_is_filled_in_and_never_read_as_a_placeholder() -> None:
    assert labelled("en", "{text}", "{0}") == "{text}: {0}"


def test_a_value_without_words_is_shown_as_it_is_written() -> None:
    assert (name("en", "kind", "launch"), name("zh", "kind", "launch")) == ("Launch", "发布")
    assert name("zh", "kind", "price_war") == "price war"


@pytest.mark.parametrize(
    ("row", "english", "chinese"),
    [
        (Text("Sora", "索拉"), "Sora", "索拉"),
        (Text("Sora", ""), "Sora", "Sora"),
        (Text("Sora", None), "Sora", "Sora"),
        (Text(None, "索拉"), "索拉", "索拉"),
        (Text(None, None), "", ""),
    ],
)
def test_a_text_is_the_readers_or_else_the_other_language_s(row: Text, english: str, chinese: str) -> None:
    assert (pick(row, "title", "en"), pick(row, "title", "zh")) == (english, chinese)


def test_months_are_twelve_words_in_english_and_numbers_in_chinese() -> None:
    assert len(say("en", "date.months").split()) == 12
    assert formats.when(2024, 12, 31, None, "en") == "31 Dec 2024"


@pytest.mark.parametrize(
    ("product", "text"),
    [
        ("谷歌 AI Ultra", "谷歌 AI Ultra 每月$249.99"),
        ("可灵", "可灵每月$249.99"),
        ("Gen-3", "Gen-3每月$249.99"),
        ("", "每月$249.99"),
    ],
)
def test_a_latin_word_beside_chinese_has_a_space(product: str, text: str) -> None:
    assert say("zh", "prices.offer", product=product, per="每月", amount="$249.99") == text


def test_text_from_data_keeps_its_own_spacing() -> None:
    assert labelled("zh", "CapCut接入", "2024年AI") == "CapCut接入：2024年AI"


@pytest.mark.parametrize("article", [True, False])
def test_a_reading_is_named_after_the_article_only_where_there_is_one(article: bool) -> None:
    names = [reading(lang, value, article=article) for lang in LANGUAGES for value in READINGS]
    assert any("article" in name or "文章" in name for name in names) == article
