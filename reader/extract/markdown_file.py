"""A Markdown file as an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract import front_matter, trim
from reader.extract.byline import authors, listed
from reader.extract.credits import contributors
from reader.extract.roles import address
from reader.model.parsed import ExtractedArticle
from reader.text.blocks import Heading
from reader.text.clean import clean_line, clean_text
from reader.text.dates import parse_date
from reader.text.html import to_blocks
from reader.text.plain import cut, excerpt, plain
from reader.text.render import to_html
from reader.text.url import resolve

if TYPE_CHECKING:
    from reader.text.blocks import Blocks

LONGEST = 2_000_000
"""Characters; the rest of a longer text is left out."""

_MOST_TAGS = 30
_LONGEST_TITLE = 120


def read_markdown(text: str, url: str = "") -> ExtractedArticle | None:
    """The article in a text of Markdown; None if it holds nothing to be seen.

    HTML in it is shown as text. Addresses are taken against `url`.
    """
    fields, body = front_matter.split(clean_text(text[:LONGEST]).lstrip("\n"))
    blocks = to_blocks(_html(body), url)
    title = clean_line(_one(fields, "title", "headline")) or _heading(blocks)
    top = trim.without_top(trim.without_title(blocks, title))
    place, blocks = trim.without_dateline(top.blocks)
    credit, blocks = trim.without_credit(blocks)
    if not blocks and not title:
        return None
    named = _many(fields, "author", "authors", "byline", "creator", "by")
    source = _one(fields, "canonical", "canonical_url", "source", "url", "link", "original_url")
    return ExtractedArticle(
        title=title or cut(excerpt(blocks, 2 * _LONGEST_TITLE), _LONGEST_TITLE),
        byline=listed(_names(named)) or listed(top.authors),
        dateline=place,
        published_at=parse_date(
            _one(fields, "date", "published", "pubdate", "created", "publish_date")
        )
        or top.published_at,
        language=clean_line(_one(fields, "lang", "language"))[:35],
        html=to_html(blocks),
        text=plain(blocks),
        picture=resolve(url, _one(fields, "image", "cover", "thumbnail", "picture")),
        credit=credit,
        contributors=contributors(credit),
        canonical=resolve("", source) if address(source) else "",
        site=clean_line(_one(fields, "site", "site_name", "publication", "publisher", "outlet")),
        tags=tuple(clean_line(tag) for tag in _many(fields, "tags", "keywords", "categories"))[
            :_MOST_TAGS
        ],
    )


def _html(body: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only a Markdown file needs it

    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return str(markdown.render(body))


def _heading(blocks: Blocks) -> str:
    """The first heading, if it stands above the text."""
    first = next((block for block in blocks[:3] if isinstance(block, Heading)), None)
    return clean_line(trim.text_of(first)) if first else ""


def _names(named: tuple[str, ...]) -> tuple[str, ...]:
    lines = (clean_line(name)[:200] for name in named)
    return tuple(name for line in lines for name in authors(line) or (line,) if name)


def _one(fields: front_matter.Fields, *names: str) -> str:
    return next((fields[name][0] for name in names if name in fields), "")


def _many(fields: front_matter.Fields, *names: str) -> tuple[str, ...]:
    return next((fields[name] for name in names if name in fields), ())
