"""What the stream itself has taught: how common a term is of late, and what each source repeats."""

from __future__ import annotations

import math
from collections import Counter, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.story import Kept
    from reader.stories.sketch import Sketch

REMEMBERED = 5000
"""Articles that teach; a term that was in every headline last month may be telling again."""
BEFORE = 1500
"""As many articles the background counts for: it rules at first, the stream in the end."""
RAREST = 9.0
"""The most a term can tell: words that nobody knows are mostly misprints."""
TELLS = 0.3
"""Below that a term tells nothing."""
KNOWN = 30
"""Headlines from which a source's habits are told."""
HABIT = 3.3
"""Log of how much rarer than always a term must be in its source's headlines to count in full."""
LEAST = 0.1
WHOLE = 1000
"""Length of an article's vector; its weights are whole numbers, so that sums are exact."""


class Lately:
    """The last articles, as far as they teach."""

    def __init__(self) -> None:
        self._articles: deque[Kept] = deque()
        self._having: Counter[str] = Counter()
        self._titles: dict[str, Counter[str]] = {}
        self._from: Counter[str] = Counter()

    def weights(self, sketch: Sketch) -> tuple[int, ...]:
        """What each term of an article tells, given the articles before it."""
        all_ = BEFORE + len(self._articles) + 1
        having = self._having
        weights = []
        for term in sketch.terms:
            rarity = math.log(all_ / (BEFORE * term.share + having[term.key] + 1))
            often = 1 + math.log(term.amount) if term.amount > 1 else term.amount
            weights.append(often * min(rarity, RAREST) if rarity > TELLS else 0.0)
        self._damp(sketch, weights)
        length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
        return tuple(round(weight / length * WHOLE) for weight in weights)

    def _damp(self, sketch: Sketch, weights: list[float]) -> None:
        """Take from a term what its source says all the time ("Q4 earnings: key metrics")."""
        headlines = self._from[sketch.source]
        if not sketch.source or headlines < KNOWN:
            return
        said = self._titles[sketch.source]
        for at, term in enumerate(sketch.terms):
            times = said[term.key]
            if times:
                rare = math.log((1 + headlines) / (1 + times)) / HABIT
                weights[at] *= min(1.0, max(LEAST, rare))

    def add(self, article: Kept) -> None:
        """Learn from an article; the oldest is forgotten for it."""
        self._articles.append(article)
        self._count(article, 1)
        if len(self._articles) > REMEMBERED:
            self._count(self._articles.popleft(), -1)

    def _count(self, article: Kept, by: int) -> None:
        having = self._having
        for term in article.terms:
            having[term] += by
            if not having[term]:
                del having[term]
        said = self._titles.setdefault(article.source, Counter())
        for term in article.terms[: article.titled]:
            said[term] += by
            if not said[term]:
                del said[term]
        self._from[article.source] += by
        if not self._from[article.source]:
            del self._from[article.source], self._titles[article.source]
