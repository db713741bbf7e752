"""No text that leaves as a CSV begins a formula, whichever way it leaves."""

import csv
import io

import pytest

from leadlag import queries
from leadlag.cards import texts
from leadlag.cli import main
from leadlag.rows import Audience
from leadlag.store import files
from tests.conftest import Folder

FORMULAS = ["=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)"]
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def spoiled(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A set whose texts begin formulas, and one negative number."""
    for at, row in enumerate(folder.rows("products")):
        formula = FORMULAS[at % len(FORMULAS)]
        folder.edit("products", row["id"], {"name": formula, "name_zh": formula})
    folder.edit("users", "capcut_users_2023_08", {"as_written": "=1+1", "claim": "-x", "claim_zh": "@x"})
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    return folder


def begins_formula(cell: str) -> bool:
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r") and not cell.lstrip("-").replace(".", "", 1).isdigit()


def test_ask_as_csv_guards_every_text(spoiled: Folder, capsys: Printed) -> None:
    guard_formula = 0
    for question in ("figures", "audience", "prices"):
        params = [
            f"--set={name}=" for name, param in queries.question(question).params.items() if param.kind != "VARCHAR"
        ]
        assert main(["ask", question, *params, "--data", str(spoiled.path), "--format", "csv"]) == 0
        cells = [cell for row in csv.reader(io.StringIO(capsys.readouterr().out, newline="")) for cell in row]
        assert [cell for cell in cells if begins_formula(cell)] == []
        guard_formula += sum(cell.startswith("'") for cell in cells)
    assert guard_formula > 10


def test_numbers_are_not_guarded() -> None:
    assert [files.safe(value) for value in (-5, -4.8, "-5", "-4.80", None)] == [-5, -4.8, "-5", "-4.80", None]
    assert [files.safe(text) for text in FORMULAS] == [f"'{text}" for text in FORMULAS]


def test_csv_of_a_chart_guards_texts(spoiled: Folder) -> None:
    """That of its table; the table itself is a page's, and no spreadsheet opens it."""
    snapshot = spoiled.load()
    sheet = texts.sheet(snapshot, queries.ask(snapshot, Audience), "en")
    cells = [cell for row in csv.reader(io.StringIO(sheet.decode("utf-8-sig"))) for cell in row]
    assert any(cell.startswith("'") for cell in cells)
    assert [cell for cell in cells if begins_formula(cell)] == []
