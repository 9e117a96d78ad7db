"""Subscribing, bringing lists in, taking them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import FEED, PAGE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline
    from tests.server import Server


def test_a_feed_that_is_added_is_there_with_its_articles(
    dateline: Dateline, server: Server
) -> None:
    server.serve("/add.xml", FEED)
    url = server.url("/add.xml")
    answer = dateline("add", url, "--title", "Mine", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.object == {"url": url, "title": "Mine", "kind": "feed", "id": 1}
    assert [each["total"] for each in dateline("feeds", "--json").lines] == [3]


def test_a_feed_is_added_in_words_and_only_once(dateline: Dateline, server: Server) -> None:
    server.serve("/words.xml", FEED)
    url = server.url("/words.xml")
    assert dateline("add", url).out == "Added: Morning Wire · 3 articles\n"
    assert dateline("add", url).out == "Already there: Morning Wire · 3 articles\n"


def test_a_page_with_several_feeds_lets_the_person_choose(
    dateline: Dateline, server: Server
) -> None:
    server.serve("/page", PAGE, content_type="text/html")
    answer = dateline("add", server.url("/page"), "--json")
    assert answer.code == 2
    assert "Add one of these addresses." in answer.err
    assert [(each["title"], each["url"]) for each in answer.object["candidates"]] == [
        ("All news", server.url("/all.xml")),
        ("Sport", server.url("/sport.xml")),
    ]
    assert dateline("add", server.url("/page")).out == (
        f"1  All news  {server.url('/all.xml')}\n2  Sport     {server.url('/sport.xml')}\n"
    )
    assert dateline("feeds", "--json").lines == []


def test_a_file_on_disk_is_added_by_its_path(dateline: Dateline, tmp_path: Path) -> None:
    (tmp_path / "-rf.xml").write_text(FEED, "utf-8")
    answer = dateline("add", "--json", "--", "-rf.xml", cwd=tmp_path)
    assert answer.code == 0, answer.err
    assert answer.object["url"] == (tmp_path / "-rf.xml").as_uri()


def test_what_cannot_be_added_is_told_in_a_sentence(
    dateline: Dateline, server: Server, tmp_path: Path
) -> None:
    nowhere = dateline("add", server.url("/nowhere"))
    assert (nowhere.code, nowhere.out) == (4, "")
    assert nowhere.err.startswith("dateline: ")
    assert dateline("add", str(tmp_path / "nothing.xml")).code == 1
    assert dateline("add", "not an address").code == 2


def test_one_bad_address_does_not_stop_the_others(dateline: Dateline, server: Server) -> None:
    server.serve("/good.xml", FEED)
    answer = dateline("add", server.url("/bad"), server.url("/good.xml"), "--json")
    assert answer.code == 1
    assert [each["url"] for each in answer.lines] == [server.url("/good.xml")]
    assert "/bad" in answer.err


def test_a_list_is_imported_and_exported(dateline: Dateline, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text('https://a.example/rss News "~A & B"\nhttps://b.example/rss\n', "utf-8")
    assert dateline("import", urls, "--json").object == {
        "added": 2,
        "existing": 0,
        "refused": [],
        "views": 0,
    }
    target = tmp_path / "out.opml"
    assert dateline("export", "--opml", "-o", target).code == 0
    other = dateline("import", "-", stdin=target.read_text("utf-8"))
    assert other.out == "0 added, 2 already there\n"
    exported = dateline("export", "--opml").out
    assert exported == target.read_text("utf-8")
    assert 'text="A &amp; B"' in exported
    feeds = dateline("feeds", "--json").lines
    assert [(each["title"], each["folder"]) for each in feeds] == [
        ("A & B", "News"),
        ("https://b.example/rss", ""),
    ]


def test_an_import_says_what_it_did_not_take(dateline: Dateline) -> None:
    opml = '<opml><body><outline text="x" xmlUrl="|touch pwned"/></body></opml>'
    answer = dateline("import", "-", "--json", stdin=opml)
    assert answer.code == 1
    (refused,) = answer.object["refused"]
    assert refused["line"] == "|touch pwned"
    assert "program" in refused["why"]


def test_a_feed_given_as_a_list_is_told_from_one(dateline: Dateline) -> None:
    answer = dateline("import", "-", stdin=FEED)
    assert answer.code == 2
    assert answer.err == (
        "dateline: this is a feed, not a list of subscriptions\n"
        "  `dateline add` subscribes to it.\n"
    )
