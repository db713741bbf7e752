"""The catalogues: every language says each text, says the same as English, and is written as its language is."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from babel.messages.pofile import read_po

from leadlag import paths

CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Latin punctuation that touches a Chinese character.
LATIN_POINT = re.compile(r"[\u3400-\u9fff][,;:?!]|[,;:?!][\u3400-\u9fff]")
#: Where a space belongs between Chinese and a Latin word or a number.
TIGHT = re.compile(r"[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9%×][\u3400-\u9fff]")
#: A blank where Chinese has none: beside its own punctuation, or a placeholder, which is spaced as it is filled.
LOOSE = re.compile(r"[\u3400-\u9fff] {|} [\u3400-\u9fff]| [，。：；？！、（）《》“”]|[，。：；？！、（）《》“”] ")
#: A quotation mark or an apostrophe as a typewriter has it.
STRAIGHT = re.compile(r"['\"]")
#: Texts that are the same in both languages: a name, and words of the contract itself.
SAME = {"show.sql", "problem.order.expected"}
#: Texts in which Chinese needs no word of its own: order or a bracket says it.
WORDLESS = {"data_costs.bought", "prices.dated", "prices.label", "prices.offer", "value.money"}
#: English texts that show what Chinese in a cell looks like.
SHOWING_CHINESE = {"problem.not_count.fix"}


class Entry(NamedTuple):
    """One text of a catalogue: its key, its forms in English and in its own language, and where it stands."""

    key: str
    english: tuple[str, ...]
    translation: tuple[str, ...]
    fuzzy: bool
    file: str
    line: int

    def fault(self, what: str) -> str:
        return f"{self.file}:{self.line}: {self.key} {what}"


def entries(name: str, text: str) -> list[Entry]:
    """A catalogue as it is written; English is its own translation."""
    found = []
    for message in read_po(text.splitlines(keepends=True)):
        if message.id:
            english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            written = message.string or ""
            translation = (written,) if isinstance(written, str) else tuple(written)
            own = english if name.endswith("/en.po") and not any(translation) else translation
            place = name, message.lineno or 0
            found.append(Entry(message.context or "", english, own, message.fuzzy, *place))
    return found


def faults(entry: Entry) -> Iterator[str]:
    """What is wrong with one text, whichever language it is in."""
    both = (*entry.english, *entry.translation)
    if not entry.key:
        yield entry.fault("has no msgctxt, which is the key that code asks for")
    if not all(text.strip() for text in entry.translation):
        yield entry.fault("is not translated")
    elif entry.fuzzy:
        yield entry.fault("is fuzzy: its English changed")
    elif not entry.key.endswith("separator") and any(text != text.strip() for text in both):
        yield entry.fault("begins or ends with a space")
    elif any(placeholders(text) != placeholders(entry.english[-1]) for text in both):
        yield entry.fault(
            f"fills in {sorted({name for text in both for name in placeholders(text)})} in some forms only"
        )
    if any(STRAIGHT.search(text) for text in both):
        yield entry.fault("has a straight quotation mark or apostrophe")
    if entry.key not in SAME | WORDLESS | SHOWING_CHINESE and any(map(CHINESE.search, entry.english)):
        yield entry.fault("has Chinese in its English text")


def chinese_faults(entry: Entry) -> Iterator[str]:
    """What is wrong with one Chinese text."""
    chinese = "".join(entry.translation)
    if entry.key not in SAME | WORDLESS and _has_letters("".join(entry.english)) and not CHINESE.search(chinese):
        yield entry.fault("has no Chinese words")
    if found := LATIN_POINT.search(chinese):
        yield entry.fault(f"has Latin punctuation in its Chinese text: {found[0]}")
    elif any(TIGHT.search(re.sub(r"{\w+}", "·", text)) for text in entry.translation):
        yield entry.fault("has no space between Chinese and a Latin word or number")
    if found := LOOSE.search(chinese):
        yield entry.fault(f"has a space too many: {found[0]}")


def placeholders(text: str) -> set[str]:
    """The names of `{name}`."""
    return set(re.findall(r"{(\w*)}", text))


def differences(english: Iterable[Entry], others: Iterable[Entry]) -> Iterator[str]:
    """Texts that a catalogue lacks, has from another English text, has twice, or that English no longer has."""
    source = {entry.key: entry for entry in english}
    found: dict[str, Entry] = {}
    for entry in others:
        if entry.key in found:
            yield entry.fault(f"stands in line {found[entry.key].line}, too")
        found[entry.key] = entry
        if entry.key not in source:
            yield entry.fault("is in no English catalogue")
        elif entry.english != source[entry.key].english:
            yield entry.fault("translates another English text than en.po has")
    yield from (entry.fault("is not translated in every catalogue") for entry in english if entry.key not in found)


def catalogues() -> dict[str, list[Entry]]:
    files = {lang: paths.catalogue(lang) for lang in paths.LANGUAGES}
    return {
        lang: entries(file.relative_to(paths.ROOT).as_posix(), file.read_text(encoding="utf-8"))
        for lang, file in files.items()
    }


def failures() -> list[str]:
    found = catalogues()
    english = found[paths.SOURCE_LANGUAGE]
    return [
        *(fault for written in found.values() for entry in written for fault in faults(entry)),
        *(fault for entry in found.get("zh", ()) for fault in chinese_faults(entry)),
        *(fault for written in found.values() for fault in differences(english, written)),
    ]


def _has_letters(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"{\w+}", "", text)))
