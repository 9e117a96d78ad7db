"""Small pictures of every kind, made byte by byte; and some that are none."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 40, height: int = 30, noise: bytes = b"") -> bytes:
    """A grey picture; `noise` makes it another file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    note = chunk(b"tEXt", b"n\0" + noise.hex().encode()) if noise else b""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + note
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def bomb(width: int = 50_000, height: int = 50_000) -> bytes:
    """The head of a picture that would take gigabytes of memory."""
    return png(1, 1).replace(struct.pack(">II", 1, 1), struct.pack(">II", width, height), 1)


def gif(width: int = 40, height: int = 30) -> bytes:
    """A GIF of one dot's data, which is all that a reader of heads needs."""
    return (
        b"GIF89a"
        + struct.pack("<HH", width, height)
        + b"\x80\0\0\0\0\0\xff\xff\xff"
        + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
    )


def jpeg(width: int = 40, height: int = 30, before: int = 0) -> bytes:
    """The segments of a JPEG up to its frame, `before` bytes of others first."""
    filler = b"\xff\xe1" + struct.pack(">H", before + 2) + b"x" * before if before else b""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + filler + frame + b"\xff\xd9"


def webp(width: int = 40, height: int = 30) -> bytes:
    """The head of an extended WebP (RFC 9649)."""
    data = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(chunk) + 4) + b"WEBP" + chunk
