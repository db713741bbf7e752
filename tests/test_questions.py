"""Every SQL file keeps its header's promise, and the answers over the story are on record.

`pytest tests/test_questions.py --accept-answers` rewrites tests/answers: the diff shows which number moved. The answers
there are those of the article's reading; another reading has a file of its own, in the folder named after it, for each
question that it answers differently, and for no other.
"""

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest

from leadlag import paths, queries
from leadlag.errors import QuestionError
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.store.database import views
from leadlag.tables import TABLES
from tests.conftest import Folder, copy_of_story
from tests.questions import PARAMS, params

ANSWERS = Path(__file__).parent / "answers"
QUESTIONS = queries.names()
MODEL = {path.stem for path in paths.MODEL.glob("*.sql")}

every_question = pytest.mark.parametrize("name", QUESTIONS)
every_reading = pytest.mark.parametrize("reading", READINGS)


def statement(path: Path) -> str:
    """The SQL without its comments."""
    return re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))


def written(value: object) -> str:
    """One cell of an answer: as people would type it, and the same on every machine."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.12g}"
    return value.isoformat() if isinstance(value, date) else str(value)


def answer(snapshot: Snapshot, name: str) -> str:
    columns, rows = list(queries.question(name).columns), queries.ask(snapshot, name, **params(name))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[written(value) for value in row] for row in rows])
    return text.getvalue()


@every_question
def test_a_question_introduces_itself(name: str) -> None:
    lines = (paths.QUERIES / f"{name}.sql").read_text(encoding="utf-8").splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == ["-- question", "-- params", "-- columns"]
    assert queries.question(name).text.endswith("?")
    assert queries.question(name).columns


@every_question
def test_declared_parameters_are_those_used(name: str) -> None:
    used = set(re.findall(r"\$(\w+)", statement(paths.QUERIES / f"{name}.sql")))
    assert set(queries.question(name).params) == used


@every_question
def test_declared_columns_are_those_answered(snapshot: Snapshot, name: str) -> None:
    snapshot.model.provide(queries.question(name).sql)
    with snapshot.connection.cursor() as cursor:
        result = cursor.execute(queries.question(name).sql, params(name) or None).description
    assert queries.question(name).columns == {column[0]: str(column[1]) for column in result or ()}
    assert list(queries.question(name).columns) == [column[0] for column in result or ()]


@pytest.mark.parametrize("name", sorted(MODEL))
def test_a_view_declares_the_views_it_stands_on(name: str) -> None:
    path = paths.MODEL / f"{name}.sql"
    header = re.search(r"^-- uses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    declared = {word.strip() for word in header.group(1).split(",")} if header else set()
    used = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", statement(path), re.IGNORECASE))
    own = set(re.findall(r"\b(\w+)\s+AS\s+\(\s*SELECT\b", statement(path), re.IGNORECASE))
    assert own & MODEL == set()
    assert declared == used & MODEL


def test_views_are_made_after_the_views_they_stand_on() -> None:
    made: set[str] = set()
    for path in views():
        used = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", statement(path))) & MODEL
        assert used <= made
        made.add(path.stem)
    assert made == MODEL


def accept(snapshot: Snapshot, name: str, reading: Reading) -> None:
    """Put an answer on record; one that is the article's own is kept once."""
    given, file = answer(snapshot.read_as(reading), name), own_record(name, reading)
    if reading != "article" and given == answer(snapshot, name):
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(given.encode())


def own_record(name: str, reading: Reading) -> Path:
    return (ANSWERS if reading == "article" else ANSWERS / reading) / f"{name}.csv"


