"""What a list shows: a condition on articles, as a value that store, search and screens share.

Conditions are named tuples, since ten dataclasses are five milliseconds of every start. Tell them
apart by their class, with `match`: as tuples, an empty `AllOf` and an empty `AnyOf` are equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

Flag = Literal["unread", "read", "starred", "saved", "updated", "followed", "muted"]
Part = Literal["enclosure", "revision", "picture"]
Field = Literal["any", "title", "author", "feed", "folder", "story", "url", "lang"]


class Words(NamedTuple):
    """Text that stands, whatever its case, in a field; `any` is title, author, summary or text.

    In `lang` it is a language, alone or with any region: `de` is also `de-AT` (RFC 5646).
    """

    text: str
    field: Field = "any"


class InFeed(NamedTuple):
    """Articles of one feed."""

    feed_id: int


class InFolder(NamedTuple):
    """Articles of the feeds in one folder."""

    name: str


class InStory(NamedTuple):
    """Articles of one story, also by the number of one that became part of it."""

    story_id: int


class Is(NamedTuple):
    """Articles in a state."""

    flag: Flag


class Has(NamedTuple):
    """Articles that came with something."""

    part: Part


class Since(NamedTuple):
    """Articles that stand at or after a moment."""

    at: datetime


class Before(NamedTuple):
    """Articles that stand before a moment."""

    at: datetime


class Not(NamedTuple):
    """The articles a condition leaves out."""

    condition: Condition


class AllOf(NamedTuple):
    """Articles that meet every condition; all articles, if there is none."""

    conditions: tuple[Condition, ...] = ()


class AnyOf(NamedTuple):
    """Articles that meet at least one condition."""

    conditions: tuple[Condition, ...]


Condition = Words | InFeed | InFolder | InStory | Is | Has | Since | Before | Not | AllOf | AnyOf

Order = Literal["newest", "oldest"]


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """One list of articles."""

    where: Condition = AllOf()
    order: Order = "newest"

    def narrowed(self, condition: Condition) -> ArticleQuery:
        """The same list, holding only what also meets a condition."""
        return ArticleQuery(AllOf((self.where, condition)), self.order)


def has_words(condition: Condition) -> bool:
    """Whether articles have to be looked through for words."""
    match condition:
        case Words():
            return True
        case Not(inner):
            return has_words(inner)
        case AllOf(conditions) | AnyOf(conditions):
            return any(map(has_words, conditions))
    return False


def words_in(condition: Condition) -> tuple[str, ...]:
    """What a list looks for in titles and texts: what is worth marking there."""
    match condition:
        case Words(text, "any" | "title"):
            return (text,)
        case AllOf(conditions) | AnyOf(conditions):
            return tuple(each for part in conditions for each in words_in(part))
    return ()


def conjuncts(condition: Condition) -> list[Condition]:
    """What must all hold for a condition to hold."""
    if isinstance(condition, AllOf):
        return [each for part in condition.conditions for each in conjuncts(part)]
    return [condition]


EVERYTHING = ArticleQuery()
UNREAD = ArticleQuery(Is("unread"))
STARRED = ArticleQuery(Is("starred"))
SAVED = ArticleQuery(Is("saved"))
