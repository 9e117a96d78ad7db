"""One line that asks for words, in place of the bottom line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from reader.text.clean import clean_line

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Prompt(Horizontal):
    """A label and an input; says what is typed as it is typed."""

    DEFAULT_CSS = """
    Prompt {
        dock: bottom; height: 1; padding: 0 1; background: $surface;
        Static { width: auto; margin-right: 1; color: $accent; text-style: bold; }
        .prompt--problem { margin: 0; color: $muted; text-style: none; }
        Input, Input:focus { width: 1fr; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "refuse", show=False),
        Binding("down", "accept", show=False),
    ]

    class Changed(Message):
        """The words are others now."""

        def __init__(self, prompt: Prompt, text: str) -> None:
            super().__init__()
            self.prompt = prompt
            self.text = text

    class Accepted(Changed):
        """The person is content with them."""

    class Refused(Changed):
        """The person wants none of it."""

    def __init__(self, label: str, text: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.label = label
        self.text = text
        self.in_article = False

    def compose(self) -> ComposeResult:
        yield Static(Content(self.label))
        yield Input(self.text, compact=True, select_on_focus=False)
        yield Static(classes="prompt--problem")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def complain(self, problem: str) -> None:
        """Say beside the words why they are not understood yet; nothing takes it away."""
        room = max(self.size.width * 3 // 5, 0)
        words = Content(clean_line(problem)).truncate(room, ellipsis=True)
        self.query_one(".prompt--problem", Static).update(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        self.post_message(self.Accepted(self, self.query_one(Input).value.strip()))

    def action_refuse(self) -> None:
        self.post_message(self.Refused(self, ""))
