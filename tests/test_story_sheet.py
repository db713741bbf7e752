"""One table as a person would write it, through the same door as any file: what it becomes, and what is asked."""

from pathlib import Path

import pytest

from leadlag import charts, queries
from leadlag.cli import main
from leadlag.errors import DataError
from leadlag.rows import Figures, Gaps
from leadlag.store import load
from leadlag.store.story_sheet import is_story_sheet, value
from tests.conftest import Folder
from tests.pages import opened, page

Printed = pytest.CaptureFixture[str]
NEW = """Service,Company,What,Value,Date,Source
Netflix,Netflix,Subscribers,260.28M,2023-12,https://example.com/n23
Netflix,Netflix,Subscribers,301.6M,Dec 2024,https://example.com/n24
Disney+,Disney,Subscribers,111.3M,2023-12,A report
Disney+,Disney,Subscribers,~124.6M,2024-12,A report
Netflix,Netflix,Standard plan with ads,$7.99/month,Jan 2025,https://example.com/plans
Disney+,Disney,Basic plan,$9.99 a month,2025-01,https://example.com/basic
Netflix,Netflix,Launch,,2007-01-16,https://example.com/start
Disney+,Disney,Launch,,2019-11-12,A report
Netflix,Netflix,Hours watched,90–100 billion,2023,https://example.com/hours
"""


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("900M", {"value": "900000000", "qualifier": "exactly"}),
        ("4.9亿", {"value": "490000000", "qualifier": "exactly"}),
        ("约 3.2 亿", {"value": "320000000", "qualifier": "about"}),
        ("20–30", {"low": "20", "high": "30", "qualifier": "between"}),
        ("1.5–2亿", {"low": "150000000", "high": "200000000", "qualifier": "between"}),
        ("20 to 30 million", {"low": "20000000", "high": "30000000", "qualifier": "between"}),
        ("> 200M", {"low": "200000000", "qualifier": "at least"}),
        ("超2亿", {"low": "200000000", "qualifier": "at least"}),
        ("300M+", {"low": "300000000", "qualifier": "at least"}),
        ("under 5K", {"high": "5000", "qualifier": "at most"}),
        ("-5", {"value": "-5", "qualifier": "exactly"}),
        ("about 3%", {"value": "3", "qualifier": "about"}),
        ("10–12%", {"low": "10", "high": "12", "qualifier": "between"}),
        ("", {}),
    ],
)
def test_numbers_as_people_write_them(text: str, cells: dict[str, str]) -> None:
    found = value(text)
    assert found is not None
    assert found.cells == cells


@pytest.mark.parametrize("text", ["abc", "20–", "2024-02-07", "1–2–3", "–"])
def test_what_is_no_number(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "currency", "per"),
    [
        ("$19.99/month", "USD", "month"),
        ("¥68/月", "CNY", "month"),
        ("$10–$20 a year", "USD", "year"),
        ("€5", "EUR", ""),
    ],
)
def test_money_names_currency_and_period(text: str, currency: str, per: str) -> None:
    found = value(text)
    assert found is not None
    assert (found.currencies[0], found.per) == (currency, per)


def test_a_header_is_known_in_either_language() -> None:
    assert is_story_sheet(["产品", "指标", "数值", "日期", "来源"])
    assert is_story_sheet(["Company", "Metric", "Value"])
    assert not is_story_sheet(["fruit", "colour", "value"])
    assert not is_story_sheet(["who", "where", "value"])


def test_a_new_story_of_one_sheet(tmp_path: Path, capsys: Printed) -> None:
    sheet, folder = tmp_path / "streaming.csv", tmp_path / "story"
    sheet.write_text(NEW, encoding="utf-8")
    assert main(["new", str(folder), "--from", str(sheet)]) == 0
    assert "who = Service, company = Company, what = What" in capsys.readouterr().out
    made = load(folder).read_as("latest")
    stated = {row.id: row for row in queries.ask(made, Figures)}
    assert [row.table_name for row in stated.values()].count("users") == 4
    audience = charts.chart(made, "audience", charts.render_options(made, "en"))
    prices = charts.chart(made, "prices", charts.render_options(made, "en"))
    assert audience
    assert prices
    assert audience.title == "Netflix: about 2.4× as many paying users as Disney+"
    assert prices.title == "Netflix charged $7.99 a month; Disney+ charged $9.99 a month"
    (launch,) = [row for row in queries.ask(made, Gaps) if row.level is None]
    assert (launch.leader_side, launch.low_days) == ("netflix", 4683)


def test_every_page_of_it_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, folder = tmp_path / "streaming.csv", tmp_path / "story"
    sheet.write_text(NEW, encoding="utf-8")
    assert main(["new", str(folder), "--from", str(sheet)]) == 0
    monkeypatch.setenv("LEADLAG_DATA", str(folder))
    for stem in ("overview", "audience", "trend", "prices", "timeline", "gaps", "figures"):
        app = opened(stem, lang="en", reading="latest")
        assert "Netflix" in page(app), stem


