"""Stories from the command line: found, told, followed, watched, taken out."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline
    from tests.server import Server

DAM = {
    "north": "Karun dam bursts near Ahvaz, thousands flee",
    "south": "Thousands flee as Karun dam bursts near Ahvaz",
    "west": "Ahvaz: rescue teams search below burst Karun dam",
}


def feed(source: str, *titles: str) -> str:
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{title}</title><link>https://{source}.example/{place}</link>"
        f"<guid>https://{source}.example/{title}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=len(titles) - place))}</pubDate>"
        f"<description>{title}. The {source} saw {place + 3} bridges under water.</description>"
        "</item>"
        for place, title in enumerate(titles)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>The {source.title()}</title>'
        f"<link>https://{source}.example/</link><language>en</language>{items}</channel></rss>"
    )


@pytest.fixture
def told(dateline: Dateline, server: Server) -> Dateline:
    for source, title in DAM.items():
        server.serve(f"/{source}.xml", feed(source, title))
        assert dateline("add", server.url(f"/{source}.xml")).code == 0
    return dateline


def test_a_story_is_listed_told_and_what_was_read_is_not_new(told: Dateline) -> None:
    story = told("stories", "--json").object
    assert story.keys() >= {"id", "title", "articles", "sources", "first", "last", "new", "heat"}
    assert (story["articles"], story["sources"], story["new"]) == (3, 3, 3)
    assert story["followed"] is False
    assert "3 articles" in told("stories").out
    page = told("story", story["id"], "--json").object
    assert page.keys() >= {"id", "title", "brief", "points", "articles"}
    assert [each["kind"] for each in page["points"]] == ["article"] * 3
    first = page["points"][0]
    assert first.keys() >= {"at", "kind", "article", "source", "title", "new", "detail"}
    assert any("3 bridges" in each for each in first["new"])
    told("mark", "read", str(first["article"]))
    again = told("story", story["id"].removeprefix("s"), "--json").object
    assert again["points"][0]["new"] == []
    assert {each["story"] for each in told("list", "--json").lines} == {story["id"]}
    assert len(told("list", f"story:{story['id']}", "--json").lines) == 3
    assert told("story", "s999").code == 2


def test_news_of_what_is_followed_are_watched_for_once(
    told: Dateline, server: Server, tmp_path: Path
) -> None:
    article = told("list", "--json").lines[0]["id"]
    followed = told("follow", str(article), "--json").object
    assert followed.keys() >= {"id", "title", "why"}
    assert len(told("list", "is:followed", "--json").lines) == 3
    assert "karun" in told("follow", followed["id"], "--terms").out
    server.serve("/east.xml", feed("east", "Burst Karun dam: Ahvaz counts its missing"))
    told("add", server.url("/east.xml"))
    seen = tmp_path / "seen"
    code = f"import sys, os; open({str(seen)!r}, 'a').write(os.environ['DATELINE_TITLE'])"
    words = ["watch", "--once", "--json", "--exec", sys.executable, "-c", code]
    assert told("watch", "--once", "--quiet", "00:00-23:59").out == ""
    (notice,) = told(*words).lines
    assert (notice["story"], len(notice["new"])) == (followed["id"], 1)
    assert "Ahvaz counts its missing" in notice["text"]
    assert told(*words).out == ""
    assert seen.read_text() == notice["title"]
    assert told("unfollow", followed["id"]).code == 0
    assert told("stories", "--followed", "--json").out == ""
    told("undo")
    assert told("stories", "--followed", "--json").object["id"] == followed["id"]


def test_a_query_is_followed(told: Dateline) -> None:
    followed = told("follow", "--query", "bridges", "--json").object
    assert followed["title"] == "bridges"
    assert told("stories", "--followed", "--json").object["articles"] == 3
    assert told("follow", "--query", '"bridges').code == 2
    assert told("follow").code == 2
    assert told("follow", "nonsense").code == 2


def test_a_story_leaves_as_a_page_a_book_and_a_feed(told: Dateline, tmp_path: Path) -> None:
    story = told("stories", "--json").object["id"]
    page, book, atom = (tmp_path / f"story.{each}" for each in ("html", "epub", "atom"))
    for path in (page, book, atom):
        assert told("story", story, "-o", str(path)).code == 0
    assert told("story", story, "-o", str(page)).code == 2
    assert told("story", story, "-o", str(page), "--force").code == 0
    text = page.read_text()
    assert all(title in text for title in DAM.values())
    assert "http-equiv" in text
    assert "<script" not in text
    with ZipFile(book) as archive:
        assert archive.namelist()[0] == "mimetype"
    first = ElementTree.parse(atom).getroot()
    name = "{http://www.w3.org/2005/Atom}"
    ids = [each.findtext(f"{name}id") for each in first.iter(f"{name}entry")]
    assert len(set(ids)) == 3
    parsed = told("parse", str(atom), "--json")
    assert len(json.loads(parsed.out)["entries"]) == 3
    assert told("story", story, "--format", "atom").out == atom.read_text()


def test_stories_are_joined_and_split(told: Dateline, server: Server) -> None:
    vote = "Slovenia votes on Krsko nuclear plant"
    server.serve("/vote.xml", feed("vote", vote))
    told("add", server.url("/vote.xml"))
    dam = told("stories", "--json").object["id"]
    (article,) = told("list", "Slovenia", "--json").lines
    joined = told("stories", "join", dam, article["story"], "--json").object
    assert (joined["id"], joined["articles"]) == (dam, 4)
    parted = told("stories", "split", dam, str(article["id"]), "--json").object
    assert (parted["articles"], parted["title"]) == (1, vote)
