"""The whole text of an article, asked for by a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.build import rss, whole_page

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline
    from tests.server import Server

HTML = "text/html; charset=utf-8"


@pytest.fixture
def followed(dateline: Dateline, server: Server) -> Dateline:
    server.serve("/whole.xml", rss("Dam holds", "Mayor speaks", host=server.url("")))
    server.serve("/dam-holds", whole_page(), content_type=HTML)
    server.serve("/mayor-speaks", "<article><p>Mayor speaks in full.</p>", content_type=HTML)
    assert dateline("add", server.url("/whole.xml")).code == 0
    server.requests.clear()
    return dateline


def test_an_article_is_shown_whole(followed: Dateline, server: Server) -> None:
    assert followed("show", "2", "--json").object["text_from"] == "feed"
    answer = followed("show", "2", "--full", "--json")
    assert answer.object["text_from"] == "page"
    assert answer.object["source"] == "Morning Wire"
    assert "Seam number 12" in answer.object["text"]
    assert answer.err == ""
    # It is kept: asked for again, or not asked for, it stands there.
    assert "Seam number 12" in followed("show", "2", "--full").out
    shown = followed("show", "2").out
    assert "Seam number 12" in shown
    assert "whole text from its page" in shown.replace("\n", " ")
    assert len(server.asked("/dam-holds")) == 1
    assert [each["id"] for each in followed("list", "valley", "--json").lines] == [2]


def test_a_page_that_does_not_give_it_is_an_error_that_says_why(followed: Dateline) -> None:
    answer = followed("show", "1", "--full")
    assert answer.code == 1
    assert answer.out == ""
    assert "no more text than the feed gives" in answer.err
    assert "browser" in answer.err
    assert "Mayor speaks in full." in followed("show", "1").out


def test_a_server_that_does_not_answer_is_an_error_of_the_network(
    followed: Dateline, server: Server
) -> None:
    server.serve("/dam-holds", "trouble", status=503, content_type=HTML)
    answer = followed("show", "2", "--full")
    assert answer.code == 4
    assert "503" in answer.err


def test_an_earlier_version_is_the_feeds(followed: Dateline) -> None:
    answer = followed("show", "2", "--full", "--revision", "1")
    assert answer.code == 2
    assert "--revision" in answer.err


def test_a_refresh_fetches_what_a_feed_wants_whole(followed: Dateline, server: Server) -> None:
    assert followed("feed", "set", "1", "--full-text").code == 0
    document = rss("Bridge shut", "Quay shut", "Dam holds", "Mayor speaks", host=server.url(""))
    server.serve("/whole.xml", document)
    server.serve("/bridge-shut", whole_page(), content_type=HTML)
    answer = followed("refresh", "1", "--json", DATELINE_LOOPBACK_GAP="0")
    assert answer.object["new"] == 2
    assert answer.err == "2 of 4 whole texts could not be had.\n"
    asked = [each.path for each in server.requests]
    assert asked == ["/whole.xml", "/bridge-shut", "/dam-holds", "/quay-shut", "/mayor-speaks"]
    ids = {each["title"]: str(each["id"]) for each in followed("list", "--json").lines}
    assert followed("show", ids["Bridge shut"], "--json").object["text_from"] == "page"
    assert followed("show", ids["Quay shut"], "--json").object["text_from"] == "feed"
