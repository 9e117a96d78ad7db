"""Saved views, rules, the history and purging, as a script meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Dateline


def listed(dateline: Dateline, *query: str) -> list[int]:
    return [each["id"] for each in dateline("list", "--json", *query).lines]


def test_a_view_is_saved_listed_and_taken_away(filled: Dateline) -> None:
    assert filled("views").err.startswith("There are no saved views yet")
    assert filled("views", "add", "High water", "flood or harbour").out == (
        "Saved: High water · 2 unread\n"
    )
    assert filled("views", "add", "Old", "-newer:2d", "--json").object == {
        "id": 2,
        "name": "Old",
        "query": "-newer:2d",
        "unread": 3,
    }
    filled("views", "move", "Old", "up")
    assert [each["name"] for each in filled("views", "--json").lines] == ["Old", "High water"]
    filled("views", "rename", "Old", "Older")
    assert listed(filled, "--view", "high") == [3, 1]
    assert listed(filled, "--view", "High water", "title:flood") == [1]
    assert filled("views", "remove", "older").out == "Removed: Older\n"
    assert filled("undo").out == "Taken back: removed the view Older.\n"
    assert len(filled("views", "--json").lines) == 2


def test_a_view_is_told_by_the_name_it_got(filled: Dateline) -> None:
    for name, kept in (("High\n water", "High water"), ("1", "1"), ("港 🌊", "港 🌊")):
        answer = filled("views", "add", name, "flood", "--json")
        assert (answer.code, answer.object["name"]) == (0, kept)
    answer = filled("views", "add", "x" * 101, "flood")
    assert answer.code == 2
    assert "too long for a view" in answer.err
    assert len(filled("views", "--json").lines) == 3


def test_a_view_that_makes_no_sense_is_refused(filled: Dateline) -> None:
    answer = filled("views", "add", "Bad", "is:unred")
    assert answer.code == 2
    assert "did you mean unread?" in answer.err
    filled("views", "add", "Floods", "flood")
    answer = filled("views", "add", "Floods", "dam")
    assert (answer.code, answer.err) == (
        2,
        "dateline: there is a view Floods already\n  Choose another name.\n",
    )
    answer = filled("list", "--view", "ferries")
    assert answer.code == 2
    assert "no view is called ferries" in answer.err


def test_a_rule_is_tried_added_and_its_deeds_taken_back(filled: Dateline) -> None:
    tried = filled("rules", "try", "mute", "title:flood")
    assert tried.out.splitlines()[0] == "Would have muted 1 of the last 3 articles."
    assert "Flood 2J" in tried.out
    made = filled("rules", "add", "mute:30d", "title:flood", "--unread", "--json").object
    assert (made["action"], made["hits"], made["ended"]) == ("mute", 1, False)
    assert made["ends"]
    assert listed(filled) == [3, 2]
    assert listed(filled, "is:muted") == [1]
    assert filled("feeds", "--json").object["unread"] == 2
    assert filled("rules", "undo", "1").out == "1 article as before the rule.\n"
    assert listed(filled, "is:unread") == [3, 2, 1]
    filled("undo")
    assert listed(filled, "is:unread") == [3, 2]
    filled("undo")
    assert listed(filled, "is:unread") == [3, 2, 1]
    assert filled("rules").err.startswith("There are no rules yet")


def test_a_rule_that_cannot_be_is_refused(filled: Dateline) -> None:
    for words, problem in (
        (("explode", "flood"), "a rule cannot explode"),
        (("mute", "is:unred"), "did you mean unread?"),
        (("mute:soon", "flood"), "a rule cannot end at soon"),
        (("mute:2020", "flood"), "past already"),
    ):
        answer = filled("rules", "add", *words)
        assert answer.code == 2
        assert problem in answer.err
    assert filled("rules", "remove", "7").code == 2


def test_the_history_is_listed_and_a_change_out_of_turn_is_undone(filled: Dateline) -> None:
    filled("mark", "read", "1", "2")
    filled("mark", "star", "3")
    assert [each["what"] for each in filled("undo", "--list", "--json").lines] == [
        "starred 1 article",
        "marked 2 articles read",
        "subscribed to Morning Wire",
    ]
    assert filled("undo", "2").out == "Taken back: marked 2 articles read.\n"
    assert listed(filled, "is:unread") == [3, 2, 1]
    assert listed(filled, "is:starred") == [3]
    assert "undone" in filled("undo", "--list").out
    assert filled("redo").out == "Done again: marked 2 articles read.\n"
    assert filled("redo").out == "There is nothing to do again.\n"
    filled("mark", "unread", "1")
    answer = filled("undo", "2")
    assert answer.code == 2
    assert "marked 1 article unread" in answer.err
    assert listed(filled, "is:unread") == [3, 1]


def test_a_purge_is_shown_and_happens_only_when_asked_for(filled: Dateline) -> None:
    filled("mark", "star", "2")
    filled("mark", "read", "1", "2")
    answer = filled("purge", "--older", "1y")
    assert answer.code == 2
    assert answer.out.endswith("1 text, 39 bytes; 2 that are starred, saved or unread stay.\n")
    assert "Add --yes" in answer.err
    assert filled("purge", "--older", "1y", "--dry-run", "--json").object["purged"] == 0
    assert filled("purge", "--older", "1y", "--yes", "--json").object["purged"] == 1
    page = filled("show", "1").out
    assert "rises. …" in page
    assert "let go" in page
    assert listed(filled) == [3, 2, 1]
    assert listed(filled, "is:unread") == [3]


def test_what_was_unsubscribed_from_stays_until_it_is_purged(filled: Dateline) -> None:
    assert filled("purge", "--dry-run").out.startswith("0 articles of feeds")
    filled("mark", "star", "3")
    assert filled("remove", "morning").out.startswith("Morning Wire: removed\n")
    assert listed(filled) == []
    assert listed(filled, "is:starred") == [3]
    plan = filled("purge", "--dry-run", "--json").object
    assert (plan["articles"], plan["kept"], plan["purged"]) == (2, 1, 0)
    assert filled("purge", "--yes").err == "2 gone.\n"
    assert listed(filled, "is:starred") == [3]
    filled("undo")
    assert listed(filled) == [3]
    assert filled("check").code == 0


def test_texts_go_by_themselves_only_after_it_was_agreed(filled: Dateline) -> None:
    filled("mark", "read", "1")
    assert filled("purge", "--daily").code == 2
    assert filled("purge", "--older", "1y", "--daily").code == 2
    assert "by themselves" not in filled("purge", "--older", "1y", "--dry-run").out
    answer = filled("purge", "--older", "1y", "--daily", "--yes")
    assert answer.err == "1 gone. Older ones follow by themselves.\n"
    assert "older than 1y go by themselves" in filled("purge", "--dry-run").out
    filled("mark", "read", "2")
    filled("refresh")
    assert filled("purge", "--older", "1y", "--dry-run", "--json").object["articles"] == 0
    filled("purge", "--never")
    assert "by themselves" not in filled("purge", "--dry-run").out


def test_saved_searches_of_newsboat_become_views(dateline: Dateline, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text(
        'https://a.example/rss\n"query:Linux:title =~ \\"linux|bsd\\" and unread = \\"yes\\""\n'
        '"query:Flags:flags # \\"s\\""\n',
        "utf-8",
    )
    answer = dateline("import", urls)
    assert answer.out == "1 feed added, 1 saved view\n"
    assert "one star instead of flags" in answer.err
    assert dateline("views", "--json").object["query"] == "(title:linux or title:bsd) is:unread"
    dateline("export", "--opml", "-o", tmp_path / "out.opml")
    dateline("views", "remove", "Linux")
    assert dateline("import", tmp_path / "out.opml", "--json").object["views"] == 1
    assert dateline("views", "--json").object["name"] == "Linux"
