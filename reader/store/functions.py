"""What SQL cannot say by itself."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from reader.text.words import Searched


REMEMBERED = 64
"""Articles that are kept as they were looked through: rules look through the same few each."""


def register(db: sqlite3.Connection) -> None:
    """Teach a connection our functions."""

    @lru_cache(REMEMBERED)
    def whole(title: str, authors: str, dictionary: int, packed: bytes) -> Searched:
        from reader.store.texts import unpacked  # noqa: PLC0415 - most lists ask for no words
        from reader.text.words import Searched, bare  # noqa: PLC0415

        text = unpacked(db, dictionary, packed)
        return Searched(title, *_list(authors), text.summary, bare(text.html), bare(text.whole))

    def told(
        field: str, wanted: str, title: str, authors: str, dictionary: int, packed: bytes
    ) -> bool:
        words = _list(wanted)
        if field == "any":
            return whole(title, authors, dictionary, packed).says(words)
        return _lines((title,) if field == "title" else _list(authors)).says(words)

    db.create_function("contains", 2, contains, deterministic=True)
    db.create_function("names_contain", 2, names_contain, deterministic=True)
    db.create_function("told", 6, told, deterministic=True)


@lru_cache(2 * REMEMBERED)
def _lines(texts: tuple[str, ...]) -> Searched:
    from reader.text.words import Searched  # noqa: PLC0415 - most lists ask for no words

    return Searched(*texts)


@lru_cache(4 * REMEMBERED)
def _list(told: str) -> tuple[str, ...]:
    return tuple(json.loads(told))


def contains(text: str, folded: str) -> bool:
    """Whether case-folded text stands in another; SQL's own `like` folds ASCII only."""
    return folded in text.casefold()


def names_contain(names: str, folded: str) -> bool:
    """The same for each of the names in a JSON array; what parts them is no part of any."""
    if "\\" not in folded and folded not in names.casefold():
        return False  # nearly always: reading the JSON is left to those that may have it
    return any(folded in name.casefold() for name in json.loads(names))
