"""What a person decided about stories: it outlives every later opinion of the clustering."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOWHERE: Mapping[str, str] = MappingProxyType({})


class Ties(NamedTuple):
    """Who belongs where, and who never does."""

    belongs: Mapping[str, str] = _NOWHERE
    """Articles and the story that a person put them into."""
    never: frozenset[tuple[str, str]] = frozenset()
    """An article and a story it is not of, or two stories that are not one."""

    def forbids(self, one: str, other: str) -> bool:
        """Whether two were parted."""
        return (one, other) in self.never or (other, one) in self.never

    def joined(self, one: str, other: str) -> Ties:
        """The ties after two stories were made one: that they are not is no longer held."""
        return self._replace(never=self.never - {(one, other), (other, one)})

    def renamed(self, alias: str, story: str) -> Ties:
        """The ties after a story became part of another."""

        def now(name: str) -> str:
            return story if name == alias else name

        belongs = {article: now(where) for article, where in self.belongs.items()}
        return Ties(belongs, frozenset((one, now(other)) for one, other in self.never))

    def bound(self, articles: set[str], story: str) -> Ties:
        """The ties after articles were put into a story: what was said last counts."""
        never = frozenset(
            pair for pair in self.never if not (story in pair and not articles.isdisjoint(pair))
        )
        return Ties({**self.belongs, **dict.fromkeys(articles, story)}, never)

    def parted(self, articles: set[str], story: str) -> Ties:
        """The ties after articles were taken out of a story."""
        belongs = {
            article: where
            for article, where in self.belongs.items()
            if not (article in articles and where == story)
        }
        return Ties(belongs, self.never | {(article, story) for article in articles})
