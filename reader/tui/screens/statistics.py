"""The screen of statistics: the same page as `dateline stats`, as wide as the terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content
from textual.screen import Screen

from reader.text.figures import figures
from reader.tui.bindings import bindings, chosen
from reader.tui.signs import symbols_for
from reader.tui.widgets.read_lines import ReadLines
from reader.tui.widgets.status import PaneHead, StatusLine
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.model.statistics import Statistics
    from reader.service.reader import Reader
    from reader.text.figures import Ink, Line
    from reader.tui.screens.base import Host
    from reader.tui.widgets.lines import Step

WIDEST = 110
MOVES = tuple(f"changes.{way}" for way in ("down", "up", "page", "page_back", "top", "bottom"))
_WAYS: dict[str, Step] = {
    "line_down": "down",
    "line_up": "up",
    "page_down": "page_down",
    "page_up": "page_up",
    "home": "top",
    "end": "bottom",
}
_STYLES: dict[Ink, str] = {"bold": "bold", "dim": "$muted", "accent": "$accent", "bad": "$error"}


class FiguresPage(ReadLines):
    """The charts, drawn afresh for each width."""

    def __init__(self) -> None:
        super().__init__(id="figures")
        self.found: Statistics | None = None

    def made(self, width: int) -> list[Content]:
        if self.found is None:
            return []
        room = min(width - 4, WIDEST)
        symbols = cast("Host", self.app).settings.looks.symbols
        plain = symbols_for(symbols, os.environ) == "ascii"
        return [_dressed(each) for each in figures(self.found, room, ascii_only=plain)]

    def empty_text(self) -> Content:
        return Content("Counting…")


class StatisticsScreen(Screen[None]):
    """Counts when it is opened; leaving it ends the counting."""

    DEFAULT_CSS = """
    StatisticsScreen #figures-head { margin: 1 0; }
    StatisticsScreen #figures { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("anywhere", group="app"),
        *chosen("changes.close", *MOVES),
    ]

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.page = FiguresPage()
        self.head = PaneHead(id="figures-head")
        self.status = StatusLine(id="status")

    def compose(self) -> ComposeResult:
        yield self.head
        yield self.page
        yield self.status

    def on_mount(self) -> None:
        self.head.show("Statistics", "counting", news=False)
        self.status.show_place("Statistics", ("changes.close", "changes.page"))
        self.page.focus()
        self.run_worker(guarded(self.app, self._count), group="count", exit_on_error=False)

    async def _count(self) -> None:
        found = await self.reader.figures.all(on_progress=self._say_progress)
        self.page.found = found
        self.head.show("Statistics", f"the last {len(found.days)} days", news=False)
        self.page.remake()

    def _say_progress(self, done: int, total: int) -> None:
        self.head.show("Statistics", f"{done} of {total} days counted", news=False)

    def action_stats(self) -> None:
        """Away, by the key that led here."""
        self.dismiss(None)

    def action_move(self, way: str) -> None:
        """Scroll, as the table of actions says it."""
        self.page.move(_WAYS[way])

    def action_close(self) -> None:
        self.dismiss(None)


def _dressed(line: Line) -> Content:
    pieces = [(text, style) if (style := _STYLES.get(ink, "")) else text for text, ink in line]
    return Content("  ") + Content.assemble(*pieces)
