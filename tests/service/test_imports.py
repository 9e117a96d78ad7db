"""Moving in: what another reader kept comes along, once, and goes again as one deed."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reader.model.errors import ParseError, StoreError, UsageError
from reader.model.query import EVERYTHING, STARRED
from reader.service.around import look, newsboat_in
from reader.service.starter import starter_sets, suggested
from tests.newsboat import harbour, make_home, urls
from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.model.outcome import Imported, Importing
    from reader.model.query import ArticleQuery
    from reader.service.reader import Reader

BASE = "https://news.example"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


async def titles(reader: Reader, query: ArticleQuery) -> dict[str, str]:
    """The articles of a list with their marks: "r" for read, "s" for starred."""
    rows = await reader.articles.rows(await reader.articles.ids(query))
    return {row.title: "r" * (not row.unread) + "s" * row.starred for row in rows}


async def asked(reader: Reader, query: str) -> dict[str, str]:
    return await titles(reader, await reader.articles.query(query))


async def test_newsboat_comes_with_its_articles_and_what_was_done_to_them(
    opened: Reader, tmp_path: Path
) -> None:
    told: list[Importing] = []
    done = await opened.imports.path(make_home(tmp_path / "boat", BASE), told.append)
    assert (done.added, done.existing, done.views) == (2, 0, 1)
    assert (done.articles, done.read, done.starred) == (7, 4, 3)
    assert told[-1].done == told[-1].total == 6
    assert await titles(opened, EVERYTHING) == {
        "Ferry late": "rs",
        "Bridge ]0;xopens": "s",
        "No guid & all": "",
        "Second": "",
        "No date": "r",
    }
    feeds = {each.title: each.folder for each in await opened.feeds.all()}
    assert feeds == {"My Harbour": "news", "Atom Gazette": "world"}
    assert [(each.name, each.query) for each in await opened.views.all()] == [
        ("Ferries", "title:ferry is:unread")
    ]


async def test_what_newsboat_cannot_bring_is_told_with_its_line_and_why(
    opened: Reader, tmp_path: Path
) -> None:
    done = await opened.imports.path(make_home(tmp_path / "boat", BASE))
    assert [(each.number, each.line.partition(":")[0]) for each in done.refused] == [
        (4, "query"),
        (5, "exec"),
        (6, "filter"),
    ]
    assert "one star instead of flags" in done.refused[0].why
    assert done.notes == ("A feed is in one folder, that of its first tag; left out: sea",)


async def test_what_was_deleted_stays_out_and_what_was_flagged_stays(
    opened: Reader, tmp_path: Path
) -> None:
    await opened.imports.path(make_home(tmp_path / "boat", BASE))
    assert "Deleted one" in await asked(opened, "is:muted")
    # Its feed is followed no more; others of it are not brought.
    assert "Kept for good" in await titles(opened, STARRED)
    assert "Forgotten" not in await asked(opened, "forgotten")


async def test_an_import_is_taken_back_as_one_and_done_again(
    opened: Reader, tmp_path: Path
) -> None:
    await opened.imports.path(make_home(tmp_path / "boat", BASE))
    before = await titles(opened, EVERYTHING), await titles(opened, STARRED)
    (deed,) = await opened.undo.deeds()
    assert deed.what == "imported newsboat's feeds"
    await opened.undo.undo()
    assert not await opened.feeds.all()
    assert not await opened.views.all()
    assert not await titles(opened, EVERYTHING)
    assert not await titles(opened, STARRED)
    await opened.undo.redo()
    assert (await titles(opened, EVERYTHING), await titles(opened, STARRED)) == before


async def test_a_second_import_brings_only_what_is_new(opened: Reader, tmp_path: Path) -> None:
    home = make_home(tmp_path / "boat", BASE)
    await opened.imports.path(home)
    with closing(sqlite3.connect(home / "cache.db")) as db:
        db.execute("update rss_item set unread = 0, flags = 'x' where title = 'Second'")
        db.commit()
    done = await opened.imports.path(home)
    assert (done.added, done.existing, done.articles) == (0, 2, 0)
    assert (await titles(opened, EVERYTHING))["Second"] == "rs"
    await opened.undo.undo()
    assert (await titles(opened, EVERYTHING))["Second"] == ""
    assert len(await opened.feeds.all()) == 2


async def test_marks_made_here_are_never_taken_away(opened: Reader, tmp_path: Path) -> None:
    home = make_home(tmp_path / "boat", BASE)
    await opened.imports.path(home)
    second = (await opened.articles.ids(await opened.articles.query("title:second")))[0]
    await opened.articles.mark_read([second])
    await opened.articles.star([second])
    await opened.imports.path(home)
    assert (await titles(opened, EVERYTHING))["Second"] == "rs"


async def test_what_the_feed_says_later_makes_nothing_new_unread_or_changed(
    opened: Reader, server: Server, tmp_path: Path
) -> None:
    base = server.url("")
    server.serve("/harbour.xml", harbour(base))
    await opened.imports.path(make_home(tmp_path / "boat", base))
    before = await asked(opened, "folder:news")
    report = await opened.refresh.run()
    assert (report.new, report.changed) == (0, 0)
    assert await asked(opened, "folder:news") == before
    assert not await asked(opened, "is:updated")
    ferry = (await opened.articles.ids(await opened.articles.query("title:ferry")))[0]
    assert "It waits." in (await opened.articles.body(ferry)).html
    assert len(await opened.articles.revisions(ferry)) == 1


async def test_a_cache_alone_names_the_feeds(opened: Reader, tmp_path: Path) -> None:
    home = make_home(tmp_path / "boat", BASE, with_list=False)
    done = await opened.imports.path(home / "cache.db")
    assert (done.added, done.articles) == (3, 8)
    assert {each.title for each in await opened.feeds.all()} == {
        "Harbour Post",
        "Atom Gazette",
        "Old Times",
    }


async def test_newsboat_is_only_read_also_while_it_is_open(opened: Reader, tmp_path: Path) -> None:
    home = make_home(tmp_path / "boat", BASE)
    before = {path.name: path.read_bytes() for path in home.iterdir()}
    with closing(sqlite3.connect(home / "cache.db")) as db:
        db.execute("begin exclusive")
        assert (await opened.imports.path(home)).articles == 7
    assert {path.name: path.read_bytes() for path in home.iterdir()} == before
    assert not [*(opened._paths.cache.glob("import-*"))]


@pytest.mark.parametrize("body", [b"", b"SQLite format 3\0 and rubbish", b"\x00" * 100])
async def test_a_cache_that_is_none_is_told(opened: Reader, tmp_path: Path, body: bytes) -> None:
    home = make_home(tmp_path / "boat", BASE)
    (home / "cache.db").write_bytes(body)
    with pytest.raises(StoreError, match="cannot be read as newsboat's cache"):
        await opened.imports.path(home)


async def test_a_cache_that_is_broken_further_in_keeps_what_was_read_of_it(
    opened: Reader, tmp_path: Path
) -> None:
    home = make_home(tmp_path / "boat", BASE)
    path = home / "cache.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("update rss_item set content = ? where title = 'Second'", ("x" * 200_000,))
        db.commit()
    body = path.read_bytes()
    path.write_bytes(body[:-8192] + b"\xff" * 8192)
    with pytest.raises(StoreError, match="cannot be read as newsboat's cache"):
        await opened.imports.path(home)
    assert len(await opened.feeds.all()) == 2


async def test_cells_of_any_type_are_taken_or_left_out(opened: Reader, tmp_path: Path) -> None:
    home = make_home(tmp_path / "boat", BASE)
    with closing(sqlite3.connect(home / "cache.db")) as db:
        db.execute("update rss_item set title = x'ff00', pubDate = 'never', content = 7, flags = 1")
        db.execute("update rss_feed set title = x'1b5d'")
        db.commit()
    assert (await opened.imports.path(home)).articles > 0


async def test_an_import_that_is_stopped_keeps_what_came_and_can_be_undone(
    opened: Reader, tmp_path: Path
) -> None:
    task: asyncio.Task[Imported] | None = None

    def stop(_: Importing) -> None:
        assert task is not None
        task.cancel()

    task = asyncio.create_task(opened.imports.path(make_home(tmp_path / "boat", BASE), stop))
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await titles(opened, EVERYTHING)
    await opened.undo.undo()
    assert not await titles(opened, EVERYTHING)
    assert not await opened.feeds.all()


async def test_an_import_that_is_undone_meanwhile_goes_no_further(
    opened: Reader, tmp_path: Path
) -> None:
    undoing: list[asyncio.Task[object]] = []

    def undo(_: Importing) -> None:
        undoing.append(asyncio.ensure_future(opened.undo.undo()))

    with pytest.raises(UsageError, match="was undone while it went on"):
        await opened.imports.path(make_home(tmp_path / "boat", BASE), undo)
    assert not await opened.feeds.all()


async def test_a_list_of_thousands_is_one_deed(opened: Reader) -> None:
    lines = "\n".join(f"https://{number}.example/feed" for number in range(1_200))
    assert (await opened.imports.text(lines)).added == 1_200
    await opened.undo.undo()
    assert not await opened.feeds.all()
    assert not await opened.undo.last()


STARS = {
    "id": "user/me/state/org.freshrss/starred",
    "title": "Starred articles",
    "items": [
        {
            "id": "https://a.example/1",
            "title": "A &amp; B",
            "author": "Jo Bell",
            "published": 1793700000,
            "canonical": [{"href": "https://a.example/1"}],
            "origin": {"streamId": "feed/https://a.example/feed", "title": "The A"},
            "content": {"content": "<p>Text <script>x()</script>of it.</p>"},
            "categories": ["user/-/state/com.google/read"],
        },
        {"title": "From nowhere"},
    ],
}


async def test_starred_articles_of_freshrss_come_along(opened: Reader) -> None:
    done = await opened.imports.body(json.dumps(STARS).encode(), "starred.json")
    assert (done.added, done.articles, done.read, done.starred) == (0, 1, 1, 1)
    assert await titles(opened, STARRED) == {"A & B": "rs"}
    assert not await opened.feeds.all()
    await opened.undo.undo()
    assert not await titles(opened, STARRED)


@pytest.mark.parametrize("text", ["{", '{"items": 3}', '{"a": 1}', "[1]", '{"items": [3]}'])
async def test_other_json_is_told_from_it(opened: Reader, text: str) -> None:
    with pytest.raises(ParseError, match="JSON"):
        await opened.imports.body(text.encode(), "starred.json")


def test_the_usual_places_are_looked_at(tmp_path: Path) -> None:
    assert look(tmp_path, {}) == ()
    make_home(tmp_path / ".newsboat", BASE)
    (tmp_path / "Downloads").mkdir()
    opml = '<opml><body><outline xmlUrl="https://a.example/x"/></body></opml>'
    (tmp_path / "Downloads" / "feeds.OPML").write_text(opml)
    (tmp_path / "Downloads" / "empty.opml").write_text("<opml/>")
    (tmp_path / "broken.opml").write_bytes(b"\xff\x00")
    found = look(tmp_path, {})
    assert [(each.kind, each.path.name, each.feeds) for each in found] == [
        ("newsboat", "urls", 2),
        ("list", "feeds.OPML", 1),
    ]
    assert found[0].cache == tmp_path / ".newsboat" / "cache.db"


def test_newsboat_is_found_where_xdg_puts_it(tmp_path: Path) -> None:
    boat = make_home(tmp_path / "both", BASE)
    config, data = tmp_path / "c" / "newsboat", tmp_path / "d" / "newsboat"
    config.mkdir(parents=True)
    data.mkdir(parents=True)
    (boat / "urls").rename(config / "urls")
    (boat / "cache.db").rename(data / "cache.db")
    places = {"XDG_CONFIG_HOME": str(config.parent), "XDG_DATA_HOME": str(data.parent)}
    (found,) = look(tmp_path / "nobody", places)
    assert (found.path, found.cache) == (config / "urls", data / "cache.db")
    assert newsboat_in((tmp_path, tmp_path)) is None
    assert urls(BASE).count("\n") == 6


async def test_feeds_to_begin_with_come_by_topic_and_language(opened: Reader) -> None:
    sets = starter_sets()
    assert {each.language for each in sets} >= {"en", "de", "fr", "es", "ja"}
    assert 40 <= sum(len(each.feeds) for each in sets) <= 70
    assert all(feed.language == each.language for each in sets for feed in each.feeds)
    done = await opened.imports.starter({"Deutsch", "Science"})
    assert {each.folder for each in await opened.feeds.all()} == {"Deutsch", "Science"}
    assert done.added == sum(len(x.feeds) for x in sets if x.name in ("Deutsch", "Science"))
    await opened.undo.undo()
    assert not await opened.feeds.all()


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({"LANG": "de_AT.UTF-8"}, "Deutsch"),
        ({"LANG": "de_DE", "LC_ALL": "ja_JP.UTF-8"}, "日本語"),
        ({"LANG": "en_GB.UTF-8"}, "World"),
        ({"LANG": "C.UTF-8"}, "World"),
        ({}, "World"),
    ],
)
def test_the_language_of_the_machine_is_suggested(environ: dict[str, str], name: str) -> None:
    assert suggested(starter_sets(), environ) == name
