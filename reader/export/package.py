"""What an EPUB says of itself: its parts, their order, and two tables of contents."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.export.edition import language_tag
from reader.export.markup import sound, xml
from reader.text.ages import iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.export.edition import Edition, Entry, Image, Part

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""

_PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"
    xml:lang="{lang}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{metadata}
</metadata>
<manifest>
{manifest}
</manifest>
<spine toc="ncx">
{spine}
</spine>
</package>
"""

_NCX = """<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{lang}">
<head><meta name="dtb:uid" content="{identifier}"/></head>
<docTitle><text>{title}</text></docTitle>
<navMap>
{points}
</navMap>
</ncx>
"""

_ITEM = '<item id="{id}" href="{href}" media-type="{kind}"{more}/>'
_XHTML = "application/xhtml+xml"


class Picture(NamedTuple):
    """A picture in the book."""

    name: str
    image: Image
    fallback: str = ""
    """What stands for it where its kind is not known: EPUB asked for no WebP before 3.3."""


def _grey() -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head, row = struct.pack(">IIBBBBB", 16, 9, 8, 0, 0, 0, 0), b"\0" + b"\xdd" * 16
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(row * 9)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PLACEHOLDER = _grey()


def leaf_name(number: int) -> str:
    """The file of an article."""
    return f"a{number:04}.xhtml"


def manifest(edition: Edition, identifier: str, pictures: Mapping[bytes, Picture]) -> str:
    """The package document."""
    many = len(edition.entries) > 1
    spine = (['<itemref idref="title"/>', '<itemref idref="nav"/>'] if many else []) + [
        f'<itemref idref="a{number:04}"/>' for number in range(1, len(edition.entries) + 1)
    ]
    return _PACKAGE.format(
        lang=edition.language,
        metadata="\n".join(_metadata(edition, identifier)),
        manifest="\n".join(_items(edition, pictures)),
        spine="\n".join(spine),
    )


def contents(edition: Edition) -> str:
    """The table of contents, as the book shows it."""
    lines, number = [], 1
    for part in edition.parts:
        items = []
        for entry in part.entries:
            items.append(f'<li><a href="{leaf_name(number)}">{_title(entry)}</a></li>')
            number += 1
        inner = f"<ol>{''.join(items)}</ol>"
        lines.append(
            f"<li><span>{xml(part.title)}</span>{inner}</li>" if part.title else "".join(items)
        )
    name = xml(edition.title) or "–"
    return f'<nav epub:type="toc" id="toc"><h1>{name}</h1><ol>{"".join(lines)}</ol></nav>'


def old_contents(edition: Edition, identifier: str) -> str:
    """The same for readers of EPUB 2 (NCX)."""
    points, number = [], 1
    for part in edition.parts:
        inner = []
        for place, entry in enumerate(part.entries, number):
            inner.append(_point(f"n{place}", _title(entry), leaf_name(place)))
        if part.title:
            points.append(_point(f"s{number}", xml(part.title), leaf_name(number), "".join(inner)))
        else:
            points += inner
        number += len(part.entries)
    return _NCX.format(
        lang=edition.language,
        identifier=identifier,
        title=xml(edition.title) or "–",
        points="\n".join(points),
    )


def title_page(edition: Edition) -> str:
    """What the book opens with."""
    parts = "".join(_part(part) for part in edition.parts if part.title)
    return (
        f'<section class="cover"><h1>{xml(edition.title) or "–"}</h1>'
        f'<p class="source">{edition.date}</p>'
        f'<p class="source">{len(edition.entries)} articles</p>'
        + (f"<ul>{parts}</ul>" if parts else "")
        + "</section>"
    )


def _part(part: Part) -> str:
    return f"<li>{xml(part.title)} · {len(part.entries)}</li>"


def _metadata(edition: Edition, identifier: str) -> Iterator[str]:
    yield f'<dc:identifier id="id">{identifier}</dc:identifier>'
    yield f"<dc:title>{xml(edition.title) or '–'}</dc:title>"
    languages = dict.fromkeys(
        [edition.language, *(language_tag(each.article.language) for each in edition.entries)]
    )
    yield from (f"<dc:language>{tag}</dc:language>" for tag in languages if tag)
    authors = dict.fromkeys(name for each in edition.entries for name in each.article.authors)
    for name in list(authors)[:50]:
        if shown := xml(name).strip():
            yield f"<dc:creator>{shown}</dc:creator>"
    sources = dict.fromkeys(each.article.feed_title for each in edition.entries)
    for name in sources:
        if shown := xml(name).strip():
            yield f"<dc:publisher>{shown}</dc:publisher>"
    if len(edition.entries) == 1:
        article = edition.entries[0].article
        if article.published_at:
            yield f"<dc:date>{iso(article.published_at)}</dc:date>"
        if url := sound(article.url):
            yield f"<dc:source>{xml(url)}</dc:source>"
    yield f'<meta property="dcterms:modified">{iso(edition.made_at)}</meta>'


def _items(edition: Edition, pictures: Mapping[bytes, Picture]) -> Iterator[str]:
    def item(id_: str, href: str, kind: str, more: str = "") -> str:
        return _ITEM.format(id=id_, href=href, kind=kind, more=more)

    yield item("nav", "nav.xhtml", _XHTML, ' properties="nav"')
    yield item("ncx", "toc.ncx", "application/x-dtbncx+xml")
    yield item("style", "style.css", "text/css")
    if len(edition.entries) > 1:
        yield item("title", "title.xhtml", _XHTML)
    for number in range(1, len(edition.entries) + 1):
        yield item(f"a{number:04}", leaf_name(number), _XHTML)
    for number, each in enumerate(pictures.values(), 1):
        more = ' fallback="placeholder"' if each.fallback else ""
        yield item(f"p{number}", each.name, each.image.media_type, more)
    if any(each.fallback for each in pictures.values()):
        yield item("placeholder", "placeholder.png", "image/png")


def _title(entry: Entry) -> str:
    return xml(entry.article.headline).strip() or "–"


def _point(id_: str, label: str, href: str, inner: str = "") -> str:
    return (
        f'<navPoint id="{id_}"><navLabel><text>{label}</text></navLabel>'
        f'<content src="{href}"/>{inner}</navPoint>'
    )
