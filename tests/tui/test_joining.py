"""Input that comes in parts: no part is ever taken for a letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.joining import ESCAPE, PASTING, PATIENCE, PAUSE, Joiner


def pieces(*came: tuple[float, str], until: float = 20.0) -> list[str]:
    """What is given on of what comes at these moments, with a clock that ticks in between."""
    joiner, given_on, now = Joiner(), [], 0.0
    for at, data in [*came, (until, "")]:
        while now < at:
            given_on += joiner.tick(now) if joiner.holding else []
            now += 0.05
        given_on += joiner.feed(data, now) if data else []
    return given_on


def test_what_comes_whole_is_given_on_at_once():
    assert Joiner().feed("j\x1b[A\x1bOBk\x1b[<0;3;4M", 0) == [
        "j",
        "\x1b[A",
        "\x1bOB",
        "k",
        "\x1b[<0;3;4M",
    ]


def test_an_escape_alone_is_the_key_after_a_while():
    assert pieces((0, ESCAPE)) == [ESCAPE]
    joiner = Joiner()
    assert joiner.feed(ESCAPE, 0) == joiner.tick(PAUSE / 2) == []


def test_the_rest_of_an_arrow_is_the_arrow_however_late():
    assert pieces((0, ESCAPE), (0.2, "[A")) == [ESCAPE, "\x1b[A"]
    assert pieces((0, ESCAPE), (0.2, "["), (0.4, "A")) == [ESCAPE, "\x1b[A"]
    assert pieces((0, ESCAPE), (0.2, "O"), (0.4, "A")) == [ESCAPE, "\x1bOA"]
    assert pieces((0, "\x1b[1;"), (3, "5A")) == ["\x1b[1;5A"]


def test_a_bracket_after_esc_is_a_key_if_nothing_follows():
    assert pieces((0, ESCAPE), (0.3, "["), (0.3 + PATIENCE * 2, "A")) == [ESCAPE, "[", "A"]
    assert pieces((0, ESCAPE), (1.5, "["), (1.6, "A")) == [ESCAPE, "[", "A"]


def test_what_is_pasted_stays_together_and_has_no_keys_in_it():
    whole = "\x1b[200~A D Q\x1b[201~"
    assert pieces((0, "\x1b[200~A D"), (1, " Q\x1b[20"), (2, "1~j")) == [whole, "j"]
    assert pieces((0, ESCAPE), (0.2, "[200~A D Q\x1b[201~")) == [ESCAPE, whole]
    nested = "\x1b[200~a\x1b" + "A" * 60 + "\x07\tb\x1b[201~"
    assert pieces((0, nested)) == ["\x1b[200~a" + "A" * 60 + "\tb\x1b[201~"]


def test_what_is_pasted_without_an_end_is_over_after_a_while():
    assert pieces((0, "\x1b[200~half"), (PASTING + 1, "j")) == ["\x1b[200~half\x1b[201~", "j"]


def test_answers_that_nobody_waits_for_are_no_keys():
    assert pieces((0, "\x1b]11;rgb:1d1d/2020"), (1, "/2121\x07j")) == ["j"]


@given(st.lists(st.text(alphabet="\x1b[O~0129;<MmAjq é", min_size=1, max_size=6), max_size=6))
def test_parts_mean_what_the_whole_means(parts):
    """As long as no part is late, where it was cut does not matter."""
    whole, cut = Joiner(), Joiner()
    together = "".join(whole.feed("".join(parts), 0)) + whole._held
    assert "".join(each for part in parts for each in cut.feed(part, 0)) + cut._held == together
