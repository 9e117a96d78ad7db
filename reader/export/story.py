"""A story for other programs: its timeline as an entry of an edition, and as an Atom feed.

The feed is one that other readers can subscribe to (RFC 4287): ids are tag URIs (RFC 4151) of what
does not change over exports, and a point that comes is an entry that comes.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from reader.export.markup import markup, sound, xml
from reader.model.article import Article, ArticleBody
from reader.text.diff import diff
from reader.text.html import stored_blocks
from reader.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from reader.model.article import Revision
    from reader.model.timeline import Point, Timeline

_WORDS = {
    "article": "",
    "headline": "changed its headline",
    "revision": "changed its text",
    "correction": "corrected",
    "post": "in its live blog",
}
_COMPARED = 100_000
"""Characters of a version whose words are marked."""


def overview(title: str, timeline: Timeline, made_at: datetime) -> tuple[Article, ArticleBody]:
    """The timeline as an article of its own: it stands before those of the story."""
    html = "".join(
        [
            *(f"<p>{escape(each.text)}</p>" for each in timeline.brief),
            *_days(timeline.points),
        ]
    )
    article = Article(0, 0, "Timeline", title, published_at=made_at)
    return article, ArticleBody(html)


def _days(points: Sequence[Point]) -> Iterator[str]:
    day = ""
    for point in points:
        at = point.at.astimezone()
        if f"{at:%A}, {at.day} {at:%B %Y}" != day:
            day = f"{at:%A}, {at.day} {at:%B %Y}"
            yield f"<h2>{escape(day)}</h2>"
        yield f"<p><strong>{at:%H:%M} {escape(point.source)}</strong> {_told(point)}</p>"
        if point.sentences and point.kind in {"correction", "revision", "post"}:
            words = " ".join(each.text for each in point.sentences)
            yield f"<blockquote><p>{escape(words)}</p></blockquote>"


def _told(point: Point) -> str:
    if point.kind == "headline":
        return f"changed its headline: {_marked(point.detail, point.title)}"
    word = _WORDS[point.kind]
    more = f" ({escape(point.detail)})" if point.detail else ""
    echo = " – carries another’s text" if point.echo_of is not None else ""
    weak = " – possibly related" if point.weak else ""
    return f"{escape(point.title)}{f' – {word}' if word else ''}{more}{echo}{weak}"


def with_versions(body: ArticleBody, versions: Sequence[Revision]) -> ArticleBody:
    """A text, and below it each earlier version, with what was taken out of it and put in."""
    if len(versions) < 2:
        return body
    parts = [body.html]
    for before, after in pairwise(versions):
        until = f"{before.seen_at.astimezone():%d %B %Y, %H:%M}" if before.seen_at else ""
        parts.append(f"<h3>Changed {escape(until)}</h3>")
        if before.title != after.title:
            parts.append(f"<p><strong>{_marked(before.title, after.title)}</strong></p>")
        old, new = (
            plain(stored_blocks(each.body.html[:_COMPARED]), captions=False)
            for each in (before, after)
        )
        parts += [f"<p>{each}</p>" for each in _marked(old, new).split("\n\n") if each.strip()]
    return body._replace(html="".join(parts))


def _marked(old: str, new: str) -> str:
    """Two texts as one, with what went and what came."""
    parts = []
    for edit in diff(old, new):
        if edit.op == "equal":
            parts.append(escape(edit.new))
            continue
        parts += [f"<del>{escape(edit.old)}</del>"] * bool(edit.old)
        parts += [f"<ins>{escape(edit.new)}</ins>"] * bool(edit.new)
    return "".join(parts)


def to_atom(
    name: str, title: str, timeline: Timeline, addresses: Mapping[int, str], made_at: datetime
) -> str:
    """The points of a story as an Atom feed; `name` tells it from all others for good."""
    newest = max((each.at for each in timeline.points), default=made_at)
    tag = f"tag:dateline.invalid,2026:{name}"  # no day of the story's: an earlier article may come
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            f"<id>{xml(tag)}</id>",
            f"<title>{xml(title)}</title>",
            f"<updated>{_stamp(newest)}</updated>",
            "<author><name>dateline</name></author>",
            '<generator uri="https://dateline.invalid/">dateline</generator>',
            *_entries(tag, timeline.points, addresses),
            "</feed>",
            "",
        ]
    )


def _entries(tag: str, points: Iterable[Point], addresses: Mapping[int, str]) -> Iterator[str]:
    for name, point in reversed(_named(points)):
        url = sound(addresses.get(point.article_id, ""))
        about = _told(point)
        sentences = "".join(f"<p>{escape(each.text)}</p>" for each in point.sentences)
        body = markup(f"<p>{about}</p>{sentences}", lambda _: "")
        yield "<entry>"
        yield f"<id>{xml(f'{tag}/{name}')}</id>"
        yield f"<title>{xml(point.title or point.source)}</title>"
        yield f"<updated>{_stamp(point.at)}</updated><published>{_stamp(point.at)}</published>"
        yield f"<author><name>{xml(point.source) or 'unknown'}</name></author>"
        yield f"<category term={quoteattr(point.kind)}/>"
        if url:
            yield f'<link rel="alternate" href="{xml(url)}"/>'
        yield f'<content type="html">{xml(body)}</content>'
        yield "</entry>"


def _named(points: Iterable[Point]) -> list[tuple[str, Point]]:
    """Points by time, each with a name of its own: posts of one second are counted."""
    named, met = [], Counter[str]()
    for point in sorted(points, key=lambda each: each.at):
        name = f"{point.article_id}/{point.kind}/{_stamp(point.at)}"
        met[name] += 1
        named.append((name if met[name] == 1 else f"{name}/{met[name]}", point))
    return named


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
