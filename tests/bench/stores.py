"""Stores of any size, made from invented words, the same on every run."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.model.parsed import ParsedArticle
from reader.store import articles, feeds
from reader.store.db import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
FEEDS = 200
TOGETHER = 500


def make_store(home: Path, size: int, now: datetime = NOW) -> Paths:
    """A store of `size` articles in 200 feeds and 10 folders, four fifths of them read."""
    paths = Paths.under(home)
    if paths.store.exists():
        return paths
    paths.make()
    asyncio.run(_fill(paths.store, size, now))
    return paths


async def _fill(path: Path, size: int, now: datetime) -> None:
    db = await Database.open(path)
    chance = random.Random(7)
    words = [
        "".join(chance.choices("bcdfglmnprst", k=2)) + chance.choice("aeiou") * 2
        for _ in range(3000)
    ]
    ids = []
    for number in range(FEEDS):
        url = f"https://feed{number}.example/feed.xml"
        made = await db.write(
            feeds.add, url, "feed", f"Feed {number} {words[number]}", f"Folder {number % 10}", now
        )
        ids.append(made.feed_id)
    done = 0
    while done < size:
        count = min(TOGETHER, size - done)
        batch = list(_some(done, count, words, chance, now))
        await db.write(articles.merge, chance.choice(ids), batch, now)
        done += count
    await db.write(_read_most)
    await db.close()


def _some(
    first: int, count: int, words: list[str], chance: random.Random, now: datetime
) -> Iterator[ParsedArticle]:
    for number in range(first, first + count):
        title = f"Headline {number} " + " ".join(chance.choices(words, k=8))
        text = " ".join(chance.choices(words, k=120))
        url = f"https://example.org/{number}"
        yield ParsedArticle(
            guid=str(number),
            identity=f"guid:{number}",
            url=url,
            url_key=url,
            title=title,
            authors=("A Writer",),
            html=f"<p>{text}</p>",
            summary=text[:200],
            content_hash=str(number),
            published_at=now - timedelta(minutes=chance.randint(0, 60 * 24 * 365)),
        )


def _read_most(db: object) -> None:
    db.execute("update article set read_at = sort_at where id % 5 <> 0")  # type: ignore[attr-defined]


if __name__ == "__main__":
    begun = time.perf_counter()
    make_store(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write(f"{time.perf_counter() - begun:.1f} s\n")
