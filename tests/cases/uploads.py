"""Files and zips that cannot be taken, and what a reader is told of each."""

import io
import zipfile

from tests.conftest import STORY

Two = tuple[str, str]  # what is expected, and how to fix it
Words = tuple[str, Two, Two]  # the code of a problem, in English, in Chinese
USERS = (STORY / "users.csv").read_bytes()


def zipped(*members: tuple[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def workbook() -> bytes:
    return zipped(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"))


def encrypted(raw: bytes) -> bytes:
    """The same zip with every entry marked as encrypted."""
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(signature) + place
        raw = raw[:at] + bytes([raw[at] | 1]) + raw[at + 1 :]
    return raw


def claiming(size: int, raw: bytes) -> bytes:
    """The same zip with every entry said to hold so many bytes."""
    place = 0
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := raw.find(signature, place + 1)) >= 0:
            raw = raw[: place + offset] + size.to_bytes(4, "little") + raw[place + offset + 4 :]
    return raw


EXCEL: Words = (
    "excel",
    ("CSV text", "This is an Excel workbook: open it and save as “CSV UTF-8”."),
    ("CSV 文本", "这是 Excel 工作簿：打开后另存为“CSV UTF-8”。"),
)
NOT_CSV: Words = (
    "not_csv",
    ("CSV files only", "Take it out of the zip, or save it as “CSV UTF-8” if it is a table."),
    ("只有 CSV 文件", "请把它从 zip 里删去；如果是表格，请另存为“CSV UTF-8”。"),
)
NO_CSV: Words = (
    "no_csv",
    ("CSV files in the zip", "Put the CSV files of the tables into the zip."),
    ("zip 里有 CSV 文件", "请把各张表的 CSV 文件放进 zip。"),
)
BAD_ZIP: Words = (
    "bad_zip",
    ("a zip that can be opened", "Make the zip again, or upload the CSV files themselves."),
    ("能打开的 zip", "请重新压缩，或直接上传 CSV 文件。"),
)
ENCRYPTED: Words = (
    "encrypted",
    ("a zip without a password", "Upload the file without a password."),
    ("没有密码的 zip", "请上传没有密码的文件。"),
)
TOO_MANY: Words = (
    "too_many_members",
    ("at most 100 files in a zip", "Keep only the CSV files of the tables."),
    ("zip 里最多 100 个文件", "只保留各张表的 CSV 文件。"),
)
TOO_LARGE: Words = (
    "too_large",
    ("at most 50 MB", "Keep only the rows of this table."),
    ("最大 50 MB", "只保留这张表的行。"),
)
TOO_LARGE_TOGETHER: Words = (
    "too_large",
    ("at most 100 MB", "Upload fewer files at once."),
    ("最大 100 MB", "请分几次上传。"),
)
WHICH_TABLE: Words = (
    "which_table",
    ("the columns of one table only", "Name the file like the table it is: organizations.csv, products.csv."),
    ("只有一张表的列", "请按所属的表命名文件：organizations.csv, products.csv。"),
)


def no_table(nearest: str, missing: str, unknown: str) -> Words:
    return (
        "no_table",
        ("all columns of one table", f"The nearest is {nearest}. Missing: {missing}. Unknown: {unknown}."),
        ("有一张表的全部列", f"最接近的是 {nearest}。缺少：{missing}。多出：{unknown}。"),
    )


ONE = zipped(("users.csv", USERS))
#: The file sent, the file that is blamed, and what is told of it.
REFUSED: dict[str, tuple[tuple[str, bytes], str, Words]] = {
    "excel": (("users.csv", workbook()), "users.csv", EXCEL),
    "excel_inside": (("a.zip", zipped(("b/users.xlsx", workbook()), ("sides.csv", ""))), "users.xlsx", EXCEL),
    "excel_renamed_inside": (("a.zip", zipped(("users.csv", workbook()))), "users.csv", EXCEL),
    "other_member": (("a.zip", zipped(("inner.zip", ONE), ("sides.csv", ""))), "inner.zip", NOT_CSV),
    "no_csv": (("a.zip", zipped(("a.txt", "x"))), "a.zip", NO_CSV),
    "broken": (("a.zip", ONE[:-30]), "a.zip", BAD_ZIP),
    "no_zip": (("a.zip", b"hello"), "a.zip", BAD_ZIP),
    "other_compression": (("a.zip", zipped(("users.csv", USERS), method=zipfile.ZIP_LZMA)), "users.csv", BAD_ZIP),
    "encrypted": (("a.zip", encrypted(ONE)), "users.csv", ENCRYPTED),
    "too_many": (("a.zip", zipped(*((f"{n}.csv", "") for n in range(101)))), "a.zip", TOO_MANY),
    "far_too_many": (("a.zip", b"PK\x03\x04" + b"PK\x01\x02" * 2_001), "a.zip", TOO_MANY),
    "bomb": (("a.zip", claiming(50_000_001, ONE)), "users.csv", TOO_LARGE),
    "bombs": (
        ("a.zip", claiming(34_000_000, zipped(*((f"{n}.csv", USERS) for n in range(3))))),
        "a.zip",
        TOO_LARGE_TOGETHER,
    ),
    "small_bomb": (("a.zip", claiming(1000, zipped(("users.csv", b"0" * 3_000_000)))), "users.csv", BAD_ZIP),
}
#: Codes of problems shown here and by `test_sent_files`.
CODES = {"no_table", "which_table", *(words[0] for _, _, words in REFUSED.values())}
