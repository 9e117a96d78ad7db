"""Pictures to test with: good ones of every kind, and such as should never be unpacked."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageDraw


def picture(width: int = 60, height: int = 40, kind: str = "PNG", **how: object) -> bytes:
    """A picture that is red above and blue below."""
    image = Image.new("RGB", (width, height), (200, 20, 20))
    ImageDraw.Draw(image).rectangle((0, height // 2, width, height), fill=(20, 20, 200))
    return saved(image, kind, **how)


def moving(width: int = 60, height: int = 40) -> bytes:
    """A GIF that begins red and goes on green."""
    red, green = (Image.new("RGB", (width, height), colour) for colour in ("#c81414", "#14c814"))
    return saved(red, "GIF", save_all=True, append_images=[green])


def saved(image: Image.Image, kind: str, **how: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def bomb(side: int = 50_000) -> bytes:
    """A PNG of a few bytes that says it has many pixels, and one row of them."""
    row = zlib.compress(bytes(1 + side // 8))
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", row), (b"IEND", b""))
    )
