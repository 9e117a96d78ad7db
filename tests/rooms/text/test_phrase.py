"""What is found when somebody types it, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.phrase import Sought


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("The Clock Tower", "clock t", ["Clock T"]),
        ("Café, cafe\u0301, cafe", "CAFE", ["Café", "cafe", "cafe"]),
        ("He said “don’t go”", "\"don't", ["“don’t"]),
        ("two  words\nbroken", "two words broken", ["two  words\nbroken"]),
        ("ＴＯＫＹＯ　２０２６年", "tokyo 2026", ["ＴＯＫＹＯ　２０２６"]),
        ("ガソリン、かがみ", "か", ["か"]),
        ("東京都、今日の東京", "東京", ["東京", "東京"]),
        ("مُحَمَّد", "محمد", ["مُحَمَّد"]),
        ("Straße", "strasse", ["Straße"]),
        ("one\u00adtwo", "onetwo", ["one\u00adtwo"]),
        ("nothing", "   ", []),
    ],
)
def test_a_phrase_is_found_as_it_is_read(text, phrase, found):
    assert [text[a:b] for a, b in Sought(text).find(phrase)] == found


def test_numbers_of_links_are_passed_over():
    assert Sought("one¹ two", [(3, 4)]).find("one two") == [(0, 8)]


@given(st.text(max_size=40), st.text(min_size=1, max_size=4))
def test_every_text_finds_what_it_holds(before, phrase):
    text = f"{before}|{phrase}|"
    found = Sought(text).find(phrase)
    assert all(0 <= a < b <= len(text) for a, b in found)
    if phrase.strip().isalnum() and phrase.isascii():
        assert any(text[a:b].lower() == phrase.strip().lower() for a, b in found)
