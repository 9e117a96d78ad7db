"""Keys, shown one at a time as they become useful; each goes once it was used, or passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.app import App

    from reader.service.reader import Reader
    from reader.tui.screens.base import Place
    from reader.tui.screens.main import MainScreen

    class _App(App[None]):
        """What this part asks of the app."""

        async def _do(self, action_id: str, count: int, key: str) -> None: ...
else:
    _App = object

LEARNED = "learned"
"""What is remembered: the actions that need no tip any more; nothing if nobody is taught."""

_BEGUN = "app.start"
"""Stands for the first start among these."""

_PATIENCE = 12
"""Actions after which a tip that nobody heeds is passed over."""


class Tip(NamedTuple):
    """An action worth knowing in a pane, and what it is good for."""

    action: str
    words: str


TIPS: dict[Place, tuple[Tip, ...]] = {
    "list": (
        Tip("read.open", "opens the article, Esc comes back"),
        Tip("read.next", "goes to the next unread one, feed after feed"),
        Tip("find.search", "finds words, feeds, authors and days"),
        Tip("mark.all", "marks this view read, u takes it back"),
    ),
    "article": (
        Tip("read.page", "reads on, then the next unread article"),
        Tip("mark.star", "keeps it for good, offline, too"),
        Tip("read.hints", "puts letters on the links to open them"),
    ),
    "side": (
        Tip("feed.refresh", "asks this feed for news"),
        Tip("feed.edit", "renames it, or moves it to a folder"),
    ),
}
"""By pane, in the order in which they are worth knowing."""

_TAUGHT = {tip.action for tips in TIPS.values() for tip in tips}


class Learning(_App):
    """The app's part: it sees every action that is run, and remembers which are known."""

    _learned: frozenset[str] = frozenset()
    _ignored = 0

    @property
    def own(self) -> Reader:
        """The reader that holds the person's own feeds."""
        raise NotImplementedError

    def screen_of_news(self) -> MainScreen:
        """The screen that shows tips."""
        raise NotImplementedError

    def tip(self, place: Place) -> Tip | None:
        """What is worth knowing in a pane; None if it is all known, or nobody is taught."""
        if not self._learned:
            return None
        return next((tip for tip in TIPS[place] if tip.action not in self._learned), None)

    def begin_learning(self) -> None:
        """Go on teaching whoever is being taught."""
        self.run_worker(guarded(self, self._recall), exit_on_error=False)

    async def teach(self) -> None:
        """Begin to show tips: somebody is here for the first time."""
        if not self._learned:
            await self._remember(_BEGUN)

    async def _recall(self) -> None:
        known = await self.own.memory.get(LEARNED)
        self._learned |= frozenset(known.split())  # teaching may have begun meanwhile
        if self._learned:
            self.screen_of_news().update_heads()

    async def _remember(self, action_id: str) -> None:
        self._learned |= {action_id}
        self._ignored = 0
        await self.own.memory.set(LEARNED, " ".join(sorted(self._learned)))
        self.screen_of_news().update_heads()

    async def _do(self, action_id: str, count: int, key: str) -> None:
        """Do an action, and see that the person knows it."""
        tip = self.tip(self.screen_of_news().place) if self._learned else None
        await super()._do(action_id, count, key)
        if tip is not None:
            self._see(tip, action_id if action_id in _TAUGHT else "")

    def _see(self, tip: Tip, action_id: str) -> None:
        """One more action was run while a tip was showing."""
        self._ignored += 1
        known = tip.action if self._ignored >= _PATIENCE else action_id
        if known and known not in self._learned:
            self.run_worker(guarded(self, lambda: self._remember(known)), exit_on_error=False)
