"""The panel below a chart that makes a picture of it: what the picture should be, and what it is drawn from.

The picture is composed here and drawn in the reader's own browser, by `share_panel.js` and `leadlag/cards/render.js`.
"""

import base64
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from leadlag import charts
from leadlag.cards import SIZES, Picture, Size, full_height_card, pictures, texts
from leadlag.cards.card_layout import below
from leadlag.charts import Selection
from leadlag.fonts import FACES
from leadlag.painters.svg import FAMILIES, svg
from leadlag.ui.output import escape_markdown, labels
from leadlag.ui.view import Drawn, View, view
from leadlag.words import LANGUAGES, Language, enum_label, language_name, translate

HERE = Path(__file__)
THEMES = ("light", "dark")
MOST_TITLE = 160  # characters a reader may write
SAID = ("panel", "drawing", "failed", "missing_glyphs", "copied", "saved", "shared", "refused", "download")
#: What can be done with a picture, and with what goes along with it.
PICTURE, WORDS, BEHIND = ("native", "image", "png", "svg"), ("text", "alt", "link"), ("data", "citation", "bibtex")
#: What the panel loads when it opens, all from this server.
LOADED = {
    "scripts": ["/scripts/render.js"],
    "fonts": [{"family": face.family, "weight": str(face.weight), "address": f"/fonts/{face.file}"} for face in FACES],
}

LOADING = HERE.with_name("script_loader.js").read_text(encoding="utf-8")

_component = st.components.v2.component(
    "share_panel",
    js=LOADING + HERE.with_suffix(".js").read_text(encoding="utf-8"),
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
)


def panel(question: str, left: Selection, shown: Sequence[Any], params: Mapping[str, object]) -> None:
    """Choices of size, theme and language, the card as it will be, and every way to take it along."""
    here = view()
    size, dark, lang = _choices(question, here)
    picked = _picked(question, left, shown, here)
    chosen: dict[str, Any] = {**picked._asdict(), "query": _query(), **params}
    made = pictures(here.snapshot, question, lang, size, dark=dark, title=_title(question, here), **chosen)
    if made:
        _component(key=f"share-{question}", data=_data(question, made, picked.rows, lang, here))


def _picked(question: str, left: Selection, shown: Sequence[Any], here: View) -> Selection:
    """Those of the rows shown that the reader wants on the card, all unless they pick some by name."""
    names = charts.row_names(here.snapshot, question, shown, here.lang)
    if len(known := list(dict.fromkeys(names))) < 2:
        return left
    wanted = st.multiselect(
        escape_markdown(here.translate("share.rows")),
        known,
        format_func=labels(str),
        key=f"rows-{question}-{here.lang}",
        placeholder=here.translate("share.rows.all"),
    )
    if not wanted:
        return left
    rows = [row for row, name in zip(shown, names, strict=True) if name in wanted]
    return Selection(rows, (*left.only, ("rows", f"{len(wanted)}/{len(known)}")), left.rows)


def _title(question: str, here: View) -> str:
    """The reader's own title; empty for the computed one."""
    return st.text_input(
        escape_markdown(here.translate("share.own_title")),
        key=f"title-{question}",
        max_chars=MOST_TITLE,
        placeholder=here.translate("share.own_title.computed"),
    ).strip()


def save_page(stem: str, heading: DeltaGenerator, below: DeltaGenerator) -> None:
    """Beside the heading a button that opens a panel below it: all charts of the page as one picture, or the page on
    paper. Nothing on a page without a chart."""
    here = view()
    if not (drawn := tuple(here.drawn)):
        return
    opened = f"saving-{stem}"
    if heading.button(escape_markdown(here.translate("save.page")), key="save-page"):
        st.session_state[opened] = not st.session_state.get(opened)
    if st.session_state.get(opened):
        with below:
            _component(key=f"share-page-{stem}", data=_page_data(stem, drawn, here))


def _choices(question: str, here: View) -> tuple[Size, bool, Language]:
    """The reader's choices; the language begins anew as the page's when that changes."""
    sizes = {_label(size): size for size in SIZES}
    with st.container(horizontal=True, key=f"share-choices-{question}"):
        size = st.segmented_control(
            escape_markdown(here.translate("share.size")),
            sizes,
            default=next(iter(sizes)),
            required=True,
            format_func=labels(str),
            key=f"size-{question}",
        )
        theme = st.segmented_control(
            escape_markdown(here.translate("share.theme")),
            THEMES,
            default=THEMES[0],
            required=True,
            format_func=labels(partial(enum_label, here.lang, "share.theme")),
            key=f"theme-{question}",
        )
        lang = st.segmented_control(
            escape_markdown(here.translate("share.language")),
            LANGUAGES,
            default=here.lang,
            required=True,
            format_func=labels(language_name),
            key=f"card-lang-{question}-{here.lang}",
        )
    return sizes[size], theme == "dark", lang


