"""Contact sheets: all pictures of a folder at a glance, or before and after, as a page and as one picture."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from leadlag import captions, charts, theme
from leadlag.cards.batch import Card, Change
from leadlag.cards.document import document, render
from leadlag.drawing import Drawing, Item, Part, Run, Text
from leadlag.markup import SLOT, anchor, fill
from leadlag.painters.png import png
from leadlag.painters.svg import svg
from leadlag.store.files.csv_writer import to_csv
from leadlag.words import Language, labelled, translate

COLUMNS = 6  # pictures beside each other, on a sheet of all of them
THUMB, AIR, CAPTION = 360, 20, 22  # px
NOTHING = "–"

Row = Sequence[str | None]
"""Names of files that stand beside each other; None where there is no picture."""


@dataclass(frozen=True)
class Figure:
    """A picture on a page: its card, its file, and links to the documents behind it."""

    card: Card
    file: str
    sources: Markup


Side = tuple[str, Figure | None, str]
"""Before or after: its heading, its picture, and what is said where there is none."""


def page(cards: Sequence[Card], lang: Language) -> str:
    """All pictures with what they say in words, and links to the documents behind them."""
    title = translate(lang, "cards.title", count=len(cards))
    figures = [_figure(card, card.file, lang) for card in cards]
    return document(title, render("sheet", title=title, figures=figures), lang, wide=True)


def as_csv(cards: Sequence[Card]) -> bytes:
    """What each picture shows, for a spreadsheet."""
    cells = [card.cells() for card in cards]
    return to_csv([list(cells[0]), *(row.values() for row in cells)]) if cells else b""


def as_json(cards: Sequence[Card]) -> str:
    """The same for a program."""
    return json.dumps([card.cells() for card in cards], ensure_ascii=False, indent=2) + "\n"


def changes_page(files: Mapping[str, Card], changes: Sequence[Change], fingerprint: str, lang: Language) -> str:
    """Both pictures of each card that looks different, beside each other."""
    title = translate(lang, "cards.changes.title", fingerprint=fingerprint)
    names = {id(card): name for name, card in files.items()}
    pairs = [_pair(change, names, lang) for change in changes]
    return document(title, render("changes", title=title, pairs=pairs), lang, wide=True)


def rows(cards: Sequence[Card]) -> list[Row]:
    """The files of a contact sheet, a few in a row."""
    names = [card.file for card in cards]
    return [names[start : start + COLUMNS] for start in range(0, len(names), COLUMNS)]


def pairs(files: Mapping[str, Card], changes: Sequence[Change]) -> list[Row]:
    """The files of a sheet of changes: before and after."""
    names = {id(card): name for name, card in files.items()}
    return [[names.get(id(change.before)), names.get(id(change.after))] for change in changes]


def picture(rows: Sequence[Row], files: Mapping[str, Card]) -> bytes:
    """The cards of each row beside each other, with the names of their files, as one PNG."""
    items: list[Item] = []
    width, top = max(map(len, rows)) * (THUMB + AIR) + AIR, float(AIR)
    for row in rows:
        tall = 0.0
        for column, name in enumerate(row):
            left = AIR + column * (THUMB + AIR)
            said = (Run(name or NOTHING),)
            items.append(Text(left / width, top + CAPTION / 2, said, "right", theme.LIGHT.text, theme.NAME_SIZE))
            if name:
                card = files[name].picture.drawing
                items.append(Part(card, left, top + CAPTION, THUMB / card.width))
                tall = max(tall, card.height * THUMB / card.width)
        top += CAPTION + tall + AIR
    return png(svg(Drawing(width, top, tuple(items), background=theme.LIGHT.grid)))


def _pair(change: Change, names: Mapping[int, str], lang: Language) -> tuple[str, list[Side]]:
    """What a changed card is about, and how it looked before and after."""
    shown = change.after or change.before
    assert shown is not None
    before, after = (_figure(card, names[id(card)], lang) if card else None for card in (change.before, change.after))
    return translate(lang, f"chart.{shown.question}"), [
        (translate(lang, "cards.before"), before, translate(lang, "cards.nothing_before")),
        (translate(lang, "cards.after"), after, translate(lang, "cards.nothing_after")),
    ]


def _figure(card: Card, file: str, lang: Language) -> Figure:
    names = charts.names(card.snapshot, card.lang)
    links = [
        anchor(labelled(card.lang, names.publisher(row.id), names.document(row.id)), names.address(row.id))
        for row in captions.cited(card.snapshot, card.picture.statements)
    ]
    sources = labelled(lang, translate(lang, "cards.sources"), SLOT)
    return Figure(card, file, fill(sources, Markup(" · ").join(links)))
