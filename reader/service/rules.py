"""Rules: what is done to articles as they arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reader.model.errors import UsageError
from reader.model.personal import RuleAction
from reader.store import rules
from reader.text import moments
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from reader.model.changes import Change
    from reader.model.personal import Rule, Trial
    from reader.service.commit import Commit
    from reader.store.db import Database

LOOKED_AT = 500
"""Newest articles that a rule is tried on."""

ACTIONS: tuple[RuleAction, ...] = get_args(RuleAction)


class Rules:
    """The verbs on rules. Adding and removing can be undone, and so can what a rule did."""

    def __init__(self, db: Database, commit: Commit, now: Callable[[], datetime]) -> None:
        self._db = db
        self._commit = commit
        self._now = now

    async def all(self) -> list[Rule]:
        """Every rule, in the order in which they act; those that ended too."""
        return await self._db.read(rules.rules)

    async def rule(self, rule_id: int) -> Rule:
        """One rule; raises NotFound."""
        return await self._db.read(rules.one, rule_id)

    async def add(
        self, action: str, query: str, *, until: str = "", also_unread: bool = False
    ) -> Change:
        """Add a rule; `until` is how long it lasts, or its last day's end, as people write it.

        `also_unread` does the same to what is unread already.

        Raises:
            UsageError: there is no such action, or the query or the time cannot be understood.
        """
        action, until = _parted(action, until)
        ends_at = self._end(until) if until else None
        query = self._checked(query)
        change: Change = await self._commit(
            rules.add, _action(action), query, ends_at, self._now(), also_unread=also_unread
        )
        return change

    async def remove(self, rule_id: int) -> Change:
        """Take a rule away; what it did stays."""
        return await self._commit(rules.remove, rule_id, self._now())

    async def move(self, rule_id: int, step: int) -> Change:
        """Have a rule act so many places later, or earlier if negative."""
        return await self._commit(rules.move, rule_id, step, self._now())

    async def take_back(self, rule_id: int) -> Change:
        """Undo what a rule did to articles; the rule stays."""
        return await self._commit(rules.take_back, rule_id, self._now())

    async def tried(self, query: str, most: int = LOOKED_AT) -> Trial:
        """What a rule would have found among the newest articles; changes nothing."""
        return await self._db.search(rules.tried, self._checked(query), most, self._now())

    def _end(self, text: str) -> datetime:
        try:
            ends_at = moments.ahead(text, self._now().astimezone())
        except ValueError as error:
            raise UsageError(f"a rule cannot end at {text}: {error}") from None
        if ends_at <= self._now():
            raise UsageError(f"{text} is past already, so the rule would do nothing")
        return ends_at

    def _checked(self, query: str) -> str:
        query = clean_line(query)
        if not query:
            raise UsageError("a rule needs a query", "Such as author:bell, or title:ferry.")
        rules.parsed(query, self._now())
        return query


def _parted(action: str, until: str) -> tuple[str, str]:
    """`mute:30d` says both what and how long."""
    name, _, said = action.partition(":")
    return name, until or said


def _action(text: str) -> RuleAction:
    for each in ACTIONS:
        if each == text.lower():
            return each
    raise UsageError(f"a rule cannot {text}", f"It can {', '.join(ACTIONS)}.")
