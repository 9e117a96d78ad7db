"""The terminal front end itself: the readers it shows, and what holds on every screen."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import App
from textual.binding import Binding
from textual.widgets import Input

from reader.config.assets import asset
from reader.config.keymap import Keymap
from reader.config.load import FILE, Loaded
from reader.config.settings import Settings
from reader.text.clean import clean_text
from reader.tui.asking import Asking
from reader.tui.bindings import bindings
from reader.tui.bridge import Bridge
from reader.tui.colouring import Colouring
from reader.tui.looking import Looking, driver_for
from reader.tui.reaching import Reaching
from reader.tui.reloading import Reloading
from reader.tui.screens.base import NORMAL, WIDE
from reader.tui.screens.main import MainScreen
from reader.tui.sight import Sight
from reader.tui.signs import choose, symbols_for
from reader.tui.welcoming import Welcoming
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from textual import events
    from textual.screen import Screen

    from reader.model.outcome import Added
    from reader.service.reader import Reader

_log = logging.getLogger(__name__)

SAMPLE_NOTE = "Sample edition · {feed.add} adds a feed, {feed.import} brings yours"

_GRACE = 5.0
"""Seconds to end in good order once the terminal is gone."""


class DatelineApp(
    Welcoming, Reaching, Looking, Colouring, Reloading, App[None], inherit_bindings=False
):
    """Holds the person's reader and shows it, or the sample edition where there is nothing yet."""

    TITLE = "dateline"
    CSS_PATH = asset("dateline.tcss")
    BINDINGS: ClassVar = [
        *bindings("anywhere", group="app"),
        Binding("ctrl+c", "interrupt", show=False, system=True),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (NORMAL, "-normal"),
        (WIDE, "-wide"),
    ]
    NOTIFICATION_TIMEOUT = 8
    ESCAPE_TO_MINIMIZE = False

    def __init__(
        self,
        own: Reader | None,
        sample: Callable[[], Awaitable[Reader]] | None = None,
        *,
        address: str = "",
        loaded: Loaded | None = None,
        asks: bool = False,
        log: Callable[[], None] | None = None,
        aside: Callable[[str], Awaitable[Reader]] | None = None,
        sight: Sight | None = None,
    ) -> None:
        """`own` is the person's reader, None for a demonstration.

        `sample` opens the sample edition; it is given when that is to be shown instead. `loaded` is
        what `config.toml` says. `asks`: feeds are asked by themselves when they are due. `log`
        begins to keep the log. `aside` opens a reader on a folder, or on a file of several
        articles. `sight` is how pictures are shown; without one they are not.
        """
        self.sight = sight or Sight()
        loaded = loaded or Loaded(Settings())
        self.settings, self._wrong = loaded.settings, loaded.problems
        self.keymap, self.binds = made_keymap(loaded), loaded.binds
        symbols = symbols_for(self.settings.looks.symbols, os.environ)
        choose(symbols)
        super().__init__(driver_class=driver_for(symbols))
        if not self.settings.looks.motion:
            self.animation_level = "none"
        self._own = own
        self.begin_palette(self.settings.looks)
        self._sample = sample
        self._aside = aside
        self._address = address
        self._reader: Reader | None = None
        self.asks = asks
        self._start_log = log
        self._bridge: Bridge | None = None
        self._asking: Asking | None = None
        self._first: MainScreen | None = None
        self._following: asyncio.Task[None] | None = None

    @property
    def own(self) -> Reader:
        """The reader that holds the person's own feeds: in a demonstration, the sample."""
        reader = self._own or self._reader
        if reader is None:
            raise RuntimeError("no reader is open yet")
        return reader

    @property
    def demo(self) -> bool:
        return self._own is None

    # --- start and end

    async def prepare(self) -> None:
        """Have the first screen and its first lines in hand before the terminal is taken."""
        if self._own is not None and (self._sample is None or self._address):
            self._first = self._made_screen(self._own, "")
            await self._first.load_first()

    def get_default_screen(self) -> Screen[None]:
        """The news itself, where they are ready: an empty screen before them would be painted."""
        return self._first or super().get_default_screen()

    async def on_mount(self) -> None:
        self.watch_signals()
        self.call_after_refresh(self._keep_log)
        self.call_after_refresh(self._tell_settings)
        if self._own is not None and self._first is not None:
            self.call_after_refresh(self.begin_learning)
        self.call_after_refresh(self.ask_background)
        self.call_after_refresh(self._learn_palettes)
        if self._first is None:
            self.run_worker(guarded(self, self._show_sample), exit_on_error=False)
        elif self._address:
            self._first.open_document(self._address)

    def _learn_palettes(self) -> None:
        self.run_worker(guarded(self, self.learn_palettes), exit_on_error=False)

    def _keep_log(self) -> None:
        # In a thread and after the first paint: it takes a while to import.
        if (start := self._start_log) is not None:
            work = guarded(self, lambda: asyncio.to_thread(start))
            self.run_worker(work, exit_on_error=False)

    def _tell_settings(self) -> None:
        """Say what of `config.toml` does not hold."""
        if self._wrong:
            first, *others = self._wrong
            more = f" ({len(others)} more)" if others else ""
            told = f"{first.in_words(FILE)}{more}\n`dateline config check` lists all."
            self.notify(clean_text(told), severity="warning", markup=False)

    async def _show_sample(self) -> None:
        if self._sample is not None:
            note = SAMPLE_NOTE if self._own is not None else "Sample edition"
            await self.show_reader(await self._sample(), note)
            if self._own is not None:
                self.begin_learning()
            if self.welcomes:
                await self.welcome()

    async def show_reader(self, reader: Reader, note: str = "") -> None:
        """Show what a reader holds, in place of what was shown."""
        screen = self._made_screen(reader, note)
        await screen.load_first()
        if isinstance(self.screen, MainScreen) and self.screen is not self._first:
            await self.switch_screen(screen)
        else:
            await self.push_screen(screen)

    def _made_screen(self, reader: Reader, note: str) -> MainScreen:
        if self._bridge is not None:
            self._bridge.close()
        if self._asking is not None:
            self._asking.close()
        self._reader, self._bridge = reader, Bridge(self, reader)
        self._asking = Asking(self, reader, own=reader is self._own)
        return MainScreen(reader, self._bridge.changed, self._asking, note)

    def show_own(self, added: Added) -> None:
        """Leave the sample edition for the person's own feeds."""
        # The app's own work: that of a screen ends with the screen.
        self.run_worker(guarded(self, lambda: self._show_own(added)), exit_on_error=False)

    async def _show_own(self, added: Added) -> None:
        await self.show_reader(self.own)
        await self.screen_of_news().show_feed(added)

    def follow_files(self, reader: Reader) -> None:
        """See at once what changes in the files and folders a reader follows."""
        # No worker of Textual's: it has no end, and whoever waits for workers waits for theirs.
        before, run = self._following, guarded(self, reader.following.run)
        if before is not None:
            before.cancel()
        self._following = asyncio.create_task(
            cast("Callable[[], Coroutine[Any, Any, None]]", run)()
        )

    async def on_unmount(self) -> None:
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following

    def show_aside(self, address: str) -> None:
        """List what a folder holds, or a file of several articles, without keeping it."""
        self.run_worker(guarded(self, lambda: self._show_aside(address)), exit_on_error=False)

    async def _show_aside(self, address: str) -> None:
        if self._aside is not None:
            reader = await self._aside(address)
            held = (await reader.feeds.all())[0]
            await self.show_reader(reader, f"{held.title} · opened without being kept")

    def screen_of_news(self) -> MainScreen:
        return next(each for each in self.screen_stack if isinstance(each, MainScreen))

    def watch_signals(self) -> None:
        """End in good order when the terminal goes away or the system says so."""
        loop = asyncio.get_running_loop()
        for name, end in (("SIGTERM", self.exit), ("SIGHUP", self._hung_up)):
            if hasattr(signal, name):
                # Not to be had outside the main thread, nor on every platform.
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(getattr(signal, name), end)
        # A terminal that goes away says "go on" too, and Textual would begin to write to it anew.
        go_on = signal.getsignal(signal.SIGCONT) if hasattr(signal, "SIGCONT") else None
        if callable(go_on):
            with suppress(ValueError):
                signal.signal(
                    signal.SIGCONT, partial(_if_there, getattr(self._driver, "fileno", 0), go_on)
                )

    def _hung_up(self) -> None:
        # Whatever still waits to be written to the terminal waits for ever; all else is on disk.
        late = threading.Timer(_GRACE, os._exit, (128 + signal.SIGHUP,))
        late.daemon = True
        late.start()
        self.exit()

    # --- keys

    def action_help(self, words: str = "") -> None:
        from reader.tui.screens.help import Help  # noqa: PLC0415 - not needed to paint first

        self.push_screen(Help(self.keymap, words))

    def action_interrupt(self) -> None:
        """Say how to leave: Ctrl+C is pressed by habit."""
        self.notify("Q leaves dateline.", markup=False, timeout=3)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Let no cursor blink where nothing may move by itself."""
        if isinstance(event.widget, Input) and not self.settings.looks.motion:
            event.widget.cursor_blink = False

    # --- what is told

    def copy_to_clipboard(self, text: str) -> None:
        """To the terminal's clipboard (OSC 52), and by its own way to that of tmux."""
        from reader.service.clipboard import copy_in_tmux  # noqa: PLC0415 - seldom needed

        super().copy_to_clipboard(text)
        self.run_worker(guarded(self, lambda: copy_in_tmux(text)), exit_on_error=False)

    def tell_problem(self, problem: str, hint: str = "") -> None:
        """One notice, in plain text whatever a feed put into it."""
        self.failed = problem
        text = clean_text(f"{problem}\n{hint}" if hint else problem)
        self.notify(text, severity="warning", markup=False)


def made_keymap(loaded: Loaded) -> Keymap:
    """The keymap that is set, with the person's own keys above it."""
    if loaded.settings.keys.keymap == "default" and not loaded.binds:
        return Keymap()
    from reader.config.binds import keymap_of  # noqa: PLC0415 - most have the default

    return keymap_of(loaded.settings.keys.keymap, loaded.binds)


def _if_there(terminal: int, go_on: Callable[[int, Any], object], number: int, frame: Any) -> None:
    """Hand a signal on, if there is a terminal."""
    if os.isatty(terminal):
        go_on(number, frame)
