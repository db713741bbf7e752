"""From a question to its cards: one where the chart fits with its type as large as it must be, otherwise several."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from leadlag import captions, charts, queries
from leadlag.cards.card_layout import PAGE, SIZES, Card, Size, compose, fit_height, plot_room
from leadlag.charts import Chart, Only
from leadlag.drawing import Drawing
from leadlag.layout import Page
from leadlag.painters.svg import svg
from leadlag.render_options import RenderOptions
from leadlag.row_range import ROWS, RowRange
from leadlag.store import READINGS, Snapshot
from leadlag.words import Language, translate

PAGE_WIDTH = 660  # px a chart of a whole page is laid out for
WIDTHS = (420, 470, 520)  # px a plot is laid out for; the less, the larger its type on the card


@dataclass(frozen=True)
class Picture:
    """One card, laid out: its file name without ending, its drawing, and what goes with it as text.

    `title` is the reader's `own_title`, if they wrote one, or that of what the card shows of the chart, whose `finding`
    is another; `only` is what its rows were filtered
    by and which of them it shows, in words, `shown` are these.
    """

    name: str
    drawing: Drawing
    title: str
    finding: str
    alt: str
    address: str
    statements: tuple[str, ...]
    fingerprint: str
    only: str = ""
    shown: RowRange | None = None
    own_title: str = ""

    @cached_property
    def svg(self) -> str:
        return svg(self.drawing)

    @property
    def size(self) -> Size:
        """As drawn."""
        return Size(round(self.drawing.width), round(self.drawing.height))


def pictures(
    snapshot: Snapshot,
    question: str,
    lang: Language,
    size: Size = SIZES[0],
    *,
    dark: bool = False,
    rows: Sequence[Any] | None = None,
    only: Only = (),
    every: Sequence[Any] | None = None,
    offset: int = 0,
    limit: int = ROWS,
    query: Mapping[str, str] | None = None,
    title: str = "",
    **params: object,
) -> list[Picture]:
    """The cards of a question's rows, or of those given; none where there are no rows. `title` stands instead of the
    computed one.

    `only` is what the rows given were filtered by, `every` those they were picked from, `offset` how many stand before
    the first of `limit` that are shown, `query` the view's own part of the address, beside language and reading.
    """
    options = RenderOptions(lang, dark, is_card=True, offset=offset, limit=limit)
    address = view_address(snapshot, question, lang, query or {})
    asked: dict[str, Any] = {"rows": rows, "only": only, "every": every, **params}
    words = charts.chart(snapshot, question, options, **asked)
    if words is None:
        return []
    tried = []
    for brief in (False, True):
        titled = [
            _card(snapshot, question, words, lang, title=one, brief=brief)
            for one in ([title] if title else words.titles)
        ]
        room = min(plot_room(card, size) for card in titled)
        chart, pages = _laid_out(snapshot, question, options, size, room, asked)
        fits = max(map(chart.layout.height, pages)) * size.room <= room * chart.layout.width
        tried.append((not fits, len(pages), brief, chart, pages))
        if fits and len(pages) == 1:
            break
    _, _, brief, chart, pages = min(tried, key=lambda one: one[:3])
    name = _name(snapshot, question, chart, size)
    made = []
    for number, page in enumerate(pages, start=1):
        part = translate(lang, "card.part", part=number, total=len(pages)) if len(pages) > 1 else ""
        card = _card(snapshot, question, chart, lang, part, page, title=title, brief=brief)
        suffix = f"_{number}" if len(pages) > 1 else ""
        made.append(_picture(snapshot, f"{name}{suffix}", compose(card, size), chart, address, card.title, title))
    return made


def full_height_card(
    snapshot: Snapshot,
    question: str,
    rows: Sequence[Any],
    lang: Language,
    *,
    dark: bool = False,
    only: Only = (),
    offset: int = 0,
    query: Mapping[str, str] | None = None,
    **params: object,
) -> Picture:
    """The rows of a chart that a page shows on one card, however tall, as wide as those of the page's other charts."""
    options = RenderOptions(lang, dark, PAGE_WIDTH, offset=offset)
    chart = charts.chart(snapshot, question, options, rows, only, None, **params)
    assert chart is not None
    card = _card(snapshot, question, chart, lang)
    size = fit_height(card, PAGE)
    name = _name(snapshot, question, chart, size)
    return _picture(snapshot, name, compose(card, size), chart, view_address(snapshot, question, lang, query or {}))


