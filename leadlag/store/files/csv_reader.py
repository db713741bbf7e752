"""From bytes to rows of text cells, without guessing, before anything is interpreted.

A row number is what a spreadsheet shows: the header is row 1, a quoted line break does not start a new row and an
empty row counts. Blanks around a cell are not part of it. What is not of the contract is kept out and said.
"""

import csv
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from leadlag.contract import TABLES, Table
from leadlag.errors import Problem
from leadlag.store.files.encodings import decode
from leadlag.store.files.headers import heading
from leadlag.store.files.row_reader import RowReader
from leadlag.store.files.sheet import Notice, RejectedError, Sheet

SIZE_LIMIT = 50_000_000  # bytes; a hand-kept table is a thousand times smaller, and reading more would stall the page
csv.field_size_limit(SIZE_LIMIT)  # Python's own limit of a cell would be told as a fault of quotation marks


def read_bytes(path: Path) -> bytes:
    """A file's bytes; refused, before it is read, where it is no file or too large to be a table."""
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise RejectedError("is_directory")
        if not S_ISREG(status.st_mode):
            raise RejectedError("unreadable")
        if status.st_size > SIZE_LIMIT:
            raise RejectedError("too_large", found=f"{status.st_size / 1e6:.0f} MB", limit=SIZE_LIMIT // 1_000_000)
        return path.read_bytes()
    except FileNotFoundError:
        raise RejectedError("missing_file") from None
    except OSError as error:
        raise RejectedError("unreadable", found=error.strerror or "") from None


def parse(name: str, raw: bytes, table: Table, *, part: bool = False) -> tuple[Sheet | None, list[Problem]]:
    """A file's bytes as a sheet; `name` is what its problems and notices call it. A `part` of a table may lack any
    column where it names its rows by their ids."""
    sheet, problems = _parsed(name, raw, table, part)
    return sheet, list(problems)


@lru_cache(maxsize=2 * len(TABLES))
def _parsed(name: str, raw: bytes, table: Table, part: bool) -> tuple[Sheet | None, list[Problem]]:
    try:
        text, encoding = decode(raw)
        head = heading(name, text, table, part=part)
    except RejectedError as why:
        return None, [why.problem(name)]
    reader = RowReader(name, table, head)
    reader.read(head.records)
    problems = head.problems + reader.problems
    if not problems and len(reader.rows) < table.least_rows:
        problems.append(Problem(name, 0, "", "too_few_rows", str(len(reader.rows)), {"count": table.least_rows}))
    notices = [Notice(name, "encoding", {"encoding": encoding})] if encoding else []
    columns = tuple(head.names[at] for at in reader.columns)
    own = tuple(head.names[at] for at in reader.own)
    all_notices = (*notices, *head.notices, *reader.notices)
    return Sheet(table, columns, tuple(reader.rows), all_notices, own, tuple(reader.own_cells)), problems
