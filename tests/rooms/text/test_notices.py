"""Notices outside the reader: when they may disturb, and what a terminal is sent."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.text.notices import is_quiet, quiet_hours, sequence, way_for


@pytest.mark.parametrize(
    ("hours", "at", "quiet"),
    [
        ("22:00-07:00", "23:10", True),
        ("22:00-07:00", "06:59", True),
        ("22:00-07:00", "07:00", False),
        ("22:00-07:00", "12:00", False),
        ("9-17", "09:00", True),
        ("9-17", "17:00", False),
        ("", "03:00", False),
    ],
)
def test_quiet_hours_go_over_midnight(hours: str, at: str, quiet: bool) -> None:
    moment = datetime.fromisoformat(f"2026-11-03T{at}").replace(tzinfo=UTC)
    assert is_quiet(quiet_hours(hours), moment) is quiet


def test_hours_that_are_none_are_told() -> None:
    with pytest.raises(ValueError, match='such as "22:00-07:00"'):
        quiet_hours("at night")


@pytest.mark.parametrize(
    ("environment", "way"),
    [
        ({"TERM": "xterm-kitty"}, "osc99"),
        ({"TERM_PROGRAM": "WezTerm", "TERM": "xterm-256color"}, "osc9"),
        ({"TERM": "foot"}, "osc777"),
        ({"TERM": "xterm-256color"}, "off"),
    ],
)
def test_the_terminal_is_told_in_its_own_way(environment: dict[str, str], way: str) -> None:
    assert way_for("auto", environment) == way
    assert way_for("osc9", environment) == "osc9"


@pytest.mark.parametrize("way", ["osc9", "osc777", "osc99"])
def test_what_is_foreign_cannot_end_the_sequence_or_begin_another(way) -> None:
    told = sequence(way, "Dam\x1b]0;own\x07", "text\x1b\\\x9c\x07; more\n" * 100)
    inner = told.removeprefix("\x1b]").removesuffix("\x1b\\")
    if way == "osc99":
        one, other = inner.split("\x1b\\\x1b]")
        inner = one + other
    assert not any(each in inner for each in "\x1b\x07\x9c\n")
    assert len(told) < 700
    assert sequence("off", "a", "b") == ""
    assert sequence(way, "a", "b", tmux=True).startswith("\x1bPtmux;\x1b\x1b]")
