"""Every SQL file keeps its header's promise, and the answers over the story are on record.

`pytest tests/test_questions.py --accept-answers` rewrites tests/answers: the diff shows which number moved. The answers
there are those of the article's reading; another reading, and two others compared, have a file of their own, in the
folder named after them, for each question that they answer differently, and for no other.
"""

import csv
import difflib
import io
import re
from datetime import date
from pathlib import Path

import pytest

from leadlag import paths, queries
from leadlag.contract import TABLES
from leadlag.errors import QuestionError
from leadlag.rows import Effects, Prices, Sides
from leadlag.store import READINGS, Reading, Snapshot
from leadlag.store.database import model
from tests.conftest import Folder
from tests.params import PARAMS, params
from tests.questions import nulls

ANSWERS = Path(__file__).parent / "answers"
QUESTIONS = queries.names()
KNOWN = ", ".join(QUESTIONS)
MODEL = {path.stem for path in paths.MODEL.glob("*.sql")}


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
    columns, rows = list(queries.question(name).columns), queries.answer(snapshot, name, **params(name))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[written(value) for value in row] for row in rows])
    return text.getvalue()


def test_headers_keep_their_promise(snapshot: Snapshot) -> None:
    """They ask something, and declare the parameters that are used and the columns that are answered."""
    faults = []
    for name in QUESTIONS:
        path, asked = paths.QUERIES / f"{name}.sql", queries.question(name)
        lines = path.read_text(encoding="utf-8").splitlines()
        columns, _ = snapshot.rows(asked.sql, **params(name))
        kept = {
            "lines": [line.split(":")[0] for line in lines[:3]] == ["-- question", "-- params", "-- columns"],
            "question": asked.text.endswith("?"),
            "params": set(asked.params) == set(re.findall(r"getvariable\('(\w+)'\)", statement(path))),
            "columns": [(column, one.kind) for column, one in asked.columns.items()] == columns,
            "names": not any(hasattr(tuple, column) for column in asked.columns),  # fields of a row shadow no method
        }
        faults += [(name, promise) for promise, held in kept.items() if not held]
    assert faults == []


def ordered() -> list[Path]:
    """The model's files in the order they are made in."""
    return [paths.MODEL / f"{name}.sql" for name in model(paths.MODEL)]


