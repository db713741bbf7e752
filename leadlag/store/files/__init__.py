"""Files as people send them: bytes to rows of text cells and back, with nothing guessed and nothing changed silently.

`reading` makes sheets of what `decoding`, `headers` and `rows` understand, `recognising` tells which table a file is,
`zips` opens and makes archives, `writing` exports, `repairing` hands a rejected file back with what to mend.
"""

from leadlag.store.files.cleaning import safe
from leadlag.store.files.reading import parse, read_bytes
from leadlag.store.files.recognising import called_like, hidden, is_meant, is_other, may_be_table, recognise
from leadlag.store.files.repairing import repair
from leadlag.store.files.sheet import Notice, Sheet, lines, listed
from leadlag.store.files.writing import NO_OWN, Own, exported, template
from leadlag.store.files.zips import Sent, archive, unpack

__all__ = [
    "NO_OWN",
    "Notice",
    "Own",
    "Sent",
    "Sheet",
    "archive",
    "called_like",
    "exported",
    "hidden",
    "is_meant",
    "is_other",
    "lines",
    "listed",
    "may_be_table",
    "parse",
    "read_bytes",
    "recognise",
    "repair",
    "safe",
    "template",
    "unpack",
]
