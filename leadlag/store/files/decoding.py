"""From bytes to text, strictly. UTF-8 needs no word; UTF-16 (with its mark) and GB18030 are read and said.

Bytes in GB18030 are hard to tell from others: nearly every pair of bytes is some character of it. So its text must
hold no control or private-use character, be mostly everyday characters (GB2312), and not be damaged UTF-8.
"""

import codecs
import csv
import io
import re

from leadlag.store.files.sheet import RejectedError

ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
HIGH = re.compile(rb"[\x80-\xff]")
UTF8_CHARACTER = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
IMPLAUSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]")
NOT_ASCII = re.compile("[^\x00-\x7f]")


def decode(raw: bytes) -> tuple[str, str]:
    """The file's text, and the name of its encoding where it is not UTF-8."""
    if raw.startswith((ZIP, OLD_EXCEL)):
        raise RejectedError("excel")
    text, encoding = _text(raw)
    if "\0" in text:
        raise RejectedError("not_text", _row_after(text[: text.index("\0")]))
    if not text.strip():
        raise RejectedError("empty_file")
    return text, encoding


def _text(raw: bytes) -> tuple[str, str]:
    codec = UTF16.get(raw[:2], "utf-8")
    try:
        body = raw[2:] if raw[:2] in UTF16 else raw.removeprefix(codecs.BOM_UTF8)
        return body.decode(codec), "UTF-16" if raw[:2] in UTF16 else ""
    except UnicodeDecodeError as error:
        if codec == "utf-8" and (text := _gb18030(raw)):
            return text, "GB18030"
        row = _row_after(error.object[: error.start].decode(codec))
        raise RejectedError("not_utf8", row, error.object[error.start : error.start + 4].hex(" ")) from None


def _gb18030(raw: bytes) -> str:
    """The text in GB18030, or nothing where these bytes are more likely something else."""
    if 2 * sum(map(len, UTF8_CHARACTER.findall(raw))) > len(HIGH.findall(raw)):
        return ""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    unusual = "".join(NOT_ASCII.findall(text))
    everyday = len(unusual.encode("gb2312", errors="ignore")) // 2
    return "" if IMPLAUSIBLE.search(text) or 2 * everyday < len(unusual) else text


def decode_somehow(raw: bytes) -> str:
    """Text to show a person who is to repair the file; what cannot be read becomes a replacement character."""
    try:
        return decode(raw)[0]
    except RejectedError:
        if raw.startswith((ZIP, OLD_EXCEL)):
            return ""
    body = raw[2:] if raw[:2] in UTF16 else raw.removeprefix(codecs.BOM_UTF8)
    return body.decode(UTF16.get(raw[:2], "utf-8"), errors="replace").replace("\0", "")


def _row_after(text: str) -> int:
    """The spreadsheet row in which the character after `text` stands."""
    return sum(1 for _ in csv.reader(io.StringIO(text + "x", newline="")))
