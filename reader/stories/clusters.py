"""Stories as articles come: one pass, no look ahead, the same answers after a restart.

An article joins the story that attracts it most, or opens one, which is named by it. Nothing that
was answered is ever taken back: stories that turn out to be one leave an alias, and an article that
is delivered again is told what it was told before.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from reader.model.story import Assignment, Kept
from reader.stories import links
from reader.stories.days import days
from reader.stories.gathered import vector
from reader.stories.lately import Lately
from reader.stories.links import ALIKE, JOINS, MAYBE, MERGES, Drawn
from reader.stories.live import Live
from reader.stories.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.stories.gathered import Gathered
    from reader.stories.links import Link
    from reader.stories.sketch import Sketch

NO_TIES = Ties()


class Clusters:
    """The live stories, and the decisions about them."""

    def __init__(
        self,
        kept: Iterable[Kept] = (),
        aliases: Mapping[str, str] | None = None,
        ties: Ties = NO_TIES,
    ) -> None:
        """Begin, or go on from what was kept.

        Args:
            kept: in order of arrival, what `kept` answered for the last `lately.REMEMBERED`
                articles and for all of the last `live.WINDOW`.
            aliases: stories that became part of others, by their ids.
            ties: what a person decided.
        """
        self.ties = ties
        self._live = Live(aliases or {})
        self._lately = Lately()
        self._told: dict[str, Assignment] = {}
        for each in kept:
            self._forget(each.at)
            story = self._live.current(each.story)
            self._remember(each, Assignment(story, 1.0, "it was placed before"))

    def current(self, story: str) -> str:
        """What a story is called now, whatever it was called once."""
        return self._live.current(story)

    def assign(self, sketch: Sketch) -> Assignment:
        """Find the story of an article that came."""
        if told := self._told.get(sketch.id):
            return told
        self._forget(sketch.at)
        blank = _kept(sketch, self._live.clock, self._lately.weights(sketch))
        terms = vector(blank)
        article = Drawn(sketch, terms, days(terms), self._live.clock)
        found = self._links(article)
        told = self._decided(article, found)
        self._remember(blank._replace(story=told.story), told)
        if found and told.story == found[0].story.id:
            told = self._told[sketch.id] = self._merged(told, found)
        return told

    def kept(self, article: str) -> Kept | None:
        """What to keep of an article for a restart; None if it is no longer live."""
        return self._live.kept(article) if article in self._live else None

    def join(self, one: str, other: str) -> str:
        """Make one story of two live ones, for a person says so; answers the id that remains."""
        first, second = (self._live.stories[self.current(each)] for each in (one, other))
        if first is second:
            return first.id
        self.ties = self.ties.joined(first.id, second.id)
        return self.current(self._merge(first, second))

    def put(self, article: str, story: str) -> None:
        """Put a live article into a story, for a person says so."""
        story = self.current(story)
        self.ties = self.ties.bound({article}, story)
        self._move({article}, story)

    def part(self, articles: set[str], story: str) -> str:
        """Take live articles out of a story, for good; answers the id of the one they make."""
        story = self.current(story)
        members = self._live.stories[story].members
        opening = next(kept.id for _, kept in members if kept.id in articles)
        fresh = self._unused(opening)
        self.ties = self.ties.parted(articles | {fresh}, story)
        self._move(articles, fresh)
        return fresh

    def _links(self, article: Drawn) -> list[Link]:
        """The stories that attract an article, the strongest first; what was parted stays so."""
        crowd = self._live.crowd
        found = [
            links.link(article, story, crowd)
            for story in self._live.index.near(article.vector)
            if not self.ties.forbids(article.sketch.id, story.id)
        ]
        return sorted(found, key=lambda link: (-link.score, link.story.id))

    def _decided(self, article: Drawn, found: list[Link]) -> Assignment:
        id_ = article.sketch.id
        if (bound := self.ties.belongs.get(id_)) is not None:
            return Assignment(self.current(bound), 1.0, "you put it here")
        if not found or found[0].score < MAYBE:
            likely = links.confidence(found[0].score) if found else 0.0
            return Assignment(self._unused(id_), round(1 - likely, 3), "nothing like it lately")
        likely, best = links.confidence(found[0].score), found[0].story
        why = links.reason(article, best)
        if found[0].score < JOINS:
            return Assignment(self._unused(id_), round(1 - likely, 3), why, possibly=best.id)
        return Assignment(best.id, round(likely, 3), why)

    def _merged(self, told: Assignment, found: list[Link]) -> Assignment:
        """The same, after the story it joined and another it is as close to have become one."""
        for other in found[1:2]:
            one = self._live.stories[told.story]
            if other.score < MERGES or self.ties.forbids(one.id, other.story.id):
                break
            if links.likeness(one, other.story) >= ALIKE:
                alias = self._merge(one, other.story)
                return told._replace(story=self.current(alias), merged=alias)
        return told

    def _merge(self, one: Gathered, other: Gathered) -> str:
        alias = self._live.merge(one, other)
        self.ties = self.ties.renamed(alias, self.current(alias))
        return alias

    def _remember(self, kept: Kept, told: Assignment) -> None:
        self._live.add(kept)
        self._lately.add(kept)
        self._told[kept.id] = told

    def _forget(self, moment: int) -> None:
        for article in self._live.pass_to(moment):
            del self._told[article]

    def _move(self, articles: set[str], story: str) -> None:
        self._live.move(articles, story)
        for article in articles & self._told.keys():
            self._told[article] = Assignment(story, 1.0, "you put it here")

    def _unused(self, id_: str) -> str:
        """A name for a story that its first article opens; another, where it has opened one."""
        names = (id_ if number == 1 else f"{id_}/{number}" for number in count(1))
        return next(name for name in names if not self._live.is_taken(name))


def _kept(sketch: Sketch, at: int, weights: tuple[int, ...]) -> Kept:
    return Kept(
        id=sketch.id,
        at=at,
        source=sketch.source,
        language=sketch.language,
        story=sketch.id,
        titled=sketch.titled,
        terms=tuple([term.key for term in sketch.terms]),
        weights=weights,
    )
