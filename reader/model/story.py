"""Stories: what clustering takes and answers, and what is kept of an event and its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

How = Literal["placed", "matched", "asked", "hand"]
"""Who put an article into a story: the clustering, what is followed, a query, or the person."""


class Seen(NamedTuple):
    """An article at the moment it arrived."""

    id: str
    at: datetime
    """When it came; what comes later may say an earlier moment, and is taken to come then."""
    title: str
    summary: str = ""
    text: str = ""
    """Its whole text, if it is already here; plain."""
    source: str = ""
    """Who published it; empty where nobody says."""
    language: str = ""
    """BCP 47; empty if it is not known."""


class Kept(NamedTuple):
    """What to keep of an article that was placed, so that a restart goes on as if there were none.

    Integers and text only; about a kilobyte.
    """

    id: str
    at: int
    """Seconds since 1970, UTC."""
    source: str
    language: str
    story: str
    titled: int
    """How many of its terms, the first of them, stand in the headline."""
    terms: tuple[str, ...]
    weights: tuple[int, ...]
    """Of each term, thousandths of the whole; 0 for what tells nothing."""


class Assignment(NamedTuple):
    """The story of an article, and why."""

    story: str
    """The id of the article that opened it."""
    confidence: float
    """How likely the decision is right, 0 to 1: that it belongs, or that it opens a story."""
    why: str
    possibly: str = ""
    """A story that it may be related to; a link too weak to fold anything."""
    merged: str = ""
    """A story that turned out to be the same: its id is an alias of `story` from now on."""


class Placed(NamedTuple):
    """An article that found its story, and what to keep of it."""

    told: Assignment
    kept: Kept


class Digest(NamedTuple):
    """What the articles of a story say together."""

    headline: int
    """The article whose headline is central and recent."""
    echoes: tuple[tuple[int, int], ...]
    """Articles that carry another's text, each with the one it is from."""
    agencies: tuple[tuple[int, str], ...]
    """Originals that an agency wrote, each with its name."""


WEAK = 0.5
"""Confidence below which an article is possibly related: never folded, never counted as certain."""


class Story(NamedTuple):
    """An event, as lists show it."""

    id: int
    title: str
    articles: int
    sources: int
    originals: int
    """Articles that are no echo of another; as many as articles until that was looked at."""
    first_at: datetime
    last_at: datetime
    new: int = 0
    """Articles that came since the person looked, or that they have not read, if they never did."""
    changed: int = 0
    """Articles that were changed since they looked."""
    followed: bool = False
    asleep: bool = False
    """It is followed and has been quiet for long; a burst wakes it."""
    query: str = ""
    """What is followed, where it is a query and not an event."""
    heat: float = 0.0
    """How fast new material comes from how many sources, decayed; for sorting."""
    hours: tuple[int, ...] = ()
    """Articles in each of the last 48 hours, the oldest hour first."""
    names: tuple[str, ...] = ()
    """The feeds that have it, the first to report it first."""
    agencies: tuple[str, ...] = ()
    seen_at: datetime | None = None
    """When the person last looked at it."""


class Member(NamedTuple):
    """An article of a story, and how it came there."""

    article_id: int
    how: How
    confidence: float
    """0 to 1."""
    why: str
    at: datetime
    """When it was published, or else first seen."""
    echo_of: int | None = None
    """The article whose text it carries."""
    agency: str = ""

    @property
    def weak(self) -> bool:
        """Whether it is only possibly related."""
        return self.confidence < WEAK


class Notice(NamedTuple):
    """Something new in a followed story, to be told once."""

    story_id: int
    title: str
    new: tuple[int, ...]
    """Articles that came, the newest first; no echoes."""
    changed: tuple[int, ...]
    """Articles that were changed materially."""
    source: str
    """Who told the newest of them."""
    headline: str

    def in_words(self) -> str:
        """As one line."""
        told = f"{self.source}: {self.headline}" if self.headline else ""
        more = len(self.new) + len(self.changed) - 1
        if not self.new and self.changed:
            told = f"{self.source} changed: {self.headline}"
        return f"{told} (and {more} more)" if more > 0 else told


def said(story_id: int) -> str:
    """A story's number as people write it, so that none takes it for an article's."""
    return f"s{story_id}"
