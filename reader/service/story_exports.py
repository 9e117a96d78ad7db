"""A story leaves: as one file with its timeline and all versions, or as a feed of its points."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, get_args

from reader.export.edition import Edition, Entry, Part
from reader.export.story import overview, to_atom, with_versions
from reader.model.errors import UsageError
from reader.service.exports import refuse_if_there, written
from reader.store import lists, revisions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from reader.service.exports import Exports
    from reader.service.story_page import StoryPage, StoryPages
    from reader.store.db import Database

StoryFormat = Literal["html", "epub", "atom", "markdown", "text"]
FORMATS: tuple[StoryFormat, ...] = get_args(StoryFormat)
_SUFFIXES: dict[str, StoryFormat] = {
    ".html": "html",
    ".htm": "html",
    ".epub": "epub",
    ".atom": "atom",
    ".xml": "atom",
    ".md": "markdown",
    ".txt": "text",
}


def format_of(path: Path) -> StoryFormat:
    """The format that the name of a file asks for.

    Raises:
        UsageError: it asks for none.
    """
    found = _SUFFIXES.get(path.suffix.lower())
    if found is None:
        known = ", ".join(FORMATS)
        raise UsageError(f"{path} does not say which format it is to be", f"There are {known}.")
    return found


class StoryExports:
    """The verbs of taking a story out."""

    def __init__(
        self, db: Database, pages: StoryPages, exports: Exports, now: Callable[[], datetime]
    ) -> None:
        self._db, self._pages, self._exports, self._now = db, pages, exports, now

    async def made(self, story_id: int, wanted: StoryFormat) -> bytes:
        """A story as the bytes of one file; raises NotFound."""
        page = await self._pages.page(story_id)
        if wanted == "atom":
            return (await self._atom(page)).encode()
        title = page.story.title or page.story.query
        parts = await self._parts(page)
        edition = Edition(title, self._now(), parts)
        return await asyncio.to_thread(written, edition, wanted)

    async def to_file(
        self, story_id: int, path: Path, wanted: StoryFormat, *, replace: bool
    ) -> None:
        """A story as a file, written whole or not at all.

        Raises:
            NotFound: there is no such story.
            UsageError: something is there, or it cannot be written.
        """
        refuse_if_there([path], replace=replace)
        body = await self.made(story_id, wanted)
        await self._exports.put(path, body)

    async def _parts(self, page: StoryPage) -> tuple[Part, ...]:
        article, body = overview(page.story.title, page.timeline, self._now())
        ids = [each.article_id for each in page.members]
        rows = await self._db.read(lists.rows, ids, whole=True)
        entries = []
        for row in rows:
            entry = await self._exports.entry(row)
            versions = await self._db.read(revisions.revisions, row.id)
            whole = await asyncio.to_thread(with_versions, entry.body, versions)
            entries.append(entry._replace(body=whole))
        first = Part("Timeline", (Entry(article, body, {}),))
        return (first, Part("Articles", tuple(entries))) if entries else (first,)

    async def _atom(self, page: StoryPage) -> str:
        ids = [each.article_id for each in page.members]
        rows = await self._db.read(lists.rows, ids)
        addresses = {row.id: row.url for row in rows}
        name = f"story/{page.story.id}"
        title = page.story.title or page.story.query
        return await asyncio.to_thread(to_atom, name, title, page.timeline, addresses, self._now())
