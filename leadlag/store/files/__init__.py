"""Files as people send them: bytes to rows of text cells and back, with nothing guessed and nothing changed silently.

`csv_reader` makes sheets of what `encodings`, `headers` and `row_reader` understand, `table_identity` tells which table
a file is, `zips` opens and makes archives, `csv_writer` exports, `repair_file` hands a rejected file back with what to
mend.
"""

from leadlag.store.files.cell_cleaner import safe
from leadlag.store.files.csv_reader import parse, read_bytes
from leadlag.store.files.csv_writer import NO_OWN, Own, exported, template
from leadlag.store.files.repair_file import repair
from leadlag.store.files.sheet import Notice, Sheet, lines, listed
from leadlag.store.files.table_identity import (
    hidden,
    identify_table,
    is_named_like_a_table,
    is_other,
    may_be_table,
    table_called,
)
from leadlag.store.files.zips import UploadedFile, archive, unpack

__all__ = [
    "NO_OWN",
    "Notice",
    "Own",
    "Sheet",
    "UploadedFile",
    "archive",
    "exported",
    "hidden",
    "identify_table",
    "is_named_like_a_table",
    "is_other",
    "lines",
    "listed",
    "may_be_table",
    "parse",
    "read_bytes",
    "repair",
    "safe",
    "table_called",
    "template",
    "unpack",
]
