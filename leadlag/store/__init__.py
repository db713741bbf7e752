"""CSV folder in, immutable snapshot out: `folder` reads, `checks` refuses, `database` builds, `live` publishes.

`proposals` proposes and accepts another set, `history` replaces the files whole and keeps what they replace.
"""

from leadlag.store.database import READINGS, Reading
from leadlag.store.difference import Counted, Difference, RowChange, difference
from leadlag.store.live import Live, live
from leadlag.store.proposals import Proposal, UploadBatch
from leadlag.store.snapshot import SELECT_ROWS, Snapshot, build, checked, load, without_collection

__all__ = [
    "READINGS",
    "SELECT_ROWS",
    "Counted",
    "Difference",
    "Live",
    "Proposal",
    "Reading",
    "RowChange",
    "Snapshot",
    "UploadBatch",
    "build",
    "checked",
    "difference",
    "live",
    "load",
    "without_collection",
]
