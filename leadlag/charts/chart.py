"""A finished chart: blocks, and the words that leave the page with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from leadlag import theme
from leadlag.charts.statement_facts import StatementFacts
from leadlag.drawing import Drawing, Mark
from leadlag.findings.common import join_list, join_sentences
from leadlag.layout import Blocks, Layout, Page, PageFormat
from leadlag.layout.strips import Strip
from leadlag.render_options import RenderOptions
from leadlag.row_range import RowRange
from leadlag.words import translate

STRIKE = 17  # px of the x over a contradicted mark


class KeyEntry(NamedTuple):
    """A sign with its colour, and a name in the colour of its own."""

    sign: str
    color: str
    name: str
    ink: str


@dataclass(frozen=True)
class Chart:
    """`title` is the finding, `kind` what is drawn and how, `listed` its rows in words; `statements` are the ids drawn,
    a derived value's inputs included, `only` is what a reader has filtered it by, and which of its rows are shown, in
    words. The title is found in all rows, `shown` says which of them are drawn.

    It is laid out when it is first asked for: who only wants the words need not wait for it. `tooltips` gives what its
    marks answer to the pointer, `signs` are entries of its key beside the sides: a sign, its colour in the palette and
    what it stands for.
    """

    title: str
    subtitle: str
    kind: str
    blocks: Blocks
    options: RenderOptions
    statements: tuple[str, ...]
    only: str = ""
    shown: RowRange | None = None
    facts: StatementFacts = field(default=StatementFacts(), compare=False, repr=False)
    tooltips: Callable[["Chart"], Mapping[str, str]] | None = field(default=None, compare=False, repr=False)
    signs: tuple[tuple[str, str, str], ...] = ()
    listed: str = ""

    @property
    def alt(self) -> str:
        """What kind of chart it is, what it finds, its rows in words, and what they were filtered by."""
        lang, said = self.options.lang, {"kind": self.kind, "finding": self.title}
        listed = {"list": self.listed} if self.listed else {}
        alt = translate(lang, "chart.alt.listed" if listed else "chart.alt", **said, **listed)
        return translate(lang, "filter.alt", alt=alt, only=self.only) if self.only else alt

    @cached_property
    def layout(self) -> Layout:
        """Its blocks at the options' width."""
        options = self.options
        page = PageFormat(options.width, options.colors, options.above, options.height, options.is_card)
        return Layout(self.blocks, page)

    @cached_property
    def note(self) -> str:
        """What is to be said of it, beside title and subtitle."""
        return self.page_note()

    @cached_property
    def key(self) -> list[KeyEntry]:
        """The sides that are drawn, and its other signs."""
        return self.page_key()

    @property
    def titles(self) -> set[str]:
        """What its pictures may be called."""
        return {self.title, *filter(None, (section.card_title for section in self.blocks.sections))}

    def page_title(self, page: Page) -> str:
        """What a picture of one page is called."""
        return self.layout.title(page) or self.title

    def page_subtitle(self, page: Page) -> str:
        """What is said below that; of a page with a title of its own, only what the reader has left in it."""
        return self.subtitle if self.page_title(page) == self.title else self.only

    def page_note(self, page: Page = ()) -> str:
        """The note of all of it, or of what one page holds."""
        return join_sentences([self._contradicted_note(page), *self.layout.footnotes(page)])

    def page_key(self, page: Page = ()) -> list[KeyEntry]:
        """The key of all of it, or of what one page holds. A page that draws nothing of its key has all sides; those
        that are not compared share one sign. The other signs are those of a scale."""
        colors, sections = self.options.colors, self.blocks.sections
        signs = self.signs if any(sections[part.section].scale for part in page or self.layout.whole) else ()
        sides = self._sides(self.layout.strip(page)) if page else []
        sides = sides if sides or (page and signs) else self._sides(self.layout.strip())
        named = [KeyEntry(theme.glyph(rank), colors.ink(rank), name, colors.ink(rank)) for rank, name in sides]
        return [*named, *(KeyEntry(sign, getattr(colors, ink), name, colors.muted) for sign, ink, name in signs)]

    @cached_property
    def drawing(self) -> Drawing:
        """With what its marks answer to the pointer."""
        return self.page_drawing(tooltips=self.tooltips(self) if self.tooltips else None)

    def page_drawing(self, page: Page = (), tooltips: Mapping[str, str] | None = None) -> Drawing:
        """All of it, or one page; a mark of a contradicted statement, or of what rests on one, is struck."""
        marks = self.layout.strip(page).marks
        if tooltips is not None:
            derived = translate(self.options.lang, "chart.derived")
            marks = [replace(mark, tooltip=tooltips.get(mark.statement or "", derived)) for mark in marks]
        ink = self.options.colors.text
        struck = [Mark(m.axis, m.x, m.y, "x-thin", STRIKE, ink, ink, 2) for m in marks if self._is_contradicted(m)]
        return self.layout.drawing(page, [*marks, *struck])

    def drawn_statements(self, page: Page = ()) -> set[str]:
        """What the marks stand for, those that derived ones rest on included."""
        return _statements(self.layout.strip(page))

    def _is_contradicted(self, mark: Mark) -> bool:
        return any(one in self.facts.contradicted for one in (mark.statement, *mark.inputs))

    def _contradicted_note(self, page: Page) -> str:
        """How many of the statements that have a mark are struck through; empty where none is."""
        drawn = {one for one in self.drawn_statements(page) if one in self.facts.ranks}
        struck = sum(one in self.facts.contradicted for one in drawn)
        key = "chart.contradicted" if len(drawn) > 1 else "chart.contradicted.only"
        return translate(self.options.lang, key, struck=struck, count=len(drawn)) if struck else ""

    def _sides(self, strip: Strip) -> list[tuple[int, str]]:
        colors = self.options.colors
        used = {mark.edge for mark in strip.marks} | {box.edge for box in strip.boxes}
        used |= {line.color for line in strip.lines}
        inks = {run.color or text.color for text in strip.texts for run in text.runs}
        used |= inks & set(colors.texts[: theme.NEUTRAL - 1])
        compared = [
            (rank, name)
            for rank, name in sorted(self.facts.sides.items())
            if rank < theme.NEUTRAL and {colors.mark(rank), colors.ink(rank)} & used
        ]
        neutral = self.facts.neutral(_statements(strip)) if colors.mark(theme.NEUTRAL) in used else []
        return [*compared, *([(theme.NEUTRAL, join_list(neutral, self.options))] if neutral else [])]


def _statements(strip: Strip) -> set[str]:
    return {one for mark in strip.marks for one in (mark.statement, *mark.inputs) if one}
