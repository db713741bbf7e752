"""Text that another program destroyed: written as question marks, or read in the wrong encoding and saved again.

The second can be proved, because it can be taken back: the text's characters, as the bytes they were read from, are
text in the right encoding, and likelier text. Ordinary accented words are never that, and neither is ordinary Chinese.
"""

import re
from collections.abc import Sequence
from functools import cache

from leadlag.store.scripts import EVERYDAY_HAN, HAN

Damage = tuple[str, dict[str, object]]  # code, details
Found = tuple[str, str, str]  # what the text was, empty where a part is lost; its encoding; the one it was read in
#: Encodings in which western programs read bytes, and how a person knows them.
WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp1250": "Windows-1250", "cp1251": "Windows-1251"}
SUSPECT = re.compile("[^\x00-\x7f\u2e80-\U0010ffff]{2}")
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
SEQUENCE = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
CUT_OFF = re.compile("[\xe0-\xf4][\x80-\xbf]{0,2}$")  # its last byte was taken for a blank and trimmed
PAIR = re.compile("[\xa1-\xa3\xb0-\xf7][\xa1-\xfe]")  # a character or a sign of GB2312
PAIRS = re.compile("(?:[\xb0-\xf7][\xa1-\xfe]){2,}")  # two of its Chinese characters at least
#: What the bytes can plausibly have been: scripts of East Asia and emoji, or letters and signs of the West.
EAST = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffee\U0001f300-\U0002ffff]")
WEST = re.compile("[\xa0-\u017f\u0391-\u03c9\u0410-\u0451\u2010-\u2044\u20ac\u2122\u2190-\u2212]")
#: Signs of which several may follow an accented letter (quotation marks, dashes, ™, ®), as bytes of Windows-1252.
FOLLOWING = set("\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa9\xab\xae\xb2\xb3\xb9\xbb")
#: A question mark where no writer puts one: before a comma or a stop, inside a word, at its beginning.
MISPLACED = re.compile(r"\?[，。、；：]|\?\?(?=\w)|(?:^|[\s，。、；：（“])\?(?=\w)")
LOST = ("\ufffd", "锟斤拷")
CURLY_AS_GBK = "鈥"  # what every curly quotation mark and dash becomes, and no word's
TOGETHER = 100  # texts
SHOWN_LIMIT = 120  # characters of a restored text that a fix shows


def damages(column: str, texts: Sequence[str]) -> dict[str, Damage]:
    """What another program did to those of many texts that it did something to. A look at a hundred at once shows of
    most that it did nothing."""
    found: dict[str, Damage] = {}
    for at in range(0, len(texts), TOGETHER):
        few = texts[at : at + TOGETHER]
        if _may_be_damaged("\n".join(few)):
            found |= {text: wrong for text in few if (wrong := damage(column, text))}
    return found


def _may_be_damaged(text: str) -> bool:
    """False where nothing is in the text that `damage` looks for."""
    if "?" in text or text.isascii():
        return "?" in text
    if any(sign in text for sign in LOST) or SUSPECT.search(text):
        return True
    return CURLY_AS_GBK in text or HAN.search(_gbk_as_utf8(text)) is not None


def damage(column: str, text: str) -> Damage | None:
    """What another program did to the text of this column, or None."""
    if "?" in text and _question_marks(column, text):
        return "lost_text", {"column": column}
    if text.isascii():
        return None
    if any(sign in text for sign in LOST):
        return "lost_text", {"column": column}
    found = (_western(text) if SUSPECT.search(text) else None) or _as_gbk(text)
    if found is None:
        return None
    was, actual, taken = found
    details: dict[str, object] = {"actual": actual, "taken": taken}
    if was and len(was) <= SHOWN_LIMIT and damage(column, was) is None:
        details |= {"remedy": "restore", "was": was}
    return "misread", details


def _question_marks(column: str, text: str) -> bool:
    """True where characters were written as question marks: most of a cell, or in place of Chinese."""
    marks = text.count("?")
    if marks > 1 and 2 * marks > len("".join(text.split())):
        return True
    if not column.endswith("_zh") or "://" in text:
        return False
    chinese, inside = len(HAN.findall(text)), len(re.findall(r"\?(?=[\w?])", text))
    if chinese:
        short = 1 < marks >= chinese and bool(re.search(r"\w\?\w", text))
        return short or (inside > 1 and (3 * inside >= chinese or bool(MISPLACED.search(text))))
    return bool(inside or re.search(r"(?:^|\s)\?", text))


