"""A new figure is followed to where it shows: page and readings, or why it shows nowhere."""

import pytest

from leadlag.placement import placement_lines, placements
from leadlag.store import Snapshot
from tests.conftest import copy_of_story

DOUBAO, JIMENG = ("users", "doubao_mau_2025_08"), ("users", "jimeng_dau_2025")


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with the new figures of all tests."""
    folder = copy_of_story(tmp_path_factory.mktemp("edited") / "data")
    exact = {"rank": "normal", "low": "", "high": "", "qualifier": "exactly"}
    folder.add(*JIMENG, {**exact, "id": "mine", "value": "345000000", "year": "2026", "month": "3"})
    folder.add(*JIMENG, {**exact, "id": "old", "value": "5000000", "year": "2024", "month": "1"})
    folder.add(*DOUBAO, {"id": "lower", "rank": "normal", "value": "150000000"})
    folder.add(*DOUBAO, {"id": "wrong", "rank": "deprecated"})
    folder.add("sources", "reuters_zhang_nan_2024_02_07", {"id": "wiki_one", "kind": "wiki"})
    folder.add("users", "capcut_users_2023_09", {"id": "copied", "rank": "normal", "source": "wiki_one"})
    paid = {"id": "doubao_paid_2026", "milestone": "doubao_paid", "product": "doubao", "year": "2026", "month": "6"}
    folder.add("milestones", "jimeng_paid_2024_08", paid)
    return folder.load()


def test_a_newer_figure_shows_in_latest(edited: Snapshot) -> None:
    assert placement_lines(edited, ["mine"], "en") == ["mine: Audience (Checked, Latest)"]
    assert placement_lines(edited, ["mine"], "zh") == ["mine：用户（核查后、最新）"]


def test_a_count_of_another_year_shows_over_time(edited: Snapshot) -> None:
    assert placements(edited, ["old"])["old"].readings == ("checked", "latest")


def test_what_shows_nowhere_says_why(edited: Snapshot) -> None:
    found = placements(edited, ["lower", "wrong", "copied", "nothing"])
    assert {name: (one.reason, one.other, one.readings) for name, one in found.items()} == {
        "lower": ("displaced", "doubao_mau_2025_08", ()),
        "wrong": ("deprecated", "", ()),
        "copied": ("weak", "capcut_users_2023_09", ()),
    }
    texts = placement_lines(edited, ["lower", "wrong", "copied"], "en")
    assert [text.split(": ")[1].split(" ")[:2] for text in texts] == [["Figures", "only"]] * 3


def test_an_event_shows_on_the_timeline(edited: Snapshot) -> None:
    found = placements(edited, ["doubao_paid_2026"])["doubao_paid_2026"]
    assert (found.page, found.readings) == ("timeline", ("latest",))
