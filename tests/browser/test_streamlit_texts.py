"""What Streamlit says of its own accord: in the page's language, whatever it opens, and English again on a switch."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from leadlag.words import language_name, translate
from tests.browser.app_server import serve
from tests.browser.visit import Opened, Visit

STEMS = ("", "audience", "prices", "data_costs", "timeline", "gaps", "figures", "conflicts", "swap")
#: Texts and names for screen readers that have Latin letters alone, where no data, chart, query or icon stands.
LATIN = r"""() => {
  const data = `script, style, pre, canvas, .js-plotly-plot, [data-testid=stHtml], [data-testid=stIconMaterial],
    [data-testid=stFileChip] > :not(small), [data-testid=stDataFrameStatisticsChart], [role=listbox] [data-key],
    [data-testid=stDataFrameColumnVisibilityMenu] label:not(:first-child), .gdg-search-bar input`;
  const isLatin = text => /[a-z]{2}/i.test(text) && !/\p{Script=Han}/u.test(text);
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement, shown = parent.checkVisibility({ visibilityProperty: true });
    if (shown && isLatin(node.data) && !parent.closest(data)) found.push(node.data.trim());
  }
  for (const name of ['aria-label', 'title', 'placeholder']) {
    for (const element of document.querySelectorAll(`[${name}]:not([data-testid=stFileChip])`)) {
      const text = element.getAttribute(name);
      if (element.checkVisibility() && isLatin(text) && !element.closest(data)) found.push(`${name}: ${text}`);
    }
  }
  return [...new Set(found)].sort();
}"""
#: Names that are the same in every language.
NAMES = {language_name("en"), "SQL", "CNY", "USD", "• PNG"}
#: Of a table's menu: its column's name, and the icon of its type.
COLUMN = {"id", "title: id", "title: text"}


@pytest.fixture
def chinese(opened: Opened) -> Visit:
    return opened("/?lang=zh&reading=latest")


def latin(visit: Visit) -> set[str]:
    """What is said in Latin letters, the names that are the same in every language left out."""
    return set(visit.page.evaluate(LATIN)) - NAMES


def file(name: str, content: bytes = b"x,y\n1,2\n") -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


def said(key: str, **details: object) -> str:
    return translate("zh", f"streamlit.{key}", **details)


def test_every_page(chinese: Visit) -> None:
    found = {}
    for stem in STEMS:
        chinese.open(f"/{stem}?lang=zh&reading=latest")
        found[stem] = latin(chinese)
    assert found == {stem: set() for stem in STEMS}


def test_uploader(chinese: Visit) -> None:
    chinese.open("/swap?lang=zh")
    uploader = chinese.page.get_by_test_id("stFileUploader").first
    expect(uploader.locator("button")).to_contain_text(said("upload"))
    expect(uploader).to_contain_text(said("per_file", limit="20MB"))
    expect(uploader.locator("input")).to_have_attribute("aria-label", said("file_upload"))
    uploader.locator("input").set_input_files([file("Upload.csv"), file("large.csv", b"x" * 21_000_000)])
    expect(uploader).to_contain_text(said("too_large", limit="20.0MB"))
    expect(uploader.get_by_role("button", name=said("remove", file="Upload.csv"))).to_be_visible()
    expect(uploader.get_by_title("Upload.csv")).to_have_text("Upload.csv")
    chinese.page.locator("input[type=file]").last.set_input_files(file("a.csv"))
    expect(chinese.page.get_by_text(said("wrong_kind", kind="text/csv"))).to_be_visible()
    assert latin(chinese) == set()


def test_menu_and_missing_page(chinese: Visit) -> None:
    chinese.page.get_by_role("button", name=said("menu")).click()
    items = chinese.page.get_by_test_id("stMainMenuList").locator("button:visible")
    assert [item.inner_text().split()[-1] for item in items.all()] == [
        said(key) for key in ("theme_system", "theme_light", "theme_dark", "print")
    ]
    assert latin(chinese) == set()
    chinese.open("/nowhere?lang=zh")
    expect(chinese.page.get_by_text(said("no_page_line"))).to_be_visible()
    assert latin(chinese) == set()


def test_table(chinese: Visit) -> None:
    chinese.open("/audience?lang=zh")
    chinese.choice(translate("zh", "show.table")).first.click()
    table = chinese.page.get_by_test_id("stDataFrame")
    menu = chinese.page.get_by_test_id("stDataFrameColumnMenu")
    table.hover()
    chinese.page.get_by_role("button", name=said("search"), exact=True).click()
    chinese.page.get_by_placeholder(said("type_to_search")).or_(chinese.page.locator(".gdg-search-bar input")).fill(
        "mau"
    )
    expect(chinese.page.get_by_test_id("search-result-area")).to_contain_text("处")
    assert latin(chinese) == set()
    chinese.page.keyboard.press("Escape")
    box = table.bounding_box()
    assert box
    for right in range(90, 300, 8):  # the button of a column's menu is painted, and stands where its column ends
        chinese.page.mouse.click(box["x"] + right, box["y"] + 18)
        if menu.count():
            break
    menu.get_by_text(said("statistics")).hover()
    expect(chinese.page.get_by_test_id("stDataFrameStatisticsMetrics")).to_contain_text(said("distinct"))
    assert latin(chinese) <= COLUMN


def test_typing_and_choosing(chinese: Visit) -> None:
    chinese.open("/figures?lang=zh")
    chinese.page.get_by_role("combobox").fill("zzzz")
    expect(chinese.page.get_by_text(said("no_results"))).to_be_visible()
    assert latin(chinese) == set()
    chinese.page.keyboard.press("Escape")
    chinese.page.get_by_test_id("stTextInput").locator("input").fill("abc")
    expect(chinese.page.get_by_text(said("apply"))).to_be_visible()
    assert latin(chinese) == set()


def test_phone(opened: Opened) -> None:
    visit = opened("/?lang=zh", size=(390, 844))
    visit.page.get_by_role("button", name=said("expand_sidebar")).click()
    expect(visit.page.get_by_role("button", name=said("collapse_sidebar"))).to_be_visible()
    assert latin(visit) == set()


def test_switch_of_the_language(chinese: Visit) -> None:
    """Without loading the page anew, and after reruns."""
    chinese.open("/swap?lang=zh")
    upload = chinese.page.get_by_test_id("stFileUploader").first.locator("button")
    expect(upload).to_contain_text(said("upload"))
    chinese.choice(language_name("en")).click()
    expect(upload).to_contain_text("Upload")
    expect(chinese.page.get_by_test_id("stMainMenuButton")).to_have_attribute("aria-label", "Main menu")
    chinese.choice(language_name("zh")).click()
    expect(upload).to_contain_text(said("upload"))
    chinese.turn_to("conflicts", "zh")
    chinese.turn_to("swap", "zh")
    expect(upload).to_contain_text(said("upload"))
    assert latin(chinese) == set()


def test_connection_lost(tmp_path: Path, opened: Opened) -> None:
    with serve(tmp_path / "server.log") as server:
        visit = opened("/?lang=zh", at=server)
    expect(visit.page.get_by_text(said("no_answer"))).to_be_visible()
    assert latin(visit) == set()
