"""The command line: what it prints, on which stream, in which language, and with which exit code it ends."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from leadlag import paths, queries
from leadlag.cli import main
from leadlag.store import Snapshot
from leadlag.tables import TABLES
from tests.conftest import STORY, Folder, copy_of_story

Printed = pytest.CaptureFixture[str]
ONE = "capcut_users_2023_08"


def run(*arguments: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it, in a process of its own, and what they answer."""
    command = [sys.executable, "-m", "leadlag", *arguments]
    return subprocess.run(
        command,
        cwd=paths.ROOT,
        env={**os.environ, **settings},
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


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


def test_check_counts_rows_and_names_the_fingerprint(snapshot: Snapshot, capsys: Printed) -> None:
    assert main(["check"]) == 0
    lines = out_of(capsys).splitlines()
    assert [line.split() for line in lines[:-2]] == [[name, str(rows)] for name, rows in snapshot.counts.items()]
    assert lines[-2] == "exchange_rates.csv: There is no rate for EUR, so its amounts are not converted."
    assert lines[-1] == f"{STORY}: no problems. Fingerprint {snapshot.fingerprint}."


def test_check_speaks_chinese(snapshot: Snapshot, capsys: Printed) -> None:
    assert main(["--lang", "zh", "check"]) == 0
    assert out_of(capsys).splitlines()[-1] == f"{STORY}：没有问题。版本 {snapshot.fingerprint}。"


def test_check_looks_at_the_folder_it_is_given_or_else_at_leadlag_data(
    folder: Folder, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["check", str(folder.path)]) == 0
    given = out_of(capsys)
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    assert main(["check"]) == 0
    assert out_of(capsys) == given
    assert str(folder.path) in given


def test_check_says_what_it_read_otherwise_than_written(folder: Folder, capsys: Printed) -> None:
    folder.write("sides", folder.file("sides").read_text(encoding="utf-8").replace(",", ";").encode("gb18030"))
    assert main(["check", str(folder.path)]) == 0
    told = out_of(capsys)
    assert "sides.csv: The file was read as GB18030, not as UTF-8.\n" in told
    assert "sides.csv: Its columns were separated at “;”, not at commas.\n" in told


def test_check_names_csv_files_it_leaves_out(folder: Folder, capsys: Printed) -> None:
    (folder.path / "old_users.csv").write_text("id\n", encoding="utf-8")
    assert main(["check", str(folder.path)]) == 0
    assert "old_users.csv is not a table of this dataset and was left out." in out_of(capsys)


def test_problems_are_listed_on_standard_error_with_exit_code_1(folder: Folder, capsys: Printed) -> None:
    row = folder.set("users", "capcut_users_2023_08", "value", "4.9亿")
    assert main(["check", str(folder.path)]) == 1
    lines = err_of(capsys).splitlines()
    assert lines[0] == f"{folder.path} cannot be used: 1 problem in the CSV files."
    assert lines[1].split() == ["File", "Row", "Column", "Found", "Expected", "How", "to", "fix", "it"]
    assert lines[3].split()[:4] == ["users.csv", str(row), "value", "4.9亿"]
    assert len(lines) == 4


def test_problems_are_told_in_chinese(folder: Folder, capsys: Printed) -> None:
    folder.file("users").unlink()
    assert main(["--lang", "zh", "check", str(folder.path)]) == 1
    lines = err_of(capsys).splitlines()
    assert lines[0] == f"{folder.path} 无法使用：CSV 文件有 1 处问题。"
    assert lines[1].split() == ["文件", "行", "列", "读到", "应为", "怎样改"]


def test_check_as_json_says_the_same(folder: Folder, snapshot: Snapshot, capsys: Printed) -> None:
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


@pytest.mark.parametrize(
    ("lang", "message", "fix"),
    [
        ("en", "{} cannot be used: 1 problem in the CSV files.", "Write 490000000."),
        ("zh", "{} 无法使用：CSV 文件有 1 处问题。", "请写 490000000。"),
    ],
)
def test_problems_as_json_go_to_standard_output(
    folder: Folder, capsys: Printed, lang: str, message: str, fix: str
) -> None:
    row = folder.set("users", ONE, "value", "4.9亿")
    assert main(["--lang", lang, "check", str(folder.path), "--format", "json"]) == 1
    told = json.loads(out_of(capsys))
    (problem,) = told.pop("problems")
    assert told == {"error": "data", "message": message.format(folder.path)}
    assert {name: problem[name] for name in ("file", "row", "column", "code", "found", "fix")} == {
        "file": "users.csv",
        "row": row,
        "column": "value",
        "code": "not_count",
        "found": "4.9亿",
        "fix": fix,
    }
    assert set(problem) == {"file", "row", "column", "code", "found", "expected", "fix"}
    assert problem["expected"]


# build


def test_build_writes_a_database_others_can_read(snapshot: Snapshot, tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "figures.duckdb"
    assert main(["build", "--to", str(target)]) == 0
    assert out_of(capsys) == f"{target}: {sum(snapshot.counts.values())} rows.\n"
    with duckdb.connect(str(target), read_only=True) as connection:
        counts = {table.name: connection.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone() for table in TABLES}
    assert counts == {name: (rows,) for name, rows in snapshot.counts.items()}


def test_build_writes_nothing_from_files_with_problems(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    folder.file("users").unlink()
    assert main(["build", str(folder.path), "--to", str(tmp_path / "figures.duckdb")]) == 1
    assert "users.csv" in err_of(capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_file_that_cannot_be_written_is_exit_code_4(tmp_path: Path, capsys: Printed) -> None:
    target = tmp_path / "nowhere" / "figures.duckdb"
    assert main(["build", "--to", str(target)]) == 4
    assert err_of(capsys).startswith(f"Cannot write {target}: ")


# ask


def test_ask_alone_lists_the_questions(capsys: Printed) -> None:
    assert main(["ask"]) == 0
    lines = out_of(capsys).splitlines()
    assert [line.split()[0] for line in lines[2:]] == queries.names()
    assert all(line.endswith("?") for line in lines[2:])


def test_an_answer_is_a_table_whose_columns_stand_under_their_heads(capsys: Printed) -> None:
    assert main(["ask", "sides"]) == 0
    assert out_of(capsys).splitlines() == [
        "id            place  name            name_zh",
        "────────────  ─────  ──────────────  ───────────────",
        "bytedance     1      ByteDance       字节跳动",
        "openai_adobe  2      OpenAI & Adobe  OpenAI 与 Adobe",
        "others        3      Others          其他",
    ]


def plain(value: object) -> str:
    """A value as a CSV cell: empty for NULL, ISO for a day."""
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


@pytest.mark.parametrize("name", ["as_of", "gaps", "memberships", "prices"])  # numbers, truth, days, nothing
def test_csv_and_json_give_back_every_value(snapshot: Snapshot, capsys: Printed, name: str) -> None:
    given = {"uses": "10", "fee_low": "20", "fee_high": "30", "currency": "USD"}
    typed: dict[str, object] = {"uses": 10, "fee_low": 20.0, "fee_high": 30.0, "currency": "USD"}
    params = list(queries.question(name).params)
    asked = ["ask", name, *(part for param in params for part in ("--set", f"{param}={given[param]}"))]
    rows = [row._asdict() for row in queries.ask(snapshot, name, **{param: typed[param] for param in params})]

    assert main([*asked, "--format", "csv"]) == 0
    cells = list(csv.DictReader(io.StringIO(out_of(capsys), newline="")))
    assert cells == [{column: plain(value) for column, value in row.items()} for row in rows]

    assert main([*asked, "--format", "json"]) == 0
    days = [{c: v.isoformat() if isinstance(v, date) else v for c, v in row.items()} for row in rows]
    assert json.loads(out_of(capsys)) == days


def test_a_question_is_asked_in_the_articles_reading_unless_another_is_named(capsys: Printed) -> None:
    def asked(*options: str) -> set[int]:
        assert main(["ask", "timeline", "--format", "json", *options]) == 0
        return {row["day"] for row in json.loads(out_of(capsys)) if row["milestone"] == "sora_demo"}

    assert asked() == asked("--reading", "article") == {7, 16}
    assert asked("--reading", "checked") == asked("--reading", "latest") == {15}


def test_an_answer_without_rows_keeps_its_header_as_csv_and_is_an_empty_list_as_json(
    folder: Folder, capsys: Printed
) -> None:
    folder.keep("conflicts")
    folder.keep("users")
    asked = ["ask", "audience", "--data", str(folder.path), "--format"]
    assert main([*asked, "csv"]) == 0
    assert out_of(capsys).splitlines() == [",".join(queries.question("audience").columns)]
    assert main([*asked, "json"]) == 0
    assert json.loads(out_of(capsys)) == []
    assert main([*asked, "table"]) == 0
    assert out_of(capsys) == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pricse"], "There is no question “pricse”. Did you mean “prices”? Known: "),
        (["zzz"], "There is no question “zzz”. Known: "),
        (["../data/users"], "There is no question “../data/users”."),
        (["effects"], "“effects” takes these parameters: uses; given: –."),
        (["sides", "--set", "uses=1"], "“sides” takes these parameters: –; given: uses."),
        (["effects", "--set", "uses=many"], "“effects” needs INTEGER for uses, not “many”."),
        (["effects", "--set", "uses"], "“effects” needs INTEGER for uses, not “”."),
        (["effects", "--set", "uses=1.5"], "“effects” needs INTEGER for uses, not “1.5”."),
        (
            ["memberships", "--set", "fee_low=x", "--set", "fee_high=1"],
            "“memberships” needs DOUBLE for fee_low, not “x”.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_question_nobody_can_answer_is_exit_code_3(capsys: Printed, arguments: list[str], told: str) -> None:
    assert main(["ask", *arguments]) == 3
    assert err_of(capsys).startswith(told)


def test_a_wrong_question_is_told_in_chinese(capsys: Printed) -> None:
    assert main(["--lang", "zh", "ask", "pricse"]) == 3
    assert err_of(capsys).startswith("没有名为“pricse”的问题。是不是“prices”？")


def test_ask_lists_the_problems_of_its_data(folder: Folder, capsys: Printed) -> None:
    folder.file("users").unlink()
    assert main(["ask", "sides", "--data", str(folder.path)]) == 1
    assert "users.csv" in err_of(capsys)


def test_a_value_that_is_no_finite_number_never_reaches_json(capsys: Printed) -> None:
    """`NaN` and `Infinity` are not JSON: refused here, or written as null."""
    main(["ask", "memberships", "--set", "fee_low=nan", "--set", "fee_high=inf", "--format", "json"])
    assert "NaN" not in capsys.readouterr().out


# diff, swap, undo, restore, history

ENTRY = r"\d{8}T\d{6}\.\d{6}Z"
CHANGE = {
    "kind": "changed",
    "file": "users.csv",
    "id": ONE,
    "about": "CapCut was said to have reached 490 million users in August 2023, according to data.ai.",
    "before": "about 490M users · Aug 2023",
    "after": "about 590M users · Aug 2023",
}
COUNTED = {"table": "users", "changed": 1, "added": 0, "removed": 0}


@pytest.fixture
def export(folder: Folder, tmp_path: Path) -> Path:
    """A file with one other figure, under a name of its own."""
    path = tmp_path / "export.csv"
    path.write_bytes(folder.with_cell("users", ONE, "value", "590000000"))
    return path


@pytest.fixture
def emptied(folder: Folder, tmp_path: Path) -> Path:
    path = tmp_path / "emptied.csv"
    path.write_bytes(folder.with_rows("conflicts", []))
    return path


def swap(folder: Folder, *files: Path) -> None:
    assert main(["swap", *map(str, files), "--data", str(folder.path), "--yes"]) == 0


def figure(folder: Folder) -> str:
    return folder.rows("users")[folder.row("users", ONE) - 2]["value"]


def test_diff_says_what_files_would_change_and_changes_nothing(folder: Folder, export: Path, capsys: Printed) -> None:
    before = folder.contents()
    assert main(["diff", str(folder.path), str(export)]) == 0
    lines = out_of(capsys).splitlines()
    assert lines[0] == "users.csv: 1 figure changed"
    assert lines[1].split() == ["Change", "About", "Before", "After"]
    assert re.split(r"  +", lines[3]) == ["changed", f"users.csv {ONE}", CHANGE["before"], CHANGE["after"]]
    assert lines[4:6] == ["", "What would read differently"]
    assert lines[6].split() == ["About", "Before", "After", "Reading"]
    assert (folder.contents(), (folder.path / ".history").exists()) == (before, False)


def test_diff_speaks_chinese(folder: Folder, export: Path, capsys: Printed) -> None:
    assert main(["--lang", "zh", "diff", str(folder.path), str(export)]) == 0
    lines = out_of(capsys).splitlines()
    assert lines[0] == "users.csv：改动1条"
    assert lines[1].split() == ["变化", "关于", "之前", "之后"]
    assert lines[3].split()[:3] == ["改动", "users.csv", ONE]
    assert "哪些话会变" in lines


def test_diff_of_two_folders_and_of_a_folder_with_itself(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    other = copy_of_story(tmp_path / "other")
    assert main(["diff", str(folder.path), str(other.path)]) == 0
    assert out_of(capsys) == "No change: these files say what is already on show.\n"
    assert main(["--lang", "zh", "diff", str(folder.path), str(other.path)]) == 0
    assert out_of(capsys) == "没有改动：内容与当前数据相同。\n"
    other.set("sides", "others", "name", "Everyone")
    assert main(["diff", str(folder.path), str(other.path)]) == 0
    assert out_of(capsys).splitlines()[0] == "sides.csv: 1 row changed"
    assert main(["diff", str(folder.path), str(other.path), "--format", "json"]) == 0
    told = json.loads(out_of(capsys))
    assert told["changes"] == [{**COUNTED, "table": "sides"}]
    assert told["accepted"] is False


def test_diff_as_json_has_figures_and_effects(folder: Folder, export: Path, capsys: Printed) -> None:
    assert main(["diff", str(folder.path), str(export), "--format", "json"]) == 0
    told = json.loads(out_of(capsys))
    assert [notice["code"] for notice in told.pop("notices")] == ["other_number"]
    assert told | {"effects": []} == {"accepted": False, "changes": [COUNTED], "figures": [CHANGE], "effects": []}
    (effect,) = told["effects"]
    assert set(effect) == {"kind", "about", "before", "after", "readings"}
    assert (effect["kind"], effect["about"], effect["readings"]) == ("score", "Audience", ["article"])


def test_diff_lists_the_problems_of_what_was_sent(folder: Folder, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "bad.csv").write_text("nothing,known\n", encoding="utf-8")
    assert main(["diff", str(folder.path), str(tmp_path / "bad.csv")]) == 1
    assert "bad.csv" in err_of(capsys)


def test_swap_asks_first_and_puts_the_files_in_place_when_told_to(folder: Folder, export: Path) -> None:
    told = run("swap", str(export), "--data", str(folder.path), typed="y\n")
    assert (told.returncode, told.stderr) == (0, "Swap in? [y/N] ")
    lines = told.stdout.splitlines()
    assert lines[:2] == ["export.csv is users.csv.", "users.csv: 1 figure changed"]
    assert lines[-1] == "Swapped. users.csv: 1 figure changed"
    assert figure(folder) == "590000000"


@pytest.mark.parametrize("typed", ["", "\n", "no\n", "yess\n"])
def test_any_other_answer_replaces_nothing(
    folder: Folder, export: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    before = folder.contents()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert main(["swap", str(export), "--data", str(folder.path)]) == 5
    out, err = capsys.readouterr()
    assert "users.csv: 1 figure changed" in out
    assert err == "Swap in? [y/N] Nothing was replaced.\n"
    assert folder.contents() == before


def test_swap_and_undo_speak_chinese(
    folder: Folder, export: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = ["--data", str(folder.path)]
    monkeypatch.setattr("sys.stdin", io.StringIO("是\n否\n"))
    assert main(["--lang", "zh", "swap", str(export), *where]) == 0
    out, err = capsys.readouterr()
    assert (out.splitlines()[0], out.splitlines()[-1]) == ("export.csv 就是 users.csv。", "已换上。users.csv：改动1条")
    assert err == "换上吗？[y/N] "
    assert main(["--lang", "zh", "undo", *where]) == 5
    assert capsys.readouterr().err == "换上吗？[y/N] 没有替换。\n"
    assert main(["--lang", "zh", "undo", "--yes", *where]) == 0
    assert out_of(capsys).splitlines()[-1] == "已撤销。users.csv：改动1条"
    assert main(["--lang", "zh", "undo", "--yes", *where]) == 5
    assert err_of(capsys) == "没有可以撤销的操作。\n"


def test_swap_says_what_it_read_otherwise_than_written(folder: Folder, export: Path, capsys: Printed) -> None:
    export.write_bytes(export.read_bytes().decode().encode("utf-16"))
    swap(folder, export)
    assert "users.csv: The file was read as UTF-16, not as UTF-8.\n" in out_of(capsys)


def test_swap_of_what_is_already_there_says_so_and_asks_nothing(folder: Folder, capsys: Printed) -> None:
    """A whole folder, this one, sent to itself."""
    assert main(["swap", str(folder.path), "--data", str(folder.path)]) == 0
    assert out_of(capsys) == "No change: these files say what is already on show.\n"
    assert main(["swap", str(folder.path), "--data", str(folder.path), "--format", "json"]) == 0
    told = json.loads(out_of(capsys))
    assert told == {"accepted": False, "notices": [], "changes": [], "figures": [], "effects": []}
    assert not (folder.path / ".history").exists()


def test_swap_as_json_says_that_it_was_accepted(folder: Folder, export: Path, capsys: Printed) -> None:
    arguments = ["swap", str(export), "--data", str(folder.path), "--yes", "--format", "json"]
    assert main(arguments) == 0
    told = json.loads(out_of(capsys))
    assert (told["accepted"], told["changes"], told["figures"]) == (True, [COUNTED], [CHANGE])
    assert figure(folder) == "590000000"


def test_swap_lists_every_problem_and_replaces_nothing(folder: Folder, export: Path, capsys: Printed) -> None:
    row, before = folder.row("users", ONE), folder.contents()
    export.write_bytes(folder.with_cell("users", ONE, "value", "4.9亿"))
    nowhere = str(export.with_name("nowhere.csv"))
    assert main(["swap", str(export), nowhere, "--data", str(folder.path), "--yes", "--format", "json"]) == 1
    told = json.loads(out_of(capsys))
    assert told["error"] == "data"
    assert [(problem["file"], problem["row"], problem["code"]) for problem in told["problems"]] == [
        ("nowhere.csv", 0, "missing_file"),
        ("users.csv", row, "not_count"),
    ]
    assert (folder.contents(), (folder.path / ".history").exists()) == (before, False)


def test_swap_mends_a_folder_that_cannot_be_used(folder: Folder, export: Path, capsys: Printed) -> None:
    folder.file("users").unlink()
    swap(folder, export)
    assert out_of(capsys).splitlines()[-1].startswith("Swapped. sides.csv: 3 rows added; ")
    assert folder.problems() == []


def test_a_table_that_would_be_emptied_is_asked_for_by_name(
    folder: Folder, emptied: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "More than half of conflicts.csv would be removed. Type conflicts to allow it. "
    refusal = "Nothing was replaced: more than half of conflicts.csv would go. Say --confirm conflicts to allow it.\n"
    before = folder.contents()
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nconflicts\ny\n"))
    assert main(["swap", str(emptied), "--data", str(folder.path)]) == 5
    assert capsys.readouterr().err == question + refusal
    assert folder.contents() == before
    assert main(["swap", str(emptied), "--data", str(folder.path)]) == 0
    assert capsys.readouterr().err == f"{question}Swap in? [y/N] "
    assert folder.rows("conflicts") == []


def test_yes_alone_does_not_empty_a_table(folder: Folder, emptied: Path, capsys: Printed) -> None:
    before = folder.contents()
    arguments = ["--lang", "zh", "swap", str(emptied), "--data", str(folder.path), "--yes", "--format", "json"]
    for more in ([], ["--confirm", "users"]):
        assert main([*arguments, *more]) == 5
        assert json.loads(out_of(capsys)) == {
            "error": "not_confirmed",
            "message": "没有替换：conflicts.csv 会失去一半以上的行。确认请加 --confirm conflicts。",
        }
    assert folder.contents() == before
    assert main([*arguments, "--confirm", "conflicts"]) == 0
    assert json.loads(out_of(capsys))["accepted"] is True
    assert folder.rows("conflicts") == []


def test_undo_and_restore_bring_sets_back(folder: Folder, export: Path, capsys: Printed) -> None:
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
    assert out_of(capsys).splitlines()[-1] == "Brought back. users.csv: 1 figure changed"
    assert figure(folder) == "590000000"


def test_an_earlier_set_that_is_not_there_is_exit_code_5(folder: Folder, capsys: Printed) -> None:
    assert main(["restore", "nope", "--data", str(folder.path), "--yes"]) == 5
    assert err_of(capsys) == "There is no earlier set “nope”.\n"
    assert main(["--lang", "zh", "restore", "nope", "--data", str(folder.path), "--format", "json"]) == 5
    assert json.loads(out_of(capsys)) == {"error": "no_such_entry", "message": "没有名为“nope”的旧数据。"}


def test_history_lists_what_was_replaced_newest_first(
    folder: Folder, snapshot: Snapshot, export: Path, capsys: Printed
) -> None:
    asked = ["history", "--data", str(folder.path)]
    assert main(asked) == 0
    assert out_of(capsys) == "Nothing has been swapped yet.\n"
    assert main(["--lang", "zh", *asked]) == 0
    assert out_of(capsys) == "还没有换过数据。\n"
    assert main([*asked, "--format", "json"]) == 0
    assert json.loads(out_of(capsys)) == []

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
    assert head.split() == ["Entry", "Saved", "Version", "Replaced", "by", "Change"]
    assert re.split(r"  +", first)[0::2] == [undone["entry"], undone["fingerprint"], "users.csv: 1 figure changed"]
    assert re.split(r"  +", second)[2:] == [snapshot.fingerprint, "a swap", "users.csv: 1 figure changed"]
    assert main(["--lang", "zh", *asked]) == 0
    head, _, first, second = out_of(capsys).splitlines()
    assert head.split() == ["名称", "保存时间", "版本", "被什么换下", "变化"]
    assert re.split(r"  +", first)[3:] == ["撤销", "users.csv：改动1条"]
    assert re.split(r"  +", second)[3:] == ["更换", "users.csv：改动1条"]


def test_a_folder_that_takes_no_history_is_exit_code_4(folder: Folder, export: Path, capsys: Printed) -> None:
    (folder.path / ".history").write_text("mine", encoding="utf-8")
    arguments = ["swap", str(export), "--data", str(folder.path), "--yes", "--format", "json"]
    assert main(arguments) == 4
    told = json.loads(out_of(capsys))
    assert (told["error"], told["message"].startswith(f"Cannot write {folder.path}: ")) == ("output", True)
    assert figure(folder) == "490000000"


# The command itself


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["build"], ["ask", "sides", "--format", "xlsx"], ["ask", "sides", "--reading", "newest"]],
    ids=str,
)
def test_a_command_line_that_cannot_be_read_is_exit_code_2(capsys: Printed, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert err_of(capsys).startswith("usage: python -m leadlag")


def test_help_shows_examples_that_work(
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
    (tmp_path / "users.csv").write_bytes(folder.with_cell("users", ONE, "value", "1"))
    shutil.copytree(folder.path, tmp_path / "from-a-colleague")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEADLAG_DATA", str(folder.path))
    for example in examples:
        monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
        arguments = example.split("   ")[0].replace("~", str(tmp_path)).split()
        assert main(arguments) == 0, example


def test_the_package_runs_as_a_module_and_ends_with_the_same_code(folder: Folder) -> None:
    good = run("check", str(folder.path))
    assert (good.returncode, good.stderr) == (0, "")
    folder.file("users").unlink()
    bad = run("--lang", "zh", "check", str(folder.path))
    assert (bad.returncode, bad.stdout) == (1, "")
    assert "users.csv" in bad.stderr


def test_a_terminal_that_knows_no_chinese_gets_utf8_and_no_traceback() -> None:
    """As on Windows, where output into a file or a pipe is not UTF-8 unless a program says so."""
    asked = run("ask", "sides", "--format", "csv", PYTHONIOENCODING="cp1252")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "字节跳动" in asked.stdout


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f'"{sys.executable}" -m leadlag ask figures --format json | head -1'
    asked = subprocess.run(command, shell=True, cwd=paths.ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (asked.stdout, asked.stderr) == ("[\n", "")
