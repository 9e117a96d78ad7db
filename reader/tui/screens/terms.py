"""What is followed of a story: the names and words by which it collects more, to be weighed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from reader.text.clean import clean_line
from reader.tui.bindings import chosen
from reader.tui.row import fit
from reader.tui.screens.stories_base import StoriesBase
from reader.tui.screens.undoing import Undoing
from reader.tui.signs import signs
from reader.tui.widgets.lines import LineList
from reader.tui.widgets.status import PaneHead

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.model.story import Story

KEYS = (
    *("move.down", "move.up", "move.top", "move.bottom", "move.half_down", "move.half_up"),
    *("move.page_down", "move.page_up", "read.back", "read.leave", "mark.undo", "mark.redo"),
    *("mark.history", "app.help"),
)
HINTS = ("terms.more", "terms.less", "terms.drop", "mark.undo", "read.back")
NOTHING = "Nothing is followed of this story yet. {story.follow} on its page follows it."
_BAR = 24
"""Cells of the longest weight."""


class TermList(LineList):
    """Terms, the heaviest first, each with its weight as a bar."""

    def __init__(self) -> None:
        super().__init__(id="terms")
        self.terms: list[tuple[str, float]] = []
        self.nothing = Content("")

    @property
    def count(self) -> int:
        return len(self.terms)

    @property
    def current(self) -> str:
        """The term under the cursor; empty if there is none."""
        return self.terms[self.cursor][0] if self.cursor < len(self.terms) else ""

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        term, weight = self.terms[index]
        heaviest = self.terms[0][1] or 1.0
        bar = "█" * max(round(_BAR * weight / heaviest), 1)
        line = Content.assemble(
            (signs().bar if selected else " ", "$accent"),
            " ",
            fit(Content(clean_line(term)), 28),
            " ",
            (bar, "$story"),
        )
        return [fit(line, width)]

    def empty_text(self) -> Content:
        return self.nothing


class TermsScreen(Undoing, StoriesBase):
    """Raises and lowers what counts; all of it can be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [*chosen(*KEYS, where="terms")]

    def __init__(self, *given: object, story: Story) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.story = story
        self.lines = self.terms = TermList()
        self.head = PaneHead(id="stories-head")

    def compose(self) -> ComposeResult:
        yield self.head
        yield self.terms
        yield self.status

    async def load(self) -> None:
        """Read what is followed afresh; the cursor stays on its term."""
        here = self.terms.current
        told = (await self.reader.follows.fingerprint(self.story.id)).terms
        self.terms.terms = list(told.items())
        self.terms.nothing = Content(self.host.keymap.told(NOTHING))
        names = [term for term, _ in self.terms.terms]
        self.terms.cursor = names.index(here) if here in names else 0
        self.terms.repaint(resized=True)
        self.head.show(self.story.title, "what is followed")
        self.status.show_place(f"{len(names)} terms", HINTS)

    def action_weigh(self, steps: int) -> None:
        """Let the term count more, or less."""
        if term := self.terms.current:
            self.write(partial(self._turn, term, steps))

    def action_drop(self) -> None:
        """Let the term count nothing."""
        if term := self.terms.current:
            self.write(partial(self._turn, term, None))

    async def _turn(self, term: str, steps: int | None) -> None:
        await self.reader.follows.turn(self.story.id, term, steps)
        what = "counts nothing" if steps is None else "counts more" if steps > 0 else "counts less"
        self.say(f"“{term}” {what} · {{mark.undo}} undoes")
