"""The command line: what it prints, on which stream, in which language, and with which exit code it ends."""

import csv
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from leadlag import charts, paths, queries
from leadlag.cli import main
from leadlag.contract import TABLES
from leadlag.store import Snapshot
from leadlag.words import LANGUAGES
from tests.conftest import STORY, Folder, copy_of_story
from tests.params import params

Printed = pytest.CaptureFixture[str]
ONE = "capcut_users_2023_08"


def out_of(printed: Printed) -> str:
    """What went to standard output, where nothing may have gone to standard error."""
    out, err = printed.readouterr()
    assert err == ""
    return out


def err_of(printed: Printed) -> str:
    out, err = printed.readouterr()
    assert out == ""
    return err


# check


def test_check_counts_rows(snapshot: Snapshot, capsys: Printed) -> None:
    assert main(["check"]) == 0
    lines = out_of(capsys).splitlines()
    assert [line.split() for line in lines[:-2]] == [[name, str(rows)] for name, rows in snapshot.counts.items()]
    assert lines[-2] == "exchange_rates.csv: There is no rate for EUR, so its amounts are not converted."
    assert lines[-1] == f"{STORY}: no problems. Data version {snapshot.fingerprint}."
    assert main(["--lang", "zh", "check"]) == 0
    assert out_of(capsys).splitlines()[-1] == f"{STORY}：没有问题。数据版本 {snapshot.fingerprint}。"


