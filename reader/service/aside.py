"""A file or a folder looked through as if it were followed, in a home that is thrown away."""

from __future__ import annotations

import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.service.reader import Reader, utc_now

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime


@asynccontextmanager
async def open_aside(address: str, now: Callable[[], datetime] = utc_now) -> AsyncIterator[Reader]:
    """A reader on what an address holds; what is marked there is forgotten with it.

    Raises:
        DatelineError: it cannot be had, or holds no article.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-open-") as home:
        async with Reader.open(Paths.under(Path(home)), now=now) as reader:
            await reader.feeds.add(address)
            yield reader