def _picture(
    snapshot: Snapshot, name: str, drawing: Drawing, chart: Chart, address: str, title: str = "", own_title: str = ""
) -> Picture:
    said = title or chart.title, chart.title, chart.alt
    left = chart.only, chart.shown, own_title
    return Picture(name, drawing, *said, address, chart.statements, snapshot.fingerprint, *left)


def _laid_out(
    snapshot: Snapshot,
    question: str,
    options: RenderOptions,
    size: Size,
    room: float,
    asked: Mapping[str, Any],
) -> tuple[Chart, list[Page]]:
    """The plot with the largest type that needs one card only, or with the smallest on several. `room` is the height
    there is for a plot, in px of the card."""
    share, found = room / size.room, None
    larger = () if charts.SPECS[question].crowded else WIDTHS[:-1]
    for width in (width / size.type for width in (WIDTHS[-1], *larger)):
        chart = charts.chart(
            snapshot, question, replace(options, width=width, height=min(options.height, width * share)), **asked
        )
        assert chart is not None
        pages = chart.layout.pages(width * share)
        fits = len(pages) == 1 and chart.layout.height(pages[0]) <= width * share
        if fits and found:
            return chart, pages
        found = found or (chart, pages)
        if not fits and width == WIDTHS[-1] / size.type:
            break  # what small type does not hold, no larger type does
    assert found
    return found


def view_address(snapshot: Snapshot, question: str, lang: Language, query: Mapping[str, str]) -> str:
    """The view's own address on whichever machine: `gaps?lang=en&reading=checked`."""
    return f"{charts.address(question)}?{urlencode({'lang': lang, **snapshot.link_params, **query})}"


def _card(
    snapshot: Snapshot,
    question: str,
    chart: Chart,
    lang: Language,
    part: str = "",
    page: Page = (),
    *,
    title: str = "",
    brief: bool = False,
) -> Card:
    """`brief` leaves out what the chart says of itself, for want of room, and keeps what the reader has left in it."""
    reading = snapshot.reading
    whose = ""
    if reading != READINGS[0]:
        article = queries.has_article(snapshot)
        whose = translate(lang, f"card.reading.{reading}") if article else translate(lang, f"card.plain.{reading}")
    note = chart.page_note(page)
    return Card(
        title=title or chart.page_title(page),
        subtitle=" · ".join(filter(None, (whose, chart.only if brief else chart.page_subtitle(page)))),
        key=chart.page_key(page),
        plot=chart.page_drawing(page),
        source=captions.sources(snapshot, chart.statements, lang, brief=True),
        note=translate(lang, "footer.note", note=note) if note else "",
        dated=captions.as_of(snapshot, lang, chart.statements),
        signature=" · ".join(line for line in ("leadlag", translate(lang, f"chart.{question}"), part) if line),
        options=chart.options,
        brief=brief,
    )


def _name(snapshot: Snapshot, question: str, chart: Chart, size: Size) -> str:
    """`gaps_en_2024-12_1200x675`, with who is compared where these are not the first two."""
    compared = ["-".join(snapshot.parties)] if snapshot.parties else []
    return "_".join([question, *compared, chart.options.lang, _as_of(snapshot, chart), str(size)])


def _as_of(snapshot: Snapshot, chart: Chart) -> str:
    """The newest date of what is drawn, as a file's name has it."""
    year, month = captions.newest(snapshot, chart.statements)
    return "undated" if year is None else f"{year}-{month:02}" if month else str(year)
