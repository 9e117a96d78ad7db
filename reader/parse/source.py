"""The text of a feed document: unpacked, decoded, and mended where XML would break.

What is mended is what feeds get wrong most: junk before the document, control characters,
entities HTML has and XML has not, ampersands that are only ampersands. Nothing external is loaded.
"""

from __future__ import annotations

import re
import zlib
from html.entities import html5

from reader.model.errors import ParseError
from reader.text.decode import decode

LARGEST = 32_000_000
"""Bytes of a body, unpacked."""

_TOO_LARGE = f"The document is larger than a feed can be ({LARGEST // 1_000_000} MB)."

_LONGEST_ENTITY = 1_000
_ENTITIES_GROW_TO = 1_000_000
"""Characters all entities of a document may add together; beyond, they are empty."""

_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_ROOT = re.compile(
    r"<\?xml[\s?]|<(?:[\w.-]+:)?(?:rss|feed|rdf|channel|entry)(?=[\s>/])",
    re.IGNORECASE,
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ENTITY = re.compile(
    r"""<!ENTITY\s+([\w.-]{1,100})\s+(?:"([^"]*)"|'([^']*)'|[^>]*)[^>]*>""", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|&(#?[\w.-]{0,100}(;?))", re.DOTALL
)
NUMERIC = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
_XML_OWN = frozenset({"lt", "gt", "amp", "quot", "apos"})


def unpack(body: bytes) -> bytes:
    """The body, unpacked if it is gzip that no header announced.

    Raises ParseError if it is broken or larger than `LARGEST`.
    """
    if len(body) > LARGEST:
        raise ParseError(_TOO_LARGE)
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflate = zlib.decompressobj(wbits=31)
    try:
        unpacked = inflate.decompress(body, LARGEST)
    except zlib.error as broken:
        raise ParseError("The document is packed with gzip and cannot be unpacked.") from broken
    if inflate.unconsumed_tail:
        raise ParseError(_TOO_LARGE)
    return unpacked


def decoded(body: bytes, content_type: str = "") -> str:
    """The body as text.

    The declaration in the document is believed before the server's, against RFC 7303 and with all
    experience: a server's charset is mostly a default, and true bytes of UTF-8 beat both.
    """
    named = _XML_ENCODING.search(body[:400])
    server = _CHARSET.search(content_type)
    declared = [named[1].decode("ascii", "replace")] if named else []
    declared += [server[1]] if server else []
    other = [name for name in declared if name.lower() not in {"utf-8", "utf8", "us-ascii"}]
    return decode(body, other[0] if other else "").lstrip("\ufeff \t\r\n\x00")


def mended(text: str, entities: dict[str, str]) -> str:
    """An XML document without DOCTYPE, fit for an XML parser; what is sound stays as it is.

    `entities` are those its DOCTYPE declared.
    """
    start = _ROOT.search(text)
    text = _ILLEGAL.sub("", text[start.start() :] if start else text)
    if "&" not in text:
        return text
    return _REFERENCE.sub(_Mender(entities).mend, text)


class _Mender:
    """Replaces references an XML parser does not know; bounds what entities add."""

    def __init__(self, entities: dict[str, str]) -> None:
        self._entities = entities
        self._room = _ENTITIES_GROW_TO

    def mend(self, found: re.Match[str]) -> str:
        whole, name = found[0], found[1]
        if name is None:
            return NUMERIC.sub(legal, whole) if "&#" in whole else whole
        if name.startswith("#") and found[2]:
            return legal(number) if (number := NUMERIC.match(whole)) else f"&amp;{name}"
        bare = name[:-1] if found[2] else ""
        if bare in _XML_OWN:
            return whole
        if bare in self._entities:
            self._room -= len(self._entities[bare])
            return self._entities[bare] if self._room > 0 else ""
        character = html5.get(f"{bare};") if bare else None
        return character or f"&amp;{name}"


def legal(found: re.Match[str]) -> str:
    """A numeric reference, or nothing where XML (and any reader) has no such character."""
    number = int(found[1], 16) if found[1] else int(found[2])
    if number in {0x9, 0xA, 0xD} or 0x20 <= number <= 0xD7FF or 0xE000 <= number <= 0xFFFD:
        return found[0]
    return found[0] if 0x10000 <= number <= 0x10FFFF else ""


def without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """The text without its DOCTYPE, and the entities that declared; all but plain ones empty."""
    begin = _DOCTYPE.search(text[:10_000])
    if not begin:
        return text, {}
    bracket, close = text.find("[", begin.end()), text.find(">", begin.end())
    if close < 0:
        return text, {}
    if not -1 < bracket < close:
        return text[: begin.start()] + text[close + 1 :], {}
    subset = re.compile(r"\]\s*>").search(text, bracket)
    if not subset:
        return text[: begin.start()] + text[close + 1 :], {}
    entities: dict[str, str] = {}
    for found in _ENTITY.finditer(text, bracket, subset.start()):
        value = found[2] or found[3] or ""
        plain = len(value) <= _LONGEST_ENTITY and not re.search(r"[<%]|&(?!#\d+;|#x\w+;)", value)
        entities[found[1]] = NUMERIC.sub(legal, value) if plain else ""
    return text[: begin.start()] + text[subset.end() :], entities
