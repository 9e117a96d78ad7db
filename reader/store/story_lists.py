"""Stories as lists and pages show them."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.model.story import WEAK, Member, Story, said
from reader.store.db import moment, stamp
from reader.store.lists import FEED_TITLE
from reader.store.stories import current

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.story import Digest

HOURS = 48
"""Hours without anything new after which a story is not developing any more."""
ARTICLES, SOURCES = 3, 2
"""Articles and sources from which a story is one; a lone source never makes one."""
MOST = 2_000

_HALF_LIFE = 12.0
"""Hours in which what came loses half of its heat."""
_ECHO = 0.2
"""What a text that another source wrote counts beside one of its own."""

_STORIES = """
select story.*, coalesce(nullif(story.title, ''), titled.title, '') as shown,
    follow.story_id is not null as followed, coalesce(query, '') as query, asleep_since
from story left join article as titled on titled.id = title_from
left join follow on follow.story_id = story.id
"""

_DEVELOPING = f"""
select id from story
where last_at >= :since and articles > 1 and merged_into is null
    and articles >= {ARTICLES} and sources >= {SOURCES}
    and (select count(*) >= {ARTICLES} and count(distinct source) >= {SOURCES}
        from story_article join article on article.id = article_id
        where story_id = story.id and confidence >= {WEAK} and listed = 1)
