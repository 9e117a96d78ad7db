"""Commands on single feeds: looked at, arranged, set otherwise, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import FEED

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline
    from tests.server import Server

SECRETS = ("hunter2", "s3cret")


@pytest.fixture
def two(dateline: Dateline, server: Server) -> Dateline:
    """The program with two feeds: Morning Wire and Evening Wire."""
    for path, name in (("/morning.xml", "Morning Wire"), ("/evening.xml", "Evening Wire")):
        server.serve(path, FEED.replace("Morning Wire", name))
        dateline("add", server.url(path))
    return dateline


def titles(dateline: Dateline) -> dict[str, str]:
    return {each["title"]: each["folder"] for each in dateline("feeds", "--json").lines}


def settings(dateline: Dateline) -> dict[str, object]:
    return dateline("feed", "show", "1", "--json").object["health"]["settings"]


def test_a_feed_is_renamed_moved_and_left_and_all_of_it_taken_back(two: Dateline) -> None:
    assert two("feed", "rename", "1", "Dawn").out.startswith("Morning Wire: renamed\n")
    assert two("feed", "move", "1", "2", "--folder", "News", "--json").object == {"changed": 2}
    assert titles(two) == {"Dawn": "News", "Evening Wire": "News"}
    assert two("feed", "remove", "Dawn", "evening").code == 0
    assert titles(two) == {}
    assert two("undo").out == "Taken back: unsubscribed from 2 feeds.\n"
    assert titles(two) == {"Dawn": "News", "Evening Wire": "News"}
    two("undo")
    two("undo")
    assert titles(two) == {"Morning Wire": "", "Evening Wire": ""}
    assert two("feed", "rename", "1", "").out == "Nothing to change.\n"


def test_settings_are_set_and_unset_by_name(two: Dateline) -> None:
    said = ("--interval", "2h", "--user-agent", "Mine/1", "--proxy", "http://p.example:1")
    answer = two("feed", "set", "1", *said, "--header", "X-Key: k", "--full-text")
    assert answer.code == 0, answer.err
    assert two("feed", "set", "1", "--header", "Accept: text/xml").code == 0
    usual = {"auth_command": False, "paused": False}
    assert settings(two) == usual | {
        "user_agent": "Mine/1",
        "headers": ["X-Key", "Accept"],
        "interval": 7200,
        "proxy": "http://p.example:1",
        "full_text": True,
        "save": False,
    }
    two("feed", "unset", "1", "--header", "x-key", "--proxy", "--interval")
    found = settings(two)
    assert (found["headers"], found["proxy"], found["interval"]) == (["Accept"], None, None)
    assert found["user_agent"] == "Mine/1"
    two("undo")
    assert settings(two)["headers"] == ["X-Key", "Accept"]
    two("feed", "unset", "1", "--everything")
    assert not any(settings(two).values())


def test_secrets_are_kept_and_never_written_out(two: Dateline) -> None:
    proxy = "http://ann:hunter2@p.example:1"
    two("feed", "set", "1", "--proxy", proxy, "--header", "X-Key: s3cret")
    two("feed", "set", "1", "--interval", "3h")  # leaves the others as they are
    looks = "feed show 1, feed show 1 --json, feeds --json, feeds --health --json, export --opml"
    for command in looks.split(", "):
        answer = two(*command.split())
        assert not any(secret in answer.out + answer.err for secret in SECRETS)
    assert settings(two)["proxy"] == "http://p.example:1"
    store = b"".join(each.read_bytes() for each in two.home.rglob("dateline.db*"))
    assert all(secret.encode() in store for secret in SECRETS)


def test_every_problem_of_settings_is_told_at_once(two: Dateline) -> None:
    answer = two("feed", "set", "1", "--interval", "soon", "--header", "hunter2", "--proxy", "x")
    assert answer.code == 2
    problem, *hints = answer.err.splitlines()
    assert problem == (
        "dateline: a header has no colon; soon is no interval; "
        "the proxy is not an address that can be used"
    )
    assert len(hints) == 3
    assert "hunter2" not in answer.err
    answer = two("feed", "set", "1", "--interval", "1m", "--proxy", "host", "--header", "Host: x")
    assert answer.code == 2
    assert answer.err.count(";") == 2
    assert not any(settings(two).values())


def test_a_paused_feed_is_not_asked_until_it_is_resumed(two: Dateline) -> None:
    assert two("feed", "pause", "1", "2").out.startswith("Morning Wire: paused\n")
    assert two("feed", "pause", "1").out == "Nothing to change.\n"
    assert two("refresh", "--force").out == "No feed is due; --force asks anyway.\n"
    assert "paused by you" in two("feeds", "--health").out
    two("feed", "resume", "1")
    assert two("refresh", "--force").out.endswith("(1 feed asked)\n")
    two("undo")
    assert two("refresh", "--force").out == "No feed is due; --force asks anyway.\n"


def test_a_feed_is_shown_with_what_is_known_of_it(two: Dateline, server: Server) -> None:
    server.serve("/evening.xml", "gone", status=410)
    two("refresh", "2", "--force")
    shown = two("feed", "show", "2").out
    for words in ("Evening Wire", "gone", "410", "not by itself", server.url("/evening.xml")):
        assert words in shown
    health = two("feed", "show", "2", "--json").object["health"]
    assert (health["state"], health["http_status"], health["failures"]) == ("gone", 410, 1)


def test_what_needs_a_person_stands_first_in_a_list_that_fits(
    two: Dateline, server: Server
) -> None:
    server.serve("/evening.xml", "no", status=404)
    two("refresh", "2", "--force")
    answer = two("feeds", "--health")
    lines = answer.out.splitlines()
    assert "failing" in lines[1]
    assert "Evening Wire" in lines[1]
    assert max(map(len, lines)) <= 80
    assert answer.err.startswith("2 feeds: 1 failing, 1 ok.")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("feed", "show", "9"), "no feed is called 9"),
        (("feed", "remove", "Wire"), "could be"),
        (("feed", "set", "1"), "nothing to set"),
        (("feed", "unset", "1"), "nothing to unset"),
        (("feed", "burn", "1"), "burn is not known"),
        (("feed",), "VERB"),
    ],
)
def test_a_mistake_is_a_sentence(two: Dateline, words: tuple[str, ...], told: str) -> None:
    answer = two(*words)
    assert answer.code == 2
    assert told in answer.err
    assert len(titles(two)) == 2


def test_a_list_that_was_cut_says_so(filled: Dateline) -> None:
    cut = filled("list", "--limit", "2")
    assert len(cut.out.splitlines()) == 2
    assert cut.err == "There are more than these 2: --limit 0 lists all.\n"
    for limit in ("3", "0"):
        assert filled("list", "--limit", limit).err == ""
