"""What is on screen in this run: the snapshot, the reader's choices, and what was drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode

import streamlit as st

from leadlag import charts, queries
from leadlag.charts import Selection
from leadlag.names import Names
from leadlag.render_options import RenderOptions, Window
from leadlag.rows import Sides
from leadlag.store import READINGS, Snapshot
from leadlag.words import Language, reading, translate

Row = TypeVar("Row", bound=tuple[Any, ...])


class Drawn(NamedTuple):
    """A chart on the page: its question, the rows the reader has left in it, what the question was asked, and the
    statements it draws."""

    question: str
    left: Selection
    params: Mapping[str, object]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """What is on screen: the snapshot this run started with, the reader's choices, and so far the charts drawn and the
    statements listed beside them."""

    snapshot: Snapshot
    lang: Language
    dark: bool
    currency: str | None = None
    window: Window = "wide"
    drawn: list[Drawn] = field(default_factory=list, compare=False)
    listed: list[str] = field(default_factory=list, compare=False)

    @property
    def options(self) -> RenderOptions:
        return charts.render_options(self.snapshot, self.lang, dark=self.dark, window=self.window)

    @cached_property
    def sides(self) -> list[Sides]:
        return self.ask(Sides)

    @cached_property
    def has_article(self) -> bool:
        """Whether one of the sources is the article all began with; without one every statement counts as told."""
        return queries.has_article(self.snapshot)

    @property
    def names(self) -> Names:
        """What this data calls things, in the reader's language."""
        return charts.names(self.snapshot, self.lang)

    def ask(self, asked: type[Row], **params: object) -> list[Row]:
        return queries.ask(self.snapshot, asked, **params)

    @property
    def inside(self) -> bool:
        """True where only what the article says of itself counts as a conflict."""
        return self.has_article and self.snapshot.reading == READINGS[0]

    def reading(self, value: str) -> str:
        """The reader's name of a reading."""
        return reading(self.lang, value, article=self.has_article)

    def translate(self, key: str, **details: object) -> str:
        return translate(self.lang, key, **details)


def view() -> View:
    """The view the frame has prepared for this run."""
    return st.session_state["view"]  # type: ignore[no-any-return]


def address(page: str, here: View, **query: str) -> str:
    """A page's address in the reader's language and reading, with the two the reader compares."""
    chosen = {**query, "lang": here.lang, **here.snapshot.link_params}
    return f"{page}?{urlencode({key: value for key, value in chosen.items() if value})}"
