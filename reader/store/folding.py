"""Which copies a list leaves out: it has the first of those among the feeds that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.query import AllOf, AnyOf, InFeed, InFolder, Not, Words, conjuncts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.model.query import Condition

HEADS = "copy_of is null"

FIRST_WITHIN = """
(copy_of is null or not exists (
    select 1 from article as other
    where (other.id = article.copy_of or other.copy_of = article.copy_of and other.id < article.id)
        and other.listed = 1 and {scope}))
"""

EVERY_FEED = AllOf()


def scope_of(where: Condition) -> Condition | None:
    """The feeds among which a list shows the first of several copies; None if it shows them all.

    A list of one feed has all of its own, and so has one that names feeds beside other things.
    """
    named = [each for each in conjuncts(where) if any(map(_names_feeds, _leaves(each)))]
    scope = [each for each in named if all(map(_names_feeds, _leaves(each)))]
    if any(isinstance(each, InFeed) for each in scope):
        return None
    if scope:
        return AllOf(tuple(scope))
    return None if named else EVERY_FEED


def _leaves(condition: Condition) -> Iterator[Condition]:
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _leaves(each)
        case Not(inner):
            yield from _leaves(inner)
        case _:
            yield condition


def _names_feeds(condition: Condition) -> bool:
    match condition:
        case InFeed() | InFolder() | Words(_, "feed" | "folder"):
            return True
    return False
