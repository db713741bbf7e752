"""Data whose every text is markup, and the markup that figures write themselves."""

import re
from typing import TYPE_CHECKING

from leadlag.contract import TABLES

if TYPE_CHECKING:
    from tests.conftest import Folder

EVIL = "<b>x</b> **b** [l](javascript:x) :red[x] $a$ &amp; <a href='javascript:alert(1)'>y</a>"
#: The same as a file's name.
EVIL_FILE = EVIL.replace("/", "\u2044")
#: The only markup figures write themselves.
MARKUP = re.compile(r"</?b>|<br>|<span style='color:#[0-9a-f]{6}'>|</span>")
#: Text columns whose cells must follow a rule.
STRICT = ("url", "language", "currency", "unit")


def evil(folder: "Folder") -> "Folder":
    """Every free text of the data replaced by markup."""
    for table in TABLES:
        free = [c.name for c in table.columns if c.kind == "text" and not c.choices and c.name not in STRICT]
        folder.save(table.name, [{**row, **dict.fromkeys(free, EVIL)} for row in folder.rows(table.name)])
    return folder
