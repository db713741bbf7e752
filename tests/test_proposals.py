"""Another set is recognised, checked whole, compared and said before anything changes."""

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from leadlag import charts
from leadlag.contract import BY_NAME, TABLES
from leadlag.errors import DataError, Problem
from leadlag.preview import Preview, preview
from leadlag.store import Counted, Proposal, Snapshot, UploadBatch, checked, files, history, load, proposals
from leadlag.words import LANGUAGES, Language
from tests.conftest import STORY, Folder, Told, copy_of_story, story, told

USERS = (STORY / "users.csv").read_bytes()
SIDES = (STORY / "sides.csv").read_bytes()
ALIKE = ("sides", "topics")  # tables of the same columns
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


def test_tables_are_known_by_their_headers() -> None:
    """Whatever the files are called: the name of another table, none, or one that is no CSV's."""
    raw = {table.name: (STORY / table.file).read_bytes() for table in TABLES if table.name not in ALIKE}
    names = ["prices.csv", "x", "数据.txt", *(f"export ({number}).csv" for number in range(4, len(raw) + 1))]
    batch = proposals.identify_tables(list(zip(names, raw.values(), strict=True)))
    assert batch == UploadBatch(raw, dict(zip(raw, names, strict=True)), (), ())


def test_tables_of_equal_columns_need_a_name() -> None:
    raw = {name: (STORY / f"{name}.csv").read_bytes() for name in ALIKE}
    batch = proposals.identify_tables([(f"{name} (2).csv", content) for name, content in raw.items()])
    assert (batch.contents, batch.problems) == (raw, ())
    (problem,) = proposals.identify_tables([("export.csv", SIDES)]).problems
    assert (problem.code, problem.details["files"]) == ("which_table", "sides.csv, topics.csv")


def test_zip_is_opened() -> None:
    packed = files.archive({"a/b/users.csv": USERS, "README.md": b"the codebook", "sides (2).csv": SIDES})
    batch = proposals.identify_tables([("all.zip", packed)])
    assert batch.contents == {"users": USERS, "sides": SIDES}
    assert batch.names == {"users": "users.csv", "sides": "sides (2).csv"}


def test_second_file_of_a_table_is_refused() -> None:
    batch = proposals.identify_tables([("mine.csv", USERS), ("yours.csv", USERS.replace(b"490000000", b"1"))])
    assert batch.contents == {"users": USERS}
    english, chinese = (
        ("one file for users.csv", "Upload only one of the two."),
        ("users.csv 只有一个文件", "两个只上传一个。"),
    )
    assert [told(problem) for problem in batch.problems] == [
        Told("yours.csv", 0, "", "sent_twice", "mine.csv", english, chinese)
    ]


def test_further_columns_are_kept(folder: Folder) -> None:
    head, *rows = USERS.decode().splitlines()
    more = "\n".join([f"checked by,{head}", *(f"me,{row}" for row in rows)]).encode()
    assert [(notice.file, notice.code) for notice in proposals.identify_tables([("x", more)]).notices] == [
        ("users.csv", "extra_columns")
    ]
    proposal = folder.propose({"users.csv": more})
    assert (list(proposal.new), bool(proposal.difference)) == (["users"], False)
    assert proposal.new["users"].decode("utf-8-sig").splitlines()[1].endswith(",me")


def test_mended_file_replaces_the_one_before() -> None:
    first = proposals.identify_tables(
        [("broken.csv", b"nothing,known\n"), ("mine.csv", USERS.decode().encode("utf-16")), ("sides.csv", SIDES)]
    )
    assert [notice.file for notice in first.notices] == ["users.csv"]
    organizations = (STORY / "organizations.csv").read_bytes()
    both = first.merge(proposals.identify_tables([("broken.csv", organizations), ("mine2.csv", USERS)]))
    assert both.contents == {"users": USERS, "sides": SIDES, "organizations": organizations}
    assert both.names == {"users": "mine2.csv", "sides": "sides.csv", "organizations": "broken.csv"}
    assert (both.notices, both.problems) == ((), ())
    still = first.merge(proposals.identify_tables([("broken.csv", b"nothing,known,still\n")]))
    assert [problem.found for problem in still.problems] == ["nothing, known, still"]
    assert still.contents == first.contents


