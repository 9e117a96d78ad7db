"""feedparser's two parsers, put right where a news reader needs more than they give.

Changed against feedparser 6: a guid stays as it was written; Media RSS and iTunes texts do not
pass for the article's own; dates and authors stay text for our own readers of them; addresses of
files are resolved where they stand; categories beyond a sane number are dropped, because looking
for repeats among them takes quadratic time. Nothing external is loaded: documents come here
without their DOCTYPE.
"""

from __future__ import annotations

import contextlib
import html
import io
import xml.sax
import xml.sax.expatreader
import xml.sax.handler
from typing import TYPE_CHECKING, Any
from xml.sax.xmlreader import InputSource

from feedparser.api import LooseFeedParser, StrictFeedParser
from feedparser.exceptions import UndeclaredNamespace

from reader.model.errors import ParseError
from reader.parse.bounds import Bounded
from reader.parse.fields import Fields, Said, value, values
from reader.parse.said import MOST_ARTICLES, MOST_CATEGORIES, MOST_LINKS
from reader.text.url import is_web, may_be_relative

if TYPE_CHECKING:
    from collections.abc import Callable

_STUMBLES = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What feedparser raises at elements that stand where it does not expect them."""

DEEPEST = 500
"""Levels of elements; markup in an article that is not escaped counts."""


def read(text: str, url: str) -> Said:
    """Understand a mended document; `url` is the base of its addresses.

    Raises ParseError if it nests deeper than `DEEPEST`.
    """
    try:
        return _told(_Strict(url), text, _strictly)
    except (xml.sax.SAXException, UndeclaredNamespace):
        return _told(_Loose(url), text, _loosely)


def _told(parser: Any, text: str, feed: Callable[[Any, str], None]) -> Said:
    parser.sanitize_html = parser.resolve_relative_uris = False
    with contextlib.suppress(_Enough):
        feed(parser, text)
    return Said(parser.version, parser.feeddata, parser.entries)


def _strictly(parser: Any, text: str) -> None:
    reader = xml.sax.expatreader.create_parser()  # noqa: S315 - no DOCTYPE gets here
    reader.setFeature(xml.sax.handler.feature_namespaces, True)
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    reader.setContentHandler(parser)
    reader.setErrorHandler(parser)
    source = InputSource()
    source.setByteStream(io.BytesIO(text.encode("utf-8", "replace")))
    source.setEncoding("utf-8")
    reader.parse(source)


def _loosely(parser: Any, text: str) -> None:
    parser.feed(text)
    parser.close_text()


class _Enough(Exception):
    """As many articles as anybody wants have been read."""


class _Corrections:
    """What both parsers do differently; stands before them in the order of resolution."""

    can_be_relative_uri = StrictFeedParser.can_be_relative_uri - {"id"}

    if TYPE_CHECKING:
        baseuri: str
        basestack: list[str]
        langstack: list[str]
        depth: int
        entries: list[Fields]
        feeddata: Fields
        version: str
        guidislink: bool
        inauthor: int

        def push(self, element: str, expecting_text: int) -> None: ...
        def pop(self, element: str) -> str | None: ...
        def _get_context(self) -> Fields: ...

    def unknown_starttag(self, tag: str, attrs: Any) -> None:
        if self.depth > DEEPEST:
            raise ParseError("The document nests deeper than any feed does.")
        with contextlib.suppress(*_STUMBLES):
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]

    def unknown_endtag(self, tag: str) -> None:
        depth = self.depth
        try:
            super().unknown_endtag(tag)  # type: ignore[misc]
        except _STUMBLES:
            self.depth = depth - 1
            del self.basestack[-1:], self.langstack[-1:]

    def _start_title(self, attrs: Fields) -> None:
        self.svgOK = 0  # A drawing that was never closed would make feedparser recur without end.
        super()._start_title(attrs)  # type: ignore[misc]

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        tags: list[Fields] = self._get_context().setdefault("tags", [])
        if (term or scheme or label) and len(tags) < MOST_CATEGORIES:
            tags.append({"term": term, "scheme": scheme, "label": label})

    def _start_item(self, attrs: Fields) -> None:
        if len(self.entries) >= MOST_ARTICLES:
            raise _Enough
        super()._start_item(attrs)  # type: ignore[misc]

    _start_entry = _start_item

    def _start_guid(self, attrs: Fields) -> None:
        self.guidislink = attrs.get("ispermalink", "true").strip().lower() != "false"
        self.push("id", 1)

    def _end_guid(self) -> None:
        self.pop("id")
        self._get_context()["guidislink"] = self.guidislink

    _start_id = _start_guid
    _end_id = _end_guid

    def _end_author(self) -> None:
        text = self.pop("author")
        self.inauthor = 0
        authors = values(self._get_context(), "authors")
        if text and authors and not authors[-1]:
            authors[-1]["text"] = text

    _end_managingeditor = _end_author

    def _sync_author_detail(self, key: str = "author") -> None:
        """Left out: `parse.authors` reads names and addresses, in linear time."""

    def _start_link(self, attrs: Fields) -> None:
        if "href" not in attrs or attrs["href"].strip():
            super()._start_link(attrs)  # type: ignore[misc]

    def _end_link(self) -> None:
        """Take the channel's page for the base of what follows (RSS has no word on it).

        A feed may be served from elsewhere, and what it shortens is meant from the site.
        """
        super()._end_link()  # type: ignore[misc]
        link = value(self.feeddata, "link")
        before = self.baseuri
        if before and is_web(link) and self._in_channel():
            self.baseuri = link
            self.basestack[:] = [link if base == before else base for base in self.basestack]

    def resolve_uri(self, uri: str) -> str:
        """Against the base, unless it only looks relative."""
        return super().resolve_uri(uri) if may_be_relative(uri) else uri  # type: ignore[misc]

    def _in_channel(self) -> bool:
        return self.version.startswith("rss") and self._get_context() is self.feeddata

    def _end_feedburner_origlink(self) -> None:
        self._resolved("feedburner_origlink")

    def _end_feedburner_origenclosurelink(self) -> None:
        self._resolved("feedburner_origenclosurelink")

    def _resolved(self, key: str) -> None:
        url = self.pop(key)
        if url:
            self._get_context()[key] = self.resolve_uri(url.strip())

    def _end_source(self) -> None:
        authors = values(self._get_context(), "authors")
        super()._end_source()  # type: ignore[misc]
        self._get_context().setdefault("source_authors", []).extend(authors)

    def _start_enclosure(self, attrs: Fields) -> None:
        href = attrs.pop("url", "") or attrs.pop("uri", "") or attrs.pop("href", "")
        links = self._get_context().setdefault("links", [])
        if href.strip() and len(links) < MOST_LINKS:
            links.append({**attrs, "rel": "enclosure", "href": self.resolve_uri(href)})

    def _start_media_content(self, attrs: Fields) -> None:
        self._illustrate("media_content", attrs)

    def _start_media_thumbnail(self, attrs: Fields) -> None:
        self._illustrate("media_thumbnail", attrs)
        self.push("url", 1)

    def _illustrate(self, key: str, attrs: Fields) -> None:
        several = self._get_context().setdefault(key, [])
        if len(several) < MOST_LINKS:
            url = attrs.get("url")
            several.append({**attrs, "url": self.resolve_uri(url)} if url else attrs)


def _apart(element: str, key: str) -> None:
    """Let an element of a module be a field of its own."""

    def start(self: _Corrections, _attrs: Fields) -> None:
        self.push(key, 1)

    def end(self: _Corrections) -> None:
        self.pop(key)

    setattr(_Corrections, f"_start_{element}", start)
    setattr(_Corrections, f"_end_{element}", end)


_DATES = {"issued": "published", "pubdate": "published", "modified": "updated"}
_DATES |= {"lastbuilddate": "updated", "expirationdate": "expired"}
_ITUNES = ("itunes_author", "itunes_title", "itunes_subtitle", "itunes_summary")
for _key in ("published", "updated", "created", "dc_date", "media_title", "media_description"):
    _apart(_key, _key)
for _key in _ITUNES:
    _apart(_key, _key)
for _element, _key in _DATES.items():
    _apart(_element, _key)


class _Strict(_Corrections, Bounded):
    """For documents that are well-formed."""

    def __init__(self, url: str) -> None:
        super().__init__(url, None, "utf-8")


_TEXTS = frozenset({"title", "description", "summary", "content", "subtitle", "rights", "info"})


class _Loose(_Corrections, LooseFeedParser):  # type: ignore[misc]
    """For the others."""

    def __init__(self, url: str) -> None:
        super().__init__(url, None, "utf-8", {})
        self.namespacemap |= dict.fromkeys(("atom", "atom10", "a10", "rss"), "")

    if TYPE_CHECKING:
        incontent: int
        contentparams: Fields
        elementstack: list[list[Any]]

    def decode_entities(self, element: str, data: str) -> str:
        # What is no text of an article is decoded here, so that a guid is the same by both parsers.
        if not self.contentparams and element not in _TEXTS:
            return html.unescape(data)
        return str(super().decode_entities(element, data))

    def unknown_endtag(self, tag: str) -> None:
        if tag.rpartition(":")[2] in {"item", "entry", "channel", "feed"}:
            self.close_text()
        super().unknown_endtag(tag)

    def close_text(self) -> None:
        """End a text whose own end tag is missing, so that it does not swallow what follows."""
        self.svgOK = 0
        while self.elementstack and self.elementstack[-1][0] in _TEXTS:
            element = self.elementstack[-1][0]
            if self.incontent and self.contentparams:
                getattr(self, f"_end_{element}")()
            if self.elementstack and self.elementstack[-1][0] == element:
                self.pop(element)
        self.incontent = 0
