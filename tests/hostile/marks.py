"""What in a text acts on a terminal instead of standing on it."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")

# What Textual itself writes to paint: colours, cursor moves, frames that appear at once, the shape
# of the pointer, and links. None of it is allowed to hold anything a feed could choose but links.
_PAINT = re.compile(
    "\x1b\\[[0-9;:]*m|\x1b\\[\\d+;\\d+H|\x1b\\[\\?2026[hl]|\x1b\\[\\?25[hl]|\x1b\\]22;[a-z-]*(?:\x1b\\\\|\x07)"
    "|\x1b\\]8;[^;\x1b]*;(?P<link>[^\x1b\x07]*)\x1b\\\\"
)


def controls_in(text: str) -> str:
    """The first control character, with what stands around it; empty if there is none."""
    found = _CONTROL.search(text)
    if not found:
        return ""
    return f"U+{ord(found[0]):04X} in {text[max(0, found.start() - 20) : found.end() + 20]!r}"


def foreign_controls(painted: str, links: set[str]) -> list[str]:
    """Control characters that painting does not need, and links that nothing has."""
    strange = [
        f"a link to {link!r}"
        for found in _PAINT.finditer(painted)
        if (link := found["link"])
        and not link.startswith(("http://", "https://", "mailto:"))
        and link not in links
    ]
    rest = _PAINT.sub("", painted).replace("\r\n", "\n")
    return strange + ([found] if (found := controls_in(rest)) else [])


def is_one_line(text: str) -> bool:
    """Whether a text is one line for everybody who splits lines."""
    return len(text.splitlines()) <= 1


def because(broken: object, why: str) -> str:
    """A judgement: why it is broken, or nothing."""
    return why if broken else ""
