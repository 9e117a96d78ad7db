"""Stories as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.shapes import instant
from reader.model.story import said

if TYPE_CHECKING:
    from reader.cli.shapes import Shape
    from reader.model.story import Member, Story
    from reader.model.timeline import Point
    from reader.service.story_page import StoryPage


def story(each: Story) -> Shape:
    """A line of `dateline stories --json`."""
    return {
        "id": said(each.id),
        "title": each.title,
        "articles": each.articles,
        "sources": each.sources,
        "first": instant(each.first_at),
        "last": instant(each.last_at),
        "new": each.new,
        "followed": each.followed,
        "heat": each.heat,
        "changed": each.changed,
        "originals": each.originals,
        "agencies": list(each.agencies),
        "source_names": list(each.names),
        "hours": list(each.hours),
        "query": each.query,
        "asleep": each.asleep,
    }


def page(told: StoryPage) -> Shape:
    """`dateline story --json`."""
    return {
        "id": said(told.story.id),
        "title": told.story.title,
        "brief": [each.text for each in told.timeline.brief],
        "points": [point(each) for each in told.points],
        "articles": [each.article_id for each in told.members],
        "members": [member(each) for each in told.members],
        "possibly": list(dict.fromkeys(each.article_id for each in told.related)),
        "sources": list(told.story.names),
        "first": instant(told.story.first_at),
        "last": instant(told.story.last_at),
        "new": told.story.new,
        "changed": told.story.changed,
        "followed": told.story.followed,
        "originals": told.story.originals,
        "agencies": list(told.story.agencies),
    }


def point(each: Point) -> Shape:
    """A point of a timeline."""
    return {
        "at": instant(each.at),
        "kind": each.kind,
        "article": each.article_id,
        "source": each.source,
        "title": each.title,
        "new": list(each.new),
        "detail": each.detail,
        "echo_of": each.echo_of,
        "agency": each.agency,
        "possibly": each.weak,
        "read": each.read,
        "version": each.version,
    }


def member(each: Member) -> Shape:
    """An article of a story, and how it came there."""
    return {
        "id": each.article_id,
        "how": each.how,
        "confidence": round(each.confidence, 3),
        "why": each.why,
        "echo_of": each.echo_of,
        "possibly": each.weak,
    }
