"""What stands below a chart and in every picture of it: sources, the newest date, which data this is."""

from collections.abc import Sequence
from datetime import date

from leadlag import charts, formats, queries
from leadlag.names import Names
from leadlag.rows import AsOf, Figures, Sources
from leadlag.store import Snapshot
from leadlag.words import Language, translate

NAMED_DOCUMENTS = 3  # with title and date; of more documents the publishers are named
OLD_MONTHS = 6  # full months
NAMED_PUBLISHERS, BRIEFLY = 20, 2  # at most; and where there is room for a line or two


def cited(snapshot: Snapshot, statements: Sequence[str]) -> list[Sources]:
    """The documents behind these statements, the most cited first."""
    documents = {row.source for row in _known(snapshot, statements)}
    return [row for row in queries.ask(snapshot, Sources) if row.id in documents]


def sources(snapshot: Snapshot, statements: Sequence[str], lang: Language, *, brief: bool = False) -> str:
    """Publisher, title and date of every document behind these statements; of many documents, their publishers, and
    of many of these, or in `brief`, the most cited."""
    documents, names = cited(snapshot, statements), charts.names(snapshot, lang)
    separator = translate(lang, "group.separator")
    if len(documents) > NAMED_DOCUMENTS:
        publishers = list(dict.fromkeys(names.publisher(row.id) for row in documents))
        most = BRIEFLY if brief else NAMED_PUBLISHERS
        fewer, listed = len(publishers) > most, separator.join(publishers[:most])
        named = translate(lang, f"footer.{'among' if fewer else 'documents'}", publishers=listed, count=len(documents))
    else:
        named = separator.join(_document(row, names) for row in documents)
    return translate(lang, "footer.source", sources=named)


def as_of(snapshot: Snapshot, lang: Language, statements: Sequence[str] | None = None) -> str:
    """The newest date that these statements, or all of the reading, reach, and which data this is."""
    year, month = newest(snapshot, statements)
    if year is None:
        return translate(lang, "footer.data_undated", fingerprint=snapshot.fingerprint)
    date = formats.when(year, month, None, None, lang)
    return translate(lang, "footer.data", date=date, fingerprint=snapshot.fingerprint)


def outdated(snapshot: Snapshot, lang: Language, today: date) -> str:
    """That the newest figure of the reading is older than so many months, or nothing; a year counts to its end."""
    year, month = newest(snapshot)
    months = 0 if year is None else 12 * (today.year - year) + today.month - (month or 12) - 1
    if months < OLD_MONTHS:
        return ""
    return translate(lang, "reading.outdated", date=formats.when(year, month, None, None, lang), count=months)


def newest(snapshot: Snapshot, statements: Sequence[str] | None = None) -> tuple[int | None, int | None]:
    """Year and month of that date, no month where only the year is given; nothing where nothing is dated."""
    if statements is None:
        reached = queries.ask(snapshot, AsOf)[0]
        return reached.year, reached.month
    dates = [_reached(row) for row in _known(snapshot, statements) if row.year]
    return max(dates, key=lambda date: (date[0], date[1] or 1, bool(date[1])), default=(None, None))


def _known(snapshot: Snapshot, statements: Sequence[str]) -> list[Figures]:
    every = charts.statements(snapshot)
    return [every[one] for one in statements if one in every]


def _reached(row: Figures) -> tuple[int, int | None]:
    """A statement's own date; or its source's, where it tells of what then still lay ahead."""
    year = row.year or 0
    if row.source_year and (year, row.month or 1) > (row.source_year, row.source_month or 12):
        return row.source_year, row.source_month
    return year, row.month


def _document(row: Sources, names: Names) -> str:
    date = formats.when(row.year, row.month, row.day, None, names.lang)
    publisher, title = names.publisher(row.id), names.document(row.id)
    return translate(names.lang, "footer.document", publisher=publisher, title=title, date=date)
