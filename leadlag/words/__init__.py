"""Every word a reader sees that is not data: one gettext catalogue a language, `leadlag/words/<language>.po`.

`msgctxt` is the key that code asks for, `msgid` the English text and `msgstr` its translation; `en.po` translates
nothing, it is what translations start from. What a language does not translate, or marks as fuzzy, is said in English.
Which files there are decides which languages there are. Text from CSVs never passes through here: it is looked up by id
(`leadlag.names.Names`).
"""

import gettext
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from string import Formatter
from typing import NamedTuple

from babel import Locale
from babel.messages.pofile import read_po

from leadlag import paths

#: A language as its file is named: `en`, `zh`.
Language = str
SOURCE_LANGUAGE, LANGUAGES = paths.SOURCE_LANGUAGE, paths.LANGUAGES

#: Between Chinese and a Latin word, a number, an amount or a path there is a space.
CHINESE = r"[\u3400-\u9fff]"
TOUCHING = re.compile(rf"(?<={CHINESE})(?=[A-Za-z0-9(/~#+¥$€£≥≤≈−§-])|(?<=[A-Za-z0-9)/.%×])(?={CHINESE})")
#: Words and numbers of two placeholders with nothing between them get a space, too.
RUN_TOGETHER = re.compile(r"[A-Za-z0-9]{2}")
#: Stands for an amount that is no number, as `4 to 6`, where a language asks which plural it takes.
MANY = 100


class Text(NamedTuple):
    """One text in all its plural forms, and which of them a count takes."""

    forms: tuple[str, ...]
    plural: Callable[[int], int]

    def form(self, count: object) -> str:
        if len(self.forms) == 1:
            return self.forms[0]
        return self.forms[self.plural(int(str(count)) if str(count).isdigit() else MANY)]


class Catalogue(NamedTuple):
    """What one file says, by key."""

    locale: Locale
    texts: Mapping[str, Text]


def translate(lang: Language, key: str, **details: object) -> str:
    """One text with its `{placeholders}` filled; `count` chooses the plural. An unknown key is a bug: `KeyError`."""
    found = _catalogue(lang).texts.get(key) or _catalogue(SOURCE_LANGUAGE).texts[key]
    text = found.form(details.get("count"))
    return _filled(text, details) if details else text


def text_keys() -> Collection[str]:
    """Every key there is a text for."""
    return _catalogue(SOURCE_LANGUAGE).texts.keys()


def spaced(text: str) -> str:
    """Text that holds no data with the spaces that belong between Chinese and numbers: `4.9 亿`, `2024 年 2 月`."""
    return TOUCHING.sub(" ", text)


def labelled(lang: Language, label: str, text: str) -> str:
    """`CapCut: about 490M`, `CapCut：约4.9亿`."""
    return translate(lang, "labelled", label=label, text=text)


def enum_label(lang: Language, family: str, value: str) -> str:
    """The reader's word for a value of the data (`kind.launch`), or the value itself where there is none."""
    return translate(lang, f"{family}.{value}") if f"{family}.{value}" in text_keys() else value.replace("_", " ")


def reading(lang: Language, value: str, *, article: bool) -> str:
    """A reading as the reader chooses it: `The article`, or `All statements` where there is no article."""
    return enum_label(lang, "reading" if article else "plain", value)


def locale(lang: Language) -> Locale:
    """How numbers, dates and plurals are written: what the `Language` of a catalogue's header names."""
    return _catalogue(lang).locale


def language_name(lang: Language) -> str:
    """What a language calls itself: `English`, `中文`."""
    name = locale(lang).get_language_name(lang) or lang
    return name[:1].upper() + name[1:]


def language_tag(lang: Language) -> str:
    """A language as HTML names it: `en`, `zh-CN`."""
    found = locale(lang)
    return "-".join(part for part in (found.language, found.territory) if part)


@cache
def _catalogue(lang: Language) -> Catalogue:
    """English stands in, with its own plurals, for what a file does not translate."""
    with paths.catalogue(lang).open("rb") as file:
        read = read_po(file)
    english, own = gettext.c2py("n != 1"), gettext.c2py(read.plural_expr)
    texts = {}
    for message in read:
        source, translation = _forms(message.id), _forms(message.string)
        is_translated = all(translation) and not message.fuzzy
        texts[message.context or ""] = Text(translation, own) if is_translated else Text(source, english)
    return Catalogue(read.locale or Locale.parse(lang), texts)


def _forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


def _filled(text: str, details: Mapping[str, object]) -> str:
    """The placeholders filled, spaced where one touches the other script or the next: `谷歌 AI Ultra 每月 $249.99`."""
    filled = ""
    for literal, field in _parts(text):
        for part in (literal, str(details[field]) if field else ""):
            meeting = filled[-1:] + part[:1]
            apart = TOUCHING.search(meeting) or (not literal and RUN_TOGETHER.fullmatch(meeting))
            filled += f" {part}" if apart else part
    return filled


@cache
def _parts(text: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, field) for literal, field, _, _ in Formatter().parse(text))
