"""Every word a reader sees that is not data, in both languages, under one key each.

The catalogues are `cards`, `charts`, `pages`, `problems`, `sharing` and `swapping`: key → (English, Chinese). Text from
CSVs never passes through here: it is looked up by id (`leadlag.figures.Names`).
"""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Literal, get_args

from leadlag.words import cards, charts, pages, problems, sharing, swapping

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

#: Where Chinese and a Latin word meet, or the words of two placeholders, a space belongs between them.
TOUCHING = re.compile(r"[A-Za-z][\u3400-\u9fff]|[\u3400-\u9fff][A-Za-z]")
RUN_TOGETHER = re.compile(r"[A-Za-z]{2}")

CATALOGUE: dict[str, tuple[str, str]] = {
    **cards.WORDS,
    **charts.WORDS,
    **pages.WORDS,
    **problems.WORDS,
    **sharing.WORDS,
    **swapping.WORDS,
}


def translate(lang: Language, key: str, **details: object) -> str:
    """One phrase, with its `{placeholders}` filled: `{count:row|rows}` is a count with its noun, `1 row`, `2 rows`. An
    unknown key is a bug and raises `KeyError`."""
    text = CATALOGUE[key][LANGUAGES.index(lang)]
    return _filled(text, details) if details else text


def labelled(lang: Language, label: str, text: str) -> str:
    """`CapCut: about 490M`, `CapCut：约4.9亿`."""
    return translate(lang, "labelled", label=label, text=text)


def enum_label(lang: Language, family: str, value: str) -> str:
    """The reader's word for a value of the data (`kind.launch`), or the value itself where there is none."""
    return translate(lang, f"{family}.{value}") if f"{family}.{value}" in CATALOGUE else value.replace("_", " ")


def reading(lang: Language, value: str, *, article: bool) -> str:
    """A reading as the reader chooses it: `As the article has it`, or `All statements` where there is no article."""
    return enum_label(lang, "reading" if article else "plain", value)


def _filled(text: str, details: Mapping[str, object]) -> str:
    """The placeholders filled, spaced where one touches the other script or the next: `谷歌 AI Ultra 每月$249.99`."""
    filled = ""
    for literal, field, forms in _parts(text):
        for part in (literal, _counted(details[field], forms) if field else ""):
            meeting = filled[-1:] + part[:1]
            apart = TOUCHING.fullmatch(meeting) or (not literal and RUN_TOGETHER.fullmatch(meeting))
            filled += f" {part}" if apart else part
    return filled


def _counted(value: object, forms: str) -> str:
    one, _, many = forms.partition("|")
    return f"{value} {one if str(value) == '1' else many}" if forms else str(value)


@cache
def _parts(text: str) -> tuple[tuple[str, str | None, str], ...]:
    return tuple((literal, field, forms or "") for literal, field, forms, _ in Formatter().parse(text))
