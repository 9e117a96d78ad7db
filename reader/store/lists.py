"""Lists: a query becomes ids, in order; ids become rows; nothing here touches an article's text
unless the query asks for words in it."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING

from reader.model.article import Article
from reader.model.errors import NotFound
from reader.model.query import (
    AllOf,
    AnyOf,
    ArticleQuery,
    Before,
    Condition,
    Has,
    InFeed,
    InFolder,
    Is,
    Not,
    Since,
    Words,
)
from reader.store.db import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_FLAGS = {
    "unread": "read_at is null",
    "read": "read_at is not null",
    "starred": "starred_at is not null",
    "saved": "saved_at is not null",
    "updated": "changed_at is not null",
    "followed": "0",
}

_PARTS = {
    "enclosure": "has_enclosure = 1",
    "picture": "has_picture = 1",
    "revision": "revisions > 1",
}

_FEED_TITLE = "coalesce(nullif(own_title, ''), nullif(feed.title, ''), feed.url)"

_NAMED_FEEDS = f"""
feed_id in (select feed.id from feed left join subscription on feed_id = feed.id
            where contains({_FEED_TITLE}, {{word}}))
"""

_NAMED_FOLDERS = """
feed_id in (select feed_id from subscription join folder on folder.id = folder_id
            where contains(folder.name, {word}))
"""

_IN_FOLDER = """
feed_id in (select feed_id from subscription join folder on folder.id = folder_id
            where folder.name = {word})
"""

_ANYWHERE = """
(contains(title, {word}) or contains(authors, {word}) or contains(summary, {word})
 or exists (select 1 from article_body where article_id = article.id
            and html_contains(html, {word})))
"""

_WORDS = {
    "any": _ANYWHERE,
    "title": "contains(title, {word})",
    "author": "contains(authors, {word})",
    "feed": _NAMED_FEEDS,
    "folder": _NAMED_FOLDERS,
}

_FOLDED = "copy_of is null"

_FOLDED_WITHIN = """
(copy_of is null or not exists (
    select 1 from article as other
    where (other.id = article.copy_of or other.copy_of = article.copy_of and other.id < article.id)
        and other.listed = 1 and {scope}))
"""

_ROWS = f"""
select article.*, {_FEED_TITLE} as feed_title,
    (select count(*) from article as other
     where other.copy_of = coalesce(article.copy_of, article.id) and other.listed = 1) as copies
