"""A world of polite and impolite servers, and a reader that lives in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.service import pace
from tests.critic import Critic, Life, World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.config.paths import Paths


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
async def critic(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Critic]:
    monkeypatch.setattr(pace.random, "random", lambda: 0.0)  # nobody is asked later by chance
    async with Critic(world).open(monkeypatch) as critic:
        yield critic


@pytest.fixture
async def life(home: Paths, world: World, critic: Critic) -> AsyncIterator[Life]:
    life = Life(home, world, critic)
    await life.start()
    yield life
    await life.stop()
