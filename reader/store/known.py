"""Which of a feed's articles are stored already."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.store import texts
from reader.store.clues import Clues
from reader.store.db import stamp
from reader.text.copies import (
    HOURS_APART,
    is_another_issue,
    is_next_edition,
    is_renamed,
    wording,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.parsed import ParsedArticle
    from reader.text.copies import Wording

_KNOWN = """
select id, identity, url, url_key, title, authors, published_at, content_hash, text_sum
from article
where feed_id = :feed_id and identity in (select value from json_each(:identities))
"""

_MOMENTS = """
select value from json_each(:moments) where exists (
    select 1 from article where feed_id = :feed_id and listed = 1 and sort_at = value)
"""

AT_THE_SAME_TIME = """
select id, feed_id, identity, guid, url, url_key, title, authors, published_at, content_hash,
    text_sum, published_at as at
from article indexed by article_of_feed
where feed_id = :feed_id and sort_at = :at and listed = 1 and published_at = :at
order by id desc limit 40
"""


class Known:
    """What the store has of the articles in one document, asked for all at once."""

    def __init__(
        self, db: sqlite3.Connection, feed_id: int, articles: Sequence[ParsedArticle]
    ) -> None:
        self._db, self._feed_id = db, feed_id
        self._named = {article.identity for article in articles}
        self._by_identity = self._ask(self._named)
        unknown = [each for each in articles if self._stored(each) is None]
        self.clues = Clues(db, feed_id, unknown)
        self._moments = self._ask_moments(unknown)
        self._taken: set[int] = set()
        self._at_once: dict[int, list[sqlite3.Row]] = {}
        self._wordings: dict[int, Wording] = {}

    def match(self, article: ParsedArticle) -> tuple[sqlite3.Row | None, ParsedArticle]:
        """The row of an article, None if it is new; and the article as it is to be kept.

        Where a feed uses an id again for something else, the article gets one of its own.
        """
        if row := self._stored(article):
            return row, article
        if article.identity not in self._by_identity:
            moved = self._moved(article)
            if moved is not None:
                self._taken.add(moved["id"])
            return moved, article
        apart = replace(article, identity=f"{article.identity} {article.url_key}")
        return self._ask([apart.identity]).get(apart.identity), apart

    def _stored(self, article: ParsedArticle) -> sqlite3.Row | None:
        """The row that has an article's id, unless the id stands for something else now."""
        row = self._by_identity.get(article.identity)
        return None if row is None or _guid_was_reused(row, article) else row

    def _moved(self, article: ParsedArticle) -> sqlite3.Row | None:
        """An article of this feed that has another id now, perhaps another address or headline."""
        near = [row for row in self.clues.candidates(article, own=True) if self._is_free(row)]
        there = [row for row in near if row["url_key"] and row["url_key"] == article.url_key]
        if there:
            newest = max(there, key=lambda row: int(row["id"]))
            if newest["content_hash"] == article.content_hash:
                return newest
            if newest["title"] == article.title and not self._is_another_issue(article, newest):
                return newest
            # An address with a place in it, or several there: they are parts of a page.
            whole = len(there) == 1 and "#" not in article.url
            if whole and is_next_edition(article.guid, newest["guid"]):
                return newest
        return self._renamed(article, near)

    def _is_another_issue(self, article: ParsedArticle, row: sqlite3.Row) -> bool:
        """Whether one of the same address and headline is of another day and has another text."""
        at, then = stamp(article.published_at), row["published_at"]
        if at is None or then is None or at - then < HOURS_APART * 3600:
            return False
        if is_next_edition(article.guid, row["guid"]):
            return False
        return is_another_issue(wording(article.title, article.html), self._wording(row))

    def _renamed(self, article: ParsedArticle, near: list[sqlite3.Row]) -> sqlite3.Row | None:
        """One of some articles, or of those published in the same second, told apart by texts."""
        at = stamp(article.published_at)
        if at is None:
            return None
        others = [*near, *self._published(at)]
        others = [row for row in others if row["at"] == at and self._is_free(row)]
        if not others:
            return None
        now = wording(article.title, article.html)
        return next((row for row in others if is_renamed(now, self._wording(row))), None)

    def _is_free(self, row: sqlite3.Row) -> bool:
        """Whether the document neither names a kept article by its own id nor has it already."""
        return row["identity"] not in self._named and row["id"] not in self._taken

    def _published(self, at: int) -> list[sqlite3.Row]:
        """Articles of the feed that were published in a second."""
        if at not in self._moments:
            return []
        if at not in self._at_once:
            values = {"feed_id": self._feed_id, "at": at}
            self._at_once[at] = self._db.execute(AT_THE_SAME_TIME, values).fetchall()
        return self._at_once[at]

    def _wording(self, row: sqlite3.Row) -> Wording:
        """What is compared of a kept article, worked out once: feeds that date by days have many
        of a moment.
        """
        number = int(row["id"])
        if number not in self._wordings:
            text = texts.find(self._db, number) or texts.Text()
            self._wordings[number] = wording(row["title"], text.html)
        return self._wordings[number]

    def _ask(self, identities: Iterable[str]) -> dict[str, sqlite3.Row]:
        values = {"feed_id": self._feed_id, "identities": json.dumps(list(identities))}
        return {row["identity"]: row for row in self._db.execute(_KNOWN, values)}

    def _ask_moments(self, articles: Iterable[ParsedArticle]) -> set[int]:
        """When articles of the feed stand, of the moments that some were published."""
        moments = [stamp(each.published_at) for each in articles if each.published_at]
        values = {"feed_id": self._feed_id, "moments": json.dumps(moments)}
        return {row[0] for row in self._db.execute(_MOMENTS, values)} if moments else set()


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
        and not _are_of_a_moment(row, article)
    )


def _are_of_a_moment(row: sqlite3.Row, article: ParsedArticle) -> bool:
    """Whether both were published in one second: an address follows its headline when it is edited.

    Full hours and midnights are told of many.
    """
    at = stamp(article.published_at)
    return at is not None and at == row["published_at"] and at % 3600 != 0
