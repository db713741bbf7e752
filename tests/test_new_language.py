"""A third language is one file: every page and card is said in it, and nothing in another one.

The language is made up: Polish by its plurals, dates and numbers, and every letter of its words an accented one. So a
plain word on a page is none of the catalogue's or of the data's texts, but a code, a column's name, or Polish as Babel
has it.
"""

import csv
import html
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from babel.dates import TIMEDELTA_UNITS, format_timedelta, get_month_names
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from babel.numbers import format_compact_decimal
from babel.units import format_unit

from leadlag import paths
from leadlag.contract import TABLES
from tests.conftest import run_in
from tests.lint.words import entries

LANG = "pl"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "ắƀćđếƒǵĥíĵķĺḿńóṕɋŕśťúṽŵẋýžÁƁĆĐÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼŴẊÝŽ"
#: What the menu of languages says, and names that are the same in every language.
SAME = {"Language", "English", "Polski", "leadlag", "story", "CSV", "SQL", "PNG", "csv"}
VISIT = f"""
import json
from leadlag.cards import pictures
from leadlag import charts
from leadlag.store import load
from tests.conftest import STORY
from tests.pages import tour

seen = {{stem: page.heard for stem, page in tour("{LANG}", "latest").items()}}
snapshot = load(STORY)
for question in charts.CHARTS:
    cards = pictures(snapshot, question, "{LANG}")
    seen["card of " + question] = [text for card in cards for text in (card.svg, card.alt)]
print(json.dumps(seen))
"""


def pseudo(text: str) -> str:
    """A text of the made-up language, with its placeholders."""
    accents = str.maketrans(PLAIN, ACCENTED)
    return re.sub(r"({\w+})|([^{}]+)", lambda found: found[1] or found[2].translate(accents), text)


def catalogue() -> Catalog:
    """Every text of the English catalogue in the made-up language, in all the plurals that Polish has."""
    made = Catalog(locale=LANG)
    for entry in entries("en.po", paths.catalogue("en").read_text(encoding="utf-8")):
        one, *many = entry.english
        translation = tuple(pseudo((many or [one])[0]) for _ in range(made.num_plurals))
        made.add(entry.english if many else one, translation if many else translation[0], context=entry.key)
    return made


@pytest.fixture
def project(project_copy: Path) -> Path:
    """The project with a third language, in which its data say their texts, too."""
    with (project_copy / "leadlag" / "words" / f"{LANG}.po").open("wb") as written:
        write_po(written, catalogue())
    for table in TABLES:
        file = project_copy / "tests" / "story" / table.file
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = list(csv.DictReader(text))
        texts = [column.name for column in table.columns if f"{column.name}_zh" in table.indexes]
        for row in rows:
            row |= {f"{name}_{LANG}": pseudo(row[name]) for name in texts if name in row}
        if rows:
            with file.open("w", encoding="utf-8", newline="") as text:
                writer = csv.DictWriter(text, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
    return project_copy


def plain_words(text: str) -> set[str]:
    """Words of plain letters: neither ids nor what stands in a tag, a script or a chart's settings."""
    if text.startswith("{"):
        chart = json.loads(text)
        drawn = [str(one) for trace in chart["data"] for one in trace.get("text") or ()]
        text = " ".join([*drawn, *(one["text"] for one in chart["layout"].get("annotations", ()))])
    text = html.unescape(re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL))
    return {word for word in re.findall(r"[\w.-]+", text) if re.fullmatch("[A-Za-z]{3,}", word)}


def babel_words() -> set[str]:
    """What Babel may say of numbers, units of time, months and ages."""
    lengths = {unit: timedelta(seconds=seconds) for unit, seconds in TIMEDELTA_UNITS}
    said = [
        *(format_compact_decimal(10**power, locale=LANG) for power in range(3, 16)),
        *(format_unit(n, f"duration-{unit}", locale=LANG) for unit in lengths for n in (0.5, 1, 2, 5)),
        *(
            format_timedelta(-n * length, add_direction=True, locale=LANG)
            for length in lengths.values()
            for n in (1, 5)
        ),
        *(name for width in ("abbreviated", "wide") for name in get_month_names(width, locale=LANG).values()),
    ]
    return plain_words(" ".join(said))


def codes(project: Path) -> Iterator[str]:
    """Names of tables and columns, and the cells that hold no translated text."""
    for table in TABLES:
        texts = {
            name
            for one in table.indexes
            if f"{one}_zh" in table.indexes
            for name in (one, f"{one}_zh", f"{one}_{LANG}")
        }
        yield from (table.name, *table.indexes)
        with (project / "tests" / "story" / table.file).open(encoding="utf-8", newline="") as file:
            yield from (cell for row in csv.DictReader(file) for name, cell in row.items() if name not in texts)


def test_every_page_in_a_new_language(project: Path) -> None:
    known = SAME | babel_words() | plain_words(" ".join([str(project), "tests", *codes(project)]))
    pages = json.loads(run_in(project, "-c", VISIT))
    seen = {where: {word for text in texts for word in plain_words(text)} for where, texts in pages.items()}
    assert {where: sorted(words - known) for where, words in seen.items() if words - known} == {}


@pytest.mark.browser
def test_charts_in_a_new_language_keep_texts_apart(project: Path) -> None:
    layout = ("tests/browser/test_layout.py", "-k", f"texts_keep_apart and {LANG} and latest")
    run_in(project, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *layout)
