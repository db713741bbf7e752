"""The share panel as its reader meets it: a card drawn in this browser, copied, downloaded, the same every time."""

import base64
import io
import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Dialog, Page, expect

from leadlag import charts, queries
from leadlag.cards import SIZES, Picture, pictures, texts
from leadlag.fonts import FACES
from leadlag.store import Snapshot
from leadlag.words import Language, translate
from tests.browser.app_server import Server, serve
from tests.browser.panels import CLIPBOARD, SVG, Panel, close, content, words
from tests.browser.test_server import answer
from tests.browser.visit import PHONE, Opened, Visit
from tests.conftest import copy_of_story

#: The pages with their charts, each in one of the languages.
CHARTS_OF: Mapping[Language, Mapping[str, Sequence[str]]] = {
    "en": {
        "overview": ("overview",),
        "prices": ("prices", "effects"),
        "timeline": ("timeline",),
        "conflicts": ("confidence",),
    },
    "zh": {"audience": ("audience",), "data_costs": ("data_costs", "memberships"), "gaps": ("gaps",)},
}
HOSTILE = "<b>bold</b> 😀 \u0379 javascript:alert(1) <a href='javascript:alert(2)'>x</a> " + "long " * 46
BARE = """async (card) => {
  const svg = leadlagCards.svg(card.svg, window.cardFonts);
  const pngs = [];
  for (let times = 0; times < 2; times += 1) {
    const png = await leadlagCards.png(card, window.cardFonts);
    pngs.push(btoa(Array.from(png, byte => String.fromCharCode(byte)).join('')));
  }
  return [svg, ...pngs];
}"""


def loaded(visit: Visit) -> set[str]:
    """What draws a card, as far as it has been asked for."""
    return {urlsplit(one).path for one in visit.asked if "/scripts/" in one or "/fonts/" in one}


def opens_on(snapshot: Snapshot, question: str, lang: Language) -> Picture:
    """The first card of what a chart shows until the reader chooses."""
    rows = queries.answer(snapshot, question, **charts.defaults(snapshot, question))
    if question == "gaps":
        return pictures(
            snapshot, question, lang, rows=[row for row in rows if row.across], only=(("pairs", "across"),)
        )[0]
    if question == "timeline":
        launches = [row for row in rows if row.kind == "launch"]
        return pictures(snapshot, question, lang, rows=launches, only=(("kind", "launch"),))[0]
    return pictures(snapshot, question, lang)[0]


@pytest.mark.parametrize("lang", CHARTS_OF)
def test_panels(opened: Opened, snapshot: Snapshot, lang: Language) -> None:
    """Below every chart; what draws a card is loaded with the first."""
    visit = opened(f"/conflicts?lang={lang}", allowed=CLIPBOARD)
    assert loaded(visit) == set()
    for stem, questions in CHARTS_OF[lang].items():
        visit.turn_to(stem, lang)
        for place, question in enumerate(questions):
            panel = Panel(visit, question, lang).open()
            expect(panel.button("image")).to_be_visible()
            said, first = panel.words, opens_on(snapshot, question, lang)
            assert first.finding == visit.findings.nth(place).inner_text()
            assert close(first.title) in said
            assert close(translate(lang, "footer.source", sources="小川电商")) in said
            assert snapshot.fingerprint in said
            assert panel.previews.first.get_attribute("alt") == first.alt
            expect(panel.place.get_by_role("alert")).to_have_count(0)
            assert panel.copy("text").startswith(visit.findings.nth(place).inner_text())
    assert loaded(visit) == {"/scripts/render.js", *(f"/fonts/{face.file}" for face in FACES)}
    assert [*visit.complaints, *visit.asked_elsewhere] == []


def test_downloads(opened: Opened, snapshot: Snapshot) -> None:
    """A picture of twice the size that says what it is and is the same again, its SVG, the data behind it."""
    visit = opened("/prices?lang=en")
    panel = Panel(visit, "effects").open()
    picture = pictures(snapshot, "effects", "en", uses=10)[0]
    download = panel.save("png")
    assert download.suggested_filename == f"{picture.name}.png"
    png = content(download)
    assert struct.unpack(">II", png[16:24]) == (2400, 1350)
    with Image.open(io.BytesIO(png)) as image:
        image.load()
        assert image.text == texts.metadata(picture, "effects")  # type: ignore[attr-defined]  # PNG only
        assert image.convert("RGB").getpixel((2, 2)) == (255, 253, 249)
    assert content(panel.save("png")) == png

    svg = content(panel.save("svg")).decode()
    assert ElementTree.canonicalize(svg) == ElementTree.canonicalize(panel.svg)  # attributes may change places
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    assert svg.count("src:url(data:font/ttf;base64,") == len(FACES)
    assert not re.search(r"(?:href|src)\s*=\s*['\"]?\s*(?:http|//|javascript)", svg)

    download = panel.save("data")
    assert download.suggested_filename == f"effects_en_{snapshot.fingerprint}.zip"
    with zipfile.ZipFile(io.BytesIO(content(download))) as packed:
        assert packed.namelist() == ["effects.csv", "readme.txt", "sources.csv"]

    visit.open(visit.address)
    assert content(Panel(visit, "effects").open().save("png")) == png


