"""The line of a dialog that says which keys count there; the mouse presses them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from reader.config.strokes import NAMED

if TYPE_CHECKING:
    from textual.events import Click

_KEYS = {shown: key for key, shown in NAMED.items()}
_BETWEEN = " · "


class KeyNote(Static):
    """Parts such as "Esc closes" with dots between them; other words may stand there too."""

    keys = ""
    """The parts that begin with a key."""

    def on_click(self, event: Click) -> None:
        """A part that was clicked is as good as its key."""
        line = self.render_line(event.y).text
        start = line.rfind(_BETWEEN, 0, max(event.x, 0))
        part = line[start + len(_BETWEEN) if start >= 0 else 0 :].partition(_BETWEEN)[0].strip()
        if part and part in self.keys.split(_BETWEEN):
            word = part.partition(" ")[0]
            self.app.simulate_key(_KEYS.get(word, word))
