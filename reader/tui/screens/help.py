"""The help screen: every action, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.config.actions import Action, keys_caption
from reader.config.assets import asset
from reader.config.keys import ACTIONS, GROUPS
from reader.tui.bindings import bindings
from reader.tui.widgets.read_lines import ReadLines

if TYPE_CHECKING:
    from textual.app import ComposeResult

_KEYS = 18
"""Cells for the keys of an action."""


class HelpLines(ReadLines):
    """Actions under the headings of their groups, their help wrapped to the width."""

    def __init__(self) -> None:
        super().__init__(id="help-lines")
        self._words = ""

    def search(self, words: str) -> None:
        """Show the actions that have all the words."""
        self._words = words
        self.remake()
        self.scroll_to(y=0, animate=False)

    def made(self, width: int) -> list[Content]:
        return help_lines(self._words, width)

    def empty_text(self) -> Content:
        return Content("No action has these words.")


class Help(ModalScreen[None]):
    """Keys and what they do; what is typed narrows it."""

    CSS_PATH = asset("dialogs.tcss")
    BINDINGS: ClassVar = [*bindings("dialog")]

    def compose(self) -> ComposeResult:
        with Vertical(id="help"):
            yield Static(Content("Keys"), id="help-title")
            yield Input(placeholder="type to search", id="help-search", compact=True)
            yield HelpLines()
            yield Static(Content("↑ ↓ scroll   Esc closes"), id="help-note")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(HelpLines).search(event.value)

    def action_step(self, step: int) -> None:
        self.query_one(HelpLines).move("down" if step > 0 else "up")

    def action_close(self) -> None:
        self.dismiss(None)

    def action_accept(self) -> None:
        self.dismiss(None)


def help_lines(words: str, width: int) -> list[Content]:
    """Every action that has all the words, by group, as lines of a width."""
    wanted = words.lower().split()
    lines: list[Content] = []
    for group, heading in GROUPS.items():
        actions = [a for a in ACTIONS if a.group == group and _matches(a, wanted)]
        if not actions:
            continue
        lines += [Content("")] * bool(lines) + [Content(f" {heading}").stylize("bold $accent")]
        for action in actions:
            lines += _action_lines(action, width)
    return lines


def _matches(action: Action, wanted: list[str]) -> bool:
    text = f"{keys_caption(action)} {action.title} {action.help}".lower()
    return all(word in text for word in wanted)


def _action_lines(action: Action, width: int) -> list[Content]:
    room = max(width - _KEYS - 3, 16)
    keys = Content(keys_caption(action)).truncate(_KEYS, ellipsis=True, pad=True).stylize("bold")
    first, *rest = Content(action.help).wrap(room)
    indent = Content(" " * (_KEYS + 2))
    return [Content(" ") + keys + Content(" ") + first, *(indent + line for line in rest)]
