"""A CSV edited beside a running dashboard: reloading shows the new number, or the problem above the old chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from leadlag.words import say
from tests.browser.conftest import Opened
from tests.browser.running import Server, serve
from tests.conftest import Folder, copy_of_shipped_data


@dataclass(frozen=True)
class Swap:
    """A folder that may be edited, and the server that shows it."""

    folder: Folder
    server: Server


@pytest.fixture
def swap(tmp_path: Path) -> Iterator[Swap]:
    folder = copy_of_shipped_data(tmp_path / "data")
    with serve(tmp_path / "server.log", {"LEADLAG_DATA": str(folder.path)}) as server:
        yield Swap(folder, server)


def test_an_edited_figure_shows_after_a_reload_and_a_broken_one_keeps_the_last_good_data(
    swap: Swap, opened: Opened
) -> None:
    visit = opened("/audience", at=swap.server)
    chart = visit.charts.first
    expect(chart).to_contain_text("490M")

    swap.folder.set("users", "capcut_users_2023_08", "value", "512000000")
    visit.open("/audience")
    expect(chart).to_contain_text("512M")
    expect(chart).not_to_contain_text("490M")
    expect(visit.page.locator(".ledger")).to_have_count(0)
    good = [text.text for text in visit.chart_texts()]

    swap.folder.set("users", "capcut_users_2023_08", "value", "half a billion")
    visit.open("/audience")
    problem = visit.page.locator(".ledger tbody tr")
    expect(problem).to_have_count(1)
    expect(problem).to_contain_text("users.csv")
    expect(problem).to_contain_text("half a billion")
    notice = say("en", "error.kept", count=1, fingerprint="").split("(")[0]
    expect(visit.page.get_by_role("alert").first).to_contain_text(notice.strip()[:20])
    assert [text.text for text in visit.chart_texts()] == good

    swap.folder.set("users", "capcut_users_2023_08", "value", "520000000")
    visit.open("/audience")
    expect(chart).to_contain_text("520M")
    expect(visit.page.get_by_role("alert")).to_have_count(0)
    assert visit.complaints == []
