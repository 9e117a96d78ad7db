"""Where lines end: text cut into lines by cells, as its script wants it.

Latin and its relatives break at spaces and after hyphens, Chinese and Japanese between any two
characters but before closing and after opening punctuation (kinsoku; JIS X 4051), and what is
wider than a line breaks after a mark of punctuation if one is near, else between characters.
Textual's own wrapping knows spaces only, which leaves CJK lines half empty.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

TURNOVER = 4
"""Cells."""

Extent = tuple[int, int]
"""Start and end in the text, in characters."""

_CJK = (
    "\u2e80-\u2fff\u3001-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
_NEVER_FIRST = (
    r"\s、。，．・：；？！ー）］｝」』】〉》〕〗〙’”…‥々〻ゝゞヽヾ％℃"
    r"ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ,.;:!?)\]}%°»⁰¹²³⁴-⁹"
    "\u0300-\u036f\u3099\u309a\u200b-\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
_NEVER_LAST = r"\s（［｛「『【〈《〔〖〘‘“(\[{«＄￥￡$£€\u200d"

_ASCII_BREAKS = re.compile(r" +|(?<=[A-Za-z]-)(?=[A-Za-z]{2})")
_BREAKS = re.compile(
    r"[ \u3000\u200b]+"
    r"|(?<=[^\W\d_][-‐])(?=[^\W\d_]{2})"
    r"|(?<=—)(?=\w)"
    rf"|(?<=[{_CJK}])(?<![{_NEVER_LAST}])(?=[^{_NEVER_FIRST}])"
    rf"|(?<=[^{_NEVER_LAST}])(?=[{_CJK}])(?![{_NEVER_FIRST}])"
)
_FACTS = re.compile("\u00a0· ")
_BLANK = " \u3000\u200b"
_GOOD_ENDS = frozenset("/?&=.,;:_-")
_ENDS_IN_CODE = frozenset(" ,;")

RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def wrap(text: str, width: int) -> list[Extent]:
    """The lines of a text, each at most `width` cells; at least one, trailing blanks left out.

    "\\n" ends a line. What stands between one line's end and the next one's start is blank.
    """
    lines: list[Extent] = []
    start = 0
    for row in text.split("\n"):
        lines.extend(_fill(text, start, start + len(row), max(width, 2)))
        start += len(row) + 1
    return lines


def wrap_verse(text: str, width: int) -> list[Extent]:
    """Like `wrap`, but what is left of a line has `TURNOVER` cells less: it is set in by them."""
    lines: list[Extent] = []
    start = 0
    for row in text.split("\n"):
        end = start + len(row)
        first, *others = _fill(text, start, end, max(width, 2))
        lines.append(first)
        if others:
            lines.extend(_fill(text, others[0][0], end, max(width - TURNOVER, 2)))
        start = end + 1
    return lines


def wrap_evenly(text: str, width: int) -> list[Extent]:
    """Like `wrap`, in no more lines, but with lines of like length: for titles."""
    widest = wrap(text, width)
    if len(widest) < 2:
        return widest
    low, high = cell_len(text) // len(widest), width
    while low < high:
        middle = (low + high) // 2
        if len(wrap(text, middle)) > len(widest):
            low = middle + 1
        else:
            high = middle
    return wrap(text, low)


def wrap_code(text: str, width: int) -> list[Extent]:
    """Lines as they are; one that is too long goes on in the next, after a blank if one is near."""
    lines: list[Extent] = []
    start = 0
    for row in text.split("\n"):
        end = start + len(row)
        cuts = [start, *_hard_cuts(text, start, end, width, width, ends=_ENDS_IN_CODE), end]
        lines.extend(pairwise(cuts))
        start = end + 1
    return lines


def wrap_facts(text: str, width: int) -> list[Extent]:
    """Facts parted by dots, as many to a line as there is room for; no dot at either end of one."""
    ends = [0, *(at for dot in _FACTS.finditer(text) for at in dot.span()), len(text)]
    (start, end), *others = zip(ends[::2], ends[1::2], strict=True)
    lines: list[Extent] = []
    for begin, after in others:
        if cell_len(text[start:after]) > width:
            lines += _fill(text, start, end, width)
            start = begin
        end = after
    return lines + _fill(text, start, end, width)


def longest_word(text: str) -> int:
    """Cells of the longest run that `wrap` would rather not cut."""
    marks = [0, *(found.end() for found in _breaks(text)), len(text)]
    return max((cell_len(text[a:b].strip()) for a, b in pairwise(marks)), default=0)


def fit(text: str, width: int) -> int:
    """How many characters of the text fit into `width` cells."""
    for first, _, used in _clusters(text, 0, len(text)):
        if used > width:
            return first
    return len(text)


def runs_right_to_left(text: str) -> bool:
    """Whether the first strong character is Hebrew, Arabic or a relative (Unicode TR 9, P2)."""
    if not RTL.search(text):
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _breaks(text: str) -> Iterator[re.Match[str]]:
    return (_ASCII_BREAKS if text.isascii() else _BREAKS).finditer(text)


def _fill(text: str, start: int, end: int, width: int) -> list[Extent]:
    """One row, greedily."""
    if end - start <= width and cell_len(text[start:end]) <= width:
        return [(start, end)]
    lines: list[Extent] = []
    row = text[start:end]
    begin = last = start
    used = 0
    for cut in [*(start + found.end() for found in _breaks(row)), end]:
        word = text[last:cut]
        size = cell_len(word.rstrip(_BLANK))
        if size > width:
            for hard in _hard_cuts(
                text, last, last + len(word.rstrip(_BLANK)), width - used, width
            ):
                if hard > begin:
                    lines.append(_trimmed(text, begin, hard))
                begin = hard
            used = cell_len(text[begin:cut])
        elif used + size > width:
            lines.append(_trimmed(text, begin, last))
            begin, used = last, cell_len(word)
        else:
            used += cell_len(word)
        last = cut
    if begin < end or not lines:
        lines.append(_trimmed(text, begin, end))
    return lines


def _trimmed(text: str, start: int, end: int) -> Extent:
    return start, start + len(text[start:end].rstrip(_BLANK))


def _hard_cuts(
    text: str, start: int, end: int, room: int, width: int, *, ends: frozenset[str] = _GOOD_ENDS
) -> list[int]:
    """Where to cut a word that is wider than a line; `room` is what is left of the first line."""
    cuts: list[int] = []
    if room < width // 3:
        cuts.append(start)
        room = width
    used, good, good_used = 0, 0, 0
    before = 0
    for first, after, total in _clusters(text, start, end):
        used += total - before
        if used > room:
            near = good > start and good_used * 2 > room
            cut = good if near else first
            cuts.append(cut)
            used = used - good_used if near else total - before
            room, good, good_used = width, 0, 0
        if text[first] in ends:
            good, good_used = after, used
        before = total
    return cuts


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Characters with the marks and joined characters that belong to them: start, end, and the
    cells of everything up to that end."""
    total, first = 0, start
    while first < end:
        after = first + 1
        while after < end and (text[after - 1] == "\u200d" or cell_len(text[after]) == 0):
            after += 1
        total += cell_len(text[first:after])
        yield first, after, total
        first = after
