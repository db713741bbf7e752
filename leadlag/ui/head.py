"""What stands above the charts of every page, and what can be done with the page; filled while its run goes on."""

from typing import NamedTuple

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from leadlag import captions, queries
from leadlag.findings import is_used
from leadlag.rows import Figures
from leadlag.ui.output import write_html
from leadlag.ui.view import address, view


class Head(NamedTuple):
    """Places above the charts, from the top: name, who is compared and the language; the question, and what
    concerns the whole page; reading and currency; where the figures come from; the panel of the page."""

    masthead: DeltaGenerator
    brand: DeltaGenerator
    compared: DeltaGenerator
    heading: DeltaGenerator
    choices: DeltaGenerator
    sources_line: DeltaGenerator
    saved_page: DeltaGenerator


def head() -> Head:
    """Containers, because an empty one would take what it holds off the page in each run."""
    with st.container(key="head"):
        masthead = st.container(horizontal=True, vertical_alignment="center", key="masthead")
        heading = st.container(horizontal=True, vertical_alignment="bottom", key="heading")
        choices = st.container(horizontal=True, vertical_alignment="center", key="choices")
        brand = masthead.empty()
        compared = masthead.container(horizontal=True, vertical_alignment="center", key="compared")
        line, panel = st.container(key="sources-line"), st.container(key="saved-page")
    return Head(masthead, brand, compared, heading, choices, line, panel)


def present(stem: str) -> None:
    """A link to this page's charts as slides."""
    here = view()
    page = "" if stem == "overview" else stem  # the first page has no address of its own
    slides = Markup("<a class='button' href='{}' target='_self'>{}</a>")
    write_html(slides.format(address(page, here, view="slide"), here.translate("slides.open")))


def sources_line() -> Markup:
    """Up to when the figures of this page reach, which data they are and who says them, so that a picture of the screen
    keeps it. Of a page that shows none, all figures of the reading; the article is named above by its own reading."""
    here = view()
    drawn = [*here.listed, *(one for chart in here.drawn for one in chart.statements)]
    used = drawn or [row.id for row in here.ask(Figures) if is_used(row, here.snapshot.reading)]
    said = [captions.as_of(here.snapshot, here.lang, used)]
    if not (
        here.inside and {row.id for row in captions.cited(here.snapshot, used)} <= {queries.article(here.snapshot)}
    ):
        said.append(captions.sources(here.snapshot, used, here.lang, brief=True))
    return Markup("<p class='sources-line'>{}</p>").format(" · ".join(said))
