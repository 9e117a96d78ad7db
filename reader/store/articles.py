"""Articles: how they arrive, change, and are marked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, cast

from reader.model.article import Revision
from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.store import texts
from reader.store.db import moment, stamp
from reader.store.texts import Text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reader.model.article import ArticleBody
    from reader.model.parsed import ParsedArticle

_INSERT = """
insert into article (id, feed_id, identity, guid, url, url_key, title, authors, published_at,
    updated_at, first_seen_at, sort_at, language, content_hash, has_enclosure, has_picture)
values (:id, :feed_id, :identity, :guid, :url, :url_key, :title, :authors, :published_at,
    :updated_at, :now, :sort_at, :language, :content_hash, :has_enclosure, :has_picture)
"""

_LAST_ID = "select coalesce(max(seq), 0) from sqlite_sequence where name = 'article'"

_KEEP_REVISION = """
insert into revision (article_id, number, seen_at, title, content_hash, dictionary, packed)
select id, revisions, :now, title, content_hash, dictionary, packed
from article join (
    select article_id, dictionary, packed from text where article_id = :id
    union all
    select article_id, dictionary, packed from fresh_text where article_id = :id
) on article_id = id
where id = :id and purged_at is null and not exists (
    select 1 from revision where article_id = id and revision.content_hash = article.content_hash
)
"""

_WAS_TOLD_BEFORE = """
select 1 from revision where article_id = :id and content_hash = :content_hash limit 1
"""

_REWRITE = """
update article set identity = :identity, guid = :guid, url = :url, url_key = :url_key,
    title = :title, authors = :authors, published_at = :published_at,
    updated_at = coalesce(:updated_at, :now), language = :language,
    content_hash = :content_hash, has_enclosure = :has_enclosure, has_picture = :has_picture,
    purged_at = null,
    revisions = 1 + (select count(*) from revision where article_id = :id)
where id = :id
"""

_TOUCH_UP = """
update article set identity = :identity, guid = :guid, url = :url, url_key = :url_key,
    title = :title, authors = :authors, published_at = :published_at
where id = :id
"""

_REVISIONS = """
select number, seen_at, title, dictionary, packed from revision
where article_id = ? order by number
"""

_AHEAD = timedelta(days=1)
"""Clocks go wrong and time zones are forgotten; what is dated later than that is a mistake."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a document brought."""

    change: Change = Change()
    new: int = 0
    changed: int = 0


def merge(
    db: sqlite3.Connection, feed_id: int, articles: Sequence[ParsedArticle], now: datetime
) -> Merged:
    """Take what a feed says into the store; an older text of an article becomes a revision.

    The document's order, newest first as a rule, decides between articles without dates. A text
    that comes back, as from a server that cannot decide, is kept but is no change worth telling.
    """
    from reader.store.known import Known  # noqa: PLC0415 - whoever reads needs none

    known = Known(db, feed_id, articles)
    new: dict[str, tuple[dict[str, object], Text]] = {}
    changed: set[int] = set()
    touched: set[int] = set()
    for article in reversed(articles):
        row, apart = known.match(article)
        values = _values(feed_id, apart, now)
        if row is None:
            new[apart.identity] = values, _text(apart)
        elif row["content_hash"] != apart.content_hash:
            news = _rewrite(db, values | {"id": row["id"]}, _text(apart))
            (changed if news else touched).add(row["id"])
        elif _differs(row, values):
            _touch_up(db, row, values)
            touched.add(row["id"])
    arrived = _insert(db, list(new.values()))
    change = Change(frozenset(arrived | changed | touched), arrivals=frozenset(arrived))
    return Merged(change, len(arrived), len(changed))


def body(db: sqlite3.Connection, article_id: int) -> ArticleBody:
    """The text of an article.

    Raises:
        NotFound: there is no such article.
    """
    text = texts.find(db, article_id)
    if text is None:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    row = db.execute("select purged_at from article where id = ?", (article_id,)).fetchone()
    if row["purged_at"] is None:
        return text.body()
    return text._replace(html=_what_is_left(text, moment(row["purged_at"]))).body()


