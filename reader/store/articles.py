"""Articles: how they arrive, change, and are marked."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.model.article import ArticleBody, Enclosure
from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.store.db import stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from reader.model.parsed import ParsedArticle

_KNOWN = """
select id, identity, url, url_key, title, authors, published_at, content_hash
from article
where feed_id = :feed_id and identity in (select value from json_each(:identities))
"""

_KNOWN_BY_URL = """
select id, identity, url, url_key, title, authors, published_at, content_hash
from article
where feed_id = :feed_id and url_key = :url_key and url_key <> ''
order by id desc limit 20
"""

_INSERT = """
insert into article (feed_id, identity, guid, url, url_key, title, authors, published_at,
    updated_at, first_seen_at, sort_at, summary, language, content_hash, has_enclosure,
    has_picture)
values (:feed_id, :identity, :guid, :url, :url_key, :title, :authors, :published_at,
    :updated_at, :now, :sort_at, :summary, :language, :content_hash, :has_enclosure,
    :has_picture)
returning id
"""

_INSERT_BODY = """
insert into article_body (article_id, html, enclosures, dateline, credit)
values (:id, :html, :enclosures, :dateline, :credit)
on conflict (article_id) do update set html = excluded.html, enclosures = excluded.enclosures,
    dateline = excluded.dateline, credit = excluded.credit
"""

_KEEP_REVISION = """
insert into revision (article_id, number, seen_at, title, html, content_hash)
select id, revisions, :now, title, html, content_hash
from article join article_body on article_id = id
where id = :id and not exists (
    select 1 from revision where article_id = id and revision.content_hash = article.content_hash
)
"""

_REWRITE = """
update article set identity = :identity, guid = :guid, url = :url, url_key = :url_key,
    title = :title, authors = :authors, published_at = :published_at,
    updated_at = coalesce(:updated_at, :now), summary = :summary, language = :language,
    content_hash = :content_hash, has_enclosure = :has_enclosure, has_picture = :has_picture,
    revisions = 1 + (select count(*) from revision where article_id = :id),
    changed_at = iif(:told <> '', :now, changed_at), change = iif(:told <> '', :told, change)
where id = :id
"""

_TOUCH_UP = """
update article set identity = :identity, guid = :guid, url = :url, url_key = :url_key,
    title = :title, authors = :authors, published_at = :published_at
where id = :id
"""

_BODY = """
select html, enclosures, dateline, credit from article_body where article_id = ?
"""

_AHEAD = timedelta(days=1)
"""Clocks go wrong and time zones are forgotten; what is dated later than that is a mistake."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a document brought."""

    change: Change = Change()
    new: int = 0
    changed: int = 0
    copies: int = 0
    """Of the new ones, those that another feed had before: no news to a person."""

    @property
    def fresh(self) -> int:
        """New articles that no feed had before."""
        return self.new - self.copies


def merge(
    db: sqlite3.Connection, feed_id: int, articles: Sequence[ParsedArticle], now: datetime
) -> Merged:
    """Take what a feed says into the store.

    The document's order, newest first as a rule, decides between articles without dates. What
    another feed has already is a copy of that; what the page only turned round (`text.habits`) is
    no change; any other older text becomes a revision, told as a change if it is material.
    """
    from reader.store import copies  # noqa: PLC0415 - start-up reads articles, and merges none

    known = _known(db, feed_id, articles)
    named = {article.identity for article in articles}
    new: set[int] = set()
    copied: set[int] = set()
    touched: set[int] = set()
    rewrites: list[dict[str, object]] = []
    there = 0
    for article in reversed(articles):
        row, apart = known.get(article.identity), article
        if row is not None and _guid_was_reused(row, article):
            apart = replace(article, identity=f"{article.identity} {article.url_key}")
            row = _known(db, feed_id, [apart]).get(apart.identity)
        elif row is None:
            row = _known_by_url(db, feed_id, article, named) or copies.renamed(
                db, feed_id, article, stamp(article.published_at), named
            )
        there += row is not None
        values = _values(feed_id, apart, now)
        if row is None:
            arrived = _insert(db, values)
            new.add(arrived)
            copies.note(db, arrived, apart)
            if folded := copies.fold(db, arrived, feed_id, apart, now):
                copied.add(arrived)
                touched |= folded
        elif row["content_hash"] != apart.content_hash:
            rewrites.append(values | {"id": row["id"]})
        elif _differs(row, values):
            db.execute(_TOUCH_UP, values | {"id": row["id"]})
            copies.note(db, row["id"], apart)
            touched.add(row["id"])
    changed, others = _rewrite_all(db, feed_id, rewrites, articles, there)
    change = Change(frozenset(new | touched | changed | others), arrivals=frozenset(new))
    return Merged(change, len(new), len(changed), len(copied))


