"""What a word is, and where a text has some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.words import bare, hits, says, snippet, sought, words_of


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The Clock Tower", "clock tow", True),
        ("The Clock Tower", "lock", False),
        ("The Clock Tower", "clock the", False),
        ("Überschwemmung", "uberschw", True),
        ("Uberschwemmung", "ÜBER", True),
        ("Straße gesperrt", "strasse", True),
        ("re-open the dam", "re-open", True),
        ("reopen the dam", "re-open", False),
        ("don’t", "don't", True),
        ("今日の東京都", "東京", True),
        ("今日の東京", "東京都", False),
        ("北京日报", "日", True),
        ("北京日报", "京", True),
        ("AT&T 日本語text", "日本語 text", True),
        ("東京、京都", "京都", True),
        ("ニュース速報", "ｎ", False),
        ("ﾆｭｰｽ速報", "ニュース", True),
        ("한국어 뉴스", "한국", True),
        ("सरकार ने", "सरका", True),
        ("أَخْبَار", "اخبار", True),
        ("ข่าววันนี้", "วันนี้", True),
    ],
)
def test_what_finds_what(text: str, wanted: str, found: bool) -> None:
    assert says(words_of(text), sought(wanted)) is found


def test_what_has_no_letter_asks_for_no_word() -> None:
    assert sought("% -- …") == ()


def test_tags_part_words_unless_they_stand_within_a_line() -> None:
    markup = "<p>Un<b>seen</b> dam</p><p>Next &amp; <a href='https://x.example/flood'>last</a></p>"
    assert words_of(bare(markup)) == ["unseen", "dam", "next", "last"]


def test_hits_say_where_as_it_was_written() -> None:
    text = "In Tōkyō, the TOKYO Towers; 東京都"
    places = [text[hit.start : hit.end] for hit in hits(text, sought("tokyo tow"))]
    assert places == ["TOKYO Towers"]
    assert [text[hit.start : hit.end] for hit in hits(text, sought("東京"))] == ["東京"]
    assert [text[hit.start : hit.end] for hit in hits(text, sought("tok"))] == ["Tōkyō", "TOKYO"]


def test_a_snippet_shows_the_surroundings_in_whole_words() -> None:
    text = "one two three " * 30 + "the dam broke " + "four five six " * 30
    shown = snippet(text, [sought("dam")], 60)
    assert "the dam broke" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 62
    assert snippet(text, [sought("flood")]) == ""


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_text_says_every_beginning_of_itself(text: str, more: str) -> None:
    wanted = sought(text)
    if wanted:
        assert says(words_of(text), wanted)
        assert says(words_of(f"{more} {text}"), wanted)


@given(st.text(max_size=60))
def test_words_have_neither_blanks_nor_quotes_and_are_not_empty(text: str) -> None:
    for word in words_of(text):
        assert word
        assert not any(c.isspace() or c in "\"'*" for c in word)


@given(st.text(max_size=60), st.text(min_size=1, max_size=5))
def test_hits_are_where_the_text_says_it(text: str, wanted: str) -> None:
    words = sought(wanted)
    if words and says(words_of(text), words):
        for hit in hits(text, words):
            assert 0 <= hit.start < hit.end <= len(text)
