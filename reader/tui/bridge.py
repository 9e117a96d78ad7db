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
"""Seconds in which further changes are joined."""

PAUSE_OF_NEWS = 0.4
"""The same while a refresh brings one feed after the other, so that 300 of them are a few repaints
and leave the keys their time. What a person does meanwhile does not wait for it."""


class Bridge:
    """Listens to a reader and publishes what changed, on the loop's thread."""

    def __init__(self, app: App[None], reader: Reader) -> None:
        self.changed: Signal[Change] = Signal(app, "changed")
        self._app = app
        self._waiting = Change()
        self._timer: Timer | None = None
        self._is_slow = False
        self._stop = reader.listen(self.tell)

    def tell(self, change: Change) -> None:
        """Publish a change, or join it to the one that is about to be."""
        self._waiting |= change
        if self._timer is None:
            self._publish()
        elif self._is_slow and not _is_news(change):
            self._timer.stop()
            self._set_timer(PAUSE)

    def close(self) -> None:
        """Hear no more."""
        self._stop()
        if self._timer is not None:
            self._timer.stop()

    def _publish(self) -> None:
        self._timer = None
        if self._waiting:
            change, self._waiting = self._waiting, Change()
            self._set_timer(PAUSE_OF_NEWS if _is_news(change) else PAUSE)
            self.changed.publish(change)

    def _set_timer(self, pause: float) -> None:
        self._is_slow = pause > PAUSE
        self._timer = self._app.set_timer(pause, self._publish)


def _is_news(change: Change) -> bool:
    """Whether a refresh brought it, rather than a person's hand."""
    return bool(change.arrivals) or not (change.articles or change.departures)
