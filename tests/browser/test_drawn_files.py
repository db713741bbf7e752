"""Files that the command line writes, opened in a browser: the list of cards, and the report; and the PDF it prints."""

import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from leadlag.cards.browser import found
from leadlag.charts import CHARTS
from leadlag.cli import main
from leadlag.errors import OutputError
from tests.conftest import STORY

Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module", autouse=True)
def drawing() -> None:
    """There is a browser that can print."""
    try:
        found()
    except OutputError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


def test_contact_sheet(tmp_path: Path, browser: Browser) -> None:
    """It shows every picture and needs no network."""
    assert main(["cards", "--data", str(STORY), "--question", "effects", "--to", str(tmp_path)]) == 0
    cards = json.loads((tmp_path / "index.json").read_text(encoding="utf-8"))
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 0
    assert [picture.get_attribute("alt") for picture in page.locator("img").all()] == [card["alt"] for card in cards]
    assert page.locator("figcaption a[href^='https:']").count() >= len(cards)
    assert {address.split(":")[0] for address in asked} == {"file"}
    page.close()


def test_report_as_a_page(tmp_path: Path, browser: Browser, capsys: Printed) -> None:
    """It opens offline, in its own fonts, and its marks say what they stand for."""
    target = tmp_path / "report.html"
    assert main(["report", "--to", str(target), "--lang", "zh", "--reading", "latest"]) == 0
    assert capsys.readouterr().out.startswith(f"{target}: {len(CHARTS)} charts, ")
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(target.as_uri())
    assert page.locator(".chart svg text").count() > 100
    assert page.locator(".chart").count() == page.locator(".chart svg").count() >= len(CHARTS)
    assert page.locator(".chart svg title").count() > 20
    assert page.evaluate("() => document.fonts.check(\"bold 12px 'Leadlag Sans'\")")
    assert (errors, [address for address in asked if not address.startswith(("file:", "data:"))]) == ([], [])
    page.close()


def test_report_as_pdf(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    assert main(["report", "--to", str(target), "--theme", "dark"]) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_size > 200_000
