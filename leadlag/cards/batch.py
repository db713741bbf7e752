"""Many pictures at once: which cards there are, which of them look different from an earlier set's, and their files."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from leadlag.cards.card_layout import SIZES, Size, plot
from leadlag.cards.glyphs import check_glyphs
from leadlag.cards.pages import Picture, pictures
from leadlag.cards.texts import metadata
from leadlag.charts import CHARTS
from leadlag.errors import OutputError
from leadlag.painters.png import png
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, Language

#: Called after each picture with how many are drawn, and how many there will be.
Progress = Callable[[int, int], None]
SCALE = 2  # px of a file for each of a card


@dataclass(frozen=True)
class CardSpec:
    """Which cards: every combination of these."""

    questions: Sequence[str] = CHARTS
    langs: Sequence[Language] = LANGUAGES
    readings: Sequence[Reading] = READINGS[:1]
    sizes: Sequence[Size] = SIZES[:1]
    darks: Sequence[bool] = (False,)


@dataclass(frozen=True)
class Card:
    """One picture and what it was asked for. `index` counts the cards of one question from 0."""

    picture: Picture
    question: str
    lang: Language
    reading: Reading
    dark: bool
    index: int
    snapshot: Snapshot

    @property
    def size(self) -> Size:
        return self.picture.size

    @property
    def file(self) -> str:
        reading = "" if self.reading == READINGS[0] else f"_{self.reading}"
        return f"{self.picture.name}{reading}{'_dark' if self.dark else ''}.png"

    @property
    def asked(self) -> tuple[object, ...]:
        """What makes it the same picture in another set of data."""
        return self.question, self.lang, self.reading, str(self.size), self.dark, self.index

    @cached_property
    def content(self) -> str:
        """All that is drawn but the fingerprint: what a reader can see to be different."""
        return self.picture.svg.replace(self.picture.fingerprint, "")

    def cells(self) -> dict[str, str]:
        """What the index says of it."""
        return {
            "file": self.file,
            "question": self.question,
            "lang": self.lang,
            "reading": self.reading,
            "size": str(self.size),
            "finding": self.picture.title,
            "alt": self.picture.alt,
            "address": self.picture.address,
            "fingerprint": self.picture.fingerprint,
        }


@dataclass(frozen=True)
class Change:
    """One card that looks different: as it was, as it is; None where there was or is none."""

    before: Card | None
    after: Card | None


def cards(snapshot: Snapshot, spec: CardSpec) -> list[Card]:
    """The cards in the order of the pages."""
    found: list[Card] = []
    for question, lang, reading, size, dark in product(
        spec.questions, spec.langs, spec.readings, spec.sizes, spec.darks
    ):
        read = snapshot.read_as(reading)
        for index, picture in enumerate(pictures(read, question, lang, size, dark=dark)):
            found.append(Card(picture, question, lang, reading, dark, index, read))
    return found


def changes(before: Sequence[Card], after: Sequence[Card]) -> list[Change]:
    """Cards that look different, new ones, and at last those that are no more."""
    old, new = {card.asked: card for card in before}, {card.asked: card for card in after}
    found = [
        Change(old.get(key), card) for key, card in new.items() if key not in old or old[key].content != card.content
    ]
    return found + [Change(card, None) for key, card in old.items() if key not in new]


def once(found: Sequence[Change]) -> list[Change]:
    """Without those that another reading shows just so: marks and texts of the plot are the same, before and after."""
    known: set[tuple[object, ...]] = set()
    kept = []
    for change in found:
        shown = change.after or change.before
        assert shown is not None
        question, lang, _, *rest = shown.asked
        seen = (
            question,
            lang,
            *rest,
            *(card and plot(card.picture.drawing) for card in (change.before, change.after)),
        )
        if seen not in known:
            kept.append(change)
        known.add(seen)
    return kept


def draw(files: Mapping[str, Card], folder: Path, progress: Progress) -> list[Path]:
    """Draw each card into the file of its name. Raises `OutputError`."""
    check_glyphs(text for card in files.values() for text in card.picture.drawing.texts)
    written = []
    jobs = [(card.picture.svg, SCALE, metadata(card.picture, card.question)) for card in files.values()]
    for count, (name, drawn) in enumerate(zip(files, _drawn(jobs), strict=True), start=1):
        written.append(write(folder / name, drawn))
        progress(count, len(files))
    return written


def _drawn(jobs: Sequence[tuple[str, float, dict[str, str]]]) -> Iterator[bytes]:
    """The pictures in their order; drawing holds no lock, so there are as many at once as there are cores."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(png, *zip(*jobs, strict=True))


def write(path: Path, content: bytes | str) -> Path:
    """A file, whole or not at all, in a folder that is made if need be. Raises `OutputError`."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content if isinstance(content, bytes) else content.encode())
        beside.replace(path)
    except OSError as error:
        raise OutputError("output", path=path, why=error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return path
