"""What is new to a reader is found in stories the rules were not made by."""

from __future__ import annotations

from tests.novelty.labels import figures, labelled


def test_new_sentences_are_bright_and_known_ones_dimmed() -> None:
    found = figures("measuring")
    assert found.sentences >= 100
    assert found.precision >= 0.9, found.new_in_known
    assert found.recall >= 0.9, found.known_in_new


def test_nothing_with_another_number_or_name_is_dimmed_in_the_stories_it_was_made_by() -> None:
    dimmed = [each for each in labelled("tuning") if each.label == "n" and each.taken == "k"]
    assert len(dimmed) <= 1
