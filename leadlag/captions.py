"""What stands below a chart and in every picture of it: sources, the newest date, which data this is."""

from collections.abc import Sequence

from leadlag import charts, formats, queries
from leadlag.figures import Names
from leadlag.rows import AsOf, Figures, Sources
from leadlag.store import Snapshot
from leadlag.words import Language, translate

NAMED_DOCUMENTS = 3  # with title and date; of more documents the publishers are named
NAMED_PUBLISHERS = 2  # where there is room for a line or two


def cited(snapshot: Snapshot, statements: Sequence[str]) -> list[Sources]:
    """The documents behind these statements, the most cited first."""
    wanted = set(statements)
    documents = {row.source for row in queries.ask(snapshot, Figures) if row.id in wanted}
    return [row for row in queries.ask(snapshot, Sources) if row.id in documents]


def sources(snapshot: Snapshot, statements: Sequence[str], lang: Language, *, brief: bool = False) -> str:
    """Publisher, title and date of every document behind these statements; of many documents, their publishers, or
    in `brief` the most cited of these."""
    documents, names = cited(snapshot, statements), charts.names(snapshot, lang)
    separator = translate(lang, "group.separator")
    if len(documents) > NAMED_DOCUMENTS:
        publishers = list(dict.fromkeys(names.publisher(row.id) for row in documents))
        fewer = brief and len(publishers) > NAMED_PUBLISHERS
        listed = separator.join(publishers[:NAMED_PUBLISHERS] if fewer else publishers)
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


def newest(snapshot: Snapshot, statements: Sequence[str] | None = None) -> tuple[int | None, int | None]:
    """Year and month of that date, no month where only the year is given; nothing where nothing is dated."""
    if statements is None:
        reached = queries.ask(snapshot, AsOf)[0]
        return reached.year, reached.month
    wanted = set(statements)
    dates = [_reached(row) for row in queries.ask(snapshot, Figures) if row.id in wanted and row.year]
    return max(dates, key=lambda date: (date[0], date[1] or 1, bool(date[1])), default=(None, None))


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
