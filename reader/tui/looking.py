"""The app's part in pictures: what the terminal can, and what goes to it beside the drawing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader.tui.signs import in_ascii

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

    from reader.config.settings import Symbols
    from reader.tui.sight import Sight
    from reader.tui.terminal import TerminalReplied

if TYPE_CHECKING:
    _App = App[None]
else:
    _App = object


class Looking(_App):
    """The terminal is asked once, when the first page is there; nothing waits for its answer."""

    sight: Sight
    """How pictures are shown."""

    if TYPE_CHECKING:

        def hear_background(self, *, dark: bool) -> None: ...

    def send(self, sequence: str) -> None:
        """Hand something to the terminal, outside of what is drawn."""
        if self._driver is not None:
            self._driver.write(sequence)

    async def look(self) -> bool:
        """Find out how the terminal shows pictures; whether that is news already."""
        if self.sight.looked or not self.sight.on:
            return False
        self.sight.looked = True
        if self.sight.in_tmux:
            from reader.tui.tmux import told_by_tmux  # noqa: PLC0415 - not needed to paint first

            return self.sight.hear_tmux(await told_by_tmux())
        if self.sight.may_ask and (ask := getattr(self._driver, "ask", None)) is not None:
            ask()  # the answer comes as a message
        return False

    def on_terminal_replied(self, message: TerminalReplied) -> None:
        """The terminal has said how it shows pictures, or what its background is."""
        if message.replies.dark is not None:
            self.hear_background(dark=message.replies.dark)
        if self.sight.hear(message.replies):
            for screen in self.screen_stack:
                if (shown := getattr(screen, "show_pictures", None)) is not None:
                    shown()


def driver_for(symbols: Symbols) -> type[Driver] | None:
    """The driver that joins what comes in parts, can ask, and writes ASCII if that is all there is.

    None for Textual's own choice.
    """
    if sys.platform == "win32" or os.environ.get("TEXTUAL_DRIVER"):
        return None
    from reader.tui.terminal import ListeningDriver  # noqa: PLC0415 - not on every platform

    return in_ascii(ListeningDriver) if symbols == "ascii" else ListeningDriver
