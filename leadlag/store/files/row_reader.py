"""The rows below a header: what is one, what only looks like one, and what is left out."""

from collections.abc import Collection

from leadlag.contract import FORMER, Table
from leadlag.errors import Problem
from leadlag.store.cells import passes, picker
from leadlag.store.files.cell_cleaner import Cleaner, trimmed
from leadlag.store.files.headers import Heading, Record, contract_name
from leadlag.store.files.sheet import ADDED, Notice

CELL_LIMIT, ROW_LIMIT = 32_767, 100_000  # characters; a spreadsheet's cell holds no more, DuckDB's line 2 MB
TOGETHER = 100  # rows that are looked at together before any of them is by itself
ALIKE = 3  # rows of one wrong length that have one cause
LABELS = {"name", "title", "url"}  # what a row has of these where its table requires nothing beside the id
WIDE = 8  # columns; in a narrower table a row with a single cell may be one that was begun
#: How a total or a footnote begins.
TOTALS = {"total", "totals", "sum", "subtotal", "average", "mean", "note", "notes", "source", "sources"}
TOTALS |= {"合计", "总计", "小计", "总和", "平均", "注", "注释", "备注", "来源", "数据来源"}
FOOTNOTE_MARKS = tuple("*※†‡")
Row = tuple[int, tuple[str, ...]]


class RowReader:
    """Reads the rows of one file; `rows` are cut to the contract's columns, `own_cells` are the rest."""

    def __init__(self, file: str, table: Table, heading: Heading) -> None:
        self.file, self.table, self.names = file, table, heading.names
        known = {column.name: column for column in table.columns}
        self.columns = [at for at, name in enumerate(self.names) if name in known and at == self.names.index(name)]
        self.own = [at for at, name in enumerate(self.names) if name and name not in known and name not in ADDED]
        self._chosen, self._others = picker(self.columns), picker(self.own)
        self.rows: list[Row] = []
        self.own_cells: list[tuple[str, ...]] = []
        self.problems: list[Problem] = []
        self.notices = _left_out(file, heading, known)
        self.cleaner = Cleaner(file, [known.get(name) for name in self.names])
        self._unnamed = [at for at, name in enumerate(self.names) if not name][_counts_rows(heading) :]
        self._header = [contract_name(name) for name in self.names]
        missing = [problem for problem in heading.problems if problem.code == "missing_column"]
        self._missing = sum("remedy" not in problem.details for problem in missing)
        key, *others = table.columns
        self._key = self.names.index(key.name) if key.name in self.names else None
        needed = {other.name for other in others if other.required} or LABELS
        self._needed = [self.names.index(name) for name in needed if name in self.names]
        self._repeated: list[int] = []
        self._wrong: list[Problem] = []
        self._lengths: set[int] = set()

    def read(self, records: list[Record]) -> None:
        """Every record; afterwards `rows`, `problems` and `notices` are whole."""
        for at in range(0, len(records), TOGETHER):
            few = records[at : at + TOGETHER]
            if self._are_ordinary(few):
                self._lengths.add(len(self.names))
                self.rows += [(row, self._chosen(cells)) for row, cells in few]
                self.own_cells += [self._others(cells) for _, cells in few]
            else:
                self._read(few)
        self._tell_lengths()
        self.notices += self.cleaner.notices()
        if self._repeated:
            self.notices.append(Notice(self.file, "repeated_header", {"rows": ", ".join(map(str, self._repeated))}))

    def _are_ordinary(self, records: list[Record]) -> bool:
        """True where a look at these rows together shows that each is one, and that nothing is to be said of it."""
        rows = [cells for _, cells in records]
        if any(len(cells) != len(self.names) for cells in rows) or not self.cleaner.are_clean(rows):
            return False
        columns = list(zip(*rows, strict=True))
        first = f"|{contract_name('|'.join(columns[0]))}|"
        return (
            f"|{self._header[0]}|" not in first
            and bool(self._needed)
            and all(map(any, zip(*(columns[at] for at in self._needed), strict=True)))
            and not any(any(columns[at]) for at in self._unnamed)
            and max(len("".join(cells)) for cells in rows) <= CELL_LIMIT
        )

    def _read(self, records: list[Record]) -> None:
        for row, written in records:
            cells = self.cleaner.row(written)
            if any(cells):
                self._lengths.add(len(cells))
            while len(cells) > len(self.names) and not cells[-1]:
                cells.pop()
            if any(cells):
                self._add(row, cells)

    def _add(self, row: int, cells: list[str]) -> None:
        if contract_name(cells[0]) == self._header[0] and [contract_name(cell) for cell in cells] == self._header:
            self._repeated.append(row)
        elif not self._is_row(cells):
            self.problems.append(Problem(self.file, row, "", "no_row", ",".join(filter(None, cells))[:60]))
        elif len(cells) != len(self.names):
            details: dict[str, object] = {"want": len(self.names), "got": len(cells)}
            self._wrong.append(Problem(self.file, row, "", "row_length", ",".join(cells)[:60], details))
        else:
            self._look_at(row, cells)
            chosen = self._chosen(cells)
            if any(chosen):
                self.rows.append((row, chosen))
                self.own_cells.append(self._others(cells))

    def _is_row(self, cells: list[str]) -> bool:
        """False for a total, a footnote or a title between rows: a row has something of what the table requires."""
        if self._key is None or any(cells[at] for at in self._needed if at < len(cells)):
            return True
        if _is_footnote(next(filter(None, cells))):
            return False
        key = cells[self._key] if self._key < len(cells) else ""
        return len(self.names) < WIDE or passes(self.table.columns[0], key)

    def _look_at(self, row: int, cells: list[str]) -> None:
        """What no cell may be: text without a heading, told once for each column, and more than fits."""
        for at in [at for at in self._unnamed if cells[at]]:
            self._unnamed.remove(at)
            letters = _letters(at)
            self.problems.append(Problem(self.file, row, letters, "no_heading", cells[at][:60], {"letters": letters}))
        length = len("".join(cells))
        for at in [at for at in self.columns if len(cells[at]) > CELL_LIMIT] if length > CELL_LIMIT else ():
            details: dict[str, object] = {"limit": CELL_LIMIT}
            self.problems.append(Problem(self.file, row, self.names[at], "cell_too_long", cells[at][:60], details))
        if length > ROW_LIMIT:
            self.problems.append(Problem(self.file, row, "", "row_too_long", cells[0][:60], {"limit": ROW_LIMIT}))

    def _tell_lengths(self) -> None:
        """Rows of a wrong length; where all have the same one, the header is what is wrong, and it is told once."""
        wrong = [problem for problem in self._wrong if problem.details["got"] != len(self.names) + self._missing]
        got = {problem.details["got"] for problem in wrong}
        if len(wrong) >= ALIKE and len(got) == 1 and (not self.rows or self._lengths == got):
            details = {**wrong[0].details, "remedy": "all_rows"}
            wrong = [Problem(self.file, 1, "", "row_length", wrong[0].found, details)]
        self.problems = sorted([*self.problems, *wrong], key=lambda problem: problem.row)


