"""RSS 2.0 and Atom 1.0 as their specifications write them, read in a tenth of feedparser's time.

What `dialect.read` says of a feed is said here without it, for documents that are well-formed and
use nothing but the elements below, each where it belongs and as often as it may stand there. For
every other document the answer is None and feedparser is asked. That both say the same, on every
feed of the corpus and on invented ones, is a law (`tests/laws`).

Rules: RSS 2.0 (rssboard.org/rss-specification), RFC 4287, and what feedparser makes of them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from reader.parse.fields import Fields, Said
from reader.parse.said import MOST_ARTICLES, MOST_CATEGORIES, MOST_LINKS
from reader.parse.source import NUMERIC, legal
from reader.text.url import is_sound, is_web

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Take = Callable[["_Reading", ET.Element, Fields], None]

MOST_MARKS = 300_000
"""Occurrences of "<"; more of them are not worth a tree."""

_ATOM = "{http://www.w3.org/2005/Atom}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FEEDBURNER = "{http://rssnamespace.org/feedburner/ext/1.0}"
_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

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


def read(text: str, url: str) -> Said | None:
    """Understand a document found at `url`, or None where feedparser has to."""
    if text.count("<") > MOST_MARKS or "<!DOCTYPE" in text or not _is_legal(text):
        return None
    try:
        root = ET.fromstring(text)  # noqa: S314 - no DOCTYPE, so nothing to expand or to load
        return _Reading(url).document(root)
    except (ET.ParseError, _Unusual):
        return None


class _Unusual(Exception):
    """Feedparser, and its twenty years of broken feeds, is needed here."""


class _Reading:
    """One document: where its addresses are meant from, and the language of its texts."""

    def __init__(self, url: str) -> None:
        self.base = url
        self.is_rss = False
        self.language: str | None = None
        self.feed: Fields = {}
        self.entries: list[Fields] = []

    def document(self, root: ET.Element) -> Said:
        if root.tag == "rss":
            if len(root) != 1 or root[0].tag != "channel" or root[0].attrib:
                raise _Unusual
            self.is_rss = True
            self._lang(root, {"version"})
            self.children(root[0], self.feed, _CHANNEL)
            return self._said("rss20")
        if root.tag == f"{_ATOM}feed":
            self._lang(root, set())
            self.children(root, self.feed, _FEED)
            return self._said("atom10")
        raise _Unusual

    def _said(self, version: str) -> Said:
        if len(self.entries) > MOST_ARTICLES:
            raise _Unusual
        return Said(version, self.feed, self.entries)

    def _lang(self, root: ET.Element, usual: set[str]) -> None:
        if not root.attrib.keys() <= usual | {_LANG}:
            raise _Unusual
        if lang := root.get(_LANG):
            self.language = self.feed["language"] = lang.replace("_", "-")

    def children(self, of: ET.Element, fields: Fields, table: Mapping[str, Take]) -> None:
        """Let every element within another say what it says."""
        for child in of:
            take = table.get(child.tag)
            if take is not None:
                take(self, child, fields)
            elif not all(each.tag.startswith(_SAY_NOTHING) for each in child.iter()):
                raise _Unusual

    def text_in(self, element: ET.Element, kind: str) -> Fields:
        """A text with what feedparser tells of it."""
        told = {"type": kind, "language": self.language, "base": self.base}
        return {**told, "value": _bare(element)}


def _bare(element: ET.Element) -> str:
    """The text of an element that holds nothing else."""
    if len(element):
        raise _Unusual
    text = (element.text or "").strip()
    return text if text.isascii() else _mended(text)


def _mended(text: str) -> str:
    """UTF-8 that was taken for Latin-1 and written as UTF-8 again, as it was meant."""
    if _C1.search(text):
        raise _Unusual
    try:
        return text.encode("iso-8859-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


_C1 = re.compile("[\x80-\x9f]")


def _is_legal(text: str) -> bool:
    """Whether every numeric reference, also of HTML in CDATA, is a character of XML."""
    return "&#" not in text or all(map(legal, NUMERIC.finditer(text)))


def _plain(element: ET.Element) -> str:
    """The text of an element without attributes."""
    if element.attrib:
        raise _Unusual
    return _bare(element)


def _address(url: str) -> str:
    """An address that means the same whatever the base."""
    if url and not is_sound(url):
        raise _Unusual
    return url


# What elements say. Each takes the reading, the element and the fields it goes to.


def _once(key: str) -> Take:
    """A text that may stand once."""

    def take(_: _Reading, element: ET.Element, fields: Fields) -> None:
        if key in fields:
            raise _Unusual
        fields[key] = _plain(element)

    return take


def _title(here: _Reading, element: ET.Element, fields: Fields) -> None:
    _with_detail(here, element, fields, "title", _kind(element, "text/plain"))


def _description(here: _Reading, element: ET.Element, fields: Fields) -> None:
    _with_detail(here, element, fields, "summary", _kind(element, "text/html"))


def _summary(here: _Reading, element: ET.Element, fields: Fields) -> None:
    _with_detail(here, element, fields, "summary", _kind(element, "text/plain"))


def _subtitle(here: _Reading, element: ET.Element, fields: Fields) -> None:
    kind = "text/html" if element.tag == "description" else "text/plain"
    _with_detail(here, element, fields, "subtitle", _kind(element, kind))


def _with_detail(here: _Reading, element: ET.Element, fields: Fields, key: str, kind: str) -> None:
    if f"{key}_detail" in fields:
        raise _Unusual
    told = here.text_in(element, kind)
    fields[key], fields[f"{key}_detail"] = told["value"], told


def _kind(element: ET.Element, usual: str) -> str:
    """The media type of a text, which Atom shortens (RFC 4287, 3.1.1)."""
    attributes = element.attrib
    if not attributes:
        return usual
    if attributes.keys() != {"type"} or not element.tag.startswith(_ATOM):
        raise _Unusual
    try:
        return _KINDS[attributes["type"]]
    except KeyError:
        raise _Unusual from None


_KINDS = {"text": "text/plain", "html": "text/html"}
_KINDS |= {kind: kind for kind in ("text/plain", "text/html")}


def _content(here: _Reading, element: ET.Element, fields: Fields) -> None:
    if "content" in fields:
        raise _Unusual
    kind = _kind(element, "text/plain" if element.tag.startswith(_ATOM) else "text/html")
    told = here.text_in(element, kind)
    fields["content"] = [told]
    fields.setdefault("summary", told["value"])


def _link(here: _Reading, element: ET.Element, fields: Fields) -> None:
    if "link" in fields:
        raise _Unusual
    url = _address(_plain(element))
    links = fields.setdefault("links", [])
    links.append({"rel": "alternate", "type": "text/html"} | ({"href": url} if url else {}))
    fields["link"] = url
    _take_for_base(here, fields)


def _atom_link(here: _Reading, element: ET.Element, fields: Fields) -> None:
    attributes = dict(element.attrib)
    if len(element) or not attributes.get("href") or not attributes.keys() <= _LINK_ATTRIBUTES:
        raise _Unusual
    rel = attributes.get("rel", "alternate").lower()
    usual = "application/atom+xml" if rel == "self" else "text/html"
    kind = attributes.get("type", usual).lower()
    url = _address(attributes["href"])
    fields.setdefault("links", []).append({**attributes, "rel": rel, "type": kind, "href": url})
    if rel == "alternate" and kind in ("text/html", "html", "xhtml", "application/xhtml+xml"):
        fields["link"] = url
    _take_for_base(here, fields)


_LINK_ATTRIBUTES = frozenset(("href", "rel", "type", "title", "length", "hreflang"))


def _take_for_base(here: _Reading, fields: Fields) -> None:
    """The channel's page is the base of what follows, as `dialect` has it."""
    if fields is here.feed and here.is_rss and here.base and is_web(fields.get("link", "")):
        here.base = fields["link"]


