"""The date a picture carries is the newest date of what it draws, so that a new figure dates its own pictures alone."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from leadlag import captions, charts, formats, queries
from leadlag.cards import batch, pictures
from leadlag.cards.batch import Card, CardSpec, cards, changes, once
from leadlag.cli import main
from leadlag.render_options import RenderOptions
from leadlag.rows import Figures, Timeline
from leadlag.store import READINGS, Snapshot
from leadlag.words import translate
from tests.conftest import Folder
from tests.drawings import beside_plot, pictured, reading_with

NEW = {
    "id": "capcut_mau_new",
    "month": "",
    "low": "",
    "value": "350000000",
    "qualifier": "about",
}


@pytest.fixture
def newest_source(folder: Folder) -> str:
    """A document of the newest year there is."""
    return max((row for row in folder.rows("sources") if row["kind"] != "article"), key=lambda row: row["year"])["id"]


def up_to(snapshot: Snapshot, question: str) -> tuple[int | None, int | None]:
    chart = charts.chart(snapshot, question, RenderOptions())
    assert chart
    return captions.newest(snapshot, chart.statements)


def test_each_chart_is_dated_by_its_own_rows(snapshot: Snapshot) -> None:
    assert {one: up_to(snapshot, one) for one in ("timeline", "audience", "data_costs", "effects")} == {
        "timeline": (2024, 4),
        "audience": (2023, 8),
        "data_costs": (2023, None),
        "effects": (None, None),
    }


def test_filtered_chart_is_dated_by_its_rows(snapshot: Snapshot) -> None:
    rows = [row for row in queries.ask(snapshot, Timeline) if row.year == 2022]
    (picture, *_) = pictures(snapshot, "timeline", "en", rows=rows)
    assert picture.name.startswith("timeline_en_2022_")


def test_file_name_and_footer_have_one_date(snapshot: Snapshot) -> None:
    for question in charts.CHARTS:
        read = reading_with(snapshot, question)
        (picture, *_) = pictured(read, question)
        year, month = captions.newest(read, picture.statements)
        named = "undated" if year is None else f"{year}-{month:02}" if month else str(year)
        assert picture.name.startswith(f"{question}_en_{named}_")
        assert captions.as_of(read, "en", picture.statements) in beside_plot(picture)


def test_announcement_is_as_old_as_its_source(folder: Folder) -> None:
    cells = {"id": "next_year", "milestone": "next_year", "year": "2031", "month": "5", "day": "", "part": ""}
    row = next(one for one in queries.ask(folder.load(), Figures) if one.table_name == "milestones" and one.source_year)
    folder.add("milestones", row.id, cells)
    snapshot = folder.load()
    assert captions.newest(snapshot, ["next_year"])[0] == row.source_year


def test_nothing_dated_says_no_date(snapshot: Snapshot) -> None:
    assert captions.as_of(snapshot, "en", []) == translate(
        "en", "footer.data_undated", fingerprint=snapshot.fingerprint
    )


def add_count(folder: Folder, source: str) -> None:
    year = next(row["year"] for row in folder.rows("sources") if row["id"] == source)
    folder.add("users", "capcut_mau_2024_07", {**NEW, "source": source, "year": year})


def test_new_figure_changes_its_own_cards(folder: Folder, newest_source: str) -> None:
    asked = ("audience", "audience_over_time", "prices", "timeline")
    spec = CardSpec(asked, ("en",), ("article", "latest"))
    before_snapshot = folder.load()
    before = cards(before_snapshot, spec)
    add_count(folder, newest_source)
    snapshot = folder.load()
    found = once(changes(before, cards(snapshot, spec)))
    assert {change.after.question for change in found if change.after} >= {"audience_over_time"}
    for change in found:
        assert change.after
        old, new = (one.read_as(change.after.reading) for one in (before_snapshot, snapshot))
        chosen = charts.defaults(new, change.after.question)
        rows = [queries.answer(one, change.after.question, **chosen) for one in (old, new)]
        assert rows[0] != rows[1], change.after.file


def test_old_figures_are_said_to_be_old(snapshot: Snapshot) -> None:
    """Counted from the end of the newest date, in full months."""
    read = snapshot.read_as("latest")
    year, month = captions.newest(read)
    assert year
    assert month
    on = date(year, month, 1)
    said = [captions.outdated(read, "en", on.replace(year=on.year + years)) for years in (0, 1)]
    newest = formats.when(year, month, None, None, "en")
    assert said == ["", translate("en", "reading.outdated", date=newest, count=11)]
    half = [date(year + (month + months - 1) // 12, (month + months - 1) % 12 + 1, 1) for months in (6, 7)]
    assert [bool(captions.outdated(read, "en", day)) for day in half] == [False, True]


def blank(files: Mapping[str, Card], folder: Path, _: object) -> None:
    """Pictures without a browser: those that a browser draws are of `tests/browser`."""
    folder.mkdir()
    for name in files:
        Image.new("RGB", (16, 9)).save(folder / name)


def test_since_looks_in_every_reading(
    folder: Folder,
    newest_source: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A new figure of another source shows in the latest reading, and not in the article's."""
    monkeypatch.setattr(batch, "draw", blank)
    before = folder.load().fingerprint
    rows = folder.rows("users")
    row = next(row for row in rows if row["id"] == "capcut_mau_2024_07")
    year = next(one["year"] for one in folder.rows("sources") if one["id"] == newest_source)
    new = {**row, **NEW, "source": newest_source, "year": year}
    folder.swap({"users.csv": folder.with_rows("users", [*rows, new])})
    asked = ["cards", "--data", str(folder.path), "--since", before, "--to", str(tmp_path / "new"), "--lang", "en"]
    asked += ["--question", "audience,audience_over_time"]
    assert main([*asked, "--reading", "article"]) == 0
    assert capsys.readouterr().out.startswith("No picture looks different")
    assert main(asked) == 0
    written = {path.name.split("_en_")[0] for path in (tmp_path / "new").glob("*.png")}
    assert "audience_over_time" in written


def test_change_of_every_reading_is_one(folder: Folder) -> None:
    spec = CardSpec(questions=("effects",), langs=("en",), readings=READINGS)
    before = cards(folder.load(), spec)
    folder.set("prices", "jianying_membership_month", "high", "35")
    found = changes(before, cards(folder.load(), spec))
    assert len(found) == len(READINGS)
    assert [change.after.reading for change in once(found) if change.after] == ["article"]
