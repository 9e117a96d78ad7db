"""The articles of one story in all their versions: what its page is made of."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.model.timeline import Chapter, Written
from reader.store import liveposts, story_lists, story_texts
from reader.store.db import moment
from reader.store.texts import unpacked

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.story import Member
    from reader.store.story_texts import Told

MOST = 150
"""Articles of a story whose texts are compared, the newest; the others are counted."""
MOST_RELATED = 20

_EARLIER = """
select article_id, title, seen_at, dictionary, packed from revision
where article_id in (select value from json_each(?)) order by article_id, number
"""

_MARKS = """
select id, read_at, starred_at from article where id in (select value from json_each(?))
"""


Earlier = tuple[str, datetime, str]
"""A headline, when it was replaced, and the text."""


def chapters(db: sqlite3.Connection, story_id: int) -> list[Chapter]:
    """The newest articles of a story, the earliest of them first."""
    return _chapters(db, story_lists.members(db, story_id)[-MOST:])


def related(db: sqlite3.Connection, story_id: int) -> list[Chapter]:
    """The newest articles that may be related to a story, but opened others."""
    return _chapters(db, story_lists.related(db, story_id)[-MOST_RELATED:])


def _chapters(db: sqlite3.Connection, members: Sequence[Member]) -> list[Chapter]:
    ids = [each.article_id for each in members]
    told = {each.article_id: each for each in story_texts.told(db, ids)}
    earlier = _earlier(db, ids)
    posts = liveposts.posts(db, ids)
    marks = {row["id"]: row for row in db.execute(_MARKS, (json.dumps(ids),))}
    return [
        _chapter(each, told[each.article_id], earlier.get(each.article_id, ()), marks)._replace(
            posts=tuple(posts.get(each.article_id, ()))
        )
        for each in members
        if each.article_id in told
    ]


def _chapter(
    member: Member, told: Told, earlier: Sequence[Earlier], marks: dict[int, sqlite3.Row]
) -> Chapter:
    mark = marks[member.article_id]
    return Chapter(
        member.article_id,
        told.feed_title,
        moment(mark["read_at"]),
        tuple(_versions(member.at, told, earlier)),
        credit=told.credit,
        echo_of=member.echo_of,
        agency=member.agency,
        weak=member.weak,
        why=member.why,
        starred=mark["starred_at"] is not None,
    )


def _versions(at: datetime, told: Told, earlier: Sequence[Earlier]) -> Iterable[Written]:
    """Each version from the moment on when it took the place of the one before."""
    for title, replaced_at, html in earlier:
        yield Written(at, title, html)
        at = max(at, replaced_at)
    yield Written(at, told.title, told.html or told.summary)


def _earlier(db: sqlite3.Connection, ids: list[int]) -> dict[int, list[Earlier]]:
    """The versions of articles that others have taken the place of, the oldest first."""
    found: dict[int, list[Earlier]] = {}
    for row in db.execute(_EARLIER, (json.dumps(ids),)).fetchall():
        text = unpacked(db, row["dictionary"], row["packed"])
        replaced_at = datetime.fromtimestamp(row["seen_at"], UTC)
        found.setdefault(row["article_id"], []).append((row["title"], replaced_at, text.html))
    return found
