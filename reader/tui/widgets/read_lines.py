"""Lines that are only read. Apart from `lines`, since the first list on the screen needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from textual.content import Content


class ReadLines(LineList):
    """There is no cursor, and moving scrolls."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.cursor = -1
        self._lines: list[Content] = []

    def made(self, width: int) -> list[Content]:
        """The lines, each at most `width` cells."""
        raise NotImplementedError

    def remake(self) -> None:
        """Make the lines afresh."""
        self._lines = self.made(self.inner_width)
        self.repaint(resized=True)

    def on_resize(self) -> None:
        self.remake()

    @property
    def count(self) -> int:
        return len(self._lines)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:  # noqa: ARG002 - no line is more than another
        return [self._lines[index]]

    def move_to(self, index: int, *, quiet: bool = False) -> None:  # noqa: ARG002 - nobody listens
        self.scroll_relative(y=index - self.cursor, animate=False)
