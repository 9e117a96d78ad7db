"""Where reading stopped: remembered for each article, also from one day to the next."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from reader.model.errors import DatelineError
from reader.tui.screens.base import Verbs

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.model.article import Article, ReadingPlace

_log = logging.getLogger(__name__)

RESTS = 1.0
"""Seconds after the last movement until a place is written down."""


class Placing(Verbs):
    """Written down when the text rests, when it makes way for another, and at the end."""

    _kept: tuple[int, ReadingPlace | None] = (0, None)
    """What the store has: an article and its place."""
    _resting: Timer | None = None

    def keep_place_soon(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(RESTS, self.keep_place)

    def keep_place(self) -> None:
        if (new := self._new_place()) is not None:
            self.write(lambda: self.reader.articles.keep_place(*new))

    async def leave_for(self, article: Article) -> ReadingPlace | None:
        self.keep_place()
        place = await self.reader.articles.place(article.id) if article.id else None
        self._kept = article.id, place
        return place

    async def on_unmount(self) -> None:
        # Not `write`: the screen's own work ends before it does.
        if (new := self._new_place()) is not None:
            try:
                await self.reader.articles.keep_place(*new)
            except DatelineError as error:
                _log.warning("a place was not kept: %s", error.problem)

    def _new_place(self) -> tuple[int, ReadingPlace | None] | None:
        """An article and its place, if that is another than the one that is kept."""
        if self.shown is None or not self.shown.id or self._pane is None:
            return None
        here = self.shown.id, self.pane.reading_place
        if here == self._kept or here[0] != self._kept[0]:
            return None
        self._kept = here
        return here
