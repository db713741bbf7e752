"""What Streamlit is given: HTML that is Markup, pictures, and labels and messages whose Markdown is escaped."""

import re
from collections.abc import Callable

import streamlit as st
from markupsafe import Markup, escape
from streamlit.delta_generator import DeltaGenerator

from leadlag.drawing import Drawing
from leadlag.painters.still import still

JOINER = "\u2060"  # a character that nobody sees
#: Where Markdown, as Streamlit reads it, begins what no backslash prevents: a block, HTML, a character's name, an icon
#: or a colour, an arrow for `->`. What needs no escape stays as it is: screen readers are given labels as written.
BEGINNINGS = re.compile(
    r"^(?=[\s#>+=-]|\d+[.)])|<(?=[a-z/!?-])|&(?=#?\w+;)|:(?=[a-z]|[\w+-]*:)|(?<!\S)[<>~-](?=[-=>]{1,2}(?!\S))",
    re.IGNORECASE | re.MULTILINE,
)
#: As HTML writes them, so that Markdown does not see them.
NOT_MARKDOWN = str.maketrans({character: f"&#{ord(character)};" for character in "\n\r:$"})
PUNCTUATION = re.compile(r"[\\`*~$|\[]|(?<![^\W_])_|_(?![^\W_])")


def write_html(html: Markup, into: DeltaGenerator | None = None) -> None:
    """HTML on the page. Nothing else hands Streamlit any, and text becomes part of it only escaped."""
    (st.html if into is None else into.html)(html)


def write_picture(drawing: Drawing, alt: str) -> None:
    """A chart that stands still: SVG in the page itself, which of Streamlit's only Markdown leaves alone.

    A block of HTML ends with a blank line, and colons and dollars make Streamlit load what it reads icons, emoji and
    formulas with.
    """
    picture = f"<div class='still' role='img' aria-label='{escape(alt)}'>{still(drawing)}</div>"
    st.markdown(picture.translate(NOT_MARKDOWN), unsafe_allow_html=True)


def write_style(*sheets: str) -> None:
    """Style sheets of ours."""
    st.html(f"<style>{''.join(sheets)}</style>")


def write_script(script: str, into: DeltaGenerator | None = None) -> None:
    """JavaScript of ours, run in the reader's browser; no text from outside belongs in it."""
    write = st.html if into is None else into.html
    write(f"<script>{script}</script>", unsafe_allow_javascript=True)


def escape_markdown(*paragraphs: object) -> str:
    """Texts as a label or message of Streamlit, which reads Markdown: exactly these characters."""
    return "\n\n".join(PUNCTUATION.sub(r"\\\g<0>", BEGINNINGS.sub(rf"\g<0>{JOINER}", str(text))) for text in paragraphs)


def labels(words: Callable[[str], str]) -> Callable[[str], str]:
    """The labels of options, for `format_func`; a list of `st.selectbox` needs none, it reads no Markdown."""
    return lambda option: escape_markdown(words(option))
