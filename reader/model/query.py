"""What a list shows: a condition on articles, as a value that store, search and screens share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Flag = Literal["unread", "read", "starred", "saved", "updated", "followed"]
Part = Literal["enclosure", "revision", "picture"]
Field = Literal["any", "title", "author", "feed", "folder"]


@dataclass(frozen=True, slots=True)
class Words:
    """Text that stands, whatever its case, in a field; `any` is title, author, summary or text."""

    text: str
    field: Field = "any"


@dataclass(frozen=True, slots=True)
class InFeed:
    """Articles of one feed."""

    feed_id: int


@dataclass(frozen=True, slots=True)
class InFolder:
    """Articles of the feeds in one folder."""

    name: str


@dataclass(frozen=True, slots=True)
class Is:
    """Articles in a state."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class Has:
    """Articles that came with something."""

    part: Part


@dataclass(frozen=True, slots=True)
class Since:
    """Articles that stand at or after a moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Before:
    """Articles that stand before a moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Not:
    """The articles a condition leaves out."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """Articles that meet every condition; all articles, if there is none."""

    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Articles that meet at least one condition."""

    conditions: tuple[Condition, ...]


Condition = Words | InFeed | InFolder | Is | Has | Since | Before | Not | AllOf | AnyOf

Order = Literal["newest", "oldest"]


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """One list of articles."""

    where: Condition = AllOf()
    order: Order = "newest"

    def narrowed(self, condition: Condition) -> ArticleQuery:
        """The same list, holding only what also meets a condition."""
        return ArticleQuery(AllOf((self.where, condition)), self.order)


EVERYTHING = ArticleQuery()
UNREAD = ArticleQuery(Is("unread"))
STARRED = ArticleQuery(Is("starred"))
