"""Mail as its bytes are: header fields, parts, and the text in them (RFC 2045 to 2049)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import TYPE_CHECKING

from reader.model.errors import ParseError
from reader.text.clean import clean_line
from reader.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARTS = 2_000
DEEPEST = 30
"""Multiparts within each other."""

_LONGEST_FIELD = 4_000


def parse(body: bytes) -> Message:
    """A message, however broken; may raise what the library raises on what it cannot take."""
    # The older policy: it leaves fields alone, while the newer one parses them and fails at some.
    return message_from_bytes(body, policy=policy.compat32)


def field(message: Message, name: str) -> str:
    """A header field in words, on one line; empty if there is none."""
    return _words(_raw(message, name))


def names(message: Message, name: str) -> tuple[str, ...]:
    """Who a field of addresses names: their names, or their addresses where they have none."""
    found = getaddresses([_raw(message, name)])
    words = (_words(called).strip("\"' ") or _words(address) for called, address in found[:10])
    return tuple(each for each in words if each)


def leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order.

    Raises:
        ParseError: there are too many, or too many within each other.
    """
    count, waiting = 0, [(message, 0)]
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if count > MOST_PARTS or depth > DEEPEST:
            raise ParseError("It has more parts than any mail.", outcome="too_large")
        inner = part.get_payload()
        if isinstance(inner, list):
            parts = [each for each in inner if isinstance(each, Message)]
            waiting.extend((each, depth + 1) for each in reversed(parts))
        else:
            yield part


def content(part: Message) -> bytes:
    """The bytes of a part, without their transfer encoding."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def text_of(part: Message) -> str:
    """The text of a part, in whichever encoding it turns out to be."""
    return decode(content(part), str(part.get("Content-Type", ""))[:500])


def _raw(message: Message, name: str) -> str:
    """A field as it was written, on one line; bytes beyond ASCII are lone surrogates."""
    # Asked by `get`, the library would have them as question marks.
    fields = (value for key, value in message.raw_items() if key.lower() == name.lower())
    return str(next(fields, ""))[:_LONGEST_FIELD].replace("\r", "").replace("\n", "")


def _words(raw: str) -> str:
    """What encoded words say (RFC 2047)."""
    try:
        return clean_line("".join(_piece(text, charset) for text, charset in decode_header(raw)))
    except ValueError:  # HeaderParseError is one
        return clean_line(_repaired(raw))


def _piece(text: str | bytes, charset: str | None) -> str:
    if isinstance(text, str):
        return _repaired(text)
    return decode(text, charset or "")


def _repaired(text: str) -> str:
    """Raw bytes in a field, which the library keeps as lone surrogates, as the text they are."""
    raw = text.encode("utf-8", "surrogateescape")
    return decode(raw) if any("\udc80" <= each <= "\udcff" for each in text) else text
