"""The app's part in moving in: when it is offered, and what is shown after it."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.tui.learning import Learning
from reader.tui.work import guarded

if TYPE_CHECKING:
    from reader.service.around import Source
    from reader.service.reader import Reader
    from reader.tui.screens.welcome import Choice

WELCOMED = "welcomed"
"""What is remembered once somebody has chosen to look around first."""

_PATIENCE = 1.0
"""Seconds a look at the usual places may take before the dialog comes without it."""


class Welcoming(Learning):
    """Offers to bring feeds over: by itself where there is nothing yet, and whenever asked."""

    welcomes = False
    """Whether the first start is to begin with the dialog."""

    async def show_reader(self, reader: Reader, note: str = "") -> None:
        """Show what a reader holds."""
        raise NotImplementedError

    @property
    def demo(self) -> bool:
        """Whether only the sample edition is shown, which takes no feeds."""
        raise NotImplementedError

    def move_in(self) -> None:
        """Offer what can be brought over."""
        if self.demo:
            self.screen_of_news().say("The demo takes no feeds; start dateline itself for that.")
            return
        self.run_worker(guarded(self, self.welcome), exit_on_error=False)

    async def welcome(self) -> None:
        """Look for what can be brought over, and offer it with the other ways to begin."""
        from reader.tui.screens.welcome import Welcome  # noqa: PLC0415 - seldom needed

        news = self.screen_of_news()
        first = news.reader is not self.own and not await self.own.feeds.all()
        found = await _looked()
        if self.screen is not news:  # something else was opened meanwhile
            return
        if first:
            await self.teach()
        self.push_screen(Welcome(self.own, found, first=first), self._chosen)

    def _chosen(self, choice: Choice | None) -> None:
        self.run_worker(guarded(self, lambda: self._go_on(choice)), exit_on_error=False)

    async def _go_on(self, choice: Choice | None) -> None:
        if choice == "add":
            self.screen_of_news().action_add()
            return
        if choice is None or choice == "look":
            await self.own.memory.set(WELCOMED, "1")
            return
        if self.screen_of_news().reader is not self.own:
            await self.show_reader(self.own)
        if choice.refused or choice.notes:
            from reader.tui.screens.welcome import Arrived  # noqa: PLC0415 - as above

            self.push_screen(Arrived(choice))
        else:
            from reader.text.moving_in import imported  # noqa: PLC0415 - as above

            self.screen_of_news().say(f"{imported(choice)} · u undoes")


async def _looked() -> tuple[Source, ...]:
    """What lies about; nothing, if looking takes long, as on a disk that sleeps."""
    from reader.service.around import look  # noqa: PLC0415 - seldom needed

    looking = asyncio.to_thread(look, Path.home(), os.environ)
    try:
        return await asyncio.wait_for(looking, _PATIENCE)
    except TimeoutError:
        return ()
