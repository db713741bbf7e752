"""What leaves the dashboard beside a picture: words, a citation, the rows as files, the address of the very view."""

import csv
import io
import json
import zipfile
from collections import namedtuple
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from streamlit.testing.v1 import AppTest

from leadlag import captions, charts, queries
from leadlag.cards import Picture, pictures, texts
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES, Language, translate
from tests.conftest import Folder
from tests.drawings import pictured, reading_with
from tests.pages import opened

LINK = "http://localhost:8501/gaps?lang=en&side=bytedance"


@dataclass(frozen=True)
class Shared:
    """A chart's first card in one language, with the rows it shows."""

    snapshot: Snapshot
    question: str
    lang: Language
    rows: Sequence[Any]
    picture: Picture

    @cached_property
    def files(self) -> dict[str, bytes]:
        zipped = texts.data_zip(self.snapshot, self.question, self.picture, self.rows, self.lang, LINK)
        with zipfile.ZipFile(io.BytesIO(zipped)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}

    def table(self, name: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files[name].decode("utf-8-sig"), newline="")))


def shared(snapshot: Snapshot, question: str = "gaps", lang: Language = "en") -> Shared:
    read = reading_with(snapshot, question)
    rows = queries.answer(read, question, **charts.defaults(read, question))
    return Shared(read, question, lang, rows, pictured(read, question, lang)[0])


def test_zip_holds_rows_and_documents(snapshot: Snapshot) -> None:
    """The rows on screen and the documents behind them, as a spreadsheet reads them."""
    for question in charts.CHARTS:
        card = shared(snapshot, question)
        files = card.files
        assert sorted(files) == sorted([f"{question}.csv", "sources.csv", "readme.txt"])
        assert [name for name in files if name.endswith(".csv") and not files[name].startswith(b"\xef\xbb\xbf")] == []
        table = card.table(f"{question}.csv")
        assert len(table) == len(card.rows)
        declared, named = list(queries.question(question).columns), charts.named_rows(card.snapshot, card.rows, "en")
        assert list(table[0]) == named[0]
        assert named[0][: len(declared)] == declared
        assert [row[named[0][-1]] or None for row in table] == [
            None if cells[-1] is None else str(cells[-1]) for cells in named[1]
        ]
        cited = captions.cited(card.snapshot, card.picture.statements)
        assert [row["id"] for row in card.table("sources.csv")] == [row.id for row in cited]


def test_readme_says_what_the_rows_are(snapshot: Snapshot) -> None:
    for lang in LANGUAGES:
        card = shared(snapshot, lang=lang)
        readme = card.files["readme.txt"].decode()
        told = (
            translate(lang, "page.gaps"),
            card.picture.title,
            captions.as_of(snapshot, lang, card.picture.statements),
            snapshot.fingerprint,
            LINK,
        )
        assert [text for text in (*told, translate(lang, "reading.article")) if text not in readme] == []


def test_same_view_gives_the_same_zip(snapshot: Snapshot) -> None:
    """To the byte; and a filtered one only the rows that are left."""
    card = shared(snapshot)
    once, again = (texts.data_zip(snapshot, "gaps", card.picture, card.rows, "en", LINK) for _ in range(2))
    assert once == again
    assert len(replace(card, rows=card.rows[:2]).table("gaps.csv")) == 2


def test_cells_are_no_formulas(snapshot: Snapshot) -> None:
    kind = namedtuple("kind", "text money great yes nothing")  # as questions make theirs
    card = replace(shared(snapshot), rows=[kind("=1+1", 4.8, 1e15, True, None), kind("-2", 20.0, 3, False, "@x")])
    assert [list(row.values()) for row in card.table("gaps.csv")] == [
        ["'=1+1", "4.8", "1000000000000000", "true", ""],
        ["-2", "20", "3", "false", "'@x"],
    ]


def test_pasted_text_has_both_ends(snapshot: Snapshot) -> None:
    """The finding first, the link last."""
    views = [*((question, LANGUAGES[0]) for question in charts.CHARTS), ("gaps", LANGUAGES[1])]
    for question, lang in views:
        card = shared(snapshot, question, lang)
        first, *_, sources, dated, link = texts.share_text(
            card.snapshot, question, card.picture, card.rows, lang, LINK
        ).splitlines()
        assert (first, link) == (card.picture.finding, LINK)
        assert sources == captions.sources(card.snapshot, card.picture.statements, lang)
        assert dated == captions.as_of(card.snapshot, lang, card.picture.statements)


