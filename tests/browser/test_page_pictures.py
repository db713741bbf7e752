"""A whole page saved as one picture or printed: its charts below each other as they stand, none of them cut."""

import io

from PIL import Image
from playwright.sync_api import expect

from leadlag.cards.card_metadata import recognise
from leadlag.store import Snapshot
from leadlag.words import translate
from tests.browser.panels import SVG, Panel, close, content
from tests.browser.visit import Opened


def test_page_as_one_picture(opened: Opened, snapshot: Snapshot) -> None:
    """Of all its charts as they stand."""
    visit = opened("/prices?lang=en&reading=latest&currency=CNY&uses=3", dark=True)
    panel = Panel(visit).open()
    said = panel.words
    findings = visit.findings.all_inner_texts()
    assert len(findings) == 2
    assert [finding for finding in findings if close(finding) not in said] == []
    assert said.count(snapshot.fingerprint) == 2
    assert "≈¥" in said  # converted, as the view is
    with visit.page.expect_download() as download:
        panel.place.get_by_role("button", name=translate("en", "share.action.png"), exact=False).click()
    assert download.value.suggested_filename == f"prices_en_{snapshot.fingerprint}.png"
    png = content(download.value)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    assert picture.width == 2400
    assert picture.height > 2400
    corners = {picture.getpixel((x, y)) for x in (2, picture.width - 3) for y in (2, picture.height - 3)}
    assert corners == {(21, 24, 28)}
    metadata = recognise(png, "prices.png")
    assert "currency=CNY" in metadata.address
    assert {"jianying_membership_month", "capcut_free_clips_per_day"} <= set(metadata.statements)
    assert visit.complaints == []


def test_page_of_one_chart(opened: Opened, snapshot: Snapshot) -> None:
    """It is that chart's picture, and can be printed without the panel."""
    visit = opened("/gaps?lang=zh")
    panel = Panel(visit, lang="zh").open()
    svg, said = panel.svg, panel.words
    assert close(visit.findings.first.inner_text()) in said
    assert said.count(snapshot.fingerprint) == 1
    assert svg.count("<svg") == svg.count("</svg>")
    assert SVG[1:-1] in svg

    visit.page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }")
    panel.button("print").click()
    assert visit.page.evaluate("window.printed") == 1
    visit.page.emulate_media(media="print")
    expect(panel.place).to_be_hidden()
    expect(visit.charts.first).to_be_visible()
