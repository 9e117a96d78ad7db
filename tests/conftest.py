"""What every test may ask for: a home of its own, a clock that stands still, an open reader."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import reader
from reader.config.paths import Paths
from reader.service.reader import Reader

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CHECKOUT = Path(__file__).resolve().parent.parent

# Another distribution also installs a package called `reader`; testing that one would pass nothing.
assert Path(reader.__file__).is_relative_to(CHECKOUT), f"{reader.__file__} is not this checkout"

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home")


@pytest.fixture
async def opened(home: Paths, clock: Clock) -> AsyncIterator[Reader]:
    """A reader on an empty store, at noon of a day in November."""
    async with Reader.open(home, now=clock) as reader:
        yield reader
