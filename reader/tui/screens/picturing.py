"""The verbs of pictures: bring those that the page wants, show or hide them all."""

from __future__ import annotations

import asyncio
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from reader.model.errors import DatelineError
from reader.tui.screens.base import Verbs
from reader.tui.work import guarded

if TYPE_CHECKING:
    from reader.model.article import Article
    from reader.text.blocks import Blocks
    from reader.tui.widgets.picture_page import Wanted

AT_ONCE = 3
"""Pictures that are brought at the same time."""
REMEMBERED = "pictures"
OFFLINE = "the reader is offline"


class Picturing(Verbs):
    """Pictures are brought to the page as it comes near them, and only to the one that is shown."""

    @cached_property
    def places(self) -> asyncio.Semaphore:
        """What pictures wait for that are to be brought."""
        return asyncio.Semaphore(AT_ONCE)

    def begin_picturing(self) -> None:
        """Let the page show pictures; called when it is made."""
        self.pane.sight, self.pane.send = self.host.sight, self.host.send
        if self.host.sight.on:
            self.run_worker(guarded(self.app, self._look), exit_on_error=False)

    async def _look(self) -> None:
        if await self.host.look():
            self.show_pictures()

    def show_pictures(self) -> None:
        """Show pictures, or not, as the sight now says."""
        if self.pane_made.is_set():
            self.pane.show_pictures()

    async def picture_sizes(self, article: Article, blocks: Blocks) -> dict[str, tuple[int, int]]:
        """Pixels of the article's pictures as far as they are known from an earlier time."""
        from reader.text.html import pictures  # noqa: PLC0415 - not needed to paint first

        if not self.host.sight.on or not (urls := pictures(blocks)):
            return {}
        await asyncio.to_thread(import_module, "reader.service.pictures")
        known = await self.reader.pictures.sizes(urls)
        if self._may_ask_servers() or article.saved or article.starred:
            return known
        # No room is kept for what cannot come.
        return {url: (0, 0) for url in urls if not url.startswith("data:")} | known

    def _may_ask_servers(self) -> bool:
        return self.host.sight.asks and self.reader is self.host.own

    def on_picture_page_pictures_wanted(self) -> None:
        if (article := self.pane.article) is not None:
            for wanted in self.pane.take_wanted():
                work = guarded(self.app, partial(self._bring, article, wanted))
                self.pane.run_worker(work, group="pictures", exit_on_error=False)

    async def _bring(self, article: Article, wanted: Wanted) -> None:
        async with self.places:
            pictures = self.reader.pictures
            ask = self.opened and self._may_ask_servers()
            try:
                origin = await pictures.origin(article)
                drawn = await pictures.drawn(origin, *wanted, ask=ask)
            except DatelineError as error:
                self.pane.take_failure(wanted[0], error.problem)
                return
        if drawn is not None:
            self.pane.take_picture(wanted, drawn)
        elif self._may_ask_servers():
            self.pane.leave(wanted[0])
            if self.opened:  # since it was looked for
                self.pane.may_ask()
        else:
            self.pane.take_failure(wanted[0], OFFLINE)

    def action_pictures(self) -> None:
        """Show the pictures of articles, or their captions alone."""
        sight = self.host.sight
        if sight.hindrance:
            self.say(sight.hindrance)
            return
        sight.turn()
        self.write(lambda: self.host.own.memory.set(REMEMBERED, "on" if sight.on else "off"))
        self.say(
            "Pictures are shown. {read.pictures} hides them."
            if sight.on
            else "No pictures. {read.pictures} shows them."
        )
        self.show_pictures()
        if sight.on:
            self.run_worker(guarded(self.app, self._look), exit_on_error=False)