def _is_footnote(cell: str) -> bool:
    first = (cell.replace("：", ":").split() or [""])[0].split(":")[0]
    return cell.startswith(FOOTNOTE_MARKS) or first.strip(".").casefold() in TOTALS


def _left_out(file: str, heading: Heading, known: Collection[str]) -> list[Notice]:
    former = FORMER.get(file.removesuffix(".csv"), ())
    extra = [name for name in heading.names if name and name not in known and name not in (*ADDED, *former)]
    counted = _counts_rows(heading)
    blank = heading.width - sum(map(bool, heading.names)) - counted
    notices = [Notice(file, "extra_columns", {"columns": ", ".join(extra)})] if extra else []
    notices += [Notice(file, "index_column")] if counted else []
    return notices + ([Notice(file, "blank_columns", {"count": blank})] if blank else [])


def _counts_rows(heading: Heading) -> bool:
    """True where the first column has no heading and only counts the rows, as pandas writes it."""
    if not heading.names or heading.names[0]:
        return False
    cells = [trimmed(cells[0]) for _, cells in heading.records if any(map(trimmed, cells))]
    return bool(cells) and any(cells == [str(at + start) for at in range(len(cells))] for start in (0, 1))


def _letters(at: int) -> str:
    """A column as a spreadsheet names it: A, B, … Z, AA."""
    letters = chr(ord("A") + at % 26)
    return chr(ord("A") + at // 26 - 1) + letters if at >= 26 else letters
