"""Files that the command line draws: cards with their lists. No browser is started."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from leadlag import paths
from leadlag.cli import main
from leadlag.store import Snapshot
from tests.conftest import STORY, Folder

Printed = pytest.CaptureFixture[str]
QUESTIONS = ("effects", "audience")
FILES = ("effects_en", "effects_zh", "audience_en", "audience_zh")


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


def test_same_choices_give_the_same_bytes(drawn: Path, tmp_path: Path) -> None:
    assert main(["cards", "--data", str(STORY), "--question", "effects", "--to", str(tmp_path)]) == 0
    again = [name for name in names(tmp_path) if name.startswith("effects")]
    assert len(again) == 2
    assert [name for name in again if (tmp_path / name).read_bytes() != (drawn / name).read_bytes()] == []


def test_cards_since_an_earlier_set(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
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
    page = (new / "changes.html").read_text(encoding="utf-8")
    assert set(re.findall("<img src='([^']+)'", page)) == pictures
    assert before in page


def test_card_with_a_character_of_no_font(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    folder.set("products", "capcut", "name", "Cap\u0379Cut")
    asked = ["cards", "--lang", "en", "--question", "audience", "--data", str(folder.path)]
    assert main([*asked, "--to", str(tmp_path / "cards")]) == 4
    assert "has 1 of the characters to be drawn, such as \u0379 (U+0379)" in capsys.readouterr().err
    assert not (tmp_path / "cards").exists()


def test_no_browser_is_started(tmp_path: Path) -> None:
    """Nor is anything imported that would: pictures are drawn where there is no browser, no Plotly and no Streamlit."""
    code = (
        "import sys; from leadlag.cli import main; code = main(sys.argv[1:]);"
        "print(code, sorted({'choreographer', 'plotly', 'streamlit'} & set(sys.modules)))"
    )
    asked = ["cards", "--question", "effects", "--lang", "en,zh", "--to", str(tmp_path), "--format", "json"]
    run = subprocess.run(
        [sys.executable, "-c", code, *asked],
        cwd=paths.ROOT,
        env={"PATH": "", "CHROMIUM": str(tmp_path / "none")},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.splitlines()[-1] == "0 []"


@pytest.mark.skipif(sys.platform != "linux", reason="fonts are configured by a file only there")
def test_machine_without_a_chinese_font(tmp_path: Path) -> None:
    """Nothing is written, and what to install is said."""
    fonts, cards = tmp_path / "fonts.conf", tmp_path / "cards"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", "utf-8")
    asked = ["--lang", "zh", "cards", "--question", "effects", "--to", str(cards)]
    run = subprocess.run(
        [sys.executable, "-m", "leadlag", *asked],
        cwd=paths.ROOT,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 4
    assert re.search(r"\d+ 个在本机字体里都找不到，例如 ?[\u4e00-\u9fff] \(U\+[4-9]", run.stderr)
    assert "fonts-noto-cjk" in run.stderr
    assert not cards.exists()
