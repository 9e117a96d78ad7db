"""Articles as Markdown with front matter, as plain text, and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.text.ages import iso
from reader.text.blocks import Heading, Paragraph, Span
from reader.text.html import stored_blocks
from reader.text.layout import to_plain
from reader.text.markdown import to_markdown
from reader.text.plain import plain

if TYPE_CHECKING:
    from datetime import datetime

    from reader.export.edition import Edition, Entry

WIDTH = 78
"""Cells in a line of plain text."""


def to_markdown_file(edition: Edition) -> str:
    """Markdown; what is known of an article stands before it as YAML.

    Of several articles only the first lines are front matter to other programs; those of the
    others stand before each of them likewise.
    """
    return "\n".join(_markdown(entry) for entry in edition.entries)


def to_text_file(edition: Edition) -> str:
    """Plain text, set for reading; articles are parted by a line."""
    rule = f"\n\n{'─' * WIDTH}\n\n"
    return rule.join(_text(entry) for entry in edition.entries) + "\n"


def to_json_file(edition: Edition) -> str:
    """A list of articles, each with all that is known of it."""
    told = [_facts(entry) for entry in edition.entries]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _markdown(entry: Entry) -> str:
    article, body = entry.article, entry.body
    facts: dict[str, object] = {
        "title": article.headline,
        "authors": list(article.authors),
        "source": article.feed_title,
        "url": article.url,
        "published": _moment(article.published_at),
        "updated": _moment(article.updated_at),
        "language": article.language,
        "dateline": body.dateline,
    }
    # A JSON string or list is a YAML one, too, whatever is in it (YAML 1.2, 1.3).
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items() if value
    ]
    title = Heading(1, (Span(article.headline),))
    end = (Paragraph((Span(body.credit, italic=True),)),) if body.credit else ()
    text = to_markdown((title, *stored_blocks(body.html), *end))
    files = "".join(f"\n<{file.url}>\n" for file in body.enclosures)
    return "\n".join(["---", *lines, "---", "", text]) + files


def _text(entry: Entry) -> str:
    article, body = entry.article, entry.body
    head = (Heading(1, (Span(article.headline),)), Paragraph((Span(entry.source),)))
    text = to_plain((*head, *stored_blocks(body.html)), WIDTH)
    below = [body.credit, article.url, *(file.url for file in body.enclosures)]
    return "\n\n".join([text.strip("\n"), *filter(None, ["\n".join(filter(None, below))])])


def _facts(entry: Entry) -> dict[str, object]:
    article, body = entry.article, entry.body
    return {
        "id": article.id or None,
        "title": article.title,
        "url": article.url,
        "authors": list(article.authors),
        "source": article.feed_title,
        "published": _moment(article.published_at),
        "updated": _moment(article.updated_at),
        "first_seen": _moment(article.first_seen_at),
        "language": article.language,
        "read": article.read,
        "starred": article.starred,
        "saved": article.saved,
        "dateline": body.dateline,
        "text": plain(stored_blocks(body.html)),
        "html": body.html,
        "credit": body.credit,
        "enclosures": [
            {"url": file.url, "type": file.media_type, "size": file.size}
            for file in body.enclosures
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return iso(at) if at else None
