"""The list of articles: ids for all of them, rows only near the screen."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from reader.tui.row import article_row, row_height, waiting_row
from reader.tui.widgets.lines import LineList
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence
    from datetime import datetime

    from reader.model.article import Article
    from reader.model.changes import Change

_KEPT = 2000
"""Rows kept in hand: some forty screens."""


class ArticleList(LineList):
    """Shows a list of ids; fetches the rows it is about to need and no others."""

    class Scrolled(Message):
        """Whether something new is hidden above may have changed."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Awaitable[list[Article]]],
        now: Callable[[], datetime],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._fetch = fetch
        self._now = now
        self._rows: OrderedDict[int, Article] = OrderedDict()
        self._stale: set[int] = set()
        self._fetching = False
        self.ids: array[int] = array("q")
        self.mixed = True
        self.words = ""
        self.nothing = Content("")
        self.new_above = 0
        """Arrivals above the lines that are seen, since they were last looked at."""

    # --- what it shows

    async def show(self, ids: array[int], *, mixed: bool = True, words: str = "") -> None:
        """Show another list from its top; the rows of its first screen come with it."""
        self.ids, self.mixed, self.words = ids, mixed, words
        self.cursor, self.new_above = 0, 0
        if self.is_attached:
            self.scroll_to(y=0, animate=False)
        await self._load_seen()
        self.repaint(resized=True)

    def replace(self, ids: array[int], arrivals: frozenset[int] = frozenset()) -> None:
        """Show the same list as it is now: the cursor stays on its article and its line."""
        here, before = self.current_id, self.cursor
        old_height = self.row_height
        self.ids = ids
        at = _index(ids, here, near=before)
        self.cursor = min(at if at is not None else before, max(len(ids) - 1, 0))
        moved = self.cursor - before if at is not None else 0
        self.repaint(resized=True)
        if moved and (self.scroll_y > 0 or before > 0):
            self.new_above += sum(1 for each in ids[: self.cursor] if each in arrivals)
            self.scroll_to(y=max(self.scroll_y + moved * old_height, 0), animate=False)
        else:
            self.show_cursor()
        self._want()

    def merged(self, fresh: array[int], gone: frozenset[int]) -> array[int]:
        """A list as it is now, with what was marked meanwhile still in its place."""
        old, place = self.ids, {each: i for i, each in enumerate(self.ids)}
        merged, at = array("q"), 0
        for each in fresh:
            was = place.get(each)
            if was is not None:
                if was < at:
                    return fresh  # the order itself has changed
                merged.extend(old[at:was])
                at = was + 1
            merged.append(each)
        merged.extend(old[at:])
        return array("q", (x for x in merged if x not in gone)) if gone else merged

    def apply(self, change: Change) -> None:
        """Fetch afresh what a change touched; until it is here the old row stands."""
        self._stale |= change.articles.intersection(self._rows)
        self._want()

    @property
    def current_id(self) -> int | None:
        """The id of the article under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    @property
    def current(self) -> Article | None:
        """The article under the cursor, if its row is in hand."""
        return self._rows.get(self.current_id or 0)

    def go(self, article_id: int, *, quiet: bool = False) -> bool:
        """Put the cursor on an article; False if the list does not have it."""
        at = _index(self.ids, article_id, near=self.cursor)
        if at is None:
            return False
        self.move_to(at, quiet=quiet)
        return True

    # --- LineList

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def row_height(self) -> int:
        return row_height(self.inner_width, mixed=self.mixed)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        article = self._rows.get(self.ids[index])
        if article is None:
            return waiting_row(width, selected, mixed=self.mixed)
        now = self._now().astimezone()
        return article_row(
            article, width, now, mixed=self.mixed, selected=selected, words=self.words
        )

    def empty_text(self) -> Content:
        # What is so, and on a line of its own what can be done.
        return Content(self.nothing.plain.replace(". ", ".\n"))

    # --- rows

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if new_value <= 0 and self.new_above:
            self.new_above = 0
            self.post_message(self.Scrolled())
        self._want()

    def on_resize(self) -> None:
        super().on_resize()
        self._want()

    def _seen(self) -> Sequence[int]:
        """The ids on the screen, and half a screen around it."""
        height, lines = self.row_height, max(self.size.height, 20)
        first = int(self.scroll_y) // height
        margin = lines // height // 2
        return self.ids[max(first - margin, 0) : first + lines // height + margin + 2]

    def _missing(self) -> list[int]:
        return [i for i in self._seen() if i in self._stale or i not in self._rows]

    def _want(self) -> None:
        if self.is_mounted and not self._fetching and self._missing():
            self._fetching = True
            self.run_worker(guarded(self.app, self._load), group="rows", exit_on_error=False)

    async def _load(self) -> None:
        try:
            await self._load_seen()
        finally:
            self._fetching = False

    async def _load_seen(self) -> None:
        """Fetch until nothing that is seen is missing: it may be scrolled meanwhile."""
        while missing := self._missing():
            self._stale.difference_update(missing)
            self._keep(await self._fetch(missing), missing)
            self.repaint()

    def _keep(self, rows: Iterable[Article], asked: Sequence[int]) -> None:
        for article in rows:
            self._rows[article.id] = article
            self._rows.move_to_end(article.id)
        if gone := set(asked).difference(self._rows):
            self.ids = array("q", (each for each in self.ids if each not in gone))
            self.cursor = min(self.cursor, max(len(self.ids) - 1, 0))
            self.repaint(resized=True)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)


def _index(ids: array[int], wanted: int | None, *, near: int) -> int | None:
    """Where an id stands, looked for first where it was."""
    if wanted is None:
        return None
    if near < len(ids) and ids[near] == wanted:
        return near
    try:
        return ids.index(wanted)
    except ValueError:
        return None