def test_paths_are_taken_like_files_sent(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "export.csv").write_bytes(USERS)
    (tmp_path / "other" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "all.zip").write_bytes(files.archive({"sides.csv": SIDES}))
    (tmp_path / "a folder.csv").mkdir()
    batch = proposals.collect([tmp_path / "other", tmp_path / "all.zip", tmp_path / "nowhere.csv"])
    assert batch.contents == {"users": USERS, "sides": SIDES}
    assert batch.names == {"users": "export.csv", "sides": "sides.csv"}
    assert places(batch.problems) == [("nowhere.csv", 0, "", "missing_file")]
    refused = proposals.collect([tmp_path / "a folder.csv"]).problems
    assert [(problem.file, problem.code) for problem in refused] == [("a folder.csv", "nothing_sent")]


# What is refused


def test_all_problems_are_told_at_once(folder: Folder) -> None:
    users = folder.with_cell("users", ONE, "value", "4.9亿")
    rows = folder.rows("prices")
    rows[2]["product"], rows[4]["low"], rows[4]["per"] = "capcutt", "twenty", "moon"
    prices = folder.with_rows("prices", rows)
    problems = refused(folder, {"a.csv": users, "b.csv": prices, "c.csv": b"nothing,known\n", "d.zip": b"PK"})
    assert places(problems) == [
        ("d.zip", 0, "", "bad_zip"),
        ("c.csv", 1, "", "no_table"),
        ("users.csv", folder.row("users", ONE), "value", "not_count"),
        ("prices.csv", 4, "product", "no_such_reference"),
        ("prices.csv", 6, "low", "not_number"),
        ("prices.csv", 6, "per", "not_allowed"),
    ]


def test_problems_in_files_that_stay_are_told(folder: Folder) -> None:
    """Taking out a row that others refer to is a problem where they are."""
    sent = folder.with_rows("products", [row for row in folder.rows("products") if row["id"] != "capcut"])
    problems = refused(folder, {"products.csv": sent})
    assert {problem.code for problem in problems} == {"no_such_reference"}
    assert ("users.csv", folder.row("users", ONE), "product", "no_such_reference") in places(problems)
    assert "products.csv" not in {problem.file for problem in problems}


def test_broken_files_are_told_until_sent(folder: Folder) -> None:
    row = folder.set("organizations", "openai", "side", "")
    folder.file("products").unlink()
    assert folder.shown() is None
    problems = refused(folder, {"users.csv": other_users(folder)})
    assert places(problems) == [
        ("organizations.csv", row, "side", "required"),
        ("products.csv", 0, "", "missing_file"),
    ]
    folder.swap({f"{name}.csv": (STORY / f"{name}.csv").read_bytes() for name in ("organizations", "products")})
    assert checked(folder.path) == checked(STORY)


def test_unreadable_file_is_replaced(folder: Folder) -> None:
    folder.write("users", b"\xff\xfe\x00\x00 nothing to be read")
    proposal = folder.propose({"mine.csv": USERS})
    assert (proposal.replaced_fingerprint, set(proposal.new)) == ("", {"users"})
    proposals.accept(folder.path, proposal)
    assert checked(folder.path) == checked(STORY)


def test_table_without_rows_is_a_table(folder: Folder) -> None:
    """It adds no row to the one that is there, and replaces it where that is meant."""
    sent = {"conflicts.csv": (STORY / "conflicts.csv").read_bytes().splitlines(keepends=True)[0]}
    proposal = folder.propose(sent)
    assert (proposal.new, proposal.merged_tables, [notice.code for notice in proposal.warnings]) == (
        {},
        ("conflicts",),
        ["merged_rows"],
    )
    whole = proposals.propose(
        folder.path, folder.shown(), proposals.identify_tables(list(sent.items())), frozenset({"conflicts"})
    )
    assert (whole.merged_tables, whole.difference.halved) == ((), ("conflicts",))
    proposals.accept(folder.path, whole)
    assert checked(folder.path)["conflicts"] == []


