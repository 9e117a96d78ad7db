"""What kind of change an edit is."""

from __future__ import annotations

import pytest

from reader.text.judge import Verdict, judge, judge_title
from reader.text.masks import is_label, masked


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("At least 12 died.", "At least 19 died.", "numbers"),
        ("It fell by 4%.", "It fell by 4.5%.", "numbers"),
        ("The mayor, Ann Smith, said so.", "The mayor, Ann Smyth, said so.", "names"),
        ('She said "we are fine" today.', 'She said "we are lost" today.', "quotes"),
        ("It was so.", "It was not so.", "text"),
        ("He said it.", "He denied it.", "text"),
        ("", "A third bridge was closed.", "text"),
        ("A third bridge was closed.", "", "text"),
        ("", "Correction: it was Tuesday.", "correction"),
        ("", "Eine frühere Berichtigung war falsch.", "correction"),
        ("町は反対した。", "町は賛成した。", "text"),
        ("", "町は賛成した。", "text"),
    ],
)
def test_what_a_reader_would_want_to_know_is_material(old: str, new: str, what: str) -> None:
    verdict = judge(old, new)
    assert verdict.kind == "material"
    assert what in verdict.what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The goverment said.", "The government said."),
        ("He told teh paper.", "He told the paper."),
        ("It was on a Monday.", "It was on the Monday."),
        ("a multi-billion deal", "a multibillion deal"),
        ("about 1,200 people", "about 1200 people"),
        ("the Web site", "the web site"),
        ("It rained, and then", "It rained and then"),
        ("", "Ends."),
    ],
)
def test_spelling_and_small_words_are_minor(old: str, new: str) -> None:
    assert judge(old, new).kind == "minor"


def test_the_same_text_is_no_change() -> None:
    assert judge("It’s here.", "It's  here.") == Verdict()
    assert judge_title("It’s here", "It's here") == Verdict()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("US inflation unexpectedly increases", "US inflation in surprise increase", "material"),
        ("Estlink -sähkökaapelin korjaus", "Estlink-sähkökaapelin korjaus", "minor"),
        ("Dam opened", "LIVE: Dam opened", "minor"),
        ("Dam opened (updated)", "Dam opened", "minor"),
        ("dam opened", "Dam Opened", "minor"),
        ("Dam opened", "Dam closed", "material"),
        ("5 hurt in fire", "6 hurt in fire", "material"),
    ],
)
def test_headlines_are_judged_by_their_words(old: str, new: str, kind: str) -> None:
    verdict = judge_title(old, new)
    assert (verdict.kind, verdict.what[0]) == (kind, "headline")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 minutes ago", "3 hours ago"),
        ("Posted two days ago by Ann", "Posted three days ago by Ann"),
        ("1,204 views", "998 views"),
        ("Comments (12)", "Comments (13)"),
        ("Points: 33", "Points: 34"),
        ("Last updated: 14:02 GMT", "Last updated: 3 Nov 2026 15:00"),
        ("ref 5f2c9a81e07b44d1", "ref 00ab19ce55d9f3a2"),
        ("vor 5 Minuten", "vor 2 Stunden"),
        ("3分前", "1小时前"),
        ("12 min read", "11 min read"),
    ],
)
def test_what_moves_by_itself_is_looked_past(one: str, other: str) -> None:
    assert masked(one) == masked(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deaths: 12", "Deaths: 19"),
        ("The vote begins at 14:00.", "The vote begins at 16:00."),
        ("12 people died.", "19 people died."),
        ("Polls close on 3 November.", "Polls close on 4 November."),
        ("Final score 2-1", "Final score 3-1"),
        ("iPhone 15", "iPhone 16"),
    ],
)
def test_numbers_of_the_news_are_not(one: str, other: str) -> None:
    assert masked(one) != masked(other)


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "Sponsored: a car",
        "Related stories",
        "Read more: Dam",
        "Anzeige",
        "関連記事：",
    ],
)
def test_labels_are_known(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "Popular singer dies at 80.",
        "Related to this, police searched a house in the lower town on Monday.",
        "More people came than the organisers had hoped for.",
        "Support grows for the mayor.",
    ],
)
def test_sentences_that_begin_like_labels_are_not(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    "one", ["1", "a-", "a1", "1 ", '"', "ago ", "5 minutes ago ", "A b. ", "日", "Name 7, ", "f0"]
)
def test_a_long_text_of_anything_is_judged(one: str) -> None:
    text = one * (200_000 // len(one))
    assert judge(text, text).kind == "none"
    assert judge(text, f"{text} and 12 more said so").kind in {"material", "minor"}
    assert masked(text) == masked(text + " ")
