"""Where articles stand in a list: a stretch of it at a time, however long the list is.

A place is a moment and an id, and the next places are those behind it: a walk along one index that
begins where the last one ended, so that the millionth article costs what the first does. A folder
is as many walks as it has feeds, merged. Of copies a list has the first: see `store.folding`.
"""

from __future__ import annotations

import heapq
import json
from array import array
from itertools import islice
from typing import TYPE_CHECKING

from reader.model.query import (
    AllOf,
    ArticleQuery,
    Before,
    InFeed,
    InFolder,
    Is,
    Since,
    conjuncts,
    has_words,
)
from reader.model.window import Place, Window
from reader.store.folding import FIRST_WITHIN, scope_of
from reader.store.lists import compiled, count

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from reader.model.query import Condition
    from reader.store.hits import Search

_FEEDS_OF_FOLDER = """
select feed_id from subscription join folder on folder.id = folder_id where folder.name = ?
"""

_TOTALS = """
select coalesce(sum(total), 0) as total, coalesce(sum(unread), 0) as unread,
    coalesce(sum(copies), 0) as copies, coalesce(sum(unread_copies), 0) as unread_copies
from feed where :every or id in (select value from json_each(:feeds))
"""

_TWICE = f"""
select count(*) as copies, coalesce(sum(read_at is null), 0) as unread_copies
from article indexed by article_copy
where copy_of is not null and listed = 1 and feed_id in (select value from json_each(:feeds))
and not {FIRST_WITHIN.format(scope="feed_id in (select value from json_each(:feeds))")}
"""

_OF_AN_INDEX = (Is("unread"), Is("starred"), Is("saved"))

_PLACE = "select sort_at, id from article where id = ?"

_NEWEST = "select coalesce(max(id), 0) from article"


COUNTED, FOUND = 10_000, 500
"""Articles up to which a list is counted that no kept count tells of; and one that is searched."""


def ids(db: sqlite3.Connection, query: ArticleQuery, limit: int | None = None) -> array[int]:
    """The ids of a list, in its order; the first `limit` of them."""
    return array("q", (place.id for place in islice(_walked(db, query), limit)))


def window(db: sqlite3.Connection, query: ArticleQuery, limit: int) -> Window:
    """The beginning of a list."""
    if (search := _search_of(query)) is not None:
        from reader.store import hits  # noqa: PLC0415 - the first list has no words

        return hits.window(db, search, limit, FOUND)
    found = following(db, query, limit)
    newest = db.execute(_NEWEST).fetchone()[0]
    if len(found) < limit:
        return Window(found, len(found), newest)
    total = _kept_total(db, query)
    if total is not None:
        return Window(found, max(total, len(found)), newest)
    total = _counted(db, query)
    return Window(found, min(total, COUNTED), newest, more=total > COUNTED)


def following(
    db: sqlite3.Connection,
    query: ArticleQuery,
    limit: int,
    *,
    place: Place | None = None,
    backwards: bool = False,
) -> list[Place]:
    """The places behind one, or before it, nearest first; without one, from the list's end."""
    if (search := _search_of(query)) is not None:
        from reader.store import hits  # noqa: PLC0415 - as above

        return hits.following(db, search, limit, place, backwards=backwards)
    return list(islice(_walked(db, query, place, backwards=backwards, most=limit), limit))


def stretch(db: sqlite3.Connection, query: ArticleQuery, first: int, limit: int) -> list[Place]:
    """The places from a number on, found by counting from the nearer end."""
    if has_words(query.where):
        return following(db, query, first + limit)[first:]
    total = total_of(db, query)
    limit = max(min(limit, total - first), 0)
    if first <= total // 2:
        return _part(db, query, first, limit)
    return _part(db, query, total - first - limit, limit, backwards=True)[::-1]


def _part(
    db: sqlite3.Connection,
    query: ArticleQuery,
    skipped: int,
    limit: int,
    *,
    backwards: bool = False,
) -> list[Place]:
    if _is_folder(query.where):
        walked = _walked(db, query, backwards=backwards)
        return list(islice(walked, skipped, skipped + limit))
    down = (query.order == "newest") is not backwards
    sql, values = walk_sql(query, None, down, limit)
    return [Place(*row) for row in db.execute(f"{sql} offset {skipped}", values)]


def standing(db: sqlite3.Connection, query: ArticleQuery, among: Iterable[int]) -> list[Place]:
    """Those of some articles that are in a list."""
    where, values = compiled(query, read=True)
    sql = (
        "select sort_at, id from article "
        f"where id in (select value from json_each(:among)) and {where}"
    )
    found = db.execute(sql, values | {"among": json.dumps(list(among))})
    return [Place(*row) for row in found]


def standing_and_total(
    db: sqlite3.Connection, query: ArticleQuery, among: Iterable[int]
) -> tuple[list[Place], int | None]:
    """Those of some articles that are in a list, and how many are, if that is kept."""
    return standing(db, query, among), _kept_total(db, query)


