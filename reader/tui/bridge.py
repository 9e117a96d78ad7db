"""From the store's news to the screen's: the first at once, what follows soon after as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.signal import Signal

from reader.model.changes import Change

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from reader.service.reader import Reader

PAUSE = 0.05
"""Seconds in which further changes are joined: a refresh of 300 feeds is a few repaints."""


class Bridge:
    """Listens to a reader and publishes what changed, on the loop's thread."""

    def __init__(self, app: App[None], reader: Reader) -> None:
        self.changed: Signal[Change] = Signal(app, "changed")
        self._app = app
        self._waiting = Change()
        self._timer: Timer | None = None
        self._stop = reader.listen(self.tell)

    def tell(self, change: Change) -> None:
        """Publish a change, or join it to the one that is about to be."""
        self._waiting |= change
        if self._timer is None:
            self._publish()

    def close(self) -> None:
        """Hear no more."""
        self._stop()
        if self._timer is not None:
            self._timer.stop()

    def _publish(self) -> None:
        self._timer = None
        if self._waiting:
            change, self._waiting = self._waiting, Change()
            self._timer = self._app.set_timer(PAUSE, self._publish)
            self.changed.publish(change)
