"""The bottom line: where one is, what just happened, and which keys matter here."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.content import Content
from textual.widget import Widget

from reader.config.keys import action_of
from reader.config.strokes import stroke_caption
from reader.text.clean import clean_line
from reader.tui.row import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.timer import Timer

    from reader.config.keymap import Keymap, Next
    from reader.tui.keyboard import Keyboard
    from reader.tui.learning import Tip

_GAP = "   "
_COUNTED = ("move.down", "move.up", "move.bottom")
"""Actions that are named while a number is typed."""

Click = str | tuple[str, ...]
"""What a click on a hint does: a key that is pressed, or actions."""


class Hint(NamedTuple):
    """A key with what it does, on the bottom line."""

    words: Content
    click: Click


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
        self._clicks: list[tuple[int, int, Click]] = []

    @property
    def _keyboard(self) -> Keyboard:
        return cast("Keyboard", self.app)

    def show_place(self, place: str, hints: Sequence[str], tip: Tip | None = None) -> None:
        """Say where one is, and name the actions (by id) that matter there, most wanted first.

        A tip takes the place of these names where there is room for it.
        """
        place = self._keyboard.keymap.told(place)
        self._place, self._hints, self._tip = clean_line(place), tuple(hints), tip
        self.refresh()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Say what happened; it passes after a while."""
        message = self._keyboard.keymap.told(message)
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
        typed = self._keyboard.typed
        if typed.number or typed.strokes:
            hints = [*self._following(), *_LEAVING]
            words, style = " ".join([str(typed.number or ""), *typed.strokes, "…"]).strip(), "bold"
        else:
            keymap = self._keyboard.keymap
            words = self.text
            room = width - Content(words).cell_length - 3
            hints = self._named(keymap, room)
            style = "$text-error" if self._wrong else "" if self._message else "$muted"
        left = Content(words).truncate(width, ellipsis=True).stylize_before(style)
        shown = _fitting(hints, width - left.cell_length - 3)
        right = Content(_GAP).join([each.words for each in shown])
        gap = max(width - left.cell_length - right.cell_length, 0)
        at = 1 + left.cell_length + gap
        self._clicks = []
        for each in shown:
            self._clicks.append((at, at + each.words.cell_length, each.click))
            at += each.words.cell_length + len(_GAP)
        return Content.assemble(" ", left, " " * gap, right, " ")

    def _named(self, keymap: Keymap, room: int) -> list[Hint]:
        """The actions that matter here; a tip takes their place where there is room for it."""
        last = _hint(keymap, "app.help")
        if self._tip is not None:
            action, words = self._tip
            told = Content.assemble((keymap.caption(action), "bold $accent"), " ", words)
            if told.cell_length + len(_GAP) + last.words.cell_length <= room:
                return [Hint(told, (action,)), last]
        return [*(_hint(keymap, each) for each in self._hints), last]

    def _following(self) -> list[Hint]:
        """What may follow on the keys that wait, or on a number."""
        keyboard = self._keyboard
        if not keyboard.typed.strokes:
            keymap, has = keyboard.keymap, keyboard.scope().actions
            return [_hint(keymap, each, keyboard.typed.number) for each in _COUNTED if each in has]
        following = keyboard.keymap.following(keyboard.scope(), keyboard.typed.strokes)
        return [hint for each in following if (hint := _next_hint(each)) is not None]

    async def on_click(self, event: events.Click) -> None:
        """What a hint names is done as if its key were pressed."""
        for start, end, click in self._clicks:
            if start <= event.x < end:
                await self._keyboard.take(click)
                return


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


_LEAVING = [Hint(Content.assemble(("Esc", "bold"), " ", ("stops", "$muted")), "escape")]


def _hint(keymap: Keymap, action_id: str, count: int = 0) -> Hint:
    action = action_of(action_id)
    words = f"{count:,} {action.in_hints}" if count else action.in_hints
    words = f"line {count:,}" if count and action_id == "move.bottom" else words
    return Hint(_key_and_words(keymap.caption(action_id), words), (action_id,))


def _next_hint(following: Next) -> Hint | None:
    """A key that may follow; of numbers that do alike the first stands for all."""
    key, actions = following
    words = " + ".join(action_of(each).in_hints for each in actions) or "…"
    if actions and "{key}" in action_of(actions[0]).action:
        return Hint(_key_and_words("1 … 9", words), key) if key == "1" else None
    return Hint(_key_and_words(stroke_caption(key), words), key)


def _key_and_words(key: str, words: str) -> Content:
    return Content.assemble((key, "bold"), " ", (words, "$muted"))


def _fitting(hints: Sequence[Hint], room: int) -> list[Hint]:
    """As many hints as there is room for; the last of them is always shown, if any is."""
    *others, last = hints
    if last.words.cell_length > room:
        return []
    shown: list[Hint] = []
    room -= last.words.cell_length
    for each in others:
        room -= each.words.cell_length + len(_GAP)
        if room < 0:
            break
        shown.append(each)
    return [*shown, last]
