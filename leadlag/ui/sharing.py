"""The panel below a chart that makes a picture of it: what the picture should be, and what it is drawn from.

The picture is composed here and drawn in the reader's own browser, by `sharing.js` and `leadlag/cards/render.js`.
"""

import base64
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from leadlag.cards import SIZES, Picture, Size, pictures, texts
from leadlag.ui.view import Row, View, view
from leadlag.words import LANGUAGES, Language, name, say

HERE = Path(__file__)
THEMES = ("light", "dark")
ACTIONS = ("image", "png", "svg", "text", "alt", "link", "data", "citation", "bibtex")
SAID = ("panel", "drawing", "failed", "copied", "saved", "refused", "download")
GROUPS = ("text", "data")
#: What the panel loads when it opens, all from this server. The version makes a new Plotly a new address.
LOADED = {
    "scripts": [f"/scripts/plotly.js?{version('plotly')}", "/scripts/render.js"],
    "fonts": {"Source Sans": "/fonts/sans.woff2", "Source Serif": "/fonts/serif.woff2"},
}

LOADING = HERE.with_name("loading.js").read_text(encoding="utf-8")

_component = st.components.v2.component(
    "share_panel",
    js=LOADING + HERE.with_suffix(".js").read_text(encoding="utf-8"),
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
)


def panel(question: str, rows: Sequence[Row], params: Mapping[str, object]) -> None:
    """Choices of size, theme and language, the card as it will be, and every way to take it along."""
    here = view()
    size, dark, lang = _choices(question, here)
    made = pictures(here.snapshot, question, lang, size, dark=dark, rows=rows, query=_query(), **params)
    if not made:
        return
    drawn = Size(made[0].figure["layout"]["width"], made[0].figure["layout"]["height"])
    if drawn != size:
        st.caption(here.say("share.taller", size=_label(size), drawn=_label(drawn)))
    _component(key=f"share-{question}", data=_data(question, made, rows, lang, here))


def _choices(question: str, here: View) -> tuple[Size, bool, Language]:
    """The reader's choices; the language begins anew as the page's when that changes."""
    sizes = {_label(size): size for size in SIZES}
    with st.container(horizontal=True, key=f"share-choices-{question}"):
        size = st.segmented_control(
            here.say("share.size"), sizes, default=next(iter(sizes)), required=True, key=f"size-{question}"
        )
        theme = st.segmented_control(
            here.say("share.theme"),
            THEMES,
            default=THEMES[0],
            required=True,
            format_func=partial(name, here.lang, "share.theme"),
            key=f"theme-{question}",
        )
        lang = st.segmented_control(
            here.say("share.language"),
            LANGUAGES,
            default=here.lang,
            required=True,
            format_func=partial(name, "en", "language"),
            key=f"card-lang-{question}-{here.lang}",
        )
    return sizes[size], theme == "dark", lang


def _label(size: Size) -> str:
    return f"{size.width}×{size.height}"


def _query() -> dict[str, str]:
    """The view's filters as its address has them; language and reading are the card's own."""
    return {key: value for key, value in st.query_params.items() if key not in ("lang", "reading")}


def _link(picture: Picture) -> str:
    """The view's full address, on whichever name the reader opened the dashboard under."""
    opened = urlsplit(st.context.url or "")
    base = f"{opened.scheme}://{opened.netloc}" if opened.netloc else ""
    return f"{base}/{picture.address}"


def _data(question: str, made: Sequence[Picture], rows: Sequence[Row], lang: Language, here: View) -> dict[str, Any]:
    """All the panel needs: what to draw, what to copy, what to load, and its words."""
    first, link, snapshot = made[0], _link(made[0]), here.snapshot
    packed = texts.packed(snapshot, question, first, rows, lang, link)
    return {
        **LOADED,
        "cards": [
            {"name": one.name, "figure": one.figure, "alt": one.alt, "metadata": texts.metadata(one, question)}
            for one in made
        ],
        "texts": {
            "text": texts.pasted(snapshot, question, first, rows, lang, link),
            "alt": first.alt,
            "link": link,
            "citation": texts.citation(snapshot, first, lang, link),
            "bibtex": texts.bibtex(snapshot, question, first, lang, link),
        },
        "file": {"name": f"{question}_{lang}_{first.fingerprint}.zip", "base64": base64.b64encode(packed).decode()},
        "words": {
            **{key: say(here.lang, f"share.{key}") for key in SAID},
            **{action: say(here.lang, f"share.action.{action}") for action in ACTIONS},
            **{f"group.{group}": say(here.lang, f"share.group.{group}") for group in GROUPS},
        },
        "lang": {"page": here.lang, "card": lang},
    }
