"""What is followed: fingerprints, queries, sleep, and the news that are to be told once."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.model.changes import Change
from reader.model.story import WEAK, Notice
from reader.store import stories
from reader.store.db import stamp
from reader.store.story_rows import keyed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.story import How

LEARNS = 0.6
"""Confidence from which an article teaches what its story is about."""
QUIET, LONGEST = timedelta(days=5), timedelta(days=21)
"""Time without news after which a followed story sleeps: three times its longest pause so far,
within these."""
BURST, BURST_SOURCES = timedelta(hours=6), 2
"""What wakes it: so many sources within such a time."""
TOLD_TOGETHER = 500

IN_FOLLOWED = f"""
article.id in (select article_id from follow cross join story_article using (story_id)
               where confidence >= {WEAK})
"""
"""A condition: the article is in what is followed, and so is kept."""

_PRINTS = """
select story_id, name, fingerprint from follow join story on story.id = story_id where query = ''
"""

_QUERIES = "select story_id, query from follow where query <> ''"

_UNLEARNED = f"""
select story_article.article_id, packed from story_article
join story_sketch on story_sketch.article_id = story_article.article_id
where story_id = :story and (confidence >= {LEARNS} or how = 'hand') and how <> 'matched'
    and story_article.article_id not in (select value from json_each(:learned))
order by arrival
"""

_MATCHED = """
insert or ignore into story_article
    (article_id, story_id, how, confidence, why, source, at, added_at, echo_of)
select id, :story, :how, :confidence, :why, :source, sort_at, :now, copy_of
from article where id = :article
    and not exists (select 1 from story_tie where kind = 'never'
                    and one = cast(:article as text) and other = :name)
"""

_TIMES = f"""
select at, source from story_article where story_id = ? and confidence >= {WEAK} order by at
"""

_NEWS = f"""
insert or ignore into story_news (story_id, article_id, at, what)
select story_article.story_id, story_article.article_id, added_at, 'new'
from follow cross join story_article using (story_id) join article on article.id = article_id
where added_at > follow.at and echo_of is null and how <> 'hand' and confidence >= {WEAK}
    and read_at is null and listed = 1 and asleep_since is null
union all
select story_article.story_id, story_article.article_id, changed_at, change
from follow cross join story_article using (story_id) join article on article.id = article_id
where changed_at > follow.at and changed_at > added_at and change <> '' and change_seen = 0
    and confidence >= {WEAK} and asleep_since is null and echo_of is null
"""

_CLAIM = """
update story_news set told_at = :now
where told_at is null and (article_id, story_id, at) in (
    select article_id, story_id, at from story_news where told_at is null limit :most)
