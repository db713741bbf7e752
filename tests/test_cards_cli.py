"""What `cards`, `report` and `open-picture` answer before any browser draws, and what a shared picture is known by."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from leadlag.cards import card_metadata, pictures, texts
from leadlag.cli import _parser, main
from leadlag.errors import OutputError
from leadlag.store import Snapshot
from leadlag.words import Language
from tests.conftest import Folder

Printed = pytest.CaptureFixture[str]


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
def test_unknown_choice_is_named(chosen: list[str], value: str, tmp_path: Path, capsys: Printed) -> None:
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


def test_nothing_different_writes_nothing(swapped: tuple[Folder, str], tmp_path: Path, capsys: Printed) -> None:
    folder, before = swapped
    chosen = ["--question", "audience", "--to", str(tmp_path / "new"), "--since", before]
    assert main(["cards", "--data", str(folder.path), *chosen]) == 0
    assert capsys.readouterr().out == f"No picture looks different since data version {before}.\n"
    assert not (tmp_path / "new").exists()


def test_unknown_version_is_named(swapped: tuple[Folder, str], capsys: Printed) -> None:
    folder, before = swapped
    asked = ["cards", "--data", str(folder.path), "--question", "effects", "--since"]
    assert main([*asked, "zzz"]) == 3
    told = capsys.readouterr().err
    assert "“zzz”" in told
    assert before in told
    assert main([*asked, ""]) == 3


def test_question_of_another_reading(tmp_path: Path, capsys: Printed) -> None:
    assert main(["cards", "--question", "audience_over_time", "--to", str(tmp_path / "cards")]) == 0
    told = capsys.readouterr()
    assert told.out == "There is nothing to draw.\n"
    assert told.err == "audience_over_time has nothing to draw: add --reading checked,latest.\n"
    assert not (tmp_path / "cards").exists()


# a PDF without a browser


def test_no_browser_says_what_to_install(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "gone"))
    assert main(["report", "--to", str(tmp_path / "report.pdf")]) == 4
    assert f"CHROMIUM is set to {tmp_path / 'gone'}, which is not a file." in capsys.readouterr().err
    assert not (tmp_path / "report.pdf").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the browser is found where the system keeps it")
def test_no_browser_names_the_page(tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["report", "--to", str(tmp_path / "report.pdf")]) == 4
    told = capsys.readouterr().err
    assert "Install Chromium, Chrome or Edge" in told
    assert ".html" in told


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_browser_that_does_not_start_is_told(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    assert main(["report", "--to", str(tmp_path / "report.pdf")]) == 4
    assert f"{broken} could not print: " in capsys.readouterr().err


# the report


def test_a_report_is_html_or_pdf(tmp_path: Path, capsys: Printed) -> None:
    assert main(["report", "--to", str(tmp_path / "report.docx")]) == 4
    assert "a report is .html or .pdf" in capsys.readouterr().err


# a picture that somebody shared


def saved(path: Path, said: Mapping[str, str]) -> Path:
    """A PNG that says this of itself."""
    info = PngInfo()
    for key, text in said.items():
        info.add_itxt(key, text)
    Image.new("RGB", (4, 4)).save(path, "PNG", pnginfo=info)
    return path


def shared(snapshot: Snapshot, question: str, path: Path, lang: Language = "en") -> Path:
    """A PNG that says of itself what a card of the snapshot says."""
    return saved(path, texts.metadata(pictures(snapshot, question, lang)[0], question))


def test_a_picture_of_these_data_is_known(snapshot: Snapshot, tmp_path: Path, capsys: Printed) -> None:
    assert main(["open-picture", str(shared(snapshot, "effects", tmp_path / "x.png", "zh"))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == [
        "View: prices?lang=zh",
        f"It shows the current data version ({snapshot.fingerprint}).",
        "None of its statements has changed.",
    ]


def test_picture_of_a_lost_set(snapshot: Snapshot, folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    folder.set("prices", "jianying_membership_month", "high", "35")
    path = shared(snapshot, "effects", tmp_path / "x.png")
    status = card_metadata.compare(card_metadata.read(path), folder.load())
    assert (status.age, set(status.statements.values())) == ("lost", {"present"})
    assert main(["open-picture", str(path), "--data", str(folder.path), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["age"], told["states"], told["picture"]["question"]) == ("lost", status.statements, "effects")


def test_kept_set_is_compared(snapshot: Snapshot, swapped: tuple[Folder, str], tmp_path: Path, capsys: Printed) -> None:
    folder, before = swapped
    path = shared(snapshot, "effects", tmp_path / "x.png")
    assert main(["open-picture", str(path), "--data", str(folder.path)]) == 0
    told = capsys.readouterr().out
    kept = f"the picture shows data version {before}, which is in the version history; the current one is"
    assert f"{kept} {folder.load().fingerprint}." in told
    assert told.splitlines()[-1].split() == ["jianying_membership_month", "changed"]


def test_a_removed_statement_is_told(snapshot: Snapshot, folder: Folder, tmp_path: Path) -> None:
    rows = [row for row in folder.rows("users") if row["id"] != "jianying_mau_100m"]
    mentioned = [row for row in folder.rows("conflicts") if "jianying_mau_100m" not in row.values()]
    folder.swap(
        {"users.csv": folder.with_rows("users", rows), "conflicts.csv": folder.with_rows("conflicts", mentioned)}
    )
    path = shared(snapshot, "audience", tmp_path / "x.png")
    status = card_metadata.compare(card_metadata.read(path), folder.load())
    assert status.moved == {"jianying_mau_100m": "removed"}


GOOD = {
    "leadlag:url": "gaps?lang=en",
    "leadlag:question": "gaps",
    "leadlag:statements": "a b",
    "leadlag:fingerprint": "0123456789ab",
}


def test_statements_nobody_knows_are_unknown(tmp_path: Path, snapshot: Snapshot) -> None:
    status = card_metadata.compare(card_metadata.read(saved(tmp_path / "x.png", GOOD)), snapshot)
    assert (status.age, status.moved) == ("lost", {"a": "unknown", "b": "unknown"})


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
        card_metadata.read(path)
    assert (refused.value.code, refused.value.details["text"]) == ("damaged_card", key)


def test_what_is_no_card_is_refused(tmp_path: Path) -> None:
    foreign = saved(tmp_path / "foreign.png", {"Title": "a holiday"})
    no_png, cut, large = tmp_path / "photo.png", tmp_path / "cut.png", tmp_path / "large.png"
    Image.new("RGB", (4, 4)).save(no_png, "JPEG")
    cut.write_bytes(saved(tmp_path / "x.png", GOOD).read_bytes()[:40])
    large.write_bytes(bytes(card_metadata.SIZE_LIMIT + 1))
    codes = {}
    for path in (foreign, no_png, cut, large, tmp_path / "gone.png", tmp_path):
        with pytest.raises(OutputError) as refused:
            card_metadata.read(path)
        codes[path.name] = refused.value.code
    assert list(codes.values()) == ["no_card", "not_png", "not_png", "picture_too_large", "no_picture", "no_picture"]


def test_error_says_how_to_get_a_picture(tmp_path: Path, capsys: Printed) -> None:
    assert main(["--lang", "zh", "open-picture", str(saved(tmp_path / "x.png", {}))]) == 4
    assert "请索取原文件" in capsys.readouterr().err
