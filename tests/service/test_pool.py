"""Worker processes: what hangs is stopped, what dies is replaced, and nobody else notices."""

from __future__ import annotations

import asyncio
import os
import time
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import NotAFeed, ParseError
from reader.service import pool as pools
from reader.service.pool import Pool
from reader.service.worker import ParserBug

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def double(number: int) -> int:
    return 2 * number


def hang() -> None:
    time.sleep(600)


def die() -> None:
    os._exit(3)


def stumble() -> None:
    raise KeyError("nobody expected this")


def refuse(source: str) -> None:
    raise NotAFeed(source, "a web page", "Look elsewhere.")


def compute() -> None:
    while True:
        pow(3, 100_000)


def devour() -> int:
    return len(bytearray(3 << 30))


def speak() -> None:
    print("this must not reach the terminal")  # noqa: T201


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    pool = Pool(1)
    yield pool
    await pool.close()


async def test_work_is_answered_by_another_process(pool: Pool) -> None:
    assert await pool.run(double, 21) == 42
    assert await pool.run(os.getpid) != os.getpid()


async def test_a_worker_is_used_again(pool: Pool) -> None:
    assert await pool.run(os.getpid) == await pool.run(os.getpid)


async def test_a_worker_that_hangs_is_stopped_and_replaced(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "DEADLINE", 0.1)
    with pytest.raises(ParseError, match="seconds and was stopped"):
        await pool.run(hang)
    monkeypatch.undo()
    assert await pool.run(double, 2) == 4


async def test_a_worker_that_computes_for_ever_is_stopped_by_the_time_it_used(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "DEADLINE", 0.2)
    monkeypatch.setattr(pools, "PATIENCE", 1000)
    with pytest.raises(ParseError, match="seconds and was stopped"):
        await pool.run(compute)
    monkeypatch.undo()
    assert await pool.run(double, 2) == 4


async def test_a_worker_that_dies_is_replaced(pool: Pool) -> None:
    with pytest.raises(ParseError, match="crashed"):
        await pool.run(die)
    assert await pool.run(double, 2) == 4


async def test_a_worker_that_takes_too_much_memory_is_replaced(pool: Pool) -> None:
    with pytest.raises(ParseError, match="memory"):
        await pool.run(devour)
    assert await pool.run(double, 2) == 4


async def test_a_problem_arrives_as_it_was_raised(pool: Pool) -> None:
    with pytest.raises(NotAFeed) as caught:
        await pool.run(refuse, "https://example.org")
    assert caught.value.problem == "https://example.org is a web page, not a feed"
    assert caught.value.hint == "Look elsewhere."


async def test_a_bug_in_a_parser_is_told_and_the_worker_lives_on(pool: Pool) -> None:
    before = await pool.run(os.getpid)
    with pytest.raises(ParserBug, match="nobody expected this") as caught:
        await pool.run(stumble)
    assert "Traceback" in caught.value.details
    assert await pool.run(os.getpid) == before


async def test_what_a_worker_prints_does_not_reach_the_terminal(
    pool: Pool, capfd: pytest.CaptureFixture[str]
) -> None:
    await pool.run(speak)
    assert capfd.readouterr() == ("", "")


async def test_closing_ends_work_that_hangs() -> None:
    pool = Pool(1)
    await pool.run(double, 1)
    work = asyncio.ensure_future(pool.run(hang))
    await asyncio.sleep(0)
    await pool.close()
    with pytest.raises((ParseError, asyncio.CancelledError)):
        await work
