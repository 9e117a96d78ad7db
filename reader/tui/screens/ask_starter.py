"""The dialog that offers well-known feeds, by topic and language."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical

from reader.model.errors import UsageError
from reader.tui.row import plain_row
from reader.tui.screens.welcome import Bringing
from reader.tui.widgets.lines import LineList
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.content import Content

    from reader.service.reader import Reader
    from reader.service.starter import StarterSet


class Ticks(LineList):
    """Sets of feeds, each ticked or not; Space and the mouse turn one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "turn", show=False)]

    def __init__(self) -> None:
        super().__init__(id="ticks")
        self.sets: tuple[StarterSet, ...] = ()
        self.ticked: set[str] = set()

    @property
    def count(self) -> int:
        return len(self.sets)

    @property
    def chosen(self) -> StarterSet:
        """The set that the cursor is on."""
        return self.sets[self.cursor]

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        each = self.sets[index]
        mark = "x" if each.name in self.ticked else " "
        count = f"{len(each.feeds)} feeds"
        return [plain_row(f"[{mark}] {each.name}", width, aside=count, selected=selected)]

    def action_turn(self) -> None:
        self.ticked ^= {self.chosen.name}
        self.repaint()
        self.post_message(self.Moved(self, self.cursor))


class AskStarter(Bringing):
    """Sets of feeds to tick; the one in the person's language is ticked already."""

    heading = "Well-known feeds"

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self._ticks = Ticks()

    def on_mount(self) -> None:
        self.query_one("#ask", Vertical).mount(self._ticks, before="#ask-note")
        self.run_worker(guarded(self.app, self._fill), exit_on_error=False)

    async def _fill(self) -> None:
        from reader.service.starter import starter_sets, suggested  # noqa: PLC0415 - as it says

        ticks = self._ticks
        ticks.sets = await asyncio.to_thread(starter_sets)
        ticks.ticked = {suggested(ticks.sets, os.environ)}
        ticks.styles.height = len(ticks.sets)
        ticks.focus()
        ticks.call_after_refresh(ticks.repaint, resized=True)
        self._tell()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        self._tell()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        event.prevent_default()  # a click ticks; in other dialogs it chooses
        self._ticks.action_turn()

    def action_step(self, step: int) -> None:
        self._ticks.move("down" if step > 0 else "up")

    def _tell(self) -> None:
        ticks = self._ticks
        count = sum(len(each.feeds) for each in ticks.sets if each.name in ticks.ticked)
        feeds = "1 feed" if count == 1 else f"{count} feeds"
        names = ", ".join(feed.title for feed in ticks.chosen.feeds)
        self.note(f"Space ticks · Enter follows {feeds} · Esc goes back", names)

    async def accept(self) -> None:
        if not self._ticks.ticked:
            raise UsageError("nothing is ticked", "Space ticks what the cursor is on.")
        await self.bring(self.reader.imports.starter(frozenset(self._ticks.ticked)))
