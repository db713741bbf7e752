"""The statement card and the small scale on it: all that is known of one statement, as the reader is shown it."""

import csv
import html
import io
import re
from html.parser import HTMLParser

import pytest

from leadlag import queries
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.tables import STATEMENT_TABLES
from leadlag.ui import card
from leadlag.ui.strip import Mark, strip
from leadlag.ui.view import View
from leadlag.words import LANGUAGES, Language, name, pick, say
from tests.conftest import STORY, Folder, copy_of_story
from tests.markup import EVIL, evil

every_language = pytest.mark.parametrize("lang", LANGUAGES)
every_reading = pytest.mark.parametrize("reading", READINGS)
DEMO_AND_MOVE = "gap_sora_demo_zhang_nan_move"


def on_screen(snapshot: Snapshot, lang: Language = "en", reading: Reading = "article") -> View:
    return View(snapshot.read_as(reading), lang, dark=False)


def facts(statement: str, here: View) -> dict[str, str]:
    """A card's terms and what stands beside each, still as HTML."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", card.card(statement, here))
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
ELEMENTS = {"article", "h3", "dl", "dt", "dd", "div", "span", "b", "em", "i", "a"}


@every_language
@every_reading
def test_every_statement_has_a_card(snapshot: Snapshot, lang: Language, reading: Reading) -> None:
    here = on_screen(snapshot, lang, reading)
    for row in queries.ask(snapshot, "figures"):
        shown = card.card(row.id, here)
        found = Tags(shown)
        assert (found.open, found.mistakes, found.seen - ELEMENTS) == ([], [], set()), row.id
        assert f"<h3>{html.escape(pick(row, 'claim', lang))}</h3>" in shown
        assert "None" not in plain(shown)
        assert not re.search(r"[{}]", plain(shown))
        assert card.link(row.id, here) in found.addresses
        assert not row.url or row.url in found.addresses


@every_language
def test_every_card_says_who_what_and_how_it_stands(snapshot: Snapshot, lang: Language) -> None:
    here = on_screen(snapshot, lang)
    for row in queries.ask(snapshot, "figures"):
        shown = facts(row.id, here)
        assert html.escape(row.publisher) in shown[say(lang, "column.source")]
        assert shown.get(say(lang, "column.locator"), "") == (row.locator or "")
        assert html.unescape(shown.get(say(lang, "column.as_written"), "")) == (row.as_written or "")
        label = "card.reason" if row.verdict or row.rank == "deprecated" else "card.note"
        assert html.unescape(shown.get(say(lang, label), "")) == pick(row, "note", lang)
        assert not {say(lang, "card.reason"), say(lang, "card.note")} - {say(lang, label)} & shown.keys()
        alone = row.rank == "normal" and len([o for o in queries.ask(snapshot, "figures") if o.thing == row.thing]) == 1
        rank = name(lang, "rank", "only" if alone else row.rank)
        standing = name(lang, "verdict", row.aspect or row.verdict) if row.verdict else rank
        assert html.escape(standing) in shown[say(lang, "card.standing")]
        assert (say(lang, "column.date") in shown) == (row.year is not None)


def csv_rows() -> dict[str, tuple[str, int]]:
    """Every statement's file and the row that a spreadsheet shows it in."""
    found: dict[str, tuple[str, int]] = {}
    for table in STATEMENT_TABLES:
        with (STORY / table.file).open(encoding="utf-8-sig", newline="") as file:
            rows = [*csv.reader(file)]
        place = rows[0].index("id")
        found |= {cells[place]: (table.file, number) for number, cells in enumerate(rows, start=1) if number > 1}
    return found


def test_a_card_names_the_file_and_the_row_of_its_statement(snapshot: Snapshot) -> None:
    here, rows = on_screen(snapshot), csv_rows()
    assert rows.keys() == {row.id for row in queries.ask(snapshot, "figures")}
    shown = {statement: facts(statement, here)["In the data"] for statement in rows}
    assert shown == {statement: f"{file}, row {number}" for statement, (file, number) in rows.items()}
    assert facts("adobe_paying_users", on_screen(snapshot, "zh"))["数据位置"] == "users.csv, 第5行"


