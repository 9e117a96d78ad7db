"""How strongly an article belongs to a story, and the reason in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from reader.stories.lately import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.stories.gathered import Gathered
    from reader.stories.sketch import Sketch

JOINS = 0.19
"""Score from which an article belongs to a story."""
MAYBE = 0.7 * JOINS
"""Score from which it may be related, which folds nothing."""
MERGES, ALIKE = 0.36, 0.4
"""Score on two stories at once, and the likeness of the two, at which they are one."""

HALF_LIFE = 160 * 3600
"""Seconds of silence after which a story attracts half as much."""
BY_MEMBERS, NEAREST = 0.35, 3
"""How much its nearest members count beside the whole story, and how many those are."""
COHESION, SUPPOSED = 0.35, 2
"""The usual cosine of two articles of one story, and the pairs for which that is taken for granted
of every story."""
STRICT, LOOSE, LOOSEST = 1.2, 0.7, 2.5
"""Powers of how much closer than usual a story's articles are, by which it asks more, and of how
much less close, by which it asks less; and the most of the latter. With a power of 1 and no bound
loose stories grow looser without end."""
OTHER_DAY = 0.3
"""What is lost where the story tells of other days of the week."""
ALONE = 0.5
"""What is left of a score where only the article's own source has the story: templates repeat."""
SERIES, AT_ONCE = 0.5, 1800
"""What is left of that again within so many seconds: nobody tells one thing twice in a row, it is
a series."""
LARGE, CROWDED, LIVELY = 0.11, 0.03, 0.08
"""What each e-fold of articles adds: of all, of all for each e-fold of what is large in this
stream, and of those of the last hours. Large stories grow, where there are any."""
OF_LATE = 36 * 3600
ABROAD, AGREEING = 0.35, 3
"""Across languages: the most a score can be, and the names and numbers that must agree for it."""
_EVEN, _STEEP, _SUREST = 0.2, 15.0, 0.88
"""The score at which half of what can be right is right, how fast that rises, and how far: as the
labelled streams have it (0.1 right at a score of 0.1, 0.5 at 0.2, 0.75 at 0.35, 0.87 from 0.5)."""
_SHOWN = 4
"""Terms that a reason names."""


class Drawn(NamedTuple):
    """An article ready to be compared."""

    sketch: Sketch
    vector: dict[str, int]
    days: frozenset[str]
    """Days of the week that it names."""
    now: int
    """Seconds; when it came."""


class Link(NamedTuple):
    """How an article stands to a story."""

    score: float
    story: Gathered


def link(article: Drawn, story: Gathered, crowd: float) -> Link:
    """Weigh an article against a story.

    Args:
        article: what came.
        story: a live story.
        crowd: log of how large stories are in this stream (`Live.crowd`).
    """
    foreign = _is_foreign(article.sketch.language, story)
    score = _abroad(article, story) if foreign else _closeness(article, story)
    silence = max(0, article.now - story.last)
    score *= 0.5 ** (silence / HALF_LIFE)
    if article.sketch.source and set(story.sources) == {article.sketch.source}:
        score *= ALONE * SERIES if silence < AT_ONCE else ALONE
    score *= 1 + (LARGE + CROWDED * crowd) * math.log(len(story))
    return Link(score * (1 + LIVELY * math.log1p(story.since(article.now - OF_LATE))), story)


def _closeness(article: Drawn, story: Gathered) -> float:
    """How like the story it is, by what is usual among the story's own articles."""
    whole = _product(article.vector, story.weights) / (WHOLE**2 * len(story))
    looser = min(LOOSEST, COHESION / max(0.01, _cohesion(story)))
    whole *= math.pow(looser, STRICT if looser < 1 else LOOSE)
    products = [_product(article.vector, near.vector) for near in story.near]
    nearest = sorted(products)[-NEAREST:]
    near = sum(nearest) / (WHOLE**2 * len(nearest))
    closeness = (1 - BY_MEMBERS) * whole + BY_MEMBERS * near
    return closeness * (1 - OTHER_DAY * _on_other_days(article, story))


def _cohesion(story: Gathered) -> float:
    """The mean cosine of two of its articles, the usual one as long as there are few."""
    articles = len(story)
    alike = ((story.length / WHOLE) ** 2 - articles) / 2
    pairs = articles * (articles - 1) / 2
    return (alike + SUPPOSED * COHESION) / (pairs + SUPPOSED)


def _on_other_days(article: Drawn, story: Gathered) -> float:
    """The share of the story's articles that name days of the week, and none of the article's."""
    named = [near.days for near in story.near if near.days] if article.days else []
    return sum(article.days.isdisjoint(days) for days in named) / len(named) if named else 0.0


def likeness(one: Gathered, other: Gathered) -> float:
    """The cosine of two stories."""
    small, large = sorted((one.weights, other.weights), key=len)
    return _product(small, large) / (one.length * other.length)


def confidence(score: float) -> float:
    """The chance that a link of a score is right, by what was seen on labelled streams."""
    return _SUREST / (1 + math.exp(-_STEEP * (score - _EVEN)))


def reason(article: Drawn, story: Gathered) -> str:
    """Why they are linked: "shares Raqqa, Baghdadi, 46-minute; 3 h apart"."""
    shown = list(_shared(article, story))[:_SHOWN]
    return f"shares {', '.join(shown)}; {_apart(article.now - story.last)}"


def _shared(article: Drawn, story: Gathered) -> Iterator[str]:
    """What both say, as the article writes it, the most telling first; no word twice."""
    written = {term.key: term.written for term in article.sketch.terms}
    proper = {term.key for term in article.sketch.terms if term.proper}
    vector, weights = article.vector, story.weights
    shared = {key: vector[key] * weights[key] for key in vector if key in weights}

    def rank(key: str) -> tuple[bool, int, str]:
        # A pair of names stands before its two words, which are not said again then.
        parts = key.split()
        most = shared[key] + max((shared.get(part, 0) for part in parts if part != key), default=0)
        return not proper.issuperset(parts), -most, key

    said: set[str] = set()
    for key in sorted(shared, key=rank):
        if said.isdisjoint(key.split()):
            yield written[key]
        said.update(key.split())


def _product(one: dict[str, int], other: dict[str, int]) -> int:
    return sum([weight * other[term] for term, weight in one.items() if term in other])


def _is_foreign(language: str, story: Gathered) -> bool:
    languages = story.languages
    return bool(language) and language not in languages and "" not in languages


def _abroad(article: Drawn, story: Gathered) -> float:
    """How much of its names and numbers a story in another language has."""
    proper = {
        term.key: article.vector[term.key]
        for term in article.sketch.terms
        if term.proper and term.key in article.vector
    }
    shared = [weight for term, weight in proper.items() if term in story.weights]
    if len(shared) < AGREEING:
        return 0.0
    return ABROAD * sum(shared) / sum(proper.values())


def _apart(seconds: int) -> str:
    minutes = max(0, seconds) // 60
    if minutes < 60:
        return f"{minutes} min apart"
    hours = round(minutes / 60)
    return f"{hours} h apart" if hours < 48 else f"{round(hours / 24)} days apart"
