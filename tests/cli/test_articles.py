"""Articles as text and as JSON, and what is done to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Dateline

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

FIELDS = (
    "id feed feed_title title url authors published updated first_seen read starred saved story "
    "revisions duplicates summary"
)


def test_a_list_is_set_in_columns_that_fit(filled: Dateline) -> None:
    assert filled("list", COLUMNS="60").out == (
        "3  ●  Nov 2020  Morning Wire  Harbour wall gives way\n"
        "2  ●  Nov 2020  Morning Wire  港町の時計塔、二メートル内陸…\n"
        "1  ●  Nov 2020  Morning Wire  Flood 2J[/nope] [@click=app.q…\n"
    )


def test_a_list_for_programs_has_every_field(filled: Dateline) -> None:
    answer = filled("list", "harbour", "--json")
    assert list(answer.object) == FIELDS.split()
    first_seen = answer.object.pop("first_seen")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", first_seen)
    assert answer.object["title"] == "Harbour wall gives way"
    assert answer.object["authors"] == ["Ines Calloway"]
    assert answer.object["published"] == "2020-11-03T11:00:00Z"
    assert answer.object["read"] is False
    assert answer.object["story"] is None
    assert answer.object["duplicates"] == []


@pytest.mark.parametrize(
    "form", [["list"], ["list", "--json"], ["show", "1"], ["show", "1", "--json"]]
)
def test_a_hostile_title_is_shown_literally_and_drives_nothing(
    filled: Dateline, form: list[str]
) -> None:
    answer = filled(*form, COLUMNS="200")
    assert answer.code == 0
    assert not CONTROLS.search(answer.out)
    assert "Flood 2J[/nope] [@click=app.quit]x[/]" in answer.out


def test_a_list_is_as_long_as_asked_for(filled: Dateline) -> None:
    def listed(*arguments: str) -> list[int]:
        return [each["id"] for each in filled("list", "--json", *arguments).lines]

    assert listed("--limit", "2") == [3, 2]
    assert listed("--limit", "0") == [3, 2, 1]
    assert listed("-title:flood") == [3, 2]
    assert listed("is:read") == []


def test_a_query_that_makes_no_sense_points_at_the_place(filled: Dateline) -> None:
    answer = filled("list", "flood is:unred")
    assert answer.code == 2
    assert answer.out == ""
    problem, query, place = answer.err.splitlines()
    assert "did you mean unread?" in problem
    assert query[place.index("^") :] == "unred"


def test_an_empty_list_is_no_failure(filled: Dateline) -> None:
    assert filled("list", "nothing-like-it", "--json").out == ""
    answer = filled("list", "nothing-like-it")
    assert (answer.code, answer.out, answer.err) == (0, "", "No article is like that.\n")


@pytest.mark.parametrize("nothing", ["", "  ", "\u202e"])
def test_an_empty_query_marks_nothing(filled: Dateline, nothing: str) -> None:
    answer = filled("mark", "read", nothing)
    assert answer.code == 2
    assert "an empty query means no article" in answer.err
    assert not filled("list", "is:read", "--json").out


def test_marks_are_made_kept_and_taken_back(filled: Dateline) -> None:
    assert filled("mark", "read", "1", "3", "--json").object == {"changed": 2}
    assert [each["id"] for each in filled("list", "is:unread", "--json").lines] == [2]
    assert filled("mark", "star", "title:flood").out == "1 article starred.\n"
    assert filled("mark", "star", "title:flood").out == "Nothing to do.\n"
    assert filled("list", "is:starred", "--json").object["id"] == 1
    assert filled("undo", "--json").object == {"changed": 1}
    assert filled("undo").out.startswith("Taken back: ")
    assert len(filled("list", "is:unread", "--json").lines) == 3
    assert filled("undo").out == "Taken back: subscribed to Morning Wire.\n"
    assert filled("undo").out == "There is nothing to take back.\n"


def test_an_article_that_is_not_there_is_named(filled: Dateline) -> None:
    long = "9" * 5000
    for answer in (filled("mark", "read", long), filled("show", long)):
        assert (answer.code, "there is no article 999" in answer.err) == (2, True)
    for answer in (filled("mark", "read", "1", "99"), filled("show", "99")):
        assert answer.code == 2
        assert "99" in answer.err
    assert len(filled("list", "is:unread", "--json").lines) == 3


def test_an_article_is_shown_as_a_page(filled: Dateline) -> None:
    assert filled("show", "3", "--width", "40").out == (
        "Harbour wall gives way\n"
        "Ines Calloway · Morning Wire · Tuesday,\n"
        "3 November 2020, 11:00\n"
        "https://wire.example/harbour\n"
        "\n"
        "The wall fell at dawn.\n"
        "\n"
        "Nobody was hurt, the harbour master said\n"
        "[1].\n"
        "\n"
        "[1] https://wire.example/more\n"
    )


def test_an_article_is_shown_in_other_forms(filled: Dateline) -> None:
    page = filled("show", "3", "--json").object
    assert page["text"] == "The wall fell at dawn.\n\nNobody was hurt, the harbour master said."
    assert page["source"] == "Morning Wire"
    assert page["byline"] == "Ines Calloway"
    assert page["blocks"][0] == {
        "kind": "paragraph",
        "spans": [{"text": "The wall "}, {"text": "fell", "bold": True}, {"text": " at dawn."}],
    }
    assert filled("show", "3", "--format", "json").object == page
    markdown = filled("show", "3", "--format", "markdown").out
    assert markdown.startswith("# [Harbour wall gives way](https://wire.example/harbour)\n")
    assert "The wall **fell** at dawn." in markdown
    html = filled("show", "3", "--format", "html").out
    assert "<p>The wall <b>fell</b> at dawn.</p>" in html


def test_an_article_is_shown_by_its_address_without_asking_the_network(filled: Dateline) -> None:
    assert filled("show", "https://wire.example/harbour", "--json").object["id"] == 3
