"""The list of stories: what is developing, hottest first, and what is followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from reader.tui.bindings import chosen
from reader.tui.screens.stories_base import StoriesBase, StoryLeft
from reader.tui.screens.undoing import Undoing
from reader.tui.widgets.status import PaneHead
from reader.tui.widgets.story_lines import StoryList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.model.story import Story
    from reader.tui.widgets.lines import LineList

KEYS = (
    *("move.down", "move.up", "move.top", "move.bottom", "move.half_down", "move.half_up"),
    *(
        "move.page_down",
        "move.page_up",
        "read.open",
        "read.back",
        "read.leave",
        "read.page",
        "read.page_back",
    ),
    *("mark.undo", "mark.redo", "mark.history", "feed.refresh_all", "app.help"),
    *("story.list", "story.open", "story.coverage", "story.follow"),
)
HINTS = ("read.open", "story.follow", "story.coverage", "stories.followed", "stories.join")
NOTHING = (
    "No story is developing.\n\nA story is one event in the news: at least three articles of two "
    "sources, with something new within two days. They are found by themselves, as your feeds "
    "bring articles.\n\n{feed.refresh_all} asks for news."
)
NONE_FOLLOWED = "Nothing is followed yet. {story.follow} on an article or a story follows it."


class StoriesScreen(Undoing, StoriesBase):
    """Opens stories, follows them, joins two that are one."""

    BINDINGS: ClassVar[list[BindingType]] = [*chosen(*KEYS, where="stories")]

    def __init__(self, *given: object, followed: bool = False) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.lines = self.stories = StoryList(self.reader.now)
        self.head = PaneHead(id="stories-head")
        self.followed = followed
        """Only what is followed is shown."""

    def compose(self) -> ComposeResult:
        yield self.head
        yield self.stories
        yield self.status

    async def load(self) -> None:
        """Read the stories afresh."""
        found = await self.reader.stories.developing()
        followed = await self.reader.stories.developing(followed=True)
        ids = {each.id for each in followed}
        others = [] if self.followed else [each for each in found if each.id not in ids]
        awake = [each for each in followed if not each.asleep]
        asleep = [each for each in followed if each.asleep]
        told = self.host.keymap.told(NONE_FOLLOWED if self.followed else NOTHING)
        self.stories.nothing = Content(told)
        self.stories.show([*awake, *others, *asleep])
        self.update()

    def update(self) -> None:
        """Say afresh what is here."""
        count = self.stories.count
        title = "Followed" if self.followed else "Stories"
        self.head.show(title, "1 story" if count == 1 else f"{count:,} stories")
        place = f"{self.stories.cursor + 1:,} of {count:,}" if count else title
        self.status.show_place(place, HINTS)

    def _here(self) -> Story | None:
        if (story := self.stories.current) is None:
            self.say("No story is chosen.")
        return story

    # --- actions

    def action_open(self, number: int = 0) -> None:
        """The page of the story; with a number, of the one on that line."""
        if number:
            self.stories.move_to(number - 1)
        if (story := self._here()) is not None:
            from reader.tui.screens.story import StoryScreen  # noqa: PLC0415 - when it is opened

            screen = StoryScreen(self.reader, self.changed, self.asking, story_id=story.id)
            self.app.push_screen(screen, self._left)

    action_story = action_open

    def _left(self, left: StoryLeft | None) -> None:
        if left is not None:
            self.dismiss(left)

    def action_coverage(self) -> None:
        """Its articles as a list."""
        if (story := self._here()) is not None:
            self.dismiss(StoryLeft(story.id, story.title))

    def action_stories(self) -> None:
        """Away, by the key that led here."""
        self.dismiss(None)

    def action_follow(self) -> None:
        if (story := self._here()) is not None:
            follow = partial(self.follow, story.id, story.title, followed=story.followed)
            self.write(follow)

    def action_followed(self) -> None:
        """Only what is followed, or all of them again."""
        self.followed = not self.followed
        self.work(self.load, "load")

    def action_join(self) -> None:
        """Mark a story; on another one, make one of both."""
        if (story := self._here()) is None:
            return
        marked = self.stories.marked
        if marked is None or marked == story.id:
            self.stories.marked = None if marked == story.id else story.id
            self.stories.repaint()
            self.say(
                "{stories.join} on another story makes one of both."
                if marked is None
                else "Not joined."
            )
            return
        self.stories.marked = None
        self.write(partial(self._join, marked, story.id))

    async def _join(self, one: int, other: int) -> None:
        await self.reader.stories.join(one, other)
        self.say("Joined · {mark.undo} undoes")

    def on_line_list_moved(self) -> None:
        self.update()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        self.action_open()