def test_pasted_text_lists_the_figures(snapshot: Snapshot) -> None:
    card = shared(snapshot, "audience")
    listed = texts.share_text(snapshot, "audience", card.picture, card.rows, "en", LINK).splitlines()[1]
    assert listed.startswith("CapCut: ≥\u00a0200M")
    assert listed in card.picture.alt
    pairs = shared(snapshot)
    lines = texts.share_text(snapshot, "gaps", pairs.picture, pairs.rows, "en", LINK).splitlines()
    assert len(lines) == 4 + len({row.id for row in pairs.rows})


def test_citation_names_all(snapshot: Snapshot) -> None:
    for lang in LANGUAGES:
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


def test_bibtex_holds_no_command(snapshot: Snapshot) -> None:
    hostile = replace(shared(snapshot).picture, finding="50% of {A} & B_C #1 \\input $x$ ~^\nnext")
    entry = texts.bibtex(snapshot, "gaps", hostile, "en", LINK)
    assert entry.splitlines()[0] == f"@misc{{leadlag_gaps_{snapshot.fingerprint},"
    title = next(line for line in entry.splitlines() if line.startswith("  title"))
    assert title == (
        r"  title = {{50\% of \{A\} \& B\_C \#1 \textbackslash{}input \$x\$ \textasciitilde{}\textasciicircum{} next}},"
    )
    assert f"  url = {{{LINK}}}" in entry
    assert "  year = {2024}," in entry


def test_pictures_say_their_view(snapshot: Snapshot) -> None:
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
    return panel_data(app)


def panel_data(app: AppTest) -> dict[str, Any]:
    """What the open panel is given; another component tells how wide the window is."""
    given = (json.loads(component.proto.json) for component in app.get("bidi_component"))
    data: dict[str, Any] = next(data for data in given if "cards" in data)
    return data


def test_panel_offers_every_way() -> None:
    """In the reader's language, for the card of the view's filters and reading."""
    every, some = (panel("gaps", "gaps", lang="en", reading="latest", **link) for link in ({}, {"side": "bytedance"}))
    effects = panel("prices", "effects", lang="zh")
    for data, stem, question, lang in (
        (every, "gaps", "gaps", LANGUAGES[0]),
        (some, "gaps", "gaps", LANGUAGES[0]),
        (effects, "prices", "effects", LANGUAGES[1]),
    ):
        assert data["words"]["image"] == translate(lang, "share.action.image")
        assert data["cards"][0]["metadata"]["leadlag:question"] == question
        assert f"/{stem}?lang={lang}" in data["texts"]["link"]
        loaded = (*data["scripts"], *(font["address"] for font in data["fonts"]))
        assert {address.split("/")[1] for address in loaded} == {"scripts", "fonts"}
    assert some["cards"][0]["metadata"]["leadlag:url"] == "gaps?lang=en&reading=latest&side=bytedance"
    assert some["cards"] != every["cards"]
    assert "$" in panel("prices", "prices", lang="en", currency="USD")["cards"][0]["svg"]


def test_card_in_another_language() -> None:
    app = opened("gaps", lang="en")
    app.button_group(key="behind-gaps").set_value("share").run()
    app.button_group(key="card-lang-gaps-en").set_value("zh").run()
    data = panel_data(app)
    assert data["texts"]["link"].endswith("/gaps?lang=zh")
    assert data["words"]["image"] == translate("en", "share.action.image")


def test_hostile_text_is_a_value(folder: Folder) -> None:
    evil = "=HYPERLINK(1) <b>x</b> \\n javascript:alert(1) 😀"
    folder.set("sources", next(iter(folder.rows("sources")[0].values())), "title", evil)
    card = shared(folder.load())
    assert evil in texts.share_text(card.snapshot, "gaps", card.picture, card.rows, "en", LINK)
    assert f"'{evil}" in {row["title"] for row in card.table("sources.csv")}
