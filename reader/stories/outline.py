"""The points of a story as far as they are told without reading a text: at once, for any story."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reader.model.timeline import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from reader.model.timeline import Chapter, PointKind, Written

_ORDER = {"article": 0, "headline": 1, "revision": 2, "correction": 3, "post": 4}


def outline(chapters: Sequence[Chapter], known: Iterable[Point] = ()) -> tuple[Point, ...]:
    """The points of a story, the earliest first, without sentences.

    Those that are known from an earlier timeline keep what they told, under what is now known of
    their articles; so a mark shows before the texts are compared again.
    """
    by_id = {each.article_id: each for each in chapters}
    kept = [told_of(by_id[each.article_id], each) for each in known if each.article_id in by_id]
    there = {each.key for each in kept}
    fresh = [each for chapter in chapters for each in _points(chapter) if each.key not in there]
    return tuple(sorted([*kept, *fresh], key=place))


def place(point: Point) -> tuple[datetime, int, int]:
    """Where a point stands among others."""
    return point.at, point.article_id, _ORDER[point.kind]


def point(chapter: Chapter, written: Written, kind: PointKind) -> Point:
    """A point of a chapter, without its sentences."""
    return told_of(
        chapter,
        Point(written.at, kind, chapter.article_id, chapter.source, written.title),
        post_read=written.read,
    )


def told_of(chapter: Chapter, point: Point, *, post_read: bool | None = None) -> Point:
    """A point with what is known now of its article."""
    read = chapter.read_at is not None and point.at <= chapter.read_at
    if point.kind == "post":
        read = _is_read(chapter, point) if post_read is None else post_read
    return point._replace(
        echo_of=chapter.echo_of if point.kind == "article" else None,
        agency=chapter.agency,
        weak=chapter.weak,
        why=chapter.why if chapter.weak else "",
        read=read,
    )


def _is_read(chapter: Chapter, point: Point) -> bool:
    return any(each.read for each in chapter.posts if (each.at, each.title) == point.key[2:])


def _points(chapter: Chapter) -> Iterator[Point]:
    yield point(chapter, chapter.versions[0], "article")
    if not chapter.posts:
        for number, (before, after) in enumerate(pairwise(chapter.versions), 2):
            if after.title != before.title:
                made = point(chapter, after, "headline")
                yield made._replace(detail=before.title, version=number)
    for post in chapter.posts:
        yield point(chapter, post, "post")
