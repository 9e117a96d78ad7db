"""The Atom feed of a story: ids are unique (RFC 4287, 4.1.1) and stay when points come."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from reader.export.story import to_atom
from reader.model.timeline import Point, Timeline

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def ids(*points: Point) -> list[str]:
    feed = to_atom("story/1", "Dam bursts", Timeline(points, ()), {}, NOON)
    return re.findall("<id>(.*?)</id>", feed)


def test_posts_of_one_second_have_ids_of_their_own() -> None:
    found = ids(*(Point(NOON, "post", 7, "Herald", title) for title in ("One", "Two")))
    assert len(found) == len(set(found)) == 3


def test_ids_stay_when_an_earlier_article_joins() -> None:
    later = Point(NOON, "article", 1, "Herald", "Dam bursts")
    earlier = Point(NOON - timedelta(days=1), "article", 2, "Courier", "Rain")
    assert set(ids(later)) < set(ids(earlier, later))
