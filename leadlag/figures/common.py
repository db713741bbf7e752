"""What several figures say the same way: hover texts, sums, side names, the ids behind a row."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from leadlag import formats
from leadlag.figures.chart import Look, safe
from leadlag.words import pick, say

Row = Any


def hover(row: Row, look: Look) -> str:
    """The claim in words and the figure as its source prints it."""
    if row.claim is None:
        return say(look.lang, "chart.derived")
    written = say(look.lang, "chart.as_written", text=safe(row.as_written)) if row.as_written else ""
    return "<br>".join(filter(None, [_wrapped(safe(pick(row, "claim", look.lang)), look), written]))


def statements(rows: Iterable[Row]) -> tuple[str, ...]:
    """Ids of the statements drawn; a derived row stands for its inputs."""
    ids = [i for row in rows for i in ((row.input_a, getattr(row, "input_b", None)) if row.rule else (row.id,)) if i]
    return tuple(dict.fromkeys(ids))


def sides(rows: Iterable[Row]) -> dict[int, Row]:
    """One row per compared side (places 1 and 2), in their order."""
    return {row.place: row for row in sorted(rows, key=lambda row: row.place) if row.place <= 2}


def converted(row: Row, currency: str | None, look: Look) -> str:
    """`≈ $2.82–4.23`; empty where nothing was asked for. The rate and its date stand in the note: see `rates`."""
    if not currency or row.currency in (currency, "credit"):
        return ""
    if row.rate is None:
        return say(look.lang, "money.not_converted", currency=currency)
    return "≈ " + formats.extent(row.converted_lower, row.converted_upper, None, look.lang, currency)


def rates(rows: Iterable[Row], currency: str | None, look: Look) -> str:
    """Every rate used to convert, with its day, and whether it is later than what it converts."""
    used = {(row.currency, row.rate, row.rate_day, row.rate_is_later) for row in rows if currency and row.rate}
    return " ".join(_rate(*rate, currency, look) for rate in sorted(used, key=str))


def _rate(source: str, rate: float, day: date | None, later: bool, target: str, look: Look) -> str:
    pair, quoted = (f"{source}/{target}", 1 / rate) if rate < 1 else (f"{target}/{source}", rate)
    key = "money.rate_later" if later else "money.rate"
    return say(look.lang, key, rate=f"{quoted:.4f}", pair=pair, day=formats.calendar_day(day, look.lang) if day else "–")


def listed(parts: Sequence[str], look: Look) -> str:
    return say(look.lang, "list.separator").join(part for part in parts if part)


def _wrapped(text: str, look: Look) -> str:
    """Hover boxes do not wrap by themselves: break after about 60 Latin or 30 Chinese characters."""
    if look.lang == "zh":
        return "<br>".join(text[start : start + 30] for start in range(0, len(text), 30))
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > 60:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "<br>".join([*lines, line])
