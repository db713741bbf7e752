"""The statement card and the small scale on it: all that is known of one statement, as the reader is shown it."""

import csv
import html
import io
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from markupsafe import Markup, escape

from leadlag import queries
from leadlag.contract import STATEMENT_TABLES
from leadlag.rows import Conflicts, Figures
from leadlag.store import Reading, Snapshot
from leadlag.ui import card
from leadlag.ui.range_strip import Mark, range_strip
from leadlag.ui.view import View
from leadlag.words import LANGUAGES, Language, enum_label, translate
from tests.conftest import STORY, Folder, copy_of_story
from tests.markup import EVIL

DEMO_AND_MOVE = "gap_sora_demo_zhang_nan_move"


def on_screen(snapshot: Snapshot, lang: Language = "en", reading: Reading = "article") -> View:
    return View(snapshot.read_as(reading), lang, dark=False)


def facts(statement: str, here: View) -> dict[str, str]:
    """A card's terms and what stands beside each, still as HTML."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", card.statement_card(statement, here))
    return {html.unescape(term): fact for term, fact in found}


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", markup))


class Tags(HTMLParser):
    """The tags of a piece of HTML in their order; an element that is not closed where it should be is a mistake."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.addresses: list[str] = []
        self.mistakes: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)
        self.addresses += [value or "" for key, value in attrs if key == "href"]
        self.mistakes += [key for key, _ in attrs if key not in ("href", "target", "class", "style")]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(tag)


#: What a card is made of.
ELEMENTS = {"article", "h2", "dl", "dt", "dd", "div", "span", "b", "em", "i", "a"}


def is_whole(found: Tags) -> bool:
    """Whether every element is closed, and none is there that a card is not made of."""
    return (found.open, found.mistakes, found.seen - ELEMENTS) == ([], [], set())


VIEWS: tuple[tuple[Language, Reading], ...] = (("en", "article"), ("zh", "checked"), ("en", "latest"))


def test_every_statement_has_a_card(snapshot: Snapshot) -> None:
    faults = []
    for lang, reading in VIEWS:
        here = on_screen(snapshot, lang, reading)
        for row in queries.ask(snapshot, Figures):
            shown = card.statement_card(row.id, here)
            found = Tags(shown)
            claim, address = here.names.claim(row.id), here.names.address(row.source)
            heading = f"<h2>{escape(claim)}</h2>"
            addresses = {card.link(row.id, here), *([address] if address else [])}
            gaps = re.findall("None|[{}]", plain(shown))
            if not is_whole(found) or heading not in shown or gaps or not addresses <= {*found.addresses}:
                faults.append((lang, reading, row.id, found.mistakes, gaps))
    assert faults == []


def test_cards_say_how_a_statement_stands(snapshot: Snapshot) -> None:
    """Who says it, where, how it is written, when, what is made of it, and why: a note is a reason where it judges."""
    judged: Counter[bool] = Counter()
    for lang in LANGUAGES:
        here = on_screen(snapshot, lang)
        for row in queries.ask(snapshot, Figures):
            shown, names = facts(row.id, here), here.names
            assert names.publisher(row.source)
            assert escape(names.publisher(row.source)) in shown[translate(lang, "column.source")]
            label = "card.reason" if row.verdict or row.rank == "deprecated" else "card.note"
            judged[label == "card.reason"] += bool(names.note(row.id))
            texts = {f"column.{column}": names.cell(row.id, column) for column in ("locator", "as_written")}
            texts |= {"card.reason": "", "card.note": "", label: names.note(row.id)}
            assert {key: html.unescape(shown.get(translate(lang, key), "")) for key in texts} == texts
            rank = enum_label(lang, "rank", "only" if (row.rank, row.versions) == ("normal", 1) else row.rank)
            standing = enum_label(lang, "verdict", row.aspect or row.verdict) if row.verdict else rank
            assert escape(standing) in shown[translate(lang, "card.verdict")]
            assert (translate(lang, "column.date") in shown) == (row.year is not None)
    assert min(judged[True], judged[False]) > 20


