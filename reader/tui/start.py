"""The way into the terminal front end: the store is opened, shown, and closed in good order."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from reader.config.load import load
from reader.model.query import EVERYTHING, SAVED, STARRED
from reader.service.reader import Reader
from reader.tui.app import DatelineApp
from reader.tui.asking import OFFLINE
from reader.tui.colouring import AUTO, BRIGHTNESS, brightness_of
from reader.tui.screens.picturing import REMEMBERED
from reader.tui.sight import sight_from
from reader.tui.welcoming import WELCOMED

if TYPE_CHECKING:
    from reader.config.load import Loaded
    from reader.config.paths import Paths
    from reader.tui.sight import Sight


def run(paths: Paths, *, address: str = "", demo: bool = False, offline: bool = False) -> int:
    """Open the reader in the terminal; answers the exit code.

    `address` is a document to be shown at once; `demo` shows the sample edition and keeps nothing;
    `offline`, or DATELINE_OFFLINE: no feed is asked by itself.

    Raises:
        StoreError: the store cannot be opened.
    """
    loaded = load(paths.config)
    online = not (offline or os.environ.get(OFFLINE))
    return asyncio.run(_run(paths, loaded, address, demo, online))


async def _run(paths: Paths, loaded: Loaded, address: str, demo: bool, online: bool) -> int:
    async with AsyncExitStack() as stack:

        async def sample() -> Reader:
            from reader.service.edition import open_edition  # noqa: PLC0415 - seldom shown

            return await stack.enter_async_context(open_edition())

        async def aside(address: str) -> Reader:
            from reader.service.aside import open_aside  # noqa: PLC0415 - as above

            return await stack.enter_async_context(open_aside(address))

        own = None if demo else await stack.enter_async_context(Reader.open(paths))
        theme = await own.memory.get("theme") if own else ""
        begun = own is not None and await has_begun(own)
        asks = online and own is not None and loaded.settings.refresh.by_itself
        first = None if begun else sample
        log = partial(_start_log, paths) if own else None
        app = DatelineApp(
            own,
            first,
            address=address,
            loaded=with_theme(loaded, theme),
            asks=asks,
            log=log,
            aside=aside,
            sight=await _sight(own, loaded, online=online),
        )
        app.welcomes = not (begun or demo or address or (own and await own.memory.get(WELCOMED)))
        await app.prepare()
        await app.run_async()
        return app.return_code or 0


def with_theme(loaded: Loaded, picked: str) -> Loaded:
    """What is set, with the palette that was picked last where none is; else it is "auto"."""
    looks = loaded.settings.looks
    looks = looks._replace(theme=looks.theme or picked or AUTO)
    return loaded._replace(settings=loaded.settings._replace(looks=looks))


async def _sight(own: Reader | None, loaded: Loaded, *, online: bool) -> Sight:
    """What is known of the terminal; the sample edition asks nobody for pictures."""
    turned = await own.memory.get(REMEMBERED) if own else ""
    setting = loaded.settings.reading.pictures
    sight = sight_from(os.environ, setting, turned, asks=online and own is not None)
    remembered = await own.memory.get(BRIGHTNESS) if own else ""
    sight.brightness = brightness_of(os.environ, remembered)
    return sight


def _start_log(paths: Paths) -> None:
    from reader.config.log import start_log  # noqa: PLC0415 - not needed to paint first

    start_log(paths)


async def has_begun(reader: Reader) -> bool:
    """Whether there is something of the person's own to show: also a page that was only saved."""
    for query in (EVERYTHING, SAVED, STARRED):
        if (await reader.articles.window(query, limit=1)).places:
            return True
    return bool(await reader.feeds.all())
