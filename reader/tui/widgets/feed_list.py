"""The list of feeds: filtered, sorted, and painted only where it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader.model.health import STATES
from reader.tui.feed_row import NAME, SORTS, column_at, feed_details, feed_row, head_row
from reader.tui.widgets.lines import LineList
from reader.tui.widgets.read_lines import ReadLines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from textual import events

    from reader.model.health import Checkup
    from reader.tui.keyboard import Keyboard

NO_FEEDS = (
    "No feeds yet. {feed.add} adds one: a feed, a page, a file or a folder. "
    "`dateline import` brings those of another reader."
)


class FeedList(LineList):
    """Every feed that is wanted, as a row each; the cursor stays on its feed."""

    def __init__(self, now: Callable[[], datetime], *, failing: bool = False) -> None:
        super().__init__(id="feeds")
        self._now = now
        self._every: dict[int, Checkup] = {}
        self._shown: list[Checkup] = []
        self._loaded = False
        self.words = ""
        self.failing = failing
        """Only those that fail or are gone are shown."""
        self.sort = SORTS[0]
        self.backwards = False
        self.asked_now: frozenset[int] = frozenset()

    # --- what it shows

    def show(self, every: Iterable[Checkup]) -> None:
        """Show these feeds."""
        self._every = {each.id: each for each in every}
        self._loaded = True
        self.order()

    def renew(self, ids: Iterable[int], fresh: Iterable[Checkup]) -> None:
        """Show some feeds as they are now; those of `ids` that are not among them are gone."""
        for each in ids:
            self._every.pop(each, None)
        self._every |= {each.id: each for each in fresh}
        self.order()

    def order(self) -> None:
        """Filter and sort afresh."""
        here, before = self.current, self.cursor
        wanted = [each for each in self._every.values() if self._is_wanted(each)]
        now = self._now()
        wanted.sort(key=_by_name)
        wanted.sort(key=lambda each: _KEYS[self.sort](each, now), reverse=self.backwards)
        self._shown = wanted
        places = {each.id: place for place, each in enumerate(wanted)}
        last = max(len(wanted) - 1, 0)
        self.cursor = places.get(here.id, min(before, last)) if here else 0
        self.repaint(resized=True)
        self.show_cursor()

    def _is_wanted(self, each: Checkup) -> bool:
        if self.failing and each.state not in ("failing", "gone"):
            return False
        if not self.words:
            return True
        subscription = each.subscription
        text = f"{subscription.title} {subscription.feed.url} {subscription.folder} {each.state} "
        text = (text + subscription.health.error).casefold()
        return all(word in text for word in self.words.casefold().split())

    @property
    def current(self) -> Checkup | None:
        """The feed under the cursor."""
        return self._shown[self.cursor] if self.cursor < len(self._shown) else None

    @property
    def total(self) -> int:
        """How many feeds there are, shown or not."""
        return len(self._every)

    @property
    def folders(self) -> list[str]:
        """The folders they are in."""
        return sorted({each.subscription.folder for each in self._every.values()} - {""})

    def go(self, feed_id: int) -> None:
        """Put the cursor on a feed, if it is shown."""
        places = [place for place, each in enumerate(self._shown) if each.id == feed_id]
        if places:
            self.move_to(places[0])

    def count_of(self, *states: str) -> int:
        """How many feeds are in some states."""
        return sum(each.state in states for each in self._every.values())

    # --- LineList

    @property
    def count(self) -> int:
        return len(self._shown)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        each, now = self._shown[index], self._now().astimezone()
        asked = each.id in self.asked_now
        return [feed_row(each, width, now, selected=selected, asked_now=asked)]

    def empty_text(self) -> Content:
        if not self._loaded:
            return Content("")
        text = cast("Keyboard", self.app).keymap.told(NO_FEEDS)
        if self.words:
            text = "No feed is like that. Esc shows all of them."
        elif self._every:
            text = "No feed is failing. ! shows all of them."
        return Content(text.replace(". ", ".\n"))


class FeedHeads(Widget):
    """The heads of the columns; a click sorts."""

    DEFAULT_CSS = "FeedHeads { height: 1; }"

    class Chosen(Message):
        """A head was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, feeds: FeedList) -> None:
        super().__init__(id="feed-heads")
        self._feeds = feeds

    def render(self) -> Content:
        return head_row(self._feeds.inner_width, self._feeds.sort, backwards=self._feeds.backwards)

    def on_click(self, event: events.Click) -> None:
        name = column_at(event.x, self._feeds.inner_width)
        if name in SORTS:
            self.post_message(self.Chosen(name))


class FeedDetails(ReadLines):
    """All about one feed."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__(id="feed-details")
        self._now = now
        self._checkup: Checkup | None = None

    def show(self, checkup: Checkup | None) -> None:
        """Show a feed; from its top, if it is another one."""
        if checkup is None or self._checkup is None or checkup.id != self._checkup.id:
            self.scroll_to(y=0, animate=False)
        self._checkup = checkup
        self.remake()

    def made(self, width: int) -> list[Content]:
        if self._checkup is None:
            return []
        return feed_details(self._checkup, width, self._now().astimezone())


def _by_name(each: Checkup) -> str:
    return each.subscription.title.casefold()


_KEYS: dict[str, Callable[[Checkup, datetime], Any]] = {
    "state": lambda each, _: STATES.index(each.state),
    NAME: lambda each, _: _by_name(each),
    "unread": lambda each, _: -each.subscription.unread,
    "next": lambda each, _: _moment(each.subscription.health.next_check_at),
    "asked": lambda each, _: -_moment(each.subscription.health.checked_at, never=0),
    "rhythm": lambda each, now: -each.rate(now),
    "folder": lambda each, _: (
        not each.subscription.folder,
        each.subscription.folder.casefold(),
    ),
}
"""What each head sorts by: what matters most comes first."""


def _moment(at: datetime | None, *, never: float = float("inf")) -> float:
    return at.timestamp() if at else never