@every_question
@every_reading
def test_the_answer_is_the_one_on_record(
    snapshot: Snapshot, name: str, reading: Reading, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--accept-answers"):
        accept(snapshot, name, reading)
    file = own_record(name, reading)
    if not file.is_file():
        file = own_record(name, "article")
    assert file.is_file(), f"no answer on record: run pytest {Path(__file__).name} --accept-answers"
    assert answer(snapshot.read_as(reading), name) == file.read_bytes().decode()


def test_every_question_has_an_answer_on_record_and_no_answer_is_left_over(snapshot: Snapshot) -> None:
    differing = [
        own_record(name, reading)
        for reading in READINGS
        for name in QUESTIONS
        if reading != "article" and answer(snapshot.read_as(reading), name) != answer(snapshot, name)
    ]
    assert {file for file in ANSWERS.rglob("*") if file.is_file()} == {
        *(own_record(name, "article") for name in QUESTIONS),
        *differing,
    }
    assert set(PARAMS) == {name for name in QUESTIONS if queries.question(name).params}


#: What is asked of every statement there is, whatever the reading.
OF_EVERY_STATEMENT = {"audience_over_time", "confidence", "conflicts", "figures", "lags"}


def test_a_reading_changes_what_the_charts_show_and_not_what_is_known(snapshot: Snapshot) -> None:
    for reading in READINGS[1:]:
        read = snapshot.read_as(reading)
        same = {name for name in QUESTIONS if answer(read, name) == answer(snapshot, name)}
        assert same >= OF_EVERY_STATEMENT
        assert {"audience", "changes", "gaps", "overview", "timeline"}.isdisjoint(same)


@every_question
def test_no_column_of_a_question_shadows_a_method_of_its_rows(name: str) -> None:
    assert {column for column in queries.question(name).columns if hasattr(tuple, column)} == set()


def test_every_question_has_an_answer_where_there_are_no_statements(folder: Folder) -> None:
    for table in (
        "users",
        "prices",
        "data_costs",
        "milestones",
        "gaps",
        "other_figures",
        "conflicts",
        "exchange_rates",
    ):
        folder.keep(table)
    snapshot = folder.load()
    for reading in READINGS:
        read = snapshot.read_as(reading)
        answered = {name for name in QUESTIONS if queries.ask(read, name, **params(name))}
        assert answered == {"as_of", "sides", "sources"}


@every_question
@every_reading
def test_the_order_of_the_rows_in_the_files_does_not_change_an_answer(
    backwards: Snapshot, snapshot: Snapshot, name: str, reading: Reading
) -> None:
    assert answer(backwards.read_as(reading), name) == answer(snapshot.read_as(reading), name)


@pytest.fixture(scope="module")
def backwards(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The story with the rows of every file but the sides' upside down."""
    folder = copy_of_story(tmp_path_factory.mktemp("backwards") / "data")
    for table in TABLES:
        if table.name != "sides":
            folder.save(table.name, folder.rows(table.name)[::-1])
    return folder.load()


def test_a_row_has_the_declared_fields(snapshot: Snapshot) -> None:
    first = queries.ask(snapshot, "sides")[0]
    assert first._fields == ("id", "place", "name", "name_zh")
    assert (first.place, first.name) == (1, "ByteDance")


def test_the_first_two_sides_of_the_file_are_the_ones_compared(folder: Folder) -> None:
    folder.save("sides", folder.rows("sides")[::-1])
    assert [(row.place, row.id) for row in folder.ask("sides")] == [
        (1, "others"),
        (2, "openai_adobe"),
        (3, "bytedance"),
    ]


def test_an_answer_is_kept_and_a_reader_cannot_change_it(snapshot: Snapshot) -> None:
    queries.ask(snapshot, "sides").clear()
    first, again = queries.ask(snapshot, "sides"), queries.ask(snapshot, "sides")
    assert len(first) == 3
    assert first[0] is again[0]


def test_answers_for_two_values_of_a_parameter_are_kept_apart(snapshot: Snapshot) -> None:
    ten, five = (queries.ask(snapshot, "effects", uses=uses)[0].cost_lower for uses in (10, 5))
    assert (ten, five) == pytest.approx((48, 24))


def test_a_value_is_bound_and_never_becomes_sql(snapshot: Snapshot) -> None:
    rows = queries.ask(snapshot, "prices", currency="USD' OR '1' = '1")
    assert {row.rate for row in rows} == {None}


def test_an_unknown_question_suggests_the_nearest() -> None:
    with pytest.raises(QuestionError) as caught:
        queries.question("price")
    known = ", ".join(QUESTIONS)
    assert caught.value.exit_code == 3
    assert caught.value.says("en") == f"There is no question “price”. Did you mean “prices”? Known: {known}."
    assert caught.value.says("zh") == f"没有名为“price”的问题。是不是“prices”？现有：{known}。"


@pytest.mark.parametrize("name", ["../data/users", "model/spans", "", "Prices", "prices.sql"])
def test_a_question_is_a_name_and_never_a_path(name: str) -> None:
    with pytest.raises(QuestionError):
        queries.question(name)


def test_an_unknown_question_that_resembles_none_suggests_nothing() -> None:
    with pytest.raises(QuestionError) as caught:
        queries.question("zzz")
    known = ", ".join(QUESTIONS)
    assert caught.value.says("en") == f"There is no question “zzz”. Known: {known}."
    assert caught.value.says("zh") == f"没有名为“zzz”的问题。现有：{known}。"


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("prices", {}, "“prices” takes these parameters: currency; given: –."),
        ("sides", {"currency": "USD"}, "“sides” takes these parameters: –; given: currency."),
        (
            "memberships",
            {"fee_low": 20.0, "fee": 30.0},
            "“memberships” takes these parameters: fee_low, fee_high; given: fee_low, fee.",
        ),
    ],
)
def test_wrong_parameters_are_refused(snapshot: Snapshot, name: str, given: dict[str, object], told: str) -> None:
    with pytest.raises(QuestionError) as caught:
        queries.ask(snapshot, name, **given)
    assert caught.value.says("en") == told
    assert caught.value.exit_code == 3


def test_a_value_of_the_wrong_kind_is_refused(snapshot: Snapshot) -> None:
    with pytest.raises(QuestionError) as caught:
        queries.ask(snapshot, "effects", uses="many")
    assert caught.value.says("en") == "“effects” needs INTEGER for uses, not “many”."
    assert caught.value.says("zh") == "“effects”的 uses 需要 INTEGER，不能是“many”。"
