"""One HTML file that needs nothing else: no script, no request, pictures within."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import partial
from typing import TYPE_CHECKING

from reader.export.leaf import attributes, leaf
from reader.export.markup import plain_xml, xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.export.edition import Edition, Entry

_POLICY = (
    "default-src 'none'; img-src data:; style-src 'sha256-{hash}'; base-uri 'none'; "
    "form-action 'none'"
)


# Books may not say so (EPUB 3.3, 5.4), so it is not in the style that both have.
_DIRECTION = "p, li, dd, dt, figcaption, td, th, h1, h2, h3, h4 { unicode-bidi: plaintext; }"


def to_page(edition: Edition, style: str) -> str:
    """The edition as one file, with a table of contents if it has several articles."""
    style = f"{plain_xml(style).strip()}\n{_DIRECTION}"
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    many = len(edition.entries) > 1
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{edition.language}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(hash=digest)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            f"<title>{xml(edition.title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            *(_contents(edition) if many else ()),
            *_articles(edition, heading=2 if many else 1),
            "</body>",
            "</html>",
            "",
        ]
    )


def _contents(edition: Edition) -> Iterable[str]:
    yield f"<header><h1>{xml(edition.title)}</h1>"
    yield f'<p class="source">{edition.date} · {len(edition.entries)} articles</p>'
    yield "<nav>"
    number = 0
    for part in edition.parts:
        if part.title:
            yield f'<p class="part">{xml(part.title)}</p>'
        yield "<ol>"
        for entry in part.entries:
            number += 1
            yield f'<li><a href="#a{number}">{xml(entry.article.headline)}</a></li>'
        yield "</ol>"
    yield "</nav></header>"


def _articles(edition: Edition, *, heading: int) -> Iterable[str]:
    for number, entry in enumerate(edition.entries, 1):
        yield f'<article id="a{number}"{attributes(entry)}>'
        yield from leaf(entry, partial(_data, entry), f"a{number}-", heading)
        yield "</article>"


def _data(entry: Entry, url: str) -> str:
    image = entry.images.get(url)
    if image is None:
        return ""
    return f"data:{image.media_type};base64,{b64encode(image.body).decode()}"
