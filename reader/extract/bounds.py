"""How much of a page is looked at: enough for any article, little enough for the deadline."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ELEMENTS = 100_000
"""Elements of a page, tables bounded; what comes after them is left out."""

MOST_CELLS = 10_000
"""Cells of a table; the rows after them are left out, and what follows the table is not."""


def bound(root: _Element) -> None:
    """Cut off what is too much of a page's tree."""
    for table in list(root.iter("table")):
        _bound_table(table)
    last = next(islice(root.iter("*"), MOST_ELEMENTS, None), None)
    while last is not None and (above := last.getparent()) is not None:
        del above[above.index(last) + 1 :]
        last = above


def _bound_table(table: _Element) -> None:
    cells = 0
    for row in list(table.iter("tr")):
        room = MOST_CELLS - cells
        cells += len(row)
        if len(row) <= room:
            continue
        del row[max(room, 0) :]
        above = row.getparent()
        if room <= 0 and above is not None:
            above.remove(row)
