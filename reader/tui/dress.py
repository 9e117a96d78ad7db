"""The names of dress that paint uses; each is a component class `page--<name>` of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.style import Style

if TYPE_CHECKING:
    from textual.css.styles import StylesBase

DRESSES = (
    *("title", "outlet", "byline", "meta", "rule", "faint", "dateline", "credit", "section"),
    *(f"heading-{level}" for level in range(1, 7)),
    *("link", "marker", "number", "address", "bar", "bullet", "glyph", "caption", "mark"),
    *("code", "code-block", "label", "head", "record-name", "hit", "hit-current"),
    *("inserted", "deleted", "small", "hint", "aim"),
    *(f"syntax-{kind}" for kind in ("comment", "keyword", "string", "number", "name", "sign")),
)


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
