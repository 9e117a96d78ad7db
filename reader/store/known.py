"""Which of a feed's articles are stored already."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from reader.model.parsed import ParsedArticle

_KNOWN = """
select id, identity, url, url_key, title, authors, published_at, content_hash
from article
where feed_id = :feed_id and identity in (select value from json_each(:identities))
"""

_KNOWN_BY_URL = """
select id, identity, url, url_key, title, authors, published_at, content_hash
from article
where feed_id = :feed_id and url_key <> '' and url_key in (select value from json_each(:url_keys))
order by id
"""


class Known:
    """What the store has of the articles in one document, asked for all at once."""

    def __init__(
        self, db: sqlite3.Connection, feed_id: int, articles: Sequence[ParsedArticle]
    ) -> None:
        self._db, self._feed_id = db, feed_id
        self._named = {article.identity for article in articles}
        self._by_identity = self._ask(self._named)
        unknown = [each for each in articles if each.identity not in self._by_identity]
        self._by_url = self._ask_urls({each.url_key for each in unknown} - {""})

    def match(self, article: ParsedArticle) -> tuple[sqlite3.Row | None, ParsedArticle]:
        """The row of an article, None if it is new; and the article as it is to be kept.

        Where a feed uses an id again for something else, the article gets one of its own.
        """
        row = self._by_identity.get(article.identity) or self._moved(article)
        if row is None or not _guid_was_reused(row, article):
            return row, article
        apart = replace(article, identity=f"{article.identity} {article.url_key}")
        return self._ask([apart.identity]).get(apart.identity), apart

    def _moved(self, article: ParsedArticle) -> sqlite3.Row | None:
        """An article the feed gave another id to: same address, and same text or same title.

        One that the document still names by its own id is another article.
        """
        row = self._by_url.get(article.url_key)
        if row is None:
            return None
        same = row["content_hash"] == article.content_hash or row["title"] == article.title
        return row if same else None

    def _ask(self, identities: Iterable[str]) -> dict[str, sqlite3.Row]:
        values = {"feed_id": self._feed_id, "identities": json.dumps(list(identities))}
        return {row["identity"]: row for row in self._db.execute(_KNOWN, values)}

    def _ask_urls(self, url_keys: Iterable[str]) -> dict[str, sqlite3.Row]:
        """The newest row at each address that the document does not name itself."""
        values = {"feed_id": self._feed_id, "url_keys": json.dumps(list(url_keys))}
        rows = self._db.execute(_KNOWN_BY_URL, values)
        return {row["url_key"]: row for row in rows if row["identity"] not in self._named}


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
