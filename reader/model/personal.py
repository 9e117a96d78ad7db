"""What the person says about articles in general: saved views, rules, what may be let go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.article import Article


@dataclass(frozen=True, slots=True)
class SavedView:
    """A query under a name: a list that fills itself."""

    id: int
    name: str
    query: str
    """In the query language; its ages count back from the moment it is shown."""


RuleAction = Literal["mute", "keep", "read", "star", "save"]
"""mute: read on arrival and in no list unless asked for; keep: the mute and read rules below it
leave the article alone; the others mark it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is done to articles that match a query, as they arrive."""

    id: int
    action: RuleAction
    query: str
    made_at: datetime
    ends_at: datetime | None = None
    """From then on it does nothing; None: it stays."""
    hits: int = 0
    """Articles it did something to."""

    def ended(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have done."""

    matched: int
    of: int
    """The newest articles that were looked at."""
    examples: tuple[Article, ...] = ()
    """The first that match, newest first."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """What a purge takes of one feed, or all of them."""

    title: str
    articles: int
    bytes: int
    """Of texts and their older versions, about as they stand in the store."""


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """What a purge would take; nothing was taken yet."""

    feeds: tuple[LetGo, ...] = ()
    kept: int = 0
    """Articles it passes over because they are starred, saved or unread."""

    @property
    def articles(self) -> int:
        return sum(each.articles for each in self.feeds)

    @property
    def bytes(self) -> int:
        return sum(each.bytes for each in self.feeds)
