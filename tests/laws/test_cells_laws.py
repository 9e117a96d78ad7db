"""What is measured for the command line and for cutting is what the screen is drawn by."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.text.cells import cell_width, clusters, cut_cells, pad_cells, wrap_cells

SOFT_HYPHEN = "\u00ad"
"""Rich counts it; it is taken out of all that is painted, since no terminal agrees with another."""
SEQUENCES = (
    *("👩\u200d👩\u200d👧", "🇩🇪", "❤️", "1️⃣", "👍🏽", "🏳️\u200d🌈", "☎", "✔️", "©️", "👨\u200d🦰"),
    *("한국", "한", "กำ", "क्षि", "e\u0301", "ﾊﾟ", "、", "〜", "…", "“", "ﷺ", "𝄞", "☰"),
)

pieces = st.one_of(st.sampled_from(SEQUENCES), st.text(alphabet="ab 中éا", max_size=4))
texts = st.lists(pieces, max_size=12).map("".join)


def test_every_character_of_unicode_takes_as_many_cells_as_it_is_drawn_in() -> None:
    # Those that the Python that runs does not know yet are measured by their neighbours.
    known = (
        character
        for character in map(chr, range(32, sys.maxunicode + 1))
        if unicodedata.category(character) not in {"Cn", "Cs"} and character != SOFT_HYPHEN
    )
    assert [hex(ord(c)) for c in known if cell_width(c) != cell_len(c)] == []


@given(texts)
def test_a_text_takes_as_many_cells_as_it_is_drawn_in(text: str) -> None:
    assert cell_width(text) == cell_len(text)
    assert "".join(cluster for cluster, _ in clusters(text)) == text


@given(texts, st.integers(2, 30))
def test_what_is_cut_padded_or_wrapped_fits(text: str, width: int) -> None:
    assert cell_len(cut_cells(text, width)) <= width
    assert cell_len(pad_cells(text, width)) == width
    assert all(cell_len(line) <= width for line in wrap_cells(text, width))
