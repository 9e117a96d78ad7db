"""From articles that arrived to their stories, beside two weeks of reading."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.service.reader import Reader
from reader.store import articles, feeds
from tests.build import NOON, article

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.model.parsed import ParsedArticle

    Say = Callable[[str, str], None]

FEEDS, NEW, LIVE = 300, 1_000, 14_000
_SYLLABLES = ("ka", "mi", "ru", "sol", "ten", "var", "lis", "bo", "dra", "fen", "gur", "hal")
"""Of which the names and words of events are made: a stream in which most words are seldom."""


def measure(folder: Path, say: Say) -> None:
    """New articles of many feeds, in a fresh store and in one with many live ones."""
    asyncio.run(_measure(folder, say))


async def _measure(folder: Path, say: Say) -> None:
    now = NOON
    async with Reader.open(Paths.under(folder / "home"), now=lambda: now) as reader:
        ids = [
            (
                await reader._db.write(
                    feeds.add, f"https://f{n}.example/", "feed", f"F{n}", "", now
                )
            ).feed_id
            for n in range(FEEDS)
        ]
        await _bring(reader, ids, 0, NEW)
        say(f"stories of {NEW:,} articles of {FEEDS} feeds", f"{await _gathered(reader):.1f} s")
        await _bring(reader, ids, NEW, LIVE)
        await _gathered(reader)
        await _bring(reader, ids, LIVE, LIVE + NEW)
    async with Reader.open(Paths.under(folder / "home"), now=lambda: now) as reader:
        took = await _gathered(reader)
        say(f"the same beside {LIVE:,} live ones, after a start", f"{took:.1f} s (goal 5)")
        begun = time.perf_counter()
        found = await reader.stories.developing()
        say(f"the list of {len(found)} stories", f"{(time.perf_counter() - begun) * 1000:.0f} ms")
        begun = time.perf_counter()
        page = await reader.story_pages.page(found[0].id)
        took = (time.perf_counter() - begun) * 1000
        say(f"the page of one with {len(page.members)} articles", f"{took:.0f} ms")


async def _gathered(reader: Reader) -> float:
    begun = time.perf_counter()
    await reader.stories.gather()
    return time.perf_counter() - begun


async def _bring(reader: Reader, feed_ids: list[int], first: int, end: int) -> None:
    """Articles of events that some feeds tell of, spread over the two weeks."""
    by_feed: dict[int, list[int]] = {}
    for number in range(first, end):
        by_feed.setdefault(feed_ids[number % FEEDS], []).append(number)
    for feed_id, numbers in by_feed.items():
        told = [_article(number, end) for number in numbers]
        await reader._db.write_lightly(articles.merge, feed_id, told, NOON)


def _article(number: int, end: int) -> ParsedArticle:
    event = number // 7
    chance = random.Random(event)
    words = ["".join(chance.choices(_SYLLABLES, k=3)) for _ in range(12)]
    names = [each.title() for each in words[:3]]
    chance = random.Random(number)
    said = chance.sample(words, 4)
    title = f"{' '.join(chance.sample(names, 2))}: {' '.join(said)}"
    text = " ".join(
        f"{chance.choice(names)} {' '.join(chance.sample(words, 5))}, witness {n} said."
        for n in range(12)
    )
    url = f"https://f{number % FEEDS}.example/{number}"
    return article(
        1,
        identity=str(number),
        guid=str(number),
        url=url,
        url_key=url,
        title=title,
        html=f"<p>{text}</p>",
        summary="",
        published_at=NOON - timedelta(minutes=(end - number) % 20_000 + 1),
    )
