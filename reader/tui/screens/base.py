"""What the verbs of the main screen share: its panes, its reader and where the person is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal, Protocol, cast

from textual.screen import Screen

from reader.model.query import words_in
from reader.tui.widgets.article_list import ArticleList
from reader.tui.widgets.sidebar import Sidebar
from reader.tui.widgets.status import PaneHead, StatusLine
from reader.tui.work import Work, guarded

if TYPE_CHECKING:
    from textual.content import Content
    from textual.signal import Signal

    from reader.config.keymap import Keymap
    from reader.config.settings import Settings
    from reader.model.article import Article, ArticleBody, ReadingPlace
    from reader.model.changes import Change
    from reader.model.outcome import Added
    from reader.model.personal import SavedView
    from reader.model.query import ArticleQuery
    from reader.service.reader import Reader
    from reader.text.blocks import Blocks
    from reader.tui.asking import Asking
    from reader.tui.learning import Tip
    from reader.tui.sight import Sight
    from reader.tui.views import View
    from reader.tui.widgets.article_pane import ArticlePane

Place = Literal["side", "list", "article"]
PLACES: tuple[Place, ...] = ("side", "list", "article")

NORMAL, WIDE = 80, 120
"""Cells from which two panes stand side by side, and three."""


class Host(Protocol):
    """What a screen needs of its app."""

    keymap: Keymap
    """Which keys do what."""

    failed: str
    """Why the action that was done last could not be done."""

    def stop_macro(self) -> bool:
        """Stop what several actions are doing; False if nothing is."""
        ...

    settings: Settings
    """What is set in `config.toml`."""

    asks: bool
    """Whether feeds are asked by themselves when they are due."""

    sight: Sight
    """How pictures are shown."""

    def send(self, sequence: str) -> None:
        """Hand something to the terminal, outside of what is drawn."""
        ...

    async def look(self) -> bool:
        """Find out how the terminal shows pictures; whether that is news."""
        ...

    @property
    def own(self) -> Reader:
        """The reader that holds the person's own feeds."""
        ...

    def show_own(self, added: Added) -> None:
        """Leave the sample edition for the person's own feeds."""
        ...

    def tip(self, place: Place) -> Tip | None:
        """What is worth knowing in a pane, for somebody who is new."""
        ...

    def move_in(self) -> None:
        """Offer what can be brought over from another reader."""
        ...

    def follow_files(self, reader: Reader) -> None:
        """See at once what changes in the files and folders a reader follows."""
        ...

    def show_aside(self, address: str) -> None:
        """List what a folder holds, or a file of several articles, without keeping it."""
        ...


