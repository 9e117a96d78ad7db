"""The names of dress that paint uses; each is a component class `page--<name>` of a page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.style import Style

if TYPE_CHECKING:
    from textual.css.styles import StylesBase

DRESSES = (
    *("title", "outlet", "byline", "meta", "rule", "faint", "dateline", "credit", "section"),
    *(f"heading-{level}" for level in range(1, 7)),
    *("link", "marker", "number", "address", "bar", "bullet", "glyph", "caption", "mark"),
    *("code", "code-block", "label", "head", "record-name", "hit", "hit-current"),
    *("inserted", "deleted", "picture", "small", "hint", "aim"),
    *(f"syntax-{kind}" for kind in ("comment", "keyword", "string", "number", "name", "sign")),
)


LINKS = "DATELINE_HYPERLINKS"
"""The variable that keeps links from the terminal if it is "off"."""


def terminal_takes_links() -> bool:
    """Whether text may be a link of the terminal (OSC 8), which the Linux console is no good at."""
    return os.environ.get("TERM") != "linux" and os.environ.get(LINKS, "").lower() != "off"


ISOLATES = "DATELINE_ISOLATES"
"""The variable that keeps the signs of `paint_isolates` from the terminal if it is "off"."""


def terminal_takes_isolates() -> bool:
    """Whether signs without a width are safe: the Linux console would draw a box for each."""
    return os.environ.get("TERM") != "linux" and os.environ.get(ISOLATES, "").lower() != "off"


def style_of(styles: StylesBase) -> Style:
    """What a rule of the style sheet says, and nothing of what is beneath.

    Not `get_visual_style(partial=True)`, which makes an opaque background transparent.
    """
    weight = styles.text_style
    return Style(
        background=styles.background if styles.has_rule("background") else None,
        foreground=styles.color if styles.has_rule("color") else None,
        bold=weight.bold,
        dim=weight.dim,
        italic=weight.italic,
        underline=weight.underline,
        reverse=weight.reverse,
        strike=weight.strike,
    )
