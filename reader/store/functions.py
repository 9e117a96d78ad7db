"""What SQL cannot say by itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def register(db: sqlite3.Connection) -> None:
    """Teach a connection our functions."""

    def told(
        field: str, wanted: str, title: str, authors: str, dictionary: int, packed: bytes
    ) -> bool:
        from reader.store.finding import stands_in  # noqa: PLC0415 - most lists ask for no words
        from reader.store.texts import unpacked  # noqa: PLC0415

        words = json.loads(wanted)
        text = unpacked(db, dictionary, packed) if field == "any" else None
        return stands_in(field, words, title, json.loads(authors), text)

    db.create_function("contains", 2, contains, deterministic=True)
    db.create_function("told", 6, told, deterministic=True)


def contains(text: str, folded: str) -> bool:
    """Whether case-folded text stands in another; SQL's own `like` folds ASCII only."""
    return folded in text.casefold()
