"""What leaves the dashboard beside a picture: words, a citation, the rows as files, the address of the very view."""

import csv
import io
import json
import zipfile
from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from leadlag import captions, charts, queries
from leadlag.cards import Picture, pictures, texts
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES, Language, say
from tests.conftest import Folder
from tests.drawings import reading_with
from tests.pages import opened

LINK = "http://localhost:8501/gaps?lang=en&side=bytedance"
every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_chart = pytest.mark.parametrize("question", charts.CHARTS)


@dataclass(frozen=True)
class Shared:
    """A chart's first card in one language, with the rows it shows."""

    snapshot: Snapshot
    question: str
    lang: Language
    rows: Sequence[Any]
    picture: Picture

    def files(self) -> dict[str, bytes]:
        packed = texts.packed(self.snapshot, self.question, self.picture, self.rows, self.lang, LINK)
        with zipfile.ZipFile(io.BytesIO(packed)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}

    def table(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files()[name].decode("utf-8-sig"), newline="")))


def shared(snapshot: Snapshot, question: str = "gaps", lang: Language = "en") -> Shared:
    read = reading_with(snapshot, question)
    rows = queries.ask(read, question, **charts.defaults(read, question))
    return Shared(read, question, lang, rows, pictures(read, question, lang)[0])


@every_chart
def test_the_zip_holds_the_rows_on_screen_and_the_documents_behind_them(snapshot: Snapshot, question: str) -> None:
    card = shared(snapshot, question)
    assert sorted(card.files()) == sorted([f"{question}.csv", "sources.csv", "readme.txt"])
    assert all(content.startswith(b"\xef\xbb\xbf") for name, content in card.files().items() if name.endswith(".csv"))
    assert len(card.table(f"{question}.csv")) == len(card.rows)
    assert list(card.table(f"{question}.csv")[0]) == list(queries.question(question).columns)
    cited = captions.cited(card.snapshot, card.picture.statements)
    assert [row["id"] for row in card.table("sources.csv")] == [row.id for row in cited]


@every_language
def test_the_readme_says_what_the_rows_are(snapshot: Snapshot, lang: Language) -> None:
    readme = shared(snapshot, lang=lang).files()["readme.txt"].decode()
    picture = pictures(snapshot, "gaps", lang)[0]
    told = (
        say(lang, "page.gaps"),
        picture.title,
        captions.as_of(snapshot, lang, picture.statements),
        snapshot.fingerprint,
        LINK,
    )
    assert [text for text in told if text not in readme] == []
    assert say(lang, "reading.article") in readme


def test_the_same_view_gives_the_same_zip(snapshot: Snapshot) -> None:
    assert shared(snapshot).files() == shared(snapshot).files()
    card = shared(snapshot)
    once, again = (texts.packed(snapshot, "gaps", card.picture, card.rows, "en", LINK) for _ in range(2))
    assert once == again


def test_only_the_rows_left_by_a_filter_are_packed(snapshot: Snapshot) -> None:
    card = shared(snapshot)
    assert len(replace(card, rows=card.rows[:2]).table("gaps.csv")) == 2


def test_a_cell_never_begins_a_formula_and_numbers_are_plain(snapshot: Snapshot) -> None:
    kind = namedtuple("kind", "text money whole yes nothing")  # as questions make theirs
    card = replace(shared(snapshot), rows=[kind("=1+1", 4.8, 1e15, True, None), kind("-2", 20.0, 3, False, "@x")])
    assert [list(row.values()) for row in card.table("gaps.csv")] == [
        ["'=1+1", "4.8", "1000000000000000", "true", ""],
        ["-2", "20", "3", "false", "'@x"],
    ]


@every_language
@every_chart
def test_the_pasted_text_begins_with_the_finding_and_ends_with_the_link(
    snapshot: Snapshot, question: str, lang: Language
) -> None:
    card = shared(snapshot, question, lang)
    lines = texts.pasted(card.snapshot, question, card.picture, card.rows, lang, LINK).splitlines()
    assert lines[0] == card.picture.title
    assert lines[-3:] == [
        captions.sources(card.snapshot, card.picture.statements, lang),
        captions.as_of(card.snapshot, lang, card.picture.statements),
        LINK,
    ]


def test_the_pasted_text_lists_the_figures(snapshot: Snapshot) -> None:
    card = shared(snapshot, "audience")
    listed = texts.pasted(snapshot, "audience", card.picture, card.rows, "en", LINK).splitlines()[1]
    assert listed.startswith("CapCut: ≥\u00a0200M")
    assert listed in card.picture.alt
    pairs = shared(snapshot)
    lines = texts.pasted(snapshot, "gaps", pairs.picture, pairs.rows, "en", LINK).splitlines()
    assert len(lines) == 4 + len({row.id for row in pairs.rows})