def _what_is_left(text: Text, purged_at: datetime | None) -> str:
    """The beginning of a text that was let go, and that it was."""
    return (
        f"<p>{escape(text.summary)} …</p><p><em>The rest was let go on {purged_at:%Y-%m-%d} to "
        "save room; its page may still have it.</em></p>"
    )


def revisions(db: sqlite3.Connection, article_id: int) -> list[Revision]:
    """The earlier texts of an article, oldest first."""
    rows = db.execute(_REVISIONS, (article_id,)).fetchall()
    return [
        Revision(
            row["number"],
            datetime.fromtimestamp(row["seen_at"], UTC),
            row["title"],
            texts.unpacked(db, row["dictionary"], row["packed"]).body(),
        )
        for row in rows
    ]


def _values(feed_id: int, article: ParsedArticle, now: datetime) -> dict[str, object]:
    published = _believable(article.published_at, now)
    updated = _believable(article.updated_at, now)
    told = published or updated
    stands = min(told, now) if told else now
    return {
        "feed_id": feed_id,
        "identity": article.identity,
        "guid": article.guid,
        "url": article.url,
        "url_key": article.url_key,
        "title": article.title,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "published_at": stamp(published),
        "updated_at": stamp(updated),
        "now": stamp(now),
        "sort_at": stamp(stands),
        "language": article.language,
        "content_hash": article.content_hash,
        "has_enclosure": bool(article.enclosures),
        "has_picture": bool(article.media) or "<img " in article.html,
    }


def _text(article: ParsedArticle) -> Text:
    enclosures = [
        {"url": each.url, "media_type": each.media_type, "size": each.size, "title": each.title}
        for each in article.enclosures
    ]
    told = json.dumps(enclosures, ensure_ascii=False) if enclosures else ""
    return Text(article.summary, article.html, article.dateline, article.credit, told)


def _believable(at: datetime | None, now: datetime) -> datetime | None:
    """A date that a feed can have meant: none before Unix time, none after tomorrow."""
    return at if at and at.timestamp() >= 0 and at <= now + _AHEAD else None


def _insert(db: sqlite3.Connection, new: Sequence[tuple[dict[str, object], Text]]) -> set[int]:
    if not new:
        return set()
    first = int(db.execute(_LAST_ID).fetchone()[0]) + 1
    numbered = list(enumerate(new, first))
    db.executemany(_INSERT, [values | {"id": number} for number, (values, _) in numbered])
    texts.keep(db, [(number, text) for number, (_, text) in numbered])
    return {number for number, _ in numbered}


def _rewrite(db: sqlite3.Connection, values: dict[str, object], text: Text) -> bool:
    """Put a text in place of the one before; answers whether it is one that was never told."""
    article_id = cast("int", values["id"])
    from reader.store import packing  # noqa: PLC0415 - the first list needs none

    news = db.execute(_WAS_TOLD_BEFORE, values).fetchone() is None
    packing.unpack(db, [article_id])
    db.execute(_KEEP_REVISION, values)
    db.execute(_REWRITE, values)
    texts.keep(db, [(article_id, text)])
    return news


def _touch_up(db: sqlite3.Connection, row: sqlite3.Row, values: dict[str, object]) -> None:
    if row["title"] != values["title"] or row["authors"] != values["authors"]:
        from reader.store import packing  # noqa: PLC0415 - as above

        packing.unpack(db, [row["id"]])
    db.execute(_TOUCH_UP, values | {"id": row["id"]})


def _differs(row: sqlite3.Row, values: dict[str, object]) -> bool:
    names = ("identity", "url", "title", "authors", "published_at")
    return any(row[name] != values[name] for name in names)
