"""Stores of any size, made from invented words, the same on every run."""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.model.parsed import ParsedArticle
from reader.service.packing import Packing
from reader.store import articles, feeds
from reader.store.db import Database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
FEEDS = 200
TOGETHER = 500
PACKED_TOGETHER = 10_000
WORDS = 120
"""Of an article's text."""


def make_store(home: Path, size: int, now: datetime = NOW) -> Paths:
    """A store of a year: `size` articles in 200 feeds and 10 folders, four fifths of them read.

    One that is there already is taken as it is.
    """
    paths = Paths.under(home)
    if (home / "made").exists():
        return paths
    shutil.rmtree(home, ignore_errors=True)
    paths.make()
    asyncio.run(_fill(paths.store, size, now))
    (home / "made").touch()
    return paths


async def _fill(path: Path, size: int, now: datetime) -> None:
    db = await Database.open(path)
    packing = Packing(db)
    chance = random.Random(7)
    words = invented_words(chance)
    ids = []
    for number in range(FEEDS):
        url = f"https://feed{number}.example/feed.xml"
        name, folder = f"Feed {number} {words[number]}", f"Folder {number % 10}"
        made = await db.write(feeds.add, url, "feed", name, folder, now)
        ids.append(made.feed_id)
    step = timedelta(days=365) / size
    some = _articles(words, chance, size, now, step)
    for count in range(0, size, TOGETHER):
        batch = list(islice(some, TOGETHER))
        seen = now - step * (size - count - len(batch))
        await db.write(articles.merge, chance.choice(ids), batch, seen)
        if count % PACKED_TOGETHER == 0:
            await packing.finish()
    await packing.finish()
    await db.write(_read_most)
    await db.close()


def invented_words(chance: random.Random) -> list[str]:
    """Twenty thousand words; as in a language, the first are the most common in texts below."""
    syllables = [c + v for c in "bcdfghklmnprstvw" for v in "aeiou"]
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]


def _articles(
    words: list[str], chance: random.Random, size: int, now: datetime, step: timedelta
) -> Iterator[ParsedArticle]:
    commonness = list(accumulate(1 / (rank + 1) for rank in range(len(words))))
    pool = chance.choices(words, cum_weights=commonness, k=500_000)
    for number in range(size):
        at = chance.randrange(len(pool) - WORDS - 8)
        text = " ".join(pool[at : at + WORDS])
        url = f"https://example.org/{number}"
        yield ParsedArticle(
            guid=str(number),
            identity=f"guid:{number}",
            url=url,
            url_key=url,
            title=f"Headline {number} " + " ".join(pool[at + WORDS : at + WORDS + 8]),
            authors=("A Writer",),
            html=f"<p>{text}</p>",
            summary=text[:200],
            content_hash=str(number),
            published_at=now - step * (size - number) - timedelta(minutes=chance.randint(0, 120)),
        )


def _read_most(db: sqlite3.Connection) -> None:
    db.execute("update article set read_at = sort_at where id % 5 <> 0")


if __name__ == "__main__":
    begun = time.perf_counter()
    make_store(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{time.perf_counter() - begun:.1f} s\n")
