"""Asking feeds and looking at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import FEED

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline
    from tests.server import Server

HEALTH = ["id", "url", "title", "folder", "unread", "total"]


def test_feeds_that_are_not_due_are_left_alone(filled: Dateline, server: Server) -> None:
    before = len(server.requests)
    answer = filled("refresh")
    assert (answer.code, answer.out) == (0, "No feed is due; --force asks anyway.\n")
    assert len(server.requests) == before


def test_a_refresh_is_summed_up_in_one_object(filled: Dateline, server: Server) -> None:
    news = FEED.replace("<item>", "<item><title>Fresh</title><guid>w9</guid></item><item>", 1)
    server.serve("/wire.xml", news, etag='"2"')
    answer = filled("refresh", "--force", "--json")
    assert answer.object == {
        "feeds": 1,
        "updated": 1,
        "unchanged": 0,
        "failed": 0,
        "new": 1,
        "changed": 0,
        "errors": [],
        "postponed": [],
    }
    assert answer.code == 0


def test_a_feed_that_fails_is_named_with_a_way_out(dateline: Dateline, server: Server) -> None:
    server.serve("/fails.xml", FEED)
    url = server.url("/fails.xml")
    dateline("add", url)
    server.serve("/fails.xml", "gone", status=404)
    answer = dateline("refresh", "Morning", "--force", "--json")
    assert answer.code == 1
    (error,) = answer.object["errors"]
    assert set(error) == {"url", "problem", "hint", "retry_at"}
    assert error["url"] == url
    assert error["retry_at"].endswith("Z")
    assert answer.err.startswith("dateline: Morning Wire: ")
    (feed,) = dateline("feeds", "--health", "--json").lines
    assert (feed["status"], feed["error"]) == ("failed", error["problem"])
    assert dateline("feeds").out == "1  3  !  Morning Wire\n"
    table = dateline("feeds", "--health").out
    assert "failing" in table
    assert url not in table
    assert "is not there" in table
    assert error["hint"] in " ".join(table.split())


def test_feeds_are_listed_folder_by_folder(filled: Dateline) -> None:
    assert filled("feeds").out == "News\n1  3    Morning Wire\n"


def test_a_feed_is_listed_with_every_field(filled: Dateline, server: Server) -> None:
    (feed,) = filled("feeds", "--json").lines
    assert {name: feed[name] for name in HEALTH} == {
        "id": 1,
        "url": server.url("/wire.xml"),
        "title": "Morning Wire",
        "folder": "News",
        "unread": 3,
        "total": 3,
    }
    assert feed["status"] == "updated"
    assert feed["last_checked"].endswith("Z")
    assert feed["next_check"].endswith("Z")
    assert feed["why"]
    assert feed["error"] == ""


def test_a_feed_nobody_knows_is_a_mistake(filled: Dateline) -> None:
    answer = filled("refresh", "Evening")
    assert answer.code == 2
    assert "Evening" in answer.err


def test_no_subscriptions_yet_is_told_with_the_first_step(dateline: Dateline) -> None:
    answer = dateline("feeds")
    assert (answer.code, answer.out) == (0, "")
    assert "dateline add" in answer.err
    refreshed = dateline("refresh")
    assert refreshed.code == 0
    assert "dateline add" in refreshed.err
    assert refreshed.out == ""


def test_health_says_what_its_columns_are(filled: Dateline) -> None:
    heads, feed = filled("feeds", "--health").out.splitlines()
    assert heads.split() == ["id", "state", "asked", "next", "feed", "why", "then"]
    assert "Morning Wire" in feed


def test_a_way_out_of_many_failures_is_told_once(dateline: Dateline, server: Server) -> None:
    for path in ("/a.xml", "/b.xml"):
        server.serve(path, FEED)
        dateline("add", server.url(path))
        server.serve(path, "gone", status=404)
    told = dateline("refresh", "--force").err.splitlines()
    assert [line.startswith("dateline: Morning Wire: ") for line in told] == [True, True, False]
