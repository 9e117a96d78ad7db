"""Edits that read well: whole sentences where sentences moved, words where words did."""

from __future__ import annotations

import pytest

from reader.text.diff import diff


def shown(old: str, new: str) -> str:
    """The new text with what was taken out in [-…-] and what was put in in {+…+}."""
    out = []
    for edit in diff(old, new):
        if edit.op == "equal":
            out.append(edit.new)
            continue
        out += [f"[-{edit.old}-]"] * bool(edit.old) + [f"{{+{edit.new}+}}"] * bool(edit.new)
    return "".join(out)


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        (
            "At least 12 people died. Rain fell.",
            "At least 19 people died. Rain fell.",
            "At least [-12-]{+19+} people died. Rain fell.",
        ),
        (
            "The mayor said “we’re fine”. Rain fell.",
            'The mayor said "we\'re not fine". Rain fell.',
            'The mayor said "we\'re {+not +}fine". Rain fell.',
        ),
        (
            "It rained. The mayor left.",
            "It rained. A bridge was closed on Monday. The mayor left.",
            "It rained. {+A bridge was closed on Monday. +}The mayor left.",
        ),
        (
            "The ferry was late. Nobody was hurt.",
            "Prices of bread rose by 4%. Nobody was hurt.",
            "[-The ferry was late. -]{+Prices of bread rose by 4%. +}Nobody was hurt.",
        ),
        ("町は計画に反対した。", "町は計画に賛成した。", "町は計画に[-反対-]{+賛成+}した。"),
        ("Cost: 1,200.50 euros", "Cost: 1,250.50 euros", "Cost: [-1,200.50-]{+1,250.50+} euros"),
    ],
)
def test_edits_are_what_a_reader_would_mark(old: str, new: str, seen: str) -> None:
    assert shown(old, new) == seen


def test_white_space_and_typography_are_no_edits() -> None:
    old = "It's  here - “now”\n\nand there."
    new = 'It’s here – "now"\n\n\nand there.'
    assert [edit.op for edit in diff(old, new)] == ["equal"]


def test_a_sentence_is_not_cut_after_a_title_or_an_initial() -> None:
    old, new = "Dr. J. Bell saw it. It fell.", "Dr. J. Bell heard it. It fell."
    assert shown(old, new) == "Dr. J. Bell [-saw-]{+heard+} it. It fell."


@pytest.mark.parametrize("one", ["a. ", "\n", " ", "日", "...", "word "])
def test_a_long_text_of_anything_ends(one: str) -> None:
    old = one * (300_000 // len(one))
    assert diff(old, old + "x")[-1].new.endswith("x")
