"""The catalogue: a text stands in both languages, says the same in both, and is written as its language is."""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tests.lint import sources

CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Latin punctuation that touches a Chinese character.
LATIN_POINT = re.compile(r"[\u3400-\u9fff][,;:?!]|[,;:?!][\u3400-\u9fff]")
#: A quotation mark or an apostrophe as a typewriter has it.
STRAIGHT = re.compile(r"['\"]")
#: Texts that are the same in both languages: a name, and words of the contract itself.
SAME = {"language.en", "show.sql", "date.months", "problem.order.expected"}
#: Texts in which Chinese needs no word of its own: order or a bracket says it.
WORDLESS = {"data_costs.bought", "headline.share", "prices.dated", "prices.label", "prices.offer"}
#: English texts that show what Chinese in a cell looks like, or name a language in itself.
SHOWING_CHINESE = {"language.zh", "problem.not_count.fix"}


class Entry(NamedTuple):
    """One key of a catalogue with its texts; `place` is `leadlag/words/charts.py:12`."""

    key: str
    english: str
    chinese: str
    place: str

    def told(self, what: str) -> str:
        return f"{self.place}: {self.key} {what}"


def entries(name: str, source: str) -> Iterator[Entry]:
    """A catalogue as it is written, with what a dict no longer tells: the line of each key."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Dict):
            for key, texts in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant):
                    english, chinese = ast.literal_eval(texts)
                    yield Entry(str(key.value), english, chinese, f"{name}:{key.lineno}")


def faults(entry: Entry) -> Iterator[str]:
    """What is wrong with one text."""
    english, chinese = entry.english, entry.chinese
    if not english.strip() or not chinese.strip():
        yield entry.told("has no text in one language")
    if not entry.key.endswith("separator") and (english, chinese) != (english.strip(), chinese.strip()):
        yield entry.told("begins or ends with a space")
    if placeholders(english) != placeholders(chinese):
        yield entry.told(f"fills in {placeholders(english)} in English, {placeholders(chinese)} in Chinese")
    if entry.key not in SAME | WORDLESS and _has_letters(english) and not CHINESE.search(chinese):
        yield entry.told("has no Chinese words")
    if entry.key not in SAME | WORDLESS | SHOWING_CHINESE and CHINESE.search(english):
        yield entry.told("has Chinese in its English text")
    if STRAIGHT.search(english + chinese):
        yield entry.told("has a straight quotation mark or apostrophe")
    if found := LATIN_POINT.search(chinese):
        yield entry.told(f"has Latin punctuation in its Chinese text: {found[0]}")


def placeholders(text: str) -> list[str]:
    """The names of `{name}` and of a count with its noun, `{count:row|rows}`."""
    return sorted(set(re.findall(r"{(\w*)", text)))


def twice(written: Iterable[Entry]) -> Iterator[str]:
    """Keys of one catalogue that another has, too: the later one would win in silence."""
    first: dict[str, Entry] = {}
    for entry in written:
        other = first.setdefault(entry.key, entry)
        if other.place.split(":")[0] != entry.place.split(":")[0]:
            yield entry.told(f"stands at {other.place}, too")


def failures() -> list[str]:
    written = [entry for source in sources.named(sources.WORDS.glob("*.py")) for entry in entries(*source)]
    return [*(fault for entry in written for fault in faults(entry)), *twice(written)]


def _has_letters(text: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"{\w+}", "", text)))
