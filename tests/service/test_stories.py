"""Stories over the whole way: placed in a worker, kept in the store, decided by a person."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import NotFound, UsageError
from reader.model.query import ArticleQuery, InStory, Is
from reader.service.reader import Reader
from reader.store import articles, feeds
from tests.build import NOON, article

if TYPE_CHECKING:
    from reader.config.paths import Paths
    from tests.conftest import Clock

DAM = (
    "Karun dam bursts near Ahvaz, thousands flee",
    "Thousands flee as Karun dam bursts near Ahvaz",
    "Ahvaz: rescue teams search below burst Karun dam",
)
VOTE = (
    "Slovenia votes on nuclear power plant in Krsko",
    "Krsko nuclear plant: Slovenia votes today",
    "Slovenia votes yes on second Krsko nuclear plant",
)


async def bring(reader: Reader, source: str, *titles: str, hours: int = 1) -> list[int]:
    """Articles of a source, the first of them so many hours before noon."""
    url = f"https://{source}.example/feed.xml"
    feed = (await reader._db.write(feeds.add, url, "feed", source.title(), "", NOON)).feed_id
    told = [
        article(
            place,
            identity=f"{source} {title}",
            guid=f"{source} {title}",
            url=f"https://{source}.example/{place}",
            url_key=f"https://{source}.example/{place} {title}",
            title=title,
            html=f"<p>{title}, officials told the {source} on Tuesday.</p>",
            summary=title,
            published_at=NOON - timedelta(hours=hours, minutes=place),
        )
        for place, title in enumerate(titles)
    ]
    merged = await reader._db.write(articles.merge, feed, told, NOON)
    return sorted(merged.change.arrivals)


async def two_stories(reader: Reader) -> tuple[int, int]:
    for source, dam, vote in zip(("north", "south", "west"), DAM, VOTE, strict=True):
        await bring(reader, source, dam, vote)
    await reader.stories.gather()
    found = {each.title.split()[0]: each.id for each in await reader.stories.developing()}
    assert len(found) == 2
    (vote,) = [each for name, each in found.items() if name in {"Slovenia", "Krsko"}]
    (dam,) = set(found.values()) - {vote}
    return dam, vote


def table(home: Paths, name: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home.store)) as db:
        return [tuple(row) for row in db.execute(f"select * from {name} order by 1, 2")]


async def test_articles_of_an_event_become_one_story(opened: Reader) -> None:
    dam, _ = await two_stories(opened)
    story = await opened.stories.story(dam)
    assert (story.articles, story.sources, story.new, sum(story.hours)) == (3, 3, 3, 3)
    assert set(story.names) == {"West", "South", "North"}
    members = await opened.stories.members(dam)
    assert all("Ahvaz" in each.why or "Karun" in each.why for each in members[1:])
    assert len(await opened.articles.ids(ArticleQuery(InStory(dam)))) == 3


async def test_a_restart_goes_on_where_the_stories_were(
    opened: Reader, home: Paths, clock: Clock
) -> None:
    dam, _ = await two_stories(opened)
    async with Reader.open(home, now=clock) as again:
        (late,) = await bring(again, "east", "Burst Karun dam: Ahvaz counts its missing", hours=0)
        await again.stories.gather()
        assert (await again.stories.of_articles([late]))[late] == dam
    (later,) = await bring(opened, "gulf", "Ahvaz mourns after Karun dam burst", hours=0)
    await opened.stories.gather()  # its worker was overtaken by the other reader's
    assert (await opened.stories.of_articles([later]))[later] == dam


async def test_a_worker_that_was_killed_is_told_the_stories_again(opened: Reader) -> None:
    dam, _ = await two_stories(opened)
    for worker in tuple(opened._story_pool._all):
        worker.process.kill()
        worker.process.wait()
    (late,) = await bring(opened, "east", "Burst Karun dam: Ahvaz counts its missing", hours=0)
    await opened.stories.gather()
    assert (await opened.stories.of_articles([late]))[late] == dam


async def test_what_is_old_is_not_placed(opened: Reader) -> None:
    (old,) = await bring(opened, "north", DAM[0], hours=24 * 20)
    await opened.stories.gather()
    assert await opened.stories.of_articles([old]) == {}


async def test_following_an_article_follows_its_story_and_can_be_undone(
    opened: Reader, home: Paths
) -> None:
    dam, _ = await two_stories(opened)
    before = table(home, "follow")
    (first, *_) = await opened.stories.members(dam)
    await opened.follows.follow(await opened.stories.story_of(first.article_id))
    assert [each.id for each in await opened.stories.developing(followed=True)] == [dam]
    assert len(await opened.articles.ids(ArticleQuery(Is("followed")))) == 3
    undone = await opened.undo.undo()
    assert undone is not None
    assert undone.what.startswith("followed ")
    assert table(home, "follow") == before == []


async def test_an_old_article_that_is_followed_opens_a_story(opened: Reader) -> None:
    (old,) = await bring(opened, "north", DAM[0], hours=24 * 20)
    await opened.stories.gather()
    story = await opened.stories.story_of(old)
    await opened.follows.follow(story)
    (followed,) = await opened.stories.developing(followed=True)
    assert (followed.title, followed.articles) == (DAM[0], 1)
    with pytest.raises(NotFound):
        await opened.stories.story_of(9999)


async def test_what_is_joined_is_one_story_under_both_numbers_until_that_is_undone(
    opened: Reader, home: Paths
) -> None:
    dam, vote = await two_stories(opened)
    await opened.follows.follow(vote)
    kept = {name: table(home, name) for name in ("story_article", "follow", "story_tie")}
    await opened.stories.join(dam, vote)
    assert (await opened.stories.story(vote)).id == dam
    assert (await opened.stories.story(dam)).articles == 6
    assert (await opened.stories.story(dam)).followed
    with pytest.raises(UsageError, match="one story already"):
        await opened.stories.join(dam, vote)
    await opened.undo.undo()
    assert {name: table(home, name) for name in kept} == kept
    assert (await opened.stories.story(vote)).articles == 3
    await opened.undo.redo()
    assert (await opened.stories.story(vote)).id == dam


async def test_what_was_parted_never_meets_again(opened: Reader, home: Paths) -> None:
    dam, _ = await two_stories(opened)
    first, second, third = [each.article_id for each in await opened.stories.members(dam)]
    kept = {name: table(home, name) for name in ("story_article", "story_tie")}
    parted = await opened.stories.part([third], dam)
    await bring(opened, "east", "Burst Karun dam: Ahvaz counts its missing", hours=0)
    await opened.stories.gather()
    where = await opened.stories.of_articles([first, second, third])
    assert where == {first: dam, second: dam, third: parted}
    assert (await opened.stories.story(dam)).id != (await opened.stories.story(parted)).id
    await opened.undo.undo()
    now = {name: set(table(home, name)) for name in kept}
    assert all(set(rows) <= now[name] for name, rows in kept.items())
    assert (await opened.stories.of_articles([third]))[third] == dam
    with pytest.raises(UsageError, match="none of these"):
        await opened.stories.part([9999], dam)


async def test_wire_copies_are_echoes_and_the_agency_is_named(opened: Reader) -> None:
    wire = "AHVAZ, Iran (Reuters) - " + " ".join(
        f"Paragraph {n} tells how the water took the bridges and roads of the valley."
        for n in range(9)
    )
    for source in ("north", "south", "west"):
        url = f"https://{source}.example/feed.xml"
        feed = (await opened._db.write(feeds.add, url, "feed", source, "", NOON)).feed_id
        told = article(
            1,
            identity=source,
            guid=source,
            url=f"https://{source}.example/1",
            url_key=f"https://{source}.example/1",
            title=f"{DAM[0]} ({source})",
            html=f"<p>{wire}</p>",
        )
        await opened._db.write(articles.merge, feed, [told], NOON)
    await opened.stories.gather()
    (story,) = await opened.stories.developing()
    assert (story.articles, story.originals, story.agencies) == (3, 1, ("Reuters",))


async def test_a_followed_story_collects_what_clustering_no_longer_finds(
    opened: Reader, clock: Clock
) -> None:
    dam, _ = await two_stories(opened)
    await opened.follows.follow(dam)
    clock.at = NOON + timedelta(days=20)
    url = "https://gulf.example/feed.xml"
    feed = (await opened._db.write(feeds.add, url, "feed", "Gulf", "", clock.at)).feed_id
    late = article(
        1,
        identity="late",
        guid="late",
        url="https://gulf.example/late",
        url_key="https://gulf.example/late",
        title="Karun dam near Ahvaz: inquiry names officials",
        html="<p>An inquiry into the burst Karun dam near Ahvaz named officials.</p>",
        published_at=clock.at,
    )
    merged = await opened._db.write(articles.merge, feed, [late], clock.at)
    (late_id,) = merged.change.arrivals
    await opened.stories.gather()
    member = {each.article_id: each for each in await opened.stories.members(dam)}[late_id]
    assert member.how == "matched"
    assert "with what you follow" in member.why
    assert "ahvaz" in member.why.lower()

    await opened.follows.wrong(late_id, dam)
    assert late_id not in {each.article_id for each in await opened.stories.members(dam)}
    await opened.undo.undo()
    assert late_id in {each.article_id for each in await opened.stories.members(dam)}

    await opened.follows.right(late_id, dam)
    assert (await opened.stories.of_articles([late_id]))[late_id] == dam
    assert late_id in (await opened.follows.fingerprint(dam)).learned


async def test_a_query_is_followed_like_a_story(opened: Reader) -> None:
    await two_stories(opened)
    story = await opened.follows.follow_query("krsko")
    found = await opened.stories.story(story)
    assert (found.articles, found.query, found.followed) == (3, "krsko", True)
    (late,) = await bring(opened, "east", "Krsko plant: what comes after the vote", hours=0)
    await opened.stories.gather()
    assert late in {each.article_id for each in await opened.stories.members(story)}
    assert await opened.follows.follow_query("krsko") == story
    with pytest.raises(UsageError):
        await opened.follows.follow_query('"krsko')


async def test_news_of_what_is_followed_are_told_once_and_echoes_never(
    opened: Reader, home: Paths, clock: Clock
) -> None:
    dam, _ = await two_stories(opened)
    await opened.follows.follow(dam)
    await opened.stories.gather()
    assert await opened.follows.news() == ()  # what was there before is none
    clock.at += timedelta(minutes=10)
    text = " ".join(f"The water took bridge {n} of the valley below Ahvaz." for n in range(9))
    for source in ("east", "gulf"):
        url = f"https://{source}.example/feed.xml"
        feed = (await opened._db.write(feeds.add, url, "feed", source, "", clock.at)).feed_id
        told = article(
            1,
            identity=source,
            guid=source,
            url=f"https://{source}.example/1",
            url_key=f"https://{source}.example/1",
            title=f"Burst Karun dam: Ahvaz counts its missing ({source})",
            html=f"<p>Karun dam burst near Ahvaz. {text}</p>",
            published_at=NOON,
        )
        await opened._db.write(articles.merge, feed, [told], clock.at)
    await opened.stories.gather()
    (notice,) = await opened.follows.news()
    assert (notice.story_id, len(notice.new), notice.changed) == (dam, 1, ())
    assert "Ahvaz counts its missing" in notice.in_words()
    assert await opened.follows.news() == ()
    async with Reader.open(home, now=clock) as again:
        await again.stories.gather()
        assert await again.follows.news() == ()


async def test_a_story_that_is_quiet_sleeps_and_a_burst_wakes_it(
    opened: Reader, clock: Clock
) -> None:
    dam, _ = await two_stories(opened)
    await opened.follows.follow(dam)
    clock.at += timedelta(days=6)
    await opened.stories.gather()
    assert (await opened.stories.story(dam)).asleep
    for source in ("east", "gulf"):
        url = f"https://{source}.example/feed.xml"
        feed = (await opened._db.write(feeds.add, url, "feed", source, "", clock.at)).feed_id
        told = article(
            1,
            identity=source,
            guid=source,
            url=f"https://{source}.example/1",
            url_key=f"https://{source}.example/1",
            title=f"Karun dam near Ahvaz bursts again, says {source}",
            html=f"<p>Karun dam near Ahvaz burst again, the {source} learned.</p>",
            published_at=clock.at,
        )
        await opened._db.write(articles.merge, feed, [told], clock.at)
        await opened.stories.gather()
        assert (await opened.stories.story(dam)).asleep is (source == "east")


async def test_a_page_tells_each_sentence_once_and_dims_what_was_read(opened: Reader) -> None:
    dam, _ = await two_stories(opened)
    page = await opened.story_pages.page(dam)
    assert [each.kind for each in page.points] == ["article"] * 3
    assert [each.at for each in page.points] == sorted(each.at for each in page.points)
    first = page.points[0]
    assert first.new
    await opened.articles.mark_read([first.article_id])
    again = await opened.story_pages.page(dam)
    assert again.points[0].new == ()
    assert again.points[0].sentences[0].newness == "known"


async def test_what_is_unsubscribed_or_muted_does_not_make_a_story(opened: Reader) -> None:
    dam, vote = await two_stories(opened)
    feed = (await opened.feeds.find("North")).id
    await opened.feeds.remove(feed)
    assert await opened.story_lists.developing() == []
    assert await opened.story_lists.count() == 0
    left = await opened.story_lists.story(dam)
    assert (left.articles, left.sources, set(left.names)) == (2, 2, {"South", "West"})
    await opened.undo.undo()
    assert {each.id for each in await opened.story_lists.developing()} == {dam, vote}
    assert await opened.story_lists.count() == 2


async def test_two_readers_at_once_place_everything_once(
    opened: Reader, home: Paths, clock: Clock
) -> None:
    async with Reader.open(home, now=clock) as other:
        for source, dam, vote in zip(("north", "south", "west"), DAM, VOTE, strict=True):
            await bring(opened, source, dam, vote)
        await asyncio.gather(opened.stories.gather(), other.stories.gather())
    assert not await opened.stories.is_behind()
    found = await opened.story_lists.developing()
    assert [(each.articles, each.sources) for each in found] == [(3, 3)] * 2
    kept = table(home, "story_article")
    await opened.stories.gather()
    assert table(home, "story_article") == kept
