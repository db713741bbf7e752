"""Markup in data, names of files and messages is shown as the characters it is: in labels and boxes, and in files."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import escape
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from leadlag.cards import batch, contact_sheets
from leadlag.store import Snapshot
from leadlag.ui.output import escape_markdown
from tests.conftest import Folder
from tests.markup import EVIL, EVIL_FILE
from tests.pages import STEMS, opened, page, read, visit, words

MARKED = (
    *("<b>x</b>", "a &amp; b", "&#60;", "**bold**", "__bold__", "`code`", "~~gone~~", "[l](javascript:x)", "$a$ $$b$$"),
    *(":red[x]", ":smile: :+1: :100:", ":material/home:", "a -> b", "x <= y", "# head", "- item", "1. one", "> quote"),
    *("    code", "| a |\n|---|\n| 1 |", "a\n===", "\\* kept"),
)


def labels(app: AppTest) -> Iterator[str]:
    """All that Streamlit reads as Markdown on a page: labels, options, boxes and notices."""
    waiting: list[Block] = [app._tree]
    while waiting:
        for one in waiting.pop().children.values():
            if isinstance(one, Block):
                waiting.append(one)
            if one.type not in ("html", "selectbox") and hasattr(one.proto, "ListFields"):
                proto = one.proto
                if getattr(proto, "allow_html", False):  # a picture, which `tests/test_stills.py` looks at
                    continue
                yield from (getattr(proto, name) for name in ("label", "body") if hasattr(proto, name))
                yield from (getattr(option, "content", option) for option in getattr(proto, "options", ()))


def as_it_is(app: AppTest) -> list[str]:
    """What Markdown may read otherwise than it is written."""
    found = list(labels(app))
    assert found
    return [label for label in found if escape_markdown(read(label)) != label]


@pytest.mark.parametrize("text", MARKED)
def test_escaped_text_is_read_as_written(text: str) -> None:
    assert read(escape_markdown(text)) == text
    assert escape_markdown(text) != text


@pytest.mark.parametrize("text", ["Search claims, figures, places", "up to 20 MB", "https://x.org/a_b", "3–4 (5)"])
def test_text_without_markdown_stays_as_it_is(text: str) -> None:
    """A screen reader is given a label as it is written."""
    assert escape_markdown(text) == text


def test_labels_of_every_page(hostile: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(hostile.folder))
    app = opened(lang="zh", reading="latest")
    found = {stem: as_it_is(visit(app, stem) if stem != STEMS[0] else app) for stem in STEMS}
    assert found == {stem: [] for stem in STEMS}
    assert EVIL in map(read, labels(visit(app, "gaps")))
    assert EVIL in visit(app, "figures").selectbox(key="measure").options


def test_names_of_files(folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the folder, of a file that is not read, and of one that was uploaded."""
    named = Folder(folder.path.rename(tmp_path / EVIL_FILE))
    named.write(EVIL_FILE, "fruit\napple\n")
    monkeypatch.setenv("LEADLAG_DATA", str(named.path))
    app = opened("swap", lang="en")
    app.file_uploader[0].upload(EVIL_FILE, b"fruit\napple\n", "text/csv").run()
    assert words(app).count(EVIL_FILE) >= 4
    assert "<b>x" not in page(app)
    assert as_it_is(app) == []


def test_picture_of_something_else(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app = opened("swap", lang="en")
    app.file_uploader(key="picture").upload(f"{EVIL_FILE}.png", b"no picture", "image/png").run()
    assert [EVIL_FILE in read(box.value) for box in app.error] == [True]
    assert as_it_is(app) == []


def test_contact_sheets(hostile: Snapshot, snapshot: Snapshot) -> None:
    cards = batch.cards(hostile, batch.CardSpec(langs=("en",)))
    changes = batch.changes(batch.cards(snapshot, batch.CardSpec(langs=("en",))), cards)
    pairs = [card for change in changes for card in (change.before, change.after) if card]
    files = {f"{number} {EVIL_FILE}": card for number, card in enumerate(pairs)}
    for shown in (contact_sheets.page(cards, "en"), contact_sheets.changes_page(files, changes, EVIL, "en")):
        assert escape(EVIL) in shown
        assert set(re.findall(r"<b>(x)</b>|href='(javascript)", shown)) == set()
