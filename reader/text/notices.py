"""Notices outside the reader: when they may disturb, and how a terminal is told of them.

A terminal shows a notification of the desktop for one of three sequences: OSC 9 (iTerm2, WezTerm,
Ghostty, Windows Terminal), OSC 777 (urxvt, foot) and OSC 99 (Kitty, its desktop notifications).
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Literal

from reader.text.cells import cut_cells
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Way = Literal["auto", "osc9", "osc777", "osc99", "off"]

_HOURS = re.compile(r"\s*(\d{1,2})(?::(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d\d))?\s*")
_LONGEST = 240


def quiet_hours(text: str) -> tuple[time, time] | None:
    """The hours that a text such as "22:00-07:00" says; None for an empty one.

    Raises:
        ValueError: it says none.
    """
    if not text.strip():
        return None
    found = _HOURS.fullmatch(text)
    if found is None:
        raise ValueError(f'hours are written such as "22:00-07:00", not {text!r}')
    begin, first, end, last = (int(each or 0) for each in found.groups())
    return time(begin % 24, first), time(end % 24, last)


def is_quiet(hours: tuple[time, time] | None, at: datetime) -> bool:
    """Whether a moment, on the clock of the person, is in their quiet hours."""
    if hours is None:
        return False
    begin, end = hours
    now = at.time()
    return begin <= now < end if begin <= end else now >= begin or now < end


def way_for(chosen: Way, environment: Mapping[str, str]) -> Way:
    """The sequence that a terminal understands, by what it says of itself; "off" for none."""
    if chosen != "auto":
        return chosen
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if "KITTY_WINDOW_ID" in environment or "kitty" in term:
        return "osc99"
    if program in {"iTerm.app", "WezTerm", "ghostty"} or "WT_SESSION" in environment:
        return "osc9"
    return "osc777" if term.startswith(("foot", "rxvt")) else "off"


def sequence(way: Way, title: str, body: str, *, tmux: bool = False) -> str:
    """What shows a notification on the desktop; empty for none.

    The text is foreign: of control characters, and of what would end it, nothing is left.
    """
    one = cut_cells(clean_line(title).replace(";", ","), _LONGEST)
    other = cut_cells(clean_line(body).replace(";", ","), _LONGEST)
    told = {
        "osc9": f"\x1b]9;{one}: {other}\x1b\\",
        "osc777": f"\x1b]777;notify;{one};{other}\x1b\\",
        "osc99": f"\x1b]99;i=dateline:d=0;{one}\x1b\\\x1b]99;i=dateline:p=body;{other}\x1b\\",
    }.get(way, "")
    if tmux and told:
        return "\x1bPtmux;" + told.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return told
