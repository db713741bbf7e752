"""What passes and should still be looked at is said, on the page and by `check`, and nothing that is right is."""

import json
from pathlib import Path

import pytest

from leadlag import paths
from leadlag.cli import main
from leadlag.store import as_written, load, proposals
from leadlag.store.files import Notice, lines
from leadlag.words import LANGUAGES, Language, translate
from tests.conftest import STORY, Folder, copy_of_story
from tests.pages import opened, words

Printed = pytest.CaptureFixture[str]
SETS = [paths.ROOT / "data", STORY, paths.ROOT / "tests" / "kling_veo"]
CAPCUT = ("users", "capcut_mau_2024_07")  # at least 300 million, July 2024, as written "300 million"


def said(folder: Folder) -> list[tuple[str, int, str, str]]:
    """File, row, column and code of every remark that the story itself has not."""
    found = [notice for notice in folder.load().notices if notice.code != "no_rate"]
    return [(notice.file, notice.row, notice.column, notice.code) for notice in found]


def english(folder: Folder) -> list[str]:
    return [notice.says("en") for notice in folder.load().notices if notice.code != "no_rate"]


@pytest.mark.parametrize("path", SETS, ids=lambda path: str(path.name))
def test_good_data_get_no_remark_that_is_wrong(path: Path) -> None:
    assert {notice.code for notice in load(path).notices} <= {"no_rate"}


# Cells that a spreadsheet rewrote


@pytest.mark.parametrize("now", ["02/15/2026", "2/15/2026", "15-Feb", "15-Feb-26", "2026-02-15", "2026/2/15", "Feb-24"])
def test_a_date_that_a_spreadsheet_rewrote(folder: Folder, now: str) -> None:
    row = folder.set("milestones", "sora_demo_2024_02_15", "as_written", now)
    assert said(folder) == [("milestones.csv", row, "as_written", "rewritten_day")]
    assert english(folder) == [
        f"as_written is “{now}”, as a spreadsheet rewrites a date or a fraction: write what the source prints."
    ]


def test_a_fraction_that_became_a_date(folder: Folder) -> None:
    row = folder.set("other_figures", "capcut_share_of_tiktok_2023_08", "as_written", "1/4/2026")
    assert said(folder) == [("other_figures.csv", row, "as_written", "rewritten_day")]


def test_day_in_digits_may_be_printed(folder: Folder) -> None:
    folder.set("milestones", "sora_demo_2024_02_15", "as_written", "02/15/2024")
    assert said(folder) == []
    other = folder.set("milestones", "copilot365_2023_03_16", "as_written", "03/16/2026")
    rows = [folder.row("milestones", "sora_demo_2024_02_15"), other]
    assert sorted(row for _, row, _, _ in said(folder)) == sorted(rows)


def test_an_amount_that_lost_its_sign(folder: Folder) -> None:
    row = folder.set("prices", "sora_2_api_minute", "as_written", "0.1")
    assert said(folder) == [("prices.csv", row, "as_written", "bare_amount")]
    assert english(folder) == [
        "as_written is “0.1” without its currency, as a spreadsheet leaves it: write what the source prints."
    ]


REWRITTEN = {
    ("milestones", "sora_demo_2024_02_15"): ("February 15", "02/15/2026"),
    ("milestones", "copilot365_2023_03_16"): ("March 16, 2023", "03/16/2023"),
    ("milestones", "runway_gen3_2024_06"): ("Jun 2024", "Jun-24"),
    ("prices", "sora_2_api_minute"): ("$0.10", "0.1"),
    ("prices", "capcut_pro_month"): ("$7.99", "7.99"),
}


def saved_again(folder: Folder) -> None:
    for (table, key), (_, now) in REWRITTEN.items():
        folder.set(table, key, "as_written", now)


def test_old_text_is_offered(folder: Folder, tmp_path: Path) -> None:
    """A spreadsheet opens and saves all files, and nothing else is edited."""
    sent = copy_of_story(tmp_path / "sent")
    saved_again(sent)
    warnings = folder.propose({f"{name}.csv": raw for name, raw in sent.contents().items()}).warnings
    for lang in LANGUAGES:
        told = [notice.says(lang) for notice in warnings if notice.column == "as_written"]
        offered = [translate(lang, "notice.rewritten", was=was, now=now) for was, now in REWRITTEN.values()]
        assert sorted(told) == sorted(offered)