def _label(size: Size) -> str:
    return f"{size.width}×{size.height}"


def _query() -> dict[str, str]:
    """The view's filters as its address has them; language, reading and who is compared are the card's own."""
    return {key: value for key, value in st.query_params.items() if key not in ("lang", "reading", "compare")}


def _link(picture: Picture) -> str:
    """The view's full address, on whichever name the reader opened the dashboard under."""
    opened = urlsplit(st.context.url or "")
    base = f"{opened.scheme}://{opened.netloc}" if opened.netloc else ""
    return f"{base}/{picture.address}"


def _data(question: str, made: Sequence[Picture], rows: Sequence[Any], lang: Language, here: View) -> dict[str, Any]:
    """All the panel of one chart needs."""
    first, link, snapshot = made[0], _link(made[0]), here.snapshot
    zipped = texts.data_zip(snapshot, question, first, rows, lang, link)
    return {
        **_panel_data(here, lang, PICTURE, {"text": WORDS, "data": BEHIND}),
        "cards": [
            {
                "name": one.name,
                "svg": one.svg,
                "width": one.size.width,
                "height": one.size.height,
                "alt": one.alt,
                "metadata": texts.metadata(one, question),
            }
            for one in made
        ],
        "texts": {
            "text": texts.share_text(snapshot, question, first, rows, lang, link),
            "alt": first.alt,
            "link": link,
            "citation": texts.citation(snapshot, first, lang, link),
            "bibtex": texts.bibtex(snapshot, question, first, lang, link),
        },
        "file": {"name": f"{question}_{lang}_{first.fingerprint}.zip", "base64": base64.b64encode(zipped).decode()},
    }


def _page_data(stem: str, drawn: Sequence[Drawn], here: View) -> dict[str, Any]:
    """All the panel of a whole page needs: its charts as they stand, below each other."""
    made = [_whole(one, here) for one in drawn]
    first, link = made[0], _link(made[0])
    alt = "\n".join(picture.alt for picture in made)
    metadata = texts.metadata(first, drawn[0].question)
    whole_page = below([picture.drawing for picture in made])
    cited = dict.fromkeys(statement for picture in made for statement in picture.statements)
    card = {
        "name": f"{stem}_{here.lang}_{first.fingerprint}",
        "svg": svg(whole_page),
        "width": whole_page.width,
        "height": whole_page.height,
        "alt": alt,
        "metadata": {**metadata, "Description": alt, "leadlag:statements": " ".join(cited)},
    }
    said = [
        texts.share_text(here.snapshot, one.question, picture, one.left.rows, here.lang, link)
        for one, picture in zip(drawn, made, strict=True)
    ]
    return {
        **_panel_data(here, here.lang, (*PICTURE, "print"), {"text": WORDS}),
        "cards": [card],
        "texts": {"text": "\n\n".join(said), "alt": alt, "link": link},
    }


def _whole(one: Drawn, here: View) -> Picture:
    chosen: dict[str, Any] = {"only": one.left.only, "offset": one.left.offset, "query": _query(), **one.params}
    return full_height_card(here.snapshot, one.question, one.left.rows, here.lang, dark=here.dark, **chosen)


def _panel_data(
    here: View, lang: Language, picture: Sequence[str], groups: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """What every panel needs: what to load, what it offers, its words and their language, and that of its pictures."""
    offered = [*picture, *(action for actions in groups.values() for action in actions)]
    return {
        **LOADED,
        "families": [family for families in FAMILIES.values() for family in families[:1]],
        "picture": picture,
        "groups": [[f"group.{group}", actions] for group, actions in groups.items()],
        "words": {
            **{key: translate(here.lang, f"share.{key}") for key in SAID},
            **{action: translate(here.lang, f"share.action.{action}") for action in offered},
            **{f"group.{group}": translate(here.lang, f"share.group.{group}") for group in groups},
        },
        "lang": {"page": here.lang, "card": lang},
    }
