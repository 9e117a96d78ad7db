"""What the elements of RSS and Atom say, one function each: see `direct`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.parse.reading import Unusual, address, bare, plain, raw
from reader.parse.said import MOST_CATEGORIES, MOST_LINKS
from reader.text.url import is_web

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Mapping

    from reader.parse.fields import Fields
    from reader.parse.reading import Reading, Take

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
FEEDBURNER = "{http://rssnamespace.org/feedburner/ext/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
MEDIA = "{http://search.yahoo.com/mrss/}"


def once(key: str) -> Take:
    """A text that may stand once."""

    def take(_: Reading, element: ET.Element, fields: Fields) -> None:
        if key in fields:
            raise Unusual
        fields[key] = plain(element)

    return take


def title(here: Reading, element: ET.Element, fields: Fields) -> None:
    """A headline; Atom says of which type it is, RSS leaves it to its look."""
    _with_detail(here, element, fields, "title", _kind(element, "text/plain"))


def description(here: Reading, element: ET.Element, fields: Fields) -> None:
    """The text of an RSS article, or a part of it."""
    _with_detail(here, element, fields, "summary", _kind(element, "text/html"))


def summary(here: Reading, element: ET.Element, fields: Fields) -> None:
    """The beginning of an Atom article, or words about it."""
    _with_detail(here, element, fields, "summary", _kind(element, "text/plain"))


def subtitle(here: Reading, element: ET.Element, fields: Fields) -> None:
    """What a feed says it is about."""
    kind = "text/html" if element.tag == "description" else "text/plain"
    _with_detail(here, element, fields, "subtitle", _kind(element, kind))


def _with_detail(here: Reading, element: ET.Element, fields: Fields, key: str, kind: str) -> None:
    if f"{key}_detail" in fields:
        raise Unusual
    told = here.text_in(element, kind)
    fields[key], fields[f"{key}_detail"] = told["value"], told


def _kind(element: ET.Element, usual: str) -> str:
    """The media type of a text, which Atom shortens (RFC 4287, 3.1.1)."""
    attributes = element.attrib
    if not attributes:
        return usual
    if attributes.keys() != {"type"} or not element.tag.startswith(ATOM):
        raise Unusual
    try:
        return _KINDS[attributes["type"]]
    except KeyError:
        raise Unusual from None


_KINDS = {"text": "text/plain", "html": "text/html"}
_KINDS |= {kind: kind for kind in ("text/plain", "text/html")}


def content(here: Reading, element: ET.Element, fields: Fields) -> None:
    """The whole text: content:encoded in RSS, content in Atom."""
    if "content" in fields:
        raise Unusual
    kind = _kind(element, "text/plain" if element.tag.startswith(ATOM) else "text/html")
    told = here.text_in(element, kind)
    fields["content"] = [told]
    fields.setdefault("summary", told["value"])


def link(here: Reading, element: ET.Element, fields: Fields) -> None:
    """The page of an article or a channel, as RSS writes it."""
    if "link" in fields:
        raise Unusual
    url = address(plain(element))
    links = fields.setdefault("links", [])
    links.append({"rel": "alternate", "type": "text/html"} | ({"href": url} if url else {}))
    fields["link"] = url
    _take_for_base(here, fields)


def atom_link(here: Reading, element: ET.Element, fields: Fields) -> None:
    """An address and what it is to the article (RFC 4287, 4.2.7); RSS borrows it."""
    attributes = dict(element.attrib)
    if len(element) or not attributes.get("href") or not attributes.keys() <= _LINK_ATTRIBUTES:
        raise Unusual
    rel = attributes.get("rel", "alternate").lower()
    usual = "application/atom+xml" if rel == "self" else "text/html"
    kind = attributes.get("type", usual).lower()
    url = address(attributes["href"])
    fields.setdefault("links", []).append({**attributes, "rel": rel, "type": kind, "href": url})
    if rel == "alternate" and kind in ("text/html", "html", "xhtml", "application/xhtml+xml"):
        fields["link"] = url
    _take_for_base(here, fields)


_LINK_ATTRIBUTES = frozenset(("href", "rel", "type", "title", "length", "hreflang"))


def _take_for_base(here: Reading, fields: Fields) -> None:
    """The channel's page is the base of what follows, as `dialect` has it."""
    if fields is here.feed and here.is_rss and here.base and is_web(fields.get("link", "")):
        here.base = fields["link"]


def guid(_: Reading, element: ET.Element, fields: Fields) -> None:
    """The id, and whether it is an address too."""
    if "id" in fields or not element.attrib.keys() <= {"isPermaLink"}:
        raise Unusual
    permanent = element.get("isPermaLink", "true").strip().lower()
    fields["id"], fields["guidislink"] = bare(element), permanent != "false"


def author(_: Reading, element: ET.Element, fields: Fields) -> None:
    """A name or a mail address, or both: `parse.authors` tells."""
    name = plain(element)
    fields.setdefault("authors", []).append({"text": name} if name else {})