def test_rows_are_added_to_a_broken_set(folder: Folder) -> None:
    """One row never stands for a whole table, also where another file has a problem."""
    line = b"product,metric,value,source\ndoubao,mau,400000000,https://example.com/doubao\n"
    folder.set("organizations", "openai", "side", "")
    assert folder.shown() is None
    proposal = folder.propose({"organizations.csv": (STORY / "organizations.csv").read_bytes(), "new.csv": line})
    assert set(proposal.new) == {"organizations", "sources", "users"}
    proposals.accept(folder.path, proposal)
    assert len(folder.rows("users")) == len(checked(STORY)["users"]) + 1


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("measures", "id,name\nanother,Another"),
        ("sources", "id,title,url\nanother,Another,https://example.com/another"),
        ("exchange_rates", "currency,units_per_usd,year,month,day,source\nJPY,150,2024,2,7,article"),
        ("conflicts", f"statement_a,statement_b\n{ONE},sora_demo_videos_2024_02"),
    ],
)
def test_rows_of_no_statements_are_added(folder: Folder, table: str, line: str) -> None:
    """Behind those that are there, of which none becomes another."""
    if table == "conflicts":
        line = line.replace("sora_demo_videos_2024_02", folder.rows("prices")[0]["id"])
    before = folder.rows(table)
    proposal = folder.propose({f"{table}.csv": f"{line}\n".encode()})
    assert [(one.table, one.kind) for one in proposal.difference.changes] == [(table, "added")]
    proposals.accept(folder.path, proposal)
    assert folder.rows(table)[:-1] == before
    assert next(iter(folder.rows(table)[-1].values())) == line.splitlines()[1].split(",")[0]


def test_a_row_that_could_be_either_is_added(folder: Folder) -> None:
    """Of two that one source says about one thing, neither is overwritten; a number that is there changes nothing."""
    folder.add("users", ONE, {"id": "second", "value": "500000000"})
    (row,) = [row for row in folder.rows("users") if row["id"] == ONE]
    names = [name for name in row if row[name] and name not in ("id", "as_written", "claim", "claim_zh", "note")]
    counts = []
    for value in (row["value"], "500000000", "510000000"):
        sent = {
            "users.csv": f"{','.join(names)}\n{','.join({**row, 'value': value}[name] for name in names)}\n".encode()
        }
        counts.append([(one.added, one.changed) for one in folder.propose(sent).difference.counted])
    assert counts == [[], [], [(1, 0)]]


def test_a_pair_the_other_way_round_is_the_same(folder: Folder) -> None:
    (row, *_) = folder.rows("conflicts")
    line = f"statement_a,statement_b,severity\n{row['statement_b']},{row['statement_a']},low\n"
    (change,) = folder.propose({"conflicts.csv": line.encode()}).difference.changes
    assert (change.table, change.kind) == ("conflicts", "changed")


@pytest.mark.parametrize("label", ["demo videos", "Another measure"])
def test_a_row_of_the_first_schema_is_added(folder: Folder, label: str) -> None:
    """With its measure, where that is not listed."""
    first = Folder(STORY.parent / "schemas" / "1")
    (row, *_) = first.rows("other_figures")
    row |= {"id": "", "measure": label, "year": "2027", "month": "", "day": "", "part": ""}
    folder.swap({"of.csv": first.with_rows("other_figures", [row])})
    added = folder.rows("other_figures")[-1]
    measures = {row["id"]: row["name"] for row in folder.rows("measures")}
    assert (added["year"], measures[added["measure"]].casefold()) == ("2027", label.casefold())
    listed = Folder(STORY).rows("measures")
    assert folder.rows("measures")[: len(listed)] == listed
    assert len(measures) == len(listed) + (label == "Another measure")


