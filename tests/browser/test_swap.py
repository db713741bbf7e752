"""Data replaced beside a running dashboard, by saving a file and by sending one, as seen in two windows."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from leadlag.words import Language, translate
from tests.browser.app_server import TIMEOUT_SECONDS, Server, serve
from tests.browser.test_server import answer
from tests.browser.visit import Opened, Visit
from tests.conftest import STORY, Folder, copy_of_story

CAPCUT = ("users", "capcut_users_2023_08", "value")
SCROLL = "document.querySelector('[data-testid=stMain]').scrollTop"


def upload(visit: Visit, **contents: bytes) -> None:
    files: list[FilePayload] = [
        {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": raw} for name, raw in contents.items()
    ]
    visit.page.locator("input[type=file]").first.set_input_files(files)


def button(visit: Visit, key: str) -> Locator:
    return visit.page.locator(f".st-key-{key} button")


def toast(visit: Visit) -> Locator:
    return visit.page.get_by_test_id("stToast")


def test_swap_where_nothing_can_be_shown(tmp_path: Path, opened: Opened, port: int) -> None:
    folder = copy_of_story(tmp_path / "data")
    good = folder.file("users").read_bytes()
    folder.write("users", "")
    with serve(tmp_path / "server.log", {"LEADLAG_DATA": str(folder.path)}, port=port) as server:
        visit = opened("/?lang=en", at=server)
        expect(visit.page.locator(".html-table tbody tr").first).to_contain_text("users.csv")
        upload(visit, users=good)
        button(visit, "accept").click()
        expect(visit.charts).to_have_count(1)


@dataclass(frozen=True)
class Swap:
    """A folder that may be edited, and the server that shows it."""

    folder: Folder
    server: Server

    def on_show(self) -> bytes:
        """Every table as the server has it."""
        return answer(self.server, "/files/all.zip").read()


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[Swap]:
    place = tmp_path_factory.mktemp("beside")
    folder, log = copy_of_story(place / "data"), place / "server.log"
    with serve(log, {"LEADLAG_DATA": str(folder.path)}, port=port) as server:
        yield Swap(folder, server)
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")


@pytest.fixture
def swap(beside: Swap) -> Iterator[Swap]:
    """Shows the story and remembers no other set, whatever the test before did."""
    before = beside.on_show()
    yield beside
    for file in STORY.glob("*.csv"):
        shutil.copyfile(file, beside.folder.path / file.name)
    shutil.rmtree(beside.folder.path / ".history", ignore_errors=True)
    until = time.monotonic() + TIMEOUT_SECONDS
    while beside.on_show() != before and time.monotonic() < until:
        time.sleep(0.05)


def test_open_page_follows(swap: Swap, opened: Opened) -> None:
    """A saved file, keeping its place and the last good data; and it asks for nothing."""
    visit = opened("/audience", at=swap.server, size=(1000, 420))
    chart = visit.charts.first
    expect(chart).to_contain_text("490M")
    visit.choice("Checked").click()
    expect(visit.choice("Checked")).to_be_checked()
    visit.choice("The article").click()
    expect(chart).to_contain_text("about 490M")
    visit.settle()  # what is yet to come above the place being read moves it
    visit.page.evaluate(f"{SCROLL} = 150")
    asked = len(visit.asked)

    swap.folder.set(*CAPCUT, "512000000")
    expect(chart).to_contain_text("512M")
    expect(toast(visit)).to_contain_text("users.csv: 1 figure changed")
    assert visit.page.evaluate(SCROLL) == 150
    visit.settle()  # the old chart, unseen, stays in the page until the run has ended
    good = [text.text for text in visit.chart_texts()]

    swap.folder.set(*CAPCUT, "half a billion")
    problem = visit.page.locator(".html-table tbody tr")
    expect(problem).to_have_count(1)
    expect(problem).to_contain_text("half a billion")
    visit.settle()
    assert [text.text for text in visit.chart_texts()] == good

    swap.folder.set(*CAPCUT, "520000000")
    expect(chart).to_contain_text("520M")
    expect(problem).to_have_count(0)
    assert [address for address in visit.asked[asked:] if "/static/" not in address] == []
    assert visit.complaints == []


def test_whole_story_of_a_swap(swap: Swap, opened: Opened, tmp_path: Path) -> None:
    """What is on show sent back as it is, then sent, refused, repaired, seen before it counts, accepted, followed in
    another window, undone."""
    lang: Language = "zh"
    reader = opened(f"/audience?lang={lang}", at=swap.server)
    before, after = "4.9 亿", "5.12 亿"
    expect(reader.charts.first).to_contain_text(before)
    writer = opened(f"/swap?lang={lang}", at=swap.server)
    with writer.page.expect_download() as download:
        writer.page.get_by_text(translate(lang, "files.all")).click()
    assert download.value.suggested_filename == "data.zip"
    packed = Path(download.value.path()).read_bytes()
    zipped: FilePayload = {"name": "data.zip", "mimeType": "application/zip", "buffer": packed}
    writer.page.locator("input[type=file]").first.set_input_files([zipped])
    expect(writer.page.get_by_text(translate(lang, "swap.same"))).to_be_visible()

    users = swap.folder.file("users").read_text(encoding="utf-8")
    upload(writer, colleague=users.replace(",490000000,", ",5.12亿,", 1).encode("gb18030"))
    rows = writer.page.locator(".html-table").first.locator("tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("5.12亿")
    expect(rows).to_contain_text("512000000")
    expect(
        writer.page.get_by_text(translate(lang, "swap.identified", name="colleague.csv", file="users.csv"))
    ).to_be_visible()
    expect(writer.page.get_by_text("GB18030")).to_be_visible()
    with writer.page.expect_download() as download:
        button(writer, "repair-users").click()
    remarks = tmp_path / "remarks.csv"
    download.value.save_as(remarks)
    remarked = remarks.read_text(encoding="utf-8-sig")
    assert "512000000" in remarked

    upload(writer, mended=remarked.replace(",5.12亿,", ",512000000,", 1).encode())
    expect(button(writer, "accept")).to_be_visible()
    shown = writer.page.locator(".html-table").first
    expect(shown).to_contain_text(before)
    expect(shown).to_contain_text(after)
    assert swap.folder.file("users").read_text(encoding="utf-8") == users
    expect(reader.charts.first).to_contain_text(before)

    button(writer, "accept").click()
    expect(reader.charts.first).to_contain_text(after)
    expect(toast(reader)).to_be_visible()
    expect(writer.page.get_by_text(translate(lang, "done.swap", changes="").strip()).first).to_be_visible()

    button(writer, "undo").click()
    expect(button(writer, "accept")).to_be_visible()
    button(writer, "accept").click()
    expect(reader.charts.first).to_contain_text(before)
    assert swap.folder.file("users").read_text(encoding="utf-8") == users
    assert (writer.complaints, reader.complaints) == ([], [])


def test_second_of_two_people(swap: Swap, opened: Opened) -> None:
    """Sees what changed under the preview."""
    users = swap.folder.file("users").read_text(encoding="utf-8")
    first, second = (opened("/swap?lang=en", at=swap.server) for _ in range(2))
    upload(second, users=users.replace(",490000000,", ",530000000,", 1).encode())
    expect(button(second, "accept")).to_be_visible()
    upload(first, users=users.replace(",490000000,", ",512000000,", 1).encode())
    expect(button(first, "accept")).to_be_visible()
    button(first, "accept").click()

    expect(second.page.get_by_text(translate("en", "swap.data_changed"))).to_be_visible()
    shown = second.page.locator(".html-table").first
    expect(shown).to_contain_text("about 512M")
    expect(shown).to_contain_text("about 530M")
    button(second, "accept").click()
    expect(second.page.get_by_text(translate("en", "done.swap", changes="users.csv: 1 figure changed"))).to_be_visible()
    assert ",530000000," in swap.folder.file("users").read_text(encoding="utf-8")
