"""Opening a picture that somebody shared: which view it is, and what has become of its statements since.

A picture comes from anywhere, so nothing in it is believed: it is not unpacked, and what it says is refused unless it
has the form in which `texts.metadata` writes it.
"""

import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from leadlag.cards.data_versions import replaced_versions
from leadlag.charts import CHARTS
from leadlag.contract import STATEMENT_TABLES
from leadlag.errors import DataError, OutputError
from leadlag.store import Snapshot, difference, load

SIZE_LIMIT = 20_000_000  # bytes; a card has less than one million
Age = Literal["same", "kept", "lost"]
State = Literal["unchanged", "changed", "removed", "present", "unknown"]
#: What each text must look like; an address is a page of the dashboard and never leads elsewhere.
FORMS = {
    "leadlag:url": r"[a-z_]*\?[\w.%&=+~-]{0,2000}",
    "leadlag:question": "|".join(CHARTS),
    "leadlag:statements": r"([a-z0-9_-]{1,100}( |$)){0,500}",
    "leadlag:fingerprint": "[0-9a-f]{12}",
}


@dataclass(frozen=True)
class CardMetadata:
    """What a picture says about itself."""

    question: str
    title: str
    alt: str
    address: str
    statements: tuple[str, ...]
    fingerprint: str


@dataclass(frozen=True)
class CardStatus:
    """What has become of a picture's statements in the data on show.

    `age` says whether these are the picture's own data, others whose predecessor the history keeps (`before`), or
    others without.
    """

    metadata: CardMetadata
    age: Age
    now: str
    statements: Mapping[str, State]
    before: Snapshot | None = None

    @property
    def moved(self) -> dict[str, State]:
        """The statements that are not as the picture shows them, or of which that cannot be told."""
        return {one: state for one, state in self.statements.items() if state != "unchanged"}


def read(path: Path) -> CardMetadata:
    """What a picture's file says about itself. Raises `OutputError` where it is no card of this dashboard."""
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise OutputError("no_picture", path=path, why=error.strerror or str(error)) from error
    return recognise(raw, str(path))


def recognise(raw: bytes, name: str) -> CardMetadata:
    """The same of a picture's bytes; `name` is what errors call it."""
    if len(raw) > SIZE_LIMIT:
        raise OutputError("picture_too_large", path=name, limit=SIZE_LIMIT // 1_000_000)
    texts = _texts(raw, name)
    if "leadlag:question" not in texts:
        raise OutputError("no_card", path=name)
    for key, form in FORMS.items():
        if not re.fullmatch(form, texts.get(key, ""), re.ASCII):
            raise OutputError("damaged_card", path=name, text=key)
    return CardMetadata(
        question=texts["leadlag:question"],
        title=texts.get("Title", "")[:500],
        alt=texts.get("Description", "")[:5000],
        address=texts["leadlag:url"],
        statements=tuple(texts["leadlag:statements"].split()),
        fingerprint=texts["leadlag:fingerprint"],
    )


def compare(metadata: CardMetadata, snapshot: Snapshot) -> CardStatus:
    """What has become of its statements in these data."""
    known = _ids(snapshot)
    if metadata.fingerprint in (snapshot.fingerprint, snapshot.legacy_fingerprint):
        states: dict[str, State] = {one: "unchanged" if one in known else "unknown" for one in metadata.statements}
        return CardStatus(metadata, "same", snapshot.fingerprint, states)
    before = _before(metadata, snapshot)
    if before is None:
        states = {one: "present" if one in known else "unknown" for one in metadata.statements}
        return CardStatus(metadata, "lost", snapshot.fingerprint, states)
    moved = {
        change.key: change.kind
        for change in difference(before.tables, snapshot.tables).changes
        if change.table in {table.name for table in STATEMENT_TABLES} and change.kind != "added"
    }
    there = _ids(before)
    states = {one: moved.get(one, "unchanged") if one in there else "unknown" for one in metadata.statements}
    return CardStatus(metadata, "kept", snapshot.fingerprint, states, before)


def _before(metadata: CardMetadata, snapshot: Snapshot) -> Snapshot | None:
    """The data the picture shows, where the history keeps them and they can still be used."""
    path = replaced_versions(snapshot.folder).get(metadata.fingerprint)
    with suppress(DataError):
        return load(path) if path else None
    return None


def _ids(snapshot: Snapshot) -> set[str]:
    return set(snapshot.row_numbers)


def _texts(raw: bytes, name: str) -> dict[str, str]:
    """The texts before the pixels, which are not looked at."""
    try:
        with Image.open(io.BytesIO(raw), formats=("PNG",)) as image:
            return {str(key): str(value) for key, value in image.info.items()}
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise OutputError("not_png", path=name) from error