def csv_rows() -> dict[str, tuple[str, int]]:
    """Every statement's file and the row that a spreadsheet shows it in."""
    found: dict[str, tuple[str, int]] = {}
    for table in STATEMENT_TABLES:
        with (STORY / table.file).open(encoding="utf-8-sig", newline="") as file:
            rows = [*csv.reader(file)]
        place = rows[0].index("id")
        found |= {cells[place]: (table.file, number) for number, cells in enumerate(rows, start=1) if number > 1}
    return found


def test_cards_name_file_and_row(snapshot: Snapshot) -> None:
    here, rows = on_screen(snapshot), csv_rows()
    assert rows.keys() == {row.id for row in queries.ask(snapshot, Figures)}
    shown = {statement: facts(statement, here)["In the data"] for statement in rows}
    assert shown == {statement: f"{file}, row {number}" for statement, (file, number) in rows.items()}
    assert facts("adobe_paying_users", on_screen(snapshot, "zh"))["数据位置"] == "users.csv 第 5 行"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """The story with blank rows, a cell of several lines, and an address with quotes."""
    folder = copy_of_story(tmp_path_factory.mktemp("edited") / "data")
    folder.set("users", "jianying_mau_100m", "note", "one line\nanother")
    head, *rows = folder.file("users").read_text(encoding="utf-8").split("\n", 1)
    folder.write("users", "\n".join([head, "", ",,,", *rows]))
    folder.set("sources", "article", "url", "https://example.org/'onclick='x")
    return folder


def test_rows_count_as_in_a_spreadsheet(edited: Folder) -> None:
    """Blank ones too, and cells of several lines once."""
    cells = [*csv.reader(io.StringIO(edited.file("users").read_text(encoding="utf-8"), newline=""))]
    number = next(place for place, row in enumerate(cells, start=1) if row[:1] == ["adobe_paying_users"])
    assert number == 7
    assert facts("adobe_paying_users", on_screen(edited.load()))["In the data"] == "users.csv, row 7"


#: A statement and its figure; an event has none.
VALUES = {
    "jianying_membership_month": "¥20–30 a month",
    "jianying_camera_move_use": "480 credits an effect",
    "capcut_users_2023_08": "about 490M users",
    "capcut_mau_2023": "≥\u00a0200M monthly active users",
    "adobe_video_per_minute": "$3 a minute",
    "gap_sora_demo_capcut_text_to_video": "about 1 week",
    "gap_sora_demo_sora_paid": "at least 10 months",
    "sora_demo_2024_02_16": None,
    "gap_ai_lab_flow": None,
}
#: A statement and the readings that use it.
USED = {
    "sora_demo_2024_02_07": "The article",
    "sora_demo_2024_02_15": "Checked, Latest",
    "jianying_membership_2021": "The article, Checked, Latest",
    "capcut_mau_2024_07": "Latest",
    "sora_demo_2024_02_16_newser": "not used",
}


def test_figures_have_their_unit(snapshot: Snapshot) -> None:
    here = on_screen(snapshot)
    assert {statement: facts(statement, here).get("Value") for statement in VALUES} == VALUES


def test_readings_that_use_it_are_named(snapshot: Snapshot) -> None:
    here = on_screen(snapshot)
    assert {statement: facts(statement, here)["Used in"] for statement in USED} == USED


def test_a_verdict_leads_to_its_witness(snapshot: Snapshot) -> None:
    shown = facts("sora_demo_2024_02_16", on_screen(snapshot))["Verdict"]
    assert "href='figures?statement=sora_demo_2024_02_15&amp;lang=en'" in shown
    assert "devhelpcenter.com" in plain(shown)
    assert "href" not in facts("jianying_membership_2021", on_screen(snapshot))["Verdict"]
    assert "href" not in facts("sora_demo_2024_02_15", on_screen(snapshot))["Verdict"]


def test_links_keep_the_view(snapshot: Snapshot) -> None:
    for (lang, reading), ending in zip(VIEWS, ("", "&reading=checked", "&reading=latest"), strict=True):
        addresses = Tags(card.statement_card("sora_demo_2024_02_16", on_screen(snapshot, lang, reading))).addresses
        own = [address for address in addresses if address.startswith("figures?")]
        assert len(own) > 4
        assert {address.split("&", 1)[1] for address in own} == {f"lang={lang}{ending}"}