def test_an_address_instead_of_another_is_listed(folder: Folder) -> None:
    """Also where the file that is replaced had made as many rows in sources without their being written."""
    folder.set("users", ONE, "source", "https://example.com/one")
    sent = folder.with_cell("users", ONE, "source", "https://example.com/other")
    proposal = folder.propose({"users.csv": sent})
    assert set(proposal.new) == {"sources", "users"}
    proposals.accept(folder.path, proposal)
    assert folder.rows("sources")[-1]["url"] == "https://example.com/other"


# What would be written


def test_files_not_sent_keep_their_bytes(folder: Folder) -> None:
    folder.write("sides", SIDES.decode().replace("\n", "\r\n").encode("gb18030"))
    before = folder.contents()
    folder.swap({"export.csv": other_users(folder)})
    after = folder.contents()
    assert {name for name in after if after[name] != before[name]} == {"users"}


def test_what_is_written_is_canonical(folder: Folder) -> None:
    """Whatever was sent; and the proposal is the very snapshot that the folder then gives."""
    sent = other_users(folder).decode().replace("\n", "\r").encode("gb18030")
    proposal = folder.propose({"export.csv": sent})
    made = proposal.snapshot
    proposals.accept(folder.path, proposal)
    written = folder.file("users").read_bytes()
    assert written.startswith(codecs.BOM_UTF8)
    assert written == files.exported(BY_NAME["users"], checked(folder.path)["users"]) == proposal.new["users"]
    loaded = load(folder.path)
    assert (loaded.fingerprint, loaded.tables, loaded.row_numbers) == (made.fingerprint, made.tables, made.row_numbers)
    assert (loaded.stored.state, {notice.code for notice in loaded.notices}) == (
        made.stored.state,
        {"no_rate", "other_number"},
    )
    assert made.rows("SELECT value FROM users WHERE id = getvariable('id')", id=ONE)[1] == [(590_000_000,)]


def test_exported_files_are_no_change(folder: Folder, snapshot: Snapshot) -> None:
    exported = {table.file: files.exported(table, snapshot.tables[table.name]) for table in TABLES}
    for sent in (exported, {"leadlag.zip": files.archive(exported)}):
        proposal = folder.propose(sent)
        assert proposal.new == {}
        assert not proposal.difference
        assert proposal.snapshot.fingerprint == snapshot.fingerprint
        assert preview(snapshot, proposal.snapshot, proposal.difference, "en") == Preview(proposal.difference, (), ())


def test_another_order_is_a_change(folder: Folder) -> None:
    head, *rows = SIDES.splitlines(keepends=True)
    proposal = folder.propose({"sides.csv": b"".join([head, *rows[::-1]])})
    assert proposal.difference.reordered == ("sides",)
    assert set(proposal.new) == {"sides"}


def test_undo_brings_back_bytes_that_say_the_same(folder: Folder) -> None:
    """An upgrade changes no row, and is taken back as any other step."""
    before = folder.contents()
    folder.write("users", USERS.decode().replace("\n", "\r\n").encode("gb18030"))
    history.record_saved(folder.path, before, fingerprint=story().fingerprint, changes=())
    proposal = proposals.undo(folder.path, folder.shown())
    assert (proposal.new, bool(proposal.difference)) == ({"users": USERS}, False)
    proposals.accept(folder.path, proposal)
    assert folder.contents() == before


def test_undo_proposes_the_bytes_that_were(folder: Folder) -> None:
    other = other_users(folder)
    folder.write("users", USERS.decode().replace("\n", "\r\n").encode("gb18030"))
    before = folder.contents()
    folder.swap({"users.csv": other})
    proposal = proposals.undo(folder.path, folder.shown())
    assert proposal.new == {"users": before["users"]}
    assert (proposal.kind, proposal.difference.counted) == ("undo", (Counted("users", 1, 0, 0),))


# Conclusions that would change


EDITS = (
    ("users", ONE, "value", "590000000"),
    ("users", "jianying_mau_100m", "note", "x" * 100),
    ("sides", "others", "name", "Everyone"),
    ("prices", "jianying_membership_month", "low", "25"),
    ("milestones", "sora_demo_2024_02_15", "day", "5"),
)


