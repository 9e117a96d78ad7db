"""The feeds screen: every feed, how it is doing, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from reader.tui.bindings import chosen
from reader.tui.feed_row import SORTS
from reader.tui.screens.feeds_base import FeedsBase
from reader.tui.screens.tending import Tending
from reader.tui.screens.undoing import Undoing

if TYPE_CHECKING:
    from textual.binding import BindingType

    from reader.tui.widgets.feed_list import FeedHeads
    from reader.tui.widgets.lines import Step
    from reader.tui.widgets.prompt import Prompt

KEYS = (
    *("move.down", "move.up", "move.top", "move.bottom", "move.half_down", "move.half_up"),
    *("move.page_down", "move.page_up", "move.left", "move.right", "move.tab"),
    *("read.open", "read.back", "read.leave", "read.browser", "read.copy", "find.search"),
    *("mark.undo", "mark.redo", "mark.history"),
    *("feed.refresh", "feed.refresh_all", "feed.add", "feed.edit", "feed.remove"),
    *("feed.list", "feed.failing", "app.help"),
)
"""The actions of elsewhere that mean something here too."""


class FeedsScreen(Tending, Undoing, FeedsBase):
    """Moving about in it, sorting it, and finding a feed."""

    BINDINGS: ClassVar[list[BindingType]] = [*chosen(*KEYS, where="feeds")]

    # --- moving

    def action_move(self, step: Step, count: int = 0) -> None:
        (self.details if self.details.has_focus else self.feeds).move(step, count or 1)

    def action_line(self, step: Step, number: int = 0) -> None:
        """To the line of a number; to the top or the bottom, if none was typed."""
        if number:
            self.feeds.move_to(number - 1)
        else:
            self.action_move(step)

    def action_pane(self, step: int, around: bool = False) -> None:
        here = self.details.has_focus
        there = not here if around else step > 0
        self.set_focus(self.details if there and self.details.display else self.feeds)

    def action_back(self) -> None:
        """One step back: out of the filter, the refresh, the screen."""
        if not (self._step_back() or self.asking.stop()):
            self.dismiss(None)

    def action_leave(self) -> None:
        """One step back; a refresh goes on."""
        if not self._step_back():
            self.dismiss(None)

    def _step_back(self) -> bool:
        if self.feeds.words:
            self.filter("")
        elif self.feeds.failing and not self.began_failing:
            self.action_feeds(True)
        else:
            return False
        return True

    def action_feeds(self, failing: bool = False) -> None:
        """Only those that fail, or all of them again; or away, by the key that led here."""
        if not failing:
            self.dismiss(None)
            return
        self.began_failing = False
        self.feeds.failing = not self.feeds.failing
        self.feeds.order()
        self.update()

    def action_sort(self, backwards: bool = False) -> None:
        """By the next head, or the other way round."""
        if backwards:
            self._sort(self.feeds.sort, backwards=not self.feeds.backwards)
        else:
            after = SORTS.index(self.feeds.sort) + 1
            self._sort(SORTS[after % len(SORTS)])

    def on_feed_heads_chosen(self, event: FeedHeads.Chosen) -> None:
        again = event.name == self.feeds.sort
        self._sort(event.name, backwards=again and not self.feeds.backwards)

    def _sort(self, name: str, *, backwards: bool = False) -> None:
        self.feeds.sort, self.feeds.backwards = name, backwards
        self.feeds.order()
        self.update()

    # --- finding

    def action_search(self) -> None:
        from reader.tui.widgets.prompt import Prompt  # noqa: PLC0415 - seldom asked for

        if not self.query(Prompt):
            self.mount(Prompt("Feeds with", self.feeds.words, id="search"))

    def filter(self, words: str) -> None:
        """Show only feeds that have all the words in name, address, folder, state or problem."""
        self.feeds.words = words
        self.feeds.order()
        self.update()

    def on_prompt_changed(self, message: Prompt.Changed) -> None:
        self.filter(message.text)

    def on_prompt_accepted(self, message: Prompt.Accepted) -> None:
        self._close(message.prompt)

    def on_prompt_refused(self, message: Prompt.Refused) -> None:
        self.filter("")
        self._close(message.prompt)

    def _close(self, prompt: Prompt) -> None:
        prompt.remove()
        self.set_focus(self.feeds)
