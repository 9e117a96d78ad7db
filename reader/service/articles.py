"""Reading articles and marking them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.model.query import has_words
from reader.store import lists, marks, windows

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from reader.model.article import Article, ArticleBody, Copy, ReadingPlace, Revision
    from reader.model.changes import Change
    from reader.model.query import ArticleQuery
    from reader.model.window import Match, Place, Window
    from reader.service.commit import Commit
    from reader.store.db import Database, Lane
    from reader.store.marks import Marked
    from reader.text.difference import Difference

AT_ONCE = 200
"""Places of a list that are read together."""


class Articles:
    """The verbs on stored articles."""

    def __init__(self, db: Database, commit: Commit, now: Callable[[], datetime]) -> None:
        self._db = db
        self._commit = commit
        self._now = now

    async def ids(self, query: ArticleQuery, *, limit: int | None = None) -> array[int]:
        """The ids of a list, in its order; the first `limit` of them."""
        return await self._db.search(windows.ids, query, limit)

    async def window(self, query: ArticleQuery, limit: int = AT_ONCE) -> Window:
        """The beginning of a list; a newer search of the same caller calls an older one off."""
        return await self._lane(query)(windows.window, query, limit)

    async def best(self, query: ArticleQuery, limit: int) -> list[Match]:
        """What answers best to the words of a query, best first; nothing, if it asks for none."""
        from reader.store import ranking

        return await self._db.search(ranking.best, query, limit)

    async def following(
        self, query: ArticleQuery, place: Place, *, backwards: bool = False
    ) -> list[Place]:
        """The next places of a list behind one, or before it, nearest first; `AT_ONCE` of them."""
        lane = self._lane(query)
        return await lane(windows.following, query, AT_ONCE, place=place, backwards=backwards)

    async def stretch(self, query: ArticleQuery, first: int) -> list[Place]:
        """The places of a list from a number on."""
        return await self._lane(query)(windows.stretch, query, first, AT_ONCE)

    async def rank(self, query: ArticleQuery, article_id: int) -> int | None:
        """How many articles stand before one in a list; None if it is not in it."""
        return await self._lane(query)(windows.rank, query, article_id)

    async def standing(
        self, query: ArticleQuery, among: Iterable[int]
    ) -> tuple[list[Place], int | None]:
        """Those of some articles that are in a list; and how many are, if that is known."""
        return await self._lane(query)(windows.standing_and_total, query, among)

    async def rows(self, ids: Sequence[int], *, whole: bool = False) -> list[Article]:
        """Those articles that still exist, in the order asked for; with summaries if `whole`."""
        return await self._db.read(lists.rows, ids, whole=whole)

    async def count(self, query: ArticleQuery) -> int:
        return await self._db.search(windows.total_of, query)

    async def article(self, article_id: int) -> Article:
        """One article; raises NotFound."""
        return await self._db.read(lists.row, article_id)

    async def body(self, article_id: int) -> ArticleBody:
        """Its text; raises NotFound."""
        from reader.store import articles

        return await self._db.read(articles.body, article_id)

    async def copies(self, ids: Sequence[int]) -> dict[int, tuple[Copy, ...]]:
        """The same articles as other feeds have them; ids without any are left out."""
        from reader.store.copies import copies

        return await self._db.read(copies, ids)

    async def revisions(self, article_id: int) -> tuple[Revision, ...]:
        """Every version of its text, the oldest first; raises NotFound."""
        from reader.store.revisions import revisions

        return await self._db.read(revisions, article_id)

    async def difference(
        self, article_id: int, since: int | None = None, until: int | None = None
    ) -> Difference:
        """What became of its text between two versions; the last change, if none are named.

        Raises:
            NotFound: there is no such article, or no such version of it.
        """
        from reader.text.difference import compared, version

        kept = await self.revisions(article_id)
        until = len(kept) if until is None else until
        since = max(until - 1, 1) if since is None else since
        old, new = version(kept, since), version(kept, until)
        return await asyncio.to_thread(compared, old, new)

    async def see_change(self, article_id: int) -> Change:
        """Remember that a person has seen how an article changed."""
        from reader.store.revisions import see_change

        return await self._commit(see_change, article_id)

    async def place(self, article_id: int) -> ReadingPlace | None:
        """Where reading of its text stopped; None for the beginning."""
        from reader.store import places

        return await self._db.read(places.place, article_id)

    async def keep_place(self, article_id: int, place: ReadingPlace | None) -> Change:
        """Remember where reading of its text stopped; None for the beginning."""
        from reader.store import places

        return await self._commit.lightly(places.keep_place, article_id, place)

    async def at(self, url: str) -> int | None:
        """The id of the stored article at an address."""
        return await self._db.read(lists.by_url, url)

    async def next_unread(
        self, query: ArticleQuery, after: int | None, *, backwards: bool = False
    ) -> int | None:
        """The unread article that comes next in a list after an article, or before it."""
        return await self._db.read(windows.next_unread, query, after, backwards=backwards)

    async def opened(self, article_id: int) -> Change:
        """Remember that an article was opened: its page will be asked again, its posts are read."""
        from reader.store import opened

        return await self._commit(opened.note, article_id, self._now())

    async def mark_read(self, ids: Iterable[int], read: bool = True) -> Change:
        return await self._commit(marks.set_read, ids, read, self._now())

    async def star(self, ids: Iterable[int], starred: bool = True) -> Change:
        return await self._commit(marks.set_starred, ids, starred, self._now())

    async def mark_all_read(self, query: ArticleQuery, *, up_to: int | None = None) -> Marked:
        """Mark a list read; articles with an id above `up_to` arrived later and stay unread."""
        return await self._commit(marks.set_all_read, query, up_to, self._now())

    def _lane(self, query: ArticleQuery) -> Lane:
        return self._db.search if has_words(query.where) else self._db.read

    async def query(self, text: str) -> ArticleQuery:
        """The query language, its dates those of the person's own zone.

        Raises:
            UsageError: it cannot be understood; the hint points at the place.
        """
        from reader.text.search import parse_query

        return parse_query(text, self._now().astimezone())
