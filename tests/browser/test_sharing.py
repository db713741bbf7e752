"""The share panel as its reader meets it: a card drawn in this browser, copied, downloaded, the same every time."""

import base64
import io
import re
import struct
import zipfile
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import plotly.offline
import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Download, Locator, expect

from leadlag import paths
from leadlag.cards import SIZES, pictures, texts
from leadlag.cards.fonts import fonts
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES, Language, say
from tests.browser.conftest import Opened
from tests.browser.running import Server, serve
from tests.browser.test_server import answer
from tests.browser.visit import TIMEOUT, Visit
from tests.conftest import copy_of_story

CHARTS_OF = {
    "overview": ("overview",),
    "audience": ("audience",),
    "prices": ("prices", "effects"),
    "data_costs": ("data_costs", "memberships"),
    "timeline": ("timeline",),
    "gaps": ("gaps",),
    "conflicts": ("confidence",),
}
CLIPBOARD = ["clipboard-read", "clipboard-write"]
HOSTILE = "<b>bold</b> 😀 \u0379 javascript:alert(1) <a href='javascript:alert(2)'>x</a> " + "long " * 46
SVG = "{http://www.w3.org/2000/svg}"
IMAGE_COPIED = """async () => {
  const [item] = await navigator.clipboard.read();
  const bytes = new Uint8Array(await (await item.getType('image/png')).arrayBuffer());
  return [...bytes.slice(16, 24)];
}"""
BARE = """async ([figure, fonts, metadata]) => {
  const svgs = [await leadlagCards.svg(figure, fonts), await leadlagCards.svg(figure, fonts)];
  const pngs = [await leadlagCards.png(figure, fonts, metadata), await leadlagCards.png(figure, fonts, metadata)];
  return [...svgs, ...pngs.map(png => btoa(Array.from(png, byte => String.fromCharCode(byte)).join('')))];
}"""


class Panel:
    """The share panel below one chart of an open page."""

    def __init__(self, visit: Visit, question: str, lang: Language = "en") -> None:
        self.visit, self.question, self.lang = visit, question, lang
        self.place = visit.page.locator(f".st-key-share-{question} .panel")

    def open(self) -> "Panel":
        behind = self.visit.page.locator(f".st-key-behind-{self.question}")
        behind.get_by_role("radio", name=say(self.lang, "show.share")).click()
        return self.drawn()

    def drawn(self) -> "Panel":
        expect(self.place).to_have_attribute("data-state", "drawn", timeout=TIMEOUT)
        return self

    @property
    def previews(self) -> Locator:
        return self.place.locator("img")

    def svg(self, part: int = 0) -> str:
        """The preview's own SVG."""
        text: str = self.previews.nth(part).evaluate("async image => (await fetch(image.src)).text()")
        return text

    def words(self, part: int = 0) -> str:
        """All texts of a preview without blanks: a line may break anywhere."""
        return close(words(self.svg(part)))

    def choose(self, control: str, label: str) -> None:
        """A choice above the preview; returns when another card is drawn."""
        before = self.previews.first.get_attribute("src")
        choices = self.visit.page.locator(f".st-key-share-choices-{self.question}")
        choices.get_by_role("radiogroup", name=say(self.lang, control)).get_by_role("radio", name=label).click()
        expect(self.previews.first).not_to_have_attribute("src", before or "", timeout=TIMEOUT)
        self.drawn()

    def button(self, action: str) -> Locator:
        return self.place.get_by_role("button", name=say(self.lang, f"share.action.{action}"), exact=True).first

    def save(self, action: str) -> Download:
        with self.visit.page.expect_download() as found:
            self.button(action).click()
        return found.value

    def copy(self, action: str) -> str:
        """What the clipboard holds after a button is pressed."""
        self.button(action).click()
        expect(self.place.get_by_role("status")).to_have_text(say(self.lang, "share.copied"))
        copied: str = self.visit.page.evaluate("navigator.clipboard.readText()")
        return copied


def words(svg: str) -> str:
    """All texts of an SVG."""
    return "\n".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def close(text: str) -> str:
    return re.sub(r"\s", "", text)


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def elsewhere(visit: Visit) -> list[str]:
    """Addresses asked for that are not this server's."""
    own = ("127.0.0.1", "localhost")
    return [one for one in visit.asked if urlsplit(one).hostname not in own and not one.startswith(("data:", "blob:"))]