order by last_at desc limit {MOST}
"""

_MEMBERS = f"""
select story_article.*, listed, read_at, changed_at, {FEED_TITLE} as feed_title
from story_article join article on article.id = article_id
join feed on feed.id = article.feed_id
left join subscription on subscription.feed_id = feed.id
where story_id in (select value from json_each(:ids))
order by story_id, story_article.at, article_id
"""

_RELATED = """
select story_article.* from story_article join article on article.id = article_id
where possibly = :story and story_id <> :story and listed = 1
order by story_article.at, article_id
"""

_OF_ARTICLES = """
select article_id, story_id from story_article
where article_id in (select value from json_each(?)) order by how in ('matched', 'asked')
"""


class _Facts(NamedTuple):
    """What the articles of a story tell of it, without those that lists do not show."""

    articles: int
    sources: int
    originals: int
    last_at: datetime
    new: int
    changed: int
    heat: float
    hours: tuple[int, ...]
    names: tuple[str, ...]
    agencies: tuple[str, ...]


def developing(db: sqlite3.Connection, now: datetime) -> list[Story]:
    """Stories that are developing, hottest first."""
    since = stamp(now - timedelta(hours=HOURS))
    return _hottest(stories(db, [row[0] for row in db.execute(_DEVELOPING, {"since": since})], now))


def count_developing(db: sqlite3.Connection, now: datetime) -> int:
    """How many stories are developing."""
    since = stamp(now - timedelta(hours=HOURS))
    return len(db.execute(_DEVELOPING, {"since": since}).fetchall())


def followed(db: sqlite3.Connection, now: datetime) -> list[Story]:
    """Stories and queries that are followed, hottest first."""
    return _hottest(stories(db, [row[0] for row in db.execute("select story_id from follow")], now))


def stories(db: sqlite3.Connection, ids: Iterable[int], now: datetime) -> list[Story]:
    """Stories by their ids, in the order asked for; those that are gone are left out."""
    wanted = list(ids)
    values = {"ids": json.dumps(wanted)}
    where = "where story.id in (select value from json_each(:ids))"
    rows = {row["id"]: row for row in db.execute(_STORIES + where, values)}
    members = defaultdict(list)
    for row in db.execute(_MEMBERS, values):
        members[row["story_id"]].append(row)
    return [_story(rows[each], members[each], now) for each in wanted if each in rows]


def story(db: sqlite3.Connection, story_id: int, now: datetime) -> Story:
    """One story, also by the number of one that became part of it.

    Raises:
        NotFound: there is none.
    """
    found = current(db, story_id)
    if found is None:
        raise NotFound(f"there is no story {said(story_id)}", "`dateline stories` shows them.")
    return stories(db, [found], now)[0]


def members(db: sqlite3.Connection, story_id: int) -> list[Member]:
    """The articles of a story that lists show, the earliest first."""
    rows = db.execute(_MEMBERS, {"ids": json.dumps([story_id])})
    return [_member(row) for row in rows if row["listed"]]


def related(db: sqlite3.Connection, story_id: int) -> list[Member]:
    """Articles that may be related to a story, but opened one of their own; the earliest first."""
    return [
        _member(row)._replace(confidence=0.0) for row in db.execute(_RELATED, {"story": story_id})
    ]


def _member(row: sqlite3.Row) -> Member:
    return Member(
        row["article_id"],
        row["how"],
        row["confidence"],
        row["why"],
        datetime.fromtimestamp(row["at"], UTC),
        row["echo_of"],
        row["agency"],
    )


def of_articles(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, int]:
    """The story that each of some articles is in, where it is in one."""
    return dict(
        reversed([tuple(row) for row in db.execute(_OF_ARTICLES, (json.dumps(list(ids)),))])
    )


def look(db: sqlite3.Connection, story_id: int, now: datetime) -> Change:
    """Remember that the person looked at a story."""
    db.execute("update story set seen_at = ? where id = ?", (stamp(now), story_id))
    return Change(stories=frozenset({story_id}))


def keep_digest(db: sqlite3.Connection, story_id: int, looked_at: int, digest: Digest) -> Change:
    """Keep what the articles of a story say together; `looked_at` is how many it had."""
    echo_of, agency = dict(digest.echoes), dict(digest.agencies)
    found = db.execute(
        "select article_id, echo_of from story_article where story_id = ?", (story_id,)
    )
    for row in found.fetchall():
        values = (echo_of.get(row[0]), agency.get(row[0], ""), row[0], story_id)
        sql = (
            "update story_article set echo_of = ?, agency = ? where article_id = ? and story_id = ?"
        )
        db.execute(sql, values)
    sql = f"""
        update story set title_from = :headline, digested = :looked_at, originals = (
            select count(*) from story_article
            where story_id = :id and echo_of is null and confidence >= {WEAK})
        where id = :id
    """
    values_ = {"headline": digest.headline, "looked_at": looked_at, "id": story_id}
    db.execute(sql, values_)
    return Change(stories=frozenset({story_id}))


def _hottest(found: list[Story]) -> list[Story]:
    return sorted(found, key=lambda story: (-story.heat, -story.last_at.timestamp(), story.id))


def _story(row: sqlite3.Row, articles: Sequence[sqlite3.Row], now: datetime) -> Story:
    shown = [each for each in articles if each["confidence"] >= WEAK and each["listed"]]
    facts = _facts(row, shown, stamp(now) or 0)
    return Story(
        id=row["id"],
        title=row["shown"],
        first_at=datetime.fromtimestamp(row["first_at"], UTC),
        followed=bool(row["followed"]),
        asleep=row["asleep_since"] is not None,
        query=row["query"],
        seen_at=moment(row["seen_at"]),
        **facts._asdict(),
    )


def _facts(story: sqlite3.Row, articles: Sequence[sqlite3.Row], now: int) -> _Facts:
    seen_at = story["seen_at"]
    new = changed = 0
    hours = [0] * HOURS
    heat = 0.0
    for row in articles:
        new += row["read_at"] is None and (seen_at is None or row["added_at"] > seen_at)
        changed += seen_at is not None and (row["changed_at"] or 0) > seen_at
        age = max(now - row["at"], 0) // 3600
        if age < HOURS:
            hours[HOURS - 1 - age] += 1
        worth = 1.0 if row["echo_of"] is None else _ECHO
        heat += worth * 0.5 ** (max(now - row["at"], 0) / 3600 / _HALF_LIFE)
    sources = len({row["source"] for row in articles})
    return _Facts(
        len(articles),
        sources,
        _originals(articles),
        datetime.fromtimestamp(max((row["at"] for row in articles), default=story["last_at"]), UTC),
        new,
        changed,
        round(heat * sources**0.5, 3),
        tuple(hours),
        tuple(dict.fromkeys(row["feed_title"] for row in articles)),
        tuple(dict.fromkeys(row["agency"] for row in articles if row["agency"])),
    )


def _originals(articles: Sequence[sqlite3.Row]) -> int:
    """How many texts there are; echoes of one that is not shown are one."""
    there = {row["article_id"] for row in articles}
    alone = [row for row in articles if row["echo_of"] not in there]
    return len({row["echo_of"] or row["article_id"] for row in alone})
