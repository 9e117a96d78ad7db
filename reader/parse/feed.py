"""The door of this room: bytes to a ParsedFeed, or one sentence on why there is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.model.errors import NotAFeed
from reader.parse import direct
from reader.parse.rhythm import rhythm
from reader.parse.source import decoded, mended, unpack, without_doctype
from reader.parse.xml import from_said
from reader.text.clean import clean_line
from reader.text.url import without_secrets

if TYPE_CHECKING:
    from reader.model.parsed import ParsedFeed
    from reader.parse.fields import Said

_HEAD = 50_000
"""Characters in which a document shows what it is."""

_FEED = re.compile(
    r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)(?=[\s>/])"
    r"|\A>?\s*<(?:[\w.-]{1,40}:)?(?:channel|entry)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(r">?\s*(<!--|<\?)")
_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_PAGE_BEGINS = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")

_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound or picture file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_SITE_HINT = "Try the address of the site itself: dateline looks for the feeds it names."


def parse_feed(body: bytes, url: str, content_type: str = "") -> ParsedFeed:
    """What a feed document says: RSS, RDF, Atom, JSON Feed or RSS in JSON, packed or plain.

    `url` is where it was found and the base of its relative addresses; `content_type` is the
    header, whose charset counts where the document names none.

    Raises NotAFeed if it is something else, ParseError if it is too broken or too large.
    """
    source = without_secrets(url) if url else "This document"
    body = unpack(body)
    for signature, looks_like in _BINARY:
        if body.startswith(signature):
            raise NotAFeed(source, looks_like)
    text = decoded(body, content_type)
    if not text.strip():
        raise NotAFeed(source, "empty", "The server sent nothing; try again later.")
    if text.startswith(("{", "[")):
        from reader.parse.jsonfeed import from_json  # noqa: PLC0415 - only for JSON

        return from_json(text, url, source)
    document, entities = without_doctype(text)
    if not _is_feed(document):
        raise _not_a_feed(source, text)
    return from_said(_said(text, document, entities, url), url, rhythm(document))


def _said(text: str, document: str, entities: dict[str, str], url: str) -> Said:
    """What an XML feed says; `document` is its text without the DOCTYPE."""
    said = direct.read(text, url) if document is text else None
    if said is None:
        from reader.parse import dialect  # noqa: PLC0415 - feedparser is slow to import

        said = dialect.read(mended(document, entities), url)
    return said


def _is_feed(text: str) -> bool:
    """Whether a feed begins in it, and not as an example inside a web page."""
    begin = _prolog(text)
    head = text[begin : begin + _HEAD]
    feed, page = _FEED.search(head), _PAGE.search(head)
    return feed is not None and (page is None or feed.start() < page.start())


def _prolog(text: str) -> int:
    """Where comments and processing instructions at the beginning end."""
    position = 0
    while found := _ASIDE.match(text, position):
        end = text.find("-->" if found[1] == "<!--" else "?>", found.end())
        if end < 0:
            break
        position = end + 2
    return position


def _not_a_feed(source: str, text: str) -> NotAFeed:
    begin = _prolog(text)
    head = text[begin : begin + _HEAD]
    element = _ELEMENT.search(head)
    name = clean_line(element[1]) if element else ""
    if name.lower() == "opml":
        hint = "Import it as a list of feeds: dateline import FILE."
        return NotAFeed(source, "a list of feeds (OPML)", hint)
    if _PAGE_BEGINS.match(head) or _PAGE.search(head):
        return NotAFeed(source, "a web page", _SITE_HINT)
    if name and re.match(r">?\s*<", head):
        return NotAFeed(source, f"an XML document of another kind ({name})", _SITE_HINT)
    if "\x00" in head or head.count("\ufffd") > len(head) // 10:
        return NotAFeed(source, "a binary file")
    return NotAFeed(source, "plain text")
