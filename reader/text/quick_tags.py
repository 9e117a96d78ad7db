"""Tags and character references, as far as nobody can doubt what they mean: see `quick`."""

from __future__ import annotations

import re
from functools import lru_cache
from html.entities import name2codepoint
from typing import TYPE_CHECKING

from reader.text.build import is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REFERENCE = re.compile(
    r"&(?:#(\d{1,6}|[xX][0-9a-fA-F]{1,5});|([a-zA-Z]{2,8}[0-9]{0,2});|(?=([\s.,:;!?)]|\Z)|(\w+=)))?"
)
_OPENING = re.compile(r"([a-z][a-z0-9]*)((?:\s+[a-z][a-z0-9-]*(?:=(?:\"[^\"]*\"|'[^']*'))?)*)\s*/?")
_ATTRIBUTE = re.compile(r"([a-z][a-z0-9-]*)(?:=(?:\"([^\"]*)\"|'([^']*)'))?")
_CAPTION_CLASS = "wp-caption-text"
_SPECIAL = frozenset(("data-embed", "start"))
"""Attributes that make something else of an element."""

DRESSES = {  # innermost first, as `text.render` has them
    **dict.fromkeys(("mark", "ins"), 1),
    **dict.fromkeys(("s", "del", "strike"), 2),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), 4),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), 8),
    **dict.fromkeys(("b", "strong"), 16),
    "small": 32,
}
INLINE = frozenset((*DRESSES, "a", "sub", "sup", "span", "u", "abbr"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LINES = frozenset(("p", "figcaption", *HEADINGS))
"""Elements that hold text and no blocks."""
BOXES = frozenset(("div", "section", "article", "blockquote", "li", "ul", "ol", "figure"))
LISTS = frozenset(("ul", "ol"))
GATHERING = frozenset(("blockquote", "ul", "ol", "li", "figure", "figcaption"))
_VOID = frozenset(("br", "hr", "img"))
_KNOWN = INLINE | LINES | BOXES | _VOID


class Unusual(Exception):
    """The markup could be meant in more than one way."""


def character(found: re.Match[str]) -> str:
    """What a character reference stands for, where HTML 4 and every parser agree on it."""
    number, name = found[1], found[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        if 0x20 <= code < 0x7F or 0xA0 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD:
            return chr(code)
    elif name:
        if name in name2codepoint:
            return chr(name2codepoint[name])
    elif found[3] is not None or found[4]:
        return "&"
    raise Unusual


@lru_cache(maxsize=2048)
def opened(tag: str) -> tuple[str, Mapping[str, str]]:
    """An opening tag's name and attributes."""
    found = _OPENING.fullmatch(tag)
    if found is None or found[1] not in _KNOWN:
        raise Unusual
    name = found[1]
    if tag.endswith("/") and name not in _VOID:
        raise Unusual
    attributes = dict(_attributes(found[2]))
    if is_hidden(name, attributes) or not _SPECIAL.isdisjoint(attributes):
        raise Unusual
    if _CAPTION_CLASS in attributes.get("class", ""):
        raise Unusual
    return name, attributes


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for found in _ATTRIBUTE.finditer(text):
        name, value = found[1], found[2] or found[3] or ""
        if name in seen:
            raise Unusual
        seen.add(name)
        yield name, REFERENCE.sub(character, value) if "&" in value else value
