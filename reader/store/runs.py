"""Many ids in little room: a mark on a hundred thousand articles is a few hundred bytes."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def to_runs(ids: Iterable[int]) -> list[int]:
    """Different ids as pairs, rising: how many are left out, how many follow each other."""
    runs: list[int] = []
    end = 0
    for each in sorted(ids):
        if runs and each == end:
            runs[-1] += 1
        else:
            runs += [each - end, 1]
        end = each + 1
    return runs


def from_runs(runs: Sequence[int]) -> array[int]:
    """The ids that `to_runs` was given."""
    ids, end = array("q"), 0
    for gap, length in zip(runs[::2], runs[1::2], strict=True):
        ids.extend(range(end + gap, end + gap + length))
        end += gap + length
    return ids
