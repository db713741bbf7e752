"""Files that the command line has drawn by the real browser of this machine: cards with their lists, and the report."""

import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from leadlag.cards.browser import found
from leadlag.charts import CHARTS
from leadlag.cli import main
from leadlag.errors import OutputError
from leadlag.store import Snapshot
from tests.conftest import STORY, Folder

Printed = pytest.CaptureFixture[str]
QUESTIONS = ("effects", "audience")
FILES = ("effects_en", "effects_zh", "audience_en", "audience_zh")


@pytest.fixture(scope="module", autouse=True)
def drawing() -> None:
    """There is a browser that can draw."""
    try:
        found()
    except OutputError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the cards of two charts in both languages."""
    folder = tmp_path_factory.mktemp("drawn") / "deep" / "cards"
    assert main(["cards", "--data", str(STORY), "--question", *QUESTIONS, "--to", str(folder)]) == 0
    return folder


def index(folder: Path) -> list[dict[str, str]]:
    return list(json.loads((folder / "index.json").read_text(encoding="utf-8")))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_cards_as_files(drawn: Path) -> None:
    cards = index(drawn)
    assert {re.split(r"_(?:20|undated)", card["file"])[0] for card in cards} == set(FILES)
    for card in cards:
        with Image.open(drawn / card["file"]) as picture:
            assert picture.size == tuple(2 * int(side) for side in card["size"].split("x"))
            assert len(set(picture.convert("L").resize((60, 60)).tobytes())) > 10
    lists = {"index.html", "index.csv", "index.json", "contact-sheet.png"}
    assert names(drawn) == lists | {card["file"] for card in cards}


def test_pictures_say_what_they_show(drawn: Path, snapshot: Snapshot) -> None:
    for card in index(drawn):
        with Image.open(drawn / card["file"]) as picture:
            said = picture.info
        assert (said["Title"], said["Description"]) == (card["finding"], card["alt"])
        assert said["leadlag:url"] == card["address"]
        assert said["leadlag:question"] == card["question"]
        assert said["leadlag:fingerprint"] == snapshot.fingerprint
        assert set(said["leadlag:statements"].split()) <= snapshot.row_numbers.keys()


def test_lists_say_the_same(drawn: Path) -> None:
    cards = index(drawn)
    table = (drawn / "index.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(table, newline=""))) == cards
    assert list(cards[0]) == ["file", "question", "lang", "reading", "size", "finding", "alt", "address", "fingerprint"]


def test_contact_sheet(drawn: Path, browser: Browser) -> None:
    """It shows every picture and needs no network."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((drawn / "index.html").as_uri())
    for picture in page.locator("img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 0
    assert [picture.get_attribute("alt") for picture in page.locator("img").all()] == [c["alt"] for c in index(drawn)]
    assert page.locator("figcaption a[href^='https:']").count() >= len(FILES)
    assert {address.split(":")[0] for address in asked} == {"file"}
    page.close()


def test_same_choices_give_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    assert main(["cards", "--data", str(STORY), "--question", *QUESTIONS, "--to", str(tmp_path)]) == 0
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {
        name: (drawn / name).read_bytes() for name in names(drawn)
    }


def test_cards_since_an_earlier_set(folder: Folder, tmp_path: Path, browser: Browser, capsys: Printed) -> None:
    """Only those that look different, and both of each beside each other; all choices stand in the file's name."""
    before = folder.load().fingerprint
    folder.swap({"prices.csv": folder.with_cell("prices", "jianying_membership_month", "high", "35")})
    new = tmp_path / "new"
    since = ["--since", before[:5], "--question", *QUESTIONS, "--format", "json"]
    chosen = ["--lang", "zh", "--reading", "latest", "--theme", "dark", "--size", "1080x1080"]
    assert main(["cards", "--data", str(folder.path), "--to", str(new), *since, *chosen]) == 0
    (card,) = json.loads(capsys.readouterr().out)
    assert card == index(new)[0]
    assert card["question"] == "effects"
    assert card["file"].endswith("_1080x1080_latest_dark.png")
    with Image.open(new / card["file"]) as picture:
        assert picture.convert("L").getpixel((5, 5)) in range(60)
    pictures = {card["file"], f"before_{card['file']}"}
    lists = {"index.html", "index.csv", "index.json", "contact-sheet.png", "changes.html", "changes.png"}
    assert names(new) == pictures | lists
    page = browser.new_page()
    page.goto((new / "changes.html").as_uri())
    assert {image.get_attribute("src") for image in page.locator("img").all()} == pictures
    assert before in page.locator("h1").inner_text()
    page.close()


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are configured by a file only there")
def test_report_without_a_chinese_font(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts, report = tmp_path / "fonts.conf", tmp_path / "report.pdf"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    assert main(["--lang", "zh", "report", "--to", str(report)]) == 4
    assert re.search(r"\d+ 个在本机字体里都找不到，例如 ?[\u4e00-\u9fff] \(U\+[4-9]", capsys.readouterr().err)
    assert not report.exists()


def test_card_with_a_character_of_no_font(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    folder.set("products", "capcut", "name", "Cap\u0379Cut")
    asked = ["cards", "--lang", "en", "--question", "audience", "--data", str(folder.path)]
    assert main([*asked, "--to", str(tmp_path / "cards")]) == 4
    assert "has 1 of the characters to be drawn, such as \u0379 (U+0379)" in capsys.readouterr().err
    assert not (tmp_path / "cards").exists()


def test_report_as_a_page(tmp_path: Path, browser: Browser, capsys: Printed) -> None:
    """It opens offline and answers the pointer."""
    target = tmp_path / "report.html"
    assert main(["report", "--to", str(target), "--lang", "zh", "--reading", "latest"]) == 0
    assert capsys.readouterr().out.startswith(f"{target}: {len(CHARTS)} charts, ")
    page = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(target.as_uri())
    page.evaluate("() => window.drawn")
    assert page.locator(".chart .main-svg text").count() > 100
    assert page.locator(".chart").count() == page.locator(".js-plotly-plot").count() >= len(CHARTS)
    marks = "() => document.getElementById('plot-0').data.findIndex(trace => trace.customdata)"
    page.evaluate(f"() => Plotly.Fx.hover('plot-0', [{{curveNumber: ({marks})(), pointNumber: 0}}])")
    assert page.locator("#plot-0 .hovertext").count() == 1
    assert (errors, [address for address in asked if not address.startswith(("file:", "data:"))]) == ([], [])
    page.close()


def test_report_as_pdf(tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    assert main(["report", "--to", str(target), "--theme", "dark"]) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_size > 200_000
