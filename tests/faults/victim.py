"""A reader that works until it is killed: `python -m tests.faults.victim HOME WORK SEED`.

Each change is told twice on standard output, a JSON line each: before it is asked for, and when the
store has said that it is done.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from reader.config.paths import Paths
from reader.model.feed import FeedHealth
from reader.model.parsed import ParsedArticle, ParsedFeed
from reader.service.reader import Reader
from reader.store import feeds, polling

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
FEED = "https://one.example/feed.xml"


def say(what: str, **facts: object) -> None:
    sys.stdout.write(json.dumps({"what": what, **facts}) + "\n")
    sys.stdout.flush()


def told(names: Sequence[str], edition: int) -> ParsedFeed:
    """A document with articles of some names; another edition has other texts."""
    articles = tuple(
        ParsedArticle(
            guid=name,
            identity=f"guid:{name}",
            url=f"https://one.example/{name}",
            url_key=f"https://one.example/{name}",
            title=f"About {name}",
            html=f"<p>{name} in edition {edition}. {'The council met again. ' * 30}</p>",
            summary=name,
            content_hash=f"{name} {edition}",
            published_at=NOW - timedelta(minutes=index),
        )
        for index, name in enumerate(names)
    )
    return ParsedFeed(title="One", articles=articles)


class Work:
    """The changes a reader makes, over and over."""

    def __init__(self, reader: Reader, seed: int) -> None:
        self.reader = reader
        self.seed = seed
        self.chance = random.Random(seed)

    async def refresh(self) -> None:
        """Articles arrive, and some of them in another edition."""
        db, kept = self.reader._db, polling.Kept(1, FeedHealth(status="updated"))
        for edition in count():
            names = [f"{self.seed}-{edition // 2}-{n}" for n in range(self.chance.randint(1, 40))]
            say("will", names=names, edition=edition)
            await db.write(polling.keep_feed, 1, told(names, edition), NOW, lambda _: kept)
            say("did", names=names, edition=edition)

    async def mark(self) -> None:
        """Read, unread, starred and not, in any order."""
        rows = await self.reader.articles.ids(await self.reader.articles.query(""))
        while True:
            ids = self.chance.sample(list(rows), min(len(rows), self.chance.randint(1, 20)))
            flag, to = self.chance.choice(["read", "starred"]), self.chance.random() < 0.5
            verb = self.reader.articles.mark_read if flag == "read" else self.reader.articles.star
            say("will", ids=ids, flag=flag, to=to)
            await verb(ids, to)
            say("did", ids=ids, flag=flag, to=to)

    async def pack(self) -> None:
        """Texts are packed while others arrive."""
        await asyncio.gather(self.refresh(), self._pack())

    async def _pack(self) -> None:
        while True:
            await self.reader.packing.finish()
            await asyncio.sleep(0)

    async def migrate(self) -> None:
        """Opening the store has done it."""
        say("did", names=[], edition=0)


async def main(home: str, work: str, seed: str) -> None:
    async with Reader.open(Paths.under(Path(home)), now=lambda: NOW) as reader:
        await reader._db.write(feeds.add, FEED, "feed", "", "", NOW)
        say("open")
        await getattr(Work(reader, int(seed)), work)()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
