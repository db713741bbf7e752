"""Where things are: the one place that knows the project's folders."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "pages"
QUERIES = ROOT / "queries"
MODEL = QUERIES / "model"
STYLES = ROOT / "leadlag" / "frame.css"
SCRIPT = ROOT / "leadlag" / "frame.js"


def data_folder() -> Path:
    """The folder of CSVs on show: `LEADLAG_DATA`, or the shipped `data/`."""
    return Path(os.environ.get("LEADLAG_DATA") or ROOT / "data")
