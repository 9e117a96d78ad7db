"""Saved views: made, arranged, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.errors import UsageError
from reader.store import views
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from reader.model.changes import Change
    from reader.model.personal import SavedView
    from reader.model.query import ArticleQuery
    from reader.service.commit import Commit
    from reader.store.db import Database

AT_ONCE = 200
"""Articles that are counted in one read: some milliseconds of a search through their texts, so that
a list which is opened meanwhile does not wait."""


class Views:
    """The verbs on saved views."""

    def __init__(self, db: Database, commit: Commit, now: Callable[[], datetime]) -> None:
        self._db = db
        self._commit = commit
        self._now = now

    async def all(self) -> list[SavedView]:
        """Every saved view, in the person's order."""
        return await self._db.read(views.views)

    async def add(self, name: str, query: str) -> Change:
        """Save a query under a name.

        Raises:
            UsageError: there is no name, it is taken, or the query cannot be understood.
        """
        return await self._commit(views.add, _name(name), self._checked(query), self._now())

    async def edit(self, view_id: int, name: str, query: str) -> Change:
        """Give a view another name or query; raises as `add` does."""
        query = self._checked(query)
        return await self._commit(views.edit, view_id, _name(name), query, self._now())

    async def move(self, view_id: int, step: int) -> Change:
        """Move a view so many places down, or up if negative."""
        return await self._commit(views.move, view_id, step, self._now())

    async def remove(self, view_id: int) -> Change:
        """Take a view away; its articles stay."""
        return await self._commit(views.remove, view_id, self._now())

    async def find(self, text: str) -> SavedView:
        """The one view meant by an id, a name or a part of a name; raises UsageError."""
        every = await self.all()
        part = text.casefold()
        exact = [x for x in every if text == str(x.id) or part == x.name.casefold()]
        likely = exact or [x for x in every if part in x.name.casefold()]
        if len(likely) == 1:
            return likely[0]
        if not likely:
            raise UsageError(f"no view is called {text}", "`dateline views` lists them.")
        names = ", ".join(f"{x.id} ({x.name})" for x in likely[:5])
        raise UsageError(f"{text} could be {names}", "Give the number.")

    async def unread(self, view: SavedView) -> int:
        """What is unread in a view, counted in parts; call it off as you like between them."""
        query = self._parsed(view.query)
        ids = await self._db.read(views.unread_ids)
        count = 0
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            count += await self._db.read(views.count_among, query, some)
        return count

    def _checked(self, query: str) -> str:
        query = clean_line(query)
        if not query:
            raise UsageError("a view needs a query", "Such as is:unread flood, or feed:wire.")
        self._parsed(query)
        return query

    def _parsed(self, query: str) -> ArticleQuery:
        from reader.text.search import parse_query

        return parse_query(query, self._now().astimezone())


def _name(text: str) -> str:
    name = clean_line(text)
    if not name:
        raise UsageError("a view needs a name")
    return name