returning story_id, article_id, what
"""

_UNTOLD = "select exists (select 1 from story_news where told_at is null)"


class Print(NamedTuple):
    """A followed story, and its fingerprint as text."""

    story_id: int
    name: str
    fingerprint: str


class Matched(NamedTuple):
    """An article that answers to what is followed."""

    article_id: int
    story_id: int
    name: str
    confidence: float
    why: str
    source: str
    how: How = "matched"


def prints(db: sqlite3.Connection) -> list[Print]:
    """The fingerprints of followed stories."""
    return [Print(*row) for row in db.execute(_PRINTS)]


def queries(db: sqlite3.Connection) -> list[tuple[int, str]]:
    """The queries that are followed, each with its story."""
    return [(row[0], row[1]) for row in db.execute(_QUERIES)]


def unlearned(
    db: sqlite3.Connection, story_id: int, learned: Iterable[int]
) -> list[tuple[int, bytes]]:
    """Articles that belong to a story for certain and have taught it nothing yet."""
    values = {"story": story_id, "learned": json.dumps(sorted(learned))}
    return [(row[0], row[1]) for row in db.execute(_UNLEARNED, values)]


def sketch(db: sqlite3.Connection, article_id: int) -> bytes | None:
    """What clustering kept of an article, packed; None if that is gone."""
    row = db.execute("select packed from story_sketch where article_id = ?", (article_id,))
    found = row.fetchone()
    return found and bytes(found[0])


def fingerprint(db: sqlite3.Connection, story_id: int) -> str:
    """What is followed of a story; an empty object if it is not followed."""
    row = db.execute("select fingerprint from follow where story_id = ?", (story_id,)).fetchone()
    return str(row[0]) if row else "{}"


def keep_print(db: sqlite3.Connection, story_id: int, text: str) -> Change:
    """Keep what a story has learned."""
    sql = "update follow set fingerprint = ? where story_id = ? and fingerprint <> ?"
    db.execute(sql, (text, story_id, text))
    return Change()


def keep_placed(
    db: sqlite3.Connection,
    expected: int,
    placed: Sequence[stories.Keep],
    matched: Sequence[Matched],
    now: datetime,
) -> Change | None:
    """Keep the stories of articles, and who follows them: both or, after a crash, neither.

    None if others were quicker, and the answers are void.
    """
    change = stories.keep(db, expected, placed, now)
    return None if change is None else change | keep_matched(db, matched, now)


def keep_matched(db: sqlite3.Connection, matched: Sequence[Matched], now: datetime) -> Change:
    """Take articles into the stories that follow them; those that were taken out stay out."""
    touched, articles = set(), set()
    for each in matched:
        story = stories.current(db, each.story_id)  # it may have become part of another meanwhile
        values = each._asdict() | {"story": story, "article": each.article_id}
        if db.execute(_MATCHED, values | {"now": stamp(now)}).rowcount:
            touched.add(each.story_id if story is None else story)
            articles.add(each.article_id)
    stories.recount(db, touched)
    return Change(articles=frozenset(articles), stories=frozenset(touched))


def settle(db: sqlite3.Connection, now: datetime) -> Change:
    """Let followed stories sleep that are quiet, and wake by a burst; note what is to be told."""
    turned = set()
    for story_id, asleep in db.execute("select story_id, asleep_since from follow").fetchall():
        rows = db.execute(_TIMES, (story_id,)).fetchall()
        sleeps = is_asleep([(row[0], row[1]) for row in rows], stamp(now) or 0, asleep=bool(asleep))
        if sleeps is not bool(asleep):
            value = stamp(now) if sleeps else None
            sql = "update follow set asleep_since = ? where story_id = ?"
            db.execute(sql, (value, story_id))
            turned.add(story_id)
    db.execute(_NEWS)
    return Change(stories=frozenset(turned))


def telling(db: sqlite3.Connection) -> frozenset[int]:
    """The feeds that told of what is followed, and does not sleep, within two days of its last."""
    return frozenset(row[0] for row in db.execute(_TELLING))


_TELLING = f"""
select distinct feed_id from follow join story on story.id = follow.story_id
join story_article on story_article.story_id = story.id
join article on article.id = story_article.article_id
where asleep_since is null and confidence >= {WEAK} and story_article.at > last_at - 2 * 86400
"""


def is_asleep(told: Sequence[tuple[int, str]], now: int, *, asleep: bool) -> bool:
    """Whether a story sleeps, given when it was told by whom, the earliest first, in seconds."""
    if not told:
        return False
    if asleep:
        burst = int(BURST.total_seconds())
        return len({source for at, source in told if at > now - burst}) < BURST_SOURCES
    times = [at for at, _ in told]
    longest = max((later - at for at, later in pairwise(times)), default=0)
    least, most = (int(each.total_seconds()) for each in (QUIET, LONGEST))
    return now - times[-1] > min(max(3 * longest, least), most)


def has_untold(db: sqlite3.Connection) -> bool:
    """Whether something is to be told."""
    return bool(db.execute(_UNTOLD).fetchone()[0])


def claim(db: sqlite3.Connection, now: datetime) -> tuple[Notice, ...]:
    """What is to be told, by this process and nobody after it, a notice a story."""
    values = {"now": stamp(now), "most": TOLD_TOGETHER}
    by_story: dict[int, list[tuple[int, str]]] = {}
    for row in db.execute(_CLAIM, values).fetchall():
        by_story.setdefault(row[0], []).append((row[1], row[2]))
    return tuple(_notice(db, story, news) for story, news in sorted(by_story.items()))


def _notice(db: sqlite3.Connection, story_id: int, news: list[tuple[int, str]]) -> Notice:
    ids = json.dumps([article for article, _ in news])
    title, query = db.execute(_TITLE, (story_id,)).fetchone()
    rows = db.execute(_HEADLINES, (ids,)).fetchall()
    changed = tuple(article for article, what in news if what != "new")
    new = tuple(row[0] for row in rows if row[0] not in changed)
    newest = rows[0] if rows else (0, "", "")
    return Notice(story_id, title or query, new, changed, newest[2], newest[1])


_TITLE = """
select coalesce(nullif(story.title, ''), article.title, ''), coalesce(query, '')
from story left join article on article.id = title_from
left join follow on follow.story_id = story.id where story.id = ?
"""

_HEADLINES = """
select article.id, article.title, coalesce(nullif(own_title, ''), nullif(feed.title, ''), feed.url)
from article join feed on feed.id = article.feed_id
left join subscription on subscription.feed_id = feed.id
where article.id in (select value from json_each(?)) order by sort_at desc, article.id desc
"""


def add_query(db: sqlite3.Connection, query: str, name: str, now: datetime) -> int:
    """The story that stands for a query; the same one for the same query."""
    story_id = stories.story_named(db, name, stamp(now) or 0)
    db.execute("update story set title = ? where id = ?", (query, story_id))
    return story_id


def forget(db: sqlite3.Connection, article_id: int, story_id: int, name: str) -> None:
    """Take an article out of what is followed, for good."""
    sql = "delete from story_article where article_id = ? and story_id = ? and how <> 'placed'"
    db.execute(sql, (article_id, story_id))
    values = ("never", str(article_id), name)
    db.execute("insert or replace into story_tie values (?, ?, ?)", values)


def tie_key(article_id: int, name: str) -> str:
    """The key of the tie that keeps an article out of a story."""
    return keyed("never", article_id, name)
