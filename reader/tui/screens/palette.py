"""The palette: everything that can be done or gone to, found by some of its letters."""

from __future__ import annotations

import json
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.config.assets import asset
from reader.tui.bindings import bindings
from reader.tui.entries import Entry, entries
from reader.tui.screens.beside import Beside
from reader.tui.widgets.found_lines import Candidate, FoundLines, best
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from reader.service.memory import Memory
    from reader.tui.widgets.lines import LineList

_REMEMBERED = "palette"
_LAST = 8
"""Entries that were chosen last, which stand first until something is typed."""


class Palette(Beside, ModalScreen[Entry | None]):
    """What was chosen last stands first; the line below says what an entry does."""

    CSS_PATH = asset("palette.tcss")
    BINDINGS: ClassVar = [*bindings("dialog")]

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self._entries: Sequence[Entry] = ()
        self._candidates: Sequence[Candidate] = ()
        self.lines = FoundLines(id="palette-lines")

    def compose(self) -> ComposeResult:
        with Vertical(id="palette"):
            yield Input(placeholder="an action, a feed, a theme, a setting …", compact=True)
            yield self.lines
            yield Static(id="palette-note")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self.run_worker(guarded(self.app, self._fill), exit_on_error=False)

    async def _fill(self) -> None:
        # What can be done is asked of the screen below: that is where it will be done.
        below = self.app.screen_stack[-2]
        last = await remembered(self._memory)
        every = await entries(self.app, below)
        names = {each.name: each for each in every}
        first = [names[name] for name in last if name in names]
        chosen = {each.name for each in first}
        self._entries = [*first, *(each for each in every if each.name not in chosen)]
        self._candidates = [Candidate(each.title, each.kind, each.keys) for each in self._entries]
        await self._find()

    async def _find(self) -> None:
        found = await best(self.query_one(Input).value, self._candidates)
        self.lines.show(self._candidates, found)
        self._say_help()

    def _say_help(self) -> None:
        chosen = self.lines.chosen
        told = self._entries[chosen].help if chosen is not None else ""
        self.query_one("#palette-note", Static).update(Content(told))

    def on_input_changed(self) -> None:
        self.run_worker(guarded(self.app, self._find), exclusive=True, exit_on_error=False)

    def on_input_submitted(self) -> None:
        self.action_accept()

    def on_line_list_moved(self) -> None:
        self._say_help()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.action_accept()

    def action_step(self, step: int) -> None:
        self.lines.move("down" if step > 0 else "up")

    def action_close(self) -> None:
        self.dismiss(None)

    def action_accept(self) -> None:
        if (chosen := self.lines.chosen) is not None:
            self.dismiss(self._entries[chosen])


async def take(entry: Entry, memory: Memory) -> None:
    """Do what was chosen, and remember that it was."""
    last = [name for name in await remembered(memory) if name != entry.name]
    await memory.set(_REMEMBERED, json.dumps([entry.name, *last][:_LAST]))
    answer = entry.do()
    if isawaitable(answer):
        await answer


async def remembered(memory: Memory) -> list[str]:
    """The names of what was chosen last, the latest first."""
    said = await memory.get(_REMEMBERED)
    return [each for each in json.loads(said or "[]") if isinstance(each, str)]
