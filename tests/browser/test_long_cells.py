"""A word as long as a page is broken where the line ends; no page scrolls sideways for it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.app_server import Server, serve
from tests.conftest import copy_of_story

if TYPE_CHECKING:
    from tests.browser.visit import Opened

LONG = "x" * 10_000
CELLS = {
    ("users", "capcut_users_2023_08"): ("claim", "note", "as_written", "provider", "locator"),
    ("products", "capcut"): ("name",),
    ("sides", "bytedance"): ("name",),
    ("organizations", "openai"): ("name",),
    ("sources", "article"): ("title", "publisher"),
    ("milestones", "sora_demo_2024_02_15"): ("title",),
    ("prices", "jianying_membership_month"): ("item",),
    ("measures", "demo_videos"): ("name", "unit", "definition"),
    ("other_figures", "sora_demo_videos"): ("unit",),
    ("conflicts", "sora_demo_2024_02_16"): ("explanation",),
    ("gaps", "gap_sora_demo_capcut_text_to_video"): ("why",),
}
STEMS = ("overview", "audience", "data_costs", "timeline", "figures", "conflicts", "swap")
WIDER = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map(box => box.scrollWidth - box.clientWidth)"""


@pytest.fixture(scope="module")
def long_cells(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard with such a word wherever people type text, and in a file's name."""
    where = tmp_path_factory.mktemp("long")
    folder = copy_of_story(where / "data")
    for (table, key), columns in CELLS.items():
        known = folder.rows(table)[0]
        folder.edit(table, key, {name: LONG for c in columns for name in (c, f"{c}_zh") if name in known})
    assert folder.problems() == []
    (folder.path / f"{'n' * 200}.csv").write_text("id\n", encoding="utf-8")
    with serve(where / "server.log", {"LEADLAG_DATA": str(folder.path)}) as server:
        yield server


def test_no_page_scrolls_sideways(long_cells: Server, opened: "Opened") -> None:
    visit = opened("/prices?lang=en", at=long_cells)
    wider = {}
    for stem in STEMS:
        visit.turn_to(stem, "en")
        for width in (390, 1440):
            visit.resize(width)
            wider[stem, width] = visit.page.evaluate(WIDER)
    assert wider == {(stem, width): [0, 0] for stem in STEMS for width in (390, 1440)}
