"""What a picture says about itself, in texts of the PNG that no viewer shows: its view, its statements, its data.

| text | holds |
|---|---|
| `Title`, `Description` | the finding, the alternative text |
| `leadlag:url` | the view's own address: `gaps?lang=en&reading=checked` |
| `leadlag:question` | the question its chart answers |
| `leadlag:statements` | ids of the statements it draws, separated by blanks |
| `leadlag:fingerprint` | which data it shows |
"""

import struct
import zlib

from PIL.PngImagePlugin import PngInfo

from leadlag.cards.pages import Picture

HEADER = 33  # bytes of a PNG's signature and of its first chunk, after which texts may stand


def signed(png: bytes, picture: Picture, question: str) -> bytes:
    """The same picture with its texts; its pixels are not packed again."""
    texts = {
        "Title": picture.title,
        "Description": picture.alt,
        "leadlag:url": picture.address,
        "leadlag:question": question,
        "leadlag:statements": " ".join(picture.statements),
        "leadlag:fingerprint": picture.fingerprint,
    }
    info = PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    return png[:HEADER] + b"".join(_chunk(kind, data) for kind, data, *_ in info.chunks) + png[HEADER:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
