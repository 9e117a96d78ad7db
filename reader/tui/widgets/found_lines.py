"""Lines that answer what is typed, the letters that were found set off."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.text.fuzzy import Fit, fit
from reader.tui.row import fit as cut
from reader.tui.signs import signs
from reader.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from collections.abc import Sequence

_AT_ONCE = 500
"""Titles that are looked at before a key is answered again: some milliseconds."""


class Candidate(NamedTuple):
    """Something that can be chosen."""

    title: str
    aside: str = ""
    """What is said of it at the right end."""
    key: str = ""


class FoundLines(LineList):
    """What answers best stands first; the cursor begins there."""

    def __init__(self, *, id: str | None = None, column: int = 0) -> None:  # noqa: A002 - Textual's name
        """`column` is where what is said of titles begins; 0: it ends at the right."""
        super().__init__(id=id)
        self._column = column
        self.found: list[tuple[Fit, int]] = []
        """The candidates that answer, by their number."""
        self._candidates: Sequence[Candidate] = ()

    def show(self, candidates: Sequence[Candidate], found: list[tuple[Fit, int]]) -> None:
        """Show these, the first of them chosen."""
        self._candidates, self.found, self.cursor = candidates, found, 0
        self.scroll_to(y=0, animate=False)
        self.repaint(resized=True)

    @property
    def chosen(self) -> int | None:
        """The number of the candidate under the cursor."""
        return self.found[self.cursor][1] if self.cursor < len(self.found) else None

    @property
    def count(self) -> int:
        return len(self.found)

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        fitted, number = self.found[index]
        each = self._candidates[number]
        aside = Content.assemble(
            (each.key, "bold"), "  " if each.key else "", (each.aside, "$muted")
        )
        room = max(width - aside.cell_length - 5, 8)
        if self._column:
            room = max(self._column, len(each.title))
            aside = aside.truncate(max(width - room - 5, 0), ellipsis=True)
        title = Content(each.title)
        for place in fitted.places:
            title = title.stylize("bold $accent", place, place + 1)
        bar = (signs().bar if selected else " ", "$accent")
        return [Content.assemble(bar, " ", cut(title, room), "  ", aside, " ")]

    def empty_text(self) -> Content:
        return Content("Nothing has these letters.")


async def best(typed: str, candidates: Sequence[Candidate]) -> list[tuple[Fit, int]]:
    """The candidates that answer, the best first; all in their order, if nothing is typed.

    Keys are answered in between, and whoever types on calls it off.
    """
    found = []
    for number, each in enumerate(candidates):
        if number and not number % _AT_ONCE:
            await asyncio.sleep(0)
        if (fitted := fit(typed, each.title)) is not None:
            found.append((fitted, number))
    if typed.strip():
        found.sort(key=lambda each: -each[0].score)
    return found
