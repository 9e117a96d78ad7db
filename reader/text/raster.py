"""What a picture is and how large it is, read from its first bytes; nothing is decoded.

The bytes are hostile: whatever does not fit is no picture.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Begins = Callable[[bytes], bool]
    SizeOf = Callable[[bytes], tuple[int, int]]

_MOST_SEGMENTS = 2_000
"""Of a JPEG before its frame."""

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that begin a frame (ITU T.81, B.1.1.3)."""


class Raster(NamedTuple):
    """A picture of pixels."""

    media_type: str
    width: int
    height: int

    @property
    def pixels(self) -> int:
        return self.width * self.height


def raster(body: bytes) -> Raster | None:
    """The kind and size of a PNG, JPEG, GIF, WebP or AVIF; None for anything else."""
    for begins, media_type, size_of in _KINDS:
        if begins(body):
            try:
                width, height = size_of(body)
            except (struct.error, IndexError):
                return None
            return Raster(media_type, width, height) if width > 0 and height > 0 else None
    return None


def _png(body: bytes) -> tuple[int, int]:
    if body[12:16] != b"IHDR":
        return 0, 0
    width, height = struct.unpack_from(">II", body, 16)
    return width, height


def _gif(body: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", body, 6)
    return width, height


def _jpeg(body: bytes) -> tuple[int, int]:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        while body[at] == 0xFF and body[at + 1] == 0xFF:  # fill bytes
            at += 1
        if body[at] != 0xFF:
            return 0, 0
        marker = body[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", body, at + 5)
            return width, height
        at += 2 if 0xD0 <= marker <= 0xD8 or marker == 1 else 2 + _two(body, at + 2)
    return 0, 0


def _webp(body: bytes) -> tuple[int, int]:
    """RFC 9649, 2.5 to 2.7."""
    kind = body[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[24:27], "little"), 1 + int.from_bytes(body[27:30], "little")
    if kind == b"VP8L" and body[20] == 0x2F:
        bits = int.from_bytes(body[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and body[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", body, 26)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


def _avif(body: bytes) -> tuple[int, int]:
    """The largest of the sizes that its items state (ISO/IEC 23008-12, 6.5.3)."""
    sizes, at = [(0, 0)], body.find(b"ispe")
    while at >= 0 and len(sizes) < 100:
        width, height = struct.unpack_from(">II", body, at + 8)
        sizes.append((width, height))
        at = body.find(b"ispe", at + 4)
    return max(sizes, key=lambda size: size[0] * size[1])


def _two(body: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", body, at)[0])


_KINDS: tuple[tuple[Begins, str, SizeOf], ...] = (
    (lambda body: body.startswith(b"\x89PNG\r\n\x1a\n"), "image/png", _png),
    (lambda body: body.startswith(b"\xff\xd8\xff"), "image/jpeg", _jpeg),
    (lambda body: body.startswith((b"GIF87a", b"GIF89a")), "image/gif", _gif),
    (lambda body: body[:4] == b"RIFF" and body[8:12] == b"WEBP", "image/webp", _webp),
    (lambda body: body[4:8] == b"ftyp" and body[8:12] in (b"avif", b"avis"), "image/avif", _avif),
)
