"""What SQL cannot say by itself."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_TAG = re.compile(r"<[^>]*>")


def register(db: sqlite3.Connection) -> None:
    """Teach a connection our functions."""
    db.create_function("contains", 2, contains, deterministic=True)
    db.create_function("html_contains", 2, html_contains, deterministic=True)
    db.create_function("names_contain", 2, names_contain, deterministic=True)


def contains(text: str, folded: str) -> bool:
    """Whether case-folded text stands in another; SQL's own `like` folds ASCII only."""
    return folded in text.casefold()


def html_contains(markup: str, folded: str) -> bool:
    """The same for the words of safe HTML, its tags and addresses left out."""
    return folded in html.unescape(_TAG.sub("", markup)).casefold()


def names_contain(names: str, folded: str) -> bool:
    """The same for each of the names in a JSON array; what parts them is no part of any."""
    if "\\" not in folded and folded not in names.casefold():
        return False  # nearly always: reading the JSON is left to those that may have it
    return any(folded in name.casefold() for name in json.loads(names))