def test_the_row_is_the_spreadsheets_where_rows_are_blank_and_cells_hold_lines(folder: Folder) -> None:
    folder.set("users", "jianying_mau_100m", "note", "one line\nanother")
    head, *rows = folder.file("users").read_text(encoding="utf-8").split("\n", 1)
    folder.write("users", "\n".join([head, "", ",,,", *rows]))
    cells = [*csv.reader(io.StringIO(folder.file("users").read_text(encoding="utf-8"), newline=""))]
    number = next(place for place, row in enumerate(cells, start=1) if row[:1] == ["adobe_paying_users"])
    assert number == 7
    assert facts("adobe_paying_users", on_screen(folder.load()))["In the data"] == "users.csv, row 7"


@pytest.mark.parametrize(
    ("statement", "value"),
    [
        ("jianying_membership_month", "¥20–30 a month"),
        ("jianying_camera_move_use", "480 credits an effect"),
        ("capcut_users_2023_08", "about 490M users"),
        ("capcut_mau_2023", "≥ 200M monthly actives"),
        ("adobe_video_per_minute", "$3 a minute"),
        ("gap_sora_demo_capcut_text_to_video", "about 1 week"),
        ("gap_sora_demo_sora_paid", "at least 10 months"),
        ("sora_demo_2024_02_16", None),
        ("gap_ai_lab_flow", None),
    ],
)
def test_a_card_gives_the_figure_in_its_unit(snapshot: Snapshot, statement: str, value: str | None) -> None:
    assert facts(statement, on_screen(snapshot)).get("Value") == value


@pytest.mark.parametrize(
    ("statement", "readings"),
    [
        ("sora_demo_2024_02_07", "As the article has it"),
        ("sora_demo_2024_02_15", "Checked, Latest"),
        ("jianying_membership_2021", "As the article has it, Checked, Latest"),
        ("capcut_mau_2024_07", "Latest"),
        ("sora_demo_2024_02_16_newser", "no reading"),
    ],
)
def test_a_card_says_which_readings_use_the_statement(snapshot: Snapshot, statement: str, readings: str) -> None:
    assert facts(statement, on_screen(snapshot))["Used in"] == readings


def test_a_verdict_leads_to_the_statement_it_rests_on(snapshot: Snapshot) -> None:
    shown = facts("sora_demo_2024_02_16", on_screen(snapshot))["Verdict"]
    assert "href='figures?statement=sora_demo_2024_02_15&amp;lang=en'" in shown
    assert "devhelpcenter.com" in plain(shown)
    assert "href" not in facts("jianying_membership_2021", on_screen(snapshot))["Verdict"]
    assert "href" not in facts("sora_demo_2024_02_15", on_screen(snapshot))["Verdict"]


def test_a_link_on_a_card_keeps_language_and_reading(snapshot: Snapshot) -> None:
    for lang, reading, ending in (
        ("en", "article", "lang=en"),
        ("zh", "checked", "lang=zh&reading=checked"),
        ("en", "latest", "lang=en&reading=latest"),
    ):
        here = on_screen(snapshot, lang, reading)  # type: ignore[arg-type]
        addresses = Tags(card.card("sora_demo_2024_02_16", here)).addresses
        own = [address for address in addresses if address.startswith("figures?")]
        assert len(own) > 4
        assert {address.split("&", 1)[1] for address in own} == {ending}


def others(statement: str, here: View) -> list[tuple[set[str], str, str]]:
    """The rows under "Said of this": classes, who says it, and what."""
    rows = re.findall(
        r"<div class='([a-z ]*)'><span>(.*?)</span>.*?<b>(.*?)</b>", facts(statement, here)["Said of this"]
    )
    return [
        (set(style.split()) - {"strip", "plain"}, plain(who).strip(), html.unescape(said)) for style, who, said in rows
    ]


def test_a_card_sets_what_is_said_of_one_event_side_by_side(snapshot: Snapshot) -> None:
    found = others("sora_demo_2024_02_16", on_screen(snapshot, reading="checked"))
    assert found == [
        ({"deprecated"}, "The article §10 L62", "7 Feb 2024"),
        ({"normal", "own"}, "The article §7 L46", "16 Feb 2024"),
        ({"preferred", "used"}, "devhelpcenter.com", "15 Feb 2024"),
        ({"normal"}, "Newser", "16 Feb 2024"),
        ({"normal"}, "字母榜 (copy on ZAKER)", "Feb 2024"),
    ]


