"""The main screen: three panes where there is room, two or one where there is not."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content

from reader.model.changes import Change
from reader.tui.bindings import bindings
from reader.tui.row import layout_from
from reader.tui.screens.base import NewsScreen
from reader.tui.screens.choosing import HINTS as CHOSEN_HINTS
from reader.tui.screens.choosing import Choosing
from reader.tui.screens.developing import Developing
from reader.tui.screens.finding import Finding
from reader.tui.screens.hinting import HINTS, NOTHING
from reader.tui.screens.keeping import Keeping
from reader.tui.screens.linking import Linking
from reader.tui.screens.marking import Marking
from reader.tui.screens.moving import Moving
from reader.tui.screens.picturing import Picturing
from reader.tui.screens.placing import Placing
from reader.tui.screens.reading import Reading
from reader.tui.screens.refreshing import Refreshing
from reader.tui.screens.subscribing import Subscribing
from reader.tui.screens.taking import Taking
from reader.tui.screens.undoing import Undoing
from reader.tui.screens.viewing import Viewing
from reader.tui.screens.whole import Whole
from reader.tui.views import STORIES, View, smart_views

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.signal import Signal

    from reader.service.reader import Reader
    from reader.tui.asking import Asking
    from reader.tui.widgets.lines import LineList

SEARCH_HINTS = ("read.next", "find.previous", "read.back")


class MainScreen(
    Moving,
    Reading,
    Placing,
    Linking,
    Whole,
    Picturing,
    Choosing,
    Marking,
    Finding,
    Keeping,
    Refreshing,
    Subscribing,
    Taking,
    Undoing,
    Viewing,
    Developing,
    NewsScreen,
):
    """Keeps the panes in step with each other and with the store."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("anywhere", "list", "article", "search")

    def __init__(
        self, reader: Reader, changed: Signal[Change], asking: Asking, note: str = ""
    ) -> None:
        super().__init__(reader, changed, smart_views(reader.now().astimezone())[0], asking)
        self._note = note
        self._kept_words = ""
        """How much of what is saved is there, while that is what is shown."""
        self._news = Change()
        self._catching_up = False
        self._stories_changed = True

    def compose(self) -> ComposeResult:
        self.list.layout_of_rows = layout_from(self.host.settings.looks)
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield self.side_head
            with Vertical(id="middle"):
                yield self.list_head
                yield self.list
            yield Vertical(id="right")
        yield self.status

    def on_mount(self) -> None:
        self.changed.subscribe(self, self.apply, immediate=True)
        self.asking.told.subscribe(self, self.show_told, immediate=True)
        self.go("list")
        self.call_after_refresh(self._go_on)

    async def load_first(self) -> None:
        """Have the first lines in hand before the first paint."""
        query = self.listed
        await self.list.show(query, await self.reader.articles.window(query))

    def _go_on(self) -> None:
        """After the first paint: the other panes."""
        gc.enable()  # see `__main__`
        self.write(self._make_panes)
        self.begin_keeping()
        self.work(self._show_list, "view")

    async def _make_panes(self) -> None:
        await self._read_sidebar()
        await self.query_one("#left").mount(self.side)
        self.side.go(self.view, quiet=True)
        self.update_heads()
        await self.make_pane()
        self.host.follow_files(self.reader)
        if self.host.asks:
            self.asking.keep_up()

    def update_heads(self) -> None:
        title = f"“{self.words}” in {self.view.title}" if self.words else self.view.title
        above = self.list.new_above
        news = f"↑ {above:,} new" if above else self._kept_words or self.list.counted
        self.list_head.show(title, news, news=bool(above))
        failing = sum(each.health.status == "failed" for each in self.side.subscriptions)
        self.side_head.show("dateline", f"! {failing}" if failing else "", news=bool(failing))
        searching = bool(self.found if self.place == "article" else self.words)
        hints = SEARCH_HINTS if searching else HINTS[self.place]
        if self.list.choice and self.place == "list":
            chosen = self.list.choice.count(self.list.cursor, self.list.stretch)
            self.status.show_place(f"{chosen:,} chosen", CHOSEN_HINTS)
        else:
            useful = self.list.count and not searching
            tip = self.host.tip(self.place) if useful else None
            self.status.show_place(self._where(), hints, tip)

    def _where(self) -> str:
        if self.place == "article" and self.found:
            return (
                f"{self.pane.hit} of {self.found} hits" if self.pane.hit else f"{self.found} hits"
            )
        if self._note:
            return self._note
        if self.place == "side":
            line = self.side.line
            return f"! {line.problem}" if line.problem else self._feeds_in_words()
        if self.place == "article" and self.shown is not None:
            return f"{self.shown.feed_title} · {self.pane.progress}%"
        if not self.list.count:
            return self.view.title
        return f"{self.list.cursor + 1:,} of {self.list.counted}"

    def _feeds_in_words(self) -> str:
        feeds = self.side.subscriptions
        failing = sum(each.health.status == "failed" for each in feeds)
        return f"{len(feeds)} feeds" + (
            f" · {failing} failing: {{feed.failing}} says why" if failing else ""
        )

    # --- what the list shows

    async def show_view(self, view: View) -> None:
        self.view, self.words = view, ""
        await self._show_list()

    async def search(self, words: str) -> None:
        self.words = words
        await self._show_list()

    async def _show_list(self) -> None:
        query = self.listed
        window = await self.reader.articles.window(query)
        self._kept_words = await self.kept_of_view()
        await self.pane_made.wait()
        self.list.nothing, self._left = self.nothing(), frozenset()
        await self.list.show(query, window, mixed=self.view.mixed, words=self.marked)
        self.update_heads()
        if self.list.current_id is None and self.place != "article":
            self.keep_place()
            self.shown, self.opened = None, False
            self.pane.clear()
        elif self.place != "article":
            self.preview(self.list.current_id)

    def nothing(self) -> Content:
        return Content(self.host.keymap.told(self._nothing()))

    def _nothing(self) -> str:
        problem = self.side.line_of(self.view).problem
        if self.words:
            return "Nothing here has these words. Esc ends the search."
        if self.view.saved is not None:
            return (
                f"{problem}. {{feed.edit}} changes the view."
                if problem
                else "Nothing like that yet."
            )
        if problem:
            return f"This feed could not be read: {problem}. {{feed.refresh}} tries again."
        feeds = self.side.subscriptions
        if feeds and not any(each.health.checked_at for each in feeds):
            how = (
                "They are being asked now."
                if self.asking.running
                else "{feed.refresh_all} asks them."
            )
            return f"Your {len(feeds)} feeds were never asked. {how}"
        usual = "No articles here. {feed.refresh} asks for news, {feed.add} adds a feed."
        return NOTHING.get(self.view.key[-1], usual)

    def show_smart(self, number: int) -> None:
        now = self.reader.now().astimezone()
        views = [*smart_views(now), *(x for x in self.side.views() if x.saved is not None)]
        if number <= len(views):
            self.go_to(views[number - 1])

    def action_view(self, number: int) -> None:
        """Show one of the views at the top: those that are always there, then saved ones."""
        self.show_smart(number)

    def go_to(self, view: View) -> None:
        """Show a view, and give its list the keys."""
        self.side.go(view, quiet=True)
        self.work(lambda: self.show_view(view), "view")
        self.go("list")

    async def load_sidebar(self) -> None:
        await self._read_sidebar()
        self.update_heads()

    async def _read_sidebar(self) -> None:
        subscriptions = await self.reader.feeds.all()
        counts = await self.reader.feeds.counts()
        saved = await self.reader.views.all()
        self._kept_words = await self.kept_of_view()
        self.side.followed = await self.reader.story_lists.developing(followed=True)
        if self._stories_changed:  # no mark makes or ends a story, and counting them costs
            self._stories_changed = False
            self.side.stories = await self.reader.story_lists.count()
        self.side.show(subscriptions, counts, self.reader.now().astimezone(), saved)
        self.count_views()

    # --- news from the store

    def apply(self, change: Change) -> None:
        """Show what a commit changed."""
        self.list.apply(change)
        self._news |= change
        self._stories_changed |= bool(change.stories or change.departures)
        if not self._catching_up:
            self._catching_up = True
            self.write(self._catch_up)

    async def _catch_up(self) -> None:
        """Read afresh what changes touched, until there are no more of them."""
        try:
            while self._news:
                change, self._news = self._news, Change()
                await self._take(change)
        finally:
            self._catching_up = False

    async def _take(self, change: Change) -> None:
        if change.articles or change.departures:
            await self._renew_places(change)
            if self.shown is None and self.list.current_id is not None:
                self.preview(self.list.current_id)  # the first that came into an empty list
        await self.load_sidebar()
        await self.follow_view()
        self.list.nothing = self.nothing()
        if self.shown is not None and self.shown.id in change.articles:
            rows = await self.reader.articles.rows([self.shown.id])
            if rows and rows[0].id == self.shown.id:  # another may have been opened meanwhile
                self.shown = rows[0]
                await self.take_whole(rows[0])
        self.update_heads()

    async def _renew_places(self, change: Change) -> None:
        """Put what is new into the list; what was marked meanwhile stays in its place."""
        query, before = self.listed, self.list.stretch
        standing, total = await self.reader.articles.standing(query, change.articles)
        if before is not self.list.stretch:
            return  # another list is shown by now
        known = frozenset(self.list.ids)
        here = {place.id for place in standing}
        self._left = (self._left | (change.articles & known)) - here - change.departures
        new = [place for place in standing if place.id not in known]
        self.list.take(new, change.departures & known, total, len(self._left & known))

    def on_article_pane_scrolled(self) -> None:
        self.keep_place_soon()
        if self.place == "article":
            self.update_heads()

    def on_article_list_scrolled(self) -> None:
        self.update_heads()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        if event.lines is self.side:
            self._show_line()
        else:
            self.preview(self.list.current_id)
            self.update_heads()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        if event.lines is self.list:
            self.action_open()
        elif self.side.line.view is STORIES:
            self.action_stories()
        elif (line := self.side.line).view is not None and line.view.key == self.view.key:
            self.action_fold()
        else:
            self._show_line()

    async def renew(self) -> None:
        """Read the list afresh: what was read goes, what is new comes, the cursor stays."""
        await self.load_sidebar()  # the ages of a saved view count from now
        self.view = self.side.line_of(self.view).view or self.view
        await self._show_list()

    def _show_line(self) -> None:
        self.update_heads()
        if (view := self.side.line.view) is not None:
            self.work(lambda: self.show_view(view), "view")
