"""The command line: what it prints, on which stream, in which language, and with which exit code it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from leadlag import paths, queries
from leadlag.cli import main
from leadlag.store import Snapshot
from leadlag.tables import TABLES
from tests.conftest import SHIPPED, Folder

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def shipped_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEADLAG_DATA", raising=False)


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command as a person types it, in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if name != "LEADLAG_DATA"}
    command = [sys.executable, "-m", "leadlag", *arguments]
    return subprocess.run(
        command, cwd=paths.ROOT, env={**inherited, **settings}, capture_output=True, encoding="utf-8", check=False
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
    assert [line.split() for line in lines[:-1]] == [[name, str(rows)] for name, rows in snapshot.counts.items()]
    assert lines[-1] == f"{SHIPPED}: no problems. Fingerprint {snapshot.fingerprint}."


def test_check_speaks_chinese(snapshot: Snapshot, capsys: Printed) -> None:
    assert main(["--lang", "zh", "check"]) == 0
    assert out_of(capsys).splitlines()[-1] == f"{SHIPPED}：没有问题。版本 {snapshot.fingerprint}。"


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
    assert lines[0] == f"{folder.path} cannot be used: 1 problem(s) in the CSV files."
    assert lines[1].split() == ["File", "Row", "Column", "Found", "Expected", "How", "to", "fix", "it"]
    assert lines[3].split()[:4] == ["users.csv", str(row), "value", "4.9亿"]
    assert len(lines) == 4


def test_problems_are_told_in_chinese(folder: Folder, capsys: Printed) -> None:
    folder.file("users").unlink()
    assert main(["--lang", "zh", "check", str(folder.path)]) == 1
    lines = err_of(capsys).splitlines()
    assert lines[0] == f"{folder.path} 无法使用：CSV 文件有 1 处问题。"
    assert lines[1].split() == ["文件", "行", "列", "读到", "应为", "怎样改"]


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


def test_help_shows_examples_that_work(capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = out_of(capsys)
    examples = [line.split("python -m leadlag ")[1] for line in shown.splitlines() if "  python -m leadlag " in line]
    assert len(examples) >= 5
    assert "exit codes:" in shown
    monkeypatch.chdir(tmp_path)
    for example in examples:
        arguments = example.split("   ")[0].split()
        assert main(arguments) == (1 if "~/from-a-colleague" in arguments else 0)


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
