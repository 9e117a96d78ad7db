"""The product, driven: its service with the real pool and network, its commands, its screens."""

from __future__ import annotations

import asyncio
import os
import time
import traceback
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.config.paths import Paths
from reader.fetch.http import Limits
from reader.model.errors import DatelineError, NotAFeed
from reader.model.feed import FeedHealth, Validators
from reader.model.outcome import Added, Choices
from reader.model.parsed import ParsedArticle, ParsedFeed
from reader.model.query import ArticleQuery
from reader.parse.identity import identify
from reader.service import work
from reader.service.pool import Pool
from reader.service.reader import Reader
from reader.service.sources import Sources
from reader.service.worker import ParserBug
from reader.store import feeds, polling
from reader.store.db import Database
from reader.text.html import stored_blocks
from reader.text.plain import plain
from tests.hostile.commands import ON_SCREEN, print_out
from tests.hostile.screens import Screens
from tests.hostile.seen import Seen
from tests.hostile.watching import Memory, Pulse

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import AsyncIterator, Awaitable

    from tests.hostile.cases import Case

CANARY = Path("/tmp/hostile_canary.txt")
"""A file of this machine that nothing may read; hostile inputs name it."""

QUICK = 0.1
"""Of the real limits of time, for servers that would use them up."""

OLD = ("old one", "old two", "old three")
"""Articles of an earlier, good answer."""

LOOKED_AT = 3
"""Articles of a feed that are printed and opened."""

SLOW = {"slow_headers", "slow_body", "no_response", "length_huge", "continue_flood"}
AGAIN = {
    "flapping": 2,
    "shuffle_ids": 2,
    "vanish": 2,
    "content_flip": 4,
    "cookies_bomb": 1,
    "etag_injection": 1,
    "etag_1mb": 1,
    "header_nul": 1,
}
"""How often a feed is asked once more, a day later each time."""


SMALLER = {"bomb_gzip_twice": 0.1}
"""Of what the server packs: it takes longer to make than it may take to refuse."""


class QuickSources(Sources):
    """Sources with a tenth of the patience."""

    def _made(self) -> Any:
        made = super()._made()
        usual = Limits()
        made._by_scheme["http"]._limits = Limits(
            usual.connect * QUICK, usual.read * QUICK, usual.total * QUICK
        )
        return made


