"""Pages: the blocks of a chart at one width, in as few pictures of one height as hold them, cut between rows.

A page that begins amid the rows of a section repeats its heading, and every page ends with the section's scale.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from leadlag.drawing import PAGE, Axis, Box, Bracket, Drawing, Item, Line, Mark, Run
from leadlag.layout.blocks import Blocks, Section, Words
from leadlag.layout.plots import plot_rows
from leadlag.layout.sections import SectionLayout, SectionStrips, columns
from leadlag.layout.strips import PageFormat, Strip

TOGETHER = 4  # rows of a section that one picture should show with their scale
LEAST = 40  # px of a page


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one section that a page shows."""

    section: int
    first: int
    end: int


#: What one page shows.
Page = tuple[Rows, ...]
#: Where a page may end: behind this row of this section.
_Cut = tuple[int, int]


class Layout:
    """A chart's blocks laid out in pages of a format."""

    def __init__(self, blocks: Blocks, format: PageFormat) -> None:
        self.blocks, self.format = blocks, format
        self.width, self.spacing = format.width, format.spacing
        shared = columns(blocks.sections, format)
        self._sections: list[SectionStrips] = []
        self._pages: dict[Page, Strip] = {}
        axes = 0
        for section in blocks.sections:
            if section.plots:
                self._sections.append(plot_rows(section, format, axes + 1))
                axes += len(section.plots)
            else:
                self._sections.append(SectionLayout(section, shared, format, axes + 1).strips())
                axes += 1

    @cached_property
    def whole(self) -> Page:
        """Everything as one page."""
        return tuple(
            Rows(number, 0, len(section.rows)) for number, section in enumerate(self._sections) if section.rows
        )

    def pages(self, room: float) -> list[Page]:
        """As few pages as hold everything, none taller than `room` px unless one row alone is; all about as tall. They
        begin with a section where that needs no more of them."""
        starts = {(number, 0) for number in range(len(self._sections))}
        rows = {(number, row) for number, section in enumerate(self._sections) for row in range(len(section.rows))}
        small = {cut for cut in rows if cut[1] and len(self._sections[cut[0]].rows) <= TOGETHER}
        tried = [(self._filled(room, cuts), cuts) for cuts in (starts, rows - small)]
        fitting = [(pages, cuts) for pages, cuts in tried if max(map(self.height, pages), default=0) <= room]
        pages, cuts = min(fitting, key=lambda one: len(one[0]), default=(self._filled(room, rows), rows))
        low, high = 0.0, room
        for _ in range(12 if len(pages) > 1 else 0):
            middle = (low + high) / 2
            low, high = (low, middle) if len(self._filled(middle, cuts)) == len(pages) else (middle, high)
        return self._filled(high, cuts)

    def _filled(self, room: float, cuts: set[_Cut]) -> list[Page]:
        """Pages filled one after the other with what is not parted by `cuts`."""
        pages: list[Page] = []
        page: Page = ()
        for unit in self._units(cuts):
            longer = _joined([*page, *unit])
            if page and (self.height(longer) > room or self._is_apart(page, unit)):
                pages.append(page)
                page = _joined(unit)
            else:
                page = longer
        return [*pages, page] if page else pages

    def _is_apart(self, page: Page, unit: Sequence[Rows]) -> bool:
        """Whether what follows on a page has a title of its own, and so a card."""
        before, after = (self.blocks.sections[part.section] for part in (page[-1], unit[0]))
        return self.format.is_card and before is not after and bool(before.title or after.title)

    def title(self, page: Page) -> str:
        """What a card of this page is called; empty where it is the whole chart's title."""
        sections = self.blocks.sections
        first = sections[page[0].section] if page else Section()
        return first.card_title if len(page) == 1 and len(sections) > 1 else first.title

    def _units(self, cuts: set[_Cut]) -> list[list[Rows]]:
        units: list[list[Rows]] = []
        for number, section in enumerate(self._sections):
            for row in range(len(section.rows)):
                one = Rows(number, row, row + 1)
                if units and (number, row) not in cuts:
                    units[-1].append(one)
                else:
                    units.append([one])
        return units

    def height(self, page: Page) -> float:
        """How tall a page is, in px."""
        return sum(self._part_height(part) for part in page) + self.spacing.section * (len(page) - 1)

    def _part_height(self, part: Rows) -> float:
        section = self._sections[part.section]
        rows = section.rows[part.first : part.end]
        groups = sum(bool(group) for group, _ in groupby(rows, key=lambda row: row[1]))
        inside = sum(strip.height for strip, _ in rows) + groups * self.spacing.group
        return section.head.height + inside + section.foot.height

    def _row_strips(self, part: Rows) -> Iterator[Strip]:
        """The rows of a part, each group of them below its heading."""
        rows = self._sections[part.section].rows[part.first : part.end]
        for group, members in groupby(rows, key=lambda row: row[1]):
            if group:
                yield self._group(group)
            yield from (strip for strip, _ in members)

    def _group(self, words: Sequence[Words]) -> Strip:
        strip = Strip(self.format, self.spacing.group)
        strip.rule(4)
        runs = [Run(part.text, strip.ink(part.ink), part.bold) for part in words]
        strip.text(0, strip.height - 11, runs, "right", strip.colors.text)
        return strip

    def footnotes(self, page: Page = ()) -> list[str]:
        """The footnotes of all of it, or of what one page holds, each once."""
        page = page or self.whole
        found = [
            note
            for part in page
            for footnotes in (
                self.blocks.sections[part.section].footnotes,
                *(strip.footnotes for strip, _ in self._sections[part.section].rows[part.first : part.end]),
            )
            for note in footnotes
        ]
        return list(dict.fromkeys([*found, *self.blocks.footnotes]))

    def strip(self, page: Page = ()) -> Strip:
        """All of it, or one page, as one strip: a section's rows between its heading and its scale."""
        page = page or self.whole
        if page not in self._pages:
            self._pages[page] = self._stacked(page)
        return self._pages[page]

    def _stacked(self, page: Page) -> Strip:
        whole = Strip(self.format)
        for part in page:
            section = self._sections[part.section]
            whole.height += self.spacing.section if part is not page[0] else 0
            whole.append(section.head)
            top = whole.height
            for strip in self._row_strips(part):
                whole.append(strip)
            self._gridlines(whole, section, top)
            whole.append(section.foot)
        return whole

    def _gridlines(self, whole: Strip, section: SectionStrips, top: float) -> None:
        """Across the rows that end where the strip does."""
        axis = section.axis
        for value, color in section.gridlines if axis else ():
            if axis and axis.low <= value <= axis.high:
                whole.under.append(Line(axis, value, top, value, whole.height, color, 1, under=True))

    def drawing(self, page: Page = (), marks: Iterable[Mark] | None = None) -> Drawing:
        """All of it, or one page; with these marks instead of its own."""
        strip = self.strip(page)
        items: tuple[Item, ...] = (
            *strip.brackets,
            *strip.under,
            *strip.boxes,
            *strip.lines,
            *(strip.marks if marks is None else marks),
            *strip.texts,
        )
        axes = {item.axis.name: item.axis for item in items if isinstance(item, Mark | Line | Box | Bracket)}
        axes.pop(PAGE.name, None)
        used = tuple(axes.values()) or (Axis("x", 0, 1),)
        return Drawing(self.width, max(strip.height, LEAST), items, (*used, PAGE))


def _joined(parts: Sequence[Rows]) -> Page:
    """Rows behind each other of one section as one."""
    found: list[Rows] = []
    for part in parts:
        if found and found[-1].section == part.section and found[-1].end == part.first:
            found[-1] = Rows(part.section, found[-1].first, part.end)
        else:
            found.append(part)
    return tuple(found)