def test_check_tells_what_was_rewritten(folder: Folder, capsys: Printed) -> None:
    saved_again(folder)
    assert main(["check", str(folder.path), "--format", "json"]) == 0
    notices = json.loads(capsys.readouterr().out)["notices"]
    codes = [(notice["file"], notice["code"]) for notice in notices if notice["code"] != "no_rate"]
    assert codes.count(("milestones.csv", "rewritten_day")) == 3
    assert codes.count(("prices.csv", "bare_amount")) == 2
    assert set(notices[0]) == {"file", "row", "column", "code", "says"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("February 15", "02/15/2026"),
        ("Dec. 9, 2024", "09/12/2024"),
        ("2月16日", "2026/2/16"),
        ("1/4", "1月4日"),
        ("1/4", "4-Jan"),
        ("$0.10", "0.1"),
        ("10,000", "10000"),
        ("$1,000,000", "1E+06"),
        ("25%", "0.25"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_text(old: str, new: str) -> None:
    assert as_written.rewritten(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("February 15", "February 16"),
        ("February 15", "03/16/2026"),
        ("$0.10", "$0.20"),
        ("$0.10", "0.2"),
        ("4.9亿", "490000000"),
        ("300 million", "412 million"),
        ("", "0.1"),
        ("0.1", "0.1"),
    ],
)
def test_what_a_person_writes_instead(old: str, new: str) -> None:
    assert not as_written.rewritten(old, new)


# Figures that are not what is written


def test_an_old_row_with_another_number(folder: Folder) -> None:
    """Value, year and month are new; `as_written`, claim and source stay."""
    row = folder.edit(*CAPCUT, {"low": "412000000", "year": "2026", "month": "3"})
    assert said(folder) == [
        ("users.csv", row, "as_written", "other_number"),
        ("users.csv", row, "year", "after_source"),
    ]
    assert english(folder)[0] == "as_written is “300 million”, which is not the figure of this row: low 412000000."
    assert english(folder)[1].startswith("The figure is of 2026-03, which is after its own source, ")
    assert folder.load().notices[0].line("zh").startswith(f"users.csv 第 {row} 行：as_written 是“300 million”，")


@pytest.mark.parametrize(
    ("written", "low", "value", "high"),
    [
        ("4.9亿", "", "490000000", ""),
        ("490", "", "490000000", ""),
        ("约 4.9 亿人", "", "490000000", ""),
        ("2-3 million", "2000000", "", "3000000"),
        ("20–30万", "200000", "", "300000"),
        ("1,670 million", "", "1670000000", ""),
        ("490.4M", "", "490000000", ""),
        ("nearly half a billion", "", "490000000", ""),
        ("几十亿", "2000000000", "", "9000000000"),
        ("no number", "", "1", ""),
    ],
)
def test_a_figure_that_is_what_is_written(folder: Folder, written: str, low: str, value: str, high: str) -> None:
    qualifier = "about" if value else "between"
    cells = {"as_written": written, "low": low, "value": value, "high": high, "qualifier": qualifier}
    folder.edit("users", "capcut_users_2023_08", cells)
    assert said(folder) == []


@pytest.mark.parametrize("written", ["4.8亿", "480 million", "over 480 million", "1-2 million", "490 thousand", "5 亿"])
def test_a_figure_that_is_another(folder: Folder, written: str) -> None:
    row = folder.set("users", "capcut_users_2023_08", "as_written", written)
    assert said(folder) == [("users.csv", row, "as_written", "other_number")]


def test_a_price_in_another_unit_is_the_same(folder: Folder) -> None:
    folder.set("prices", "sora_2_api_minute", "as_written", "$0.05 per second")
    folder.set("prices", "sora_2_api_minute", "value", "3")
    folder.set("prices", "capcut_pro_year", "as_written", "$6.245 a month")
    assert said(folder) == []
    row = folder.set("prices", "capcut_pro_month", "as_written", "$9.99")
    assert said(folder) == [("prices.csv", row, "as_written", "other_number")]


def test_an_event_on_another_day_than_written(folder: Folder) -> None:
    row = folder.set("milestones", "sora_demo_2024_02_15", "day", "16")
    assert said(folder) == [("milestones.csv", row, "as_written", "other_date")]
    assert english(folder) == ["as_written is “February 15”, which is not the date of this row."]


def test_an_event_may_be_announced_for_later(folder: Folder) -> None:
    folder.edit("milestones", "sora_demo_2024_02_15", {"year": "2030", "as_written": ""})
    assert said(folder) == []


# Things that are nearly the same


@pytest.mark.parametrize(
    ("key", "column", "text"),
    [
        (("other_figures", "gpt3_cluster_dcd"), "unit", "upper"),
        (("users", "capcut_users_2023_09"), "provider", "upper"),
    ],
)
def test_keys_that_differ_in_capitals_or_blanks(folder: Folder, key: tuple[str, str], column: str, text: str) -> None:
    rows = folder.rows(key[0])
    was = rows[folder.row(*key) - 2][column]
    now = {"upper": was.upper(), "double": was.replace(" ", "  ")}.get(text, was.replace(" ", "\u00a0"))
    if now == was:
        now = was.title()
    assert now != was
    folder.set(*key, column, now)
    found = [one for one in said(folder) if one[3] == "nearly_same"]
    assert [(file, at) for file, _, at, _ in found] == [(f"{key[0]}.csv", column)]


@pytest.mark.parametrize(
    ("key", "column", "text"),
    [
        (("prices", "chatgpt_plus_2024_12_bridge"), "item", "fixed"),
        (("prices", "chatgpt_plus_2024_12_bridge"), "item", "upper"),
        (("other_figures", "gpt3_cluster_dcd"), "measure", "double"),
    ],
)
def test_labels_in_other_capitals_or_blanks(folder: Folder, key: tuple[str, str], column: str, text: str) -> None:
    """The key decides, or the measure that a label names: the rows are compared as before, and nothing is said."""
    before = folder.load().tables
    was = folder.rows(key[0])[folder.row(*key) - 2][column]
    if column == "measure":
        was = next(row["name"] for row in folder.rows("measures") if row["id"] == was)
    now = {"upper": was.upper(), "double": was.replace(" ", "  "), "fixed": was.replace(" ", "\u00a0")}[text]
    assert now != was
    folder.set(*key, column, now)
    assert said(folder) == []
    assert len(folder.load().tables["measures"]) == len(before["measures"])


def test_two_spellings_are_said(folder: Folder) -> None:
    """Of items with keys of their own; rows with the same key are compared, however their labels are spelled."""
    first = folder.row("prices", "jianying_membership_month")
    row = folder.add("prices", "jianying_membership_month", {"id": "again", "item": "vip  membership"})
    assert said(folder) == []
    folder.set("prices", "again", "item_key", "another")
    assert said(folder) == [("prices.csv", row, "item", "nearly_same")]
    assert english(folder) == [
        f"“vip  membership” and “VIP membership” in row {first} differ in capitals or blanks alone, "
        "so the two rows are not compared."
    ]


# Money and readings


def test_a_currency_without_a_rate(folder: Folder) -> None:
    folder.set("prices", "runway_standard_month", "currency", "JPY")
    folder.set("prices", "runway_pro_month", "currency", "JPY")
    told = [notice for notice in folder.load().notices if notice.code == "no_rate"]
    assert [notice.says("en") for notice in told] == [
        "There is no rate for JPY, so its amounts are not converted.",
        "There is no rate for EUR, so its amounts are not converted.",
    ]
    folder.set("data_costs", "openai_axel_springer_year", "rank", "deprecated")
    assert [notice.details["currency"] for notice in folder.load().notices if notice.code == "no_rate"] == ["JPY"]
    assert told[0].says("zh") == "没有 JPY 的汇率，因此不换算它的金额。"


@pytest.mark.parametrize(
    ("text", "code"), [("RMB", "CNY"), ("¥", "CNY"), ("元", "CNY"), ("CNH", "CNY"), ("美元", "USD")]
)
def test_a_currency_is_written_as_its_code(folder: Folder, text: str, code: str) -> None:
    row = folder.set("prices", "jianying_membership_month", "currency", text)
    other = folder.set("other_figures", "pico_purchase_price_2021", "unit", text)
    problems = folder.problems()
    assert [(p.file, p.row, p.column, p.code) for p in problems] == [
        ("prices.csv", row, "currency", "not_currency"),
        ("other_figures.csv", other, "unit", "not_currency"),
    ]
    assert {(problem.fix("en"), problem.fix("zh")) for problem in problems} == {(f"Write {code}.", f"请写 {code}。")}


def test_a_reading_that_hides_nearly_everything(folder: Folder) -> None:
    """The one source that kept the example's kind is the article, and the first reading shows its statement alone."""
    rows = folder.rows("sources")
    last = rows[-1]["id"]
    kinds = {"article": "news"}
    folder.save("sources", [{**row, "kind": kinds.get(row["kind"], row["kind"])} for row in rows])
    row = folder.set("sources", last, "kind", "article")
    (notice,) = [notice for notice in folder.load().notices if notice.code == "few_of_article"]
    assert (notice.file, notice.row, notice.column) == ("sources.csv", row, "kind")
    assert "of 229 statements come from a source of kind “article”" in notice.says("en")
    assert "229 条陈述中只有" in notice.says("zh")


# Where they are said


def test_remarks_never_block(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    other = copy_of_story(tmp_path / "other")
    folder.set(*CAPCUT, "low", "412000000")
    assert main(["check", str(folder.path)]) == 0
    assert "which is not the figure of this row" in capsys.readouterr().out
    sent = {"users.csv": folder.file("users").read_bytes()}
    proposal = other.propose(sent)
    assert [notice.code for notice in proposal.warnings] == ["other_number"]
    proposals.accept(other.path, proposal)
    assert other.propose(sent).warnings == ()  # the data have it already


def test_page_says_remarks_first(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    sent = folder.with_cell("users", "capcut_users_2023_08", "value", "590000000")
    app = opened("swap", lang="zh")
    app.file_uploader[0].upload("users.csv", sent, "text/csv")
    app.run()
    assert not app.exception
    text = translate("zh", "notice.other_number", now="4.9亿", figure="value 590000000")
    assert text in words(app)
    app.button(key="accept").click().run()
    assert text in words(app)
    assert translate("zh", "files.remarks.count", count=2) in words(opened(lang="zh"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_of_one_kind_are_counted(lang: Language) -> None:
    notices = [Notice("users.csv", "bare_amount", {"now": str(at)}, at, "as_written") for at in range(2, 14)]
    told = lines(notices, lang)
    assert len(told) == 6
    assert told[-1].endswith(translate(lang, "notice.more", count=7))
