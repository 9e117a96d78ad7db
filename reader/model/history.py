"""What the person did, and can take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.changes import Change


@dataclass(frozen=True, slots=True)
class Deed:
    """One change of state, as it stands in the history."""

    id: int
    at: datetime
    what: str
    """In words that follow "Undone: ", such as `marked 3 articles read`."""
    undone: bool = False
    """It was taken back, and can be done again until something else is done."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A deed that was taken back or done again."""

    what: str
    change: Change