def test_check_says_what_was_read_how(folder: Folder, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the folder that is given, or else that `LEADLAG_DATA` names."""
    folder.write("sides", folder.file("sides").read_text(encoding="utf-8").replace(",", ";").encode("gb18030"))
    (folder.path / "old_users.csv").write_text("id\n", encoding="utf-8")
    assert main(["check", str(folder.path)]) == 0
    given = out_of(capsys)
    assert "sides.csv: The file was read as GB18030, not as UTF-8.\n" in given
    assert "sides.csv: Its columns were separated at “;”, not at commas.\n" in given
    assert "old_users.csv is not a table of this dataset and was not read.\n" in given
    assert str(folder.path) in given
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    assert main(["check"]) == 0
    assert out_of(capsys) == given


def test_check_lists_problems(folder: Folder, capsys: Printed) -> None:
    """On standard error, in both languages, one line each below the heads."""
    row = folder.set("users", ONE, "value", "4.9亿")
    assert main(["check", str(folder.path)]) == 1
    lines = err_of(capsys).splitlines()
    assert lines[0] == f"{folder.path} cannot be used: 1 problem in the CSV files."
    assert lines[1].split() == ["File", "Row", "Column", "Found", "Expected", "How", "to", "fix", "it"]
    assert lines[3].split()[:4] == ["users.csv", str(row), "value", "4.9亿"]
    assert len(lines) == 4
    assert main(["--lang", "zh", "check", str(folder.path)]) == 1
    lines = err_of(capsys).splitlines()
    assert lines[0] == f"{folder.path} 无法使用：CSV 文件有 1 处问题。"
    assert lines[1].split() == ["文件", "行", "列", "实际", "应为", "修正方法"]


def test_check_as_json(folder: Folder, snapshot: Snapshot, capsys: Printed) -> None:
    folder.write("sides", folder.file("sides").read_text(encoding="utf-8").encode("gb18030"))
    (folder.path / "old_users.csv").write_text("id\n", encoding="utf-8")
    assert main(["check", str(folder.path), "--format", "json"]) == 0
    assert json.loads(out_of(capsys)) == {
        "fingerprint": snapshot.fingerprint,
        "rows": snapshot.counts,
        "notices": [
            {
                "file": "sides.csv",
                "row": 0,
                "column": "",
                "code": "encoding",
                "says": "The file was read as GB18030, not as UTF-8.",
            },
            {
                "file": "exchange_rates.csv",
                "row": 0,
                "column": "",
                "code": "no_rate",
                "says": "There is no rate for EUR, so its amounts are not converted.",
            },
        ],
        "left_out": ["old_users.csv"],
        "problems": [],
    }


def test_problems_as_json(folder: Folder, capsys: Printed) -> None:
    row = folder.set("users", ONE, "value", "4.9亿")
    (problem,) = folder.problems()
    for lang in LANGUAGES:
        assert main(["--lang", lang, "check", str(folder.path), "--format", "json"]) == 1
        printed = json.loads(out_of(capsys))
        assert printed.pop("problems") == [
            {
                "file": "users.csv",
                "row": row,
                "column": "value",
                "code": "not_count",
                "found": "4.9亿",
                "expected": problem.expected(lang),
                "fix": problem.fix(lang),
            }
        ]
        assert set(printed) == {"error", "message"}
        assert printed["error"] == "data"
        assert str(folder.path) in printed["message"]


# build


def test_build_writes_a_database(
    snapshot: Snapshot, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "MODEL", tmp_path)  # no model: what stands on the tables is no matter here
    target = tmp_path / "figures.duckdb"
    assert main(["build", "--to", str(target)]) == 0
    assert out_of(capsys) == f"{target}: {sum(snapshot.counts.values())} rows.\n"
    with duckdb.connect(str(target), read_only=True) as connection:
        counts = {table.name: connection.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone() for table in TABLES}
    assert counts == {name: (rows,) for name, rows in snapshot.counts.items()}


def test_build_refuses_files_with_problems(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    folder.file("users").unlink()
    assert main(["build", str(folder.path), "--to", str(tmp_path / "figures.duckdb")]) == 1
    assert "users.csv" in err_of(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_unwritable_target_is_exit_code_4(tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "nowhere" / "figures.duckdb"
    assert main(["build", "--to", str(target)]) == 4
    assert err_of(capsys).startswith(f"Cannot write {target}: ")


# ask


def test_ask_lists_the_questions(capsys: Printed) -> None:
    assert main(["ask"]) == 0
    lines = out_of(capsys).splitlines()
    assert [line.split()[0] for line in lines[2:]] == queries.names()
    assert all(line.endswith("?") for line in lines[2:])


def test_answer_stands_under_its_heads(capsys: Printed) -> None:
    assert main(["ask", "sides"]) == 0
    assert out_of(capsys).splitlines() == [
        "id            side_rank  is_compared  name",
        "────────────  ─────────  ───────────  ──────────────",
        "bytedance     1          True         ByteDance",
        "openai_adobe  2          True         OpenAI & Adobe",
        "others        3          False        Others",
    ]
    assert main(["--lang", "zh", "ask", "sides"]) == 0
    assert [line.split(maxsplit=3)[3] for line in out_of(capsys).splitlines()[2:]] == [
        "字节跳动",
        "OpenAI 与 Adobe",
        "其他",
    ]


def plain(value: object) -> str:
    """A value as a CSV cell: empty for NULL, ISO for a day."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def test_csv_and_json_give_every_value(snapshot: Snapshot, capsys: Printed) -> None:
    """And after them what the ids stand for."""
    for name in ("as_of", "gaps", "memberships", "prices"):  # numbers, truth, days, nothing
        asked = ["ask", name, *(part for item in params(name).items() for part in ("--set", "{}={}".format(*item)))]
        declared = list(queries.question(name).columns)
        columns, cells_of = charts.named_rows(snapshot, queries.answer(snapshot, name, **params(name)), "en")
        rows = [dict(zip(columns, cells, strict=True)) for cells in cells_of]
        assert rows
        assert columns[: len(declared)] == declared
        assert [[*row.values()][: len(declared)] for row in rows] == [
            [*row] for row in queries.answer(snapshot, name, **params(name))
        ]

        assert main([*asked, "--format", "csv"]) == 0
        cells = list(csv.DictReader(io.StringIO(out_of(capsys), newline="")))
        assert cells == [{column: plain(value) for column, value in row.items()} for row in rows]

        assert main([*asked, "--format", "json"]) == 0
        days = [{c: v.isoformat() if isinstance(v, date) else v for c, v in row.items()} for row in rows]
        assert json.loads(out_of(capsys)) == days


def test_ask_names_in_one_language(capsys: Printed) -> None:
    def asked(*options: str) -> dict[str, Any]:
        assert main([*options, "ask", "audience", "--format", "json"]) == 0
        return next(row for row in json.loads(out_of(capsys)) if row["id"] == "capcut_users_2023_08")

    english, chinese = asked(), asked("--lang", "zh")
    named = {name for name in english if english[name] != chinese[name]}
    assert named == {"metric_name", "side_name", "about", "claim", "note"}
    assert (english["product"], english["product_name"], english["side_name"]) == ("capcut", "CapCut", "ByteDance")
    assert (chinese["side_name"], english["as_written"]) == ("字节跳动", "4.9亿")
    assert english["claim"].startswith("CapCut was said to have reached 490 million users")


def test_ask_in_another_reading(capsys: Printed) -> None:
    def asked(*options: str) -> set[int]:
        assert main(["ask", "timeline", "--format", "json", *options]) == 0
        return {row["day"] for row in json.loads(out_of(capsys)) if row["milestone"] == "sora_demo"}

    assert asked() == asked("--reading", "article") == {7, 16}
    assert asked("--reading", "checked") == asked("--reading", "latest") == {15}


def test_answer_without_rows(folder: Folder, capsys: Printed) -> None:
    """Its header alone as CSV, an empty list as JSON, nothing as a table."""
    folder.keep("conflicts")
    folder.keep("users")
    asked = ["ask", "audience", "--data", str(folder.path), "--format"]
    assert main([*asked, "csv"]) == 0
    assert out_of(capsys).splitlines() == [",".join(queries.question("audience").columns)]
    assert main([*asked, "json"]) == 0
    assert json.loads(out_of(capsys)) == []
    assert main([*asked, "table"]) == 0
    assert out_of(capsys) == ""


REFUSED = {
    "pricse": "There is no question “pricse”. Did you mean “prices”? Known: ",
    "zzz": "There is no question “zzz”. Known: ",
    "../data/users": "There is no question “../data/users”.",
    "effects": "“effects” takes these parameters: uses; given: –.",
    "sides --set uses=1": "“sides” takes these parameters: –; given: uses.",
    "effects --set uses=many": "“effects” needs INTEGER for uses, not “many”.",
    "effects --set uses": "“effects” needs INTEGER for uses, not “”.",
    "effects --set uses=1.5": "“effects” needs INTEGER for uses, not “1.5”.",
    "memberships --set fee_low=x --set fee_high=1": "“memberships” needs DOUBLE for fee_low, not “x”.",
    # neither NaN nor Infinity is JSON
    "memberships --set fee_low=nan --set fee_high=1": "“memberships” needs DOUBLE for fee_low, not “nan”.",
    "memberships --set fee_low=1 --set fee_high=inf": "“memberships” needs DOUBLE for fee_high, not “inf”.",
}


def test_unanswerable_question_is_exit_code_3(capsys: Printed) -> None:
    ended = {asked: (main(["ask", *asked.split()]), err_of(capsys)) for asked in REFUSED}
    wrong = {asked: end for asked, end in ended.items() if end[0] != 3 or not end[1].startswith(REFUSED[asked])}
    assert wrong == {}
    assert main(["--lang", "zh", "ask", "pricse"]) == 3
    assert err_of(capsys).startswith("没有名为“pricse”的问题。是不是“prices”？")


def test_ask_lists_problems_of_its_data(folder: Folder, capsys: Printed) -> None:
    folder.file("users").unlink()
    assert main(["ask", "sides", "--data", str(folder.path)]) == 1
    assert "users.csv" in err_of(capsys)


# diff, swap, undo, restore, history

ENTRY = r"\d{8}T\d{6}\.\d{6}Z"
CHANGE = {
    "kind": "changed",
    "file": "users.csv",
    "id": ONE,
    "about": "CapCut was said to have reached 490 million users in August 2023, according to data.ai.",
    "before": "about 490M users · Aug 2023",
    "after": "about 590M users · Aug 2023",
    "where": "Audience (The article)",
}
COUNTED = {"table": "users", "changed": 1, "added": 0, "removed": 0}
SAME = "No change: these files match the current data.\n"


@pytest.fixture
def export(folder: Folder, tmp_path: Path) -> Path:
    """A file with one other figure, under a name of its own."""
    path = tmp_path / "export.csv"
    path.write_bytes(folder.with_cell("users", ONE, "value", "590000000"))
    return path


@pytest.fixture
def halved(folder: Folder, tmp_path: Path) -> Path:
    """A set of its own, in which most rows of one table are missing."""
    (tmp_path / "halved").mkdir()
    (tmp_path / "halved" / "halved.csv").write_bytes(folder.with_rows("conflicts", folder.rows("conflicts")[:9]))
    (tmp_path / "halved" / "sides.csv").write_bytes(folder.file("sides").read_bytes())
    return tmp_path / "halved"


def swap(folder: Folder, *files: Path) -> None:
    assert main(["swap", *map(str, files), "--data", str(folder.path), "--yes"]) == 0


def figure(folder: Folder) -> str:
    return folder.rows("users")[folder.row("users", ONE) - 2]["value"]


def test_diff_says_what_would_change(folder: Folder, export: Path, capsys: Printed) -> None:
    """As a table in both languages, and as JSON; nothing is changed by it."""
    before = folder.contents()
    asked = ["diff", str(folder.path), str(export)]
    assert main(asked) == 0
    lines = out_of(capsys).splitlines()
    assert lines[0] == "users.csv: 1 figure changed"
    assert re.split(r"  +", lines[1]) == ["Change", "About", "Before", "After", "Shows on"]
    cells = [CHANGE[key] for key in ("before", "after", "where")]
    assert re.split(r"  +", lines[3]) == ["changed", f"users.csv {ONE}", *cells]
    assert lines[4:6] == ["", "Conclusions that would change"]
    assert lines[6].split() == ["About", "Before", "After", "Whose", "figures"]

    assert main(["--lang", "zh", *asked]) == 0
    lines = out_of(capsys).splitlines()
    assert lines[0] == "users.csv：改动 1 条"
    assert lines[1].split() == ["变化", "内容", "之前", "之后", "显示在"]
    assert lines[3].split()[:3] == ["改动", "users.csv", ONE]
    assert "会改变的结论" in lines

    assert main([*asked, "--format", "json"]) == 0
    printed = json.loads(out_of(capsys))
    assert [notice["code"] for notice in printed.pop("notices")] == ["other_number"]
    (effect,) = printed.pop("effects")
    assert printed == {"accepted": False, "changes": [COUNTED], "figures": [CHANGE]}
    assert set(effect) == {"kind", "about", "before", "after", "readings"}
    assert (effect["kind"], effect["about"], effect["readings"]) == ("score", "Audience", ["article"])
    assert (folder.contents(), (folder.path / ".history").exists()) == (before, False)


def test_diff_of_two_folders(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    other = copy_of_story(tmp_path / "other")
    asked = ["diff", str(folder.path), str(other.path)]
    assert main(asked) == 0
    assert out_of(capsys) == SAME
    assert main(["--lang", "zh", *asked]) == 0
    assert out_of(capsys) == "没有改动：内容与当前数据相同。\n"
    other.set("users", ONE, "value", "590000000")
    assert main(asked) == 0
    remark, first, *_ = out_of(capsys).splitlines()
    assert remark.startswith("users.csv, row 3: as_written is “4.9亿”")
    assert first == "users.csv: 1 figure changed"
    assert main([*asked, "--format", "json"]) == 0
    printed = json.loads(out_of(capsys))
    assert (printed["changes"], printed["accepted"]) == ([COUNTED], False)


def test_diff_lists_problems_of_what_is_sent(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "bad.csv").write_text("nothing,known\n", encoding="utf-8")
    assert main(["diff", str(folder.path), str(tmp_path / "bad.csv")]) == 1
    assert "bad.csv" in err_of(capsys)


def test_swap_asks_first(folder: Folder, export: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only yes replaces anything."""
    before = folder.contents()
    for typed in ("", "\n", "no\n", "yess\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert main(["swap", str(export), "--data", str(folder.path)]) == 5
        assert capsys.readouterr().err == "Swap the data? [y/N] Nothing was replaced.\n"
        assert folder.contents() == before

    export.write_bytes(export.read_bytes().decode().encode("utf-16"))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert main(["swap", str(export), "--data", str(folder.path)]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert err == "Swap the data? [y/N] "
    assert lines[0] == "export.csv was recognised as users.csv."
    assert lines[1] == "users.csv: The file was read as UTF-16, not as UTF-8."
    assert "users.csv: 1 figure changed" in lines
    assert [line for line in lines if line.startswith("users.csv, row 3: as_written is “4.9亿”")]
    assert lines[-1] == "Data swapped. users.csv: 1 figure changed"
    assert figure(folder) == "590000000"


def test_swap_and_undo_in_chinese(
    folder: Folder, export: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ["--data", str(folder.path)]
    monkeypatch.setattr("sys.stdin", io.StringIO("是\n否\n"))
    assert main(["--lang", "zh", "swap", str(export), *where]) == 0
    out, err = capsys.readouterr()
    first, *_, last = out.splitlines()
    assert (first, last) == ("export.csv 识别为 users.csv。", "数据已更换。users.csv：改动 1 条")
    assert err == "更换数据吗？[y/N] "
    assert main(["--lang", "zh", "undo", *where]) == 5
    assert capsys.readouterr().err == "更换数据吗？[y/N] 没有替换。\n"
    assert main(["--lang", "zh", "undo", "--yes", *where]) == 0
    assert out_of(capsys).splitlines()[-1] == "已撤销。users.csv：改动 1 条"
    assert main(["--lang", "zh", "undo", "--yes", *where]) == 5
    assert err_of(capsys) == "没有可以撤销的操作。\n"


def test_swap_of_the_same_data_asks_nothing(folder: Folder, capsys: Printed) -> None:
    """A whole folder, this one, sent to itself."""
    assert main(["swap", str(folder.path), "--data", str(folder.path)]) == 0
    assert out_of(capsys) == SAME
    assert main(["swap", str(folder.path), "--data", str(folder.path), "--format", "json"]) == 0
    nothing = {"accepted": False, "notices": [], "changes": [], "figures": [], "effects": []}
    assert json.loads(out_of(capsys)) == nothing
    assert not (folder.path / ".history").exists()


def test_swap_as_json(folder: Folder, export: Path, capsys: Printed) -> None:
    assert main(["swap", str(export), "--data", str(folder.path), "--yes", "--format", "json"]) == 0
    printed = json.loads(out_of(capsys))
    assert (printed["accepted"], printed["changes"], printed["figures"]) == (True, [COUNTED], [CHANGE])
    assert figure(folder) == "590000000"


def test_swap_with_problems_replaces_nothing(folder: Folder, export: Path, capsys: Printed) -> None:
    row, before = folder.row("users", ONE), folder.contents()
    export.write_bytes(folder.with_cell("users", ONE, "value", "4.9亿"))
    nowhere = str(export.with_name("nowhere.csv"))
    assert main(["swap", str(export), nowhere, "--data", str(folder.path), "--yes", "--format", "json"]) == 1
    printed = json.loads(out_of(capsys))
    assert printed["error"] == "data"
    assert [(problem["file"], problem["row"], problem["code"]) for problem in printed["problems"]] == [
        ("nowhere.csv", 0, "missing_file"),
        ("users.csv", row, "not_count"),
    ]
    assert (folder.contents(), (folder.path / ".history").exists()) == (before, False)


def test_swap_mends_an_unusable_folder(folder: Folder, export: Path, capsys: Printed) -> None:
    folder.file("users").unlink()
    swap(folder, export)
    assert out_of(capsys).splitlines()[-1].startswith("Data swapped. sides.csv: 3 rows added; ")
    assert folder.problems() == []


def test_halved_table_is_asked_for_by_name(
    folder: Folder, halved: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "More than half of the rows of conflicts.csv would be removed. Type conflicts to confirm. "
    refusal = (
        "Nothing was replaced: more than half of the rows of conflicts.csv would be removed. "
        "Add --confirm conflicts to allow it.\n"
    )
    before = folder.contents()
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nconflicts\ny\n"))
    assert main(["swap", str(halved), "--data", str(folder.path)]) == 5
    assert capsys.readouterr().err == question + refusal
    assert folder.contents() == before
    assert main(["swap", str(halved), "--data", str(folder.path)]) == 0
    assert capsys.readouterr().err == f"{question}Swap the data? [y/N] "
    assert len(folder.rows("conflicts")) == 9


def test_table_alone_is_added_to(folder: Folder, halved: Path, capsys: Printed) -> None:
    """A file of fewer rows is told that it replaces its table where that is confirmed, and not without."""
    before = folder.contents()
    arguments = ["swap", str(halved / "halved.csv"), "--data", str(folder.path), "--yes"]
    assert main(arguments) == 0
    remark = (
        "conflicts.csv: The file has fewer rows than the table, so they are added or corrected: 0 new, 9 corrected, "
        "44 as they were. To replace the whole table, confirm it by its name: conflicts."
    )
    assert remark in out_of(capsys).splitlines()
    assert main([*arguments, "--format", "json"]) == 0
    assert [notice["code"] for notice in json.loads(out_of(capsys))["notices"]] == ["merged_rows"]
    assert folder.contents() == before
    assert main([*arguments, "--confirm", "conflicts"]) == 0
    assert len(folder.rows("conflicts")) == 9


def test_yes_alone_does_not_halve_a_table(folder: Folder, halved: Path, capsys: Printed) -> None:
    before = folder.contents()
    arguments = ["--lang", "zh", "swap", str(halved), "--data", str(folder.path), "--yes", "--format", "json"]
    for more in ([], ["--confirm", "users"]):
        assert main([*arguments, *more]) == 5
        assert json.loads(out_of(capsys)) == {
            "error": "not_confirmed",
            "message": "没有替换：conflicts.csv 会失去一半以上的行。确认请加 --confirm conflicts。",
        }
    assert folder.contents() == before
    assert main([*arguments, "--confirm", "conflicts"]) == 0
    assert json.loads(out_of(capsys))["accepted"] is True
    assert len(folder.rows("conflicts")) == 9


def test_undo_and_restore(folder: Folder, export: Path, capsys: Printed) -> None:
    before = folder.contents()
    swap(folder, export)
    assert main(["undo", "--data", str(folder.path), "--yes"]) == 0
    assert out_of(capsys).splitlines()[-1] == "Undone. users.csv: 1 figure changed"
    assert folder.contents() == before
    assert main(["undo", "--data", str(folder.path), "--yes"]) == 5
    assert err_of(capsys) == "There is nothing to undo.\n"

    assert main(["history", "--data", str(folder.path), "--format", "json"]) == 0
    undone = json.loads(out_of(capsys))[0]["entry"]
    assert main(["restore", undone, "--data", str(folder.path), "--yes"]) == 0
    assert out_of(capsys).splitlines()[-1] == "Restored. users.csv: 1 figure changed"
    assert figure(folder) == "590000000"


def test_unknown_entry_is_exit_code_5(folder: Folder, capsys: Printed) -> None:
    assert main(["restore", "nope", "--data", str(folder.path), "--yes"]) == 5
    assert err_of(capsys) == "The version history has no entry “nope”.\n"
    assert main(["--lang", "zh", "restore", "nope", "--data", str(folder.path), "--format", "json"]) == 5
    assert json.loads(out_of(capsys)) == {"error": "no_such_entry", "message": "版本历史中没有“nope”。"}


def test_history_without_entries(folder: Folder, capsys: Printed) -> None:
    asked = ["history", "--data", str(folder.path)]
    assert main(asked) == 0
    assert out_of(capsys) == "No data has been swapped yet.\n"
    assert main(["--lang", "zh", *asked]) == 0
    assert out_of(capsys) == "还没有更换过数据。\n"
    assert main([*asked, "--format", "json"]) == 0
    assert json.loads(out_of(capsys)) == []


def test_history_lists_entries_newest_first(folder: Folder, snapshot: Snapshot, export: Path, capsys: Printed) -> None:
    asked = ["history", "--data", str(folder.path)]
    swap(folder, export)
    assert main(["undo", "--data", str(folder.path), "--yes"]) == 0
    capsys.readouterr()
    assert main([*asked, "--format", "json"]) == 0
    undone, swapped = json.loads(out_of(capsys))
    assert set(undone) == set(swapped) == {"entry", "when", "kind", "fingerprint", "changes"}
    assert [undone["kind"], swapped["kind"]] == ["undo", "swap"]
    assert (swapped["fingerprint"], swapped["changes"]) == (snapshot.fingerprint, [COUNTED])
    assert re.fullmatch(ENTRY, swapped["entry"])
    assert undone["entry"] > swapped["entry"]
    assert datetime.fromisoformat(swapped["when"]).tzinfo is not None

    assert main(asked) == 0
    head, _, first, second = out_of(capsys).splitlines()
    assert head.split() == ["Entry", "Saved", "Data", "version", "Replaced", "by", "Change"]
    assert re.split(r"  +", first)[0::2] == [undone["entry"], undone["fingerprint"], "users.csv: 1 figure changed"]
    assert re.split(r"  +", second)[2:] == [snapshot.fingerprint, "a swap", "users.csv: 1 figure changed"]
    assert main(["--lang", "zh", *asked]) == 0
    head, _, first, second = out_of(capsys).splitlines()
    assert head.split() == ["名称", "保存时间", "数据版本", "替换方式", "变化"]
    assert re.split(r"  +", first)[3:] == ["撤销", "users.csv：改动 1 条"]
    assert re.split(r"  +", second)[3:] == ["更换", "users.csv：改动 1 条"]


def test_unwritable_history_is_exit_code_4(folder: Folder, export: Path, capsys: Printed) -> None:
    (folder.path / ".history").write_text("mine", encoding="utf-8")
    assert main(["swap", str(export), "--data", str(folder.path), "--yes", "--format", "json"]) == 4
    printed = json.loads(out_of(capsys))
    assert (printed["error"], printed["message"].startswith(f"Cannot write {folder.path}: ")) == ("output", True)
    assert figure(folder) == "490000000"


# The command itself


def test_unreadable_command_line_is_exit_code_2(capsys: Printed) -> None:
    ended = {}
    for line in ("", "nonsense", "build", "ask sides --format xlsx", "ask sides --reading newest"):
        with pytest.raises(SystemExit) as caught:
            main(line.split())
        ended[line] = caught.value.code, err_of(capsys).startswith("usage: python -m leadlag")
    assert set(ended.values()) == {(2, True)}, ended


def test_examples_of_help_work(
    folder: Folder, capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As typed beside a copy of the data, with a colleague's folder and one other file; each prompt is answered yes."""
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = out_of(capsys)
    examples = [line.split("python -m leadlag ")[1] for line in shown.splitlines() if "  python -m leadlag " in line]
    assert len(examples) >= 8
    assert "exit codes:" in shown
    (tmp_path / "users.csv").write_bytes(folder.with_cell("users", ONE, "value", "590000000"))
    shutil.copytree(folder.path, tmp_path / "from-a-colleague")
    rows = ["who,what,value,source", "A,Users,1M,A report", "B,Users,2M,A report"]
    (tmp_path / "sheet.csv").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    for example in examples:
        monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
        arguments = shlex.split(example.split("   ")[0].replace("~", str(tmp_path)))
        assert main(arguments) == 0, example


def command(line: str) -> subprocess.CompletedProcess[str]:
    """A command as a person types it, in a terminal that knows no Chinese, as on Windows."""
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    line = line.replace("python", f'"{sys.executable}"', 1)
    return subprocess.run(
        line, shell=True, cwd=paths.ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_module_ends_with_the_exit_code(folder: Folder) -> None:
    folder.file("users").unlink()
    ended = command(f'python -m leadlag --lang zh check "{folder.path}"')
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "users.csv" in ended.stderr
    assert "无法使用" in ended.stderr


def test_closed_pipe_is_no_error() -> None:
    """A reader may have seen enough after two lines."""
    ended = command("python -m leadlag --lang zh ask figures --format csv | head -2")
    head, line = ended.stdout.splitlines()
    assert head.startswith("id,")
    assert "与" in line
    assert ended.stderr == ""
