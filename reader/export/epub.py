"""An edition as an EPUB 3 (https://www.w3.org/TR/epub-33/), with the older table of contents beside
the new one for readers that know only that.

Nothing in it loads anything: pictures that are not kept are words, links lead out only when they
are followed. The same edition makes the same bytes.
"""

from __future__ import annotations

import hashlib
import uuid
import zipfile
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from reader.export import package
from reader.export.leaf import attributes, leaf
from reader.export.markup import xml
from reader.export.package import Picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.export.edition import Edition, Entry, Image

_SUFFIXES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/avif": "avif",
}
_NAMESPACE = uuid.UUID("b5e7c1a4-3f0d-5d58-9c1e-0c8f8f1f6a11")
"""Of the identifiers of our editions (RFC 9562, 5.5)."""

_LEAF = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
    lang="{lang}" xml:lang="{lang}">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
{text}
</body>
</html>
"""


def to_epub(edition: Edition, style: str) -> bytes:
    """The edition as a file that any reader of books opens."""
    pictures = _pictures(edition.entries)
    members: dict[str, bytes] = {"META-INF/container.xml": package.CONTAINER.encode()}
    identifier = f"urn:uuid:{uuid.uuid5(_NAMESPACE, _named(edition))}"
    members["OEBPS/package.opf"] = package.manifest(edition, identifier, pictures).encode()
    members["OEBPS/nav.xhtml"] = _leaf(edition, edition.title, package.contents(edition)).encode()
    members["OEBPS/toc.ncx"] = package.old_contents(edition, identifier).encode()
    members["OEBPS/style.css"] = style.encode()
    if len(edition.entries) > 1:
        title = _leaf(edition, edition.title, package.title_page(edition))
        members["OEBPS/title.xhtml"] = title.encode()
    for number, entry in enumerate(edition.entries, 1):
        members[f"OEBPS/{package.leaf_name(number)}"] = _article(edition, entry, pictures).encode()
    for each in pictures.values():
        members[f"OEBPS/{each.name}"] = each.image.body
        if each.fallback:
            members[f"OEBPS/{each.fallback}"] = package.PLACEHOLDER
    return _zipped(members, edition)


def _article(edition: Edition, entry: Entry, pictures: Mapping[bytes, Picture]) -> str:
    text = "\n".join(leaf(entry, partial(_place, entry, pictures)))
    article = f'<article class="leaf"{_both(attributes(entry))}>\n{text}\n</article>'
    return _leaf(edition, entry.article.headline, article)


def _both(said: str) -> str:
    """A language said in HTML's way and in XML's."""
    lang = said.partition(' lang="')[2].partition('"')[0]
    return f'{said} xml:lang="{lang}"' if lang else said


def _leaf(edition: Edition, title: str, text: str) -> str:
    return _LEAF.format(lang=edition.language, title=xml(title) or "–", text=text)


def _place(entry: Entry, pictures: Mapping[bytes, Picture], url: str) -> str:
    image = entry.images.get(url)
    found = pictures.get(_hash(image)) if image else None
    return found.name if found else ""


def _pictures(entries: tuple[Entry, ...]) -> dict[bytes, Picture]:
    """Every picture once."""
    found: dict[bytes, Picture] = {}
    for entry in entries:
        for image in entry.images.values():
            key = _hash(image)
            suffix = _SUFFIXES.get(image.media_type)
            if suffix and key not in found:
                number = len(found) + 1
                fallback = "placeholder.png" if suffix in {"webp", "avif"} else ""
                found[key] = Picture(f"images/p{number}.{suffix}", image, fallback)
    return found


def _hash(image: Image) -> bytes:
    return hashlib.sha256(image.body).digest()


def _named(edition: Edition) -> str:
    ids = " ".join(str(entry.article.id or entry.article.url) for entry in edition.entries)
    return f"{edition.title} {edition.made_at.isoformat()} {ids}"


def _zipped(members: Mapping[str, bytes], edition: Edition) -> bytes:
    """The container: its type comes first and as it is, so that it can be told by its bytes (OCF,
    4.2.6.3)."""
    at = edition.made_at.timetuple()[:6]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        first = zipfile.ZipInfo("mimetype", at)
        archive.writestr(first, b"application/epub+zip", zipfile.ZIP_STORED)
        for name, body in members.items():
            how = zipfile.ZIP_STORED if name.startswith("OEBPS/images/") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, at), body, how)
    return buffer.getvalue()
