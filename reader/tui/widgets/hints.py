"""The bottom line while a link is being chosen by its letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events


class Hints(Widget, can_focus=True):
    """Takes every key: letters, Backspace and Esc mean something, all others end it."""

    DEFAULT_CSS = "Hints { dock: bottom; height: 1; padding: 0 1; background: $surface; }"

    class Typed(Message):
        """The letters so far; None to end it."""

        def __init__(self, hints: Hints, letters: str | None) -> None:
            super().__init__()
            self.hints = hints
            self.letters = letters

    def __init__(self, *, copies: bool) -> None:
        super().__init__(id="hints")
        self.copies = copies
        """The link is to be copied, not opened."""
        self.letters = ""

    def on_mount(self) -> None:
        self.focus()

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == "backspace":
            self.letters = self.letters[:-1]
        elif event.is_printable and event.character and event.character.isalpha():
            self.letters += event.character.lower()
        else:
            self.post_message(self.Typed(self, None))
            return
        self.post_message(self.Typed(self, self.letters))

    def drop(self) -> None:
        """Forget the last letter: no link has it."""
        self.letters = self.letters[:-1]

    def on_blur(self) -> None:
        self.post_message(self.Typed(self, None))

    def render(self) -> Content:
        what = "Copy the address of a link" if self.copies else "Open a link"
        return Content.assemble(
            (what, "bold $accent"), (": type its letters · Esc stops", "$muted")
        )
