from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.cells import cell_width, cut_cells, pad_cells, wrap_cells


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("漢字", 4),
        ("한글", 4),
        ("한", 2),
        ("e\u0301", 1),
        ("a\u200bb", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("👍🏽", 2),
        ("👩‍👩‍👧", 2),
        ("🇩🇪🇫🇷", 4),
        ("क्‍ष", 2),
    ],
)
def test_text_takes_the_cells_a_terminal_gives_it(text: str, width: int) -> None:
    assert cell_width(text) == width


def test_lines_break_at_spaces_and_between_wide_characters() -> None:
    assert wrap_cells("one two three", 7) == ["one two", "three"]
    assert wrap_cells("漢字漢字。漢", 8) == ["漢字漢", "字。漢"]
    assert wrap_cells("abcdefgh", 3) == ["abc", "def", "gh"]
    assert wrap_cells("a\n\nb", 9) == ["a", "", "b"]


def test_a_line_is_cut_between_characters() -> None:
    assert cut_cells("漢字漢字", 6) == "漢字…"
    assert cut_cells("👩‍👩‍👧👩‍👩‍👧", 3) == "👩‍👩‍👧…"
    assert pad_cells("漢", 4) == "漢  "


@given(st.text(), st.integers(2, 40))
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in wrap_cells(text, width))
    assert cell_width(cut_cells(text, width)) <= width
    assert "".join("".join(wrap_cells(text, width)).split()) == "".join(text.split())
