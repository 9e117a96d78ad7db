"""The part of a long list that is in hand: which article stands where, as far as that is known."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Literal

from reader.model.window import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.window import Window

Gap = Literal["below", "above", "far"]

NEAR = 400
"""Lines from its ends up to which a stretch is made longer; beyond, another takes its place."""


class Stretch:
    """Neighbours in a list, from the line `first` on; the list may be a million lines longer."""

    def __init__(self, window: Window, *, newest_first: bool = True) -> None:
        self.first = 0
        self.total = max(window.total, len(window.places))
        self.more = window.more
        """Whether the list goes on behind `total`."""
        self.newest_id = window.newest_id
        """The newest article that can be in the list as it was read."""
        self._sign = -1 if newest_first else 1
        self.ids = array("q", (place.id for place in window.places))
        self._ats = array("q", (place.at for place in window.places))

    @property
    def end(self) -> int:
        """The line behind the last one in hand."""
        return self.first + len(self.ids)

    def id_at(self, line: int) -> int | None:
        return self.ids[line - self.first] if self.first <= line < self.end else None

    def line_of(self, article_id: int | None, *, near: int = 0) -> int | None:
        """The line of an article, looked for first where it was."""
        if article_id is None:
            return None
        if self.id_at(near) == article_id:
            return near
        try:
            return self.first + self.ids.index(article_id)
        except ValueError:
            return None

    def gap(self, first: int, end: int) -> Gap | None:
        """Which way the lines from `first` to `end` are missing; None if all are in hand."""
        first, end = max(first, 0), min(end, self.total)
        if first >= self.first and (end <= self.end or self._is_whole_below()):
            return None
        if not self.ids or first > self.end + NEAR or end < self.first - NEAR:
            return "far"
        return "above" if first < self.first else "below"

    def _is_whole_below(self) -> bool:
        return self.end >= self.total and not self.more

    @property
    def top(self) -> Place:
        """The place of the first line in hand."""
        return Place(self._ats[0], self.ids[0])

    @property
    def bottom(self) -> Place:
        """The place of the last line in hand."""
        return Place(self._ats[-1], self.ids[-1])

    def go_on(self, below: Sequence[Place], asked: int) -> None:
        """Take what follows; fewer than were asked for are the last."""
        known = set(self.ids)
        self._put(len(self.ids), (place for place in below if place.id not in known))
        if len(below) < asked:
            self.total, self.more = self.end, False
        self.total = max(self.total, self.end)

    def go_back(self, above: Sequence[Place], asked: int) -> int:
        """Take what stands before, nearest first; answers by how much all lines have moved."""
        known = set(self.ids)
        fresh = [place for place in reversed(above) if place.id not in known]
        self._put(0, fresh)
        self.first -= len(fresh)
        # What was counted and what is there may differ by what happened meanwhile.
        moved = -self.first if self.first < 0 or len(above) < asked else 0
        self.first += moved
        self.total = max(self.total + moved, self.end)
        return moved

    def jump(self, first: int, places: Sequence[Place]) -> None:
        """Have other lines in hand instead."""
        self.first = first
        self.ids = array("q", (place.id for place in places))
        self._ats = array("q", (place.at for place in places))
        self.total = max(self.total, self.end)

    def take(self, arrived: Iterable[Place]) -> list[int]:
        """Put articles where they belong; answers the lines of those in hand or above."""
        lines = []
        for place in sorted(arrived, key=self._order):
            at = bisect_left(range(len(self.ids)), self._order(place), key=self._order_at)
            self.newest_id = max(self.newest_id, place.id)
            if at == 0 and self.first > 0:
                lines.append(self.first)
                self.first += 1
            elif at < len(self.ids) or self._is_whole_below():
                self._put(at, [place])
                lines.append(self.first + at)
            self.total += 1
        return lines

    def drop(self, gone: Iterable[int]) -> None:
        """Forget articles that are no longer there."""
        left = [
            Place(at, each)
            for at, each in zip(self._ats, self.ids, strict=True)
            if each not in set(gone)
        ]
        self.total -= len(self.ids) - len(left)
        self.jump(self.first, left)

    def _order(self, place: Place) -> tuple[int, int]:
        return self._sign * place.at, self._sign * place.id

    def _order_at(self, index: int) -> tuple[int, int]:
        return self._order(Place(self._ats[index], self.ids[index]))

    def _put(self, index: int, places: Iterable[Place]) -> None:
        fresh = list(places)
        self.ids[index:index] = array("q", (place.id for place in fresh))
        self._ats[index:index] = array("q", (place.at for place in fresh))
