"""Pictures in bulk, the report, and opening a shared picture, with the real browser of this machine.

Without one the tests are skipped; where CI=true they fail, so that nobody believes they ran.
"""

import csv
import io
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import Browser

from leadlag.cards import reading
from leadlag.cards.browser import found
from leadlag.charts import CHARTS
from leadlag.cli import _parser, main
from leadlag.errors import OutputError
from leadlag.store import Snapshot
from tests.browser.chromium import NoBrowserError, chromium
from tests.conftest import STORY, Folder

Printed = pytest.CaptureFixture[str]
QUESTIONS = ("effects", "audience")
FILES = ("effects_en", "effects_zh", "audience_en", "audience_zh")


@pytest.fixture(scope="module")
def drawing() -> None:
    """There is a browser that can draw."""
    try:
        found()
    except OutputError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def browser(drawing: None) -> Iterator[Browser]:
    """A browser to look at files with."""
    try:
        with chromium() as running:
            yield running
    except NoBrowserError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def drawn(drawing: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the cards of two charts in both languages."""
    folder = tmp_path_factory.mktemp("drawn") / "deep" / "cards"
    assert main(["cards", "--data", str(STORY), "--question", *QUESTIONS, "--to", str(folder)]) == 0
    return folder


def index(folder: Path) -> list[dict[str, str]]:
    return list(json.loads((folder / "index.json").read_text(encoding="utf-8")))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# pictures in bulk


def test_each_card_is_a_file_of_twice_its_size(drawn: Path) -> None:
    cards = index(drawn)
    assert {re.split(r"_(?:20|undated)", card["file"])[0] for card in cards} == set(FILES)
    for card in cards:
        with Image.open(drawn / card["file"]) as picture:
            assert picture.size == tuple(2 * int(side) for side in card["size"].split("x"))
            assert len(set(picture.convert("L").resize((60, 60)).tobytes())) > 10
    lists = {"index.html", "index.csv", "index.json", "contact-sheet.png"}
    assert names(drawn) == lists | {card["file"] for card in cards}


def test_a_picture_says_what_it_shows(drawn: Path, snapshot: Snapshot) -> None:
    for card in index(drawn):
        with Image.open(drawn / card["file"]) as picture:
            said = picture.info
        assert (said["Title"], said["Description"]) == (card["finding"], card["alt"])
        assert said["leadlag:url"] == card["address"]
        assert said["leadlag:question"] == card["question"]
        assert said["leadlag:fingerprint"] == snapshot.fingerprint
        assert set(said["leadlag:statements"].split()) <= snapshot.places.keys()


def test_the_lists_say_the_same(drawn: Path) -> None:
    cards = index(drawn)
    table = (drawn / "index.csv").read_bytes().decode("utf-8-sig")
    assert list(csv.DictReader(io.StringIO(table, newline=""))) == cards
    assert list(cards[0]) == ["file", "question", "lang", "reading", "size", "finding", "alt", "address", "fingerprint"]


def test_the_contact_sheet_shows_every_picture_and_needs_no_network(drawn: Path, browser: Browser) -> None:
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


def test_the_same_data_and_choices_give_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    assert main(["cards", "--data", str(STORY), "--question", *QUESTIONS, "--to", str(tmp_path)]) == 0
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {
        name: (drawn / name).read_bytes() for name in names(drawn)
    }


def test_reading_and_theme_stand_in_the_file_name(drawing: None, tmp_path: Path, capsys: Printed) -> None:
    chosen = ["--question", "effects", "--lang", "zh", "--reading", "latest", "--theme", "dark", "--size", "1080x1080"]
    assert main(["cards", "--to", str(tmp_path), *chosen, "--format", "json"]) == 0
    (card,) = json.loads(capsys.readouterr().out)
    assert card == index(tmp_path)[0]
    assert card["file"].endswith("_1080x1080_latest_dark.png")
    with Image.open(tmp_path / card["file"]) as picture:
        assert picture.convert("L").getpixel((5, 5)) in range(60)


@pytest.mark.parametrize(
    ("chosen", "value"),
    [
        (["--question", "gap"], "gap"),
        (["--size", "800x600"], "800x600"),
        (["--lang", "en,fr"], "fr"),
        (["--reading", "mine"], "mine"),
        (["--theme", "sepia"], "sepia"),
    ],
)
def test_an_unknown_choice_is_named_with_those_there_are(
    chosen: list[str], value: str, tmp_path: Path, capsys: Printed
) -> None:
    assert main(["cards", "--to", str(tmp_path / "cards"), *chosen]) == 3
    out, err = capsys.readouterr()
    assert (out, f"“{value}” is not one of" in err) == ("", True)
    assert not (tmp_path / "cards").exists()


def test_help_shows_examples_that_can_be_read(capsys: Printed) -> None:
    with pytest.raises(SystemExit):
        main(["cards", "--help"])
    shown = capsys.readouterr().out.splitlines()
    examples = [line.split("python -m leadlag ")[1].split("   ")[0] for line in shown if "  python -m leadlag " in line]
    assert {example.split()[0] for example in examples} == {"cards", "report", "open-picture"}
    for example in examples:
        assert _parser().parse_args(example.split()).run


# since an earlier set


@pytest.fixture
def swapped(folder: Folder) -> tuple[Folder, str]:
    """Data that were replaced once, and the fingerprint they had before."""
    before = folder.load().fingerprint
    folder.swap({"prices.csv": folder.with_cell("prices", "jianying_membership_month", "high", "35")})
    return folder, before


def test_since_writes_only_what_looks_different_and_both_beside_each_other(
    drawing: None, swapped: tuple[Folder, str], tmp_path: Path, browser: Browser
) -> None:
    folder, before = swapped
    since = ["--since", before[:5], "--question", *QUESTIONS, "--lang", "en"]
    assert main(["cards", "--data", str(folder.path), "--to", str(tmp_path / "new"), *since]) == 0
    (card,) = index(tmp_path / "new")
    assert card["question"] == "effects"
    pictures = {card["file"], f"before_{card['file']}"}
    lists = {"index.html", "index.csv", "index.json", "contact-sheet.png", "changes.html", "changes.png"}
    assert names(tmp_path / "new") == pictures | lists
    page = browser.new_page()
    page.goto((tmp_path / "new" / "changes.html").as_uri())
    assert {image.get_attribute("src") for image in page.locator("img").all()} == pictures
    assert before in page.locator("h1").inner_text()
    page.close()


def test_nothing_is_written_where_nothing_looks_different(
    swapped: tuple[Folder, str], tmp_path: Path, capsys: Printed
) -> None:
    folder, before = swapped
    chosen = ["--question", "audience", "--to", str(tmp_path / "new"), "--since", before]
    assert main(["cards", "--data", str(folder.path), *chosen]) == 0
    assert capsys.readouterr().out == f"No picture looks different since {before}.\n"
    assert not (tmp_path / "new").exists()


def test_an_unknown_version_is_named_with_those_that_are_kept(swapped: tuple[Folder, str], capsys: Printed) -> None:
    folder, before = swapped
    assert main(["cards", "--data", str(folder.path), "--since", "zzz"]) == 3
    told = capsys.readouterr().err
    assert "“zzz”" in told
    assert before in told
    assert main(["cards", "--data", str(folder.path), "--since", ""]) == 3


# without a browser, or without fonts


def test_without_a_browser_it_says_what_to_install(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    assert main(["cards", "--question", "effects", "--to", str(tmp_path / "cards")]) == 4
    assert f"CHROMIUM names {tmp_path / 'gone'}, which is no file." in capsys.readouterr().err
    assert not (tmp_path / "cards").exists()


def test_a_question_that_another_reading_answers_says_which(tmp_path: Path, capsys: Printed) -> None:
    assert main(["cards", "--question", "audience_over_time", "--to", str(tmp_path / "cards")]) == 0
    told = capsys.readouterr()
    assert told.out == "There is nothing to draw.\n"
    assert told.err == "audience_over_time is drawn in one reading only: add --reading latest.\n"
    assert not (tmp_path / "cards").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the browser is found where the system keeps it")
def test_where_none_is_installed_it_names_the_share_panel(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["cards", "--question", "effects", "--to", str(tmp_path / "cards")]) == 4
    told = capsys.readouterr().err
    assert "Install Chromium, Chrome or Edge" in told
    assert "share panel" in told


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_browser_that_does_not_start_is_told(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    assert main(["cards", "--question", "effects", "--to", str(tmp_path / "cards")]) == 4
    assert f"{broken} could not draw: " in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are configured by a file only there")
@pytest.mark.parametrize("command", ["cards", "report"])
def test_chinese_is_not_drawn_without_a_font_that_has_it(
    drawing: None, command: str, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    to = tmp_path / ("cards" if command == "cards" else "report.pdf")
    assert main(["--lang", "zh", command, "--to", str(to)]) == 4
    assert re.search(r"\d+ 个在本机字体里都找不到，例如 [\u4e00-\u9fff] \(U\+[4-9]", capsys.readouterr().err)
    assert not to.exists()


def test_a_character_of_no_font_is_named_before_anything_is_drawn(
    drawing: None, folder: Folder, tmp_path: Path, capsys: Printed
) -> None:
    folder.set("products", "capcut", "name", "Cap\u0379Cut")
    asked = ["cards", "--lang", "en", "--question", "audience", "--data", str(folder.path)]
    assert main([*asked, "--to", str(tmp_path / "cards")]) == 4
    assert "has 1 of the characters to be drawn, such as \u0379 (U+0379)" in capsys.readouterr().err
    assert not (tmp_path / "cards").exists()


# the report


def test_a_report_opens_offline_and_answers_the_pointer(tmp_path: Path, browser: Browser, capsys: Printed) -> None:
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


def test_a_report_is_printed_by_the_browser_of_this_machine(drawing: None, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    assert main(["report", "--to", str(target), "--theme", "dark"]) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_size > 200_000


def test_a_report_is_html_or_pdf(tmp_path: Path, capsys: Printed) -> None:
    assert main(["report", "--to", str(tmp_path / "report.docx")]) == 4
    assert "a report is .html or .pdf" in capsys.readouterr().err


# a picture that somebody shared


def one(drawn: Path, start: str) -> Path:
    return next(path for path in sorted(drawn.iterdir()) if path.name.startswith(start))


def test_a_picture_of_these_data_is_known(drawn: Path, snapshot: Snapshot, capsys: Printed) -> None:
    assert main(["open-picture", str(one(drawn, "effects_zh"))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == [
        "View: prices?lang=zh",
        f"It shows these very data ({snapshot.fingerprint}).",
        "None of its statements has changed.",
    ]


def test_without_the_earlier_set_only_what_is_still_there_is_told(drawn: Path, folder: Folder, capsys: Printed) -> None:
    folder.set("prices", "jianying_membership_month", "high", "35")
    path = one(drawn, "effects_en")
    standing = reading.compare(reading.read(path), folder.load())
    assert (standing.age, set(standing.statements.values())) == ("lost", {"present"})
    assert main(["open-picture", str(path), "--data", str(folder.path), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["age"], told["states"], told["picture"]["question"]) == ("lost", standing.statements, "effects")


def test_a_set_that_the_history_keeps_is_compared(drawn: Path, swapped: tuple[Folder, str], capsys: Printed) -> None:
    folder, before = swapped
    assert main(["open-picture", str(one(drawn, "effects_en")), "--data", str(folder.path)]) == 0
    told = capsys.readouterr().out
    assert f"it shows {before}, which the history keeps; now they are {folder.load().fingerprint}" in told
    assert told.splitlines()[-1].split() == ["jianying_membership_month", "changed"]


def test_a_removed_statement_is_told(drawn: Path, folder: Folder) -> None:
    rows = [row for row in folder.rows("users") if row["id"] != "jianying_mau_100m"]
    mentioned = [row for row in folder.rows("conflicts") if "jianying_mau_100m" not in row.values()]
    folder.swap(
        {"users.csv": folder.with_rows("users", rows), "conflicts.csv": folder.with_rows("conflicts", mentioned)}
    )
    standing = reading.compare(reading.read(one(drawn, "audience_en")), folder.load())
    assert standing.moved == {"jianying_mau_100m": "removed"}


def saved(path: Path, texts: Mapping[str, str]) -> Path:
    """A PNG with these texts."""
    info = PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    Image.new("RGB", (4, 4)).save(path, "PNG", pnginfo=info)
    return path


GOOD = {
    "leadlag:url": "gaps?lang=en",
    "leadlag:question": "gaps",
    "leadlag:statements": "a b",
    "leadlag:fingerprint": "0123456789ab",
}


def test_statements_nobody_knows_are_unknown(tmp_path: Path, snapshot: Snapshot) -> None:
    standing = reading.compare(reading.read(saved(tmp_path / "x.png", GOOD)), snapshot)
    assert (standing.age, standing.moved) == ("lost", {"a": "unknown", "b": "unknown"})


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("leadlag:url", "https://elsewhere.example/gaps?lang=en"),
        ("leadlag:url", "//elsewhere.example?lang=en"),
        ("leadlag:url", "javascript:alert(1)"),
        ("leadlag:question", "../../etc/passwd"),
        ("leadlag:question", "overview\n"),
        ("leadlag:statements", "<b>a</b>"),
        ("leadlag:statements", "a" * 101),
        ("leadlag:fingerprint", "0123456789AB"),
        ("leadlag:fingerprint", ""),
    ],
)
def test_a_text_of_another_form_is_refused(key: str, text: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "x.png", {**GOOD, key: text})
    with pytest.raises(OutputError) as refused:
        reading.read(path)
    assert (refused.value.code, refused.value.details["text"]) == ("damaged_card", key)


def test_what_is_no_card_is_refused(tmp_path: Path) -> None:
    foreign = saved(tmp_path / "foreign.png", {"Title": "a holiday"})
    no_png, cut, large = tmp_path / "photo.png", tmp_path / "cut.png", tmp_path / "large.png"
    Image.new("RGB", (4, 4)).save(no_png, "JPEG")
    cut.write_bytes(saved(tmp_path / "x.png", GOOD).read_bytes()[:40])
    large.write_bytes(bytes(reading.SIZE_LIMIT + 1))
    codes = {}
    for path in (foreign, no_png, cut, large, tmp_path / "gone.png", tmp_path):
        with pytest.raises(OutputError) as refused:
            reading.read(path)
        codes[path.name] = refused.value.code
    assert list(codes.values()) == ["no_card", "not_png", "not_png", "picture_too_large", "no_picture", "no_picture"]


def test_an_error_says_how_to_get_a_picture_that_can_be_opened(tmp_path: Path, capsys: Printed) -> None:
    assert main(["--lang", "zh", "open-picture", str(saved(tmp_path / "x.png", {}))]) == 4
    assert "请索取原文件" in capsys.readouterr().err