def _western(text: str) -> Found | None:
    """UTF-8 or GB18030 that was read in a western encoding, each byte as a character."""
    for encoding, name in WESTERN.items():
        signs = text.translate(_bytes_of(encoding))
        if (was := _from_utf8(signs, strict=encoding != "cp1252")) is not None:
            return was, "UTF-8", name
    was = _from_gb2312(text.translate(_bytes_of("cp1252")))
    return None if was is None else (was, "GB18030", WESTERN["cp1252"])


@cache
def _bytes_of(encoding: str) -> dict[int, int | None]:
    """Each character beyond ASCII of an encoding → the character that has its byte for a number.

    Bytes that Windows-1252 does not define are read as Latin-1 has them.
    """
    decoded = {byte: bytes([byte]).decode(encoding, errors="ignore") for byte in range(0x80, 0x100)}
    others = {byte: 0xFFFC for byte in range(0xA0, 0x100) if encoding != "cp1252"}
    return {**others, **{ord(sign): byte for byte, sign in decoded.items() if sign}}


def _from_utf8(signs: str, *, strict: bool) -> str | None:
    """What these bytes say as UTF-8, if they are that beyond doubt; `strict` believes scripts of East Asia alone."""
    sequences = [(match, _character(match[0])) for match in SEQUENCE.finditer(signs)]
    sequences = [(match, was) for match, was in sequences if EAST.match(was) or (WEST.match(was) and not strict)]
    cut = CUT_OFF.search(signs, sequences[-1][0].end()) if sequences else None
    evidence = sum(_evidence(signs, match, was, strict=strict) for match, was in sequences)
    if evidence + bool(cut and len(cut[0]) > 1) < 2:
        return None
    covered = sum(len(match[0]) for match, _ in sequences) + (len(cut[0]) if cut else 0)
    rest = len(BEYOND_ASCII.findall(signs)) - covered
    if 4 * rest > covered:
        return None
    return "" if rest or cut else SEQUENCE.sub(lambda match: _character(match[0]), signs)


def _evidence(signs: str, match: re.Match[str], was: str, *, strict: bool) -> int:
    """How surely one sequence is no chance: 2 is sure, two of 1 are."""
    lead, following = match[0][0], match[0][1:]
    if EAST.match(was):
        sure = was in EVERYDAY_HAN if strict else not FOLLOWING.issuperset(following)
        return 2 if sure else 1
    if match[0][:2] in ("\xe2\x80", "\xe2\x82", "\xe2\x84"):
        return 2
    before = signs[match.start() - 1 : match.start()] if match.start() else ""
    return 2 if lead in "\xc2\xc3" and (following >= "\xa0" or before.islower()) else 1


def _character(signs: str) -> str:
    return signs.encode("latin-1").decode("utf-8", errors="replace")


def _from_gb2312(signs: str) -> str | None:
    """What these bytes say as Chinese in GB18030, if nothing else but that is likely."""
    pairs = "".join(PAIR.findall(signs))
    was = "".join(PAIRS.findall(signs)).encode("latin-1").decode("gb2312", errors="ignore")
    rest = len(BEYOND_ASCII.findall(signs)) - len(pairs)
    everyday = sum(sign in EVERYDAY_HAN for sign in was)
    words = pairs.isalpha()  # accented letters in capitals may stand together as well
    if 4 * rest > len(pairs) or (3 * everyday < 2 * len(was) or len(was) < 3 if words else not was):
        return None
    return "" if rest else PAIR.sub(lambda match: match[0].encode("latin-1").decode("gb2312", errors="replace"), signs)


def _as_gbk(text: str) -> Found | None:
    """UTF-8 that was read as GBK: rare characters throughout, and everyday ones when it is taken back."""
    raw, was = text.encode("gb18030", errors="ignore"), _gbk_as_utf8(text)
    if not HAN.search(was) and CURLY_AS_GBK not in text:
        return None
    high, lost = len(raw) - len(re.sub(BEYOND_ASCII, "", text)), len(raw) - len(was.encode())
    likelier = HAN.search(was) and _likely(was) > _likely(text)
    whole = likelier and 4 * lost <= high
    mostly = likelier and 2 * lost <= high and _likely(was) > 1.5 > 2 * _likely(text)
    if not (whole or mostly or CURLY_AS_GBK in text):
        return None
    return "" if lost else was, "UTF-8", "GBK"


def _gbk_as_utf8(text: str) -> str:
    return text.encode("gb18030", errors="ignore").decode("utf-8", errors="ignore")


def _likely(text: str) -> float:
    """How everyday the Chinese characters of a text are, 0 to 3."""
    found = HAN.findall(text)
    return sum(3 if sign in EVERYDAY_HAN else 1 if _in_gb2312(sign) else 0 for sign in found) / max(len(found), 1)


def _in_gb2312(sign: str) -> bool:
    try:
        return len(sign.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False
