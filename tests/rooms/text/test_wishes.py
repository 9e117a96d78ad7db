"""Settings as text: what is secret never shows, and nothing is lost on the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.errors import UsageError
from reader.model.feed import FeedSettings
from reader.text.wishes import in_words, read_span, span_words, understood, written

WORD = st.text("abcXYZ0129-", min_size=1, max_size=12)
SETTINGS = st.builds(
    FeedSettings,
    user_agent=WORD,
    headers=st.lists(st.tuples(WORD.map("X-".__add__), WORD), unique_by=lambda h: h[0].lower()).map(
        tuple
    ),
    interval=st.none() | st.integers(600, 10**6),
    auth_command=st.lists(st.text(min_size=1, max_size=9), max_size=3).map(tuple),
    proxy=st.sampled_from(("", "http://p:1", "http://ann@p:1", "https://ann:hunter2@p.example:1")),
    full_text=st.booleans(),
    paused=st.booleans(),
)


@given(SETTINGS)
def test_settings_that_are_written_down_and_taken_back_are_the_same(settings: FeedSettings) -> None:
    assert understood(settings, written(settings)) == (settings, [])


@given(SETTINGS)
def test_no_password_is_written_down(settings: FeedSettings) -> None:
    assert "hunter2" not in f"{written(settings)} {in_words(settings)}"


@given(st.integers(1, 10**6))
def test_a_span_reads_as_it_is_written(seconds: int) -> None:
    assert read_span(span_words(seconds)) == seconds


@pytest.mark.parametrize("text", ["2", "h", "-2h", "1.5h", "2 weeks", "99999999h"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_span(text)


def test_a_new_value_takes_the_place_of_a_hidden_one() -> None:
    before = FeedSettings(headers=(("X-Key", "old"), ("Accept", "x")), proxy="http://a:b@p:1")
    said = written(before)
    after, _ = understood(before, said._replace(headers=("X-Key: new", said.headers[1])))
    assert after.headers == (("X-Key", "new"), ("Accept", "x"))
    assert understood(before, said._replace(proxy=""))[0].proxy == ""
