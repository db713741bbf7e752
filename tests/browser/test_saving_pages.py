"""A whole page saved as one picture or printed: its charts below each other as they stand, none of them cut."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from leadlag.cards.reading import recognise
from leadlag.store import Snapshot
from leadlag.words import Language, say
from tests.browser.conftest import Opened
from tests.browser.test_sharing import SVG, close, words
from tests.browser.visit import TIMEOUT, Visit


def panel(visit: Visit, lang: Language = "en") -> Locator:
    """The panel of the page, opened and drawn."""
    visit.choice(say(lang, "save.page")).click()
    found = visit.page.locator(".panel")
    expect(found).to_have_attribute("data-state", "drawn", timeout=TIMEOUT)
    return found


def svg(place: Locator) -> str:
    text: str = place.locator("img").evaluate("async image => (await fetch(image.src)).text()")
    return text


def test_a_page_is_one_picture_of_all_its_charts_as_they_stand(opened: Opened, snapshot: Snapshot) -> None:
    visit = opened("/prices?lang=en&currency=USD&uses=3", color_scheme="dark")
    place = panel(visit)
    said = close(words(svg(place)))
    findings = visit.findings.all_inner_texts()
    assert len(findings) == 2
    assert [finding for finding in findings if close(finding) not in said] == []
    assert said.count(snapshot.fingerprint) == 2
    assert "≈$" in said  # converted, as the view is
    with visit.page.expect_download() as download:
        place.get_by_role("button", name=say("en", "share.action.png"), exact=False).click()
    assert download.value.suggested_filename == f"prices_en_{snapshot.fingerprint}.png"
    png = Path(download.value.path()).read_bytes()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    assert picture.width == 2400
    assert picture.height > 2400
    corners = {picture.getpixel((x, y)) for x in (2, picture.width - 3) for y in (2, picture.height - 3)}
    assert corners == {(21, 24, 28)}
    told = recognise(png, "prices.png")
    assert "currency=USD" in told.address
    assert {"jianying_membership_month", "capcut_free_clips_per_day"} <= set(told.statements)
    assert visit.complaints == []


def test_a_page_of_one_chart_in_chinese_is_its_picture(opened: Opened, snapshot: Snapshot) -> None:
    visit = opened("/timeline?lang=zh")
    place = panel(visit, "zh")
    said = close(words(svg(place)))
    assert close(visit.findings.first.inner_text()) in said
    assert said.count(snapshot.fingerprint) == 1
    assert svg(place).count("<svg") == svg(place).count("</svg>")
    assert SVG[1:-1] in svg(place)


@pytest.mark.parametrize("stem", ["figures", "swap"])
def test_a_page_without_a_chart_offers_no_picture(opened: Opened, stem: str) -> None:
    visit = opened(f"/{stem}?lang=en")
    expect(visit.choice(say("en", "save.page"))).to_have_count(0)


def test_the_panel_asks_the_browser_to_print_and_is_not_printed_itself(opened: Opened) -> None:
    visit = opened("/gaps?lang=en")
    visit.page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }")
    place = panel(visit)
    place.get_by_role("button", name=say("en", "share.action.print")).click()
    assert visit.page.evaluate("window.printed") == 1
    visit.page.emulate_media(media="print")
    expect(place).to_be_hidden()
    expect(visit.charts.first).to_be_visible()