def seen_and_dismissed(visit: Visit) -> list[str]:
    """What dialogs say that a script opens from now on."""
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    visit.hear("dialog", dismiss)
    return said


@pytest.mark.parametrize(("stem", "lang"), list(zip(CHARTS_OF, cycle(LANGUAGES), strict=False)))
def test_the_panel_opens_below_every_chart(stem: str, lang: Language, opened: Opened, snapshot: Snapshot) -> None:
    visit = opened(f"/{'' if stem == 'overview' else stem}?lang={lang}")
    for place, question in enumerate(CHARTS_OF[stem]):
        panel = Panel(visit, question, lang).open()
        expect(panel.button("image")).to_be_visible()
        assert close(visit.findings.nth(place).inner_text()) in panel.words()
        assert close(say(lang, "footer.source", sources="小川电商")) in panel.words()
        assert snapshot.fingerprint in panel.words()
        assert panel.previews.first.get_attribute("alt") == pictures(snapshot, question, lang)[0].alt
        expect(panel.place.get_by_role("alert")).to_have_count(0)
    assert visit.complaints == []
    assert elsewhere(visit) == []


def test_plotly_is_loaded_only_when_a_panel_opens(opened: Opened) -> None:
    visit = opened("/gaps?lang=en")
    assert [address for address in visit.asked if "/scripts/" in address or "/fonts/" in address] == []
    Panel(visit, "gaps").open()
    loaded = {urlsplit(one).path for one in visit.asked if "/scripts/" in one or "/fonts/" in one}
    assert loaded == {"/scripts/plotly.js", "/scripts/render.js", "/fonts/sans.woff2", "/fonts/serif.woff2"}


def test_a_downloaded_picture_is_twice_the_size_says_what_it_is_and_is_the_same_again(
    opened: Opened, snapshot: Snapshot
) -> None:
    panel = Panel(opened("/prices?lang=en"), "effects").open()
    picture = pictures(snapshot, "effects", "en", uses=10)[0]
    once = panel.save("png")
    assert once.suggested_filename == f"{picture.name}.png"
    raw = content(once)
    assert struct.unpack(">II", raw[16:24]) == (2400, 1350)
    with Image.open(io.BytesIO(raw)) as image:
        image.load()
        assert image.text == texts.metadata(picture, "effects")  # type: ignore[attr-defined]  # PNG only
        assert image.convert("RGB").getpixel((2, 2)) == (255, 253, 249)
    assert content(panel.save("png")) == raw
    again = Panel(opened("/prices?lang=en"), "effects").open()
    assert content(again.save("png")) == raw


def test_a_downloaded_svg_is_the_preview_and_carries_its_fonts(opened: Opened) -> None:
    panel = Panel(opened("/prices?lang=en"), "effects").open()
    svg = content(panel.save("svg")).decode()
    assert svg == panel.svg()
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("1200", "675")
    assert svg.count("src:url(data:font/woff2;base64,") == 2
    assert not re.search(r"(?:href|src)\s*=\s*['\"]?\s*(?:http|//|javascript)", svg)


def test_the_choices_change_the_card_and_not_the_page(opened: Opened) -> None:
    visit = opened("/prices?lang=en")
    panel = Panel(visit, "effects").open()
    for size in SIZES[1:]:
        panel.choose("share.size", f"{size.width}×{size.height}")
        root = ElementTree.fromstring(panel.svg())
        assert (root.get("width"), root.get("height")) == (str(size.width), str(size.height))
    light = panel.svg()
    panel.choose("share.theme", say("en", "share.theme.dark"))
    assert "rgb(21, 24, 28)" in panel.svg()
    assert "rgb(21, 24, 28)" not in light
    panel.choose("share.language", "中文")
    assert "来源：小川电商" in panel.words()
    assert visit.link["lang"] == "en"
    expect(visit.question).to_have_text(say("en", "page.prices"))
    assert visit.complaints == []


def test_a_side_chosen_on_the_page_changes_the_card_and_its_link(opened: Opened) -> None:
    visit = opened("/gaps?lang=en", permissions=CLIPBOARD)
    panel = Panel(visit, "gaps").open()
    before = panel.previews.first.get_attribute("src") or ""
    visit.choice("OpenAI & Adobe").click()
    expect(panel.previews.first).not_to_have_attribute("src", before, timeout=TIMEOUT)
    panel.drawn()
    assert close(visit.findings.first.inner_text()) in panel.words()
    assert panel.copy("link") == f"{visit.server.url}/gaps?lang=en&side=openai_adobe"


