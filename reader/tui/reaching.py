"""The app's part in reaching things by name: the palette, the command line, settings, views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from reader.tui.keyboard import Keyboard
from reader.tui.screens.main import MainScreen
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.screen import Screen

    from reader.config.keymap import Bind
    from reader.config.settings import Settings
    from reader.service.reader import Reader
    from reader.tui.entries import Entry
    from reader.tui.sight import Sight
    from reader.tui.views import View


class Reaching(Keyboard):
    """Whatever is chosen by name is done where the person was."""

    settings: Settings
    sight: Sight
    binds: tuple[Bind, ...]
    """The person's own keys."""

    @property
    def own(self) -> Reader:
        """The reader that holds the person's own feeds."""
        raise NotImplementedError

    # --- places

    def views(self) -> Sequence[View]:
        """Every view, folder and feed there is to go to."""
        main = self._main()
        return main.side.views() if main is not None else ()

    def go_to(self, view: View) -> None:
        """Show a view, from wherever one is."""
        if (main := self.main()) is not None:
            main.go_to(view)

    def main(self) -> MainScreen | None:
        """The panes, brought to the front."""
        main = self._main()
        while main is not None and self.screen is not main:
            self.pop_screen()
        return main

    def _main(self) -> MainScreen | None:
        found = (each for each in reversed(self.screen_stack) if isinstance(each, MainScreen))
        return next(found, None)

    def below(self) -> Screen[Any]:
        """The screen that a name is asked for on."""
        return self.screen_stack[-2] if self.screen.is_modal else self.screen

    # --- settings

    def use(self, settings: Settings) -> None:
        """Let other settings hold from now on."""
        before, self.settings = self.settings, settings
        if settings.looks != before.looks and settings.looks.theme:
            self.theme = settings.looks.theme
        if settings.keys != before.keys:
            from reader.config.binds import keymap_of  # noqa: PLC0415 - seldom needed

            self.keymap = keymap_of(settings.keys.keymap, self.binds)
        main = self._main()
        if main is None or not main.pane_made.is_set():
            return
        if settings.reading.measure != before.reading.measure:
            main.pane.set_measure(settings.reading.measure)
        if settings.reading.pictures != before.reading.pictures:
            self.sight.choose(settings.reading.pictures)
            main.show_pictures()
        main.update_heads()

    # --- asking for names

    def action_command_palette(self) -> None:
        """Everything, by some of its letters."""
        from reader.tui.screens.palette import Palette  # noqa: PLC0415 - seldom opened

        self.push_screen(Palette(self.own.memory), self._reached)

    def _reached(self, entry: Entry | None) -> None:
        from reader.tui.screens.palette import take  # noqa: PLC0415 - as above

        if entry is not None:
            work = guarded(cast("App[Any]", self), lambda: take(entry, self.own.memory))
            self.run_worker(work, exit_on_error=False)

    def action_command_line(self, text: str = "") -> None:
        """A command by its name."""
        from reader.tui.screens.command_line import CommandLine  # noqa: PLC0415 - as above

        self.push_screen(CommandLine(self.own.memory, text))
