"""Saving for the train, as a script does it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.build import rss, whole_page
from tests.pictures import png

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline
    from tests.server import Server

HTML = "text/html; charset=utf-8"


@pytest.fixture
def followed(dateline: Dateline, server: Server) -> Dateline:
    dateline.environment["DATELINE_LOOPBACK_GAP"] = "0"
    shown = whole_page().replace("</p>", '</p><img src="/seam.png" alt="A seam">', 1)
    server.serve("/keep.xml", rss("Dam holds", "Mayor speaks", host=server.url("")))
    server.serve("/dam-holds", shown, content_type=HTML)
    server.serve("/seam.png", png(), content_type="image/png")
    server.serve("/alone", shown.replace("Dam", "Weir"), content_type=HTML)
    assert dateline("add", server.url("/keep.xml")).code == 0
    server.requests.clear()
    return dateline


def test_an_article_is_saved_and_read_when_its_server_is_gone(
    followed: Dateline, server: Server
) -> None:
    answer = followed("save", "2", "--json")
    assert answer.code == 0, answer.err
    line = answer.object
    assert (line["id"], line["url"]) == (2, server.url("/dam-holds"))
    assert (line["pictures"], line["of"], line["page"]) == (1, 1, True)
    assert line["complete"] is True
    assert line["bytes"] > 300
    server.remove("/dam-holds")
    shown = followed("show", "2")
    assert "Seam number 12" in shown.out
    assert "saved: text, page, 1 picture, " in shown.out
    assert followed("show", "2", "--json").object["offline"]["complete"] is True
    assert [each["id"] for each in followed("list", "is:saved", "--json").lines] == [2]
    server.requests.clear()
    assert followed("save", "2").code == 0
    assert followed("save").out == "Everything that is saved or starred is kept.\n"
    assert server.requests == []


def test_any_address_can_be_saved(followed: Dateline, server: Server) -> None:
    answer = followed("save", server.url("/alone"), "--json")
    assert answer.code == 0, answer.err
    assert answer.object["complete"] is True
    new = answer.object["id"]
    assert [each["id"] for each in followed("list", "is:saved", "--json").lines] == [new]
    assert [each["id"] for each in followed("list", "--json").lines] == [2, 1]
    assert "Seam number 12" in followed("show", server.url("/alone")).out
    assert followed("feeds", "--json").lines[0]["total"] == 2
    assert followed("undo").code == 0
    assert followed("list", "is:saved", "--json").out == ""


def test_what_cannot_be_saved_is_an_error_of_its_own(followed: Dateline, server: Server) -> None:
    answer = followed("save", server.url("/nowhere"))
    assert answer.code == 4
    assert "404" in answer.err
    assert followed("save", "99").code == 2
    both = followed("save", server.url("/nowhere"), "2", "--json")
    assert both.code == 1
    assert both.object["id"] == 2


def test_what_waits_is_gone_on_with_by_a_refresh(followed: Dateline, server: Server) -> None:
    assert followed("mark", "star", "2").code == 0
    assert followed("refresh", "--json").code == 0
    assert [each.path for each in server.requests] == ["/dam-holds", "/seam.png"]


def test_a_feed_is_kept_as_it_comes(followed: Dateline, server: Server) -> None:
    assert followed("feed", "set", "1", "--save").code == 0
    server.serve("/keep.xml", rss("Quay shut", "Dam holds", host=server.url("")))
    server.serve("/quay-shut", whole_page(), content_type=HTML)
    assert followed("refresh", "1", "--force", "--json").object["new"] == 1
    (line,) = followed("list", "is:saved", "--json").lines
    assert line["title"] == "Quay shut"
    assert followed("show", str(line["id"]), "--json").object["offline"]["page"] is True


def test_saved_no_more_is_a_change_like_any_other(followed: Dateline) -> None:
    followed("save", "2")
    assert followed("unsave", "is:saved", "--json").object == {"changed": 1}
    assert followed("list", "is:saved", "--json").out == ""
    followed("undo")
    assert [each["id"] for each in followed("list", "is:saved", "--json").lines] == [2]
    assert followed("show", "2", "--json").object["offline"]["complete"] is True


def test_check_and_backup_know_the_files(followed: Dateline) -> None:
    followed("save", "2")
    copy = followed.home.parent / "copy.db"
    answer = followed("backup", copy)
    assert "copy.db.files" in answer.err
    shutil.rmtree(followed.home / "data" / "files")
    broken = followed("check")
    assert broken.code == 3
    assert "2 files of saved articles are missing" in broken.out
    shutil.copytree(copy.with_name("copy.db.files"), followed.home / "data" / "files")
    assert followed("check").code == 0
