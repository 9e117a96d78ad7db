"""Lines of a plain text put together to paragraphs, in whichever usual way they were broken."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDEST = 100
"""Columns; text that was wrapped by hand or program is not wider."""

MOST = 20_000
"""Lines; the rest of a longer text is left out."""

_NARROWEST = 30
_MOST_STRAY = 0.05
"""Share of wide lines, such as addresses, that a wrapped text may still have."""

UNDERLINE = re.compile(r"([=~_*#+-])\1{2,}$")
BULLET = re.compile(r"(?:[•‣◦▪●]|[*-](?=\s)|\d{1,2}[.)](?=\s))\s*")
_SPACES = re.compile(r"[^\S\n]+")


class Line(NamedTuple):
    """A paragraph, or a line that stands for itself."""

    text: str
    apart: bool
    """An empty line, or the beginning of the text, is before it."""
    indented: bool = False


def paragraphs(text: str, *, alone: Callable[[str], bool]) -> list[Line]:
    """The paragraphs of a clean text.

    Lines are joined where the next word had no more room, if the text as a whole is wrapped so;
    else each line is a paragraph. `alone` names lines that are never joined to another.
    """
    lines = _lines(text)
    width = _width(lines)
    if not width:
        return lines
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1].text if groups else ""
        if last and not alone(last) and not alone(line.text) and _continues(last, line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group[0]._replace(text=_joined(group)) for group in groups]


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    apart = True
    for raw in text.split("\n", MOST)[:MOST]:
        line = _SPACES.sub(" ", raw.replace("\u200b", "").replace("\xad", "")).strip()
        if line:
            lines.append(Line(line, apart, indented=raw[:2].isspace()))
        apart = not line
    return lines


def _width(lines: Sequence[Line]) -> int:
    """Columns the text was wrapped at; 0 if it was not."""
    stray = sum(1 for line in lines if len(line.text) > WIDEST)
    if stray > _MOST_STRAY * len(lines):
        return 0
    pairs = [
        (before.text, after)
        for before, after in pairwise(lines)
        if not after.apart and len(before.text) <= WIDEST
    ]
    # The longest few are left out of the measure: a headline is often wider than the text.
    lengths = sorted(len(before) for before, _ in pairs)
    if len(lengths) < 3:
        return 0
    width = lengths[-1 - len(lengths) // 20]
    full = sum(1 for before, after in pairs if _continues(before, after, width))
    return width if width >= _NARROWEST and full * 2 > len(pairs) else 0


def _continues(before: str, line: Line, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it: the word had no room."""
    if line.apart or UNDERLINE.match(line.text) or BULLET.match(line.text):
        return False
    room = width - len(before) - (0 if before.endswith("-") else 1)
    word = line.text.split(" ", 1)[0]
    first = word.split("-", 1)[0] + "-" if "-" in word.strip("-") else word
    return len(first) > room


def _joined(group: Sequence[Line]) -> str:
    parts = [group[0].text]
    for before, line in pairwise(group):
        broken = re.search(r"[^\W\d_]-$", before.text) and line.text[:1].islower()
        if not broken and not _is_ideographic(before.text[-1], line.text[0]):
            parts.append(" ")
        parts.append(line.text)
    return "".join(parts)


def _is_ideographic(*characters: str) -> bool:
    return all("\u3000" <= character <= "\u9fff" for character in characters)