class Clock:
    """A clock that is moved on by hand."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at


class Driver:
    """Runs cases one after another, each in a home of its own, with one pool of workers."""

    def __init__(
        self,
        server: Any,
        module: Any,
        folder: Path,
        browser: Path,
        connected: list[tuple[str, int]],
    ) -> None:
        self.server = server
        self.module = module
        self.folder = folder
        self.connected = connected
        """Filled by whoever watches the network."""
        self.runner = asyncio.Runner()
        self.pool = Pool(1)
        self.screens = Screens(browser)
        self.runner.run(self._warm())

    def close(self) -> None:
        self.runner.run(self.pool.close())
        self.runner.close()

    def run(self, case: Case, *, again: bool = False) -> Seen:
        """Everything that comes of a case; `again` for a second try."""
        home = self.folder / (f"{case.id} again" if again else case.id)
        seen = Seen(base=self.server.base, home=home)
        CANARY.write_text("CANARY-7f3a\n")  # another test process may have ended and removed it
        before = len(self.server.hits())
        del self.connected[:]
        ways = {"page": self._page, "opml": self._list, "image": self._picture, "http": self._ask}
        try:
            self.runner.run(ways.get(case.channel, self._feed)(case, seen))
        except Exception:  # noqa: BLE001 - this is what the judge looks for
            seen.crash = seen.crash or traceback.format_exc()
        print_out(case, seen, self.folder)
        seen.connected = self.connected[:]
        seen.hits = self.server.hits()[before:]
        return seen

    # --- the ways into the reader

    async def _feed(self, case: Case, seen: Seen) -> None:
        async with self._opened(seen) as (reader, _):
            found = await self._measured(seen, reader.feeds.add(self._address(case, seen)))
            self._judge_added(seen, found)
            await self._gather(seen, reader)
            if "stable_id" in case.require and seen.subscriptions:
                await self._again(seen, reader, 1)
            if seen.outcome == "feed" and ON_SCREEN.intersection(case.require):
                await self.screens.show(reader, seen, links=case.kind == "link", most=LOOKED_AT)

    async def _page(self, case: Case, seen: Seen) -> None:
        address = seen.base + case.path
        async with self._opened(seen) as (reader, _):
            found = await self._measured(seen, reader.documents.read(address))
            if found is not None:
                article, body = found[:2]
                seen.outcome, seen.articles, seen.bodies = "article", [article], [body]
                seen.again["text"] = plain(stored_blocks(body.html))
            if not case.generated:
                await self.screens.document(reader, seen, address)

    async def _list(self, case: Case, seen: Seen) -> None:
        from tests.hostile.cases import write_input

        assert seen.home is not None
        path = self.folder / f"{case.id}.opml"
        await asyncio.to_thread(write_input, case, self.module, seen.base, path)
        async with self._opened(seen) as (reader, _):
            from reader.text.decode import decode

            done = await self._measured(seen, reader.imports.text(decode(path.read_bytes())))
            if done is not None:
                seen.outcome, seen.again["import"] = "opml", done
            await self._gather(seen, reader)
            if not case.generated and seen.subscriptions:
                await self.screens.show(reader, seen, most=0)

    async def _picture(self, case: Case, seen: Seen) -> None:
        """An article that names the picture, opened; then the picture's own address as if a feed.

        The feed is on the hostile server, too, so its picture may be asked for.
        """
        url = seen.base + case.path
        body = f'<p>before</p><img src="{url}" alt="the picture"><p>after</p>'
        article = ParsedArticle(guid="1", url=f"{url}#1", title="ok item", html=body, media=(url,))
        async with self._opened(seen) as (reader, _):
            await self._seed(reader, f"{seen.base}/feed", (article,))
            await self._gather(seen, reader)
            await self._measured(seen, self.screens.picture(reader, seen))
            seen.again["sizes"] = await reader.pictures.sizes([url])
            before = seen.seconds, seen.megabytes
            self._judge_added(seen, await self._measured(seen, reader.feeds.add(url)))
            seen.seconds, seen.megabytes = map(max, before, (seen.seconds, seen.megabytes))

    async def _ask(self, case: Case, seen: Seen) -> None:
        """A feed that was good before, asked again now that its server is hostile."""
        url = seen.base + case.path
        if case.id == "redirect_userinfo":
            url = url.replace("//", "//reader:secret@")
        if case.id == "favicon_bomb":
            await self._feed(case, seen)
            return
        sources = QuickSources() if case.id in SLOW else Sources()
        async with self._opened(seen, sources) as (reader, clock):
            asks = Validators(etag=b'"seed"') if case.id == "s304_body" else None
            feed_id = await self._seed(reader, url, _old(), asks)
            seen.again["clock"] = clock()
            report = await self._measured(seen, reader.refresh.run([feed_id], force=True))
            if report is not None:
                (subscription,) = await reader.feeds.all()
                seen.outcome = _outcome(report, subscription.health)
                if report.errors:
                    seen.problem, seen.hint = report.errors[0].problem, report.errors[0].hint
            if case.id in SLOW:
                seen.seconds /= QUICK
            await self._gather(seen, reader)
            await self._again(seen, reader, AGAIN.get(case.id, 0), clock)
            if "marked_gone" in case.require:
                asked = len(self.server.hits())
                clock.at += timedelta(days=60)
                await reader.refresh.run()
                seen.again["asked since"] = len(self.server.hits()) - asked
            if "no_control_on_screen" in case.require:
                await self.screens.show(reader, seen, most=1)
        if "private_redirect_policy" in case.require:
            seen.again["from public"] = await self._from_public(url)

    async def _from_public(self, url: str) -> str:
        """What a person is told whose feed is on a public server that redirects to this machine."""
        from reader.fetch.network import Network

        ask = Network.ask

        async def from_public(*args: Any, **kw: Any) -> tuple[Any, str]:
            return (await ask(*args, **kw))[0], "93.184.215.14"

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Network, "ask", from_public)
            other = Seen(home=self.folder / "from public")
            async with self._opened(other) as (reader, _):
                await self._measured(other, reader.feeds.add(url))
            return other.problem

    # --- steps

    def _address(self, case: Case, seen: Seen) -> str:
        scale = SMALLER.get(case.id)
        return seen.base + case.path + (f"?scale={scale}" if scale else "")

    async def _warm(self) -> None:
        feed = self.module.feed(1)
        await self.pool.run(work.read_feed, feed, "http://h.example/")
        page = (
            b"<article><h1>Title</h1><p>" + b"Many words of an article. " * 40 + b"</p></article>"
        )
        await self.pool.run(work.read_page, page, "a.html")

    @asynccontextmanager
    async def _opened(
        self, seen: Seen, sources: Sources | None = None
    ) -> AsyncIterator[tuple[Reader, Clock]]:
        assert seen.home is not None
        paths = Paths.under(seen.home)
        paths.make()
        clock = Clock()
        async with AsyncExitStack() as stack:
            reader = Reader(await Database.open(paths.store), sources, clock, paths)
            stack.push_async_callback(reader._close)
            seen.empty_bytes = seen.stored_bytes()
            reader.__dict__["_pool"] = self.pool  # the one cached property that is shared
            stack.callback(reader.__dict__.pop, "_pool")
            yield reader, clock

    async def _measured(self, seen: Seen, asked: Awaitable[Any]) -> Any:
        """Do what is asked; what it costs and how it fails goes to `seen`."""
        pids = lambda: (*_own(), *(each.process.pid for each in tuple(self.pool._all)))  # noqa: E731
        begun, found = time.monotonic(), None
        with Memory(pids) as memory:
            async with Pulse() as pulse:
                try:
                    found = await asked
                except ParserBug as bug:
                    seen.crash, seen.outcome = bug.details, "error"
                except DatelineError as error:
                    seen.outcome = "not_feed" if isinstance(error, NotAFeed) else "error"
                    seen.problem, seen.hint = error.problem, error.hint
                except Exception:  # noqa: BLE001 - this is what the judge looks for
                    seen.crash = traceback.format_exc()
                seen.seconds = time.monotonic() - begun
        seen.megabytes, seen.lag = memory.megabytes, pulse.longest
        return found

    def _judge_added(self, seen: Seen, found: object) -> None:
        if isinstance(found, Added):
            seen.outcome = "feed"
        elif isinstance(found, Choices):
            seen.outcome, seen.offers = "not_feed", len(found.candidates)

    async def _gather(self, seen: Seen, reader: Reader) -> None:
        seen.subscriptions = await reader.feeds.all()
        ids = await reader.articles.ids(ArticleQuery())
        seen.articles = await reader.articles.rows(ids[:200])
        seen.again["count"] = len(ids)
        seen.bodies = [await reader.articles.body(each.id) for each in seen.articles[:LOOKED_AT]]

    async def _again(
        self, seen: Seen, reader: Reader, times: int, clock: Clock | None = None
    ) -> None:
        reports = []
        for _ in range(times):
            if clock:
                clock.at += timedelta(days=1)
            reports.append(await reader.refresh.run([1], force=True))
        if reports:
            await self._gather(seen, reader)
            seen.again["reports"] = reports

    async def _seed(
        self,
        reader: Reader,
        url: str,
        articles: tuple[ParsedArticle, ...],
        asks: Validators | None = None,
    ) -> int:
        def keep(db: sqlite3.Connection) -> None:
            made = feeds.add(db, url, "feed", "", "", reader.now())
            kept = polling.Kept(made.feed_id, FeedHealth(status="updated"), validators=asks)
            feed = ParsedFeed(title="Seed", articles=identify(articles))
            polling.keep_feed(db, made.feed_id, feed, reader.now(), lambda _: kept)

        await reader._db.write(keep)
        return (await reader.feeds.all())[0].id


def _old() -> tuple[ParsedArticle, ...]:
    at = datetime(2020, 1, 6, tzinfo=UTC)
    return tuple(
        replace(ParsedArticle(guid=name, title=name, published_at=at), html=f"<p>{name}</p>")
        for name in OLD
    )


def _outcome(report: Any, health: FeedHealth) -> str:
    if report.failed:
        return "error"
    return "unchanged" if health.http_status == 304 else "feed"


def _own() -> tuple[int, ...]:
    return (os.getpid(),)
