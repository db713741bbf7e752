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

from leadlag.errors import Problem
from leadlag.store.files.decoding import OLD_EXCEL, ZIP
from leadlag.store.files.reading import SIZE_LIMIT
from leadlag.store.files.sheet import RejectedError

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

Sent = tuple[str, bytes]


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


def unpack(sent: Sequence[Sent]) -> tuple[list[Sent], list[Problem]]:
    """The CSV files sent, those in zips included, under the last part of their names; and what could not be taken."""
    taken: list[Sent] = []
    problems: list[Problem] = []
    left = TOTAL_LIMIT
    for name, raw in ((last_part(name), raw) for name, raw in sent):
        try:
            for member, content in _opened(name, raw, left):
                if isinstance(content, bytes):
                    taken.append((member, content))
                    left -= len(content)
                else:
                    problems.append(content.problem(member))
        except RejectedError as why:
            problems.append(why.problem(name))
    return taken, problems


def last_part(name: str) -> str:
    """A file's name without the folders before it, however they are written, and without control characters."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable()) or "-"


def _opened(name: str, raw: bytes, left: int) -> Iterator[tuple[str, bytes | RejectedError]]:
    """A file as it is, or what a zip holds: contents, and refusals of single members."""
    if raw.startswith(OLD_EXCEL):
        raise RejectedError("excel")
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


def _members(packed: zipfile.ZipFile, left: int) -> Iterator[tuple[str, bytes | RejectedError]]:
    listed = packed.infolist()
    if any(entry.filename == "[Content_Types].xml" or entry.filename.startswith("xl/") for entry in listed):
        raise RejectedError("excel")
    entries = [(name, entry) for entry in listed if not _ignored(name := _name(entry), entry)]
    tables = [entry for name, entry in entries if name.lower().endswith(".csv")]
    if not tables:
        raise RejectedError("no_csv")
    if len(entries) > MEMBERS_LIMIT:
        raise RejectedError("too_many_members", found=str(len(entries)), limit=MEMBERS_LIMIT)
    if sum(entry.file_size for entry in tables) > left:
        raise _too_large(sum(entry.file_size for entry in tables), TOTAL_LIMIT, remedy="fewer")
    for name, entry in entries:
        content = _content(packed, name, entry, left)
        left -= len(content) if isinstance(content, bytes) else 0
        yield last_part(name), content


def _content(packed: zipfile.ZipFile, name: str, entry: zipfile.ZipInfo, left: int) -> bytes | RejectedError:
    if name.lower().endswith((".xlsx", ".xlsm", ".xls")):
        return RejectedError("excel")
    if not name.lower().endswith(".csv"):
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
        raise RejectedError("excel")
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


def _ignored(name: str, entry: zipfile.ZipInfo) -> bool:
    """Folders, what systems put into archives by themselves, and the codebook that lies beside the tables."""
    last = last_part(name)
    hidden = last.startswith(".") or last.lower() in ("thumbs.db", "desktop.ini") or last.lower().endswith(".md")
    return entry.is_dir() or hidden or "__MACOSX" in name.replace("\\", "/").split("/")
