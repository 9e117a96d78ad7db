"""newsboat's filters in our words, or a reason why not."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.opml.newsboat import to_query
from reader.text.search import parse_query

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread != "yes"', "is:read"),
        ('unread = "no"', "is:read"),
        ('title =~ "linux"', "title:linux"),
        ('title =~ "burst dam|flood"', '(title:"burst dam" or title:flood)'),
        ('content !~ "sport"', "-sport"),
        ('author = "Jo Bell"', 'author:"Jo Bell"'),
        ('feedtitle =~ "Wire" and link !~ "video"', "feed:Wire -url:video"),
        ('tags # "news" and age < 3', "folder:news newer:3d"),
        ("age between 2:7", "older:2d newer:8d"),
        ('enclosure_url != ""', "has:enclosure"),
        ('flags != ""', "is:starred"),
        ('(unread="yes" or age > 30) and title=~"a"', "(is:unread or older:30d) title:a"),
    ],
)
def test_a_filter_is_said_in_our_words(filters: str, query: str) -> None:
    assert to_query(filters) == query
    parse_query(query, NOW)


@pytest.mark.parametrize(
    ("filters", "why"),
    [
        ('flags # "s"', "one star instead of flags"),
        ('title =~ "[a-z]+"', "more than words"),
        ('title =~ "foo.*bar"', "more than words"),
        ("unread =", "breaks off at unread"),
        ('age < "x"', "no words for its age"),
        ("unread_count > 3", "no words for its unread_count"),
        ('title =~ "a', "cannot be read"),
    ],
)
def test_what_cannot_be_said_is_told(filters: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        to_query(filters)


pieces = st.lists(
    st.sampled_from(
        [
            *'()"#=~!<|',
            "title",
            "unread",
            "age",
            "and",
            "or",
            '"yes"',
            '"a|b"',
            '"or"',
            '"x:y"',
            "3",
        ]
    ),
    max_size=12,
).map(" ".join)


@given(st.one_of(st.text(), pieces))
def test_any_filter_is_said_or_refused(filters: str) -> None:
    with suppress(ValueError):
        to_query(filters)
