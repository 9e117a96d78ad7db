"""Stories on the screen: from an article to its story, what is new, following, taking out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reader.store import articles, feeds
from tests.build import article
from tests.tui.conftest import running, screen_text, until

NOTICE = "Correction: An earlier version of this article said 12 people were missing."
TOLD = {
    "North": (
        "Ruwa volcano erupts near Ahvaz",
        "<p>The Ruwa volcano erupted near Ahvaz at dawn.</p><p>Some 12 people are missing.</p>",
    ),
    "South": (
        "Ruwa volcano near Ahvaz erupts, hundreds flee",
        "<p>The Ruwa volcano erupted near Ahvaz at dawn.</p>"
        "<p>Governor Leyla Amiri opened 40 schools.</p>",
    ),
    "West": (
        "Ahvaz: search below erupted Ruwa volcano",
        "<p>Divers searched the valley below the Ruwa volcano near Ahvaz.</p>"
        "<p>The army sent 3 helicopters from Dezful.</p>",
    ),
}


async def fill(reader) -> dict[str, int]:
    """Three sources tell of a dam; the first of them corrects itself."""
    now, ids = reader.now(), {}
    for hours, (source, (title, html)) in enumerate(TOLD.items(), 1):
        url = f"https://{source.lower()}.example/feed.xml"
        feed = (await reader._db.write(feeds.add, url, "feed", source, "", now)).feed_id
        one = article(
            hours,
            identity=source,
            guid=source,
            url=f"https://{source.lower()}.example/dam",
            url_key=f"https://{source.lower()}.example/dam",
            title=title,
            html=html,
            summary="",
            published_at=now - timedelta(hours=6 - hours),
        )
        merged = await reader._db.write(articles.merge, feed, [one], now)
        (ids[source],) = merged.change.arrivals
        if source == "North":
            later = article(
                hours,
                identity=source,
                guid=source,
                url=one.url,
                url_key=one.url_key,
                title="Ruwa volcano erupts near Ahvaz, 19 missing",
                html=html.replace("12", "19") + f"<p>{NOTICE}</p>",
                summary="",
                published_at=one.published_at,
                content_hash="later",
            )
            await reader._db.write(articles.merge, feed, [later], now + timedelta(minutes=1))
    await reader.stories.gather()
    return ids


@pytest.fixture
async def dam(reader):
    return await fill(reader)


async def opened(pilot, app, words):
    await until(pilot, lambda: words in screen_text(app))


async def test_the_list_shows_what_is_developing_and_leads_to_its_page(reader, dam):
    async with running(reader) as (app, pilot):
        await until(pilot, lambda: "Stories" in screen_text(app))
        await pilot.press("T")
        await opened(pilot, app, "3 articles")
        text = screen_text(app)
        assert "1 story" in text
        assert "3 new" in text
        await pilot.press("enter")
        await opened(pilot, app, "Governor Leyla Amiri")
        text = screen_text(app)
        assert "Some 12 people are missing" in text
        # Once in the brief and once for North, who told it first; for South it is known.
        assert text.count("erupted near Ahvaz at dawn") == 2
        assert "correction" in text
        assert "19" in text
        await pilot.press("escape")
        await opened(pilot, app, "1 story")
        assert (await reader.stories.developing())[0].new == 0


async def test_what_was_read_is_dimmed_and_n_goes_on_to_what_is_new(reader, dam):
    await reader.articles.mark_read([dam["North"], dam["South"]])
    async with running(reader) as (app, pilot):
        await pilot.press("T")
        await opened(pilot, app, "3 articles")
        await pilot.press("enter")
        await opened(pilot, app, "3 helicopters")
        page = app.screen.page
        assert page.point.source == "West"
        assert "Some 12 people" not in screen_text(app)
        await pilot.press("p")
        await until(pilot, lambda: "Nothing before is new" in screen_text(app))
        before = next(line for line in screen_text(app).splitlines() if "3 helicopters" in line)
        await pilot.press("m")
        await until(pilot, lambda: before not in screen_text(app))
        await pilot.press("u")
        await until(pilot, lambda: before in screen_text(app))


async def test_w_follows_and_the_sidebar_shows_it(reader, dam):
    async with running(reader) as (app, pilot):
        await pilot.press("T")
        await opened(pilot, app, "3 articles")
        await pilot.press("w")
        await opened(pilot, app, "Following")
        await pilot.press("q")
        await opened(pilot, app, "Followed")
        (story,) = await reader.stories.developing(followed=True)
        assert story.articles == 3
        await pilot.press("u")
        await until(pilot, lambda: "Followed" not in screen_text(app))


async def test_an_article_that_does_not_belong_is_taken_out_and_comes_back(reader, dam):
    async with running(reader) as (app, pilot):
        await pilot.press("T")
        await opened(pilot, app, "3 articles")
        await pilot.press("enter")
        await opened(pilot, app, "3 helicopters")
        await pilot.press("n", "n", "X")
        await until(pilot, lambda: "3 helicopters" not in screen_text(app))
        await pilot.press("u")
        await opened(pilot, app, "3 helicopters")


async def test_its_articles_are_a_list_and_enter_reads_one(reader, dam):
    async with running(reader) as (app, pilot):
        await pilot.press("T")
        await opened(pilot, app, "3 articles")
        await pilot.press("c")
        await until(pilot, lambda: app.screen.list.count == 3)
        await pilot.press("t")
        await opened(pilot, app, "3 helicopters")
        await pilot.press("n", "n", "enter")
        await until(pilot, lambda: getattr(app.screen, "shown", None) is not None)
        await until(pilot, lambda: app.screen.place == "article")
        assert app.screen.shown.id == dam["West"]


async def test_without_stories_it_says_what_one_is(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("T")
        await opened(pilot, app, "No story is developing")
        await pilot.press("f")
        await opened(pilot, app, "Nothing is followed yet")


async def test_what_is_followed_is_weighed_term_by_term(reader, dam):
    async with running(reader) as (app, pilot):
        await pilot.press("T")
        await opened(pilot, app, "3 articles")
        await pilot.press("w")
        await opened(pilot, app, "Following")
        await pilot.press("enter")
        await opened(pilot, app, "3 helicopters")
        await pilot.press("e")
        await opened(pilot, app, "what is followed")
        await until(pilot, lambda: app.screen.terms.count > 3)
        last = app.screen.terms.terms[-1][0]
        await pilot.press("G", *"++++++")
        await until(pilot, lambda: last in dict(app.screen.terms.terms[:5]))
        await pilot.press("x")
        await until(pilot, lambda: last not in dict(app.screen.terms.terms))
        await pilot.press("u")
        await until(pilot, lambda: last in dict(app.screen.terms.terms))


async def test_a_story_is_exported_from_its_page(reader, dam, tmp_path):
    async with running(reader) as (app, pilot):
        await pilot.press("T")
        await opened(pilot, app, "3 articles")
        await pilot.press("enter")
        await opened(pilot, app, "3 helicopters")
        await pilot.press("S")
        await opened(pilot, app, "Export the story")
        app.screen.query_one("#to").value = str(tmp_path / "dam.html")
        await pilot.press("enter")
        await opened(pilot, app, "Exported the story")
    assert "3 helicopters" in (tmp_path / "dam.html").read_text()
