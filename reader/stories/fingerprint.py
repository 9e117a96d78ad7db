"""What is followed of a story: its weighted names and terms, learned from its articles.

A print is sums of whole numbers over the articles it has learned from, so that it does not depend
on their order, and what it learned from an article can be taken back. What a person raises or
lowers stands beside the sums.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model.story import Kept

MATCHES = 0.30
"""Likeness from which an article belongs to what is followed."""
SHARED = 2
"""Terms that it has to share at least: one name alone is in many stories."""
LOOKED_AT = 40
"""Terms of a print that articles are compared with, the heaviest."""
LEARNED = 200
"""Articles that a print learns from; what a story is about is told by then."""
RAISED = 2.0
"""How much more a term counts that a person raised once; lowered, so much less."""


class Match(NamedTuple):
    """How an article answers to a print."""

    score: float
    """The cosine, 0 to 1."""
    shared: tuple[str, ...]
    """The terms that count most, the first of them most."""


class Fingerprint(NamedTuple):
    """The terms of what is followed, and what a person made of them."""

    sums: Mapping[str, int]
    learned: frozenset[int] = frozenset()
    """The articles it has learned from."""
    raised: Mapping[str, int] = {}
    """By how many steps a term counts more, or less where it is negative."""
    without: frozenset[str] = frozenset()
    """Terms that do not count."""

    @property
    def terms(self) -> dict[str, float]:
        """What articles are compared with, the heaviest first; its length is 1."""
        every = {key: float(total) for key, total in self.sums.items()}
        heaviest = max(every.values(), default=1.0)
        for key, steps in self.raised.items():
            if steps > 0:
                every.setdefault(key, heaviest / 2)
            if key in every:
                every[key] *= RAISED**steps
        told = [(key, weight) for key, weight in every.items() if key not in self.without]
        first = sorted(told, key=lambda each: (-each[1], each[0]))[:LOOKED_AT]
        length = math.sqrt(sum(weight * weight for _, weight in first)) or 1.0
        return {key: weight / length for key, weight in first}

    def match(self, kept: Kept, terms: Mapping[str, float] | None = None) -> Match | None:
        """How an article answers to it; None if it does not."""
        terms = self.terms if terms is None else terms
        length = math.sqrt(sum(weight * weight for weight in kept.weights)) or 1.0
        shares = {
            key: weight / length * terms[key]
            for key, weight in zip(kept.terms, kept.weights, strict=True)
            if weight and key in terms
        }
        score = sum(shares.values())
        if score < MATCHES or len(shares) < SHARED:
            return None
        order = sorted(shares, key=lambda key: (-shares[key], key))
        return Match(round(score, 3), tuple(order[:4]))

    def learn(self, article: int, kept: Kept, way: int = 1) -> Fingerprint:
        """Learn from an article, or, with -1, take back what was learned from it."""
        if (article in self.learned) is (way > 0) or (way > 0 and len(self.learned) >= LEARNED):
            return self
        sums = dict(self.sums)
        for key, weight in zip(kept.terms, kept.weights, strict=True):
            if total := sums.pop(key, 0) + way * weight:
                sums[key] = total
        learned = self.learned | {article} if way > 0 else self.learned - {article}
        return self._replace(sums=sums, learned=learned)

    def turn(self, term: str, steps: int) -> Fingerprint:
        """Let a term count more, or less; what counts again is none of those that do not."""
        raised = dict(self.raised)
        if total := raised.pop(term, 0) + steps:
            raised[term] = total
        return self._replace(raised=raised, without=self.without - {term})

    def drop(self, term: str) -> Fingerprint:
        """Let a term count nothing."""
        return self._replace(without=self.without | {term})

    def written(self) -> str:
        """As JSON."""
        said = {
            "sums": self.sums,
            "learned": sorted(self.learned),
            "raised": self.raised,
            "without": sorted(self.without),
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True)

    @classmethod
    def read(cls, text: str) -> Fingerprint:
        """What `written` wrote; an empty one for an empty object."""
        said = json.loads(text)
        return cls(
            said.get("sums", {}),
            frozenset(said.get("learned", ())),
            said.get("raised", {}),
            frozenset(said.get("without", ())),
        )
