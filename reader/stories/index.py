"""From the terms of an article to the live stories that have them."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.stories.gathered import Change, Gathered

PROBED = 25
"""The heaviest terms of an article, by which stories are sought."""
FIRST, CROWD = 6, 300
"""After that many terms, those that more stories than this have are passed over."""
WEIGHED = 10
"""Stories that are looked at closely."""


class Index:
    """Which stories have a term."""

    def __init__(self) -> None:
        self._having: dict[str, dict[str, Gathered]] = {}

    def __len__(self) -> int:
        return len(self._having)

    def update(self, story: Gathered, change: Change) -> None:
        """Note what a story has begun and ceased to have."""
        for term in change.begun:
            self._having.setdefault(term, {})[story.id] = story
        for term in change.ceased:
            having = self._having[term]
            having.pop(story.id, None)
            if not having:
                del self._having[term]

    def near(self, vector: dict[str, int]) -> list[Gathered]:
        """The stories most like an article, by its heaviest terms; in no special order."""
        heaviest = sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:PROBED]
        shared: dict[str, int] = {}
        found: dict[str, Gathered] = {}
        for place, (term, weight) in enumerate(heaviest):
            having = self._having.get(term, {})
            if place >= FIRST and len(having) > CROWD:
                continue
            for id_, story in having.items():
                shared[id_] = shared.get(id_, 0) + weight * story.weights[term]
            found.update(having)
        best = nsmallest(
            WEIGHED, [(-product / found[id_].length, id_) for id_, product in shared.items()]
        )
        return [found[id_] for _, id_ in best]
