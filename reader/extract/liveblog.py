"""A page that is a live blog, and its posts as a text to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.live_drafts import settled
from reader.extract.live_headed import headed_posts, introduction
from reader.extract.live_linked import linked_posts
from reader.extract.live_marked import LEAST, marked_posts, timed_posts
from reader.text.blocks import Block, Blocks, Heading, Span
from reader.text.html import stored_blocks
from reader.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lxml.etree import _Element

    from reader.extract.meta import Meta
    from reader.model.liveblog import LiveBlog

_LIVE_TITLE = re.compile(
    r"\bLIVE\b|\b[Ll]ive(?:\s*[:|–—-]| [Uu]pdates?\b)|[:|–—-]\s*[Ll]ive\b"
    r"|\b[Ll]ive-?(?:[Bb]log|[Tt]icker)|\b[Nn]ewsticker|[Ee]n direct\b|\b[Dd]irecto\b"
    r"|\b[Dd]iretta\b|\b[Ll]iveverslag|[Mm]inut[eo] (?:by|a) minut[eo]|\bas it happened"
    r"|速報|直播|ライブ|[Оо]нлайн"
)
_LIVE_PATH = re.compile(
    r"(?:^|[/_-])(?:live|live-?blog|live-?ticker|ticker|en-direct|directo|diretta)(?:$|[/_.-])"
)
_TOLD_LESS = 0.4
"""Share of the page's own text below which its JSON-LD only lists the posts."""


def posts_in(root: _Element, meta: Meta, base: str) -> LiveBlog | None:
    """The posts that a page marks as such; None if it marks none."""
    scripts = (
        "".join(map(str, each.itertext()))
        for each in root.iterfind(".//script[@type='application/ld+json']")
    )
    drafts = linked_posts(scripts, base) or marked_posts(root, base)
    if not drafts and _is_live(meta, base):
        drafts = timed_posts(root, base)
    return settled(drafts) if drafts else None


def posts_of(blocks: Blocks, meta: Meta, base: str, html: str) -> LiveBlog | None:
    """The posts of a text that times part, if its page is live; None if they do not."""
    drafts = headed_posts(blocks, meta.published_at, html) if _is_live(meta, base) else []
    return settled(drafts) if len(drafts) >= LEAST else None


def as_text(live: LiveBlog, page: Blocks) -> Blocks:
    """The posts as one text, times for headings; or what else was found, if that says far more."""
    blocks = (*introduction(page), *_blocks(live))
    return blocks if len(plain(blocks)) > _TOLD_LESS * len(plain(page)) else page


def began(live: LiveBlog | None, published_at: datetime | None) -> datetime | None:
    """When a page was published: no later than its first post, whatever it says."""
    if live is None or (published_at and published_at < live.starts_at):
        return published_at
    return live.starts_at


def _is_live(meta: Meta, base: str) -> bool:
    path = base.partition("://")[2].partition("/")[2][:500].lower()
    return bool(_LIVE_TITLE.search(meta.title) or _LIVE_PATH.search(path))


def _blocks(live: LiveBlog) -> Iterator[Block]:
    day = None
    for post in live.posts:
        if post.at.date() != day:
            day = post.at.date()
            yield Heading(2, (Span(day.isoformat()),))
        title = f" · {post.title}" if post.title else ""
        yield Heading(3, (Span(f"{post.at:%H:%M} UTC{title}"),))
        yield from stored_blocks(post.html)
