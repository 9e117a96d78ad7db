"""The list of articles: places and rows only near the screen, however long it is."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Protocol

from textual.content import Content
from textual.message import Message

from reader.model.query import EVERYTHING
from reader.model.window import NOTHING
from reader.service.articles import AT_ONCE
from reader.tui.row import USUAL, article_row, chosen_row, row_height, waiting_row
from reader.tui.widgets.choice import Choice
from reader.tui.widgets.lines import LineList
from reader.tui.widgets.stretch import Stretch
from reader.tui.work import guarded

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from textual import events

    from reader.model.article import Article
    from reader.model.changes import Change
    from reader.model.query import ArticleQuery
    from reader.model.window import Place, Window
    from reader.tui.widgets.stretch import Gap

_KEPT = 2000
"""Rows kept in hand: some forty screens."""


class Source(Protocol):
    """Where a list has its articles from."""

    async def rows(self, ids: Sequence[int]) -> list[Article]: ...

    async def following(
        self, query: ArticleQuery, place: Place, *, backwards: bool = False
    ) -> list[Place]: ...

    async def stretch(self, query: ArticleQuery, first: int) -> list[Place]: ...

    async def rank(self, query: ArticleQuery, article_id: int) -> int | None: ...


class ArticleList(LineList):
    """Shows a list of any length; has the places around the screen in hand, and their rows."""

    class Scrolled(Message):
        """Whether something new is hidden above may have changed."""

    class Picked(Message):
        """An article was chosen by the mouse, or is not any more."""

    def __init__(
        self,
        source: Source,
        now: Callable[[], datetime],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._source = source
        self._now = now
        self._rows: OrderedDict[int, Article] = OrderedDict()
        self._stale: set[int] = set()
        self._fetching = False
        self._query = EVERYTHING
        self.stretch = Stretch(NOTHING)
        self.choice = Choice()
        self.mixed = True
        self.layout_of_rows = USUAL
        self.words: tuple[str, ...] = ()
        self.nothing = Content("")
        self.new_above = 0
        """Arrivals above the lines that are seen, since they were last looked at."""

    # --- what it shows

    async def show(
        self,
        query: ArticleQuery,
        window: Window,
        *,
        mixed: bool = True,
        words: tuple[str, ...] = (),
    ) -> None:
        """Show another list from its top; the rows of its first screen come with it."""
        self._query, self.mixed, self.words = query, mixed, words
        self.stretch = Stretch(window, newest_first=query.order == "newest")
        self.cursor, self.new_above = 0, 0
        self.choice.clear()
        if self.is_attached:
            self.scroll_to(y=0, animate=False)
        await self._load_seen()
        self.repaint(resized=True)

    def take(
        self, arrived: Iterable[Place], gone: Iterable[int], total: int | None, left: int
    ) -> None:
        """Show the same list as it is now: the cursor stays on its article and its line.

        `total` is how many articles it has by now, None if nobody knows; `left` are in it no more,
        but stay on the screen until the list is read afresh.
        """
        here, before = self.current_id, self.cursor
        lines = self.stretch.take(arrived)
        self.stretch.drop(gone)
        if total is not None:
            self.stretch.total = max(total + left, self.stretch.end)
        at = self.stretch.line_of(here, near=before + len(lines))
        self.cursor = min(at if at is not None else before, max(self.count - 1, 0))
        moved = self.cursor - before if at is not None else 0
        old_height = self.row_height
        self.repaint(resized=True)
        if moved and (self.scroll_y > 0 or before > 0):
            self.new_above += sum(1 for line in lines if line <= self.cursor)
            self.scroll_to(y=max(self.scroll_y + moved * old_height, 0), animate=False)
        else:
            self.show_cursor()
        self._want()

    def apply(self, change: Change) -> None:
        """Fetch afresh what a change touched; until it is here the old row stands."""
        self._stale |= change.articles.intersection(self._rows)
        self._want()

    @property
    def ids(self) -> array[int]:
        """The ids in hand, in the list's order."""
        return self.stretch.ids

    @property
    def counted(self) -> str:
        """How many articles it has, in words."""
        return f"{self.count:,}{'+' if self.stretch.more else ''}"

    @property
    def current_id(self) -> int | None:
        """The id of the article under the cursor."""
        return self.stretch.id_at(self.cursor)

    @property
    def current(self) -> Article | None:
        """The article under the cursor, if its row is in hand."""
        return self._rows.get(self.current_id or 0)

    async def go(self, article_id: int, *, quiet: bool = False) -> bool:
        """Put the cursor on an article; False if the list does not have it."""
        at = self.stretch.line_of(article_id, near=self.cursor)
        if at is None and self.stretch.end < self.count:
            await self._go_on()
            at = self.stretch.line_of(article_id, near=self.stretch.end)
        if at is None and (self.stretch.first or self.stretch.end < self.count):
            at = await self._source.rank(self._query, article_id)
            if at is not None:
                await self._jump(at)
                at = self.stretch.line_of(article_id, near=at)
        if at is None:
            return False
        self.repaint(resized=True)
        self.move_to(at, quiet=quiet)
        return True

    # --- LineList

    @property
    def count(self) -> int:
        return self.stretch.total

    @property
    def row_height(self) -> int:
        return row_height(self.inner_width, mixed=self.mixed, layout=self.layout_of_rows)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        article = self._rows.get(self.stretch.id_at(index) or 0)
        if article is None:
            return waiting_row(width, selected, mixed=self.mixed, layout=self.layout_of_rows)
        row = article_row(
            article,
            width,
            self._now().astimezone(),
            mixed=self.mixed,
            selected=selected,
            words=self.words,
            layout=self.layout_of_rows,
        )
        return chosen_row(row) if self._is_chosen(index) else row

    def _is_chosen(self, index: int) -> bool:
        choice, stretch = self.choice, self.stretch
        return bool(choice) and choice.has(stretch.id_at(index), index, self.cursor, stretch)

    def empty_text(self) -> Content:
        # What is so, and on a line of its own what can be done.
        return Content(self.nothing.plain.replace(". ", ".\n"))

    def move_to(self, index: int, *, quiet: bool = False) -> None:
        super().move_to(index, quiet=quiet)
        if self.choice.ranging:
            self.repaint()

    def on_click(self, event: events.Click) -> None:
        if not event.ctrl:
            super().on_click(event)
            return
        event.prevent_default()  # or it would be opened
        at = (event.y + self.scroll_offset.y) // self.row_height
        if (picked := self.stretch.id_at(at)) is not None:
            self.choice.turn(picked)
            self.post_message(self.Picked())

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

    def _seen(self) -> tuple[int, int]:
        """The lines on the screen, and half a screen around it."""
        height, lines = self.row_height, max(self.size.height, 20)
        first = int(self.scroll_y) // height
        margin = lines // height // 2
        return max(first - margin, 0), min(first + lines // height + margin + 2, self.count)

    def _missing(self) -> list[int]:
        first, end = self._seen()
        stretch = self.stretch
        seen = stretch.ids[max(first - stretch.first, 0) : max(end - stretch.first, 0)]
        return [i for i in seen if i in self._stale or i not in self._rows]

    def _lacks(self) -> bool:
        return self.stretch.gap(*self._seen()) is not None or bool(self._missing())

    def _want(self) -> None:
        if self.is_mounted and not self._fetching and self._lacks():
            self._fetching = True
            self.run_worker(guarded(self.app, self._load), group="rows", exit_on_error=False)

    async def _load(self) -> None:
        try:
            await self._load_seen()
        finally:
            self._fetching = False

    async def _load_seen(self) -> None:
        """Fetch until nothing that is seen is missing: it may be scrolled meanwhile."""
        nowhere = self.current_id is None
        while True:
            if (gap := self.stretch.gap(*self._seen())) is not None:
                await self._reach(gap)
            elif missing := self._missing():
                self._stale.difference_update(missing)
                self._keep(await self._source.rows(missing), missing)
                self.repaint()
            else:
                break
        if nowhere and self.is_mounted and self.current_id is not None:
            self.post_message(self.Moved(self, self.cursor))

    async def _reach(self, gap: Gap) -> None:
        match gap:
            case "below":
                await self._go_on()
            case "above":
                await self._go_back()
            case "far":
                await self._jump(self._seen()[0])
        self.cursor = min(self.cursor, max(self.count - 1, 0))
        self.repaint(resized=True)

    async def _go_on(self) -> None:
        stretch = self.stretch
        below = await self._source.following(self._query, stretch.bottom)
        if stretch is self.stretch:  # another list may be shown by now
            stretch.go_on(below, AT_ONCE)

    async def _go_back(self) -> None:
        stretch = self.stretch
        above = await self._source.following(self._query, stretch.top, backwards=True)
        if stretch is self.stretch and (moved := stretch.go_back(above, AT_ONCE)):
            self.cursor = max(self.cursor + moved, 0)
            y = max(self.scroll_y + moved * self.row_height, 0)
            self.scroll_to(y=y, animate=False)

    async def _jump(self, line: int) -> None:
        stretch = self.stretch
        first = max(min(line - AT_ONCE // 2, self.count - AT_ONCE), 0)
        places = await self._source.stretch(self._query, first)
        if stretch is self.stretch:
            stretch.jump(first, places)
            if len(places) < AT_ONCE:
                stretch.total, stretch.more = stretch.end, False

    def _keep(self, rows: Iterable[Article], asked: Sequence[int]) -> None:
        for article in rows:
            self._rows[article.id] = article
            self._rows.move_to_end(article.id)
        if gone := set(asked).difference(self._rows):
            self.stretch.drop(gone)
            self.cursor = min(self.cursor, max(self.count - 1, 0))
            self.repaint(resized=True)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
