"""The one form of an article's text: blocks of spans.

Foreign HTML becomes blocks (`text.html`), and everything that is shown, stored or exported is made
from blocks. What has no block cannot be stored, so there is nothing to sanitise afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one dress. White space is collapsed; "\\n" is a hard line break."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    mark: bool = False
    """Highlighted (`mark`) or inserted (`ins`) text."""
    script: Literal["", "sub", "sup"] = ""
    link: str = ""
    """Absolute http, https, mailto or file address, or "#" and the `name` of a span of this text;
    empty for none."""
    small: bool = False
    """Small print."""
    name: str = ""
    """What links within this text call the place."""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    spans: Spans


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted blocks."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, kept to the character."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered from `start` or bulleted; an item is blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    terms: bool = False
    """Definitions: each item opens with a paragraph of what it explains, a line a term."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length; the first `heads` rows are the head."""

    rows: tuple[tuple[Spans, ...], ...]
    heads: int = 0
    caption: Spans = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; where a terminal cannot show it, its caption stands for it."""

    url: str
    """Absolute http(s) or file address, or the picture itself as a `data:` address."""
    alt: str = ""
    caption: Spans = ()
    link: str = ""
    """Where the picture leads, if it leads somewhere but to itself."""
    width: int = 0
    """Pixels, as the page says; 0, like the height, if it does not say both."""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Embed:
    """A film, a sound or another page that the article shows in a frame."""

    url: str
    kind: Literal["video", "audio", "frame"]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


Block = Paragraph | Heading | Quote | Code | Listing | Table | Picture | Embed | Rule
Blocks = tuple[Block, ...]
