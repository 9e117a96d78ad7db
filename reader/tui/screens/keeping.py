"""What is done while nobody presses a key: noticing others, and packing what has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.screens.base import Verbs
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.worker import Worker

LOOKS = 1.5
"""Seconds between two looks."""

PACKED = 500
"""Texts packed between two of them, at most."""


class Keeping(Verbs):
    """One look at a time."""

    _keeping: Worker[None] | None = None

    def begin_keeping(self) -> None:
        self.set_interval(LOOKS, self._keep)

    def _keep(self) -> None:
        if self._keeping is None or self._keeping.is_finished:
            work = guarded(self.app, self.look_around)
            self._keeping = self.run_worker(work, group="keeping", exit_on_error=False)

    async def look_around(self) -> None:
        """Show what another dateline has written, and pack some of what has arrived."""
        if await self.reader.elsewhere.has_written():
            stretch = self.list.stretch
            change = await self.reader.elsewhere.change(
                self.listed, tuple(stretch.ids), stretch.newest_id
            )
            self.changed.publish(change)
        if not self.asking.running:
            from reader.service.packing import REST  # noqa: PLC0415 - not needed to paint first

            await self.reader.packing.finish(most=PACKED, rest=REST)
            await self.asking.catch_up()