def test_a_currency_chosen_on_the_page_changes_the_card(opened: Opened) -> None:
    visit = opened("/prices?lang=en")
    panel = Panel(visit, "prices").open()
    assert "$" not in panel.words()
    before = panel.previews.first.get_attribute("src") or ""
    visit.choice("USD").click()
    expect(panel.previews.first).not_to_have_attribute("src", before, timeout=TIMEOUT)
    assert "$" in panel.drawn().words()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_can_be_copied(opened: Opened, lang: Language, snapshot: Snapshot) -> None:
    visit = opened(f"/prices?lang={lang}", permissions=CLIPBOARD)
    panel = Panel(visit, "effects", lang).open()
    finding, link = visit.findings.last.inner_text(), f"{visit.server.url}/prices?lang={lang}"
    text = panel.copy("text").splitlines()
    assert (text[0], text[-1]) == (finding, link)
    assert panel.copy("alt") == pictures(snapshot, "effects", lang, uses=10)[0].alt
    assert panel.copy("link") == link
    assert finding in panel.copy("citation")
    assert panel.copy("bibtex").startswith(f"@misc{{leadlag_effects_{snapshot.fingerprint},")
    panel.button("image").click()
    expect(panel.place.locator("button.image.confirmed")).to_have_count(1)
    assert struct.unpack(">II", bytes(visit.page.evaluate(IMAGE_COPIED))) == (2400, 1350)
    assert visit.complaints == []


def test_the_data_behind_the_card_can_be_downloaded(opened: Opened, snapshot: Snapshot) -> None:
    download = Panel(opened("/prices?lang=en"), "effects").open().save("data")
    assert download.suggested_filename == f"effects_en_{snapshot.fingerprint}.zip"
    with zipfile.ZipFile(io.BytesIO(content(download))) as packed:
        assert packed.namelist() == ["effects.csv", "readme.txt", "sources.csv"]


def test_keys_work_while_the_panel_is_open_and_never_in_a_text_field(opened: Opened) -> None:
    visit = opened("/prices?lang=en", permissions=CLIPBOARD)
    panel = Panel(visit, "effects").open()
    status = panel.place.get_by_role("status")
    visit.page.keyboard.press("l")
    expect(status).to_have_text(say("en", "share.copied"))
    link = visit.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{visit.server.url}/prices?lang=en"
    with visit.page.expect_download():
        visit.page.keyboard.press("d")
    visit.page.evaluate("document.body.append(document.createElement('textarea'))")
    visit.page.locator("body > textarea").focus()
    visit.page.keyboard.type("text")
    assert visit.page.locator("body > textarea").input_value() == "text"
    assert visit.page.evaluate("navigator.clipboard.readText()") == link
    visit.page.locator("body > textarea").evaluate("field => field.remove()")
    visit.page.keyboard.press("c")
    expect(panel.place.locator("button.image.confirmed")).to_have_count(1)
    expect(visit.page.get_by_role("dialog")).to_have_count(0)
    assert visit.complaints == []


def test_of_two_open_panels_the_last_one_touched_has_the_keys(opened: Opened) -> None:
    visit = opened("/prices?lang=en", permissions=CLIPBOARD)
    first, second = Panel(visit, "prices").open(), Panel(visit, "effects").open()
    finding = visit.findings.last.inner_text()
    visit.page.keyboard.press("t")
    expect(second.place.locator("button.text.confirmed")).to_have_count(1)
    assert visit.page.evaluate("navigator.clipboard.readText()").startswith(finding)
    first.previews.first.click()
    visit.page.keyboard.press("t")
    expect(first.place.locator("button.text.confirmed")).to_have_count(1)
    assert not visit.page.evaluate("navigator.clipboard.readText()").startswith(finding)


