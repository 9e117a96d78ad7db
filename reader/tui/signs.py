"""The signs that lists mark articles with, and what is written where a terminal has only ASCII.

A person chooses them once, before anything is painted. What has no room to be chosen (frames,
dashes, quotation marks in a text) is replaced at the last door, when it is written to the terminal:
cell by cell, so nothing moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.driver import Driver

    from reader.config.settings import Symbols


class Signs(NamedTuple):
    """One cell each."""

    unread: str = "●"
    star: str = "★"
    saved: str = "↓"
    changed: str = "Δ"
    failed: str = "!"
    bar: str = "▍"
    """At the line that keys go to."""


UNICODE = Signs()
NERD = Signs("\uf444", "\uf005", "\uf02e", "\uf040", "\uf071")
"""Of a font that was patched with the icons of Nerd Fonts: dot, star, bookmark, pencil, warning."""


class _Shown:
    signs = UNICODE


def signs() -> Signs:
    """Those that are shown."""
    return _Shown.signs


def choose(symbols: Symbols) -> None:
    """Show other signs from now on. ASCII is made of the usual ones when they are written."""
    _Shown.signs = NERD if symbols == "nerd" else UNICODE


def symbols_for(chosen: Symbols, environment: Mapping[str, str]) -> Symbols:
    """What `auto` means on a terminal: ASCII on the Linux console and where no UTF-8 is spoken."""
    if chosen != "auto":
        return chosen
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next(filter(None, names), "UTF-8").lower()
    speaks = "utf-8" in locale or "utf8" in locale
    return "unicode" if speaks and environment.get("TERM") != "linux" else "ascii"


_SAME = {
    "*": "★•✓✔⁂❦☙❧※☆",
    "o": "●◦○◉◯",
    "|": "│┃║▍▎▏▕▌▐┆┊╎╏╵╷",
    "-": "─━═–—―‐‑‒·⋅∙•−╌┄┈╴╶",
    "+": "┌┐└┘├┤┬┴┼╭╮╯╰┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬",
    "#": "█▓▒■▪▣▤▉▊▋",
    ":": "▀▄░▔▁▂",
    "=": "▃▅▆▇",
    ".": "…⋯‥",
    "~": "Δ∼≈",
    ">": "→▶►▸↪»›",
    "<": "←◀◄◂«‹",
    "^": "↑▴▲",
    "v": "↓▾▼",
    "x": "×✗✘✕",
    "'": "‘’‚′",
    '"': "“”„″‖",
    "d": "♪♫",
    " ": "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f",
}
_ASCII = str.maketrans(
    {each: plain for plain, every in _SAME.items() for each in every}
    | dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", strict=True))
)


def as_ascii(written: str) -> str:
    """Signs, frames and typography as ASCII, each in its own cell; letters stay as they are."""
    return written.translate(_ASCII)


def in_ascii(driver: type[Driver]) -> type[Driver]:
    """A driver that writes so."""

    class AsciiDriver(driver):  # type: ignore[misc, valid-type]
        def write(self, data: str) -> None:
            super().write(as_ascii(data))

    return AsciiDriver