def newer_than(db: sqlite3.Connection, article_id: int, limit: int) -> list[int]:
    """The ids given since, newest first."""
    sql = "select id from article where id > ? order by id desc limit ?"
    return [row[0] for row in db.execute(sql, (article_id, limit))]


def next_unread(
    db: sqlite3.Connection, query: ArticleQuery, after: int | None, *, backwards: bool = False
) -> int | None:
    """The unread article that comes next in a list after an article, or before it."""
    row = None if after is None else db.execute(_PLACE, (after,)).fetchone()
    place = Place(*row) if row else None
    unread = query.narrowed(Is("unread"))
    found = following(db, unread, 1, place=place, backwards=backwards)
    return found[0].id if found else None


def rank(db: sqlite3.Connection, query: ArticleQuery, article_id: int) -> int | None:
    """How many articles of a list stand before one of them; None if it is not in it."""
    found = standing(db, query, [article_id])
    if not found:
        return None
    ahead = ArticleQuery(query.where, "oldest" if query.order == "newest" else "newest")
    if has_words(query.where):
        return len(following(db, query, COUNTED, place=found[0], backwards=True))
    return sum(1 for _ in _walked(db, ahead, found[0]))


def total_of(db: sqlite3.Connection, query: ArticleQuery) -> int:
    """How many articles a list has: from the counts that are kept, if they say."""
    kept = _kept_total(db, query)
    return count(db, query) if kept is None else kept


def _kept_total(db: sqlite3.Connection, query: ArticleQuery) -> int | None:
    """What triggers count as articles come and change, or one walk along a short index."""
    feeds, rest = _parted(db, query.where)
    if not rest or rest == [Is("unread")]:
        values = {"every": feeds is None, "feeds": json.dumps(feeds or [])}
        row = db.execute(_TOTALS, values).fetchone()
        total, copies = ("unread", "unread_copies") if rest else ("total", "copies")
        if feeds is None:
            return int(row[total] - row[copies])
        if row[copies] and _is_folder(query.where):
            return int(row[total] - db.execute(_TWICE, values).fetchone()[copies])
        return int(row[total])
    if all(isinstance(each, Since | Before) or each in _OF_AN_INDEX for each in rest):
        return count(db, query)
    return None


def _counted(db: sqlite3.Connection, query: ArticleQuery) -> int:
    """The same, up to one more than anybody counts."""
    where, values = compiled(query)
    sql = f"select count(*) from (select 1 from article where {where} limit {COUNTED + 1})"
    return int(db.execute(sql, values).fetchone()[0])


def _walked(
    db: sqlite3.Connection,
    query: ArticleQuery,
    place: Place | None = None,
    *,
    backwards: bool = False,
    most: int | None = None,
) -> Iterator[Place]:
    """A list from a place on."""
    down = (query.order == "newest") is not backwards
    feeds, rest = _parted(db, query.where)
    if feeds is None or not _is_folder(query.where):
        return _walk(db, query, place, down, most)
    of = scope_of(query.where)
    walks = [
        _walk(db, ArticleQuery(AllOf((InFeed(feed), *rest))), place, down, most, of)
        for feed in feeds
    ]
    return heapq.merge(*walks, reverse=down)


def _walk(
    db: sqlite3.Connection,
    query: ArticleQuery,
    place: Place | None,
    down: bool,
    most: int | None,
    of: Condition | None = None,
) -> Iterator[Place]:
    sql, values = walk_sql(query, place, down, most, of)
    return (Place(*row) for row in db.execute(sql, values))


def walk_sql(
    query: ArticleQuery,
    place: Place | None,
    down: bool,
    most: int | None,
    of: Condition | None = None,
) -> tuple[str, dict[str, object]]:
    """The statement that walks a list, newest first if `down`; `of` as `lists.compiled` has it."""
    where, values = compiled(query, of=of)
    if place is not None:
        values |= {"at": place.at, "id": place.id}
        where += f" and (sort_at, id) {'<' if down else '>'} (:at, :id)"
    way = "desc" if down else "asc"
    limit = "" if most is None else f" limit {most}"
    order = f"order by sort_at {way}, id {way}{limit}"
    return f"select sort_at, id from article where {where} {order}", values


def _parted(
    db: sqlite3.Connection, condition: Condition
) -> tuple[Sequence[int] | None, list[Condition]]:
    """The feeds a list is of, None for all, and what else it asks for."""
    feeds: Sequence[int] | None = None
    rest = []
    for each in conjuncts(condition):
        match each:
            case InFeed(feed_id) if feeds is None:
                feeds = [feed_id]
            case InFolder(name) if feeds is None:
                feeds = [row[0] for row in db.execute(_FEEDS_OF_FOLDER, (name,))]
            case _:
                rest.append(each)
    return feeds, rest


def _search_of(query: ArticleQuery) -> Search | None:
    if not has_words(query.where):
        return None
    from reader.store.hits import search_of  # noqa: PLC0415 - as above

    return search_of(query)


def _is_folder(condition: Condition) -> bool:
    return any(isinstance(each, InFolder) for each in conjuncts(condition))
