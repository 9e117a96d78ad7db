"""Compressed bodies, unpacked a little at a time so that a small one cannot become a huge one."""

from __future__ import annotations

import importlib.util
import zlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STEP = 65_536
"""Bytes unpacked before the size is looked at again."""

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


class TooLarge(Exception):
    """There is more in it than was allowed."""


class Damaged(Exception):
    """It cannot be unpacked, or its end is missing."""


@cache
def encodings() -> str:
    """The value of Accept-Encoding: what `inflate` can do here, and nothing else."""
    names = ["gzip", "deflate"]
    names += ["br"] if importlib.util.find_spec("brotli") else []
    names += ["zstd"] if importlib.util.find_spec("zstandard") else []
    return ", ".join(names)


def inflate(body: bytes, encoding: str, limit: int) -> bytes:
    """A body without its Content-Encoding (RFC 9110, 8.4), of at most `limit` bytes.

    A body that is plainly not what the header says, or an encoding that does not exist, is taken
    as it is: servers mislabel more often than they invent.

    Raises:
        TooLarge: it would become larger than `limit`.
        Damaged: it is broken or cut off.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if body and (unpack := _UNPACK.get(name)):
            body = _gathered(unpack(body), limit)
    if len(body) > limit:
        raise TooLarge
    return body


def outgrows(beginning: bytes, encoding: str, limit: int) -> bool:
    """Whether the beginning of a body, as far as it is there, unpacks to more than `limit`."""
    try:
        inflate(beginning, encoding, limit)
    except TooLarge:
        return True
    except Damaged:  # it is, for its end is missing
        return False
    return False


def _gathered(parts: Iterator[bytes], limit: int) -> bytes:
    gathered = bytearray()
    try:
        for part in parts:
            gathered += part
            if len(gathered) > limit:
                raise TooLarge
    except (zlib.error, EOFError) as error:
        raise Damaged from error
    return bytes(gathered)


def _gzip(body: bytes) -> Iterator[bytes]:
    if not body.startswith(_GZIP):
        yield body
        return
    # Members may follow one another (RFC 1952, 2.2); what else follows is ignored.
    while body.startswith(_GZIP):
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        yield from _zlib_steps(unpacker.decompress, unpacker, body)
        body = unpacker.unused_data


def _deflate(body: bytes) -> Iterator[bytes]:
    # Some servers send the bare stream instead of the zlib format (RFC 9110, 8.4.1.2).
    header = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
    unpacker = zlib.decompressobj(zlib.MAX_WBITS if header else -zlib.MAX_WBITS)
    yield from _zlib_steps(unpacker.decompress, unpacker, body)


def _zlib_steps(
    decompress: Callable[[bytes, int], bytes], state: zlib._Decompress, body: bytes
) -> Iterator[bytes]:
    while True:
        part = decompress(body, _STEP)
        yield part
        if state.eof:
            return
        body = state.unconsumed_tail
        if not body and not part:
            raise EOFError


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped] # noqa: PLC0415 - only when a server uses it

    unpacker = brotli.Decompressor()
    try:
        part = unpacker.process(body, output_buffer_limit=_STEP)
        while part or not unpacker.can_accept_more_data():
            yield part
            part = unpacker.process(b"", output_buffer_limit=_STEP)
        if not unpacker.is_finished():
            raise EOFError
    except brotli.error as error:
        raise Damaged from error


def _zstd(body: bytes) -> Iterator[bytes]:
    import zstandard  # noqa: PLC0415 - only when a server uses it

    if not body.startswith(_ZSTD):
        yield body
        return
    unpacker = zstandard.ZstdDecompressor(max_window_size=8_388_608)  # RFC 9659: 8 MB on the web
    try:
        with unpacker.stream_reader(BytesIO(body), read_across_frames=True) as stream:
            while part := stream.read(_STEP):
                yield part
    except zstandard.ZstdError as error:
        raise Damaged from error


_UNPACK: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
