"""The query language, and what it says when it does not understand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.errors import UsageError
from reader.model.query import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Before,
    Condition,
    Has,
    Is,
    Not,
    Since,
    Words,
)
from reader.text.search import parse_query

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def where(text: str) -> Condition:
    return parse_query(text, NOW).where


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("flood", Words("flood")),
        ("flood dam", AllOf((Words("flood"), Words("dam")))),
        ('"burst dam"', Words("burst dam")),
        ("“burst dam”", Words("burst dam")),
        ("covid-19", Words("covid-19")),
        ("10:30", Words("10:30")),
        ("https://example.org/a", Words("https://example.org/a")),
        ("feed:bbc", Words("bbc", "feed")),
        ('FEED:"BBC News"', Words("BBC News", "feed")),
        ("folder:News", Words("News", "folder")),
        ("author:Bell", Words("Bell", "author")),
        ("title:flood", Words("flood", "title")),
        ("is:unread", Is("unread")),
        ("is:Starred", Is("starred")),
        ("is:followed", Is("followed")),
        ("has:enclosure", Has("enclosure")),
        ("has:revision", Has("revision")),
        ("-flood", Not(Words("flood"))),
        ('-"burst dam"', Not(Words("burst dam"))),
        ("-is:read", Not(Is("read"))),
        ("--flood", Words("flood")),
        ("-(a b)", Not(AllOf((Words("a"), Words("b"))))),
        ("a or b", AnyOf((Words("a"), Words("b")))),
        ("a OR b OR c", AnyOf((Words("a"), Words("b"), Words("c")))),
        ("a b or c", AnyOf((AllOf((Words("a"), Words("b"))), Words("c")))),
        ("a (b or c)", AllOf((Words("a"), AnyOf((Words("b"), Words("c")))))),
        ("(a)", Words("a")),
        ("newer:90s", Since(NOW - timedelta(seconds=90))),
        ("newer:5m", Since(NOW - timedelta(minutes=5))),
        ("newer:3h", Since(NOW - timedelta(hours=3))),
        ("newer:2d", Since(NOW - timedelta(days=2))),
        ("newer:1w", Since(NOW - timedelta(days=7))),
        ("older:1y", Before(NOW - timedelta(days=365.25))),
        ("older:2026-11-01", Before(datetime(2026, 11, 1, tzinfo=UTC))),
        ("newer:2026-10", Since(datetime(2026, 10, 1, tzinfo=UTC))),
        ("newer:2025", Since(datetime(2025, 1, 1, tzinfo=UTC))),
    ],
)
def test_a_query_means_what_it_says(text: str, means: Condition) -> None:
    assert where(text) == means


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_query_is_everything(text: str) -> None:
    assert parse_query(text, NOW) == EVERYTHING


@pytest.mark.parametrize(
    ("text", "expected", "place"),
    [
        ("is:unred", "did you mean unread?", "   ^"),
        ("has:", "enclosure, revision or picture", "    ^"),
        ("newer:soon", "an age such as 2d", "      ^"),
        ("newer:2026-13-01", "no such date", "      ^"),
        ("newer:999999999y", "beginning of time", "      ^"),
        ("a feeed:x", "did you mean feed:?", "  ^"),
        ("zz:x", "there are title:, author:, feed:", "^"),
        ("(a", 'expected a ")"', "  ^"),
        ("a)", 'no "("', " ^"),
        ("()", 'a word before ")"', " ^"),
        ("a or", "a word at the end", "    ^"),
        ("or a", 'a word before "or"', "^"),
        ('a "b c', "never closed", "  ^"),
        ('feed:"b', "never closed", "     ^"),
        ('""', "a word after the quotation mark", " ^"),
        ("feed:", "part of a feed's title", "     ^"),
        ("story:", "a story's number such as s12", "      ^"),
        ("港町 is:x", "is: expects", "        ^"),
    ],
)
def test_a_query_that_makes_no_sense_says_where_and_what_was_expected(
    text: str, expected: str, place: str
) -> None:
    with pytest.raises(UsageError) as caught:
        parse_query(text, NOW)
    assert expected in caught.value.problem
    shown, mark = caught.value.hint.split("\n")
    assert shown == text
    assert mark == place


def test_a_long_query_is_shown_in_part() -> None:
    with pytest.raises(UsageError) as caught:
        parse_query("flood " * 60 + "is:x " + "dam " * 60, NOW)
    shown, mark = caught.value.hint.split("\n")
    assert len(shown) < 80
    assert shown[len(mark) - 1 :].startswith("x dam")


@pytest.mark.parametrize("text", ["(" * 5000 + "a" + ")" * 5000, "a " * 5000, "-" * 5000])
def test_a_query_made_to_break_something_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_query(text, NOW)


@given(st.one_of(st.text(), st.text('ab ():"-or fednwrishi2')))
def test_any_text_is_understood_or_refused_in_a_sentence(text: str) -> None:
    hint = "^"
    try:
        parse_query(text, NOW)
    except UsageError as error:
        hint = error.hint
    assert hint.endswith("^")
