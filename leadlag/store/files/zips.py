"""Archives: opening those that people send without trusting them, and making one that is the same bytes every time.

A name leads nowhere: only its last part is kept, and nothing is written to a disk. Sizes are checked as declared
before anything is unpacked, and again by reading no further than the limit. Only stored and deflated members are
read: Python unpacks the other kinds in one piece, however large.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from struct import error as StructError  # noqa: N812
from typing import NamedTuple

from leadlag.errors import Problem
from leadlag.store.files.csv_reader import SIZE_LIMIT
from leadlag.store.files.sheet import RejectedError, last_part
from leadlag.store.files.signatures import OLD_EXCEL, ZIP, foreign, packed_spreadsheet
from leadlag.store.files.table_identity import hidden, is_named_like_a_table, may_be_table

MEMBERS_LIMIT = 100
LISTED_LIMIT = 2_000  # entries of any kind; reading the list of a million would itself fill the memory
TOTAL_LIMIT = 100_000_000  # bytes of all files sent together, unpacked
ENTRY = b"PK\x01\x02"  # begins every entry of an archive's list
EMPTY_ZIP = b"PK\x05\x06"
EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    StructError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

EXCEL = (".xlsx", ".xlsm", ".xls")
CONTAINERS = (*EXCEL, ".ods", ".numbers", ".zip", ".7z", ".rar", ".gz", ".tgz", ".xz", ".bz2")  # may hold tables
UploadedFile = tuple[str, bytes]
Member = tuple[str, bytes | RejectedError | None]  # None is left out


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, by name; equal files give equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            target.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


class Unpacked(NamedTuple):
    """Files that may be tables, under the last part of their names; what could not be taken; and what was left out, by
    the file or zip it came in."""

    taken: list[UploadedFile]
    problems: list[Problem]
    left_out: dict[str, list[str]]


def unpack(sent: Sequence[UploadedFile]) -> Unpacked:
    """The files sent, those in zips included."""
    found = Unpacked([], [], {})
    left = TOTAL_LIMIT
    for path, raw in sent:
        name = last_part(path)
        if hidden(path):
            found.left_out[name] = [name]
            continue
        try:
            for member, content in _opened(name, raw, left):
                if isinstance(content, bytes):
                    found.taken.append((member, content))
                    left -= len(content)
                elif content is None:
                    found.left_out.setdefault(name, []).append(member)
                else:
                    found.problems.append(content.problem(member))
        except RejectedError as why:
            found.problems.append(why.problem(name))
    return found


def _opened(name: str, raw: bytes, left: int) -> Iterator[Member]:
    """A file as it is, or what a zip holds: contents, refusals of single members, and what is left out."""
    if raw.startswith(OLD_EXCEL) or (raw.startswith(ZIP) and packed_spreadsheet(raw)):
        raise foreign(raw) or RejectedError("excel")
    if name.lower().endswith(".zip") and not raw.startswith(ZIP) and (other := foreign(raw)):
        raise other
    if not raw.startswith((ZIP, EMPTY_ZIP)) and not name.lower().endswith(".zip"):
        yield name, _within(raw, left)
        return
    try:
        if raw.count(ENTRY) > LISTED_LIMIT:
            raise RejectedError("too_many_members", limit=MEMBERS_LIMIT)
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            yield from _members(packed, left)
    except BROKEN as error:
        if name.lower().endswith((".xlsx", ".xlsm")):
            raise RejectedError("excel") from None
        raise RejectedError("bad_zip", found=str(error)[:60]) from None


def _members(packed: zipfile.ZipFile, left: int) -> Iterator[Member]:
    listed = [(_name(entry), entry) for entry in packed.infolist()]
    if any(name == "[Content_Types].xml" or name.startswith("xl/") for name, _ in listed):
        raise RejectedError("excel")
    files = [(name, entry) for name, entry in listed if not entry.is_dir() and not hidden(name)]
    meant = [(name, entry) for name, entry in files if may_be_table(name) or name.casefold().endswith(CONTAINERS)]
    if not any(is_named_like_a_table(name) for name, _ in meant):
        raise RejectedError("no_csv")
    if len(meant) > MEMBERS_LIMIT:
        raise RejectedError("too_many_members", found=str(len(meant)), limit=MEMBERS_LIMIT)
    size = sum(entry.file_size for name, entry in meant if may_be_table(name))
    if size > left:
        raise _too_large(size, TOTAL_LIMIT, remedy="fewer")
    for name, entry in meant:
        content = _content(packed, name, entry, left)
        left -= len(content) if isinstance(content, bytes) else 0
        yield last_part(name), content
    taken = {name for name, _ in meant}
    others = (hidden(name) or last_part(name) for name, entry in listed if name not in taken and not entry.is_dir())
    yield from ((name, None) for name in dict.fromkeys(others))


def _content(packed: zipfile.ZipFile, name: str, entry: zipfile.ZipInfo, left: int) -> bytes | RejectedError:
    if name.casefold().endswith(EXCEL):
        return RejectedError("excel")
    if name.casefold().endswith(CONTAINERS):
        return RejectedError("not_csv")
    if entry.flag_bits & 1:
        return RejectedError("encrypted")
    if entry.file_size > SIZE_LIMIT:
        return _too_large(entry.file_size, SIZE_LIMIT)
    if entry.compress_type not in READABLE:
        return RejectedError("bad_zip", found=f"method {entry.compress_type}")
    try:
        with packed.open(entry) as file:
            return _within(file.read(min(left, SIZE_LIMIT) + 1), left)
    except BROKEN as error:
        return RejectedError("bad_zip", found=str(error)[:60])
    except RejectedError as why:
        return why


def _within(raw: bytes, left: int) -> bytes:
    if len(raw) > SIZE_LIMIT:
        raise _too_large(len(raw), SIZE_LIMIT)
    if len(raw) > left:
        raise _too_large(len(raw), TOTAL_LIMIT, remedy="fewer")
    if raw.startswith((ZIP, OLD_EXCEL)):
        raise foreign(raw) or RejectedError("excel")
    return raw


def _too_large(size: int, limit: int, **details: object) -> RejectedError:
    return RejectedError("too_large", 0, f"{size / 1e6:.0f} MB", limit=limit // 1_000_000, **details)


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name; where it is not marked as UTF-8, as the computers that write Chinese names mean it."""
    if entry.flag_bits & 0x800 or entry.filename.isascii():
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return entry.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return entry.filename
