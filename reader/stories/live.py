"""The stories of the last days, and the moves that keep their sums and their index true."""

from __future__ import annotations

import math
import sys
from collections import deque
from typing import TYPE_CHECKING

from reader.stories.gathered import Gathered
from reader.stories.index import Index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.model.story import Kept
    from reader.stories.gathered import Member

WINDOW = 14 * 86_400
"""Seconds for which an article attracts others."""
MOST = 50_000
"""Articles that attract at most; the oldest cease for new ones."""


class Live:
    """Stories by their ids, and where each live article is."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self.index = Index()
        self.stories: dict[str, Gathered] = {}
        self.clock = 0
        """Seconds; it only goes forwards."""
        self._aliases = dict(aliases)
        self._arrivals: deque[Member] = deque()
        self._count = 0
        self._squares = 0
        """Of the articles of each story, summed."""
        self._place: dict[str, tuple[int, str]] = {}
        """Of each article, which arrival it was and its story."""

    def __contains__(self, article: str) -> bool:
        return article in self._place

    def __len__(self) -> int:
        return len(self._place)

    @property
    def crowd(self) -> float:
        """Log of how many articles the story of a usual live article has: what is large here.

        Of whole numbers, and of what is live alone, so that a restart knows it as well.
        """
        return math.log(self._squares / len(self)) if self._place else 0.0

    def current(self, story: str) -> str:
        """What a story is called now."""
        while story in self._aliases:
            story = self._aliases[story]
        return story

    def is_taken(self, story: str) -> bool:
        """Whether a live story has or had this name."""
        return story in self.stories or story in self._aliases

    def story_of(self, article: str) -> Gathered:
        """Where a live article is."""
        return self.stories[self.current(self._place[article][1])]

    def kept(self, article: str) -> Kept:
        """What to keep of a live article, with the story it is in now."""
        number, _ = self._place[article]
        story = self.story_of(article)
        kept = next(kept for arrival, kept in story.members if arrival == number)
        return kept._replace(story=story.id)

    def pass_to(self, moment: int) -> list[str]:
        """Let time pass; answers the articles that are no longer live."""
        self.clock = max(self.clock, moment)
        gone = []
        while self._arrivals and (
            self._arrivals[0][1].at < self.clock - WINDOW or len(self._arrivals) >= MOST
        ):
            number, kept = self._arrivals.popleft()
            story = self.story_of(kept.id)
            self._take({number}, story)
            if not story.members:
                for alias in story.aliases:
                    self._aliases.pop(alias, None)
            del self._place[kept.id]
            gone.append(kept.id)
        return gone

    def add(self, kept: Kept) -> None:
        """Let an article into its story, which it may open."""
        id_ = self.current(kept.story)
        self._count += 1
        kept = kept._replace(terms=tuple(map(sys.intern, kept.terms)))
        self._arrivals.append((self._count, kept))
        self._place[kept.id] = (self._count, id_)
        self._give([(self._count, kept)], id_)

    def move(self, articles: set[str], story: str) -> None:
        """Let live articles change their story."""
        for article in articles & self._place.keys():
            number, _ = self._place[article]
            members = self._take({number}, self.story_of(article))
            self._place[article] = (number, story)
            self._give(members, story)

    def merge(self, one: Gathered, other: Gathered) -> str:
        """Make one story of two: the larger keeps its id, or the older; answers the alias."""
        kept, alias = sorted((one, other), key=lambda each: (-len(each), each.members[0][0]))
        members = self._take({number for number, _ in alias.members}, alias)
        self._aliases[alias.id] = kept.id
        kept.aliases += [alias.id, *alias.aliases]
        self._give(members, kept.id)
        return alias.id

    def _give(self, members: list[Member], id_: str) -> None:
        story = self.stories.get(id_)
        if story is None:
            story = self.stories[id_] = Gathered(id_)
        before = len(story)
        self.index.update(story, story.add(members))
        self._squares += len(story) ** 2 - before**2

    def _take(self, arrivals: set[int], story: Gathered) -> list[Member]:
        before = len(story)
        members, change = story.take(arrivals)
        self._squares += len(story) ** 2 - before**2
        self.index.update(story, change)
        if not story.members:
            del self.stories[story.id]
        return members
