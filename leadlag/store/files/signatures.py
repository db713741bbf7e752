"""Files that are no text, known by their first bytes: named as what they are, with the way from there to a CSV."""

from leadlag.store.files.sheet import RejectedError

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
ARCHIVES = {
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "RAR",
    b"\x1f\x8b": "gzip",
    b"\xfd7zXZ\x00": "xz",
    b"BZh": "bzip2",
    b"\x28\xb5\x2f\xfd": "Zstandard",
}
OTHERS = {
    b"%PDF-": "PDF",
    b"\x89PNG\r\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"SQLite format 3\x00": "SQLite",
    b"PAR1": "Parquet",
    b"ARROW1": "Arrow",
}


def foreign(raw: bytes) -> RejectedError | None:
    """Why these bytes are no CSV, where their beginning says so; a zip is taken for the spreadsheet it may be."""
    if raw.startswith(ZIP):
        return (
            RejectedError("spreadsheet", format=name) if (name := packed_spreadsheet(raw)) else RejectedError("excel")
        )
    if raw.startswith(OLD_EXCEL):
        return RejectedError("excel")
    if raw[8:12] == b"DUCK":
        return RejectedError("other_format", format="DuckDB")
    archive = next((name for start, name in ARCHIVES.items() if raw.startswith(start)), "")
    if archive:
        return RejectedError("archive", format=archive)
    other = next((name for start, name in OTHERS.items() if raw.startswith(start)), "")
    return RejectedError("other_format", format=other) if other else None


def packed_spreadsheet(raw: bytes) -> str:
    """The spreadsheet, other than Excel, whose file this zip is; empty where it is another zip."""
    if OPEN_DOCUMENT in raw[:200]:
        return "OpenDocument"
    return "Numbers" if b"Index/" in raw and b".iwa" in raw else ""