def others(statement: str, here: View) -> list[tuple[set[str], str, str]]:
    """The rows under "Other statements": classes, who says it, and what."""
    rows = re.findall(
        r"<div class='([a-z ]*)'><span>(.*?)</span>.*?<b>(.*?)</b>", facts(statement, here)["Other statements"]
    )
    return [
        (set(style.split()) - {"strip", "plain"}, plain(who).strip(), html.unescape(said)) for style, who, said in rows
    ]


def test_versions_stand_side_by_side(snapshot: Snapshot) -> None:
    found = others("sora_demo_2024_02_16", on_screen(snapshot, reading="checked"))
    assert found == [
        ({"deprecated", "contradicted"}, "The article §10 L62", "7 Feb 2024"),
        ({"normal", "own"}, "The article §7 L46", "16 Feb 2024"),
        ({"preferred", "used"}, "devhelpcenter.com", "15 Feb 2024"),
        ({"normal"}, "Newser", "16 Feb 2024"),
        ({"normal"}, "字母榜 (copy on ZAKER)", "Feb 2024"),
    ]


def test_other_versions_are_linked(snapshot: Snapshot) -> None:
    """The statement itself is not, and nothing stands beside what nobody else says."""
    figures, faults = queries.ask(snapshot, Figures), []
    for row in figures:
        same = [other.id for other in figures if other.fact_key == row.fact_key and other.id != row.id]
        shown = facts(row.id, on_screen(snapshot)).get("Other statements")
        linked = re.findall(r"statement=([a-z0-9_-]+)&amp;", shown or "")
        if row.table_name != "gaps" and (linked != same or (shown is None) != (same == [])):
            faults.append((row.id, linked, same))
    assert faults == []


def test_a_pair_has_each_readings_lag(snapshot: Snapshot) -> None:
    assert others(DEMO_AND_MOVE, on_screen(snapshot)) == [
        ({"own"}, "Stated lag", "1 day"),
        ({"used"}, "The article", "same day"),
        ({"used"}, "The article", "−9 days"),
        (set(), "Checked", "−8 days"),
        (set(), "Latest", "−8 days"),
    ]


def test_conflicts_are_explained(snapshot: Snapshot) -> None:
    """Each with a way to the other statement."""
    for row in queries.ask(snapshot, Figures):
        shown = facts(row.id, on_screen(snapshot)).get("Contradicted by", "")
        involved = [one for one in queries.ask(snapshot, Conflicts) if row.id in (one.statement_a, one.statement_b)]
        assert shown.count("<div>") == len(involved)
        for one in involved:
            other = one.statement_b if one.statement_a == row.id else one.statement_a
            explanation = on_screen(snapshot).names.explanation(one.statement_a, one.statement_b)
            assert escape(explanation) in shown
            assert bool(explanation) == bool(one.severity)
            assert f"statement={other}&amp;" in shown


# Statements nobody knows, and texts that mean harm


def test_unknown_ids_suggest_the_nearest(snapshot: Snapshot) -> None:
    near = "jianying_membership_month"
    shown = card.statement_card("jianying_membership_moth", on_screen(snapshot, "zh", "latest"))
    wanted = translate("zh", "statement.unknown", id="jianying_membership_moth", near=f" {near} ")
    assert plain(shown).split() == wanted.split()
    assert Tags(shown).addresses == [f"figures?statement={near}&lang=zh&reading=latest"]


def test_ids_that_begin_alike_are_near(snapshot: Snapshot) -> None:
    found = Tags(card.statement_card("jianying_m", on_screen(snapshot)))
    begun = [row.id for row in queries.ask(snapshot, Figures) if row.id.startswith("jianying_m")]
    assert len(begun) > card.NEAREST_LIMIT
    assert [address.split("=")[1].split("&")[0] for address in found.addresses] == begun[: card.NEAREST_LIMIT]


def test_ids_like_no_other_suggest_nothing(snapshot: Snapshot) -> None:
    for unknown in ("%%%", "", "<b>x</b>", "' onload='x"):
        shown = card.statement_card(unknown, on_screen(snapshot))
        found = Tags(shown)
        assert (found.seen, found.open, found.mistakes) == ({"div"}, [], [])
        assert plain(shown).strip() == f"There is no statement “{unknown}” in this data. Nearest: none."


