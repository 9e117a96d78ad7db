"""Laws of edits: whatever the texts, they lead from the one to the other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.align import matches
from reader.text.diff import diff, patched, sentences, words

_SENTENCES = st.sampled_from(
    [
        "The dam held. ",
        "The dam did not hold. ",
        "“We are fine,” she said. ",
        '"We are fine," she said.\n\n',
        "Dr. Bell saw 12 people. ",
        "Dr. Bell saw 1,900 people.\n",
        "町は反対した。",
        "町は賛成した。",
        "ฝนตกหนัก ",
        "  \n",
    ]
)
_TEXTS = st.lists(_SENTENCES, max_size=12).map("".join) | st.text(max_size=80)


@given(_TEXTS, _TEXTS)
def test_applying_the_edits_to_the_old_text_gives_the_new_one(old: str, new: str) -> None:
    assert patched(old, diff(old, new)) == new


@given(_TEXTS, _TEXTS)
def test_the_edits_turned_round_lead_back(old: str, new: str) -> None:
    back = [edit._replace(old=edit.new, new=edit.old) for edit in diff(old, new)]
    assert patched(new, back) == old


@given(_TEXTS)
def test_a_text_and_itself_have_no_edit_between_them(text: str) -> None:
    assert all(edit.op == "equal" for edit in diff(text, text))


@given(_TEXTS)
def test_cutting_a_text_loses_nothing(text: str) -> None:
    assert "".join(sentences(text)) == text
    assert "".join(words(text)) == text


@given(_TEXTS, _TEXTS)
def test_no_edit_is_empty_and_no_two_equal_ones_are_neighbours(old: str, new: str) -> None:
    edits = diff(old, new)
    assert all(edit.old or edit.new for edit in edits)
    kinds = [edit.op == "equal" for edit in edits]
    assert all(one is not other for one, other in pairwise(kinds))


@given(_TEXTS, _TEXTS.filter(bool))
def test_edits_for_another_text_are_refused(old: str, more: str) -> None:
    with pytest.raises(ValueError, match="another text"):
        patched(old + more, diff(old, "new"))


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_matches_rise_in_both_and_are_the_same(old: list[int], new: list[int]) -> None:
    found = matches(old, new)
    assert all(old[a] == new[b] for a, b in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))
