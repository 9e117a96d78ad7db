"""The feeds that a web page names. Pure, linear, never raises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from reader.model.outcome import Candidate
from reader.text.clean import clean_line
from reader.text.url import host, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST = 50

_LONGEST = 5_000_000
"""Characters of a page that are looked at."""

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/json",
        "application/xml",
        "text/xml",
    }
)
_PLAIN_TYPES = frozenset({"application/json", "application/xml", "text/xml"})
"""Types that are feeds often, but not always: oEmbed and WordPress' own interface are JSON too."""

_NO_FEED = re.compile(r"oembed|wp-json|opensearch|manifest|sitemap|/api/", re.IGNORECASE)
_COMMENTS = re.compile(r"comment", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(/feed/?|/rss/?|/atom/?|\.rss|\.atom|\.rdf|/feed\.(xml|json)|/rss\.xml|/atom\.xml|/index\.xml)$",
    re.IGNORECASE,
)


def candidates(html: str, base_url: str) -> tuple[Candidate, ...]:
    """The feeds a page names in its head, in order, those of comments last.

    Only where it names none: links to what is plainly a feed on the same host.
    """
    page = _Page()
    _read(html, page)
    base = resolve(base_url, page.base) or base_url
    named = _unique(_named(page.links, base))
    if not named:
        named = _unique(_linked(page.anchors, base))
    named.sort(key=lambda found: bool(_COMMENTS.search(found.title + urlsplit(found.url).path)))
    return tuple(named[:MOST])


class _Page:
    """Collects what matters while lxml reads; the names are those of lxml's target interface."""

    def __init__(self) -> None:
        self.base = ""
        self.links: list[dict[str, str]] = []
        self.anchors: list[tuple[str, list[str]]] = []
        self._text: list[str] | None = None

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        attributes = cast("dict[str, str]", attrib)
        if tag == "base":
            self.base = self.base or attributes.get("href", "")
        elif tag == "link":
            self.links.append(dict(attributes))
        elif tag == "a" and len(self.anchors) < 20_000:
            self._text = []
            self.anchors.append((attributes.get("href", ""), self._text))

    def end(self, tag: str | bytes) -> None:
        if tag == "a":
            self._text = None

    def data(self, data: str | bytes) -> None:
        if self._text is not None and len(self._text) < 20:
            self._text.append(str(data))

    def comment(self, text: str | bytes) -> None:
        """Comments name nothing."""

    def close(self) -> None:
        """Nothing is left open."""


def _read(html: str, page: _Page) -> None:
    from lxml import etree  # noqa: PLC0415 - only when a page is looked through

    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    text = html[:_LONGEST].replace("\0", "").encode("utf-8", "replace")
    try:
        parser.feed(text)
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError):
        return  # an empty page, or one past repair; what was found until then counts


def _named(links: Iterable[Mapping[str, str]], base: str) -> Iterable[Candidate]:
    for link in links:
        relations = link.get("rel", "").lower().split()
        kind = link.get("type", "").partition(";")[0].strip().lower()
        reference = link.get("href", "")
        if "feed" not in relations and not ("alternate" in relations and kind in _FEED_TYPES):
            continue
        if kind in _PLAIN_TYPES and _NO_FEED.search(reference):
            continue
        yield Candidate(_address(base, reference), clean_line(link.get("title", "")), kind)


def _linked(anchors: Iterable[tuple[str, list[str]]], base: str) -> Iterable[Candidate]:
    for reference, text in anchors:
        url = _address(base, reference)
        if host(url) == host(base) and _FEED_PATH.search(urlsplit(url).path):
            yield Candidate(url, clean_line("".join(text))[:200])


def _address(base: str, reference: str) -> str:
    url = resolve(base, re.sub(r"^feed:(//)?(?=https?:)", "", reference.strip()))
    return "" if url.startswith("mailto:") else url.partition("#")[0]


def _unique(found: Iterable[Candidate]) -> list[Candidate]:
    """Each address once, where it was named first."""
    unique: dict[str, Candidate] = {}
    for one in found:
        if one.url:
            unique.setdefault(one.url, one)
    return list(unique.values())
