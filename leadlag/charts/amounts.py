"""Sections of amounts: one unit each, a row per figure. What has no other to be compared with is a line of text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leadlag import formats, theme
from leadlag.charts.scales import amount_scale, log_step
from leadlag.findings import measure as findings
from leadlag.findings.common import join_sentences
from leadlag.layout import Amount, Line, Row, Section, Sign, Words
from leadlag.layout.blocks import Ink
from leadlag.render_options import RenderOptions
from leadlag.words import translate


@dataclass(frozen=True)
class Figure:
    """One row: what it is about, its value in words, and what is drawn of it. `sum` is how a derived one is worked
    out, `reason` why one stands alone that might not."""

    label: str
    detail: str
    value: str
    mark: Amount
    sum: str = ""
    reason: str = ""
    footnotes: tuple[str, ...] = ()

    @property
    def is_drawn(self) -> bool:
        return self.mark.lower is not None or self.mark.upper is not None

    @property
    def ink(self) -> Ink:
        return self.mark.ink


def amount_section(
    options: RenderOptions,
    heading: str,
    definition: str,
    figures: Sequence[Figure],
    tick: Callable[[float], str],
    silent: Sequence[tuple[str, str]] = (),
) -> Section:
    """The figures on one scale; below them the sides that state nothing, each with the words for that."""
    scale = amount_scale((end for one in figures for end in (one.mark.lower, one.mark.upper)), tick)
    note = translate(options.lang, "chart.log", step=log_step(scale)) if scale.is_log else ""
    absent = [Row((Words(label, bold=True),), (Line(value=words),)) for label, words in silent]
    return Section(
        (Words(heading, bold=True),),
        join_sentences([definition, note]),
        (*map(figure_row, figures), *absent),
        scale,
    )


def unit_ticks(unit: str, options: RenderOptions) -> Callable[[float], str]:
    """How values of a unit are written on a scale, which may be a currency."""
    currency = findings.currency(unit)
    return lambda value: (
        formats.money(value, currency, options.lang) if currency else formats.number(value, options.lang)
    )


def figure_row(figure: Figure) -> Row:
    is_neutral = isinstance(figure.ink, int) and figure.ink >= theme.NEUTRAL
    label = [Words(figure.label, "muted" if is_neutral else "text", bold=True)]
    label += [Words(text, "muted") for text in (figure.detail, figure.sum) if text]
    marks = (figure.mark,) if figure.is_drawn else ()
    return Row(tuple(label), (Line(marks, figure.value, figure.ink, bold=True),), footnotes=figure.footnotes)


def fact_row(figure: Figure) -> Row:
    """A figure as text alone."""
    details = (figure.detail, figure.sum, figure.reason)
    label = [Words(figure.label, bold=True), *(Words(text, "muted") for text in details if text)]
    sign = Sign(figure.ink, figure.mark.statement, figure.mark.inputs)
    return Row(tuple(label), (Line((sign,), figure.value, figure.ink, bold=True),), footnotes=figure.footnotes)
