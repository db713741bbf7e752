"""However a set arrives, what is no table is left out and named; what could have been meant as one is no silence."""

import json
import os
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from leadlag.cli import main
from leadlag.contract import TABLES
from leadlag.store import proposals
from leadlag.store.folder import unread_files
from leadlag.words import LANGUAGES, Language, translate
from tests.cases.uploads import zipped
from tests.conftest import STORY, Folder, copy_of_story
from tests.pages import opened, page, words

Printed = pytest.CaptureFixture[str]
ONE = ("users", "capcut_users_2023_08", "value")
SET = {table.file: (STORY / table.file).read_bytes() for table in TABLES}
#: Codes of problems shown here.
CODES = {"unread", "nothing_sent"}
#: Fixes of whole files shown here.
FIXES = {"rename_file"}
BESIDE = {
    "README.md": b"# The data\n\n| column | meaning |\n|---|---|\n| id | source |\n",
    "notes.txt": b"call them back\n",
    "~$users.xlsx": b"\0\1",
    "._users.csv": b"\0\5\x16\7\0\2",
    ".~lock.users.csv#": b"me",
    ".DS_Store": b"\0\0\0\1Bud1",
}
FROM_HISTORY = ".history/20240216T093000.123456Z/users.csv"


def told(batch: proposals.UploadBatch) -> dict[str, str]:
    return {notice.file: notice.says("en") for notice in batch.notices if notice.code == "left_out"}


@pytest.fixture
def sent_folder(tmp_path: Path) -> Path:
    """A copy of the story with all that may lie beside it, and an earlier set."""
    folder = copy_of_story(tmp_path / "sent").path
    for name, raw in BESIDE.items():
        (folder / name).write_bytes(raw)
    (folder / FROM_HISTORY).parent.mkdir(parents=True)
    (folder / FROM_HISTORY).write_bytes(SET["users.csv"])
    return folder


# However it arrives


def test_a_zip_of_a_folder_with_its_history(folder: Folder) -> None:
    members = {**SET, **BESIDE, FROM_HISTORY: SET["users.csv"], "__MACOSX/._users.csv": b"x"}
    for prefix in ("", "data/"):
        raw = zipped(*((prefix + name, content) for name, content in members.items()))
        batch = proposals.identify_tables([("all.zip", raw)])
        assert batch.problems == ()
        assert {f"{name}.csv" for name in batch.contents} == set(SET)
        assert told(batch)["all.zip"] == (
            "Not read, as they are not tables: README.md, ~$users.xlsx, ._users.csv, .~lock.users.csv#, .DS_Store, "
            ".history, __MACOSX."
        )
        assert told(batch)["notes.txt"] == "Not read, as they are not tables: notes.txt."
        assert not folder.propose({"all.zip": raw}).difference


def test_several_files_at_once() -> None:
    batch = proposals.identify_tables([*SET.items(), *BESIDE.items()])
    assert batch.problems == ()
    assert set(told(batch)) == set(BESIDE)
    assert len(batch.contents) == len(SET)


def test_a_folder_with_its_history(sent_folder: Path) -> None:
    batch = proposals.collect([sent_folder])
    assert batch.problems == ()
    assert told(batch)["sent"] == (
        "Not read, as they are not tables: .DS_Store, ._users.csv, .history/, .~lock.users.csv#, README.md, "
        "~$users.xlsx."
    )
    assert len(batch.contents) == len(SET)


def test_many_names_are_counted() -> None:
    names = [f"page_{number}.html" for number in range(20)]
    batch = proposals.identify_tables(
        [("all.zip", zipped(("users.csv", SET["users.csv"]), *((name, "x") for name in names)))]
    )
    assert told(batch)["all.zip"].endswith("page_11.html, … (20).")


@pytest.mark.parametrize("name", ["users.xlsx", "users.ods", "b/all.zip", "users.pdf", "users.json"])
def test_what_may_be_a_table_is_a_problem(name: str) -> None:
    raw = zipped((name, b"\0\1\2"), ("sides.csv", SET["sides.csv"]))
    assert len(proposals.identify_tables([("all.zip", raw)]).problems) == 1


@pytest.mark.parametrize("name", ["Users.txt", "users.tsv", "USERS.CSV", "users", "my export.csv", "my export.txt"])
def test_a_table_under_any_ending_is_read(name: str) -> None:
    for sent in (
        [(name, SET["users.csv"])],
        [("all.zip", zipped((name, SET["users.csv"]), ("sides.csv", SET["sides.csv"])))],
    ):
        batch = proposals.identify_tables(sent)
        assert batch.problems == ()
        assert batch.names["users"] == name


# On the command line


def swap(folder: Folder, *sent: Path | str) -> int:
    return main(["swap", *map(str, sent), "--data", str(folder.path), "--yes"])


def test_swap_of_a_folder_in_capitals(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "USERS.CSV").write_bytes(folder.with_cell(*ONE, "590000000"))
    assert swap(folder, tmp_path / "sent") == 0
    out = capsys.readouterr().out
    assert "USERS.CSV was recognised as users.csv.\n" in out
    assert out.splitlines()[-1] == "Data swapped. users.csv: 1 figure changed"
    assert folder.rows("users")[1]["value"] == "590000000"


