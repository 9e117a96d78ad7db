"""Articles find their stories: what is to be placed, what clustering goes on from, what it said.

Each answer is kept in one transaction with what the next one needs. `turn` counts what was kept, by
any process and by the person: whoever placed articles on an older state than the newest is told so,
and places them again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.model.changes import Change
from reader.model.story import WEAK
from reader.store.db import stamp
from reader.store.memory import recall, remember

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from reader.model.story import Assignment

TURN, PLACED_TO = "stories.turn", "stories.placed-to"

_NEWEST = "select coalesce(max(id), 0) from article"

_PENDING = """
select id from article
where id > :after and id <= :newest and sort_at >= :since and listed = 1
    and not exists (select 1 from story_article
                    where article_id = article.id and how in ('placed', 'hand'))
order by sort_at, identity, id
"""

_SKETCHES = """
select packed, name from story_sketch
join story_article using (article_id) join story on story.id = story_id
where how in ('placed', 'hand') order by arrival
"""

_ALIASES = """
select alias.name, story.name
from story as alias join story on story.id = alias.merged_into
"""

_OPEN = """
insert into story (name, first_at, last_at) values (:name, :at, :at) on conflict (name) do nothing
"""

_KEEP = """
insert into story_article
    (article_id, story_id, how, confidence, why, possibly, source, at, added_at, echo_of)
select id, :story, 'placed', :confidence, :why, :possibly, :source, sort_at, :now, copy_of
from article where id = :article
on conflict (article_id, story_id) do update set how = 'placed'
"""

_KEEP_SKETCH = """
insert into story_sketch (article_id, at, packed)
select id, :at, :packed from article where id = :article
on conflict (article_id) do update set at = excluded.at, packed = excluded.packed
"""

_FORGET = """
delete from story_sketch
where at < (select max(at) from story_sketch) - :window
    and arrival <= (select max(arrival) from story_sketch) - :taught
"""

_RECOUNT = f"""
update story set (articles, sources, originals, first_at, last_at) = (
    select count(*), count(distinct source), count(*) filter (where echo_of is null),
        coalesce(min(at), story.first_at), coalesce(max(at), story.last_at)
    from story_article where story_id = story.id and confidence >= {WEAK}
) where id in (select value from json_each(:ids))
"""

_TITLE = """
update story set title_from = (
    select article_id from story_article
    where story_id = story.id order by confidence >= :weak desc, at desc limit 1)
where id in (select value from json_each(:ids))
    and (title_from is null or not exists (
        select 1 from story_article where article_id = title_from and story_id = story.id))
