"""Which parts of two sequences are the same: patience diff, bounded in time.

What stands once in either is matched first, in the longest run that keeps the order; so it goes on
between those matches (Bram Cohen's patience diff). Where nothing stands once, a table finds the
longest common run if it is small (Wagner and Fischer 1974), else nothing is the same there.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    Gap = tuple[int, int, int, int]
    """Start and end in the one, start and end in the other."""

T = TypeVar("T")

CELLS = 1_500_000
"""Of tables, for one comparison: about a quarter of a second."""
_CELLS_A_GAP = 160_000
_DEEPEST = 24
"""Rounds between matches: each costs what the gaps are long."""


def matches(old: Sequence[T], new: Sequence[T]) -> list[tuple[int, int]]:
    """Places that are the same, as indices of both, rising in both."""
    found: list[tuple[int, int]] = []
    cells = CELLS
    waiting: list[tuple[Gap, int]] = [((0, len(old), 0, len(new)), 0)]
    while waiting:
        gap, depth = waiting.pop()
        gap = _without_ends(old, new, gap, found)
        a, a_end, b, b_end = gap
        size = (a_end - a) * (b_end - b)
        if not size:
            continue
        anchors = _anchors(old, new, gap) if depth < _DEEPEST else []
        if anchors:
            found += anchors
            waiting += [(between, depth + 1) for between in _between(anchors, gap)]
        elif size <= min(cells, _CELLS_A_GAP):
            cells -= size
            found += _longest(old, new, gap)
    return sorted(found)


def _without_ends(
    old: Sequence[T], new: Sequence[T], gap: Gap, found: list[tuple[int, int]]
) -> Gap:
    """The gap without what is the same at its beginning and its end, which is noted."""
    a, a_end, b, b_end = gap
    while a < a_end and b < b_end and old[a] == new[b]:
        found.append((a, b))
        a, b = a + 1, b + 1
    while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
        a_end, b_end = a_end - 1, b_end - 1
        found.append((a_end, b_end))
    return a, a_end, b, b_end


def _anchors(old: Sequence[T], new: Sequence[T], gap: Gap) -> list[tuple[int, int]]:
    """What stands once in both parts, as long as it keeps the order."""
    ones = _once(old, gap[0], gap[1])
    others = _once(new, gap[2], gap[3])
    shared = [(place, others[key]) for key, place in ones.items() if key in others]
    return _rising(sorted(shared))


def _once(items: Sequence[T], start: int, end: int) -> dict[T, int]:
    seen: dict[T, int] = {}
    for place in range(start, end):
        seen[items[place]] = -1 if items[place] in seen else place
    return {key: place for key, place in seen.items() if place >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that also rises in the second (Schensted 1961)."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        rank = bisect_left(ends, place)
        before.append(at[rank - 1] if rank else -1)
        ends[rank : rank + 1] = [place]
        at[rank : rank + 1] = [index]
    run = []
    index = at[-1] if at else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _between(anchors: list[tuple[int, int]], gap: Gap) -> list[Gap]:
    a, a_end, b, b_end = gap
    gaps = []
    for one, other in [*anchors, (a_end, b_end)]:
        if a < one or b < other:
            gaps.append((a, one, b, other))
        a, b = one + 1, other + 1
    return gaps


def _longest(old: Sequence[T], new: Sequence[T], gap: Gap) -> list[tuple[int, int]]:
    """The longest common run of a small gap."""
    a, a_end, b, b_end = gap
    width = b_end - b + 1
    table = [[0] * width]
    for one in range(a_end - 1, a - 1, -1):
        row, below, item = [0] * width, table[-1], old[one]
        for column in range(width - 2, -1, -1):
            same = item == new[b + column]
            row[column] = below[column + 1] + 1 if same else max(below[column], row[column + 1])
        table.append(row)
    table.reverse()
    found, column, line = [], 0, 0
    while line < len(table) - 1 and column < width - 1:
        if old[a + line] == new[b + column]:
            found.append((a + line, b + column))
            line, column = line + 1, column + 1
        elif table[line + 1][column] >= table[line][column + 1]:
            line += 1
        else:
            column += 1
    return found
