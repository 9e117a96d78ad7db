"""Articles: how they arrive, change, and are marked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING
from zlib import crc32

from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.store import texts
from reader.store.db import moment, stamp
from reader.store.texts import Text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from reader.model.article import ArticleBody
    from reader.model.parsed import ParsedArticle
    from reader.store.revisions import Version

_INSERT = """
insert into article (id, feed_id, identity, guid, url, url_key, title, authors, published_at,
    updated_at, first_seen_at, sort_at, language, content_hash, has_enclosure, has_picture,
    text_sum)
values (:id, :feed_id, :identity, :guid, :url, :url_key, :title, :authors, :published_at,
    :updated_at, :now, :sort_at, :language, :content_hash, :has_enclosure, :has_picture, :text_sum)
"""

_LAST_ID = "select coalesce(max(seq), 0) from sqlite_sequence where name = 'article'"

_TOUCH_UP = """
update article set identity = :identity, guid = :guid, url = :url, url_key = :url_key,
    title = :title, authors = :authors, published_at = :published_at
where id = :id
"""

_AHEAD = timedelta(days=1)
"""Clocks go wrong and time zones are forgotten; what is dated later than that is a mistake."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a document brought."""

    change: Change = Change()
    new: int = 0
    changed: int = 0
    copied: frozenset[int] = frozenset()
    """Of the new ones, those that another feed had before: no news to a person."""

    @property
    def fresh(self) -> int:
        """New articles that no feed had before."""
        return self.new - len(self.copied)


def merge(
    db: sqlite3.Connection, feed_id: int, articles: Sequence[ParsedArticle], now: datetime
) -> Merged:
    """Take what a feed says into the store.

    The document's order, newest first as a rule, decides between articles without dates. What
    another feed has already is a copy of that; what the page only turned round (`text.habits`) is
    no change; any other older text becomes a revision, told as a change if it is material. Where
    the words are the same, another link or picture is kept, and nobody told; nor of what another
    reader kept (`store.carrying`), whose text gives way to what the feed says.
    """
    from reader.store import copies  # noqa: PLC0415 - whoever reads needs none
    from reader.store.known import Known  # noqa: PLC0415 - as above

    known = Known(db, feed_id, articles)
    new: dict[str, ParsedArticle] = {}
    edited: dict[int, ParsedArticle] = {}
    touched: dict[int, ParsedArticle] = {}
    mended: dict[int, ParsedArticle] = {}
    brought: dict[int, ParsedArticle] = {}
    for article in reversed(articles):
        row, apart = known.match(article)
        if row is None:
            new[apart.identity] = apart
        elif not row["content_hash"]:
            brought[row["id"]] = apart
        elif row["content_hash"] != apart.content_hash:
            edited[row["id"]] = apart
        else:
            values = _values(feed_id, apart, now)
            if _touch_up(db, row, values):
                touched[row["id"]] = apart
            if row["text_sum"] != values["text_sum"]:
                mended[row["id"]] = apart
    arrived = insert(db, feed_id, list(new.values()), now)
    copied, alike = copies.fold(db, feed_id, arrived.items(), known.clues, now)
    changed, minor = _rewrite(db, feed_id, edited, articles, len(new), now)
    _mend(db, feed_id, mended, now)
    _adopt(db, feed_id, brought, now)
    kept = arrived | touched | brought | {each: edited[each] for each in changed | minor}
    known.clues.note(kept)
    change = Change(alike | frozenset(kept), arrivals=frozenset(arrived))
    return Merged(change, len(arrived), len(changed), copied)


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
        "text_sum": _sum(article),
    }


def _sum(article: ParsedArticle) -> int:
    """Another number for another text, also where only its links, pictures or files are others."""
    files = (each.url for each in article.enclosures)
    return crc32("\0".join((article.html, article.dateline, article.credit, *files)).encode())


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


def insert(
    db: sqlite3.Connection, feed_id: int, new: Sequence[ParsedArticle], now: datetime
) -> dict[int, ParsedArticle]:
    """Keep new articles; answers them by their ids, in order."""
    if not new:
        return {}
    first = int(db.execute(_LAST_ID).fetchone()[0]) + 1
    numbered = dict(enumerate(new, first))
    rows = [_values(feed_id, each, now) | {"id": number} for number, each in numbered.items()]
    db.executemany(_INSERT, rows)
    texts.keep(db, [(number, _text(each)) for number, each in numbered.items()])
    return numbered


def _rewrite(
    db: sqlite3.Connection,
    feed_id: int,
    edited: Mapping[int, ParsedArticle],
    articles: Sequence[ParsedArticle],
    new: int,
    now: datetime,
) -> tuple[set[int], set[int]]:
    """Put texts in place of those before; who changed materially, and who otherwise."""
    if not edited:
        return set(), set()
    from reader.store.revisions import rewrite  # noqa: PLC0415 - few documents edit any
    from reader.text.habits import Document  # noqa: PLC0415 - as above

    document = Document(len(articles) - new, tuple(article.html for article in articles))
    return rewrite(db, feed_id, _versions(db, feed_id, edited, now), document)


def _mend(
    db: sqlite3.Connection, feed_id: int, mended: Mapping[int, ParsedArticle], now: datetime
) -> None:
    if mended:
        from reader.store.revisions import mend  # noqa: PLC0415 - as above

        mend(db, _versions(db, feed_id, mended, now))


def _adopt(
    db: sqlite3.Connection, feed_id: int, brought: Mapping[int, ParsedArticle], now: datetime
) -> None:
    if brought:
        from reader.store.revisions import adopt  # noqa: PLC0415 - as above

        adopt(db, _versions(db, feed_id, brought, now))


def _versions(
    db: sqlite3.Connection, feed_id: int, articles: Mapping[int, ParsedArticle], now: datetime
) -> list[Version]:
    from reader.store.revisions import Version, headline  # noqa: PLC0415 - few documents edit any

    return [
        Version(
            _values(feed_id, each, now) | {"id": number, "title": headline(db, number, each.title)},
            _text(each),
        )
        for number, each in articles.items()
    ]


def _touch_up(db: sqlite3.Connection, row: sqlite3.Row, values: dict[str, object]) -> bool:
    """Keep what differs of an article whose text is the same; whether anything does."""
    if not _differs(row, values):
        return False
    if row["title"] != values["title"] or row["authors"] != values["authors"]:
        from reader.store import packing  # noqa: PLC0415 - the first list needs none
        from reader.store.revisions import headline  # noqa: PLC0415 - as above

        values["title"] = headline(db, row["id"], str(values["title"]))
        if not _differs(row, values):
            return False
        packing.unpack(db, [row["id"]])
    db.execute(_TOUCH_UP, values | {"id": row["id"]})
    return True


def _differs(row: sqlite3.Row, values: dict[str, object]) -> bool:
    names = ("identity", "url", "title", "authors", "published_at")
    return any(row[name] != values[name] for name in names)
