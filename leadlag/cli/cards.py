"""Commands that make and open pictures: `cards`, `open-picture`. Charts need Plotly, so it is imported only here."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leadlag import paths
from leadlag.cli import output
from leadlag.errors import QuestionError
from leadlag.store import READINGS, Snapshot, load
from leadlag.words import LANGUAGES, Language, enum_label, labelled, translate

if TYPE_CHECKING:
    from leadlag.cards.batch import Card, CardSpec
    from leadlag.cards.card_metadata import CardStatus
    from leadlag.store import Snapshot

THEMES = ("light", "dark")
BAR = 30  # characters of the progress bar


def cards(options: argparse.Namespace) -> None:
    """Write every card asked for, and what lists them; or only those that look different since an earlier set."""
    from leadlag.cards.batch import cards, draw

    snapshot, spec = load(options.folder or paths.data_folder()).comparing(options.compare), _spec(options)
    found = cards(snapshot, spec)
    if options.question:
        _say_other_readings(snapshot, spec, found, options.lang)
    if options.since is not None:
        _changes(snapshot, found, spec, options)
        return
    if found:
        draw({card.file: card for card in found}, options.to, progress)
        _list(found, options)
    _tell(found, options, translate(options.lang, "cards.none"))


def open_picture(options: argparse.Namespace) -> None:
    """Say which view a picture shows, and what has become of its statements."""
    from leadlag.cards.card_metadata import compare, read

    status = compare(read(options.picture), load(options.folder or paths.data_folder()))
    if options.format == "json":
        metadata = status.metadata
        output.as_json({"picture": metadata, "age": status.age, "now": status.now, "states": status.statements})
    else:
        _say(status, options.lang)


def progress(count: int, whole: int) -> None:
    """A bar on standard error, where a person looks at it."""
    if sys.stderr.isatty():
        done = BAR * count // whole
        end = "\n" if count == whole else ""
        print(f"\r{'█' * done}{'░' * (BAR - done)} {count}/{whole}", end=end, file=sys.stderr, flush=True)


def chosen(text: str, known: Sequence[str]) -> list[str]:
    """`en,zh` as a list without repetition. Raises `QuestionError` for what is not known."""
    values = [value.strip() for value in text.split(",")]
    for value in values:
        if value not in known:
            raise QuestionError("card_choice", value=value, known=", ".join(known))
    return list(dict.fromkeys(values))


def _spec(options: argparse.Namespace) -> "CardSpec":
    from leadlag.cards.batch import CardSpec
    from leadlag.cards.card_layout import SIZES
    from leadlag.charts import CHARTS

    sizes = {str(size): size for size in SIZES}
    usual = READINGS if options.since is not None else READINGS[:1]  # a new figure may show in one reading only
    questions = [value for text in options.question or [",".join(CHARTS)] for value in chosen(text, CHARTS)]
    return CardSpec(
        questions=list(dict.fromkeys(questions)),
        langs=[lang for lang in LANGUAGES if lang in chosen(options.langs, LANGUAGES)],
        readings=[reading for reading in READINGS if reading in chosen(options.reading or ",".join(usual), READINGS)],
        sizes=[sizes[size] for size in chosen(options.size or next(iter(sizes)), list(sizes))],
        darks=[theme == "dark" for theme in chosen(options.theme, THEMES)],
    )


def _say_other_readings(snapshot: "Snapshot", spec: "CardSpec", found: "Sequence[Card]", lang: Language) -> None:
    """Of a question asked for that has nothing to draw here, say which readings have."""
    from leadlag import charts

    for question in set(spec.questions) - {card.question for card in found}:
        options = charts.render_options(snapshot, lang)
        others = [one for one in READINGS if charts.chart(snapshot.read_as(one), question, options)]
        if others:
            said = translate(lang, "cards.reading", question=question, reading=",".join(others))
            print(said, file=sys.stderr)


def _changes(snapshot: Snapshot, found: "Sequence[Card]", spec: "CardSpec", options: argparse.Namespace) -> None:
    """Cards that look different from an earlier set's, and both pictures of each beside each other."""
    from leadlag.cards import batch, contact_sheets
    from leadlag.cards.data_versions import find_version

    before = find_version(snapshot, options.since).comparing(options.compare)
    changes = batch.changes(batch.cards(before, spec), found)
    changes = changes if options.reading else batch.once(changes)
    after = {change.after.file: change.after for change in changes if change.after}
    files = after | {f"before_{change.before.file}": change.before for change in changes if change.before}
    if files:
        batch.draw(files, options.to, progress)
        page = contact_sheets.changes_page(files, changes, before.fingerprint, options.lang)
        batch.write(options.to / "changes.html", page)
        batch.write(options.to / "changes.png", contact_sheets.picture(contact_sheets.pairs(files, changes), files))
        _list(list(after.values()), options)
    _tell(list(after.values()), options, translate(options.lang, "cards.unchanged", fingerprint=before.fingerprint))


def _list(found: "Sequence[Card]", options: argparse.Namespace) -> None:
    """The lists of a folder's pictures: for people, for spreadsheets, for programs."""
    from leadlag.cards import batch, contact_sheets

    folder: Path = options.to
    batch.write(folder / "index.html", contact_sheets.page(found, options.lang))
    batch.write(folder / "index.csv", contact_sheets.as_csv(found))
    batch.write(folder / "index.json", contact_sheets.as_json(found))
    if found:
        files = {card.file: card for card in found}
        batch.write(folder / "contact-sheet.png", contact_sheets.picture(contact_sheets.rows(found), files))


def _tell(found: "Sequence[Card]", options: argparse.Namespace, nothing: str) -> None:
    lang: Language = options.lang
    if options.format == "json":
        output.as_json([card.cells() for card in found])
    elif not found:
        print(nothing)
    else:
        heads = [translate(lang, f"cards.column.{column}") for column in ("file", "finding")]
        output.table([dict(zip(heads, (card.file, card.picture.title), strict=True)) for card in found], sys.stdout)
        print(translate(lang, "cards.done", count=len(found), folder=options.to))


def _say(status: "CardStatus", lang: Language) -> None:
    metadata = status.metadata
    print(labelled(lang, translate(lang, f"chart.{metadata.question}"), metadata.title))
    print(translate(lang, "shared.address", address=metadata.address))
    print(translate(lang, f"shared.{status.age}", fingerprint=metadata.fingerprint, now=status.now))
    if not status.moved:
        print(translate(lang, "shared.all_same"))
    heads = [translate(lang, f"shared.column.{column}") for column in ("statement", "state")]
    moved = [(one, enum_label(lang, "shared.state", state)) for one, state in status.moved.items()]
    output.table([dict(zip(heads, cells, strict=True)) for cells in moved], sys.stdout)
