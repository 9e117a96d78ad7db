"""What another process does to the store is seen here, and what has arrived is packed."""

from __future__ import annotations

from reader.service.reader import Reader
from tests.tui.conftest import NOW, article, keep, running, screen_text, until


async def test_marks_and_articles_of_another_process_are_seen(reader, paths):
    async with running(reader) as (app, pilot), Reader.open(paths, now=lambda: NOW) as other:
        await app.screen.look_around()
        await other.articles.star([1])
        await other._db.write(keep, "Late", "", (article("Breaking elsewhere", -1),))
        await app.screen.look_around()
        await until(pilot, lambda: "Breaking elsewhere" in screen_text(app))
        await until(pilot, lambda: "Late" in screen_text(app))
        assert app.screen.list.current.title == "Dam opened"
        await until(pilot, lambda: app.screen.list.count == 8)
        row = await reader.articles.article(1)
        await until(pilot, lambda: app.screen.list._rows[1].starred is row.starred is True)


async def test_looking_without_news_repaints_nothing(reader, paths):
    async with running(reader) as (app, _):
        await app.screen.look_around()
        told = []
        app.screen.apply = told.append
        await reader.articles.mark_read([1])
        await app.screen.look_around()
        assert told == []


async def test_what_has_arrived_is_packed_while_nobody_presses_a_key(reader):
    async with running(reader) as (app, _):
        assert await reader.packing.waiting() == 7
        await app.screen.look_around()
        assert await reader.packing.waiting() == 0
