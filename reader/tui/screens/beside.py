"""What all dialogs do alike when the mouse is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.events import Click
    from textual.widget import Widget

    _Screen = Widget
else:
    _Screen = object


class Beside(_Screen):
    """A click beside a dialog closes it."""

    def on_click(self, event: Click) -> None:
        if event.widget is self:
            self.action_close()

    def action_close(self) -> None:
        """Close it; nothing happens."""
        raise NotImplementedError
