"""Saved views: made, arranged, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.errors import UsageError
from reader.model.query import Is
from reader.store import views, windows
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
"""Fresh texts that are looked through together: a search that is made meanwhile waits some
milliseconds, and so does their packing."""
LONGEST_NAME = 100
"""Characters of a view's name: it stands in lists of one line."""


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

    async def one(self, view_id: int) -> SavedView:
        """A view by its id; raises NotFound."""
        return await self._db.read(views.one, view_id)

    async def find(self, text: str) -> SavedView:
        """The one view meant by an id, a name or a part of a name; raises UsageError."""
        every = await self.all()
        part = clean_line(text).casefold()
        exact = [x for x in every if text == str(x.id) or part == x.name.casefold()]
        likely = exact or [x for x in every if part in x.name.casefold()]
        if len(likely) == 1:
            return likely[0]
        if not likely:
            raise UsageError(f"no view is called {text}", "`dateline views` lists them.")
        names = ", ".join(f"{x.id} ({x.name})" for x in likely[:5])
        raise UsageError(f"{text} could be {names}", "Give the number.")

    async def unread(self, view: SavedView) -> int:
        """What is unread in a view; beside the lists, and to be called off as you like."""
        query = self._parsed(view.query).narrowed(Is("unread"))
        count, fresh = await self._db.search(views.count_packed, query)
        for start in range(0, len(fresh), AT_ONCE):
            some = fresh[start : start + AT_ONCE]
            count += len(await self._db.search(windows.standing, query, some))
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
    if len(name) > LONGEST_NAME:
        raise UsageError(
            f"a name of {len(name)} characters is too long for a view",
            f"Give it {LONGEST_NAME} at most: it stands in the side bar.",
        )
    return name
