"""A reader's own SELECT: what it may do, and what is said where it may not."""

import csv
import io
import json
import time

import pytest

from leadlag.charts.plain import MOST, plain
from leadlag.cli import main
from leadlag.errors import QuestionError
from leadlag.render_options import RenderOptions
from leadlag.store import Snapshot
from tests.conftest import STORY
from tests.drawings import read
from tests.pages import messages, opened, page, rows_shown

Printed = pytest.CaptureFixture[str]
ENDLESS = "SELECT count(*) FROM milestones a, milestones b, milestones c, milestones d, milestones e"


def code(snapshot: Snapshot, sql: str) -> str:
    with pytest.raises(QuestionError) as raised:
        snapshot.select(sql)
    return raised.value.code


def test_tables_and_model_in_the_reading(snapshot: Snapshot) -> None:
    """The same question, asked of two readings; what it needs of the model is made for it, however it is named."""
    asked = "SELECT count(*) FROM \"statements\", reading WHERE name = 'latest'"
    assert snapshot.select(asked)[1] == [(0,)]
    assert snapshot.read_as("latest").select(asked)[1][0][0] > 100


@pytest.mark.parametrize(
    "sql",
    [
        "SET threads = 2",
        "SET VARIABLE reading = 'latest'",
        "DROP TABLE users",
        "INSERT INTO users SELECT * FROM users",
        "COPY users TO 'users.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "CREATE TABLE t AS SELECT 1",
        "EXPLAIN SELECT 1",
        "SELECT 1; DROP TABLE users",
        "",
        "-- nothing",
    ],
)
def test_only_one_select(snapshot: Snapshot, sql: str) -> None:
    before = snapshot.select("SELECT count(*) FROM users")
    assert code(snapshot, sql) == "sql_select"
    assert snapshot.select("SELECT count(*) FROM users") == before


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELEC 1",
        "SELECT nope FROM users",
        "SELECT 1) UNION (SELECT 2",
    ],
)
def test_no_files_and_no_mistakes(snapshot: Snapshot, sql: str) -> None:
    assert code(snapshot, sql) == "sql"


def test_it_is_stopped_in_time(snapshot: Snapshot) -> None:
    begun = time.monotonic()
    with pytest.raises(QuestionError, match=r"more than 0\.2 seconds"):
        snapshot.select(ENDLESS, seconds=0.2)
    assert time.monotonic() - begun < 10
    assert snapshot.select("SELECT 1")[1] == [(1,)]


def test_rows_have_a_limit(snapshot: Snapshot) -> None:
    asked = "SELECT a.id FROM milestones AS a, milestones AS b, milestones AS c ORDER BY 1 -- many"
    assert len(snapshot.select(asked, limit=7)[1]) == 7


def test_an_answer_keeps_its_order(snapshot: Snapshot) -> None:
    rows = snapshot.select("SELECT id FROM users ORDER BY id DESC")[1]
    assert rows == sorted(rows, reverse=True)


def test_on_the_command_line(capsys: Printed) -> None:
    asked = "SELECT id, side_rank FROM parties ORDER BY side_rank"
    assert main(["ask", "--data", str(STORY), "--sql", asked, "--format", "csv"]) == 0
    assert capsys.readouterr().out == "id,side_rank\nbytedance,1\nopenai_adobe,2\nothers,3\n"
    pair = ["--compare", "kuaishou,google", "--reading", "latest", "--format", "json"]
    assert main(["ask", "--data", str(STORY), "--sql", asked, *pair]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)][:2] == ["kuaishou", "google"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sql", "DROP TABLE users"], "One SELECT is answered here"),
        (["--sql", "SELECT nope FROM users"], 'Referenced column "nope" not found'),
        (["gaps", "--sql", "SELECT 1"], "--sql stands alone"),
    ],
)
def test_mistakes_are_exit_code_3(capsys: Printed, arguments: list[str], said: str) -> None:
    assert main(["ask", "--data", str(STORY), *arguments]) == 3
    assert said in capsys.readouterr().err


def test_formulas_are_guarded(capsys: Printed) -> None:
    assert main(["ask", "--data", str(STORY), "--sql", "SELECT '=1+1' AS a", "--format", "csv"]) == 0
    assert next(iter(csv.DictReader(io.StringIO(capsys.readouterr().out))))["a"] == "'=1+1"


def test_the_page_answers_a_link() -> None:
    app = opened("sql", sql="SELECT id AS who, 2 AS many FROM sides ORDER BY id")
    assert [row.count("<td>") for row in rows_shown(app)] == [2, 2, 2]
    assert "many by who" in page(app)


def test_the_page_begins_with_an_example() -> None:
    assert rows_shown(opened("sql", reading="latest"))


def test_the_page_says_what_is_wrong() -> None:
    app = opened("sql", lang="zh", sql="SELECT 1; SELECT 2")
    assert messages(app.error) == ["这里只回答一条 SELECT，其他语句不行。共有 2 条语句。"]


def test_cells_are_no_markup() -> None:
    app = opened("sql", sql="SELECT '<img src=x onerror=alert(1)>' AS \"<b>\"")
    assert "<img" not in page(app)
    assert "<th>&lt;b&gt;</th>" in page(app)


def test_plain_chart_draws_the_first_number() -> None:
    options = RenderOptions("en")
    chart = plain(["name", "n", "m"], [("a", 1, 9.5), ("b", 2, None), (None, None, 3)], options)
    assert chart
    assert chart.title == "n by name"
    assert {"a", "b", "1", "2"} <= read(chart.drawing)
    assert plain(["n"], [(1,)], options) is None
    assert plain(["name"], [("a",)], options) is None
    many = plain(["name", "n"], [(f"row {n}", n) for n in range(MOST + 1)], options)
    assert many
    assert f"row {MOST}" not in read(many.drawing)
