"""What became of an article, on a screen of its own; and the feeds that share one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reader.parse.identity import content_hash
from reader.text.html import to_text
from reader.tui.screens.changes import Changes
from tests.tui.conftest import HOSTILE, NOW, article, keep, running, screen_text, until

if TYPE_CHECKING:
    from reader.model.parsed import ParsedArticle
    from reader.service.reader import Reader

LONG = "".join(
    f"<p>Paragraph {n} of the story stays as it is, word for word.</p>" for n in range(3)
)


def told(title: str, html: str, *, name: str = "edited", minutes: int = 1) -> ParsedArticle:
    hashed = content_hash(title, to_text(html))
    return article(name, minutes, title=title, html=html, content_hash=hashed)


VERSIONS = (
    told("Dam holds", f"<p>At least 12 people were moved.</p>{LONG}"),
    told("Dam holds", f"<p>At least 19 people were moved.</p>{LONG}"),
    told("Dam opened", f"<p>At least 23 people were moved.</p>{LONG}<p>Correction: not 24.</p>"),
)


async def say(reader: Reader, *said: ParsedArticle, feed: str = "Extra") -> None:
    for each in said:
        await reader._commit._db.write(keep, feed, "", (each,))


def shows(app, *words: str) -> bool:
    text = screen_text(app)
    return isinstance(app.screen, Changes) and all(each in text for each in words)


async def test_d_shows_the_last_change_and_steps_to_earlier_ones(reader):
    await say(reader, *VERSIONS)
    async with running(reader, first="Dam opened") as (app, pilot):
        await pilot.press("g", "g", "d")
        await until(pilot, lambda: shows(app, "Was", "Dam holds", "Is", "Dam opened"))
        assert shows(app, "Another headline, a correction, other numbers", "3 paragraphs unchanged")
        assert shows(app, "Version 2 → 3 of 3")
        await pilot.press("p")
        await until(pilot, lambda: shows(app, "Version 1 → 2 of 3", "12", "19"))
        await pilot.press("p")
        assert "That is the first change." in screen_text(app)
        await pilot.press("n")
        await until(pilot, lambda: shows(app, "Version 2 → 3 of 3"))
        await pilot.press("[")
        await until(pilot, lambda: shows(app, "Version 1 → 3 of 3", "12", "23"))
        await pilot.press("[")
        assert "That is the first." in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Changes))
        await until(pilot, lambda: app.screen.list.current.change_seen)


async def test_versions_stand_side_by_side_where_there_is_room(reader):
    await say(reader, *VERSIONS[:2])
    both = "At least 12 people were moved."
    async with running(reader, 140, first="Dam holds") as (app, pilot):
        await pilot.press("g", "g", "d")
        await until(pilot, lambda: shows(app, both, "At least 19 people were moved."))
        await pilot.resize_terminal(80, 30)
        await until(pilot, lambda: both not in screen_text(app))
        assert shows(app, "At least 12 19 people were moved.")


async def test_without_colour_edits_stand_in_signs(reader, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    await say(reader, *VERSIONS[:2])
    async with running(reader, 80, first="Dam holds") as (app, pilot):
        await pilot.press("g", "g", "d")
        await until(pilot, lambda: shows(app, "At least [-12-]{+19+} people were moved."))


async def test_an_article_of_one_version_says_so(reader):
    async with running(reader) as (app, pilot):
        await pilot.press("d")
        await until(pilot, lambda: shows(app, "No earlier version"))
        await pilot.press("n", "p", "j", "space", "question_mark")
        await until(pilot, lambda: "type to search" in screen_text(app))
        await pilot.press("escape", "q")
        await until(pilot, lambda: not isinstance(app.screen, Changes))


async def test_a_changed_article_bears_a_sign_and_says_what_changed_when_opened(reader):
    await say(reader, *VERSIONS)
    async with running(reader, first="Dam opened") as (app, pilot):
        await until(pilot, lambda: "Δ● Dam opened" in screen_text(app))
        await pilot.press("g", "g", "enter")
        await until(pilot, lambda: "Changed today" in screen_text(app))
        assert "correction" in screen_text(app)


async def test_hostile_words_in_a_change_are_only_words(reader):
    await say(reader, told("Calm", "<p>Calm.</p>"), told(HOSTILE, f"<p>{HOSTILE}</p>"))
    async with running(reader, first="Senate") as (app, pilot):
        await pilot.press("g", "g", "d")
        await until(pilot, lambda: shows(app, "Was", "[/nope] vote [@click=app.quit]read me[/]"))
        assert "\x1b" not in screen_text(app)


async def test_the_same_article_of_two_feeds_is_one_row_that_says_so(reader):
    html = f"<p>{'One sentence of an agency that both papers print as it came. ' * 6}</p>"
    title = "A bridge of rope across the Kestrel"
    for feed in ("Gazette", "Mirror"):
        said = told(title, html, name=f"{feed} bridge")
        await say(reader, said, feed=feed)
    async with running(reader, 150, first="rope") as (app, pilot):
        await until(pilot, lambda: "Gazette +1" in screen_text(app))
        list_rows = app.screen.list._rows.values()
        assert [each.title for each in list_rows].count(title) == 1
        await pilot.press("g", "g", "enter")
        await until(pilot, lambda: "Also in Mirror" in screen_text(app))
        counts = await reader.feeds.counts()
        await until(pilot, lambda: app.screen.list.current.read)
        assert counts.unread - (await reader.feeds.counts()).unread in (0, 1)
        unread = {each.title: each.unread for each in await reader.feeds.all()}
        assert (unread["Gazette"], unread["Mirror"]) == (0, 0)


def test_the_moments_of_the_versions_lie_before_now() -> None:
    assert all(each.published_at <= NOW - timedelta(minutes=1) for each in VERSIONS)
