"""The views and feeds in the palette: any of them is some letters away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from reader.config.assets import asset
from reader.text.clean import clean_line
from reader.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.tui.views import View


class Places(Provider):
    """Goes to a view, a folder or a feed. Their names are Content, never markup."""

    async def discover(self) -> Hits:
        for view, title in self._views():
            if view.feed_id is None and view.folder is None:
                yield DiscoveryHit(Content(title), partial(self._go, view), help="View")

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for view, title in self._views():
            if (score := matcher.match(title)) > 0:
                kind = "Feed" if view.feed_id is not None else "Folder" if view.folder else "View"
                yield Hit(score, Content(title), partial(self._go, view), text=title, help=kind)

    def _views(self) -> Iterable[tuple[View, str]]:
        if isinstance(self.screen, MainScreen):
            for view in self.screen.side.views():
                yield view, clean_line(view.title)

    def _go(self, view: View) -> None:
        if isinstance(self.screen, MainScreen):
            self.screen.go_to(view)


class Palette(CommandPalette):
    """Every command, and every feed and view to go to."""

    CSS_PATH = asset("palette.tcss")
