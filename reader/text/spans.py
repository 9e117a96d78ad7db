"""Runs of text in one dress, put together as a browser would show them."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from reader.text.blocks import Span, Spans
from reader.text.clean import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
EDGES = "".join(map(chr, (9, 10, 11, 12, 13, 32, 0xA0, 0x1680, *range(0x2000, 0x200C), 0x202F)))
EDGES += "\u205f\u2060\u3000\u3164\xad"
"""White space, and signs that show nothing: at the ends of a paragraph they mean nothing."""
_NO_INDENT = EDGES.translate(dict.fromkeys((0xA0, 0x2002, 0x2003, 0x3000)))
"""Those that do not set in a line of verse either: authors do that with blanks that stay."""


class Style(NamedTuple):
    """The dress of a span, in the order of its fields."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    mark: bool = False
    script: Literal["", "sub", "sup"] = ""
    link: str = ""
    small: bool = False
    name: str = ""


PLAIN = Style()
BREAK = "\n"

Piece = tuple[str, Style]
S = TypeVar("S")


def settle(pieces: Iterable[Piece]) -> Spans:
    """Pieces as they came, as spans: white space collapsed, ends trimmed, neighbours merged.

    A piece that is `BREAK` is a line break; any other line end is white space. The answer is
    empty if nothing would be seen, and comes back the same when it is settled again.
    """
    merged = [
        (clean, style)
        for style, alike in groupby(collapsed(pieces), key=itemgetter(1))
        if (clean := clean_text("".join(text for text, _ in alike)))
    ]
    whole = "".join(text for text, _ in merged)
    if clean_text(whole) != whole:
        return settle(_without_leading_marks(merged))
    return tuple(Span(text, *style) for text, style in merged)


def words(text: str) -> str:
    """Foreign text safe and with its white space collapsed, but not trimmed: a piece."""
    return _BLANKS.sub(" ", clean_text(text))


def line(text: str, most: int) -> str:
    """Foreign text as one line of at most so many characters, trimmed as spans are."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.lstrip()[:most].rstrip()
    return joined(settle([(words(text)[:most], PLAIN)]))


def is_blank(text: str) -> bool:
    """Whether nothing would be seen of it."""
    return not text.strip(EDGES)


def restyled(spans: Sequence[Span]) -> list[Piece]:
    """Spans as pieces again, line breaks apart, to be settled with others."""
    pieces: list[Piece] = []
    for span in spans:
        style = style_of(span)
        for number, line in enumerate(span.text.split(BREAK)):
            if number:
                pieces.append((BREAK, style))
            if line:
                pieces.append((line, style))
    return pieces


def joined_lines(first: Spans, second: Spans) -> Spans:
    """Two runs of text, the second on a line of its own."""
    return settle([*restyled(first), (BREAK, style_of(first[-1])), *restyled(second)])


def style_of(span: Span) -> Style:
    """The dress of a span."""
    return Style(*(getattr(span, field) for field in Style._fields))


def joined(spans: Sequence[Span]) -> str:
    """The bare text of spans."""
    return "".join(span.text for span in spans)


def collapsed(pieces: Iterable[tuple[str, S]]) -> list[tuple[str, S]]:
    """No space after a space, nor beside a line break, nor at either end; indents stay."""
    kept: list[tuple[str, S]] = []
    after_blank = True
    for text, style in pieces:
        if text == BREAK:
            _trim_end(kept)
            if kept and kept[-1][0] != BREAK:
                kept.append((BREAK, style))
            after_blank = True
            continue
        shown = text
        if not kept:
            shown = text.lstrip(EDGES)
        elif kept[-1][0] == BREAK:
            shown = text.lstrip(_NO_INDENT)
        shown = shown.removeprefix(" ") if after_blank else shown
        if shown:
            kept.append((shown, style))
            after_blank = shown.endswith(" ")
    _trim_end(kept)
    while kept and kept[-1][0] == BREAK:
        kept.pop()
        _trim_end(kept)
    return kept


def _trim_end(kept: list[tuple[str, S]]) -> None:
    while kept and kept[-1][0] != BREAK:
        text, style = kept.pop()
        if text := text.rstrip(EDGES):
            kept.append((text, style))
            return


def _without_leading_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """Marks stacked on one base from several spans: only those beside their base may stay."""
    kept: list[Piece] = []
    for text, style in pieces:
        while text and unicodedata.category(text[0]) in {"Mn", "Me", "Cf"}:
            text = text[1:]  # noqa: PLW2901 - at most a few, by `clean_text`
        kept += [(line, style) for line in re.split("(\n)", text) if line]
    return kept
