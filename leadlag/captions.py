"""What stands below a chart and in every picture of it: sources, the newest date, which data this is."""

from collections.abc import Sequence
from typing import Any

from leadlag import formats, queries
from leadlag.store import Snapshot
from leadlag.words import Language, pick, say

NAMED_DOCUMENTS = 3  # with title and date; of more documents the publishers are named
NAMED_PUBLISHERS = 2  # where there is room for a line or two


def cited(snapshot: Snapshot, statements: Sequence[str]) -> list[Any]:
    """The documents behind these statements, the most cited first."""
    wanted = set(statements)
    documents = {row.source for row in queries.ask(snapshot, "figures") if row.id in wanted}
    return [row for row in queries.ask(snapshot, "sources") if row.id in documents]


def sources(snapshot: Snapshot, statements: Sequence[str], lang: Language, *, brief: bool = False) -> str:
    """Publisher, title and date of every document behind these statements; of many documents, their publishers, or
    in `brief` the most cited of these."""
    documents = cited(snapshot, statements)
    if len(documents) > NAMED_DOCUMENTS:
        publishers = list(dict.fromkeys(row.publisher for row in documents))
        fewer = brief and len(publishers) > NAMED_PUBLISHERS
        listed = "; ".join(publishers[:NAMED_PUBLISHERS] if fewer else publishers)
        named = say(lang, f"footer.{'among' if fewer else 'documents'}", publishers=listed, count=len(documents))
    else:
        named = "; ".join(_document(row, lang) for row in documents)
    return say(lang, "footer.source", sources=named)


def as_of(snapshot: Snapshot, lang: Language) -> str:
    """The newest date the figures reach, and which data this is."""
    newest = queries.ask(snapshot, "as_of")[0]
    if newest.year is None:
        return say(lang, "footer.data_undated", fingerprint=snapshot.fingerprint)
    date = formats.when(newest.year, newest.month, None, None, lang)
    return say(lang, "footer.data", date=date, fingerprint=snapshot.fingerprint)


def _document(row: Any, lang: Language) -> str:
    date = formats.when(row.year, row.month, row.day, None, lang)
    return say(lang, "footer.document", publisher=row.publisher, title=pick(row, "title", lang), date=date)
