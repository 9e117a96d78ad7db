"""The help screen: every action, found by typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.config.actions import Action, captions, key_caption
from reader.config.assets import asset
from reader.config.keys import ACTIONS, GROUPS, action_of
from reader.config.strokes import written
from reader.tui.bindings import bindings
from reader.tui.screens.beside import Beside
from reader.tui.widgets.key_note import KeyNote
from reader.tui.widgets.read_lines import ReadLines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.config.keymap import Bind, Keymap

_NOTE = "↑ ↓ scroll · Esc closes"
_KEYS = 18
"""Cells for the keys of an action."""


class HelpLines(ReadLines):
    """Actions under the headings of their groups, their help wrapped to the width."""

    def __init__(self, keymap: Keymap, words: str) -> None:
        super().__init__(id="help-lines")
        self._keymap = keymap
        self._words = words

    def search(self, words: str) -> None:
        """Show the actions that have all the words."""
        self._words = words
        self.remake()
        self.scroll_to(y=0, animate=False)

    def made(self, width: int) -> list[Content]:
        return help_lines(self._words, width, self._keymap)

    def empty_text(self) -> Content:
        return Content("No action has these words.")


class Help(Beside, ModalScreen[None]):
    """Keys and what they do; what is typed narrows it."""

    CSS_PATH = asset("dialogs.tcss")
    BINDINGS: ClassVar = [*bindings("dialog")]

    def __init__(self, keymap: Keymap, words: str = "") -> None:
        super().__init__()
        self._keymap = keymap
        self._words = words

    def compose(self) -> ComposeResult:
        with Vertical(id="help"):
            yield Static(Content("Keys"), id="help-title")
            yield Input(self._words, placeholder="type to search", id="help-search", compact=True)
            yield HelpLines(self._keymap, self._words)
            note = KeyNote(Content(_NOTE), id="help-note")
            note.keys = _NOTE
            yield note

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


def help_lines(words: str, width: int, keymap: Keymap) -> list[Content]:
    """Every action that has all the words, by group, as lines of a width."""
    wanted = words.lower().split()
    lines: list[Content] = []
    for group, heading in GROUPS.items():
        told = [_told(keymap, each) for each in ACTIONS if each.group == group]
        lines += _group_lines(heading, told, wanted, width)
    own = [_in_turn(each) for each in keymap.macros()]
    lines += _group_lines("Several at once", own, wanted, width)
    return lines[1:]  # nothing stands above the first heading


class _Told(NamedTuple):
    keys: str
    help: str
    title: str = ""


def _told(keymap: Keymap, action: Action) -> _Told:
    keys = "  ".join(captions(keymap.keys_of(action.id))) or f":{action.id}"
    return _Told(keys, keymap.told(action.help), action.title)


def _in_turn(macro: Bind) -> _Told:
    names = ", then ".join(action_of(each).in_hints for each in macro.actions)
    return _Told(key_caption(written(macro.strokes)), f"{names[:1].upper()}{names[1:]}.")


def _group_lines(heading: str, told: list[_Told], wanted: list[str], width: int) -> list[Content]:
    found = [each for each in told if all(word in " ".join(each).lower() for word in wanted)]
    if not found:
        return []
    lines = [Content(""), Content(f" {heading}").stylize("bold $accent")]
    for each in found:
        lines += _action_lines(each.keys, each.help, width)
    return lines


def _action_lines(keys: str, words: str, width: int) -> list[Content]:
    room = max(width - _KEYS - 3, 16)
    left = Content(keys).truncate(_KEYS, ellipsis=True, pad=True).stylize("bold")
    first, *rest = Content(words).wrap(room)
    indent = Content(" " * (_KEYS + 2))
    return [Content(" ") + left + Content(" ") + first, *(indent + line for line in rest)]
