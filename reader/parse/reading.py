"""One document on its way from elements to feedparser's terms: see `direct`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.text.url import is_sound

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Callable, Mapping

    from reader.parse.fields import Fields

    Take = Callable[["Reading", ET.Element, Fields], None]
    """What an element says: takes the reading, the element and the fields it goes to."""

_C1 = re.compile("[\x80-\x9f]")

_SAY_NOTHING = (  # modules with nothing in them that a reader shows
    "{http://purl.org/rss/1.0/modules/slash/}",
    "{http://purl.org/rss/1.0/modules/syndication/}",
    "{http://purl.org/syndication/thread/1.0}",
    "{http://wellformedweb.org/CommentAPI/}",
    "{http://www.georss.org/georss}",
    "{com-wordpress:feed-additions:1}",
    "{http://rssnamespace.org/feedburner/ext/1.0}",
    "{http://a9.com/-/spec/opensearch/1.1/}",
    "{http://a9.com/-/spec/opensearchrss/1.0/}",
    "{http://www.youtube.com/xml/schemas/2015}",
    "{https://podcastindex.org/namespace/1.0}",
)


class Unusual(Exception):
    """Feedparser, and its twenty years of broken feeds, is needed here."""


class Reading:
    """One document: where its addresses are meant from, and the language of its texts."""

    def __init__(self, url: str) -> None:
        self.base = url
        self.is_rss = False
        self.language: str | None = None
        self.feed: Fields = {}
        self.entries: list[Fields] = []

    def children(self, of: ET.Element, fields: Fields, table: Mapping[str, Take]) -> None:
        """Let every element within another say what it says."""
        for child in of:
            take = table.get(child.tag)
            if take is not None:
                take(self, child, fields)
            elif not all(each.tag.startswith(_SAY_NOTHING) for each in child.iter()):
                raise Unusual

    def text_in(self, element: ET.Element, kind: str) -> Fields:
        """A text with what feedparser tells of it."""
        told = {"type": kind, "language": self.language, "base": self.base}
        return {**told, "value": bare(element)}


def bare(element: ET.Element) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise Unusual
    text = (element.text or "").strip()
    return text if text.isascii() else _mended(text)


def _mended(text: str) -> str:
    """UTF-8 that was taken for Latin-1 and written as UTF-8 again, as it was meant."""
    if _C1.search(text):
        raise Unusual
    try:
        return text.encode("iso-8859-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def plain(element: ET.Element) -> str:
    """The text of an element without attributes."""
    if element.attrib:
        raise Unusual
    return bare(element)


def address(url: str) -> str:
    """An address that means the same whatever the base."""
    if url and not is_sound(url):
        raise Unusual
    return url


def raw(element: ET.Element) -> str:
    """The text of an element without attributes, for once as it was written."""
    if len(element) or element.attrib:
        raise Unusual
    return (element.text or "").strip()