def person(_: Reading, element: ET.Element, fields: Fields) -> None:
    """A name, a mail address and a page, apart (RFC 4287, 3.2)."""
    person: Fields = {}
    for child in element:
        key = _PERSON.get(child.tag)
        if child.tag == _GOOGLE_IMAGE:
            continue
        if key is None or key in person or (child.tail or "").strip():
            raise Unusual
        person[key] = address(plain(child)) if key == "href" else raw(child)
    if element.attrib or (element.text or "").strip():
        raise Unusual
    fields.setdefault("authors", []).append(person)


_GOOGLE_IMAGE = "{http://schemas.google.com/g/2005}image"
_PERSON = {f"{ATOM}name": "name", f"{ATOM}email": "email", f"{ATOM}uri": "href"}


def category(_: Reading, element: ET.Element, fields: Fields) -> None:
    """A tag: RSS writes it as text, Atom as attributes."""
    tags = fields.setdefault("tags", [])
    attributes, value = element.attrib, bare(element)
    if (
        not attributes.keys() <= {"term", "scheme", "label", "domain"}
        or len(tags) >= MOST_CATEGORIES
    ):
        raise Unusual
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


def enclosure(_: Reading, element: ET.Element, fields: Fields) -> None:
    """A file that comes with an article of RSS."""
    attributes = dict(element.attrib)
    links = fields.setdefault("links", [])
    if not attributes.keys() <= {"url", "type", "length"} or len(links) >= MOST_LINKS:
        raise Unusual
    _nothing_in(element)
    url = address(attributes.pop("url", ""))
    if "type" in attributes:
        attributes["type"] = attributes["type"].lower()
    if url:
        links.append({**attributes, "rel": "enclosure", "href": url})


def illustration(key: str) -> Take:
    """A picture or a film (Media RSS), with what is said of it."""

    def take(here: Reading, element: ET.Element, fields: Fields) -> None:
        several = fields.setdefault(key, [])
        if len(several) >= MOST_LINKS or not element.attrib.keys() <= _MEDIA_ATTRIBUTES:
            raise Unusual
        if (element.text or "").strip():
            raise Unusual
        url = element.get("url")
        several.append({**element.attrib, "url": address(url)} if url else dict(element.attrib))
        here.children(element, fields, WITH_MEDIA)

    return take


def group(here: Reading, element: ET.Element, fields: Fields) -> None:
    """Several of them that show the same."""
    if element.attrib:
        raise Unusual
    here.children(element, fields, WITH_MEDIA)


_MEDIA_ATTRIBUTES = frozenset(
    ("url", "type", "medium", "width", "height", "fileSize", "isDefault", "duration", "expression")
)


def artwork(_: Reading, element: ET.Element, fields: Fields) -> None:
    """The picture of an episode."""
    _nothing_in(element)
    if element.attrib.keys() != {"href"}:
        raise Unusual
    if element.attrib["href"]:
        fields["image"] = {"href": element.attrib["href"]}


def original(key: str) -> Take:
    """An address as it was before a service put its own in its place; may stand once."""

    def take(_: Reading, element: ET.Element, fields: Fields) -> None:
        if key in fields:
            raise Unusual
        if url := address(plain(element)):
            fields[key] = url

    return take


def _nothing_in(element: ET.Element) -> None:
    if len(element) or (element.text or "").strip():
        raise Unusual


def passed_over(_: Reading, element: ET.Element, __: Fields) -> None:
    """An element that has nothing to say to readers, and nothing in it."""
    if len(element):
        raise Unusual


def picture_of_channel(_: Reading, element: ET.Element, __: Fields) -> None:
    """The logo of a channel, which no list shows."""
    if any(child.tag not in _OF_PICTURE or len(child) for child in element):
        raise Unusual


_OF_PICTURE = frozenset(("url", "title", "link", "width", "height", "description"))


def among_its_own(_: Reading, element: ET.Element, __: Fields) -> None:
    """An element that may hold others of its own module, none of which a reader shows."""
    module = element.tag[: element.tag.index("}") + 1]
    if not all(each.tag.startswith(module) for each in element.iter()):
        raise Unusual


def with_type(key: str) -> Take:
    """A text that may stand once and says of which type it is."""
    take = once(key)

    def typed(here: Reading, element: ET.Element, fields: Fields) -> None:
        if element.attrib.keys() <= {"type"}:
            element.attrib.clear()
        take(here, element, fields)

    return typed


WITH_MEDIA: Mapping[str, Take] = {
    f"{MEDIA}title": with_type("media_title"),
    f"{MEDIA}description": with_type("media_description"),
    f"{MEDIA}content": illustration("media_content"),
    f"{MEDIA}thumbnail": illustration("media_thumbnail"),
    f"{MEDIA}credit": passed_over,
    f"{MEDIA}copyright": passed_over,
    f"{MEDIA}community": among_its_own,
}
"""What stands in a group of media, or in one of them."""
