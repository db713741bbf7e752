"""Another set is recognised, checked whole, compared and said before anything changes."""

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from leadlag.errors import DataError, Problem
from leadlag.preview import Preview, preview
from leadlag.store import Sending, Snapshot, checked, files, swapping
from leadlag.tables import BY_NAME, TABLES, Table
from leadlag.words import LANGUAGES, Language
from tests.conftest import STORY, Folder, told

USERS = (STORY / "users.csv").read_bytes()
SIDES = (STORY / "sides.csv").read_bytes()
ONE = "capcut_users_2023_08"
Places = list[tuple[str, int, str, str]]


def other_users(folder: Folder, value: str = "590000000") -> bytes:
    return folder.with_cell("users", ONE, "value", value)


def refused(folder: Folder, sent: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """The problems of files sent; the folder stays as it is."""
    before = folder.contents()
    with pytest.raises(DataError) as caught:
        folder.propose(sent)
    assert folder.contents() == before
    return caught.value.problems


def places(problems: Sequence[Problem]) -> Places:
    return [(problem.file, problem.row, problem.column, problem.code) for problem in problems]


# What was sent


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_file_is_known_by_its_header_under_any_name(table: Table) -> None:
    raw = (STORY / table.file).read_bytes()
    for name in ("export (3).csv", "users.csv", "数据.txt", "x"):
        sending = swapping.sort([(name, raw)])
        assert sending == Sending({table.name: raw}, {table.name: name}, (), ())


def test_a_zip_is_opened_wherever_its_files_lie() -> None:
    packed = files.archive({"a/b/users.csv": USERS, "README.md": b"the codebook", "sides (2).csv": SIDES})
    sending = swapping.sort([("all.zip", packed)])
    assert sending.contents == {"users": USERS, "sides": SIDES}
    assert sending.names == {"users": "users.csv", "sides": "sides (2).csv"}


def test_of_two_files_for_one_table_the_second_is_refused_and_named() -> None:
    sending = swapping.sort([("mine.csv", USERS), ("yours.csv", USERS.replace(b"490000000", b"1"))])
    assert sending.contents == {"users": USERS}
    (problem,) = map(told, sending.problems)
    assert (problem.file, problem.row, problem.column, problem.code, problem.found) == (
        "yours.csv",
        0,
        "",
        "sent_twice",
        "mine.csv",
    )
    assert problem.english == ("one file for users.csv", "Send only one of the two.")
    assert problem.chinese == ("users.csv 只有一个文件", "两个只发送一个。")


def test_a_file_that_is_no_table_is_named_with_the_nearest(folder: Folder) -> None:
    (problem,) = map(told, refused(folder, {"export.csv": USERS.replace(b"metric", b"Metrik", 1)}))
    assert (problem.file, problem.row, problem.code) == ("export.csv", 1, "no_table")
    assert problem.english[1] == "The nearest is users.csv. Missing: metric. Unknown: Metrik."
    assert problem.chinese[1] == "最接近的是 users.csv。缺少：metric。多出：Metrik。"


def test_a_column_that_is_not_of_the_contract_is_left_out_and_said(folder: Folder) -> None:
    head, *rows = USERS.decode().splitlines()
    more = "\n".join([f"checked by,{head}", *(f"me,{row}" for row in rows)]).encode()
    sending = swapping.sort([("users.csv", more)])
    assert [notice.says("en") for notice in sending.notices] == ["These columns were left out: checked by."]
    assert [notice.says("zh") for notice in sending.notices] == ["没有读入这些列：checked by。"]
    proposal = folder.propose({"users.csv": more})
    assert (proposal.new, bool(proposal.difference)) == ({}, False)


def test_a_mended_file_takes_the_place_of_the_one_before() -> None:
    first = swapping.sort(
        [("broken.csv", b"nothing,known\n"), ("mine.csv", USERS.decode().encode("utf-16")), ("s.csv", SIDES)]
    )
    assert [notice.file for notice in first.notices] == ["users.csv"]
    organizations = (STORY / "organizations.csv").read_bytes()
    both = first.then(swapping.sort([("broken.csv", organizations), ("mine2.csv", USERS)]))
    assert both.contents == {"users": USERS, "sides": SIDES, "organizations": organizations}
    assert both.names == {"users": "mine2.csv", "sides": "s.csv", "organizations": "broken.csv"}
    assert (both.notices, both.problems) == ((), ())


def test_a_file_that_is_still_no_table_is_told_once(folder: Folder) -> None:
    first = swapping.sort([("broken.csv", b"nothing,known\n"), ("users.csv", USERS)])
    both = first.then(swapping.sort([("broken.csv", b"nothing,known,still\n")]))
    assert [problem.found for problem in both.problems] == ["nothing, known, still"]
    assert both.contents == {"users": USERS}


def test_paths_are_gathered_as_if_they_had_been_sent(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "export.csv").write_bytes(USERS)
    (tmp_path / "other" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "all.zip").write_bytes(files.archive({"sides.csv": SIDES}))
    (tmp_path / "a folder.csv").mkdir()
    sending = swapping.gather([tmp_path / "other", tmp_path / "all.zip", tmp_path / "nowhere.csv"])
    assert sending.contents == {"users": USERS, "sides": SIDES}
    assert sending.names == {"users": "export.csv", "sides": "sides.csv"}
    assert places(sending.problems) == [("nowhere.csv", 0, "", "missing_file")]
    assert places(swapping.gather([tmp_path / "a folder.csv"]).problems) == [("a folder.csv", 0, "", "nothing_sent")]


# What is refused


def test_all_problems_of_all_files_are_told_at_once_at_their_rows(folder: Folder) -> None:
    number = folder.row("users", ONE)
    users = other_users(folder, "4.9亿")
    rows = folder.rows("prices")
    rows[2]["product"], rows[4]["low"], rows[4]["per"] = "capcutt", "twenty", "moon"
    prices = folder.with_rows("prices", rows)
    problems = refused(folder, {"a.csv": users, "b.csv": prices, "c.csv": b"nothing,known\n", "d.zip": b"PK"})
    assert places(problems) == [
        ("d.zip", 0, "", "bad_zip"),
        ("c.csv", 1, "", "no_table"),
        ("users.csv", number, "value", "not_count"),
        ("prices.csv", 4, "product", "no_such_reference"),
        ("prices.csv", 6, "low", "not_number"),
        ("prices.csv", 6, "per", "not_allowed"),
    ]
    for problem in map(told, problems):
        assert all(problem.english)
        assert all(problem.chinese)
        assert problem.english != problem.chinese
    assert problems[2].fix("en") == "Write 490000000."
    assert problems[2].fix("zh") == "请写 490000000。"


def test_problems_in_files_that_were_not_sent_are_told_as_well(folder: Folder) -> None:
    """Taking out a row that others refer to is a problem where they are."""
    sent = folder.with_rows("products", [row for row in folder.rows("products") if row["id"] != "capcut"])
    problems = refused(folder, {"products.csv": sent})
    assert {problem.code for problem in problems} == {"no_such_reference"}
    assert ("users.csv", folder.row("users", ONE), "product", "no_such_reference") in places(problems)
    assert "products.csv" not in {problem.file for problem in problems}


def test_what_was_broken_before_is_told_until_it_is_sent(folder: Folder) -> None:
    row = folder.set("sides", "others", "name", "")
    folder.file("gaps").unlink()
    assert folder.shown() is None
    problems = refused(folder, {"users.csv": other_users(folder)})
    assert places(problems) == [("sides.csv", row, "name", "required"), ("gaps.csv", 0, "", "missing_file")]
    folder.swap({"x.csv": SIDES, "y.csv": (STORY / "gaps.csv").read_bytes()})
    assert checked(folder.path) == checked(STORY)


def test_a_file_that_could_not_even_be_read_is_replaced_by_a_good_one(folder: Folder) -> None:
    folder.write("users", b"\xff\xfe\x00\x00 nothing to be read")
    proposal = folder.propose({"mine.csv": USERS})
    assert (proposal.replaced, set(proposal.new)) == ("", {"users"})
    swapping.accept(folder.path, proposal)
    assert checked(folder.path) == checked(STORY)


def test_a_table_without_rows_is_a_table(folder: Folder) -> None:
    folder.swap({"conflicts.csv": (STORY / "conflicts.csv").read_bytes().splitlines(keepends=True)[0]})
    assert checked(folder.path)["conflicts"] == []


# What would be written


def test_files_that_were_not_sent_stay_as_they_are_byte_for_byte(folder: Folder) -> None:
    folder.write("sides", SIDES.decode().replace("\n", "\r\n").encode("gb18030"))
    before = folder.contents()
    folder.swap({"export.csv": other_users(folder)})
    after = folder.contents()
    assert {name for name in after if after[name] != before[name]} == {"users"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_what_is_written_is_canonical_whatever_was_sent(folder: Folder, encoding: str) -> None:
    sent = other_users(folder).decode().replace("\n", "\r").encode(encoding)
    proposal = folder.propose({"export.csv": sent})
    swapping.accept(folder.path, proposal)
    written = folder.file("users").read_bytes()
    assert written.startswith(codecs.BOM_UTF8)
    assert written == files.exported(BY_NAME["users"], checked(folder.path)["users"]) == proposal.new["users"]
    assert folder.load().fingerprint == proposal.snapshot.fingerprint
    assert {notice.code for notice in folder.load().notices} == {"no_rate", "other_number"}


def test_a_proposal_is_the_snapshot_that_the_folder_then_gives(folder: Folder) -> None:
    proposal = folder.propose({"export.csv": other_users(folder)})
    made = proposal.snapshot
    swapping.accept(folder.path, proposal)
    loaded = folder.load()
    assert (loaded.fingerprint, loaded.tables, loaded.places) == (made.fingerprint, made.tables, made.places)
    assert loaded.stored.state == made.stored.state
    assert [made.rows("SELECT value FROM users WHERE id = $id", id=ONE)[1]] == [[(590_000_000,)]]


@pytest.mark.parametrize("way", ["files", "zip"])
def test_what_was_exported_comes_back_as_no_change(folder: Folder, snapshot: Snapshot, way: str) -> None:
    exported = {table.file: files.exported(table, snapshot.tables[table.name]) for table in TABLES}
    sent = exported if way == "files" else {"leadlag.zip": files.archive(exported)}
    proposal = folder.propose(sent)
    assert proposal.new == {}
    assert not proposal.difference
    assert proposal.snapshot.fingerprint == snapshot.fingerprint
    assert preview(snapshot, proposal.snapshot, proposal.difference, "en") == Preview(proposal.difference, (), ())


def test_rows_in_another_order_are_a_change_that_is_written(folder: Folder) -> None:
    head, *rows = SIDES.splitlines(keepends=True)
    proposal = folder.propose({"sides.csv": b"".join([head, *rows[::-1]])})
    assert proposal.difference.reordered == ("sides",)
    assert set(proposal.new) == {"sides"}


def test_an_older_set_is_proposed_as_the_bytes_it_was(folder: Folder) -> None:
    other = other_users(folder)
    folder.write("users", USERS.decode().replace("\n", "\r\n").encode("gb18030"))
    before = folder.contents()
    folder.swap({"users.csv": other})
    proposal = swapping.undo(folder.path, folder.shown())
    assert proposal.new == {"users": before["users"]}
    assert (proposal.kind, proposal.difference.says("en")) == ("undo", "users.csv: 1 figure changed")


# What would read differently


def previewed(folder: Folder, lang: Language, *edits: tuple[str, str, str, str]) -> Preview:
    """The preview of cells that are changed in files sent."""
    old, before = folder.load(), folder.contents()
    for table, key, column, value in edits:
        folder.set(table, key, column, value)
    sent = {f"{table}.csv": folder.file(table).read_bytes() for table, *_ in edits}
    for table, raw in before.items():
        folder.write(table, raw)
    proposal = folder.propose(sent)
    return preview(old, proposal.snapshot, proposal.difference, lang)


@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [("en", "about 490M users · Aug 2023", "about 590M users · Aug 2023"), ("zh", "约4.9亿用户", "约5.9亿用户")],
)
def test_a_changed_figure_is_shown_before_and_after_in_its_unit(
    folder: Folder, lang: Language, before: str, after: str
) -> None:
    shown = previewed(folder, lang, ("users", ONE, "value", "590000000"))
    (figure,) = shown.figures
    assert (figure.kind, figure.file, figure.id) == ("changed", "users.csv", ONE)
    assert figure.before.startswith(before)
    assert figure.after.startswith(after)
    assert "490" in figure.about or "4.9 亿" in figure.about


def test_a_change_that_moves_no_figure_shows_its_cells(folder: Folder) -> None:
    shown = previewed(folder, "en", ("users", ONE, "note", "x" * 100), ("sides", "others", "name", "Everyone"))
    by_id = {figure.id: figure for figure in shown.figures}
    assert by_id[ONE].after == f"note: {'x' * 80}…"
    assert (by_id["others"].before, by_id["others"].after) == ("name: Others", "name: Everyone")
    assert by_id["others"].about == "others"


def test_texts_that_change_alike_in_several_readings_are_one_effect(folder: Folder) -> None:
    shown = previewed(folder, "en", ("prices", "jianying_membership_month", "low", "25"))
    keys = [(effect.kind, effect.about, effect.before, effect.after) for effect in shown.effects]
    assert len(set(keys)) == len(keys)
    alike = [effect for effect in shown.effects if (effect.kind, effect.about) == ("finding", "Single effects")]
    (effect,) = alike
    assert effect.readings == ("article", "checked", "latest")
    assert "¥20–30" in effect.before
    assert "¥25–30" in effect.after
    months = [effect for effect in shown.effects if effect.kind == "score"]
    assert sorted(reading for effect in months for reading in effect.readings) == ["article", "checked", "latest"]
    assert len(months) == 2


def test_findings_come_before_scores_and_those_before_gaps(folder: Folder) -> None:
    edits = ("prices", "jianying_membership_month", "low", "25"), ("milestones", "sora_demo_2024_02_15", "day", "5")
    kinds = [effect.kind for effect in previewed(folder, "en", *edits).effects]
    assert kinds == sorted(kinds, key=["finding", "score", "gap"].index)
    assert set(kinds) == {"finding", "score", "gap"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_added_has_no_before_and_what_is_removed_no_after(folder: Folder, lang: Language) -> None:
    gone, new = "jianying_mau_2021_huluic", "brand_new"
    rows = [{**row, "id": new} if row["id"] == gone else row for row in folder.rows("users")]
    old = folder.load()
    sent = {"u.csv": folder.with_rows("users", rows), "c.csv": folder.with_rows("conflicts", [])}
    proposal = folder.propose(sent)
    shown = {each.id: each for each in preview(old, proposal.snapshot, proposal.difference, lang).figures}
    assert (shown[new].kind, shown[new].before, bool(shown[new].after)) == ("added", "", True)
    assert (shown[gone].kind, bool(shown[gone].before), shown[gone].after) == ("removed", True, "")
    assert shown[new].after == shown[gone].before
    assert shown[new].about == shown[gone].about


def test_with_nothing_on_show_everything_is_new(folder: Folder, snapshot: Snapshot) -> None:
    folder.file("users").unlink()
    proposal = folder.propose({"users.csv": USERS})
    assert proposal.replaced == ""
    shown = preview(None, proposal.snapshot, proposal.difference, "en")
    assert {figure.kind for figure in shown.figures} == {"added"}
    assert {figure.before for figure in shown.figures} == {""}
    assert len(shown.figures) == sum(snapshot.counts.values())
    assert shown.effects
    assert {effect.before for effect in shown.effects} == {""}
