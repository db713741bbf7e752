"""From bytes to text, strictly. UTF-8 needs no word; UTF-16 (with its mark) and GB18030 are read and said.

Bytes in GB18030 are hard to tell from others: nearly every pair of bytes is some character of it. So its text must
hold no control or private-use character, not be damaged UTF-8, and be mostly everyday Chinese, more than the same bytes
are everyday Korean. What looks like another encoding is named, and read by nobody.
"""

import codecs
import csv
import io
import re
from contextlib import suppress

from leadlag.store.files.sheet import RejectedError
from leadlag.store.files.signatures import foreign
from leadlag.store.scripts import HAN, HANGUL, KANA, everyday, everyday_korean

UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
HIGH = re.compile(rb"[\x80-\xff]")
UTF8_CHARACTER = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
IMPLAUSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufff0-\uffff\U000e0000-\U0010ffff]")
EVERYDAY = 0.6  # of the Chinese characters at least; hand-kept tables have 0.85 and more, wrong readings 0.3
#: Encodings that are not read, how a person knows them, and the share of their own script by which they are known.
RIVALS = {"shift_jis": ("Shift-JIS", KANA, 0.2), "euc_kr": ("EUC-KR", HANGUL, 0.6), "big5": ("Big5", HAN, 0.8)}
NOT_ASCII = re.compile("[^\x00-\x7f]")


def decode(raw: bytes) -> tuple[str, str]:
    """The file's text, and the name of its encoding where it is not UTF-8."""
    if why := foreign(raw):
        raise why
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
        row, found = _row_after(error.object[: error.start].decode(codec)), error.object[error.start : error.start + 4]
        other = _other_encoding(raw) if codec == "utf-8" else ""
        details: dict[str, object] = {"remedy": "other_encoding", "encoding": other} if other else {}
        raise RejectedError("not_utf8", row, found.hex(" "), **details) from None


def _gb18030(raw: bytes) -> str:
    """The text in GB18030, or nothing where these bytes are more likely something else."""
    if _damaged_utf8(raw):
        return ""
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    unusual = "".join(NOT_ASCII.findall(text))
    in_gb2312 = len(unusual.encode("gb2312", errors="ignore")) // 2
    if IMPLAUSIBLE.search(text) or 2 * in_gb2312 < len(unusual):
        return ""
    chinese = len(HAN.findall(text))
    return text if not chinese or _is_chinese(text, chinese, raw.decode("euc_kr", errors="replace")) else ""


def _is_chinese(text: str, chinese: int, as_korean: str) -> bool:
    """True where the characters are everyday ones, and more so than the same bytes are Korean."""
    likely = everyday(text)
    return likely >= EVERYDAY and likely > everyday_korean(as_korean) and len(HANGUL.findall(as_korean)) < chinese


def _damaged_utf8(raw: bytes) -> bool:
    return 2 * sum(map(len, UTF8_CHARACTER.findall(raw))) > len(HIGH.findall(raw))


def _other_encoding(raw: bytes) -> str:
    """The encoding of East Asia that these bytes look like; empty where none is likely."""
    if _damaged_utf8(raw):
        return ""
    for codec, (name, script, share) in RIVALS.items():
        with suppress(UnicodeDecodeError):
            text = "".join(NOT_ASCII.findall(raw.decode(codec)))
            if len(script.findall(text)) >= share * len(text) and not IMPLAUSIBLE.search(text):
                return name
    return ""


def decode_somehow(raw: bytes) -> str:
    """Text to show a person who is to repair the file; what cannot be read becomes a replacement character."""
    try:
        return decode(raw)[0]
    except RejectedError:
        if foreign(raw):
            return ""
    body = raw[2:] if raw[:2] in UTF16 else raw.removeprefix(codecs.BOM_UTF8)
    return body.decode(UTF16.get(raw[:2], "utf-8"), errors="replace").replace("\0", "")


def _row_after(text: str) -> int:
    """The spreadsheet row in which the character after `text` stands."""
    return sum(1 for _ in csv.reader(io.StringIO(text + "x", newline="")))