def _guid(_: _Reading, element: ET.Element, fields: Fields) -> None:
    if "id" in fields or not element.attrib.keys() <= {"isPermaLink"}:
        raise _Unusual
    permanent = element.get("isPermaLink", "true").strip().lower()
    fields["id"], fields["guidislink"] = _bare(element), permanent != "false"


def _author(_: _Reading, element: ET.Element, fields: Fields) -> None:
    name = _plain(element)
    fields.setdefault("authors", []).append({"text": name} if name else {})


def _person(_: _Reading, element: ET.Element, fields: Fields) -> None:
    person: Fields = {}
    for child in element:
        key = _PERSON.get(child.tag)
        if child.tag == _GOOGLE_IMAGE:
            continue
        if key is None or key in person or (child.tail or "").strip():
            raise _Unusual
        person[key] = _address(_plain(child)) if key == "href" else _plain(child)
    if element.attrib or (element.text or "").strip():
        raise _Unusual
    fields.setdefault("authors", []).append(person)


_GOOGLE_IMAGE = "{http://schemas.google.com/g/2005}image"
_PERSON = {f"{_ATOM}name": "name", f"{_ATOM}email": "email", f"{_ATOM}uri": "href"}


def _category(_: _Reading, element: ET.Element, fields: Fields) -> None:
    tags = fields.setdefault("tags", [])
    attributes, value = element.attrib, _bare(element)
    if (
        not attributes.keys() <= {"term", "scheme", "label", "domain"}
        or len(tags) >= MOST_CATEGORIES
    ):
        raise _Unusual
    term, label = attributes.get("term"), attributes.get("label")
    scheme = attributes.get("scheme", attributes.get("domain"))
    if term or scheme or label:
        tags.append({"term": term, "scheme": scheme, "label": label})
    if not value:
        return
    if tags and not tags[-1]["term"]:
        tags[-1]["term"] = value
    else:
        tags.append({"term": value, "scheme": None, "label": None})


