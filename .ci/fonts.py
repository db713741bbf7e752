# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools>=4.60", "brotli>=1.1"]
# ///
"""Make `leadlag/fonts/` anew from the fonts of the pages, which Streamlit ships: `uv run --script .ci/fonts.py`.

They become TrueType, which every painter reads; keep the letters of Latin alphabets, signs, arrows and shapes; and have
one weight each, because a program that does not know variable fonts draws their thinnest. Their licence reserves the
name "Source" for the originals, so that the families are called after the dashboard.
"""

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "leadlag" / "fonts"
MEDIA = next((ROOT / ".venv" / "lib").glob("python3*/site-packages/streamlit/static/static/media"))
SANS, SERIF = "SourceSansVF-Upright.*.woff2", "SourceSerifVariable-Roman.*.woff2"
#: File → the font it is made of, where it stands on its axes, and its names.
FACES = {
    "sans-regular": (SANS, {"wght": 400}, "Leadlag Sans", "Regular"),
    "sans-bold": (SANS, {"wght": 700}, "Leadlag Sans", "Bold"),
    "serif-bold": (SERIF, {"wght": 700, "opsz": 40}, "Leadlag Serif", "Bold"),
}
KEPT = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),  # Latin
    *range(0x2B0, 0x370),  # accents
    *range(0x1E00, 0x1F00),  # Latin, further
    *range(0x2010, 0x2060),  # punctuation
    *range(0x2070, 0x20D0),  # raised and lowered digits, currencies
    *range(0x2100, 0x2300),  # letterlike signs, fractions, arrows, operators
    *range(0x25A0, 0x2600),  # shapes
]
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]


def main() -> None:
    widths = {}
    for name, (file, axes, family, style) in FACES.items():
        font = TTFont(next(MEDIA.glob(file)), recalcTimestamp=False)
        copyright_line = font["name"].getDebugName(0)
        font = instantiateVariableFont(font, axes)
        options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, drop_tables=["STAT"])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=KEPT)
        subsetter.subset(font)
        renamed(font, family, style)
        font.flavor = None
        font.save(FOLDER / f"{name}.ttf")
        metrics, upm = font["hmtx"], font["head"].unitsPerEm
        widths[name] = {
            chr(code): metrics[glyph][0] * 1000 // upm for code, glyph in sorted(font.getBestCmap().items())
        }
        print(f"{name}: {len(widths[name])} characters. {copyright_line}", file=sys.stderr)
    (FOLDER / "widths.json").write_text(json.dumps(widths, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def renamed(font: TTFont, family: str, style: str) -> None:
    bold, plain = style == "Bold", family.replace(" ", "")
    for name_id, text in {
        1: family,
        2: style,
        3: f"{plain}-{style}",
        4: f"{family} {style}",
        6: f"{plain}-{style}",
    }.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (1 << 5 if bold else 1 << 6)
    font["head"].macStyle = int(bold)


main()
