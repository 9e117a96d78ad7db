"""The bottom line: where one is, what just happened, and which keys matter here."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from reader.config.keys import action_of
from reader.text.clean import clean_line
from reader.tui.row import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.timer import Timer

    from reader.tui.learning import Tip

STAYS = 8.0
"""Seconds a message stands, if nothing takes its place."""


class StatusLine(Widget):
    """One line; messages pass, progress stays until it is over."""

    DEFAULT_CSS = "StatusLine { height: 1; dock: bottom; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._place = self._message = self._progress = ""
        self._wrong = False
        self._hints: tuple[str, ...] = ()
        self._tip: Tip | None = None
        self._timer: Timer | None = None

    def show_place(self, place: str, hints: Sequence[str], tip: Tip | None = None) -> None:
        """Say where one is, and name the actions (by id) that matter there, most wanted first.

        A tip takes the place of these names where there is room for it.
        """
        self._place, self._hints, self._tip = clean_line(place), tuple(hints), tip
        self.refresh()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Say what happened; it passes after a while."""
        self._message, self._wrong = clean_line(message), wrong
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(STAYS, self._pass) if message else None
        self.refresh()

    def show_progress(self, progress: str) -> None:
        """Say how far something has come; an empty text when it is over."""
        self._progress = clean_line(progress)
        self.refresh()

    @contextmanager
    def working(self, what: str) -> Iterator[None]:
        """Say what is being done until the block is over; with a million articles it takes a while.

        It does not touch the progress of something else.
        """
        if self._progress:
            yield
            return
        self.show_progress(what)
        try:
            yield
        finally:
            self.show_progress("")

    def _pass(self) -> None:
        self._message, self._wrong = "", False
        self.refresh()

    @property
    def text(self) -> str:
        """What it says, without the key hints."""
        return self._message or self._progress or self._place

    def render(self) -> Content:
        width = self.size.width - 2
        words = self.text
        style = "$text-error" if self._wrong else "" if self._message else "$muted"
        left = Content(words).truncate(width, ellipsis=True).stylize_before(style)
        right = self._hint_text(width - left.cell_length - 3)
        gap = width - left.cell_length - right.cell_length
        return Content.assemble(" ", left, " " * max(gap, 0), right, " ")

    def _hint_text(self, room: int) -> Content:
        """As many hints as there is room for; help is always the last."""
        last = _hint("app.help")
        if self._tip is not None:
            tip = Content.assemble(
                (action_of(self._tip.action).caption, "bold $accent"), " ", self._tip.words
            )
            if tip.cell_length + 3 + last.cell_length <= room:
                return Content("   ").join([tip, last])
        shown: list[Content] = []
        for each in self._hints:
            hint = _hint(each)
            room_left = room - sum(h.cell_length + 3 for h in shown) - last.cell_length - 3
            if hint.cell_length > room_left:
                break
            shown.append(hint)
        if last.cell_length > room:
            return Content("")
        return Content("   ").join([*shown, last])


class PaneHead(Widget):
    """The line above a pane: a name on the left, something small on the right."""

    DEFAULT_CSS = "PaneHead { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._title, self._aside, self._news = "", "", False

    def show(self, title: str, aside: str = "", *, news: bool = False) -> None:
        """Show a name, and what is to be said beside it; `news` makes that stand out."""
        self._title, self._aside, self._news = clean_line(title), clean_line(aside), news
        self.refresh()

    def render(self) -> Content:
        aside = Content(self._aside)
        room = self.size.width - aside.cell_length - 3
        if room < 6:
            aside, room = Content(""), self.size.width - 2
        style = "bold $accent" if self._news else "$muted"
        return Content.assemble(
            " ", fit(Content(self._title), room).stylize_before("bold"), " ", aside.stylize(style)
        )


def _hint(action_id: str) -> Content:
    action = action_of(action_id)
    words = action.title[:1].lower() + action.title[1:]
    return Content.assemble((action.caption, "bold"), " ", (words, "$muted"))
