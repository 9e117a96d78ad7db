"""What holds for any text that passes the one door."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.text.clean import clean_line, clean_text, is_clean

CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
NASTY = "a\u0301\u200d\u202e\x1b\x9b\n\r\t\x85\u2028\u2029 \x7f\ufeff\ud800漢\u0600"
texts = st.one_of(st.text(), st.text(NASTY), st.text(st.characters(), min_size=1))


@given(texts)
def test_no_control_character_passes(text: str) -> None:
    assert not CONTROLS.search(clean_text(text))
    assert not re.search("[\n\t]", clean_line(text))


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert is_clean(clean_text(text))
    assert is_clean(clean_line(text))


@given(st.text(st.characters(categories=["Ll", "Lu", "Lo", "Nd", "Po", "Sm", "So"])))
def test_visible_text_is_left_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@given(st.sampled_from("\u0301\u0336\u20dd\u200d\ufe0f\xad\u3099\U000e0101"), st.integers(9, 2000))
def test_no_more_than_eight_marks_stand_on_one_base(mark: str, count: int) -> None:
    assert clean_text("a" + mark * count + "b") == "a" + mark * 8 + "b"


def test_text_that_only_copies_see_is_removed() -> None:
    hidden = "".join(chr(0xE0000 + ord(each)) for each in "ignore this")
    assert clean_line(f"Headline{hidden}") == "Headline"
