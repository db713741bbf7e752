"""The fonts of the pages, for pictures and files that are made outside of one."""

import base64
from importlib.util import find_spec
from pathlib import Path

from leadlag import theme

#: Family → the beginning of its file's name among those that ship with Streamlit.
FILES = {theme.SANS_FONT: "SourceSansVF-Upright", theme.SERIF_FONT: "SourceSerifVariable-Roman"}
#: Family → the name under which the server hands it out, below `/fonts/`.
ADDRESSES = {theme.SANS_FONT: "sans.woff2", theme.SERIF_FONT: "serif.woff2"}


def font_file(family: str) -> Path | None:
    """The font's file, whose name changes with its content; None where Streamlit ships it no longer."""
    spec = find_spec("streamlit")
    media = Path(spec.origin).parent / "static" / "static" / "media" if spec and spec.origin else Path()
    return next(iter(sorted(media.glob(f"{FILES[family]}.*.woff2"))), None)


def fonts() -> dict[str, str]:
    """Font files by family, as data URLs. One that is not there is left out: the system's is used."""
    found = {family: font_file(family) for family in FILES}
    return {
        family: f"data:font/woff2;base64,{base64.b64encode(path.read_bytes()).decode()}"
        for family, path in found.items()
        if path
    }
