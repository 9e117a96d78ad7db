"""What a person can set in `config.toml`: each default, with what it means.

The text under a setting is its manual: `dateline config default` prints it, so it is written for
whoever reads that. A table of the file is a named tuple here, for start-up's sake.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Pictures = Literal["auto", "kitty", "sixel", "half", "off"]
Column = Literal["feed", "age"]
Density = Literal["usual", "compact"]
Desktop = Literal["auto", "osc9", "osc777", "osc99", "off"]
Keymap = Literal["default", "vim", "newsboat", "netnewswire"]
Symbols = Literal["auto", "unicode", "ascii", "nerd"]


class Looks(NamedTuple):
    """How the reader looks."""

    theme: str = ""
    """The palette to begin with, such as "dateline-dark" or "nord"; "auto": the one for the
    terminal's background, light or dark; empty: the one picked last, or else "auto". Palettes of
    your own are files such as themes/mine.toml beside this one."""
    light: str = "dateline-light"
    """The palette for a light background."""
    dark: str = "dateline-dark"
    """The palette for a dark background, and where the terminal does not say."""
    density: Density = "usual"
    """Lines an article takes in a list: "usual" is one where there is room and else two or three,
    "compact" is always one."""
    columns: tuple[Column, ...] = ("feed", "age")
    """What stands beside the title in a list: "feed", "age", both, or neither."""
    sidebar: int = 28
    """Cells of the side bar where it stands beside the list, 16 to 60."""
    symbols: Symbols = "auto"
    """The signs that mark articles: "unicode", those of a Nerd Font ("nerd"), or "ascii", which
    also draws frames and quotation marks; "auto": ASCII where the terminal has nothing else."""
    motion: bool = True
    """Whether anything may move by itself: false is for whom that disturbs, and for slow lines."""


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


class Notices(NamedTuple):
    """Telling of news in what you follow."""

    bell: bool = False
    """Whether the terminal rings."""
    desktop: Desktop = "auto"
    """The sequence by which the terminal shows a notification of the desktop: "osc9" (iTerm2,
    WezTerm, Ghostty), "osc777" (foot, urxvt), "osc99" (Kitty), "off"; "auto" asks the
    environment."""
    quiet: str = ""
    """Hours without bell and notification, such as "22:00-07:00"; what came then is told after."""


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
    notices: Notices = Notices()
    keys: Keys = Keys()


LIMITS = {"reading.measure": (40, 120), "looks.sidebar": (16, 60)}
"""The least and the most of a number."""

FORMS = {
    "notices.quiet": (
        r"(\d{1,2}(:[0-5]\d)?\s*-\s*\d{1,2}(:[0-5]\d)?)?",
        'hours such as "22:00-07:00"',
    )
}
"""What a text has to look like, and that in words."""
