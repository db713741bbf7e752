"""SVG as PNG by resvg, in this process: without browser, server or network."""

import struct
import zlib
from collections.abc import Mapping

import resvg_py

from leadlag.fonts import FACES, FOLDER

HEAD = 33  # bytes of a PNG's signature and IHDR; its further chunks follow
FILES = [str(FOLDER / face.file) for face in FACES]


def png(svg: str, zoom: float = 1, metadata: Mapping[str, str] | None = None) -> bytes:
    """The picture, so many times as large, with what it says about itself inside: keyword → text."""
    picture = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, font_files=FILES))
    return picture[:HEAD] + b"".join(_chunk(*said) for said in (metadata or {}).items()) + picture[HEAD:]


def _chunk(keyword: str, text: str) -> bytes:
    """One iTXt chunk: keyword, not compressed, no language, no translated keyword, text."""
    body = b"iTXt" + f"{keyword}\0\0\0\0\0{text.replace(chr(0), '')}".encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
