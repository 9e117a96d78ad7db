"""What a person decides about stories: followed, joined, parted. All of it can be undone.

A decision is kept as the rows it changed, for lists, and as a tie, for clustering: that begins anew
from both, so that what was joined stays joined and what was parted never meets again.
"""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from reader.model.changes import Change
from reader.model.errors import NotFound, UsageError
from reader.model.story import said
from reader.store import follows, history, stories
from reader.store.db import stamp
from reader.store.story_rows import keyed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

_ALONE = """
insert or ignore into story_article
    (article_id, story_id, how, confidence, why, source, at, added_at)
select article.id, :story, 'placed', 1.0, 'it opened this story', feed.url, sort_at, :now
from article join feed on feed.id = feed_id where article.id = :article
"""


_STORY_OF = """
select story_id from story_article where article_id = ? order by how in ('matched', 'asked')
"""

_PUT = """
insert or replace into story_article
    (article_id, story_id, how, confidence, why, source, at, added_at, echo_of)
select article.id, :story, 'hand', 1.0, 'you put it here', feed.url, sort_at, :now, copy_of
from article join feed on feed.id = feed_id where article.id = :article
"""


def story_of(db: sqlite3.Connection, article_id: int, now: datetime) -> int:
    """The story an article is in; it opens one if it is in none.

    Raises:
        NotFound: there is no such article.
    """
    if row := db.execute(_STORY_OF, (article_id,)).fetchone():
        return int(row[0])
    row = db.execute("select sort_at from article where id = ?", (article_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    story = stories.story_named(db, _unused(db, str(article_id)), row[0])
    db.execute(_ALONE, {"story": story, "article": article_id, "now": stamp(now)})
    _touched(db, {story})
    return story


def follow(db: sqlite3.Connection, story_id: int, now: datetime, *, query: str = "") -> Change:
    """Follow a story, or the query that it stands for; what is followed already stays so."""
    story_id = _current(db, story_id)
    before = history.Before(db, "follow", [story_id])
    sql = "insert or ignore into follow (story_id, at, query) values (?, ?, ?)"
    db.execute(sql, (story_id, stamp(now), query))
    history.note(db, f"followed {_title(db, story_id)}", now, before.steps())
    return _change(db, story_id)


def unfollow(db: sqlite3.Connection, story_id: int, now: datetime) -> Change:
    """Follow a story, or a query, no longer."""
    story_id = _current(db, story_id)
    before = history.Before(db, "follow", [story_id])
    db.execute("delete from follow where story_id = ?", (story_id,))
    history.note(db, f"unfollowed {_title(db, story_id)}", now, before.steps())
    return _change(db, story_id)


def keep_print(
    db: sqlite3.Connection, story_id: int, text: str, what: str, now: datetime
) -> Change:
    """Keep a fingerprint that the person changed."""
    story_id = _current(db, story_id)
    before = history.Before(db, "follow", [story_id])
    db.execute("update follow set fingerprint = ? where story_id = ?", (text, story_id))
    history.note(db, what, now, before.steps())
    return Change(stories=frozenset({story_id}))


def put(db: sqlite3.Connection, article_id: int, story_id: int, now: datetime) -> Change:
    """Put an article into a story, for good.

    Raises:
        NotFound: there is no such article, or no such story.
    """
    story_id = _current(db, story_id)
    from_ = story_of(db, article_id, now)
    (name,) = _names(db, [story_id])
    tie = keyed("belongs", article_id, name)
    never = keyed("never", article_id, name)
    places = [keyed(article_id, each) for each in (from_, story_id)]
    held = [
        history.Before(db, "story_article", places),
        history.Before(db, "story_tie", [tie, never]),
    ]
    sql = "delete from story_article where article_id = ? and how in ('placed', 'hand')"
    db.execute(sql, (article_id,))
    values = {"story": story_id, "article": article_id, "now": stamp(now)}
    db.execute(_PUT, values)
    db.execute(
        "delete from story_tie where kind = 'never' and one = ? and other = ?",
        (str(article_id), name),
    )
    db.execute("insert or replace into story_tie values ('belongs', ?, ?)", (str(article_id), name))
    what = f"put 1 article into {_title(db, story_id)}"
    return _done(db, what, now, held, {from_, story_id})


def take_out(
    db: sqlite3.Connection, article_id: int, story_id: int, fingerprint: str, now: datetime
) -> Change:
    """Take an article out of a followed story for good; `fingerprint` is without it.

    Raises:
        UsageError: it is not in it, or nothing else is.
    """
    story_id = _current(db, story_id)
    follow_before = history.Before(db, "follow", [story_id])
    db.execute("update follow set fingerprint = ? where story_id = ?", (fingerprint, story_id))
    sql = "select how from story_article where article_id = ? and story_id = ?"
    row = db.execute(sql, (article_id, story_id)).fetchone()
    if row is None:
        raise UsageError(f"article {article_id} is not in {said(story_id)}")
    if row[0] in {"placed", "hand"}:
        return part(db, [article_id], story_id, now, also=follow_before).change
    (name,) = _names(db, [story_id])
    held = [
        follow_before,
        history.Before(db, "story_article", [keyed(article_id, story_id)]),
        history.Before(db, "story_tie", [keyed("never", article_id, name)]),
    ]
    follows.forget(db, article_id, story_id, name)
    what = f"took 1 article out of {_title(db, story_id)}"
    return _done(db, what, now, held, {story_id})


def join(db: sqlite3.Connection, one: int, other: int, now: datetime) -> Change:
    """Make one story of two, for good: the first keeps its number.

    Raises:
        UsageError: they are one already.
    """
    one, other = _current(db, one), _current(db, other)
    if one == other:
        raise UsageError(f"{said(one)} and {said(other)} are one story already")
    what = f"joined {_title(db, other)} to {_title(db, one)}"
    names = _names(db, [one, other])
    ties = [keyed("never", *pair) for pair in (names, names[::-1])]
    held = [*_held(db, [one, other]), history.Before(db, "story_tie", ties)]
    stories.merge(db, other, one)
    sql = "delete from story_tie where kind = 'never' and (one, other) in ((?, ?), (?, ?))"
    db.execute(sql, (*names, *names[::-1]))
    return _done(db, what, now, held, {one, other})


class Parted(NamedTuple):
    """A story that was made of another's articles."""

    story_id: int
    change: Change


def part(
    db: sqlite3.Connection,
    articles: Iterable[int],
    story_id: int,
    now: datetime,
    *,
    also: history.Before | None = None,
) -> Parted:
    """Take articles out of a story, for good; they make one of their own.

    `also` is what was changed beside it in the same deed.

    Raises:
        UsageError: none of them is in it, or all are.
    """
    story_id = _current(db, story_id)
    sql = "select article_id, at from story_article where story_id = ? order by at, article_id"
    rows = db.execute(sql, (story_id,)).fetchall()
    wanted = set(articles)
    leaving = [row for row in rows if row[0] in wanted]
    if not leaving or len(leaving) == len(rows):
        problem = "has none of these articles" if not leaving else "would have no article left"
        raise UsageError(f"{said(story_id)} {problem}")
    title = _title(db, story_id)
    name = _unused(db, str(leaving[0][0]))
    fresh = stories.story_named(db, name, leaving[0][1])
    (old,) = _names(db, [story_id])
    ties = [("never", each, old) for each in (*(str(row[0]) for row in leaving), name)]
    ties += [("belongs", str(row[0]), name) for row in leaving]
    held = [*_held(db, [story_id]), history.Before(db, "story_tie", [keyed(*tie) for tie in ties])]
    fresh_rows = history.Before(db, "story_article", [keyed(row[0], fresh) for row in leaving])
    for row in leaving:
        move = "update story_article set story_id = ?, how = 'hand', confidence = 1.0, why = ?"
        values = (fresh, "you took it out of another story", row[0], story_id)
        db.execute(move + " where article_id = ? and story_id = ?", values)
    db.executemany("insert or replace into story_tie values (?, ?, ?)", ties)
    what = f"parted {len(leaving)} from {title}"
    others = [] if also is None else [also]
    return Parted(fresh, _done(db, what, now, [*held, fresh_rows, *others], {story_id, fresh}))


def _held(db: sqlite3.Connection, ids: list[int]) -> list[history.Before]:
    """All rows of some stories, as they are before a deed."""
    these = "in (select value from json_each(?))"
    sql = f"select article_id from story_article where story_id {these}"
    rows = db.execute(sql, (json.dumps(ids),)).fetchall()
    elsewhere = [keyed(row[0], each) for row in rows for each in ids]
    sql = f"select id from story where merged_into {these}"
    aliases = [row[0] for row in db.execute(sql, (json.dumps(ids),))]
    return [
        history.Before(db, "story", [*ids, *aliases]),
        history.Before(db, "story_article", elsewhere),
        history.Before(db, "follow", ids),
    ]


def _done(
    db: sqlite3.Connection, what: str, now: datetime, held: list[history.Before], touched: set[int]
) -> Change:
    _touched(db, touched)
    history.note(db, what, now, tuple(step for each in held for step in each.steps()))
    return Change(stories=frozenset(touched))


def _touched(db: sqlite3.Connection, touched: set[int]) -> None:
    stories.recount(db, touched)
    stories.turned(db)


def _change(db: sqlite3.Connection, story_id: int) -> Change:
    sql = "select article_id from story_article where story_id = ?"
    articles = frozenset(row[0] for row in db.execute(sql, (story_id,)))
    return Change(articles=articles, stories=frozenset({story_id}))


def _current(db: sqlite3.Connection, story_id: int) -> int:
    found = stories.current(db, story_id)
    if found is None:
        raise NotFound(f"there is no story {said(story_id)}", "`dateline stories` shows them.")
    return found


def _names(db: sqlite3.Connection, ids: list[int]) -> tuple[str, ...]:
    return tuple(
        db.execute("select name from story where id = ?", (each,)).fetchone()[0] for each in ids
    )


def _title(db: sqlite3.Connection, story_id: int) -> str:
    sql = """
        select coalesce(nullif(story.title, ''), nullif(article.title, ''), 'a story')
        from story left join article on article.id = title_from where story.id = ?
    """
    return str(db.execute(sql, (story_id,)).fetchone()[0])


def _unused(db: sqlite3.Connection, name: str) -> str:
    """A name for a story that its first article opens; another, where it has opened one."""
    names = (name if number == 1 else f"{name}/{number}" for number in count(1))
    sql = "select 1 from story where name = ?"
    return next(each for each in names if db.execute(sql, (each,)).fetchone() is None)
