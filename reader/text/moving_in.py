"""What an import did, in words: the same on the command line and in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.outcome import Imported, Refused


def imported(done: Imported) -> str:
    """What came, in one line."""
    parts = []
    if done.added or done.existing or not done.articles:
        parts.append(f"{done.added:,} added, {done.existing:,} already there")
    if done.views:
        parts.append("1 saved view" if done.views == 1 else f"{done.views:,} saved views")
    if done.articles:
        parts.append("1 article" if done.articles == 1 else f"{done.articles:,} articles")
    if done.read:
        parts.append(f"{done.read:,} read")
    if done.starred:
        parts.append(f"{done.starred:,} starred")
    return ", ".join(parts)


def refusal(refused: Refused) -> str:
    """What was not taken, where it stands, and why."""
    where = f"line {refused.number}, " if refused.number else ""
    return f"{where}{refused.line} ({refused.why})"
