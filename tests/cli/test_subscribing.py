"""Subscribing, bringing lists in, taking them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import FEED, PAGE
from tests.newsboat import make_home

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
        "articles": 0,
        "read": 0,
        "starred": 0,
        "notes": [],
    }
    target = tmp_path / "out.opml"
    assert dateline("export", "--opml", "-o", target).code == 0
    other = dateline("import", "-", stdin=target.read_text("utf-8"))
    assert other.out == "2 already there\n"
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


def test_newsboat_is_brought_over_from_its_usual_place(dateline: Dateline, tmp_path: Path) -> None:
    make_home(tmp_path / ".newsboat", "https://news.example")
    answer = dateline("import", "--newsboat", "--json", HOME=str(tmp_path))
    assert answer.code == 1
    told = answer.object
    assert (told["added"], told["views"], told["articles"], told["starred"]) == (2, 1, 7, 3)
    assert [(each["number"], each["line"]) for each in told["refused"]][1:] == [
        (5, "exec:/usr/bin/news.sh"),
        (6, "filter:/bin/tidy:https://www.example/feed"),
    ]
    assert dateline("undo").out == "Taken back: imported newsboat's feeds.\n"
    assert dateline("list").out == ""
    again = dateline("import", HOME=str(tmp_path))
    assert again.out == "2 feeds added, 1 saved view, 4 read, 3 starred\n"
    assert "not taken: line 5, exec:/usr/bin/news.sh (it runs a program" in again.err


def test_what_is_not_there_cannot_be_imported(dateline: Dateline, tmp_path: Path) -> None:
    for arguments in (("import",), ("import", "--newsboat"), ("import", tmp_path)):
        answer = dateline(*arguments, HOME=str(tmp_path))
        assert (answer.code, answer.out) == (2, "")
        assert "newsboat" in answer.err
    assert dateline("import", tmp_path / "nothing").code == 1


def test_a_list_of_newsboat_says_that_there_is_more(dateline: Dateline, tmp_path: Path) -> None:
    home = make_home(tmp_path / "boat", "https://news.example")
    answer = dateline("import", home / "urls")
    assert f"`dateline import {home}` brings newsboat's articles" in answer.err


def test_a_feed_given_as_a_list_is_told_from_one(dateline: Dateline) -> None:
    answer = dateline("import", "-", stdin=FEED)
    assert answer.code == 2
    assert answer.err == (
        "dateline: this is a feed, not a list of subscriptions\n"
        "  `dateline add` subscribes to it.\n"
    )
