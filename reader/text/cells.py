"""How many cells of a terminal text takes, and how to fit it into some.

East Asian wide and fullwidth characters take two cells (Unicode TR 11), marks and joiners none, an
emoji sequence as many as its first emoji (Unicode TR 51). The screen is drawn by Rich's measure;
`tests/laws/test_cells_laws.py` holds that this one is the same, so that what is cut, padded and
printed here stands in its columns there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_NONE = {"Mn", "Mc", "Me", "Cf", "Cc", "Cs", "Zl", "Zp"}
_NARROW = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
"""Format characters that are drawn: signs over numbers."""
_UNSEEN = re.compile("[\u1160-\u11ff\u3164\ud7b0-\ud7ff\uffa0\U0001f3fb-\U0001f3ff]")
"""Letters within a syllable of Hangul, its fillers, tones of skin: they dress what is before."""
_WIDE = re.compile(
    "[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d356\U0001d360-\U0001d376]"
)
"""Hexagrams and counting rods: wide since Unicode 16, which the Python that runs may not know."""
_MAY_BE_EMOJI = re.compile(
    "["
    "\u0023\u002a\u0030-\u0039\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa"
    "\u2328\u23cf\u23ed-\u23ef\u23f1\u23f2\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb"
    "\u25fc\u2600-\u2604\u260e\u2611\u2618\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f"
    "\u2638-\u263a\u2640\u2642\u265f\u2660\u2663\u2665\u2666\u2668\u267b\u267e\u2692"
    "\u2694-\u2697\u2699\u269b\u269c\u26a0\u26a7\u26b0\u26b1\u26c8\u26cf\u26d1\u26d3\u26e9"
    "\u26f0\u26f1\u26f4\u26f7-\u26f9\u2702\u2708\u2709\u270c\u270d\u270f\u2712\u2714\u2716"
    "\u271d\u2721\u2733\u2734\u2744\u2747\u2763\u2764\u27a1\u2934\u2935\u2b05-\u2b07"
    "\U0001f170\U0001f171\U0001f17e\U0001f17f\U0001f321\U0001f324-\U0001f32c\U0001f336"
    "\U0001f37d\U0001f396\U0001f397\U0001f399-\U0001f39b\U0001f39e\U0001f39f"
    "\U0001f3cb-\U0001f3ce\U0001f3d4-\U0001f3df\U0001f3f3\U0001f3f5\U0001f3f7\U0001f43f"
    "\U0001f441\U0001f4fd\U0001f549\U0001f54a\U0001f56f\U0001f570\U0001f573-\U0001f579"
    "\U0001f587\U0001f58a-\U0001f58d\U0001f590\U0001f5a5\U0001f5a8\U0001f5b1\U0001f5b2"
    "\U0001f5bc\U0001f5c2-\U0001f5c4\U0001f5d1-\U0001f5d3\U0001f5dc-\U0001f5de\U0001f5e1"
    "\U0001f5e3\U0001f5e8\U0001f5ef\U0001f5f3\U0001f5fa\U0001f6cb\U0001f6cd-\U0001f6cf"
    "\U0001f6e0-\U0001f6e5\U0001f6e9\U0001f6f0\U0001f6f3"
    "]"
)
"""Characters that the emoji style makes wide (Unicode, emoji-variation-sequences.txt)."""
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


@lru_cache(maxsize=4096)
def _taken(character: str) -> int:
    if " " <= character < "\x7f":
        return 1
    if _UNSEEN.match(character):
        return 0
    if _WIDE.match(character):
        return 2
    kind = unicodedata.category(character)
    if kind in _NONE:
        return 1 if _NARROW.match(character) else 0
    if kind == "Cn":
        return 2 if "\U0001f300" <= character <= "\U0001faff" else 1
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _joins(cluster: str, width: int, character: str) -> bool:
    """Whether a character that has a width of its own is drawn within the cluster before it."""
    if cluster[-1] == _JOINER:
        symbol = unicodedata.category(character) == "So"
        return width == 2 and (symbol or _may_be_emoji(character))
    return _is_flag_letter(character) and len(cluster) == 1 and _is_flag_letter(cluster)


def _may_be_emoji(character: str) -> bool:
    return bool(_MAY_BE_EMOJI.match(character))


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character[0] <= "\U0001f1ff"