def _enclosure(_: _Reading, element: ET.Element, fields: Fields) -> None:
    attributes = dict(element.attrib)
    links = fields.setdefault("links", [])
    if not attributes.keys() <= {"url", "type", "length"} or len(links) >= MOST_LINKS:
        raise _Unusual
    _nothing_in(element)
    url = _address(attributes.pop("url", ""))
    if "type" in attributes:
        attributes["type"] = attributes["type"].lower()
    if url:
        links.append({**attributes, "rel": "enclosure", "href": url})


def _illustration(key: str) -> Take:
    def take(here: _Reading, element: ET.Element, fields: Fields) -> None:
        several = fields.setdefault(key, [])
        if len(several) >= MOST_LINKS or not element.attrib.keys() <= _MEDIA_ATTRIBUTES:
            raise _Unusual
        if (element.text or "").strip():
            raise _Unusual
        url = element.get("url")
        several.append({**element.attrib, "url": _address(url)} if url else dict(element.attrib))
        here.children(element, fields, _WITH_MEDIA)

    return take


def _group(here: _Reading, element: ET.Element, fields: Fields) -> None:
    if element.attrib:
        raise _Unusual
    here.children(element, fields, _WITH_MEDIA)


_MEDIA_ATTRIBUTES = frozenset(
    ("url", "type", "medium", "width", "height", "fileSize", "isDefault", "duration", "expression")
)


def _artwork(_: _Reading, element: ET.Element, fields: Fields) -> None:
    _nothing_in(element)
    if element.attrib.keys() != {"href"}:
        raise _Unusual
    if element.attrib["href"]:
        fields["image"] = {"href": element.attrib["href"]}


def _original(key: str) -> Take:
    def take(_: _Reading, element: ET.Element, fields: Fields) -> None:
        if key in fields:
            raise _Unusual
        if url := _address(_plain(element)):
            fields[key] = url

    return take


def _entry(here: _Reading, element: ET.Element, _: Fields) -> None:
    if element.attrib:
        raise _Unusual
    fields: Fields = {}
    here.entries.append(fields)
    here.children(element, fields, _ITEM if element.tag == "item" else _ENTRY)


def _nothing_in(element: ET.Element) -> None:
    if len(element) or (element.text or "").strip():
        raise _Unusual


def _passed_over(_: _Reading, element: ET.Element, __: Fields) -> None:
    """An element that has nothing to say to readers, and nothing in it."""
    if len(element):
        raise _Unusual


def _picture_of_channel(_: _Reading, element: ET.Element, __: Fields) -> None:
    if any(child.tag not in _OF_PICTURE or len(child) for child in element):
        raise _Unusual


_OF_PICTURE = frozenset(("url", "title", "link", "width", "height", "description"))


def _among_its_own(_: _Reading, element: ET.Element, __: Fields) -> None:
    """An element that may hold others of its own module, none of which a reader shows."""
    module = element.tag[: element.tag.index("}") + 1]
    if not all(each.tag.startswith(module) for each in element.iter()):
        raise _Unusual


def _with_type(key: str) -> Take:
    """A text that may stand once and says of which type it is."""
    take = _once(key)

    def typed(here: _Reading, element: ET.Element, fields: Fields) -> None:
        if element.attrib.keys() <= {"type"}:
            element.attrib.clear()
        take(here, element, fields)

    return typed


