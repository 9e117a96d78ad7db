"""Subscribing, arranging, leaving."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from reader.model.changes import Change
from reader.model.errors import UsageError
from reader.store import counts, feeds
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from reader.model.feed import Counts, FeedKind, FeedSettings, Folder, Subscription
    from reader.model.health import Checkup
    from reader.model.outcome import Added, Choices
    from reader.service.commit import Commit
    from reader.service.refresh import Refresh
    from reader.service.understand import Found
    from reader.store.db import Database


class Asks(Protocol):
    """Whoever can ask feeds; that is imported only when a feed is added."""

    @property
    def refresh(self) -> Refresh: ...


class Feeds:
    """The verbs on subscriptions."""

    def __init__(
        self, db: Database, commit: Commit, reader: Asks, now: Callable[[], datetime]
    ) -> None:
        self._db = db
        self._commit = commit
        self._reader = reader
        self._now = now

    async def all(self) -> list[Subscription]:
        """Every subscription: folders first, by name, and then by title."""
        return await self._db.read(feeds.subscriptions)

    async def folders(self) -> list[Folder]:
        return await self._db.read(feeds.folders)

    async def counts(self) -> Counts:
        """The numbers of the smart views; today begins at the person's own midnight."""
        midnight = self._now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return await self._db.read(counts.counts, midnight)

    async def add(self, address: str, *, folder: str = "", title: str = "") -> Added | Choices:
        """Subscribe to a feed, the feed of a page, a feed on disk, a saved article or a folder.

        A page that names several feeds answers with them; add the one that is chosen.

        Raises:
            DatelineError: the address cannot be had, or leads to no feed.
        """
        from reader.fetch.sites import known_feed
        from reader.model.outcome import Added, Choices
        from reader.service.sources import address_of

        url = address_of(address)
        url = known_feed(url) or url
        if (known := await self._db.read(feeds.find, url)) is not None:
            return Added(await self._db.read(feeds.subscription, known), existed=True)
        found = await self._reader.refresh.look(url)
        if isinstance(found, Choices):
            return found
        return await self._keep(found, clean_line(folder), clean_line(title))

    async def subscribe(
        self, url: str, kind: FeedKind = "feed", *, folder: str = "", title: str = ""
    ) -> bool:
        """Subscribe without asking the feed first; answers whether that was new."""
        if await self._db.read(feeds.find, url) is not None:
            return False
        await self._commit(feeds.subscribe, url, kind, title, folder, "", self._now())
        return True

    async def remove(self, *feed_ids: int) -> Change:
        """Unsubscribe; the articles stay in the store. Undone as one."""
        return await self._commit(feeds.remove, feed_ids, self._now())

    async def edit(
        self, feed_id: int, *, title: str | None = None, folder: str | None = None
    ) -> Change:
        """Rename a subscription or move it to a folder; None leaves as it is. Can be undone."""
        title = None if title is None else clean_line(title)
        folder = None if folder is None else clean_line(folder)
        return await self._commit(feeds.edit, (feed_id,), title, folder, self._now())

    async def move(self, feed_ids: Iterable[int], folder: str) -> Change:
        """Move subscriptions to a folder, or out of all with an empty one. Undone as one."""
        place = clean_line(folder)
        return await self._commit(feeds.edit, tuple(feed_ids), None, place, self._now())

    async def health(self, feed_ids: Iterable[int] | None = None) -> list[Checkup]:
        """How asking goes, for all subscriptions or some that are still there, in no order."""
        from reader.service.pace import checkups
        from reader.store.health import checked

        ids = None if feed_ids is None else tuple(feed_ids)
        return await self._db.read(lambda db: checkups(checked(db, ids)))

    async def any_due(self) -> bool:
        """Whether a refresh that nobody asked for would have anything to do."""
        from reader.store.health import any_due

        return await self._db.read(any_due, self._now())

    async def settings(self, feed_id: int, settings: FeedSettings) -> Change:
        """Have things done differently for one feed; replaces what was set before.

        Raises:
            UsageError: settings cannot be carried out, or there is no such feed.
        """
        return await self.set({feed_id: settings})

    async def set(
        self, wanted: Mapping[int, FeedSettings], what: str = "changed the settings of"
    ) -> Change:
        """The same for several feeds, undone as one; `what` was done is said then.

        Raises:
            UsageError: settings cannot be carried out, or there is no such feed.
        """
        from reader.service import wishes

        for each in wanted.values():
            wishes.check(each)
        change = await self._commit(feeds.set_settings, dict(wanted), what, self._now())
        return change | await replan(self._db, self._commit, change.feeds)

    async def pause(self, feed_ids: Iterable[int], *, paused: bool = True) -> Change:
        """Ask feeds only when they are named, or as usual again. Undone as one."""
        ids = tuple(feed_ids)
        every = await self._db.read(lambda db: [feeds.subscription(db, each) for each in ids])
        wanted = {each.id: replace(each.settings, paused=paused) for each in every}
        return await self.set(wanted, "paused" if paused else "resumed")

    async def move_back(self, *feed_ids: int) -> Change:
        """Give feeds that moved for good their old address back; they are not moved again.

        Those that have not moved, or whose old address another feed has by now, stay. Undone as
        one.
        """
        from reader.service import pace
        from reader.store import polling

        polled = await self._db.read(polling.polled, feed_ids)
        staying = {each.feed.id: pace.staying(each) for each in polled}
        return await self._commit(polling.move_back, staying, self._now())

    async def export_opml(self) -> str:
        from reader.opml import writing
        from reader.store import views

        return writing.write(await self.all(), await self._db.read(views.views))

    async def find(self, text: str) -> Subscription:
        """The one subscription meant by an id, an address or a part of a title.

        Raises:
            UsageError: none is meant, or several are.
        """
        every = await self.all()
        exact = [each for each in every if text in (str(each.id), each.feed.url, each.title)]
        part = text.casefold()
        likely = exact or [each for each in every if part in each.title.casefold()]
        if len(likely) == 1:
            return likely[0]
        if not likely:
            raise UsageError(f"no feed is called {text}", "`dateline feeds` lists them.")
        names = ", ".join(f"{each.id} ({each.title})" for each in likely[:5])
        raise UsageError(f"{text} could be {names}", "Give the number.")

    async def _keep(self, found: Found, folder: str, title: str) -> Added:
        from reader.model.outcome import Added

        if (known := await self._db.read(feeds.find, found.url)) is not None:
            return Added(await self._db.read(feeds.subscription, known), existed=True)
        made = await self._commit(
            feeds.subscribe, found.url, found.kind, title, folder, found.feed.title, self._now()
        )
        outcome = await self._reader.refresh.keep_first(made.feed_id, found)
        return Added(await self._db.read(feeds.subscription, made.feed_id), outcome=outcome)


async def replan(db: Database, commit: Commit, feed_ids: Iterable[int]) -> Change:
    """Plan the next checks of feeds whose settings are others now."""
    from reader.service import pace
    from reader.store import polling

    planned = tuple(map(pace.replanned, await db.read(polling.polled, tuple(feed_ids))))
    return await commit(polling.keep_health, planned) if planned else Change()
