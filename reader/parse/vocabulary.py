"""Which elements may stand where in RSS 2.0 and Atom 1.0, and what takes them: see `direct`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.parse import elements as says
from reader.parse.reading import Unusual

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Mapping

    from reader.parse.fields import Fields
    from reader.parse.reading import Reading, Take


def _entry(here: Reading, element: ET.Element, _: Fields) -> None:
    if element.attrib:
        raise Unusual
    fields: Fields = {}
    here.entries.append(fields)
    here.children(element, fields, _ITEM if element.tag == "item" else _ENTRY)


_ITEM: Mapping[str, Take] = {
    "title": says.title,
    "link": says.link,
    "description": says.description,
    "guid": says.guid,
    "pubDate": says.once("published"),
    "author": says.author,
    "category": says.category,
    "enclosure": says.enclosure,
    "comments": says.passed_over,
    f"{says.DC}creator": says.author,
    f"{says.DC}date": says.once("dc_date"),
    f"{says.DC}identifier": says.passed_over,
    f"{says.DC}subject": says.category,
    f"{says.CONTENT}encoded": says.content,
    f"{says.ATOM}link": says.atom_link,
    **says.WITH_MEDIA,
    f"{says.MEDIA}group": says.group,
    f"{says.FEEDBURNER}origLink": says.original("feedburner_origlink"),
    f"{says.FEEDBURNER}origEnclosureLink": says.original("feedburner_origenclosurelink"),
    f"{says.ITUNES}author": says.once("itunes_author"),
    f"{says.ITUNES}title": says.once("itunes_title"),
    f"{says.ITUNES}subtitle": says.once("itunes_subtitle"),
    f"{says.ITUNES}summary": says.once("itunes_summary"),
    f"{says.ITUNES}image": says.artwork,
    **{
        f"{says.ITUNES}{name}": says.passed_over
        for name in ("duration", "explicit", "episode", "episodeType", "season", "block")
    },
}

CHANNEL: Mapping[str, Take] = {
    "item": _entry,
    "title": says.title,
    "link": says.link,
    "description": says.subtitle,
    "language": says.once("language"),
    "managingEditor": says.author,
    "image": says.picture_of_channel,
    f"{says.ATOM}link": says.atom_link,
    f"{says.ITUNES}author": says.once("itunes_author"),
    f"{says.ITUNES}owner": says.among_its_own,
    f"{says.ITUNES}category": says.among_its_own,
    f"{says.DC}creator": says.author,
    f"{says.DC}language": says.once("language"),
    **dict.fromkeys(
        (
            *("category", "cloud", "copyright", "docs", "generator", "lastBuildDate", "pubDate"),
            *("rating", "ttl", "webMaster"),
            *(f"{says.ATOM}{name}" for name in ("id", "updated")),
            *(f"{says.DC}{name}" for name in ("date", "publisher", "rights")),
            *(f"{says.MEDIA}{name}" for name in ("category", "copyright", "keywords", "rating")),
        ),
        says.passed_over,
    ),
    **{
        f"{says.ITUNES}{name}": says.passed_over
        for name in (
            *("block", "explicit", "image", "keywords", "new-feed-url", "subtitle", "summary"),
            "type",
        )
    },
}

_ENTRY: Mapping[str, Take] = {
    f"{says.ATOM}title": says.title,
    f"{says.ATOM}link": says.atom_link,
    f"{says.ATOM}id": says.guid,
    f"{says.ATOM}published": says.once("published"),
    f"{says.ATOM}updated": says.once("updated"),
    f"{says.ATOM}content": says.content,
    f"{says.ATOM}summary": says.summary,
    f"{says.ATOM}author": says.person,
    f"{says.ATOM}category": says.category,
    **says.WITH_MEDIA,
    f"{says.MEDIA}group": says.group,
    f"{says.FEEDBURNER}origLink": says.original("feedburner_origlink"),
    f"{says.FEEDBURNER}origEnclosureLink": says.original("feedburner_origenclosurelink"),
}

FEED: Mapping[str, Take] = {
    f"{says.ATOM}entry": _entry,
    f"{says.ATOM}title": says.title,
    f"{says.ATOM}subtitle": says.subtitle,
    f"{says.ATOM}link": says.atom_link,
    f"{says.ATOM}author": says.person,
    **dict.fromkeys(
        (
            f"{says.ATOM}{name}"
            for name in (*("category", "generator"), "icon", "id", "logo", "rights", "updated")
        ),
        says.passed_over,
    ),
}