_WITH_MEDIA: Mapping[str, Take] = {
    f"{_MEDIA}title": _with_type("media_title"),
    f"{_MEDIA}description": _with_type("media_description"),
    f"{_MEDIA}content": _illustration("media_content"),
    f"{_MEDIA}thumbnail": _illustration("media_thumbnail"),
    f"{_MEDIA}credit": _passed_over,
    f"{_MEDIA}copyright": _passed_over,
    f"{_MEDIA}community": _among_its_own,
}
"""What stands in a group of media, or in one of them."""

_ITEM: Mapping[str, Take] = {
    "title": _title,
    "link": _link,
    "description": _description,
    "guid": _guid,
    "pubDate": _once("published"),
    "author": _author,
    "category": _category,
    "enclosure": _enclosure,
    "comments": _passed_over,
    f"{_DC}creator": _author,
    f"{_DC}date": _once("dc_date"),
    f"{_DC}identifier": _passed_over,
    f"{_DC}subject": _category,
    f"{_CONTENT}encoded": _content,
    f"{_ATOM}link": _atom_link,
    **_WITH_MEDIA,
    f"{_MEDIA}group": _group,
    f"{_FEEDBURNER}origLink": _original("feedburner_origlink"),
    f"{_FEEDBURNER}origEnclosureLink": _original("feedburner_origenclosurelink"),
    f"{_ITUNES}author": _once("itunes_author"),
    f"{_ITUNES}title": _once("itunes_title"),
    f"{_ITUNES}subtitle": _once("itunes_subtitle"),
    f"{_ITUNES}summary": _once("itunes_summary"),
    f"{_ITUNES}image": _artwork,
    **{
        f"{_ITUNES}{name}": _passed_over
        for name in ("duration", "explicit", "episode", "episodeType", "season", "block")
    },
}

_CHANNEL: Mapping[str, Take] = {
    "item": _entry,
    "title": _title,
    "link": _link,
    "description": _subtitle,
    "language": _once("language"),
    "managingEditor": _author,
    "image": _picture_of_channel,
    f"{_ATOM}link": _atom_link,
    f"{_ITUNES}author": _once("itunes_author"),
    f"{_ITUNES}owner": _among_its_own,
    f"{_ITUNES}category": _among_its_own,
    f"{_DC}creator": _author,
    f"{_DC}language": _once("language"),
    **dict.fromkeys(
        (
            *("category", "cloud", "copyright", "docs", "generator", "lastBuildDate", "pubDate"),
            *("rating", "ttl", "webMaster"),
            *(f"{_ATOM}{name}" for name in ("id", "updated")),
            *(f"{_DC}{name}" for name in ("date", "publisher", "rights")),
            *(f"{_MEDIA}{name}" for name in ("category", "copyright", "keywords", "rating")),
        ),
        _passed_over,
    ),
    **{
        f"{_ITUNES}{name}": _passed_over
        for name in (
            *("block", "explicit", "image", "keywords", "new-feed-url", "subtitle", "summary"),
            "type",
        )
    },
}

_ENTRY: Mapping[str, Take] = {
    f"{_ATOM}title": _title,
    f"{_ATOM}link": _atom_link,
    f"{_ATOM}id": _guid,
    f"{_ATOM}published": _once("published"),
    f"{_ATOM}updated": _once("updated"),
    f"{_ATOM}content": _content,
    f"{_ATOM}summary": _summary,
    f"{_ATOM}author": _person,
    f"{_ATOM}category": _category,
    **_WITH_MEDIA,
    f"{_MEDIA}group": _group,
    f"{_FEEDBURNER}origLink": _original("feedburner_origlink"),
    f"{_FEEDBURNER}origEnclosureLink": _original("feedburner_origenclosurelink"),
}

_FEED: Mapping[str, Take] = {
    f"{_ATOM}entry": _entry,
    f"{_ATOM}title": _title,
    f"{_ATOM}subtitle": _subtitle,
    f"{_ATOM}link": _atom_link,
    f"{_ATOM}author": _person,
    **dict.fromkeys(
        (
            f"{_ATOM}{name}"
            for name in (*("category", "generator"), "icon", "id", "logo", "rights", "updated")
        ),
        _passed_over,
    ),
}
