"""What an import did, in words: the same on the command line and in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.model.outcome import Imported, Refused


def imported(done: Imported) -> str:
    """What came, in one line."""
    parts = [
        _counted(done.added, "feed added", "feeds added"),
        f"{done.existing:,} already there" if done.existing else "",
        _counted(done.views, "saved view", "saved views"),
        _counted(done.articles, "article", "articles"),
        f"{done.read:,} read" if done.read else "",
        f"{done.starred:,} starred" if done.starred else "",
    ]
    return ", ".join(filter(None, parts)) or "nothing came"


def refusal(refused: Refused) -> str:
    """What was not taken, where it stands, and why."""
    where = f"line {refused.number}, " if refused.number else ""
    return f"{where}{refused.line} ({refused.why})"


def _counted(number: int, one: str, several: str) -> str:
    if not number:
        return ""
    return f"1 {one}" if number == 1 else f"{number:,} {several}"
