"""What Streamlit says of its own accord: in the page's language, whatever it opens, and English again on a switch."""

from pathlib import Path

from playwright.sync_api import expect

from leadlag.words import language_name, translate
from tests.browser.app_server import serve
from tests.browser.latin import latin
from tests.browser.visit import Opened


def said(key: str, **details: object) -> str:
    return translate("zh", f"streamlit.{key}", **details)


def test_uploader(opened: Opened, tmp_path: Path) -> None:
    accepted, large = tmp_path / "Upload.csv", tmp_path / "large.csv"
    accepted.write_text("x,y\n1,2\n", encoding="utf-8")
    large.write_bytes(b"x" * 21_000_000)
    visit = opened("/swap?lang=zh")
    uploader = visit.page.get_by_test_id("stFileUploader").first
    expect(uploader.locator("button")).to_contain_text(said("upload"))
    expect(uploader).to_contain_text(said("per_file", limit="20MB"))
    expect(uploader.locator("input")).to_have_attribute("aria-label", said("file_upload"))
    uploader.locator("input").set_input_files([accepted, large])
    expect(uploader).to_contain_text(said("too_large", limit="20.0MB"))
    expect(uploader.get_by_role("button", name=said("remove", file="Upload.csv"))).to_be_visible()
    expect(uploader.get_by_title("Upload.csv")).to_have_text("Upload.csv")
    visit.page.locator("input[type=file]").last.set_input_files(accepted)
    expect(visit.page.get_by_text(said("wrong_kind", kind="text/csv"))).to_be_visible()
    assert latin(visit.page) == set()


def test_menu_and_missing_page(opened: Opened) -> None:
    visit = opened("/?lang=zh")
    visit.page.get_by_role("button", name=said("menu")).click()
    items = visit.page.get_by_test_id("stMainMenuList").locator("button:visible")
    assert [item.inner_text().split()[-1] for item in items.all()] == [
        said(key) for key in ("theme_system", "theme_light", "theme_dark", "print")
    ]
    assert latin(visit.page) == set()
    visit.open("/nowhere?lang=zh")
    expect(visit.page.get_by_text(said("no_page_line"))).to_be_visible()
    assert latin(visit.page) == set()


def test_typing_and_choosing(opened: Opened) -> None:
    visit = opened("/figures?lang=zh")
    visit.page.get_by_role("combobox").first.fill("zzzz")
    expect(visit.page.get_by_text(said("no_results"))).to_be_visible()
    assert latin(visit.page) == set()
    visit.page.keyboard.press("Escape")
    visit.page.get_by_test_id("stTextInput").locator("input").fill("abc")
    expect(visit.page.get_by_text(said("apply"))).to_be_visible()
    assert latin(visit.page) == set()


def test_phone(opened: Opened) -> None:
    visit = opened("/?lang=zh", size=(390, 844))
    visit.page.get_by_role("button", name=said("expand_sidebar")).click()
    expect(visit.page.get_by_role("button", name=said("collapse_sidebar"))).to_be_visible()
    assert latin(visit.page) == set()


def test_switch_of_the_language(opened: Opened) -> None:
    """Without loading the page anew, and after reruns."""
    visit = opened("/swap?lang=zh")
    upload = visit.page.get_by_test_id("stFileUploader").first.locator("button")
    expect(upload).to_contain_text(said("upload"))
    visit.choice(language_name("en")).click()
    expect(upload).to_contain_text("Upload")
    expect(visit.page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Main menu")
    visit.choice(language_name("zh")).click()
    expect(upload).to_contain_text(said("upload"))
    visit.turn_to("conflicts", "zh")
    visit.turn_to("swap", "zh")
    expect(upload).to_contain_text(said("upload"))
    assert latin(visit.page) == set()


def test_connection_lost(tmp_path: Path, opened: Opened) -> None:
    with serve(tmp_path / "server.log") as server:
        visit = opened("/?lang=zh", at=server)
    expect(visit.page.get_by_text(said("no_answer"))).to_be_visible()
    assert latin(visit.page) == set()
