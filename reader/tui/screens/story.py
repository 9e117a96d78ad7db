"""The page of a story: its timeline, what in it is new to you, and what you say about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from reader.model.errors import NotFound
from reader.tui.bindings import chosen
from reader.tui.paint_stories import counted
from reader.tui.screens.stories_base import StoriesBase, StoryLeft
from reader.tui.screens.undoing import Undoing
from reader.tui.widgets.story_lines import StoryLines

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.model.changes import Change
    from reader.model.timeline import Point
    from reader.tui.widgets.lines import LineList

KEYS = (
    *("move.down", "move.up", "move.top", "move.bottom", "move.half_down", "move.half_up"),
    *("move.page_down", "move.page_up", "read.open", "read.back", "read.leave", "read.page_back"),
    *("read.browser", "read.copy", "read.changes", "mark.read", "mark.star", "mark.all"),
    *("mark.undo", "mark.redo", "mark.history", "feed.refresh_all", "app.help"),
    *("story.open", "story.coverage", "story.follow"),
)
HINTS = (
    *("read.open", "page.next", "page.expand", "story.follow", "mark.read"),
    *("read.changes", "page.wrong", "story.coverage"),
)
READING = "Reading what its articles say …"


class StoryScreen(Undoing, StoriesBase):
    """Opens at the first point that is new; leaving it remembers that you looked."""

    BINDINGS: ClassVar[list[BindingType]] = [*chosen(*KEYS, where="story")]

    def __init__(self, *given: object, story_id: int) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.story_id = story_id
        self.lines = self.page = StoryLines()
        self.page.nothing = Content(READING)

    def compose(self) -> ComposeResult:
        yield self.page
        yield self.status

    async def load(self) -> None:
        """Read the page afresh."""
        try:
            page = await self.reader.story_pages.page(self.story_id)
        except NotFound:
            self.dismiss(None)
            raise
        self.story_id = page.story.id
        self.page.signs = self.app.no_color or self.app.current_theme.ansi
        self.page.show(page)
        self.update()

    def concerns(self, change: Change) -> bool:
        """Whether a change touches this story, or an article of it."""
        page = self.page.page
        ids = {each.article_id for each in page.members} if page else set()
        return self.story_id in change.stories or bool(ids & change.articles)

    def update(self) -> None:
        """Say afresh what is here."""
        page = self.page.page
        if page is None:
            return
        new = sum(bool(each.new) and not each.read for each in page.points)
        told = f"{counted(len(page.points), 'point')}, {new} new to you"
        self.status.show_place(told, HINTS)

    def _here(self) -> Point | None:
        if (point := self.page.point) is None:
            self.say("Nothing is chosen.")
        return point

    # --- actions

    def action_leave(self) -> None:
        """Leave, and remember that you looked."""
        self._leave(None)

    def _leave(self, left: StoryLeft | None) -> None:
        if self.page.page is not None:
            self.write(partial(self._looked, self.story_id))
        self.dismiss(left)

    async def _looked(self, story_id: int) -> None:
        await self.reader.stories.looked(story_id)

    def action_open(self, count: int = 0) -> None:  # noqa: ARG002 - of one point
        """Read the article, in the list of the story's."""
        if (point := self._here()) is not None and self.page.page is not None:
            title = self.page.page.story.title
            self._leave(StoryLeft(self.story_id, title, point.article_id))

    def action_coverage(self) -> None:
        """Its articles as a list."""
        if self.page.page is not None:
            self._leave(StoryLeft(self.story_id, self.page.page.story.title))

    def action_story(self) -> None:
        """Away, by the key that led here."""
        self._leave(None)

    def action_expand(self) -> None:
        self.page.turn()

    def action_news(self, step: int) -> None:
        """The next point that is new, or the one before."""
        if not self.page.to_news(step):
            self.say("Nothing more is new." if step > 0 else "Nothing before is new.")
        self.update()

    def action_follow(self) -> None:
        if self.page.page is not None:
            story = self.page.page.story
            follow = partial(self.follow, story.id, story.title, followed=story.followed)
            self.write(follow)

    def action_toggle_read(self, count: int = 0) -> None:  # noqa: ARG002 - of one point
        """Mark the article of the point read, or unread again."""
        if (point := self._here()) is not None:
            self.write(partial(self._mark, [point.article_id], read=not point.read))

    def action_mark_all(self) -> None:
        """Mark every article of the story read."""
        if self.page.page is not None:
            ids = [each.article_id for each in self.page.page.certain]
            self.write(partial(self._mark, ids, read=True))

    async def _mark(self, ids: list[int], *, read: bool) -> None:
        await self.reader.articles.mark_read(ids, read)
        what = "Marked read" if read else "Marked unread"
        self.say(
            f"{what} · {{mark.undo}} undoes"
            if len(ids) == 1
            else f"{len(ids)} marked read · {{mark.undo}} undoes"
        )

    def action_toggle_star(self, count: int = 0) -> None:  # noqa: ARG002 - of one point
        if (point := self._here()) is not None:
            self.write(partial(self._star, point.article_id))

    async def _star(self, article_id: int) -> None:
        article = await self.reader.articles.article(article_id)
        await self.reader.articles.star([article_id], not article.starred)
        self.say(
            "Star taken away · {mark.undo} undoes"
            if article.starred
            else "Starred · {mark.undo} undoes"
        )

    def action_right(self) -> None:
        """It belongs to the story."""
        if (point := self._here()) is not None:
            self.write(partial(self._right, point.article_id))

    async def _right(self, article_id: int) -> None:
        await self.reader.follows.right(article_id, self.story_id)
        self.say("It belongs to the story · {mark.undo} undoes")

    def action_wrong(self) -> None:
        """It does not belong to the story."""
        if (point := self._here()) is not None:
            self.write(partial(self._wrong, point.article_id))

    async def _wrong(self, article_id: int) -> None:
        await self.reader.follows.wrong(article_id, self.story_id)
        self.say("Taken out of the story, for good · {mark.undo} undoes")

    def action_terms(self) -> None:
        """By what the story collects more."""
        if self.page.page is not None:
            from reader.tui.screens.terms import TermsScreen  # noqa: PLC0415 - when asked for

            story = self.page.page.story
            self.app.push_screen(TermsScreen(self.reader, self.changed, self.asking, story=story))

    def action_export(self) -> None:
        """Write the story to a file."""
        if self.page.page is not None:
            from reader.tui.screens.ask_story import AskStory  # noqa: PLC0415 - when asked for

            self.app.push_screen(AskStory(self.reader, self.page.page.story), self._exported)

    def _exported(self, told: str | None) -> None:
        if told:
            self.say(told)

    def action_changes(self) -> None:
        """What became of the article."""
        if (point := self._here()) is not None:
            self.work(partial(self._show_changes, point.article_id), "changes")

    async def _show_changes(self, article_id: int) -> None:
        from reader.tui.screens.changes import Changes  # noqa: PLC0415 - when it is asked for

        article = await self.reader.articles.article(article_id)
        self.app.push_screen(Changes(self.reader, article))

    def action_browser(self) -> None:
        if (point := self._here()) is not None:
            self.work(partial(self._open_browser, point.article_id), "browser")

    async def _open_browser(self, article_id: int) -> None:
        article = await self.reader.articles.article(article_id)
        if not article.url:
            self.say("This article has no address.")
        elif self.app.is_web:  # beside the page that shows the reader, wherever that is
            self.app.open_url(article.url)
        else:
            from reader.service.opening import open_in_browser  # noqa: PLC0415 - when asked for

            self.say("Opening in the browser.")
            await open_in_browser(article.url, self.host.settings.open.browser)

    def action_copy(self, count: int = 0) -> None:  # noqa: ARG002 - of one point
        if (point := self._here()) is not None:
            self.work(partial(self._copy, point.article_id), "copy")

    async def _copy(self, article_id: int) -> None:
        article = await self.reader.articles.article(article_id)
        self.app.copy_to_clipboard(article.url)
        self.say(f"Copied {article.url}")

    def on_line_list_moved(self) -> None:
        self.update()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        self.update()