from article
join feed on feed.id = article.feed_id
left join subscription on subscription.feed_id = article.feed_id
where article.id in (select value from json_each(?))
"""

_PLACE = "select sort_at, id from article where id = ?"


def compiled(query: ArticleQuery) -> tuple[str, dict[str, object]]:
    """A query as an SQL condition on `article` and its parameters.

    Articles of feeds nobody subscribes to any more are left out, unless they are starred or saved
    and that is what the list is about. Of the same article in several feeds the first is listed;
    a list of some feeds has the first of those, a list of one feed has all of its own.
    """
    values: dict[str, object] = {}
    where = _sql(query.where, values)
    if folded := _folded(query.where, values):
        where = f"{folded} and {where}"
    return (where if _keeps_unlisted(query.where) else f"listed = 1 and {where}"), values


def ids(db: sqlite3.Connection, query: ArticleQuery, limit: int | None = None) -> array[int]:
    """The ids of a list, in its order; the first `limit` of them."""
    where, values = compiled(query)
    way = "desc" if query.order == "newest" else "asc"
    sql = f"select id from article where {where} order by sort_at {way}, id {way} limit :limit"
    found = db.execute(sql, values | {"limit": -1 if limit is None else limit})
    return array("q", (row[0] for row in found))


def count(db: sqlite3.Connection, query: ArticleQuery) -> int:
    """How many articles a list has."""
    where, values = compiled(query)
    return int(db.execute(f"select count(*) from article where {where}", values).fetchone()[0])


def rows(db: sqlite3.Connection, wanted: Sequence[int]) -> list[Article]:
    """Articles without their text, in the order asked for; ids that are gone are left out."""
    found = {row["id"]: _article(row) for row in db.execute(_ROWS, (json.dumps(list(wanted)),))}
    return [found[each] for each in wanted if each in found]


def row(db: sqlite3.Connection, article_id: int) -> Article:
    """One article without its text.

    Raises:
        NotFound: there is no such article.
    """
    found = rows(db, [article_id])
    if not found:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    return found[0]


def next_unread(
    db: sqlite3.Connection, query: ArticleQuery, after: int | None, *, backwards: bool = False
) -> int | None:
    """The unread article that comes next in a list after an article, or before it."""
    where, values = compiled(query.narrowed(Is("unread")))
    down = (query.order == "newest") is not backwards
    if after is not None and (place := db.execute(_PLACE, (after,)).fetchone()):
        values |= {"at": place["sort_at"], "id": place["id"]}
        where += f" and (sort_at, id) {'<' if down else '>'} (:at, :id)"
    way = "desc" if down else "asc"
    sql = f"select id from article where {where} order by sort_at {way}, id {way} limit 1"
    found = db.execute(sql, values).fetchone()
    return int(found["id"]) if found else None


def by_url(db: sqlite3.Connection, url: str) -> int | None:
    """The newest article at an address."""
    found = db.execute("select max(id) as id from article where url = ?", (url,)).fetchone()
    return found["id"] and int(found["id"])


def _folded(where: Condition, values: dict[str, object]) -> str:
    """What leaves copies out of a list; nothing where they belong in it."""
    parts = list(_parts(where))
    scope = [each for each in parts if all(map(_names_feeds, _leaves(each)))]
    rest = [each for each in parts if each not in scope]
    if not scope and not any(_names_feeds(leaf) for each in rest for leaf in _leaves(each)):
        return _FOLDED
    if any(isinstance(each, InFeed) for each in scope) or not scope:
        return ""
    return _FOLDED_WITHIN.format(scope=_joined(" and ", tuple(scope), values))


def _parts(condition: Condition) -> Iterator[Condition]:
    """Conditions that must all hold."""
    if isinstance(condition, AllOf):
        for each in condition.conditions:
            yield from _parts(each)
    else:
        yield condition


def _leaves(condition: Condition) -> Iterator[Condition]:
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _leaves(each)
        case Not(inner):
            yield from _leaves(inner)
        case _:
            yield condition


def _names_feeds(condition: Condition) -> bool:
    match condition:
        case InFeed() | InFolder() | Words(_, "feed" | "folder"):
            return True
    return False


def _sql(condition: Condition, values: dict[str, object]) -> str:
    match condition:
        case AllOf(conditions):
            return _joined(" and ", conditions, values) or "1"
        case AnyOf(conditions):
            return _joined(" or ", conditions, values) or "0"
        case Not(inner):
            return f"not ({_sql(inner, values)})"
        case Is(flag):
            return _FLAGS[flag]
        case Has(part):
            return _PARTS[part]
        case _:
            template, value = _test(condition)
            return template.format(word=_bind(values, value))


def _test(condition: Words | InFeed | InFolder | Since | Before) -> tuple[str, object]:
    match condition:
        case Words(text, field):
            return _WORDS[field], text.casefold()
        case InFeed(feed_id):
            return "feed_id = {word}", feed_id
        case InFolder(name):
            return _IN_FOLDER, name
        case Since(at):
            return "sort_at >= {word}", stamp(at)
        case Before(at):
            return "sort_at < {word}", stamp(at)


def _joined(word: str, conditions: tuple[Condition, ...], values: dict[str, object]) -> str:
    parts = [_sql(each, values) for each in conditions if not _says_nothing(each)]
    return f"({word.join(parts)})" if len(parts) > 1 else "".join(parts)


def _says_nothing(condition: Condition) -> bool:
    return isinstance(condition, AllOf) and not condition.conditions


def _bind(values: dict[str, object], value: object) -> str:
    name = f"v{len(values)}"
    values[name] = value
    return f":{name}"


def _keeps_unlisted(condition: Condition) -> bool:
    match condition:
        case Is("starred" | "saved"):
            return True
        case AllOf(conditions):
            return any(_keeps_unlisted(each) for each in conditions)
        case _:
            return False


def _article(row: sqlite3.Row) -> Article:
    return Article(
        id=row["id"],
        feed_id=row["feed_id"],
        feed_title=row["feed_title"],
        title=row["title"],
        url=row["url"],
        authors=tuple(json.loads(row["authors"])),
        published_at=moment(row["published_at"]),
        updated_at=moment(row["updated_at"]),
        first_seen_at=moment(row["first_seen_at"]),
        sort_at=moment(row["sort_at"]),
        summary=row["summary"],
        language=row["language"],
        read=row["read_at"] is not None,
        starred=row["starred_at"] is not None,
        saved=row["saved_at"] is not None,
        revisions=row["revisions"],
        changed_at=moment(row["changed_at"]),
        change=tuple(row["change"].split()),
        copies=row["copies"],
    )