def test_markup_in_data_stays_text(hostile: Snapshot) -> None:
    here, faults = on_screen(hostile, "zh", "latest"), []
    for row in queries.ask(hostile, Figures):
        shown = card.statement_card(row.id, here)
        found = Tags(shown)
        foreign = [address for address in found.addresses if not re.match(r"https?://|(figures|timeline)\?", address)]
        if not is_whole(found) or foreign or "<b>x</b>" in shown or escape(EVIL) not in shown:
            faults.append((row.id, found.mistakes, foreign))
    assert faults == []


def test_addresses_lead_to_the_web(folder: Folder) -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "//example.org"):
        row = folder.set("sources", "article", "url", url)
        found = [(one.file, one.row, one.column, one.code) for one in folder.problems()]
        assert found == [("sources.csv", row, "url", "not_url")], url


def test_addresses_keep_their_quotes(edited: Folder) -> None:
    found = Tags(card.statement_card("capcut_mau_2023", on_screen(edited.load())))
    assert (found.open, found.mistakes) == ([], [])
    assert "https://example.org/'onclick='x" in found.addresses


# The scale


def bars(*marks: Mark) -> list[tuple[str, float, float] | None]:
    """Each row's bar: its open ends, where it begins and how wide it is, in percent; None = a row without one."""
    rows = re.findall(
        r"<div class='[a-z -]*'><span>.*?</div>", range_strip(marks).removeprefix("<div class='range-strip'>")
    )
    found = [re.search(r"class='bar([a-z -]*)' style='left:([0-9.]+)%;width:([0-9.]+)%'", row) for row in rows]
    return [(one[1].strip(), float(one[2]), float(one[3])) if one else None for one in found]


def at(low: float | None, high: float | None) -> Mark:
    return Mark("who", "what", low, high)


def test_values_share_a_scale() -> None:
    assert bars(at(0, 0), at(100, 100), at(50, 75)) == [("", 4, 1.2), ("", 96, 1.2), ("", 50, 23)]


def test_open_ends_run_to_the_edge() -> None:
    assert bars(at(0, 100), at(50, None), at(None, 25)) == [
        ("", 4, 92),
        ("open-right", 50, 50),
        ("open-left", 0, 27),
    ]


def test_marks_stay_on_the_scale() -> None:
    for found in bars(at(0, 0), at(1, None), at(1, 1)):
        assert found is not None
        assert found[1] + found[2] <= 100


def test_equal_values_stand_in_the_middle() -> None:
    assert bars(at(7, 7), at(7, 7)) == [("", 50, 1.2), ("", 50, 1.2)]


def test_no_value_has_no_bar() -> None:
    assert bars(at(0, 0), at(None, None), at(100, 100)) == [("", 4, 1.2), None, ("", 96, 1.2)]


def test_one_value_is_no_scale() -> None:
    shown = range_strip([at(5, 5), at(None, None)])
    assert shown.startswith("<div class='range-strip plain'>")
    assert "track" not in shown


def test_dates_stand_on_their_day(snapshot: Snapshot) -> None:
    """From 1 to 29 February, the widest date given: the 15th is half-way."""
    shown = facts("sora_demo_2024_02_16", on_screen(snapshot))["Other statements"]
    starts = [float(left) for left in re.findall(r"left:([0-9.]+)%", shown)]
    assert starts == pytest.approx([4 + 92 * (day - 1) / 28 for day in (7, 16, 15, 16, 1)], abs=0.01)


def test_texts_of_a_scale_are_escaped() -> None:
    shown = range_strip([Mark("<a>who</a>", "<b>what</b>", 1, 1, note="<i>why</i>"), at(2, 2)])
    assert "<b>&lt;b&gt;what&lt;/b&gt;</b><em>&lt;i&gt;why&lt;/i&gt;</em>" in shown
    assert "<span>&lt;a&gt;who&lt;/a&gt;</span>" in shown
    assert "<span><a>who</a></span>" in range_strip([Mark(Markup("<a>who</a>"), "what", 1, 1)])