class NewsScreen(Screen[None]):
    """Panes and the person's place among them. The verbs are in the classes made from this."""

    def __init__(self, reader: Reader, changed: Signal[Change], view: View, asking: Asking) -> None:
        super().__init__()
        self.reader = reader
        self.changed = changed
        """News of every change of the store."""
        self.asking = asking
        self.view = view
        self.shown: Article | None = None
        """The article in the article pane."""
        self.opened = False
        """Whether it was opened, and not only shown beside the list."""
        self.source: Literal["feed", "page"] = "feed"
        """Who gave its text."""
        self._left: frozenset[int] = frozenset()
        """Articles that the list shows though it would no longer have them."""
        self.words = ""
        """What the list is searched for, in the query language; empty if nothing is."""
        self.place: Place = "list"
        """The pane that has the keys."""
        self.found = 0
        """Hits of the search within the article."""
        self.side = Sidebar(id="sidebar")
        self.list = ArticleList(reader.articles, reader.now, id="articles")
        self._pane: ArticlePane | None = None
        self.pane_made = asyncio.Event()
        self.side_head = PaneHead(id="sidebar-head")
        self.list_head = PaneHead(id="list-head")
        self.status = StatusLine(id="status")

    @property
    def pane(self) -> ArticlePane:
        """The article pane; there is none before the first list is painted."""
        if self._pane is None:
            raise RuntimeError("the article pane is not there yet")
        return self._pane

    async def make_pane(self) -> None:
        """Make the article pane, later than the rest: so the list is painted sooner."""
        from reader.tui.widgets.article_pane import ArticlePane  # noqa: PLC0415 - as it says

        pane = ArticlePane(id="article")
        wished = self.host.settings.reading.measure
        picked = await self.reader.memory.get("measure")
        pane.measure = int(picked.partition(":")[2] if picked.startswith(f"{wished}:") else wished)
        await self.query_one("#right").mount(pane)
        self._pane = pane
        self.begin_picturing()
        self.pane_made.set()

    @property
    def host(self) -> Host:
        return cast("Host", self.app)

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell what happened, on the bottom line."""
        self.status.say(message, wrong=wrong)

    def refuse(self, message: str) -> None:
        """Tell why what was asked for cannot be done; a macro stops there."""
        self.host.failed = self.host.keymap.told(message)
        self.say(message)

    def work(self, work: Work, group: str) -> None:
        """Run work beside the keys; newer work of its group takes its place."""
        self.run_worker(guarded(self.app, work), group=group, exclusive=True, exit_on_error=False)

    def write(self, work: Work) -> None:
        """Run a change of the store beside the keys; changes do not take each other's place."""
        self.run_worker(guarded(self.app, work), group="write", exit_on_error=False)

    def target(self) -> Article | None:
        """The article a mark is meant for: the one being read, or the one under the cursor."""
        return self.shown if self.place == "article" else (self.list.current or self.shown)

    def means_several(self, count: int = 0) -> bool:
        """Whether what is done is meant for several articles of the list."""
        return self.place == "list" and (bool(self.list.choice) or count > 1)

    @property
    def listed(self) -> ArticleQuery:
        """What the list holds: the view, or what a search leaves of it."""
        if not self.words:
            return self.view.query
        from reader.text.search import parse_query  # noqa: PLC0415 - the first list has no words

        now = self.reader.now().astimezone()
        return self.view.query.narrowed(parse_query(self.words, now).where)

    @property
    def marked(self) -> tuple[str, ...]:
        """What is marked in titles and texts, because the list was searched for it."""
        return words_in(self.listed.where)

    # --- what the verbs ask of each other

    def go(self, place: Place) -> None:
        """Give a pane the keys."""
        raise NotImplementedError

    async def show_view(self, view: View) -> None:
        """Show another list."""
        raise NotImplementedError

    async def renew(self) -> None:
        """Read the list afresh."""
        raise NotImplementedError

    def end_search(self) -> bool:
        """End the search that is showing; False if none is."""
        raise NotImplementedError

    def stop_refresh(self) -> bool:
        """Stop the refresh; False if none is running."""
        raise NotImplementedError

    def stop_fetching(self) -> bool:
        """Stop fetching a whole text; False if none is being fetched."""
        raise NotImplementedError

    def stop_taking(self) -> bool:
        """Stop what is fetched to be kept; False if nothing is."""
        raise NotImplementedError

    def end_choosing(self) -> bool:
        """Choose no articles any more; False if none are."""
        raise NotImplementedError

    async def chosen(self, count: int = 0) -> list[int]:
        """The ids of what is chosen, in the list's order; else of so many from the cursor."""
        raise NotImplementedError

    def keep_starred(self, article: Article) -> None:
        """Keep an article that was starred for reading offline."""
        raise NotImplementedError

    def fetch_if_wanted(self, article: Article) -> None:
        """Fetch the whole text of an article that was opened, if its feed wants that."""
        raise NotImplementedError

    def begin_picturing(self) -> None:
        """Let the article pane show pictures."""
        raise NotImplementedError

    async def picture_sizes(self, article: Article, blocks: Blocks) -> dict[str, tuple[int, int]]:
        """Pixels of the article's pictures as far as they are known; zeros: there is none."""
        raise NotImplementedError

    async def put(self, article: Article, body: ArticleBody, *, opened: bool) -> None:
        """Put an article and its text on the page."""
        raise NotImplementedError

    async def leave_for(self, article: Article) -> ReadingPlace | None:
        """Remember where the article on the page was left; answers where another one was."""
        raise NotImplementedError

    def keep_place(self) -> None:
        """Remember where the article on the page was left."""
        raise NotImplementedError

    async def open_article(self, article_id: int, *, focus: bool = True) -> None:
        """Show an article as one that is read."""
        raise NotImplementedError

    def show_smart(self, number: int) -> None:
        """Show one of the views that are always there, counted from 1."""
        raise NotImplementedError

    def chosen_saved(self) -> SavedView | None:
        """The saved view that is meant: the sidebar's, if it has the keys, else the one shown."""
        raise NotImplementedError

    def edit_view(self, saved: SavedView) -> None:
        """Ask for another name or query of a saved view."""
        raise NotImplementedError

    async def remove_view(self, saved: SavedView) -> None:
        """Take a saved view away."""
        raise NotImplementedError

    def action_hit(self, step: Literal[1, -1]) -> None:
        """Go to the next hit of the search that is showing."""
        raise NotImplementedError

    def action_stories(self, followed: bool = False) -> None:
        """Show the stories that are developing."""
        raise NotImplementedError

    def nothing(self) -> Content:
        """What stands in place of a list that is empty."""
        raise NotImplementedError

    def update_heads(self) -> None:
        """Say afresh where the person is."""
        raise NotImplementedError


# The verbs are plain classes that a screen is made of: Textual takes a millisecond to make each
# class of its own, and only the one that is shown has to be one.
if TYPE_CHECKING:
    Verbs = NewsScreen
else:
    Verbs = object
