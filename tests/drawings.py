"""What tests share about charts: every figure over a snapshot's rows, and its marks, texts and numbers as drawn."""

import html
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from leadlag import charts, queries
from leadlag.cards import Picture, pictures
from leadlag.charts import Chart
from leadlag.drawing import Drawing, Text
from leadlag.painters.plotly import spec
from leadlag.render_options import RenderOptions
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.words import LANGUAGES, Language

Row = TypeVar("Row", bound=tuple[Any, ...])
AIR = "\u00a0"
#: What a title says in words.
SIGNS = "≥≤≈≠<>"
ENGLISH = RenderOptions("en")


def draw(snapshot: Snapshot, question: str, options: RenderOptions = ENGLISH, **params: object) -> Chart:
    """A question's figure over its rows, with the options its page gives it; drawn once, as most tests only look."""

    def made() -> Chart:
        return drawn(snapshot, question, rows_of(snapshot, question, **params), options, **params)

    return snapshot.cached(("drawn", question, options, tuple(params.items())), made)


def rows_of(snapshot: Snapshot, question: str, **params: object) -> list[Any]:
    """A question's rows, asked as its page asks where the reader has chosen nothing else."""
    return queries.answer(snapshot, question, **{**charts.defaults(snapshot, question), **params})


def drawn(
    snapshot: Snapshot, question: str, rows: Sequence[Any], options: RenderOptions = ENGLISH, **given: object
) -> Chart:
    """The same over any rows, and with other options where they are given; names are the snapshot's."""
    spec, data = charts.SPECS[question], charts.SnapshotAnswers(snapshot)
    asked = {**charts.defaults(snapshot, question), **given}
    taken = {param: asked[param] for param in spec.draw_params if param in asked}
    context = {name: given[name] if name in given else made(data) for name, made in spec.context.items()}
    return spec.draw(rows, replace(options, names=charts.names(snapshot, options.lang)), **taken, **context)


#: Every chart a page can show: the question and its parameters, and for money also a second currency.
CHARTS: dict[str, tuple[str, dict[str, object]]] = {question: (question, {}) for question in charts.CHARTS} | {
    f"{spec.question} in {currency}": (spec.question, {"currency": currency})
    for spec, currency in zip((s for s in charts.SPECS.values() if s.is_in_money), ("USD", "CNY"), strict=True)
}


@dataclass(frozen=True)
class Drawn:
    """One chart of a reading in one language."""

    name: str
    reading: Reading
    lang: Language
    snapshot: Snapshot
    chart: Chart

    @property
    def key(self) -> str:
        return f"{self.name}, {self.reading}, {self.lang}"


def every_chart(
    snapshot: Snapshot, langs: Sequence[Language] = LANGUAGES, readings: Sequence[Reading] = READINGS
) -> Iterator[Drawn]:
    """All that can be drawn of a snapshot."""
    for reading in readings:
        read = snapshot.read_as(reading)
        for name, (question, params) in CHARTS.items():
            for lang in langs if rows_of(read, question, **params) else ():
                yield Drawn(name, reading, lang, read, draw(read, question, RenderOptions(lang), **params))


def pictured(snapshot: Snapshot, question: str, lang: Language = "en", *, dark: bool = False) -> list[Picture]:
    """The cards of a question in their usual size; made once, as most tests only look."""
    key = ("pictured", question, lang, dark)
    return snapshot.cached(key, lambda: pictures(snapshot, question, lang, dark=dark))


def beside_plot(picture: Picture) -> list[str]:
    """The lines of a card around its plot."""
    return [item.plain for item in picture.drawing.items if isinstance(item, Text)]


def reading_with(snapshot: Snapshot, question: str) -> Snapshot:
    """The first reading of the data that shows a question's chart."""
    return next(read for read in map(snapshot.read_as, READINGS) if question in drawable(read))


def drawable(snapshot: Snapshot) -> list[str]:
    """The charts that have something to draw in the snapshot's reading."""
    return [question for question in charts.CHARTS if charts.chart(snapshot, question, ENGLISH)]


@dataclass(frozen=True)
class Mark:
    """A marker that is seen: its symbol, and where it stands in the data's unit and in pixels from the top."""

    symbol: str
    x: float
    y: float


def traces(drawing: Drawing, mode: str) -> list[dict[str, Any]]:
    """As Plotly is given them."""
    return [trace for trace in spec(drawing)["data"] if trace["mode"] == mode]


def marks(drawing: Drawing) -> list[Mark]:
    return [
        Mark(symbol(trace["marker"]), x, y)
        for trace in traces(drawing, "markers")
        if trace["marker"]["color"] != "rgba(0,0,0,0)"
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]


def symbol(marker: dict[str, Any]) -> str:
    """A marker's shape, told from a filled one where only its outline has its colour."""
    return marker["symbol"] if marker["color"] == marker["line"]["color"] else f"{marker['symbol']}-open"


def texts(drawing: Drawing) -> list[str]:
    """Every text of a chart, hover texts included, as Plotly is given it."""
    given = [*traces(drawing, "text"), *traces(drawing, "markers")]
    return [text for trace in given for key in ("text", "hovertext") for text in trace.get(key, []) if text]


def read(drawing: Drawing) -> set[str]:
    """Every text of a chart as a reader sees it."""
    return {plain(text).strip(AIR) for text in texts(drawing)}


def plain(text: str) -> str:
    """A text as a reader sees it, with the spaces that keep it clear of its mark."""
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def at(drawing: Drawing, text: str) -> float:
    """How far down the first of these texts stands."""
    shown = [(plain(t), y) for trace in traces(drawing, "text") for y, t in zip(trace["y"], trace["text"], strict=True)]
    return float(next(y for t, y in shown if t.strip(AIR) == text))


def said(chart: Chart) -> str:
    """All that a chart says, in words beside it and in it."""
    return "\n".join((chart.title, chart.subtitle, chart.alt, chart.note, *texts(chart.drawing)))


def too_long(title: str, lang: Language) -> bool:
    """Whether a title takes more than a headline's room; a Chinese character is twice as wide as a Latin one, a space
    half of that."""
    if lang == "zh":
        return sum(1 if character > "\u2e80" else 0.25 if character == " " else 0.5 for character in title) > 34
    return len(title) > 120 or len(re.findall(r"[^\s&]+", title)) > 14


def not_numbers(drawing: Drawing) -> list[float]:
    """Coordinates and sizes that are infinite or none."""
    return [number for number in _numbers(spec(drawing)) if not math.isfinite(number)]


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _numbers(part)
    elif isinstance(value, float):
        yield value
