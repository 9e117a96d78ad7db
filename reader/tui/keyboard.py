"""The app's part in keys: what is pressed goes through the keymap, wherever one is.

Textual's own bindings only say which actions a screen has (`bindings.py`). A widget in which text
is typed, or that has keys of its own, comes first; while keys are waited for, nothing does.
"""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.actions import parse

from reader.config.actions import PLACES
from reader.config.keymap import Keymap, Scope
from reader.config.keys import action_of
from reader.config.strokes import stroke
from reader.tui.typed import Lost, Meant, Typed, press
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App
    from textual.binding import ActiveBinding
    from textual.screen import Screen
    from textual.worker import Worker

    from reader.config.actions import Where
    from reader.config.keymap import Actions

    _App = App[None]
else:
    _App = object


class Keyboard(_App):
    """Numbers, keys that follow each other, and macros."""

    keymap: Keymap
    typed = Typed()
    """What waits for more keys."""
    failed = ""
    """Why the action that was done last could not be done; empty if it could."""
    _macro: Worker[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keys that are waited for go before everything that has the focus."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.typed != Typed():
            await self._press(event)
            return
        if isinstance(event, events.MouseDown | events.Paste) and not event.is_forwarded:
            self._wait(Typed())
        await super().on_event(event)

    async def on_key(self, event: events.Key) -> None:
        """A key that nobody wanted who has the focus."""
        own = self.screen.active_bindings.get(event.key) if self.focused is not None else None
        if own is not None and own.node not in (self, self.screen) and not _scrolls(own):
            return
        if await self._press(event):
            event.prevent_default()

    async def _press(self, event: events.Key) -> bool:
        """Whether a key meant something, or the ones before it waited for one."""
        scope, before = self.scope(), self.typed
        match press(self.keymap, scope, before, stroke(event.key, event.character)):
            case Typed() as typed:
                self._wait(typed)
            case Meant(actions, count, last):
                self._wait(Typed())
                await self.do(actions, count=count, key=last)
            case Lost(strokes):
                self._wait(Typed())
                if before == Typed():
                    return False
                tell_lost(self.screen, strokes)
        return True

    async def take(self, click: str | Actions) -> None:
        """Do what was clicked: a key, as if it were pressed, or actions."""
        if isinstance(click, str):
            await self._press(events.Key(click, click if len(click) == 1 else None))
        else:
            count, self.failed = self.typed.number, ""
            self._wait(Typed())
            await self.do(click, count=count)

    def scope(self, screen: Screen[Any] | None = None) -> Scope:
        """Where keys are pressed on a screen, and what can be done there."""
        screen = screen or self.screen
        bindings = screen.active_bindings.values()
        actions = frozenset(each.binding.id for each in bindings if each.binding.id)
        places = getattr(screen, "key_places", None) or places_of(actions)
        return Scope(places, actions)

    def _wait(self, typed: Typed) -> None:
        if typed != self.typed:
            self.typed = typed
            for status in self.screen.query("StatusLine"):
                status.refresh()

    # --- doing

    async def do(self, actions: Actions, *, count: int = 0, key: str = "") -> None:
        """Do an action; or several, beside the keys, until one fails."""
        self.failed = ""
        if len(actions) == 1:
            await self._do(actions[0], count, key)
            return
        work = guarded(cast("App[Any]", self), lambda: self._do_all(actions, count))
        self._macro = self.run_worker(work, group="macro", exclusive=True, exit_on_error=False)

    def stop_macro(self) -> bool:
        """Stop what several actions are doing; False if nothing is."""
        if self._macro is None or not self._macro.is_running:
            return False
        self._macro.cancel()
        return True

    async def _do_all(self, actions: Actions, count: int) -> None:
        for number, each in enumerate(actions, 1):
            self.failed = ""
            before = set(self.workers)
            if each not in self.scope().actions:
                self.failed = "It means nothing here."
            else:
                await self._do(each, count, "")
                await self.wait_for(set(self.workers) - before)
            if self.failed:
                told = f"{each} ({number} of {len(actions)}) stopped it: {self.failed}"
                say(self.screen, told)
                return

    async def wait_for(self, workers: Iterable[Worker[Any]]) -> None:
        """Wait for work to end, also if it is called off."""
        going = [each for each in workers if not each.is_finished and each is not self._macro]
        if going:
            from textual.worker import WorkerError  # noqa: PLC0415 - not needed to paint first

            for each in going:
                try:
                    await each.wait()
                except WorkerError:
                    self.failed = self.failed or "It was stopped."

    async def _do(self, action_id: str, count: int, key: str) -> None:
        words = action_of(action_id).action
        words = words.replace("{count}", str(count)).replace("{key}", key)
        where, name, given = parse(words)
        owner: object = self
        if not where and hasattr(self.screen, f"action_{name}"):
            owner = self.screen
        answer = cast("Callable[..., object]", getattr(owner, f"action_{name}"))(*given)
        if isawaitable(answer):
            await answer


def _scrolls(own: ActiveBinding) -> bool:
    """Whether it is what Textual lets every widget do, also where there is nothing to scroll."""
    return own.binding.action.startswith(("scroll_", "page_"))


def say(screen: Screen[Any], message: str) -> None:
    """Say something on a screen's bottom line, if it has one; else as a notice."""
    for status in screen.query("StatusLine"):
        cast("Any", status).say(message)
        return
    screen.notify(message, markup=False)


def tell_lost(screen: Screen[Any], strokes: tuple[str, ...]) -> None:
    """Say that keys mean nothing."""
    from reader.config.actions import key_caption  # noqa: PLC0415 - seldom needed

    say(screen, f"{key_caption(' '.join(strokes))} means nothing here.")


def places_of(actions: Iterable[str]) -> tuple[Where, ...]:
    """The places that actions belong to, `anywhere` last."""
    found = {action_of(each).where for each in actions}
    return (*(where for where in PLACES if where in found and where != "anywhere"), "anywhere")
