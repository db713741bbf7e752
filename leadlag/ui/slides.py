"""The presentation: `?view=slide` shows one chart after the other, full-bleed and without the page around it."""

from pathlib import Path

import streamlit as st

from leadlag import charts
from leadlag.cards import SLIDE, pictures
from leadlag.ui.share_panel import LOADED, LOADING
from leadlag.ui.view import view
from leadlag.words import translate

HERE = Path(__file__)
ROWS = 40  # of a chart, on four slides or so: nobody waits for a tenth, and all of them are sent at once

_component = st.components.v2.component(
    "slides",
    js=LOADING + HERE.with_suffix(".js").read_text(encoding="utf-8"),
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
)


def wanted() -> bool:
    return st.query_params.get("view") == "slide"


def show(stem: str) -> None:
    """Every chart there are rows for, beginning with the one the link names or the page's own."""
    here = view()
    made = [
        (question, picture)
        for question in charts.CHARTS
        for picture in pictures(here.snapshot, question, here.lang, SLIDE, dark=here.dark, limit=ROWS)
    ]
    named = [question for question, _ in made]
    page = "" if stem == "overview" else stem
    first = next((index for index, one in enumerate(named) if charts.address(one) == page), 0)
    chart = st.query_params.get("chart")
    words = {"of": translate(here.lang, "slides.of"), "keys": translate(here.lang, "slides.keys")}
    _component(
        key="slides",
        data={
            **LOADED,
            "slides": [{"chart": question, "svg": one.svg, "alt": one.alt} for question, one in made],
            "start": named.index(chart) if chart in named else first,
            "words": words,
            "background": here.options.colors.background,
            "ink": here.options.colors.muted,
        },
    )