def body(db: sqlite3.Connection, article_id: int) -> ArticleBody:
    """The text of an article.

    Raises:
        NotFound: there is no such article.
    """
    row = db.execute(_BODY, (article_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    enclosures = tuple(Enclosure(**each) for each in json.loads(row["enclosures"]))
    return ArticleBody(row["html"], enclosures, row["dateline"], row["credit"])


def _known(
    db: sqlite3.Connection, feed_id: int, articles: Sequence[ParsedArticle]
) -> dict[str, sqlite3.Row]:
    identities = json.dumps([article.identity for article in articles])
    rows = db.execute(_KNOWN, {"feed_id": feed_id, "identities": identities})
    return {row["identity"]: row for row in rows}


def _known_by_url(
    db: sqlite3.Connection, feed_id: int, article: ParsedArticle, named: set[str]
) -> sqlite3.Row | None:
    """An article the feed gave another id to: same address, and same text or same title.

    One that the document still names by its own id, among `named`, is another article.
    """
    values = {"feed_id": feed_id, "url_key": article.url_key}
    rows = db.execute(_KNOWN_BY_URL, values)
    row: sqlite3.Row | None = next((each for each in rows if each["identity"] not in named), None)
    if row is None:
        return None
    same = row["content_hash"] == article.content_hash or row["title"] == article.title
    return row if same else None


def _guid_was_reused(row: sqlite3.Row, article: ParsedArticle) -> bool:
    """Whether an id now stands for something else: another address and another headline."""
    key = article.url_key
    return bool(
        article.guid
        and key
        and row["url_key"]
        and row["url_key"] != key
        and row["title"] != article.title
        and row["content_hash"] != article.content_hash
    )


def _values(feed_id: int, article: ParsedArticle, now: datetime) -> dict[str, object]:
    published = _believable(article.published_at, now)
    updated = _believable(article.updated_at, now)
    told = published or updated
    stands = min(told, now) if told else now
    enclosures = [
        {"url": each.url, "media_type": each.media_type, "size": each.size, "title": each.title}
        for each in article.enclosures
    ]
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
        "summary": article.summary,
        "language": article.language,
        "content_hash": article.content_hash,
        "has_enclosure": bool(article.enclosures),
        "has_picture": bool(article.media) or "<img " in article.html,
        "html": article.html,
        "enclosures": json.dumps(enclosures, ensure_ascii=False) if enclosures else "[]",
        "dateline": article.dateline,
        "credit": article.credit,
    }


def _believable(at: datetime | None, now: datetime) -> datetime | None:
    """A date that a feed can have meant: none before Unix time, none after tomorrow."""
    return at if at and at.timestamp() >= 0 and at <= now + _AHEAD else None


def _insert(db: sqlite3.Connection, values: dict[str, object]) -> int:
    article_id = int(db.execute(_INSERT, values).fetchone()["id"])
    db.execute(_INSERT_BODY, values | {"id": article_id})
    return article_id


def _rewrite_all(
    db: sqlite3.Connection,
    feed_id: int,
    rewrites: Sequence[dict[str, object]],
    articles: Sequence[ParsedArticle],
    known: int,
) -> tuple[set[int], set[int]]:
    """Put texts in place of those before; who changed materially, and who otherwise."""
    if not rewrites:
        return set(), set()
    from reader.store.revisions import verdicts  # noqa: PLC0415 - most documents change no text

    texts = [article.html for article in articles]
    told: set[int] = set()
    others: set[int] = set()
    for each, verdict in zip(rewrites, verdicts(db, feed_id, rewrites, texts, known), strict=True):
        if verdict.kind == "none":
            continue
        material = verdict.kind == "material"
        values = each | {"told": " ".join(verdict.what) if material else ""}
        db.execute(_KEEP_REVISION, values)
        db.execute(_REWRITE, values)
        db.execute(_INSERT_BODY, values)
        (told if material else others).add(int(str(each["id"])))
    return told, others


def _differs(row: sqlite3.Row, values: dict[str, object]) -> bool:
    names = ("identity", "url", "title", "authors", "published_at")
    return any(row[name] != values[name] for name in names)
