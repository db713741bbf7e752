"""Whatever is sent: a bad set changes nothing and all of it is told, a good one goes in whole and comes out again."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from leadlag.contract import BY_NAME, STATEMENT_TABLES, TABLES, Column
from leadlag.errors import DataError, Problem, SwapError
from leadlag.store import Live, UploadBatch, checked, files, history, proposals
from leadlag.store.cells import Cell
from leadlag.store.files.cell_cleaner import BLANKS
from leadlag.store.mojibake import damage
from tests.conftest import STORY, Folder, examples
from tests.damage import DAMAGE

Row = tuple[Cell, ...]
Rows = dict[str, list[Row]]
Planted = tuple[str, int, str, str, str]  # file, spreadsheet row, column, code, what was found there
ROWS: Rows = checked(STORY)
#: Columns a person may fill with any text.
FREE = {"name", "title", "publisher", "claim", "note", "explanation", "why", "item", "locator", "as_written"}
#: Ids that may also be made by a name.
NAMED = {"source", "metric", "measure", "material"}
TWINS = {"sides", "topics"}  # with the same columns, so that only the name tells which one it is
BAD = {"integer": "not_integer", "count": "not_count", "number": "not_number"}
SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"), include_characters="\n\t")
TEXTS = st.text(SIGNS, max_size=12).map(lambda text: text.strip(BLANKS) or "x")
TEXTS = TEXTS.filter(lambda text: damage("note_zh", text) is None)


@dataclass
class Show:
    """A folder that is on show."""

    path: Path
    live: Live = field(init=False)

    def __post_init__(self) -> None:
        shutil.copytree(STORY, self.path, ignore=shutil.ignore_patterns(".*"))
        self.live = Live(self.path)
        self.live.current()

    @property
    def contents(self) -> dict[str, bytes]:
        return Folder(self.path).contents()

    def refuses(self, batch: UploadBatch) -> tuple[Problem, ...]:
        """The problems, where there are any; then neither the folder nor what is on show is another."""
        shown, before, kept = self.live.current(), self.contents, history.entries(self.path)
        try:
            proposals.propose(self.path, shown[0], batch)
        except DataError as error:
            assert (self.live.current(), self.contents, history.entries(self.path)) == (shown, before, kept)
            return error.problems
        return ()

    def takes_and_gives_back(self, batch: UploadBatch, rows: Rows | None = None) -> None:
        """Accept what was sent, then undo it."""
        before, bytes_before = self.live.current()[0], self.contents
        assert before is not None
        proposal = proposals.propose(self.path, before, batch)
        assert rows is None or proposal.snapshot.tables == rows
        assert bool(proposal.difference) == (proposal.snapshot.tables != before.tables)
        assert proposal.new or not proposal.difference  # a column of the reader's own is written, and is no difference
        if not proposal.new:
            return
        self.live.accept(proposal)
        shown, error = self.live.current()
        assert error is None
        assert shown is not None
        assert shown.tables == checked(self.path) == proposal.snapshot.tables
        with pytest.raises(SwapError):
            self.live.accept(proposal)
        self.live.accept(proposals.undo(self.path, shown))
        back, error = self.live.current()
        assert error is None
        assert back is not None
        assert back.tables == checked(self.path) == before.tables
        assert self.contents == bytes_before


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Show:
    return Show(tmp_path_factory.mktemp("show") / "data")


# Bad sets


def cells_with_problems() -> list[tuple[str, int, Column, str, str]]:
    """Table, row, column, what could stand in that cell, and the code of the problem it would be."""
    found = []
    for table in TABLES:
        for column in table.columns:
            wrong = [("", "required")] if column.required else []
            wrong += [("4.9x", BAD[column.kind])] if column.kind in BAD else []
            wrong += [("zzz", "not_allowed")] if column.choices else []
            wrong += [("Not A Slug", "not_slug")] if column.kind == "slug" and column.name not in NAMED else []
            wrong += [("no_such_thing_zzz", "no_such_reference")] if column.references else []
            found += [(table.name, at, column, *each) for at in range(len(ROWS[table.name])) for each in wrong]
    return found


PROBLEMS = cells_with_problems()


def cells_of(table: str, rows: Sequence[Row]) -> list[list[str]]:
    """A table as rows of text cells, below its header."""
    sheet, _ = files.parse(table, files.exported(BY_NAME[table], rows), BY_NAME[table])
    assert sheet is not None
    return [list(cells) for _, cells in sheet.rows]


@st.composite
def planted(draw: st.DrawFn) -> tuple[list[tuple[str, bytes]], set[Planted]]:
    """Files with known problems in known cells, and empty rows between."""
    chosen = draw(
        st.lists(st.sampled_from(PROBLEMS), min_size=1, max_size=8, unique_by=lambda p: (p[0], p[1], p[2].name))
    )
    wanted: set[Planted] = set()
    sent = []
    for name in dict.fromkeys(problem[0] for problem in chosen):
        header = [column.name for column in BY_NAME[name].columns]
        lines = cells_of(name, ROWS[name])
        empty = draw(st.sets(st.integers(0, len(lines)), max_size=3))
        numbers = {at: at + 2 + sum(place <= at for place in empty) for at in range(len(lines))}
        for table, at, column, text, code in chosen:
            if table == name:
                lines[at][header.index(column.name)] = text
                wanted.add((f"{name}.csv", numbers[at], column.name, code, text))
        for place in sorted(empty, reverse=True):
            lines.insert(place, [""] * len(header))
        sent.append(
            (
                draw(st.sampled_from([f"{name}.csv"] if name in TWINS else ["x.csv", f"{name}.csv"])),
                files.csv_writer.to_csv([header, *lines]),
            )
        )
    return sent, wanted


@given(planted())
@examples(15, 600)
def test_planted_problems_are_told(show: Show, made: tuple[list[tuple[str, bytes]], set[Planted]]) -> None:
    sent, wanted = made
    problems = show.refuses(proposals.identify_tables(sent))
    assert {(p.file, p.row, p.column, p.code, p.found) for p in problems} >= wanted
    assert all(problem.expected(lang) and problem.fix(lang) for problem in problems for lang in ("en", "zh"))


@given(st.data())
@examples(8, 250)
def test_damaged_files_are_refused_or_good(show: Show, data: st.DataObject) -> None:
    """Never an exception that a person cannot act on, and never half of what was sent."""
    sent = []
    for table in data.draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=3, unique=True)):
        raw = bytearray((STORY / table.file).read_bytes())
        for _ in range(data.draw(st.integers(0, 3))):
            place = data.draw(st.integers(0, len(raw)))
            raw[place : place + data.draw(st.integers(0, 3))] = data.draw(DAMAGE | st.binary(max_size=3))
        sent.append((data.draw(st.sampled_from([table.file, "x.csv", "x.zip"])), bytes(raw)))
    batch = proposals.identify_tables(sent)
    if show.refuses(batch):
        event("refused")
    else:
        event("taken")
        show.takes_and_gives_back(batch)


@given(st.lists(st.tuples(st.sampled_from(["a.csv", "b.zip", "users.csv", ""]), st.binary(max_size=200)), max_size=3))
@examples(10, 200)
def test_anything_at_all_may_be_sent(show: Show, sent: list[tuple[str, bytes]]) -> None:
    assert show.refuses(proposals.identify_tables(sent)) or not sent


# Good sets


def free(column: Column) -> bool:
    return column.kind == "text" and column.name.removesuffix("_zh") in FREE


@st.composite
def good_sets(draw: st.DrawFn) -> Rows:
    """The rows of the story with other texts and figures, rows added, taken out or in another order."""
    rows: Rows = {name: list(table) for name, table in ROWS.items()}
    for _ in range(draw(st.integers(1, 5))):
        change = draw(st.sampled_from([_other_text, _other_figure, _one_more, _one_less, _other_order]))
        change(draw, rows)
    return rows


def _other_text(draw: st.DrawFn, rows: Rows) -> None:
    table = draw(st.sampled_from([table for table in TABLES if any(map(free, table.columns)) and rows[table.name]]))
    at = draw(st.integers(0, len(rows[table.name]) - 1))
    place = draw(st.sampled_from([place for place, column in enumerate(table.columns) if free(column)]))
    row = rows[table.name][at]
    rows[table.name][at] = (*row[:place], draw(TEXTS), *row[place + 1 :])


def _other_figure(draw: st.DrawFn, rows: Rows) -> None:
    place = [column.name for column in BY_NAME["users"].columns].index("value")
    at = draw(st.sampled_from([at for at, row in enumerate(rows["users"]) if row[place] is not None]))
    row = rows["users"][at]
    rows["users"][at] = (*row[:place], draw(st.integers(1, 10**12)), *row[place + 1 :])


def _one_more(draw: st.DrawFn, rows: Rows) -> None:
    table = draw(st.sampled_from([table.name for table in STATEMENT_TABLES if table.name != "gaps"]))
    taken = {row[0] for table in STATEMENT_TABLES for row in rows[table.name]}
    name = next(f"new_{number}" for number in range(99) if f"new_{number}" not in taken)
    rows[table].insert(draw(st.integers(0, len(rows[table]))), (name, *draw(st.sampled_from(ROWS[table]))[1:]))


def _one_less(draw: st.DrawFn, rows: Rows) -> None:
    """A statement, and the conflicts it is part of."""
    table = draw(st.sampled_from(["users", "prices", "gaps", "other_figures", "data_costs"]))
    if len(rows[table]) > 1:
        gone = rows[table].pop(draw(st.integers(0, len(rows[table]) - 1)))[0]
        rows["conflicts"] = [row for row in rows["conflicts"] if gone not in row[:2]]


def _other_order(draw: st.DrawFn, rows: Rows) -> None:
    table = draw(st.sampled_from(TABLES)).name
    rows[table] = draw(st.permutations(rows[table][:6])) + rows[table][6:]


@given(st.data(), good_sets())
@examples(5, 120)
def test_good_set_goes_in_and_comes_out(show: Show, data: st.DataObject, rows: Rows) -> None:
    changed = [table for table in TABLES if rows[table.name] != ROWS[table.name]]
    more = data.draw(st.lists(st.sampled_from(TABLES), max_size=2, unique=True))
    sent = []
    for table in {table.name: table for table in [*changed, *more]}.values():
        text = files.exported(table, rows[table.name]).decode("utf-8-sig")
        encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
        sent.append((data.draw(st.sampled_from([table.file, f"export of {table.name}.csv"])), text.encode(encoding)))
    if data.draw(st.booleans()):
        sent = [("all.zip", files.archive({f"{at}/{name}": raw for at, (name, raw) in enumerate(sent)}))]
    if not changed and not more:
        return
    show.takes_and_gives_back(proposals.identify_tables(sent), rows)
