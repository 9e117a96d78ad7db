"""Which way pictures go to the screen, and how the terminal is asked for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from reader.model.picture import Drawn
from reader.tui.paint_picture import (
    SixelStrip,
    forgotten_by_kitty,
    placeholders,
    sent_to_kitty,
)
from reader.tui.sight import Replies, sight_from
from reader.tui.terminal import Listener
from reader.tui.tmux import told_by_tmux

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
KITTY = "\x1b_Gi=31;OK\x1b\\"
CELL = "\x1b[6;19;9t"
PLAIN = "\x1b[?62;22c"
SIXELS = "\x1b[?62;4;22c"


def heard(*said: str) -> Replies | None:
    listener = Listener()
    listener.begin()
    for each in said:
        assert listener.keys_of(each) == ""
    return listener.heard


@pytest.mark.parametrize(
    ("said", "way"),
    [
        (KITTY + CELL + PLAIN, "kitty"),
        (CELL + SIXELS, "sixel"),
        (KITTY + SIXELS, "sixel"),
        ("\x1b_Gi=31;EINVAL:no\x1b\\" + PLAIN, "half"),
        (PLAIN, "half"),
    ],
)
def test_the_terminal_says_which_way_is_best(said: str, way: str) -> None:
    sight = sight_from(GOOD)
    replies = heard(said)
    assert replies is not None
    sight.hear(replies)
    assert sight.way == way
    assert sight.cell == ((9, 19) if CELL in said else (10, 20))


@pytest.mark.parametrize(
    ("environment", "on"),
    [
        (GOOD, True),
        (GOOD | {"NO_COLOR": "1"}, False),
        (GOOD | {"NO_COLOR": ""}, True),
        (GOOD | {"DATELINE_PICTURES": "off"}, False),
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_pictures_are_shown_where_there_are_colours(environment: dict[str, str], on: bool) -> None:
    assert sight_from(environment).on is on


def test_what_the_environment_says_goes_before_what_was_set_or_turned_by_key() -> None:
    assert sight_from(GOOD, "sixel").choice == "sixel"
    assert sight_from(GOOD, "sixel", "off").choice == "off"
    assert sight_from(GOOD, "off", "on").choice == "auto"
    assert sight_from(GOOD | {"DATELINE_PICTURES": "Half"}, "sixel", "off").choice == "half"
    assert sight_from(GOOD | {"DATELINE_PICTURES": "nonsense"}, "sixel").choice == "sixel"


def test_a_way_that_was_chosen_by_name_stays() -> None:
    sight = sight_from(GOOD | {"DATELINE_PICTURES": "half"})
    sight.hear(Replies(kitty=True, attributes=(62, 4), cell=(9, 19)))
    assert sight.way == "half"
    assert sight.cell == (9, 19)
    assert sight_from({"TERM": "xterm", "DATELINE_PICTURES": "sixel"}).on


def test_a_key_turns_pictures_off_and_back_to_the_way_they_were() -> None:
    sight = sight_from(GOOD | {"DATELINE_PICTURES": "sixel"})
    sight.turn()
    assert not sight.on
    sight.turn()
    assert (sight.on, sight.choice, sight.way) == (True, "sixel", "sixel")


@pytest.mark.parametrize(
    "environment",
    [
        GOOD | {"TMUX": "/tmp/x"},
        GOOD | {"STY": "1.x"},
        GOOD | {"TERM_PROGRAM": "Apple_Terminal"},
        GOOD | {"NO_COLOR": "1"},
        {"TERM": "linux", "COLORTERM": "truecolor"},
    ],
)
def test_terminals_that_would_write_it_out_are_not_asked(environment: dict[str, str]) -> None:
    assert not sight_from(environment).may_ask


@pytest.mark.parametrize(
    ("told", "way"),
    [
        ("on xterm-kitty bpaste,RGB,title", "kitty"),
        ("all xterm-ghostty RGB", "kitty"),
        ("off xterm-kitty bpaste,RGB", "half"),
        ("on xterm-kitty bpaste", "half"),
        ("on xterm-256color RGB", "half"),
        ("", "half"),
    ],
)
def test_through_tmux_pictures_go_only_where_they_may(told: str, way: str) -> None:
    sight = sight_from(GOOD | {"TMUX": "/tmp/x"})
    sight.hear_tmux(told)
    assert sight.way == way
    assert sight.through_tmux is (way == "kitty")


async def test_a_tmux_that_is_not_there_says_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await told_by_tmux() == ""


# --- keys among answers


keys = st.lists(
    st.sampled_from(
        ["j", "\x1b[A", "\x1b[6~", "\x1b[6;5~", "\x1b", "é", "\x1b[97;;97u", "\x1b[<0;3;4M"]
    ),
    max_size=6,
).map("".join)


@given(keys, keys, keys, st.data())
def test_no_key_is_lost_among_answers_however_they_arrive(
    before: str, between: str, after: str, data: st.DataObject
) -> None:
    stream = before + KITTY + CELL + between + SIXELS + after
    listener, out, at = Listener(), "", 0
    listener.begin()
    while at < len(stream):
        size = data.draw(st.integers(1, 12))
        out += listener.keys_of(stream[at : at + size])
        at += size
    out += listener.rest()
    assert out == before + between + after
    assert listener.heard == Replies(kitty=True, attributes=(62, 4, 22), cell=(9, 19))


def test_nothing_is_picked_out_that_was_not_asked_for() -> None:
    listener = Listener()
    assert listener.keys_of(KITTY + PLAIN) == KITTY + PLAIN
    listener.begin()
    assert listener.keys_of(PLAIN) == ""
    assert listener.keys_of(PLAIN) == PLAIN


def test_an_escape_key_is_held_back_only_while_answers_may_come() -> None:
    listener = Listener()
    assert listener.keys_of("\x1b") == "\x1b"
    listener.begin()
    assert listener.keys_of("\x1b") == ""
    assert listener.rest() == "\x1b"


# --- what is sent


def test_kitty_is_handed_a_picture_in_short_messages() -> None:
    sent = sent_to_kitty(0x123456, Drawn(9, 9, 3, 2, png=bytes(9000)), through_tmux=False)
    messages = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", sent)
    assert "".join(f"\x1b_G{how};{data}\x1b\\" for how, data in messages) == sent
    assert messages[0][0] == "a=T,U=1,f=100,i=1193046,c=3,r=2,q=2,m=1"
    assert [how for how, _ in messages[1:]] == ["q=2,m=1", "q=2,m=0"]
    assert all(len(data) <= 4096 for _, data in messages)


def test_tmux_passes_on_what_is_wrapped_for_it() -> None:
    assert forgotten_by_kitty(7, through_tmux=True) == (
        "\x1bPtmux;\x1b\x1b_Ga=d,d=I,i=7,q=2\x1b\x1b\\\x1b\\"
    )


def test_placeholders_take_a_cell_each_and_name_their_picture() -> None:
    row = placeholders(0x123456, 1, 4)
    assert row.cell_length == 4
    assert row.style is not None
    assert row.style.color is not None
    assert row.style.color.triplet == (0x12, 0x34, 0x56)
    assert row.text == "".join(f"\U0010eeee\u030d{mark}" for mark in "\u0305\u030d\u030e\u0310")


def test_a_line_of_sixels_is_sent_whole_or_not_at_all() -> None:
    line = SixelStrip(Strip([Segment("ab" + " " * 8)]), (2, 8), "\x1bP0q~\x1b\\")
    console = Console()
    assert line.render(console) == "ab" + " " * 8 + "\x1b7\x1b[8D\x1bP0q~\x1b\\\x1b8"
    with_picture, rest = line.divide([9, 10])
    assert "\x1bP" in with_picture.render(console)
    assert rest.render(console) == " "
    assert [part.render(console) for part in line.divide([4, 10])] == ["ab  ", " " * 6]
    assert line.crop(1, 10).render(console) == "b" + " " * 8 + "\x1b7\x1b[8D\x1bP0q~\x1b\\\x1b8"
    assert line.crop(3, 10).render(console) == " " * 7