def test_a_folder_in_use_is_left_alone(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    sheet, before = tmp_path / "streaming.csv", folder.contents()
    sheet.write_text(NEW, encoding="utf-8")
    assert main(["new", str(folder.path), "--from", str(sheet)]) == 5
    assert "is there already and not empty" in capsys.readouterr().err
    assert folder.contents() == before


def test_problems_leave_no_folder(tmp_path: Path) -> None:
    sheet = tmp_path / "streaming.csv"
    sheet.write_text(NEW.replace("301.6M", "a lot"), encoding="utf-8")
    assert main(["new", str(tmp_path / "story"), "--from", str(sheet)]) == 1
    assert not (tmp_path / "story").exists()


def test_one_new_figure_is_one_row(folder: Folder) -> None:
    """Five cells: who, what, how much, when and who says so; the product and its company are known."""
    sent = "产品,指标,数值,日期,来源\nCapCut,月活,4.9亿,2024年11月,https://example.com/capcut\n"
    before = {row.id for row in queries.ask(folder.load(), Figures)}
    folder.swap({"new.csv": sent.encode()})
    (row,) = [row for row in queries.ask(folder.load(), Figures) if row.id not in before]
    assert (row.product, row.unit, row.lower, row.year, row.month) == ("capcut", "mau", 490_000_000, 2024, 11)
    folder.undo()
    assert {row.id for row in queries.ask(folder.load(), Figures)} == before


def test_percents_stay_percents(folder: Folder) -> None:
    before = {row.id for row in queries.ask(folder.load(), Figures)}
    folder.swap({"new.csv": b"who,what,value,source\nCapCut,Share of downloads,3%,article\n"})
    (row,) = [row for row in queries.ask(folder.load(), Figures) if row.id not in before]
    assert (row.table_name, row.lower, row.unit) == ("other_figures", 3, "%")


@pytest.mark.parametrize(
    ("what", "kind"), [("Funding", "funding"), ("人事", "people"), ("model_release", "model_release")]
)
def test_every_kind_with_words_is_an_event(folder: Folder, what: str, kind: str) -> None:
    before = {row.id for row in queries.ask(folder.load(), Figures)}
    folder.swap({"new.csv": f"who,what,value,date,source\nCapCut,{what},,2024-05,article\n".encode()})
    (row,) = [row for row in queries.ask(folder.load(), Figures) if row.id not in before]
    assert (row.table_name, row.unit, row.year) == ("milestones", kind, 2024)


def test_a_value_is_never_dropped(folder: Folder) -> None:
    """What has a value is a figure, whatever it is called."""
    before = {row.id for row in queries.ask(folder.load(), Figures)}
    folder.swap({"new.csv": b"who,what,value,date,source\nCapCut,Audience,5M,2024-05,article\n"})
    (row,) = [row for row in queries.ask(folder.load(), Figures) if row.id not in before]
    assert (row.table_name, row.lower) == ("other_figures", 5_000_000)


def test_rows_keep_their_numbers(folder: Folder) -> None:
    """A problem of the contract stands at the sheet's own row."""
    sent = "who,what,value,date\nCapCut,MAU,1M,2024\n\nCapCut,MAU,2M,sometime\n"
    with pytest.raises(DataError) as raised:
        folder.propose({"new.csv": sent.encode()})
    assert {(problem.file, problem.row) for problem in raised.value.problems} >= {("users.csv", 4)}


#: Rows that cannot be read without a guess: the column that would answer, and the problem.
GUESSES = [
    ("CapCut,MAU,many,2024,", "value", "sheet_value"),
    ("CapCut,MAU,,2024,", "value", "sheet_value"),
    ("CapCut,Pro plan,$9.99,2024,", "per", "sheet_per"),
    (",MAU,5M,2024,", "who", "sheet_who"),
    ("Somebody New,MAU,5M,2024,", "side", "sheet_side"),
]
CODES = {code for *_, code in GUESSES} | {"sheet_currency"}


@pytest.mark.parametrize(("row", "column", "code"), GUESSES)
def test_what_would_be_a_guess_is_asked(folder: Folder, row: str, column: str, code: str) -> None:
    with pytest.raises(DataError) as raised:
        folder.propose({"new.csv": f"who,what,value,date,source\n{row}https://example.com\n".encode()})
    assert [(one.file, one.row, one.column, one.code) for one in raised.value.problems if one.file == "new.csv"] == [
        ("new.csv", 2, column, code)
    ]


def test_a_sign_of_two_currencies_is_asked(tmp_path: Path, capsys: Printed) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("who,what,value,source\nA,Plan,¥68/month,x y\nB,Plan,$9/month,x y\n", encoding="utf-8")
    assert main(["new", str(tmp_path / "story"), "--from", str(sheet)]) == 1
    assert "CNY, JPY" in capsys.readouterr().err
