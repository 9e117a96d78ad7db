"""The sample edition: shipped feeds of invented news, read as if they had just been fetched."""

from __future__ import annotations

import asyncio
import tempfile
import tomllib
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.config.assets import asset
from reader.config.paths import Paths
from reader.fetch.loaders import UNKNOWN
from reader.model.errors import UsageError
from reader.model.feed import FeedHealth
from reader.model.fetched import NotModified
from reader.service import work
from reader.service.reader import Reader, utc_now
from reader.service.sources import ORDINARY, Sources
from reader.store import feeds, polling
from reader.store.db import Database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator, Callable
    from datetime import datetime, timedelta

    from reader.model.feed import FeedSettings, Validators
    from reader.model.fetched import Fetched
    from reader.model.parsed import ParsedFeed
    from reader.store.articles import Merged


class _Printed(Sources):
    """A printed edition has no news: whoever asks again is told that nothing changed."""

    async def load(
        self,
        url: str,
        known: Validators = UNKNOWN,
        settings: FeedSettings = ORDINARY,  # noqa: ARG002 - the signature is that of Sources
        *,
        foreign: bool = False,  # noqa: ARG002
    ) -> Fetched:
        if not urlsplit(url).netloc.endswith(".example"):
            raise UsageError(
                "the sample edition takes no feeds", "Leave the demo and start dateline itself."
            )
        return NotModified(url, validators=known)


@asynccontextmanager
async def open_edition(now: Callable[[], datetime] = utc_now) -> AsyncIterator[Reader]:
    """A reader on the sample edition, in a home that is thrown away with it."""
    with tempfile.TemporaryDirectory(prefix="dateline-edition-") as home:
        paths = Paths.under(Path(home))
        paths.make()
        db = await Database.open(paths.store)
        await db.write(_keep, await asyncio.to_thread(_read), now())
        await db.close()
        async with Reader.open(paths, now=now, sources=_Printed()) as reader:
            yield reader


def _read() -> tuple[datetime, list[tuple[str, str, ParsedFeed]]]:
    root = asset("edition")
    plan = tomllib.loads((root / "edition.toml").read_text("utf-8"))
    documents = [
        (
            each["url"],
            each.get("folder", ""),
            work.read_feed((root / each["file"]).read_bytes(), each["url"]),
        )
        for each in (*plan["feed"], *plan.get("later", ()))
    ]
    return plan["as_of"], documents


def _keep(
    db: sqlite3.Connection,
    printed: tuple[datetime, list[tuple[str, str, ParsedFeed]]],
    now: datetime,
) -> None:
    as_of, documents = printed
    for url, folder, feed in documents:
        made = feeds.add(db, url, "feed", "", folder, now)
        shifted = _shifted(feed, now - as_of)
        health = FeedHealth(status="updated", checked_at=now, why="the sample edition rests")
        kept = polling.Kept(made.feed_id, health)
        polling.keep_feed(db, made.feed_id, shifted, now, partial(_whatever, kept))


def _whatever(kept: polling.Kept, _: Merged) -> polling.Kept:
    return kept


def _shifted(feed: ParsedFeed, by: timedelta) -> ParsedFeed:
    """The feed as if the moment of the edition were now."""

    def moved(at: datetime | None) -> datetime | None:
        return at and at + by

    return replace(
        feed,
        articles=tuple(
            replace(
                each,
                published_at=moved(each.published_at),
                updated_at=moved(each.updated_at),
            )
            for each in feed.articles
        ),
    )
