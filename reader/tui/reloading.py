"""The app's part in settings: `config.toml` read again while the reader is open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.config.load import FILE, load
from reader.config.settings import Settings
from reader.text.clean import clean_text
from reader.tui.row import layout_from
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.app import App
    from textual.events import AppFocus

    from reader.config.load import Loaded, Problem
    from reader.service.reader import Reader

    _App = App[None]
else:
    _App = object

_PALETTE = {"looks.theme", "looks.light", "looks.dark"}
_AT_ONCE = _PALETTE | {"looks.density", "looks.columns", "looks.sidebar"}
"""Settings that hold as soon as they are read, as do all of `notices`."""


class Reloading(_App):
    """Reads the file again when it is told to, and when the person comes back to the terminal."""

    settings: Settings
    _wrong: tuple[Problem, ...]
    _own: Reader | None

    if TYPE_CHECKING:

        def _has_palette(self, name: str) -> bool: ...

    def on_app_focus(self, _event: AppFocus) -> None:
        """Whoever comes back may come from an editor."""
        self.run_worker(guarded(self, self._reload), group="settings", exit_on_error=False)

    def action_reload(self) -> None:
        """Read `config.toml` again, and say also that nothing changed."""

        async def asked() -> None:
            if not await self._reload():
                self.notify(f"{FILE} says what it said before.", markup=False, timeout=3)

        self.run_worker(guarded(self, asked), group="settings", exit_on_error=False)

    async def _reload(self) -> bool:
        """Whether there was something to tell."""
        if self._own is None:
            return False
        loaded = await asyncio.to_thread(load, self._own.config_folder)
        wrong, self._wrong = self._wrong, loaded.problems
        told = [each.in_words(FILE) for each in loaded.problems if each not in wrong]
        if changed := self._take(loaded):
            later = [each for each in changed if not holds_at_once(each)]
            told.append(f"Changed: {', '.join(changed)}.")
            told += [f"From the next start on: {', '.join(later)}."] if later else []
        if told:
            text = clean_text("\n".join(told))
            self.notify(
                text, severity="warning" if loaded.problems else "information", markup=False
            )
        return bool(told)

    def _take(self, loaded: Loaded) -> list[str]:
        """Let what is right hold; answers the names of what is another than before."""
        if loaded.problems and loaded.settings == Settings():
            return []  # nothing of it can be read: what held holds
        looks = loaded.settings.looks
        looks = looks._replace(theme=looks.theme or self.settings.looks.theme)
        settings = loaded.settings._replace(looks=looks)
        changed = differences(self.settings, settings)
        self.settings = settings
        if _PALETTE & set(changed) and self._has_palette(looks.theme):
            self.theme = looks.theme
        if "looks.sidebar" in changed:
            self.refresh_css()
        for screen in self.screen_stack:
            if (rows := getattr(screen, "list", None)) is not None:
                rows.layout_of_rows = layout_from(looks)
                rows.repaint(resized=True)
        return changed


def differences(before: Settings, after: Settings) -> list[str]:
    """The names of settings that are others."""
    older, newer = _by_name(before), _by_name(after)
    return [name for name, value in newer.items() if value != older[name]]


def _by_name(settings: Settings) -> dict[str, object]:
    tables = settings._asdict()
    return {
        f"{name}.{key}": value for name in tables for key, value in tables[name]._asdict().items()
    }


def holds_at_once(name: str) -> bool:
    """Whether a setting holds as soon as it is read, and not only from the next start on."""
    return name in _AT_ONCE or name.startswith("notices.")
