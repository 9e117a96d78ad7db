"""Lists of what is found: from the newest match backwards, and no farther than is needed.

The index gives matches by id, newest first, and a list is sorted by when articles stand. But no
article stands later than it was first seen, and ids are given in that order: once the matches up
to an id were looked at, whatever is left stands before the moment that id was given. So the first
screen of a word that a million articles have takes a few thousand matches and not a million.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.model.query import AllOf, ArticleQuery, Condition, Words, conjuncts, has_words
from reader.model.window import Place, Window
from reader.store import packing
from reader.store.finding import match
from reader.store.lists import compiled
from reader.text.words import sought

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_INDEXED = ("any", "title", "author")

FIRST, FARTHER = 400, 8
"""Matches looked at for a screen, and how many times as many if these are too few."""

_MATCHES = """
select rowid from search where search match :match and rowid >= :lowest
order by rowid desc limit :most
"""

_PACKED = """
from json_each(:matches) as found cross join article on article.id = found.value
"""

_FRESH = "from fresh_text cross join article on article.id = article_id"


class Search(NamedTuple):
    """A list that asks for words, taken apart."""

    match: str
    """What the index is asked."""
    rest: ArticleQuery
    """What it cannot answer."""
    fresh: ArticleQuery
    """What it answers, for texts that are not in it yet."""


def search_of(query: ArticleQuery) -> Search | None:
    """A list taken apart; None if words stand in alternatives, or in what is left out."""
    wanted: list[Words] = []
    rest: list[Condition] = []
    for each in conjuncts(query.where):
        if isinstance(each, Words) and each.field in _INDEXED and (words := sought(each.text)):
            wanted.append(each)
            if len(words) > 1:  # the index has no places: the text says whether together
                rest.append(each)
        elif has_words(each) and not isinstance(each, Words):
            return None
        else:
            rest.append(each)
    if not wanted:
        return None
    return Search(
        " AND ".join(match(each) for each in wanted),
        ArticleQuery(AllOf(tuple(rest)), query.order),
        ArticleQuery(AllOf(tuple(wanted))),
    )


def window(db: sqlite3.Connection, search: Search, limit: int, counted: int) -> Window:
    """The beginning of a list; more than `counted` articles are not counted."""
    newest = int(db.execute("select coalesce(max(id), 0) from article").fetchone()[0])
    matches = _matches(db, search, counted + 1, 0)
    whole = len(matches) <= counted
    found = _newest(db, search, limit, None, matches, whole=whole) if _is_newest(search) else None
    if found is None:
        found = following(db, search, limit, None)
    if len(found) < limit:
        return Window(found, len(found), newest)
    plain = not conjuncts(search.rest.where) and not packing.waiting(db)
    total = len(matches) if plain else _count(db, search, matches)
    return Window(found, max(min(total, counted), len(found)), newest, more=not whole)


def following(
    db: sqlite3.Connection,
    search: Search,
    limit: int,
    place: Place | None,
    *,
    backwards: bool = False,
) -> list[Place]:
    """The places behind one among what is found, or before it, nearest first."""
    down = _is_newest(search) is not backwards
    if not down:
        lowest = 0 if place is None else _first_seen_after(db, place.at)
        return _sorted(db, search, limit, place, _matches(db, search, -1, lowest), down=False)
    most = FIRST
    while True:
        matches = _matches(db, search, most, 0)
        found = _newest(db, search, limit, place, matches, whole=len(matches) < most)
        if found is not None:
            return found
        most *= FARTHER


def _is_newest(search: Search) -> bool:
    return search.rest.order == "newest"


def _newest(
    db: sqlite3.Connection,
    search: Search,
    limit: int,
    place: Place | None,
    matches: Sequence[int],
    *,
    whole: bool = False,
) -> list[Place] | None:
    """The newest places behind one; None if more matches have to be looked at to know."""
    for count in (FIRST, len(matches)):
        some = matches[:count]
        found = _sorted(db, search, limit, place, some, down=True)
        if whole and len(some) == len(matches):
            return found
        if len(found) == limit and found[-1].at >= _first_seen(db, some[-1]):
            return found
    return None


def _matches(db: sqlite3.Connection, search: Search, most: int, lowest: int) -> list[int]:
    values = {"match": search.match, "most": most, "lowest": lowest}
    return [row[0] for row in db.execute(_MATCHES, values)]


def _sorted(
    db: sqlite3.Connection,
    search: Search,
    limit: int,
    place: Place | None,
    matches: Sequence[int],
    *,
    down: bool,
) -> list[Place]:
    found = _placed(db, _PACKED, search.rest, limit, place, down, {"matches": json.dumps(matches)})
    if packing.waiting(db):
        fresh = ArticleQuery(AllOf((search.rest.where, search.fresh.where)))
        found += _placed(db, _FRESH, fresh, limit, place, down, {})
    return sorted(found, reverse=down)[:limit]


def _placed(
    db: sqlite3.Connection,
    among: str,
    query: ArticleQuery,
    limit: int,
    place: Place | None,
    down: bool,
    more: dict[str, object],
) -> list[Place]:
    where, values = compiled(query, read=True)
    if place is not None:
        values |= {"at": place.at, "id": place.id}
        where += f" and (sort_at, article.id) {'<' if down else '>'} (:at, :id)"
    way = "desc" if down else "asc"
    order = f"order by sort_at {way}, article.id {way} limit {limit}"
    rows = db.execute(f"select sort_at, article.id {among} where {where} {order}", values | more)
    return [Place(*row) for row in rows]


def _count(db: sqlite3.Connection, search: Search, matches: Sequence[int]) -> int:
    return len(_sorted(db, search, len(matches) + packing.waiting(db), None, matches, down=True))


def _first_seen(db: sqlite3.Connection, article_id: int) -> int:
    """When an article was first seen, or the one that came after it if it is gone."""
    sql = "select first_seen_at from article where id >= ? order by id limit 1"
    row = db.execute(sql, (article_id,)).fetchone()
    return int(row[0]) if row else 0


def _first_seen_after(db: sqlite3.Connection, at: int) -> int:
    """The lowest id that was given at or after a moment."""
    sql = "select id, first_seen_at from article where id >= ? order by id limit 1"
    low, high = 0, int(db.execute("select coalesce(max(id), 0) + 1 from article").fetchone()[0])
    while low < high:
        middle = (low + high) // 2
        row = db.execute(sql, (middle,)).fetchone()
        if row is not None and row["first_seen_at"] < at:
            low = int(row["id"]) + 1
        else:
            high = middle
    return low
