"""An article set as XHTML: headline, where it is from, its text, what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.export.edition import language_tag
from reader.export.markup import markup, sound, xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.export.edition import Entry
    from reader.export.markup import Place


def attributes(entry: Entry) -> str:
    """The language of an article and the side it is read from, as attributes."""
    tag = language_tag(entry.article.language)
    return (f' lang="{tag}"' if tag else "") + ' dir="auto"'


def leaf(entry: Entry, place: Place, prefix: str = "", heading: int = 1) -> Iterator[str]:
    """The article's lines; `place` and `prefix` as for `markup`."""
    article, body = entry.article, entry.body
    title, url = xml(article.headline), sound(article.url)
    linked = f'<a href="{xml(url)}">{title}</a>' if url else title
    yield f'<h{heading} class="title">{linked}</h{heading}>'
    if source := entry.source:
        yield f'<p class="source">{xml(source)}</p>'
    text = markup(body.html, place, prefix)
    yield text or f"<p>{xml(article.summary)}</p>"
    if body.credit:
        yield f'<p class="credit">{xml(body.credit)}</p>'
    files = [address for file in body.enclosures if (address := sound(file.url))]
    if files:
        items = "".join(f'<li><a href="{xml(each)}">{xml(each)}</a></li>' for each in files)
        yield f'<ul class="files">{items}</ul>'
