"""What a person can set in `config.toml`: each default, with what it means.

The text under a setting is its manual: `dateline config default` prints it, so it is written for
whoever reads that. A table of the file is a named tuple here, for start-up's sake.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Pictures = Literal["auto", "kitty", "sixel", "half", "off"]
Keymap = Literal["default", "vim", "newsboat", "netnewswire"]


class Looks(NamedTuple):
    """How the reader looks."""

    theme: str = ""
    """The theme to begin with, such as "dateline-dark" or "nord"; empty: the one picked last."""


class Reading(NamedTuple):
    """The article page."""

    measure: int = 72
    """Columns of text where the terminal has room for more, 40 to 120; 60 to 80 read best. What the
    keys < and > made of it is kept until it is changed here."""
    pictures: Pictures = "auto"
    """How pictures are shown: by what the terminal can do ("auto"), in one way only ("kitty",
    "sixel", "half"), or not at all ("off"). DATELINE_PICTURES goes before it."""


class Opening(NamedTuple):
    """Other programs. A command is a list of words, never a line for a shell; {} among them is the
    address or file, which is put at the end where there is none."""

    browser: tuple[str, ...] = ()
    """Opens addresses, such as ["firefox", "--new-tab"]; empty: the system's own."""
    player: tuple[str, ...] = ()
    """Plays what came with an article, such as ["mpv", "--force-window"]; empty: one that is found.
    DATELINE_PLAYER goes before it."""
    downloads: str = ""
    """The folder that downloaded files go to; empty: the platform's own for downloads.
    DATELINE_DOWNLOADS goes before it."""


class Refreshing(NamedTuple):
    """Asking feeds for news."""

    by_itself: bool = True
    """While it is open, the reader asks the feeds that are due; else only when you say so."""


class Keys(NamedTuple):
    """Which keys do what. Keys of your own stand in [bind], see below."""

    keymap: Keymap = "default"
    """The keys to begin with: dateline's own, or those of "vim", "newsboat" or "netnewswire"."""


class Settings(NamedTuple):
    """All of them, by the tables of the file."""

    looks: Looks = Looks()
    reading: Reading = Reading()
    open: Opening = Opening()
    refresh: Refreshing = Refreshing()
    keys: Keys = Keys()


LIMITS = {"reading.measure": (40, 120)}
"""The least and the most of a number."""
