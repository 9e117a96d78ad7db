"""The command line: names and what follows them, completed as they are typed."""

from __future__ import annotations

import json
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from reader.config.assets import asset
from reader.model.errors import DatelineError
from reader.text.clean import clean_line
from reader.text.fuzzy import Fit
from reader.tui.bindings import bindings
from reader.tui.commands import offered, understood
from reader.tui.screens.beside import Beside
from reader.tui.widgets.found_lines import Candidate, FoundLines
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from reader.service.memory import Memory
    from reader.tui.app import DatelineApp
    from reader.tui.widgets.lines import LineList

_REMEMBERED = "commands"
_KEPT = 100
"""Commands that are remembered."""
_OFFERED = 200
_COLUMN = 22


class CommandLine(Beside, ModalScreen[None]):
    """Tab takes what is offered, ↑ and ↓ go through what was typed before; errors stay in place."""

    CSS_PATH = asset("palette.tcss")
    BINDINGS: ClassVar = [
        *bindings("dialog"),
        Binding("tab", "offer(1)", show=False),
        Binding("shift+tab", "offer(-1)", show=False),
    ]

    def __init__(self, memory: Memory, text: str = "") -> None:
        super().__init__()
        self._memory = memory
        self._text = text
        self._before: list[str] = []
        """What was typed before, the latest first."""
        self._place = -1
        """Where in it one is; -1 is what is being typed."""
        self._offers: list[tuple[str, str]] = []
        self._offering = False
        self.lines = FoundLines(id="command-lines", column=_COLUMN)

    @property
    def _app(self) -> DatelineApp:
        return cast("DatelineApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(id="command-box"):
            yield self.lines
            with Horizontal(id="command"):
                yield Static(Content(":"), id="command-sign")
                yield Input(self._text, compact=True, select_on_focus=False)
                yield Static(id="command-problem")

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._offer()
        self.run_worker(guarded(self.app, self._remember), exit_on_error=False)

    async def _remember(self) -> None:
        said = json.loads(await self._memory.get(_REMEMBERED) or "[]")
        self._before = [each for each in said if isinstance(each, str)]

    # --- what is offered

    def on_input_changed(self, event: Input.Changed) -> None:
        self._complain("")
        if self._offering:
            self._offering = False
        else:
            self._text = event.value
            self._offer()

    def _offer(self) -> None:
        self._offers = offered(self._app, self._text)[:_OFFERED]
        candidates = [Candidate(text.strip(), told) for text, told in self._offers]
        self.lines.styles.height = min(len(candidates), max(self.app.size.height // 3, 3))
        self.lines.show(candidates, [(Fit(0, ()), each) for each in range(len(candidates))])
        self.lines.cursor = -1

    def action_offer(self, step: int) -> None:
        """Take the next of what is offered; the only one at once, so that more is offered after."""
        if not self._offers:
            return
        self.lines.move_to((self.lines.cursor + step) % len(self._offers), quiet=True)
        self._take(self.lines.cursor)

    def _take(self, number: int) -> None:
        text = self._offers[number][0]
        self._offering = len(self._offers) > 1
        field = self.query_one(Input)
        self._offering = self._offering and text != field.value
        field.value = text
        field.cursor_position = len(text)
        self.lines.refresh()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._take(event.index)
        self.query_one(Input).focus()

    # --- what was typed before

    def action_step(self, step: int) -> None:
        place = self._place - step
        if not -1 <= place < len(self._before):
            return
        self._place = place
        field = self.query_one(Input)
        field.value = self._before[place] if place >= 0 else ""
        field.cursor_position = len(field.value)

    # --- doing it

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        text = self.query_one(Input).value.strip()
        if not text:
            self.dismiss(None)
        else:
            work = guarded(self.app, lambda: self._run(text))
            self.app.run_worker(work, group="command", exclusive=True, exit_on_error=False)

    async def _run(self, text: str) -> None:
        try:
            command, rest = understood(self._app, text)
            ready = await command.begin(self._app, rest)
        except DatelineError as error:
            self._complain(f"{error.problem}. {error.hint}" if error.hint else error.problem)
            return
        kept = [text, *(each for each in self._before if each != text)][:_KEPT]
        await self._memory.set(_REMEMBERED, json.dumps(kept))
        await self.dismiss(None)
        answer = ready()
        if isawaitable(answer):
            await answer

    def action_close(self) -> None:
        self.dismiss(None)

    def _complain(self, problem: str) -> None:
        room = max(self.size.width * 3 // 5, 0)
        words = Content(clean_line(problem)).truncate(room, ellipsis=True)
        self.query_one("#command-problem", Static).update(words)
