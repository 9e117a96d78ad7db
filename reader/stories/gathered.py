"""One live story: what its articles of the last days say together.

All sums are of whole numbers, so that adding and taking away leaves exactly what adding would have
left: a story is a function of its articles, whatever else has been in it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.stories.days import days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.model.story import Kept

NEAR = 20
"""The last members that an article is compared with one by one."""

Member = tuple[int, "Kept"]
"""An article, and which of all arrivals it was."""


class Near(NamedTuple):
    """One of the last members, ready to be compared with."""

    vector: dict[str, int]
    days: frozenset[str]


class Change(NamedTuple):
    """Terms that a story has begun or ceased to have: what its index must know."""

    begun: tuple[str, ...] = ()
    ceased: tuple[str, ...] = ()


class Gathered:
    """The articles of a story, in the order of arrival, and their sums."""

    __slots__ = (
        "_near",
        "_square",
        "aliases",
        "id",
        "languages",
        "length",
        "members",
        "sources",
        "weights",
    )

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.members: list[Member] = []
        self.weights: dict[str, int] = {}
        """Of each term, summed over the members."""
        self.sources: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.aliases: list[str] = []
        """Stories that became part of this one."""
        self.length = 1.0
        """The Euclidean length of the summed weights; asked of every candidate of every article."""
        self._square = 0
        self._near: list[Near] | None = None

    def __len__(self) -> int:
        return len(self.members)

    @property
    def last(self) -> int:
        """When the newest of its articles came."""
        return self.members[-1][1].at

    @property
    def near(self) -> list[Near]:
        """The last members."""
        if self._near is None:
            vectors = [vector(kept) for _, kept in self.members[-NEAR:]]
            self._near = [Near(each, days(each)) for each in vectors]
        return self._near

    def since(self, moment: int) -> int:
        """How many of its articles came at or after a moment."""
        return len(self) - bisect_left(self.members, moment, key=_at)

    def add(self, members: Iterable[Member]) -> Change:
        """Take in articles, each at its place."""
        more = list(members)
        self.members = list(merge(self.members, more, key=itemgetter(0)))
        return self._count(more, 1)

    def take(self, arrivals: set[int]) -> tuple[list[Member], Change]:
        """Give away some of its articles."""
        taken = [each for each in self.members if each[0] in arrivals]
        self.members = [each for each in self.members if each[0] not in arrivals]
        return taken, self._count(taken, -1)

    def _count(self, members: list[Member], by: int) -> Change:
        begun, ceased = [], []
        weights = self.weights
        for _, kept in members:
            for counted, key in ((self.sources, kept.source), (self.languages, kept.language)):
                counted[key] += by
                if not counted[key]:
                    del counted[key]
            for term, weight in zip(kept.terms, kept.weights, strict=True):
                if not weight:
                    continue
                before = weights.get(term, 0)
                after = before + by * weight
                self._square += after * after - before * before
                if after:
                    weights[term] = after
                else:
                    del weights[term]
                if not before:
                    begun.append(term)
                elif not after:
                    ceased.append(term)
        self.length = math.sqrt(self._square) or 1.0
        self._near = None
        return Change(tuple(begun), tuple(ceased))


def vector(kept: Kept) -> dict[str, int]:
    """The terms of an article that tell something, and how much."""
    return {term: weight for term, weight in zip(kept.terms, kept.weights, strict=True) if weight}


def _at(member: Member) -> int:
    return member[1].at
