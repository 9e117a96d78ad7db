"""Which articles of a list are chosen for what is done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.tui.widgets.stretch import Stretch


class Choice:
    """Single articles, and a range from where it was begun to the cursor. Ids, never lines."""

    def __init__(self) -> None:
        self._ids: set[int] = set()
        self._from: int | None = None
        self._from_line = 0

    def __bool__(self) -> bool:
        return bool(self._ids) or self._from is not None

    @property
    def ranging(self) -> bool:
        """Whether a range is open, which follows the cursor."""
        return self._from is not None

    def turn(self, article_id: int) -> None:
        """Choose an article, or not any more."""
        self._ids ^= {article_id}

    def add(self, ids: Iterable[int]) -> None:
        """Choose these too."""
        self._ids.update(ids)

    def begin(self, article_id: int, line: int) -> None:
        """Begin a range."""
        self._from, self._from_line = article_id, line

    def close(self, ids: Iterable[int]) -> None:
        """End the range; these are what it held."""
        self._from = None
        self.add(ids)

    def clear(self) -> None:
        """Choose nothing."""
        self._ids.clear()
        self._from = None

    def has(self, article_id: int | None, line: int, cursor: int, stretch: Stretch) -> bool:
        """Whether the article in a line is chosen."""
        if article_id in self._ids:
            return True
        first, last = self._lines(cursor, stretch)
        return self.ranging and first <= line <= last

    def count(self, cursor: int, stretch: Stretch) -> int:
        """How many are chosen."""
        first, last = self._lines(cursor, stretch)
        if not self.ranging:
            return len(self._ids)
        lines = (stretch.line_of(each, near=cursor) for each in self._ids)
        return last - first + 1 + sum(not (x is not None and first <= x <= last) for x in lines)

    def in_hand(self, cursor: int, stretch: Stretch) -> list[int] | None:
        """The chosen ids in the list's order; None if the range goes beyond what is in hand."""
        if not self.ranging:
            return self._in_order(stretch.ids)
        if self._from is None or stretch.line_of(self._from, near=cursor) is None:
            return None
        first, last = self._lines(cursor, stretch)
        ranged = stretch.ids[first - stretch.first : last - stretch.first + 1]
        return list(dict.fromkeys([*self._in_order(stretch.ids), *ranged]))

    def of(self, ids: Sequence[int], here: int | None) -> list[int]:
        """The chosen ids, given all of the list; `here` is under the cursor."""
        ends = [ids.index(each) for each in (self._from, here) if each in ids]
        ranged = ids[min(ends) : max(ends) + 1] if ends else ()
        return list(dict.fromkeys([*self._in_order(ids), *ranged]))

    def _in_order(self, ids: Iterable[int]) -> list[int]:
        known = [each for each in ids if each in self._ids]
        return [*known, *sorted(self._ids.difference(known))]

    def _lines(self, cursor: int, stretch: Stretch) -> tuple[int, int]:
        line = stretch.line_of(self._from, near=cursor) if self._from is not None else None
        start = self._from_line if line is None else line
        return min(start, cursor), max(start, cursor)