def test_a_refused_clipboard_is_said_in_place_and_a_download_offered(opened: Opened, snapshot: Snapshot) -> None:
    visit = opened("/prices?lang=en", permissions=["geolocation"])
    panel = Panel(visit, "effects").open()
    name = pictures(snapshot, "effects", "en", uses=10)[0].name
    for action, ending in (("text", ".txt"), ("image", ".png")):
        panel.button(action).click()
        said = panel.place.locator(".said.aloud")
        expect(said).to_contain_text(say("en", "share.refused"))
        with visit.page.expect_download() as found:
            said.get_by_role("button").click()
        assert found.value.suggested_filename == f"{name}{ending}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_fits_a_phone(opened: Opened, scheme: str) -> None:
    visit = opened("/gaps?lang=zh", viewport={"width": 390, "height": 844}, color_scheme=scheme)
    panel = Panel(visit, "gaps", "zh").open()
    assert visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    edges = panel.place.evaluate(
        "panel => [...panel.querySelectorAll('button, img')].map(one => one.getBoundingClientRect().right)"
    )
    assert max(edges) <= 390
    assert min(panel.place.evaluate("panel => [...panel.querySelectorAll('button')].map(one => one.offsetHeight)")) > 30


def test_hostile_text_stays_text_in_the_card_and_in_the_panel(tmp_path: Path, opened: Opened) -> None:
    folder = copy_of_story(tmp_path / "data")
    folder.set("sources", next(iter(folder.rows("sources")[0].values())), "title", HOSTILE)
    for row in folder.rows("milestones"):
        folder.set("milestones", row["id"], "title", HOSTILE)
    for row in folder.rows("sides"):
        folder.set("sides", row["id"], "name", f"<img src=x onerror=alert(1)>{row['id']}")
    with serve(tmp_path / "server.log", {"LEADLAG_DATA": str(folder.path)}) as server:
        visit = opened("/gaps?lang=en", at=server, permissions=CLIPBOARD)
        dialogs = seen_and_dismissed(visit)
        panel = Panel(visit, "gaps").open()
        svg, alt = panel.svg(), panel.previews.first.get_attribute("alt") or ""
        expect(panel.place.get_by_role("alert")).to_contain_text("\u0379")
        assert close("<b>bold</b>") in panel.words()
        assert close("javascript:alert(1)") in panel.words()
        assert "<imgsrc=xonerror=alert(1)>" in close(alt)
        links = [one.attrib for one in ElementTree.fromstring(svg).iter(f"{SVG}a")]
        assert links == []
        assert "<img src=x onerror=alert(1)>" in panel.copy("text")
        assert HOSTILE.strip() in panel.copy("citation")
        with Image.open(io.BytesIO(content(panel.save("png")))) as image:
            image.load()
            assert image.text["Description"] == alt  # type: ignore[attr-defined]  # PNG only
        assert panel.place.locator("b, a, script").count() == 0
    assert (dialogs, visit.complaints, elsewhere(visit)) == ([], [], [])


def test_a_card_is_drawn_the_same_in_a_bare_page(browser: Browser, snapshot: Snapshot) -> None:
    picture = pictures(snapshot, "effects", "zh", uses=10)[0]
    page = browser.new_page()
    page.set_content("<!doctype html><meta charset=utf-8>")
    page.add_script_tag(content=plotly.offline.get_plotlyjs())
    page.add_script_tag(content=(paths.ROOT / "leadlag" / "cards" / "render.js").read_text(encoding="utf-8"))
    noted = {**texts.metadata(picture, "effects"), "leadlag:note": "𠮷 é 😀\nnext"}
    svg, svg_again, png, png_again = page.evaluate(BARE, [picture.figure, fonts(), noted])
    assert svg == svg_again
    assert close(picture.title) in close(words(svg))
    assert png == png_again
    with Image.open(io.BytesIO(base64.b64decode(png))) as image:
        image.load()
        assert image.text == noted  # type: ignore[attr-defined]  # PNG only
        assert image.size == (2400, 1350)
    page.close()


def test_what_draws_a_card_comes_from_this_server(server: Server) -> None:
    kinds = {
        "/scripts/plotly.js": "text/javascript",
        "/scripts/render.js": "text/javascript",
        "/fonts/sans.woff2": "font/woff2",
        "/fonts/serif.woff2": "font/woff2",
    }
    for path, kind in kinds.items():
        found = answer(server, path)
        assert (found.status, (found.getheader("Content-Type") or "").split(";")[0]) == (200, kind)
        assert ("immutable" in (found.getheader("Cache-Control") or "")) == (path != "/scripts/render.js")
    assert answer(server, "/fonts/other.woff2").status == 404
    assert answer(server, "/fonts/..%2Fsans.woff2").status in (400, 404)
