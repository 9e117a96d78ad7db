"""The app's part in palettes: which one is shown, and what the terminal's own background says."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App

from reader.text.clean import clean_text
from reader.tui.themes import THEMES, variables
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textual.events import AppFocus

    from reader.config.settings import Looks, Settings
    from reader.service.reader import Reader
    from reader.tui.sight import Sight

if TYPE_CHECKING:
    _App = App[None]
else:
    _App = object

AUTO = "auto"
"""The setting by which a palette follows the terminal's background."""
BRIGHTNESS = "background"
"""Where it is remembered what the terminal's was: the first paint does not wait for an answer."""


class Colouring(_App):
    """Registers palettes, keeps which one was picked, follows the terminal's background."""

    settings: Settings
    sight: Sight
    _own: Reader | None
    _kept_theme: str = ""
    follows: tuple[str, str] | None = None
    """The palettes for a light and for a dark background, if the terminal's is followed."""

    def begin_palette(self, looks: Looks) -> None:
        """Take the palette that is set, before the style sheet is read: twice would be felt."""
        self.follows = (looks.light, looks.dark) if looks.theme == AUTO else None
        for each in THEMES:
            self.register_theme(each)
        name = looks.theme
        if self.follows:
            name = self.follows[self.sight.brightness != "light"]
        self._kept_theme = name if self._has_palette(name) else THEMES[0].name
        self.set_reactive(App.theme, self._kept_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for palettes that do not know them, and lengths that are set."""
        sidebar = self.settings.looks.sidebar
        lengths = {"sidebar-width": str(sidebar), "sidebar-width-most": str(sidebar + 6)}
        return variables(self.current_theme) | lengths

    def watch_theme(self, name: str) -> None:
        """Remember the palette that was picked; from then on no background is followed."""
        if self._own is not None and name != self._kept_theme:
            self._kept_theme, self.follows = name, None
            keep = partial(self._own.memory.set, "theme", name)
            self.run_worker(guarded(self, keep), exit_on_error=False)

    async def learn_palettes(self) -> None:
        """Have every palette to choose from, once the first screen is there."""
        from reader.tui.palettes import palettes  # noqa: PLC0415 - not needed to paint first

        found = await asyncio.to_thread(palettes, self._own_palettes)
        for theme in found.themes:
            if theme.name not in self.available_themes:
                self.register_theme(theme)
        if found.problems:
            told = clean_text("\n".join(found.problems[:3]))
            self.notify(f"A palette cannot be used.\n{told}", severity="warning", markup=False)

    def ask_background(self) -> None:
        """Ask the terminal for its background, if that is followed; the answer is a message."""
        if self.follows and self.sight.may_be_asked and not os.environ.get("NO_COLOR"):
            ask = getattr(self._driver, "ask_background", None)
            if ask is not None:
                ask()

    def hear_background(self, *, dark: bool) -> None:
        """Take the palette that is set for such a background."""
        if not self.follows:
            return
        name = self.follows[dark]
        if self._own is not None:
            keep = partial(self._own.memory.set, BRIGHTNESS, "dark" if dark else "light")
            self.run_worker(guarded(self, keep), exit_on_error=False)
        if name != self.theme and self._has_palette(name):
            self._kept_theme = name
            self.theme = name

    def on_app_focus(self, _event: AppFocus) -> None:
        """Whoever comes back may have changed the terminal's colours."""
        self.ask_background()

    @property
    def _own_palettes(self) -> Path | None:
        return None if self._own is None else self._own.config_folder / "themes"

    def _has_palette(self, name: str) -> bool:
        """Whether a palette can be shown; one from a file is read now."""
        if name in self.available_themes:
            return True
        from reader.tui.palettes import named  # noqa: PLC0415 - the usual start has none

        if (theme := named(name, self._own_palettes)) is not None:
            self.register_theme(theme)
        return theme is not None


def brightness_of(environment: Mapping[str, str], remembered: str) -> str:
    """Whether the background is "dark" or "light", as far as it is known before it is asked."""
    told = environment.get("COLORFGBG", "").rpartition(";")[2]
    if told.isdecimal():
        return "light" if told in {"7", "15"} else "dark"
    return remembered if remembered in {"dark", "light"} else "dark"