def test_views_declare_what_they_stand_on() -> None:
    """And are made after it."""
    made: set[str] = set()
    for path in ordered():
        header = re.search(r"^-- uses:(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        declared = {word.strip() for word in header.group(1).split(",")} if header else set()
        used = set(re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", statement(path), re.IGNORECASE)) & MODEL
        own = set(re.findall(r"\b(\w+)\s+AS\s+(?:MATERIALIZED\s+)?\(\s*SELECT\b", statement(path), re.IGNORECASE))
        assert (declared, own & MODEL) == (used, set()), path.stem
        assert used <= made, path.stem
        made.add(path.stem)
    assert made == MODEL


def test_views_unfold_to_little() -> None:
    """In a file that `build` wrote every mention of a view is worked out anew: 12 seconds once, for one view. What is a
    table is worked out once."""
    mentions: dict[str, int] = {}
    for path in ordered():
        named = re.findall(r"\b(?:FROM|JOIN)\s+(\w+)", statement(path), re.IGNORECASE)
        is_table = path.read_text(encoding="utf-8").startswith("-- table:")
        mentions[path.stem] = 1 if is_table else 1 + sum(mentions.get(name, 0) for name in named)
    assert max(mentions.values()) < 100, mentions


#: The folder of each view's answers, the reading and who is compared; "" is the first, which the others differ from.
VIEWS: dict[str, tuple[Reading, str | None]] = {
    "": ("article", None),
    "checked": ("checked", None),
    "latest": ("latest", None),
    "latest/kuaishou,google": ("latest", "kuaishou,google"),
    "latest/bytedance,google": ("latest", "bytedance,google"),
}


def viewed(snapshot: Snapshot, view: str) -> Snapshot:
    reading, pair = VIEWS[view]
    return snapshot.read_as(reading).comparing(pair)


def before(view: str) -> str:
    """The view whose answers stand where another has none of its own."""
    return view.rpartition("/")[0]


def own_record(name: str, view: str) -> Path:
    return ANSWERS / view / f"{name}.csv"


def accept(snapshot: Snapshot, name: str, view: str) -> None:
    """Put an answer on record; one that is another view's stands once."""
    given, file = answer(viewed(snapshot, view), name), own_record(name, view)
    if view and given == answer(viewed(snapshot, before(view)), name):
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(given.encode())


def record(name: str, view: str) -> Path:
    """The file that holds the answer of a view."""
    own = own_record(name, view)
    return own if own.is_file() or not view else record(name, before(view))


def test_answers_are_those_on_record(snapshot: Snapshot, request: pytest.FixtureRequest) -> None:
    """If one is meant to be another, see the top of this file."""
    faults: list[str] = []
    for view in VIEWS:
        for name in QUESTIONS:
            if request.config.getoption("--accept-answers"):
                accept(snapshot, name, view)
            file = record(name, view)
            told = file.read_bytes().decode() if file.is_file() else ""
            given = answer(viewed(snapshot, view), name)
            label = f"{name}, {view or 'article'}"
            faults += difflib.unified_diff(told.splitlines(), given.splitlines(), label, label, n=0, lineterm="")
    assert faults == []


def test_no_record_is_left_over(snapshot: Snapshot) -> None:
    differing = [
        own_record(name, view)
        for view in VIEWS
        for name in QUESTIONS
        if view and answer(viewed(snapshot, view), name) != answer(viewed(snapshot, before(view)), name)
    ]
    assert {file for file in ANSWERS.rglob("*") if file.is_file()} == {
        *(own_record(name, "") for name in QUESTIONS),
        *differing,
    }
    assert set(PARAMS) == {name for name in QUESTIONS if queries.question(name).params}


#: What is asked of every statement there is, whatever the reading.
OF_EVERY_STATEMENT = {"confidence", "conflicts", "figures", "lags"}


def test_readings_know_the_same(snapshot: Snapshot) -> None:
    for reading in READINGS[1:]:
        read = snapshot.read_as(reading)
        same = {name for name in QUESTIONS if answer(read, name) == answer(snapshot, name)}
        assert same >= OF_EVERY_STATEMENT
        assert {"audience", "changes", "gaps", "overview", "timeline"}.isdisjoint(same)


def test_answers_without_statements(folder: Folder) -> None:
    for table in TABLES:
        if table.is_statement or table.name in ("conflicts", "exchange_rates"):
            folder.keep(table.name)
    snapshot = folder.load()
    for reading in ("article", "latest"):
        read = snapshot.read_as(reading)
        answered = {name for name in QUESTIONS if queries.answer(read, name, **params(name))}
        assert answered == {"as_of", "sides", "sources"}


def test_rows_have_the_declared_fields(snapshot: Snapshot) -> None:
    first = queries.ask(snapshot, Sides)[0]
    assert first._fields == tuple(queries.question("sides").columns) == ("id", "side_rank", "is_compared")
    assert (first.id, first.side_rank, first.is_compared) == ("bytedance", 1, True)


def test_no_column_is_null_unannounced(snapshot: Snapshot) -> None:
    """Rows are typed by what the headers say of NULL, over whatever data."""
    assert {reading: found for reading in READINGS if (found := nulls(snapshot.read_as(reading)))} == {}


def test_sides_keep_the_files_order(folder: Folder) -> None:
    more = [{"id": f"side_{number}", "name": "Another", "name_zh": "另一方"} for number in range(40)]
    folder.save("sides", [*folder.rows("sides")[::-1], *more])
    wanted = ["others", "openai_adobe", "bytedance", *(row["id"] for row in more)]
    assert [(row.side_rank, row.id, row.is_compared) for row in folder.ask("sides")] == [
        (rank, name, rank <= 2) for rank, name in enumerate(wanted, start=1)
    ]


def test_kept_answers_cannot_be_changed(snapshot: Snapshot) -> None:
    queries.ask(snapshot, Sides).clear()
    first, again = queries.ask(snapshot, Sides), queries.ask(snapshot, Sides)
    assert len(first) == 3
    assert first[0] is again[0]


def test_parameters_are_kept_apart(snapshot: Snapshot) -> None:
    ten, five = (queries.ask(snapshot, Effects, uses=uses)[0].cost_lower for uses in (10, 5))
    assert (ten, five) == pytest.approx((48, 24))


def test_a_value_never_becomes_sql(snapshot: Snapshot) -> None:
    rows = queries.ask(snapshot, Prices, currency="USD' OR '1' = '1")
    assert {row.rate for row in rows} == {None}


#: A question, its parameters, and what is said where these are no question's.
REFUSED: list[tuple[str, dict[str, object], str]] = [
    ("price", {}, f"There is no question “price”. Did you mean “prices”? Known: {KNOWN}."),
    ("zzz", {}, f"There is no question “zzz”. Known: {KNOWN}."),
    ("prices", {}, "“prices” takes these parameters: currency; given: –."),
    ("sides", {"currency": "USD"}, "“sides” takes these parameters: –; given: currency."),
    (
        "memberships",
        {"fee_low": 20.0, "fee": 30.0},
        "“memberships” takes these parameters: fee_low, fee_high; given: fee_low, fee.",
    ),
    ("effects", {"uses": "many"}, "“effects” needs INTEGER for uses, not “many”."),
]


@pytest.mark.parametrize(("name", "given", "told"), REFUSED)
def test_refused_questions(snapshot: Snapshot, name: str, given: dict[str, object], told: str) -> None:
    with pytest.raises(QuestionError) as caught:
        queries.answer(snapshot, name, **given)
    assert caught.value.exit_code == 3
    assert caught.value.says("en") == told


def test_a_question_is_no_path(snapshot: Snapshot) -> None:
    for name in ("../data/users", "model/spans", "", "Prices", "prices.sql"):
        with pytest.raises(QuestionError) as caught:
            queries.answer(snapshot, name)
        assert caught.value.details["name"] == name