"""


class Pending(NamedTuple):
    """Articles that have no story yet, in the order in which they are placed."""

    ids: tuple[int, ...]
    newest: int
    """The newest article when that was asked; once all are placed, nobody asks up to it again."""


class State(NamedTuple):
    """What clustering goes on from."""

    turn: int
    sketches: tuple[tuple[bytes, str], ...]
    """What was kept of each article, packed, and its story; in order of arrival."""
    aliases: tuple[tuple[str, str], ...]
    belongs: tuple[tuple[str, str], ...]
    never: tuple[tuple[str, str], ...]


class Keep(NamedTuple):
    """An article that was placed, and what is to be kept of it."""

    told: Assignment
    article_id: int
    source: str
    opened: bool
    """It opens its story."""
    at: int
    packed: bytes


def turn(db: sqlite3.Connection) -> int:
    """How many times something was kept of stories."""
    return int(recall(db, TURN) or 0)


def turned(db: sqlite3.Connection) -> None:
    """Tell whoever places articles that the state is another."""
    remember(db, TURN, str(turn(db) + 1))


def pending(db: sqlite3.Connection, since: datetime) -> Pending:
    """Articles that have no story yet, but those from before a moment."""
    newest = db.execute(_NEWEST).fetchone()[0]
    after = int(recall(db, PLACED_TO) or 0)
    values = {"after": after, "newest": newest, "since": stamp(since)}
    return Pending(tuple(row[0] for row in db.execute(_PENDING, values)), newest)


def state(db: sqlite3.Connection) -> State:
    """What clustering goes on from."""
    ties = db.execute("select kind, one, other from story_tie order by kind, one, other").fetchall()
    return State(
        turn(db),
        tuple((row[0], row[1]) for row in db.execute(_SKETCHES)),
        tuple((row[0], row[1]) for row in db.execute(_ALIASES)),
        tuple((row[1], row[2]) for row in ties if row[0] == "belongs"),
        tuple((row[1], row[2]) for row in ties if row[0] == "never"),
    )


def keep(
    db: sqlite3.Connection, expected: int, placed: Sequence[Keep], now: datetime
) -> Change | None:
    """Keep the stories of articles; None if others were quicker, and the answers are void."""
    if turn(db) != expected:
        return None
    touched = set()
    for each in placed:
        told = each.told
        story = story_named(db, told.story, each.at)
        if told.merged:
            alias = story_named(db, told.merged, each.at)
            merge(db, alias, story)
            touched.add(alias)
        possibly = _find(db, told.possibly) if told.possibly else None
        values = {
            "article": each.article_id,
            "story": story,
            "confidence": 1.0 if each.opened else told.confidence,
            "why": told.why,
            "possibly": possibly,
            "source": each.source,
            "now": stamp(now),
        }
        db.execute(_KEEP, values)
        db.execute(_KEEP_SKETCH, values | {"at": each.at, "packed": each.packed})
        touched.add(story)
    recount(db, touched)
    turned(db)
    return Change(stories=frozenset(touched))


def keep_place(db: sqlite3.Connection, newest: int, window: int, taught: int) -> Change:
    """Remember that all up to an article are placed; forget what no arrival is compared with.

    `window` are seconds, `taught` articles: see `stories.live` and `stories.lately`.
    """
    remember(db, PLACED_TO, str(newest))
    db.execute(_FORGET, {"window": window, "taught": taught})
    return Change()


def story_named(db: sqlite3.Connection, name: str, at: int) -> int:
    """The story that clustering calls by a name; it is opened if there is none."""
    db.execute(_OPEN, {"name": name, "at": at})
    found = _find(db, name)
    if found is None:
        raise LookupError(name)  # it was just opened
    return found


def current(db: sqlite3.Connection, story_id: int) -> int | None:
    """The story a number means now; None if there never was one."""
    row = db.execute("select id, merged_into from story where id = ?", (story_id,)).fetchone()
    return row and int(row["merged_into"] or row["id"])


def merge(db: sqlite3.Connection, alias: int, into: int) -> None:
    """Make one story part of another: its articles, its following, and its names."""
    if alias == into:
        return
    values = {"alias": alias, "into": into}
    for statement in _MERGE:
        db.execute(statement, values)


_MERGE = (
    "update or ignore story_article set story_id = :into where story_id = :alias",
    "delete from story_article where story_id = :alias",
    "update story_article set possibly = null where possibly = :into and story_id = :into",
    "update or ignore follow set story_id = :into where story_id = :alias",
    "delete from follow where story_id = :alias",
    "update or ignore story_news set story_id = :into where story_id = :alias",
    "update story set merged_into = :into, articles = 0 where id = :alias or merged_into = :alias",
    "update story set digested = 0 where id = :into",
)


def recount(db: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Count the articles of stories again, and see that each has a title."""
    values = {"ids": json.dumps(sorted(ids)), "weak": WEAK}
    db.execute(_RECOUNT, values)
    db.execute(_TITLE, values)


def _find(db: sqlite3.Connection, name: str) -> int | None:
    row = db.execute("select id, merged_into from story where name = ?", (name,)).fetchone()
    return row and int(row["merged_into"] or row["id"])
