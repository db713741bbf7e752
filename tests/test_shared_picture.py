"""A shared picture dropped on the page of data: its view, and what has become of its figures, in both languages."""

import html
import io
import re

import pytest
from PIL import Image, PngImagePlugin
from streamlit.testing.v1 import AppTest

from leadlag.cards import pictures, texts
from leadlag.store import live, proposals
from leadlag.words import LANGUAGES, Language, enum_label, translate
from tests.conftest import Folder
from tests.pages import messages, opened, page, words

every_language = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(autouse=True)
def data(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    return folder


def shared(folder: Folder, lang: Language) -> bytes:
    """A picture that says of itself what a card of the audience says."""
    picture = pictures(folder.load(), "audience", lang)[0]
    notes = PngImagePlugin.PngInfo()
    for key, text in texts.metadata(picture, "audience").items():
        notes.add_itxt(key, text)
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG", pnginfo=notes)
    return file.getvalue()


def dropped(app: AppTest, raw: bytes) -> AppTest:
    app.file_uploader(key="picture").upload("audience.png", raw, "image/png").run()
    assert not app.exception
    return app


def test_picture_leads_back_to_its_view(data: Folder) -> None:
    app = dropped(opened("swap", lang="zh"), shared(data, "zh"))
    assert "href='audience?lang=zh'" in html.unescape(page(app))
    assert translate("zh", "shared.same", fingerprint=data.load().fingerprint) in words(app)
    assert translate("zh", "shared.all_same") in words(app)


@every_language
def test_changed_figure_is_shown_then_and_now(data: Folder, lang: Language) -> None:
    raw = shared(data, lang)
    sent = data.file("users").read_bytes().replace(b",490000000,", b",512000000,", 1)
    here = live(data.path)
    here.accept(proposals.propose(data.path, here.current()[0], proposals.identify_tables([("users.csv", sent)])))
    app = dropped(opened("swap", lang=lang), raw)
    rows = re.findall(r"<tr>(.*?)</tr>", page(app))
    row = next(row for row in rows if "capcut_users_2023_08" in row)
    assert enum_label(lang, "shared.state", "changed") in row
    before, after = {"en": ("about 490M", "about 512M"), "zh": ("约 4.9 亿", "约 5.12 亿")}[lang]
    assert before in row
    assert after in row


def test_picture_that_is_no_card_is_refused() -> None:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    app = dropped(opened("swap", lang="zh"), file.getvalue())
    assert messages(app.error) == [translate("zh", "error.no_card", path="audience.png")]
