"""A picture out of the file that holds it, by the name `extract.embedded` gave it."""

from __future__ import annotations

import binascii
from itertools import islice
from typing import TYPE_CHECKING

from reader.extract import embedded, mime
from reader.extract.damage import sound
from reader.extract.kinds import kind_of
from reader.extract.mail import letters
from reader.extract.zipped import Zipped
from reader.model.errors import ParseError
from reader.model.parsed import EmbeddedPicture
from reader.text.clean import clean_line
from reader.text.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

LARGEST = 20_000_000
"""Bytes of a picture."""

_TYPES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
)


def read_picture(body: bytes, name: str, part: str) -> EmbeddedPicture:
    """The picture that a file calls `part`.

    Raises:
        ParseError: it is not in the file, is too large, or is no picture.
    """
    shown = clean_line(name)[:200] or "The file"
    kind = kind_of(body, shown, name)
    with sound(shown):
        if kind == "book":
            found: bytes | None = Zipped(body, shown).read(part)
        elif kind in ("mail", "mhtml", "mailbox"):
            found = _of_mail(letters(body) if kind == "mailbox" else iter((body,)), part)
        else:
            found = _of_page(decode(body), part)
    media_type = _type_of(found or b"")
    if not found or not media_type:
        raise ParseError(f"{shown} holds no picture of that name.", outcome="no_article")
    if len(found) > LARGEST:
        raise ParseError(f"A picture in {shown} is too large.", outcome="too_large")
    return EmbeddedPicture(part, media_type, found)


def _of_mail(bodies: Iterator[bytes], part: str) -> bytes | None:
    for body in bodies:
        leaves = list(mime.leaves(mime.parse(body)))
        named = next((leaf for leaf in leaves if _is_called(leaf, part)), None)
        if named is not None:
            return mime.content(named)
        for leaf in leaves:
            page = leaf.get_content_type() == "text/html"
            if page and (found := _of_page(mime.text_of(leaf), part)):
                return found
    return None


def _is_called(leaf: Message, part: str) -> bool:
    told = mime.field(leaf, "Content-ID").strip("<>")
    return part in (f"cid:{told}", mime.field(leaf, "Content-Location")) and bool(part)


def _of_page(html: str, part: str) -> bytes | None:
    """The picture of that number within a page's own text."""
    number = part.removeprefix("data:")
    if number == part or not (number.isascii() and number.isdecimal() and len(number) < 5):
        return None
    encoded = next(islice(embedded.pictures_of(html), int(number), None), "")
    try:
        return binascii.a2b_base64(encoded)
    except binascii.Error:
        return None


def _type_of(body: bytes) -> str:
    """The media type that bytes show themselves to be; empty for none of a picture."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    return next((kind for begins, kind in _TYPES if body.startswith(begins)), "")
