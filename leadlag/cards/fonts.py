"""The fonts of the pages, for pictures and files that are made outside of one."""

import base64
from importlib.util import find_spec
from pathlib import Path

#: Family → the beginning of its file's name among those that ship with Streamlit.
FILES = {"Source Sans": "SourceSansVF-Upright", "Source Serif": "SourceSerifVariable-Roman"}


def fonts() -> dict[str, str]:
    """Font files by family, as data URLs. One that Streamlit ships no longer is left out: the system's is used."""
    spec = find_spec("streamlit")
    media = Path(spec.origin).parent / "static" / "static" / "media" if spec and spec.origin else Path()
    files = {family: sorted(media.glob(f"{start}*.woff2")) for family, start in FILES.items()}
    return {
        family: f"data:font/woff2;base64,{base64.b64encode(paths[0].read_bytes()).decode()}"
        for family, paths in files.items()
        if paths
    }