def test_swap_says_what_it_left_out_and_goes_on(folder: Folder, sent_folder: Path, capsys: Printed) -> None:
    assert swap(folder, sent_folder) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith("notes.txt: Not read, as they are not tables: ")
    assert out[1].startswith("sent: Not read, as they are not tables: .DS_Store, ")
    assert out[2] == "No change: these files match the current data."
    assert main(["swap", str(sent_folder), "--data", str(folder.path), "--yes", "--format", "json"]) == 0
    notices = json.loads(capsys.readouterr().out)["notices"]
    assert [(notice["file"], notice["code"]) for notice in notices] == [("notes.txt", "left_out"), ("sent", "left_out")]


@pytest.mark.parametrize("names", [[], ["README.md"], ["README.md", "notes.txt"], [".history/x/users.csv"]])
def test_nothing_readable_is_exit_code_1(folder: Folder, tmp_path: Path, capsys: Printed, names: list[str]) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    for name in names:
        (sent / name).parent.mkdir(parents=True, exist_ok=True)
        (sent / name).write_bytes(BESIDE.get(name, SET["users.csv"]))
    assert swap(folder, sent) == 1
    assert "leave the file out" in (err := capsys.readouterr().err) or "or a zip of them." in err


def test_unread_table_is_exit_code_1(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    sent = copy_of_story(tmp_path / "sent").path
    (sent / "users.xlsx").write_bytes(b"PK\3\4")
    assert swap(folder, sent) == 1
    assert "users.xlsx" in capsys.readouterr().err


# In the folder that is on show

CALLED_LIKE = ["Users.CSV", "users.csv.csv", "users (1).csv", "users - Copy.csv", "users (Kim's conflicted copy).csv"]
CALLED_LIKE += [
    "users.sync-conflict-20240216-093000-ABC.csv",
    "users 2.csv",
    "users.xlsx",
    "users.csv.bak",
    "users.csv~",
]
OTHERS = ["old_users.csv", "my notes.csv"]


@pytest.mark.parametrize("name", CALLED_LIKE)
def test_check_tells_a_file_like_a_table(folder: Folder, capsys: Printed, name: str) -> None:
    (folder.path / name).write_bytes(SET["users.csv"])
    assert main(["check", str(folder.path)]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"{folder.path} can be shown, but 1 file named like a table would not be read.\n")
    assert name in err
    assert "Only users.csv is read: rename this file, or move it out of the folder." in err
    assert main(["--lang", "zh", "check", str(folder.path), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    (problem,) = answer["problems"]
    assert (problem["file"], problem["code"], problem["expected"]) == (name, "unread", "文件名为 users.csv")
    assert problem["fix"] == "只读取 users.csv：请改名，或把它移出这个文件夹。"
    assert answer["left_out"] == [name]


@pytest.mark.parametrize("name", OTHERS)
def test_check_names_other_files_and_is_content(folder: Folder, capsys: Printed, name: str) -> None:
    (folder.path / name).write_bytes(b"id\n")
    assert main(["check", str(folder.path)]) == 0
    assert f"{name} is not a table of this dataset and was not read." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["notes.txt", "README.md", ".users.csv", "users_notes.txt", "figures.csv.md"])
def test_plain_notes_are_not_named(folder: Folder, name: str) -> None:
    (folder.path / name).write_text("x", encoding="utf-8")
    assert unread_files(folder.path) == ()


def test_linked_file_is_no_stranger(folder: Folder) -> None:
    target = folder.path / "users 2024.csv"
    shutil.move(folder.file("users"), target)
    os.symlink(target, folder.file("users"))
    assert unread_files(folder.path) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_missing_file_has_another_name(folder: Folder, lang: Language) -> None:
    shutil.move(folder.file("users"), folder.path / "Users.CSV")
    if folder.file("users").exists():
        pytest.skip("to this disk the two names are one")
    assert [problem.fix(lang) for problem in folder.problems()] == [
        translate(lang, "fix.rename_file", there="Users.CSV", here="users.csv")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_names_what_is_not_read(folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    (folder.path / "users (1).csv").write_bytes(SET["users.csv"])
    (folder.path / "<b>mine.csv").write_bytes(SET["users.csv"])
    names = translate(lang, "list.separator").join(["<b>mine.csv", "users (1).csv"])
    for stem in ("overview", "gaps", "swap"):
        app = opened(stem, lang=lang)
        assert translate(lang, "files.unread", names=names) in words(app)
        assert "<b>mine" not in page(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_tell_what_was_read_otherwise(folder: Folder, monkeypatch: pytest.MonkeyPatch, lang: Language) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    folder.write("users", SET["users.csv"].decode().encode("gb18030"))
    app = opened(lang=lang)
    assert translate(lang, "files.remarks.count", count=2) in words(app)
    assert translate(lang, "notice.encoding", encoding="GB18030") in words(opened("swap", lang=lang))


def test_page_names_what_was_left_out(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    app: AppTest = opened("swap", lang="en")
    for name in ("README.md", "notes.txt"):
        app.file_uploader[0].upload(name, BESIDE[name], "text/plain")
    app.file_uploader[0].upload("users.csv", folder.with_cell(*ONE, "590000000"), "text/csv")
    app.run()
    assert not app.exception
    assert "README.md: Not read, as they are not tables: README.md." in words(app)
    assert app.button(key="accept").disabled is False
