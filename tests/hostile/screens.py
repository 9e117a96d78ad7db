"""The reader's screen on a case: what it shows, every byte it sends, what opening leads to."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from textual.drivers.headless_driver import HeadlessDriver

from reader.tui.app import DatelineApp
from reader.tui.sight import Sight
from tests.tui.conftest import screen_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path
    from typing import Any

    from textual.pilot import Pilot

    from reader.service.reader import Reader
    from tests.hostile.seen import Seen

SIZE = (130, 24)
CLICKED = ((3, 6), (50, 1), (100, 2))
"""A feed, an article, and the title of what is shown, as column and row."""
PATIENCE = 10.0
"""Seconds until what should be on the screen is given up on."""


class _Terminal(HeadlessDriver):
    """Keeps what would be written to a terminal."""

    written: list[str]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written.append(data)


class Screens:
    """Opens the app on a reader, goes through it as a person would, and takes notes."""

    def __init__(self, browser: Path) -> None:
        self._browser = browser
        """A file that the browser of these tests writes its arguments to."""

    async def show(self, reader: Reader, seen: Seen, *, links: bool = False, most: int = 3) -> None:
        """The list, the first articles, the feeds, a click, the palette."""
        async with self._open(reader, seen) as (app, pilot):
            await self._until(pilot, lambda: app.screen.side.count > 0)
            await self._note(pilot, seen)
            hostile = [each.id for each in seen.articles if each.title != "ok item"]
            for article_id in hostile[:most]:
                await self._read(app, pilot, seen, article_id, links=links)
            await pilot.press("h")
            for place in CLICKED:
                await pilot.click(offset=place)
            await self._note(pilot, seen)

    async def picture(self, reader: Reader, seen: Seen) -> None:
        """The one article, until its picture is there or it is said why it is not."""
        sight = Sight("half", colours=1 << 24, asks=True)
        async with self._open(reader, seen, sight=sight) as (app, pilot):
            await app.screen.list.go(seen.articles[0].id)
            await pilot.press("enter")
            await self._until(pilot, lambda: re.search("[Nn]ot shown: |▀", screen_text(pilot.app)))
            await self._note(pilot, seen)

    async def document(self, reader: Reader, seen: Seen, address: str) -> None:
        """One page that is not stored."""
        async with self._open(reader, seen, address) as (app, pilot):
            await self._until(pilot, lambda: app.screen.shown is not None)
            await self._note(pilot, seen)

    async def _read(
        self, app: Any, pilot: Pilot[None], seen: Seen, wanted: int, *, links: bool
    ) -> None:
        await app.screen.list.go(wanted)
        await pilot.press("enter")
        await self._until(
            pilot, lambda: app.screen.place == "article" and app.screen.shown.id == wanted
        )
        await self._note(pilot, seen)
        if links:
            await self._press_and_listen(app, pilot, seen, "o")
            for link in range(1, min(len(app.screen.pane.links), 9) + 1):
                await self._press_and_listen(app, pilot, seen, str(link))
        await pilot.press("G")
        await self._note(pilot, seen)
        await pilot.press("escape")

    async def _press_and_listen(self, app: Any, pilot: Pilot[None], seen: Seen, key: str) -> None:
        self._browser.unlink(missing_ok=True)
        await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause()
        seen.told.append(screen_text(app).splitlines()[-1].strip())
        if self._browser.exists():
            seen.opened.append(self._browser.read_text("utf-8").split("\0")[:-1])

    @asynccontextmanager
    async def _open(
        self, reader: Reader, seen: Seen, address: str = "", sight: Sight | None = None
    ) -> AsyncIterator[tuple[Any, Pilot[None]]]:
        app = DatelineApp(reader, address=address, sight=sight)
        await app.prepare()
        await app.prepare()
        app.driver_class = type("_Recorded", (_Terminal,), {"written": []})
        try:
            async with app.run_test(headless=False, size=SIZE, notifications=True) as pilot:
                await self._until(pilot, lambda: getattr(app.screen, "side", None) is not None)
                await self._until(pilot, app.screen.pane_made.is_set)
                yield app, pilot
                seen.left = app._exit
        finally:
            seen.painted += "".join(app.driver_class.written)

    async def _note(self, pilot: Pilot[None], seen: Seen) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        seen.screens.append(screen_text(pilot.app))

    async def _until(self, pilot: Pilot[None], condition: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                await pilot.pause()
