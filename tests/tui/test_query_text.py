"""What a list shows, said as a query that finds the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.model.query import EVERYTHING
from reader.text.search import parse_query
from reader.tui.views import View, in_quotes, query_text, smart_views

NOW = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)
UNREAD, TODAY, STARRED, ALL = smart_views(NOW)


@pytest.mark.parametrize(
    ("view", "words", "text"),
    [
        (UNREAD, "", "is:unread"),
        (UNREAD, "dam", "is:unread dam"),
        (UNREAD, "dam or flood", "is:unread (dam or flood)"),
        (TODAY, "", "newer:1d"),
        (STARRED, "dam", "is:starred dam"),
        (ALL, "", ""),
        (ALL, "dam or flood", "dam or flood"),
        (View('The "Wire"', EVERYTHING, feed_id=3), "", "feed:Wire"),
        (View("World", EVERYTHING, folder="World"), "dam", "folder:World dam"),
        (View("V", EVERYTHING, saved=1, text="a or b"), "dam", "(a or b) dam"),
    ],
)
def test_a_list_is_said_as_a_query(view: View, words: str, text: str) -> None:
    assert query_text(view, words) == text
    parse_query(text, NOW)


@pytest.mark.parametrize("name", ["or", "a b", "x:y", 'say "it"', "(", "-", "港町", ""])
def test_any_name_can_be_said_as_one_term(name: str) -> None:
    said = in_quotes(name)
    if name:
        parse_query(f"feed:{said}", NOW)
