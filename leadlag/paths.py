"""Where things are: the one place that knows the project's folders."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "pages"
QUERIES = ROOT / "queries"
MODEL = QUERIES / "model"
STYLES = ROOT / "leadlag" / "frame.css"
SCRIPTS = (ROOT / "leadlag" / "frame.js", ROOT / "leadlag" / "marks.js")
WORDS = ROOT / "leadlag" / "words"

#: The language that the app is written in and others are translated from, and every one with a catalogue, it first.
SOURCE_LANGUAGE = "en"
LANGUAGES = (SOURCE_LANGUAGE, *sorted({file.stem for file in WORDS.glob("*.po")} - {SOURCE_LANGUAGE}))


def catalogue(lang: str) -> Path:
    return WORDS / f"{lang}.po"


def choose_data_folder(arguments: Sequence[str] | None = None) -> None:
    """Take `--data DIR` from the command line, as in `streamlit run app.py -- --data DIR`, before `LEADLAG_DATA`."""
    parser = argparse.ArgumentParser(prog="streamlit run app.py --", allow_abbrev=False)
    parser.add_argument("--data", type=Path, metavar="DIR", help="a folder of CSVs (default: LEADLAG_DATA, or data/)")
    options, _ = parser.parse_known_args(sys.argv[1:] if arguments is None else arguments)
    if options.data is not None:
        os.environ["LEADLAG_DATA"] = str(options.data)


def data_folder() -> Path:
    """The folder of CSVs on show: `LEADLAG_DATA`, or the shipped `data/`."""
    return Path(os.environ.get("LEADLAG_DATA") or ROOT / "data")
