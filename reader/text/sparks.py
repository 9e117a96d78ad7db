"""Counts as a line of blocks, in Unicode or in ASCII (after Tufte's sparklines)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCKS = " ▁▂▃▄▅▆▇█"


def sparkline(counts: Sequence[int], cells: int) -> str:
    """Counts in so many cells, those that share one added; the highest is full, one is seen."""
    if not counts or cells < 1:
        return " " * max(cells, 0)
    groups = [
        sum(counts[len(counts) * at // cells : len(counts) * (at + 1) // cells] or (0,))
        for at in range(cells)
    ]
    most = max(groups)
    return "".join(_BLOCKS[-(-each * 8 // most)] if each else _BLOCKS[0] for each in groups)
