"""What several figures say the same way: hover texts, sides, the ids behind a row."""

from collections.abc import Iterable, Sequence
from typing import Any

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