GONE, NEW = "jianying_mau_2021_huluic", "brand_new"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Proposal:
    """The story with a few other cells, and a row under another id, as a proposal in place of the story."""
    folder, other = (copy_of_story(tmp_path_factory.mktemp("edited") / "data") for _ in range(2))
    for edit in EDITS:
        other.set(*edit)
    other.set("users", GONE, "id", NEW)
    return folder.propose({f"{table}.csv": other.file(table).read_bytes() for table, *_ in EDITS})


def previewed(proposal: Proposal, lang: Language) -> Preview:
    return preview(story(), proposal.snapshot, proposal.difference, lang)


def test_changed_figure_has_before_and_after(edited: Proposal) -> None:
    wanted = {
        "en": ("about 490M users · Aug 2023", "about 590M users · Aug 2023"),
        "zh": ("约 4.9 亿用户", "约 5.9 亿用户"),
    }
    for lang in LANGUAGES:
        (figure,) = (one for one in previewed(edited, lang).figures if one.id == ONE)
        assert (figure.kind, figure.file) == ("changed", "users.csv")
        assert figure.before.startswith(wanted[lang][0])
        assert figure.after.startswith(wanted[lang][1])
        claim = charts.names(story(), lang).claim(ONE)
        assert claim
        assert figure.about == claim


def test_change_of_no_figure_shows_its_cells(edited: Proposal) -> None:
    by_id = {figure.id: figure for figure in previewed(edited, "en").figures}
    assert len(by_id) == len({*EDITS, GONE, NEW})
    assert by_id["jianying_mau_100m"].after == f"note: {'x' * 80}…"
    assert (by_id["others"].before, by_id["others"].after) == ("name: Others", "name: Everyone")
    assert by_id["others"].about == "others"


def test_effect_of_several_readings_is_one(edited: Proposal) -> None:
    effects = previewed(edited, "en").effects
    keys = [(effect.kind, effect.about, effect.before, effect.after) for effect in effects]
    assert len(set(keys)) == len(keys)
    (effect,) = (one for one in effects if (one.kind, one.about) == ("finding", "Single effects"))
    assert effect.readings == ("article", "checked", "latest")
    assert "¥20–30" in effect.before
    assert "¥25–30" in effect.after
    months = [one for one in effects if one.kind == "score" and "25" in one.after]
    assert sorted(reading for one in months for reading in one.readings) == ["article", "checked", "latest"]
    assert len(months) == 2


def test_findings_precede_scores_and_gaps(edited: Proposal) -> None:
    kinds = [effect.kind for effect in previewed(edited, "en").effects]
    assert kinds == sorted(kinds, key=["finding", "score", "gap"].index)
    assert set(kinds) == {"finding", "score", "gap"}


def test_added_and_removed_figures(edited: Proposal) -> None:
    """What is added has no before, what is removed no after."""
    for lang in LANGUAGES:
        shown = {each.id: each for each in previewed(edited, lang).figures}
        assert (shown[NEW].kind, shown[NEW].before, bool(shown[NEW].after)) == ("added", "", True)
        assert (shown[GONE].kind, bool(shown[GONE].before), shown[GONE].after) == ("removed", True, "")
        assert shown[NEW].after == shown[GONE].before
        assert shown[NEW].about == shown[GONE].about


def test_everything_is_new_over_nothing(folder: Folder, snapshot: Snapshot) -> None:
    folder.file("users").unlink()
    proposal = folder.propose({"users.csv": USERS})
    assert proposal.replaced_fingerprint == ""
    shown = preview(None, proposal.snapshot, proposal.difference, "en")
    assert {figure.kind for figure in shown.figures} == {"added"}
    assert {figure.before for figure in shown.figures} == {""}
    assert len(shown.figures) == sum(snapshot.counts.values())
    assert shown.effects
    assert {effect.before for effect in shown.effects} == {""}
