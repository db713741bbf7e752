"""Every word a reader sees that is not data, in both languages, under one key each.

The catalogues are `charts`, `pages`, `problems` and `swapping`: key → (English, Chinese). Text from CSVs never passes
through here; rows carry both languages, and `pick` chooses.
"""

from typing import Any, Literal, get_args

from leadlag.words import charts, pages, problems, swapping

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

CATALOGUE: dict[str, tuple[str, str]] = {**charts.WORDS, **pages.WORDS, **problems.WORDS, **swapping.WORDS}


def say(lang: Language, key: str, **details: object) -> str:
    """One phrase, with its `{placeholders}` filled. An unknown key is a bug and raises `KeyError`."""
    text = CATALOGUE[key][LANGUAGES.index(lang)]
    return text.format(**details) if details else text


def name(lang: Language, family: str, value: str) -> str:
    """The reader's word for a value of the data (`kind.launch`), or the value itself where there is none."""
    return say(lang, f"{family}.{value}") if f"{family}.{value}" in CATALOGUE else value.replace("_", " ")


def pick(row: Any, field: str, lang: Language) -> str:
    """A row's text in the reader's language: `title` or `title_zh`, whichever is theirs; the other if it is blank."""
    english, chinese = getattr(row, field), getattr(row, f"{field}_zh")
    return str((chinese or english or "") if lang == "zh" else (english or chinese or ""))