def test_choices_change_the_card(opened: Opened) -> None:
    """And not the page."""
    visit = opened("/prices?lang=en")
    panel = Panel(visit, "effects").open()
    for size in SIZES[1:]:
        panel.choose("share.size", f"{size.width}×{size.height}")
        root = ElementTree.fromstring(panel.svg)
        assert (root.get("width"), root.get("height")) == (str(size.width), str(size.height))
    light = panel.svg
    panel.choose("share.theme", translate("en", "share.theme.dark"))
    assert "#15181c" in panel.svg
    assert "#15181c" not in light
    panel.choose("share.language", "中文")
    assert "来源：小川电商" in panel.words
    assert visit.link["lang"] == "en"
    expect(visit.question).to_have_text(translate("en", "page.prices"))
    assert visit.complaints == []


def test_filters_change_the_card(opened: Opened) -> None:
    """A side and a currency that are chosen on the page, and with them the link."""
    visit = opened("/gaps?lang=en", allowed=CLIPBOARD)
    panel = Panel(visit, "gaps").open()
    panel.redrawn_by(visit.choice("OpenAI & Adobe"))
    assert close(visit.findings.first.inner_text()) in panel.words
    assert panel.copy("link") == f"{visit.server.url}/gaps?lang=en&side=openai_adobe"
    visit.turn_to("prices", "en")
    panel = Panel(visit, "prices").open()
    assert "$" in panel.words
    panel.redrawn_by(visit.choice("CNY"))
    assert "$" not in panel.words
    assert panel.copy("link") == f"{visit.server.url}/prices?lang=en&currency=CNY"


def test_clipboard(opened: Opened, snapshot: Snapshot) -> None:
    """Everything can be copied, by buttons and by keys; where it is refused, it is said and a download offered."""
    visit = opened("/prices?lang=en", allowed=CLIPBOARD)
    page, finding, link = visit.page, visit.findings.last.inner_text(), f"{visit.server.url}/prices?lang=en"
    panel = Panel(visit, "effects").open()
    picture = pictures(snapshot, "effects", "en", uses=10)[0]
    text = panel.copy("text").splitlines()
    assert (text[0], text[-1]) == (finding, link)
    assert panel.copy("alt") == picture.alt
    assert panel.copy("link") == link
    assert finding in panel.copy("citation")
    assert panel.copy("bibtex").startswith(f"@misc{{leadlag_effects_{snapshot.fingerprint},")
    assert panel.copy("image") == [2400, 1350]

    def pressed(key: str, owner: Panel = panel) -> Any:
        return owner.copied(lambda: page.keyboard.press(key))

    assert pressed("l") == link
    assert pressed("c") == [2400, 1350]
    expect(page.get_by_role("dialog")).to_have_count(0)
    with page.expect_download():
        page.keyboard.press("d")
    page.evaluate("navigator.clipboard.writeText('before')")
    page.evaluate("document.body.append(document.createElement('textarea'))")
    field = page.locator("body > textarea")
    field.focus()
    page.keyboard.type("text")
    assert field.input_value() == "text"
    assert page.evaluate("navigator.clipboard.readText()") == "before"
    field.evaluate("field => field.remove()")

    other = Panel(visit, "prices").open()  # of two open panels the last one touched has the keys
    assert pressed("t", other).startswith(visit.findings.first.inner_text())
    panel.previews.first.click()
    assert pressed("t").startswith(finding)

    page.context.clear_permissions()
    page.context.grant_permissions(["geolocation"])
    for action, ending in (("text", ".txt"), ("image", ".png")):
        panel.button(action).click()
        said = panel.place.locator(".said.aloud")
        expect(said).to_contain_text(translate("en", "share.refused"))
        with page.expect_download() as found:
            said.get_by_role("button").click()
        assert found.value.suggested_filename == f"{picture.name}{ending}"
    assert visit.complaints == []


