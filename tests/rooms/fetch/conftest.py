from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.fetch.hosts import Hosts, Turns
from reader.fetch.http import HttpLoader, Limits
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.conftest import Clock


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
async def loader(clock: Clock) -> AsyncIterator[HttpLoader]:
    """A loader that does not wait between requests to this machine, and loses patience soon."""
    limits = Limits(connect=5, read=1.5, total=8)
    loader = HttpLoader(Hosts(Turns(loopback_gap=0), now=clock), limits=limits, now=clock)
    yield loader
    await loader.close()