def test_what_others_say_is_linked_and_the_statement_itself_is_not(snapshot: Snapshot) -> None:
    figures = queries.ask(snapshot, "figures")
    for row in figures:
        same = [other.id for other in figures if other.thing == row.thing and other.id != row.id]
        if row.table_name != "gaps":
            shown = facts(row.id, on_screen(snapshot)).get("Said of this", "")
            assert re.findall(r"statement=([a-z0-9_-]+)&amp;", shown) == same


def test_a_card_of_a_pair_sets_the_stated_lag_beside_that_of_each_readings_dates(snapshot: Snapshot) -> None:
    assert others(DEMO_AND_MOVE, on_screen(snapshot)) == [
        ({"own"}, "Stated", "1 day"),
        ({"used"}, "As the article has it", "same day"),
        ({"used"}, "As the article has it", "−9 days"),
        (set(), "Checked", "−8 days"),
        (set(), "Latest", "−8 days"),
    ]


def test_a_note_is_a_reason_only_for_what_was_judged(snapshot: Snapshot) -> None:
    noted = [row for row in queries.ask(snapshot, "figures") if row.note]
    judged = [row.id for row in noted if row.verdict or row.rank == "deprecated"]
    assert len(judged) > 10
    assert len(noted) > len(judged) + 10
    for row in noted:
        shown = facts(row.id, on_screen(snapshot))
        assert ("Reason" in shown, "Note" in shown) == (row.id in judged, row.id not in judged)


@every_language
def test_the_only_statement_about_a_thing_is_not_also_said(snapshot: Snapshot, lang: Language) -> None:
    for row in queries.ask(snapshot, "figures"):
        if not row.verdict and row.rank == "normal":
            key = "rank.only" if row.versions == 1 else "rank.normal"
            assert say(lang, key) in facts(row.id, on_screen(snapshot, lang))[say(lang, "card.standing")]


def test_a_statement_that_nobody_else_makes_has_nothing_beside_it(snapshot: Snapshot) -> None:
    assert "Said of this" not in facts("jianying_membership_2021", on_screen(snapshot))


def test_a_card_explains_each_conflict_and_leads_to_the_other_statement(snapshot: Snapshot) -> None:
    for row in queries.ask(snapshot, "figures"):
        shown = facts(row.id, on_screen(snapshot)).get("Contradicted by", "")
        involved = [one for one in queries.ask(snapshot, "conflicts") if row.id in (one.statement_a, one.statement_b)]
        assert shown.count("<div>") == len(involved)
        for one in involved:
            other = one.statement_b if one.statement_a == row.id else one.statement_a
            assert html.escape(one.explanation) in shown
            assert f"statement={other}&amp;" in shown


# Statements nobody knows, and texts that mean harm


@every_language
def test_an_unknown_statement_is_answered_with_the_nearest_one(snapshot: Snapshot, lang: Language) -> None:
    shown = card.card("jianying_membership_moth", on_screen(snapshot, lang, "latest"))
    near = "jianying_membership_month"
    assert (
        plain(shown).split() == say(lang, "statement.unknown", id="jianying_membership_moth", near=f" {near} ").split()
    )
    assert Tags(shown).addresses == [f"figures?statement={near}&lang={lang}&reading=latest"]


def test_ids_that_begin_like_the_one_asked_for_are_the_nearest(snapshot: Snapshot) -> None:
    found = Tags(card.card("jianying_m", on_screen(snapshot)))
    begun = [row.id for row in queries.ask(snapshot, "figures") if row.id.startswith("jianying_m")]
    assert len(begun) > card.NEAR
    assert [address.split("=")[1].split("&")[0] for address in found.addresses] == begun[: card.NEAR]


@pytest.mark.parametrize("unknown", ["%%%", "", "<b>x</b>", "' onload='x"])
def test_an_unknown_statement_like_no_other_is_answered_without_a_guess(snapshot: Snapshot, unknown: str) -> None:
    shown = card.card(unknown, on_screen(snapshot))
    found = Tags(shown)
    assert (found.seen, found.open, found.mistakes) == ({"div"}, [], [])
    assert plain(shown).strip() == f"There is no statement “{unknown}” in these data. Nearest: none."


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return evil(copy_of_story(tmp_path_factory.mktemp("hostile") / "data")).load()


