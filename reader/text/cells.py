"""How many cells of a terminal text takes, and how to fit it into some.

East Asian wide and fullwidth characters take two cells (Unicode TR 11), marks and joiners none, an
emoji sequence as many as its first emoji (Unicode TR 51).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_NONE = {"Mn", "Me", "Cf", "Cc", "Cs", "Zl", "Zp"}
# They close what stands before them, so no line begins with them.
_CLOSING = "、。，．・：；？！）］｝」』】〉》〕ー…’”々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"


def cell_width(text: str) -> int:
    """Cells that a line of text takes; control characters take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(width for _, width in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """What is drawn as one, with the cells it takes."""
    cluster, width = "", 0
    for character in text:
        taken = _taken(character)
        if cluster and (taken == 0 or _joins(cluster, width, character)):
            cluster += character
            if _is_flag_letter(character) or (
                character == _EMOJI_STYLE and _may_be_emoji(cluster[0])
            ):
                width = 2
        else:
            if cluster:
                yield cluster, width
            cluster, width = character, taken
    if cluster:
        yield cluster, width


def cut_cells(text: str, width: int) -> str:
    """A line in at most so many cells, closed with "…" if something is missing."""
    if cell_width(text) <= width:
        return text
    kept, left = "", width - 1
    for cluster, taken in clusters(text):
        if taken > left:
            break
        kept += cluster
        left -= taken
    return kept.rstrip() + "…" if width > 0 else ""


def pad_cells(text: str, width: int) -> str:
    """A line in exactly so many cells: cut, or filled with spaces."""
    text = cut_cells(text, width)
    return text + " " * (width - cell_width(text))


def wrap_cells(text: str, width: int) -> list[str]:
    """Lines of at most so many cells, broken at spaces, beside wide characters or where it must."""
    width = max(width, 2)
    return [line for part in text.split("\n") for line in _wrapped(part, width)]


def _wrapped(text: str, width: int) -> list[str]:
    lines, line, used = [], "", 0
    for space, atom in _atoms(text):
        taken = cell_width(atom)
        if line and used + len(space) + taken <= width:
            line, used = line + space + atom, used + len(space) + taken
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(atom, width) if taken > width else [atom]
        lines += whole
        used = cell_width(line)
    return [*lines, line]


def _atoms(text: str) -> Iterator[tuple[str, str]]:
    """What no line break may part, each after the space that stands before it."""
    for number, word in enumerate(text.split(" ")):
        space, atom = " " if number else "", ""
        if word.isascii():
            yield space, word
            continue
        was_wide = False
        for cluster, width in clusters(word):
            if atom and (was_wide or width == 2) and cluster not in _CLOSING:
                yield space, atom
                space, atom = "", ""
            atom += cluster
            was_wide = width == 2
        yield space, atom


def _pieces(atom: str, width: int) -> list[str]:
    pieces, piece, used = [], "", 0
    for cluster, taken in clusters(atom):
        if used + taken > width:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + cluster, used + taken
    return [*pieces, piece]


def _taken(character: str) -> int:
    if " " <= character < "\x7f":
        return 1
    if unicodedata.category(character) in _NONE or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _joins(cluster: str, width: int, character: str) -> bool:
    """Whether a character that has a width of its own is drawn within the cluster before it."""
    if cluster[-1] == _JOINER:
        return width == 2 and _may_be_emoji(character)
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return _may_be_emoji(cluster[0])
    return _is_flag_letter(character) and len(cluster) == 1 and _is_flag_letter(cluster)


def _may_be_emoji(character: str) -> bool:
    return (
        unicodedata.category(character) == "So" or character in "0123456789#*‼⁉↔↕↖↗↘↙↩↪▪▫▶◀◻◼◽◾"
    )


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character[0] <= "\U0001f1ff"
