"""What Streamlit makes of labels and messages that hold markup: the characters themselves, in a real browser."""

from playwright.sync_api import expect

from leadlag.words import translate
from tests.browser.app_server import Server
from tests.browser.visit import Opened, Visit
from tests.markup import EVIL, EVIL_FILE

STEMS = ("overview", "prices", "data_costs", "gaps", "timeline", "figures", "conflicts", "swap")
#: What Markdown makes of text, on the page and in its charts.
FORMATTED = """() => [...document.querySelectorAll(`[data-testid=stMarkdownContainer] :is(
    strong, em, code, del, h1, li, blockquote, table, img, .katex, a[href^=javascript], span[class*=color])`)]
  .map(element => element.outerHTML)"""


def said(visit: Visit, selector: str) -> list[str]:
    """Texts as they are seen, without the characters that are not."""
    return [text.replace("\u2060", "").strip() for text in visit.page.locator(selector).all_inner_texts()]


def test_no_label_is_formatted(hostile_server: Server, opened: Opened) -> None:
    visit = opened("/swap?lang=en&reading=latest", at=hostile_server)
    formatted = {}
    for stem in STEMS:
        visit.turn_to(stem, "en")
        formatted[stem] = visit.page.evaluate(FORMATTED)
        expect(visit.page.locator(".data-status").first).to_contain_text(EVIL_FILE)
    assert formatted == {stem: [] for stem in STEMS}
    assert visit.complaints == []


def test_options(hostile_server: Server, opened: Opened) -> None:
    visit = opened("/gaps?lang=en&reading=latest", at=hostile_server)
    assert EVIL in said(visit, "[data-testid=stButtonGroup] [role=radio]")
    visit.open("/figures?lang=en&reading=latest")
    chosen = visit.page.get_by_role("combobox")
    assert [one.input_value() for one in chosen.all()] == [
        *(EVIL, EVIL),  # whom to compare
        translate("en", "sort.figures"),
        EVIL,  # the measure
    ]
    chosen.last.scroll_into_view_if_needed()  # a list that opens while its page still moves closes again
    visit.settle()
    chosen.last.click()
    expect(visit.page.get_by_role("option").first).to_have_text(EVIL)


def test_messages(hostile_server: Server, opened: Opened) -> None:
    visit = opened("/swap?lang=en", at=hostile_server)
    picture = visit.page.locator("input[type=file]").last
    picture.set_input_files({"name": f"{EVIL_FILE}.png", "mimeType": "image/png", "buffer": b"no picture"})
    box = visit.page.get_by_test_id("stAlert")
    expect(box).to_be_visible()
    assert said(visit, "[data-testid=stAlert]") == [translate("en", "error.not_png", path=f"{EVIL_FILE}.png")]
    assert visit.page.evaluate(FORMATTED) == []