@every_language
def test_markup_in_the_data_stays_text_on_every_card(hostile: Snapshot, lang: Language) -> None:
    here = on_screen(hostile, lang, "latest")
    for row in queries.ask(hostile, "figures"):
        shown = card.card(row.id, here)
        found = Tags(shown)
        assert (found.open, found.mistakes, found.seen - ELEMENTS) == ([], [], set())
        assert [address for address in found.addresses if not re.match(r"https?://|figures\?", address)] == []
        assert "<b>x</b>" not in shown
        assert html.escape(EVIL) in shown


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "//example.org"])
def test_an_address_that_is_none_is_refused(folder: Folder, url: str) -> None:
    row = folder.set("sources", "article", "url", url)
    assert [(one.file, one.row, one.column, one.code) for one in folder.problems()] == [
        ("sources.csv", row, "url", "not_url")
    ]


def test_an_address_cannot_end_its_own_quotes(folder: Folder) -> None:
    folder.set("sources", "article", "url", "https://example.org/'onclick='x")
    found = Tags(card.card("capcut_mau_2023", on_screen(folder.load())))
    assert (found.open, found.mistakes) == ([], [])
    assert "https://example.org/'onclick='x" in found.addresses


# The scale


def bars(*marks: Mark) -> list[tuple[str, float, float] | None]:
    """Each row's bar: its open ends, where it begins and how wide it is, in percent; None = a row without one."""
    rows = re.findall(r"<div class='[a-z -]*'><span>.*?</div>", strip(marks).removeprefix("<div class='strip'>"))
    found = [re.search(r"class='bar([a-z -]*)' style='left:([0-9.]+)%;width:([0-9.]+)%'", row) for row in rows]
    return [(one[1].strip(), float(one[2]), float(one[3])) if one else None for one in found]


def at(low: float | None, high: float | None) -> Mark:
    return Mark("who", "what", low, high)


def test_values_stand_on_one_scale_with_air_at_either_end() -> None:
    assert bars(at(0, 0), at(100, 100), at(50, 75)) == [("", 4, 1.2), ("", 96, 1.2), ("", 50, 23)]


def test_an_open_end_runs_to_the_edge() -> None:
    assert bars(at(0, 100), at(50, None), at(None, 25)) == [
        ("", 4, 92),
        ("open-right", 50, 50),
        ("open-left", 0, 27),
    ]


def test_a_mark_at_the_far_end_stays_on_the_scale() -> None:
    for found in bars(at(0, 0), at(1, None), at(1, 1)):
        assert found is not None
        assert found[1] + found[2] <= 100


def test_values_that_are_all_one_stand_in_the_middle() -> None:
    assert bars(at(7, 7), at(7, 7)) == [("", 50, 1.2), ("", 50, 1.2)]


def test_what_has_no_place_has_a_row_and_no_bar() -> None:
    assert bars(at(0, 0), at(None, None), at(100, 100)) == [("", 4, 1.2), None, ("", 96, 1.2)]


def test_one_place_alone_is_no_scale() -> None:
    shown = strip([at(5, 5), at(None, None)])
    assert shown.startswith("<div class='strip plain'>")
    assert "track" not in shown


def test_the_demo_stands_where_its_day_is(snapshot: Snapshot) -> None:
    """From 1 to 29 February, the widest date given: the 15th is half-way."""
    shown = facts("sora_demo_2024_02_16", on_screen(snapshot))["Said of this"]
    starts = [float(left) for left in re.findall(r"left:([0-9.]+)%", shown)]
    assert starts == pytest.approx([4 + 92 * (day - 1) / 28 for day in (7, 16, 15, 16, 1)], abs=0.01)


def test_texts_and_notes_of_a_scale_are_escaped() -> None:
    shown = strip([Mark("<a>who</a>", "<b>what</b>", 1, 1, note="<i>why</i>"), at(2, 2)])
    assert "<b>&lt;b&gt;what&lt;/b&gt;</b><em>&lt;i&gt;why&lt;/i&gt;</em>" in shown
    assert "<a>who</a>" in shown  # who is HTML already: a link