def test_panel_on_a_phone(opened: Opened) -> None:
    visit = opened("/gaps?lang=zh", size=PHONE, dark=True)
    panel = Panel(visit, "gaps", "zh").open()
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE[0]
    edges = panel.place.evaluate(
        "panel => [...panel.querySelectorAll('button, img')].map(one => one.getBoundingClientRect().right)"
    )
    assert max(edges) <= PHONE[0]
    assert min(panel.place.evaluate("panel => [...panel.querySelectorAll('button')].map(one => one.offsetHeight)")) > 30


def test_hostile_text_stays_text(tmp_path: Path, opened: Opened, port: int) -> None:
    """In the card and in the panel."""
    folder = copy_of_story(tmp_path / "data")
    folder.set("sources", next(iter(folder.rows("sources")[0].values())), "title", HOSTILE)
    folder.save("milestones", [{**row, "title": HOSTILE} for row in folder.rows("milestones")])
    names = [{**row, "name": f"<img src=x onerror=alert(1)>{row['id']}"} for row in folder.rows("sides")]
    folder.save("sides", names)
    with serve(tmp_path / "server.log", {"LEADLAG_DATA": str(folder.path)}, port=port) as server:
        visit = opened("/gaps?lang=en", at=server, allowed=CLIPBOARD)
        dialogs = seen_and_dismissed(visit)
        panel = Panel(visit, "gaps").open()
        alt = panel.previews.first.get_attribute("alt") or ""
        expect(panel.place.get_by_role("alert")).to_contain_text("\u0379")
        assert close("<b>bold</b>") in panel.words
        assert close("javascript:alert(1)") in panel.words
        assert "<imgsrc=xonerror=alert(1)>" in close(alt)
        assert list(ElementTree.fromstring(panel.svg).iter(f"{SVG}a")) == []
        assert "<img src=x onerror=alert(1)>" in panel.copy("text")
        assert HOSTILE.strip() in panel.copy("citation")
        with Image.open(io.BytesIO(content(panel.save("png")))) as image:
            image.load()
            assert image.text["Description"] == alt  # type: ignore[attr-defined]  # PNG only
        assert panel.place.locator("b, a, script").count() == 0
    assert [*dialogs, *visit.complaints, *visit.asked_elsewhere] == []


def seen_and_dismissed(visit: Visit) -> list[str]:
    """What dialogs say that a script opens from now on."""
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    visit.hear("dialog", dismiss)
    return said


def test_bare_page_draws_the_same(bare: Page, snapshot: Snapshot) -> None:
    """A picture is the same bytes again, and says what it is told to in any script."""
    picture = pictures(snapshot, "effects", "zh", uses=10)[0]
    noted = {**texts.metadata(picture, "effects"), "leadlag:note": "𠮷 é 😀\nnext"}
    card = {"svg": picture.svg, "width": picture.size.width, "height": picture.size.height, "metadata": noted}
    svg, once, again = bare.evaluate(BARE, card)
    assert close(picture.title) in close(words(svg))
    assert once == again
    with Image.open(io.BytesIO(base64.b64decode(once))) as image:
        image.load()
        assert image.text == noted  # type: ignore[attr-defined]  # PNG only
        assert image.size == (2400, 1350)


def test_what_draws_a_card_is_here(server: Server) -> None:
    kinds = {
        "/scripts/render.js": "text/javascript",
        **{f"/fonts/{face.file}": "font/ttf" for face in FACES},
    }
    for path, kind in kinds.items():
        found = answer(server, path)
        assert (found.status, (found.getheader("Content-Type") or "").split(";")[0]) == (200, kind)
    assert answer(server, "/fonts/other.ttf").status == 404
    assert answer(server, "/fonts/..%2Ffonts%2FOFL.txt").status in (400, 404)


def test_sheet_of_this_machine(opened: Opened) -> None:
    """Where the browser has one that takes pictures, it is given the card as a file, and its text."""
    visit = opened("/gaps")
    expect(Panel(visit, "gaps").open().button("native")).to_have_count(0)
    visit.page.keyboard.press("Escape")
    expect(Panel(visit, "gaps").place).to_have_count(0)
    visit.page.evaluate("""() => {
      navigator.canShare = ({ files }) => files[0].type === 'image/png';
      navigator.share = async ({ files: [file], text }) => { window.given = [file.name, file.size, text]; };
    }""")
    panel = Panel(visit, "gaps").open()
    panel.button("native").click()
    expect(panel.place.get_by_role("status")).to_have_text(translate("en", "share.shared"))
    name, size, text = visit.page.evaluate("window.given")
    assert name.startswith("gaps_en_")
    assert "_1200x675" in name
    assert size > 10_000
    assert visit.page.url.split("?")[0] in text
    assert visit.complaints == []