@every_language
def test_a_citation_names_finding_date_version_sources_and_link(snapshot: Snapshot, lang: Language) -> None:
    card = shared(snapshot, lang=lang)
    cited = texts.citation(snapshot, card.picture, lang, LINK)
    told = (
        card.picture.title,
        captions.as_of(snapshot, lang, card.picture.statements),
        "小川电商",
        snapshot.fingerprint,
        LINK,
    )
    assert [text for text in told if text not in cited] == []


def test_bibtex_escapes_what_latex_would_read_as_a_command(snapshot: Snapshot) -> None:
    hostile = replace(shared(snapshot).picture, title="50% of {A} & B_C #1 \\input $x$ ~^\nnext")
    entry = texts.bibtex(snapshot, "gaps", hostile, "en", LINK)
    assert entry.splitlines()[0] == f"@misc{{leadlag_gaps_{snapshot.fingerprint},"
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    assert title == (
        r"  title = {{50\% of \{A\} \& B\_C \#1 \textbackslash{}input \$x\$ \textasciitilde{}\textasciicircum{} next}},"
    )
    assert f"  url = {{{LINK}}}" in entry
    assert "  year = {2024}," in entry


def test_a_picture_says_which_view_it_is(snapshot: Snapshot) -> None:
    picture = pictures(snapshot.read_as("latest"), "gaps", "zh", query={"side": "bytedance"})[0]
    noted = texts.metadata(picture, "gaps")
    assert noted["leadlag:url"] == "gaps?lang=zh&reading=latest&side=bytedance"
    assert noted["leadlag:question"] == "gaps"
    assert noted["leadlag:statements"].split() == list(picture.statements)
    assert noted["leadlag:fingerprint"] == snapshot.fingerprint
    assert (noted["Title"], noted["Description"]) == (picture.title, picture.alt)


def panel(stem: str, question: str, **link: str) -> dict[str, Any]:
    """What the panel below a chart is given to draw."""
    app = opened(stem, **link)
    app.button_group(key=f"behind-{question}").set_value("share").run()
    assert not app.exception
    data: dict[str, Any] = json.loads(app.get("bidi_component")[0].proto.json)
    return data


@every_language
@pytest.mark.parametrize(("stem", "question"), [("gaps", "gaps"), ("prices", "effects"), ("conflicts", "confidence")])
def test_the_panel_offers_every_way_in_the_readers_language(stem: str, question: str, lang: Language) -> None:
    data = panel(stem, question, lang=lang)
    assert data["words"]["image"] == say(lang, "share.action.image")
    assert data["cards"][0]["metadata"]["leadlag:question"] == question
    assert data["texts"]["link"].endswith(f"/{stem}?lang={lang}")
    assert {address.split("/")[1] for address in (*data["scripts"], *data["fonts"].values())} == {"scripts", "fonts"}


def test_the_card_has_the_views_filters_and_reading() -> None:
    every, some = (panel("gaps", "gaps", lang="en", reading="latest", **link) for link in ({}, {"side": "bytedance"}))
    assert some["cards"][0]["metadata"]["leadlag:url"] == "gaps?lang=en&reading=latest&side=bytedance"
    assert some["cards"] != every["cards"]
    assert "$" in json.dumps(panel("prices", "prices", lang="en", currency="USD")["cards"][0]["figure"])


def test_a_card_in_another_language_leaves_the_page_as_it_is() -> None:
    app = opened("gaps", lang="en")
    app.button_group(key="behind-gaps").set_value("share").run()
    app.button_group(key="card-lang-gaps-en").set_value("zh").run()
    data = json.loads(app.get("bidi_component")[0].proto.json)
    assert data["texts"]["link"].endswith("/gaps?lang=zh")
    assert data["words"]["image"] == say("en", "share.action.image")


def test_hostile_text_is_only_ever_a_value(folder: Folder) -> None:
    evil = "=HYPERLINK(1) <b>x</b> \\n javascript:alert(1) 😀"
    folder.set("sources", next(iter(folder.rows("sources")[0].values())), "title", evil)
    card = shared(folder.load())
    assert evil in texts.pasted(card.snapshot, "gaps", card.picture, card.rows, "en", LINK)
    assert f"'{evil}" in {row["title"] for row in card.table("sources.csv")}
