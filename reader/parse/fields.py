"""A feed document in feedparser's terms, and how to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Fields = dict[str, Any]
"""What feedparser tells of a feed or an article. Read it with `value` and `values`: feedparser's
own lookups answer with other keys than the one asked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """A feed document in feedparser's terms."""

    version: str
    feed: Fields
    entries: list[Fields]

    @property
    def is_atom(self) -> bool:
        return self.version.startswith("atom")


def value(fields: Fields, key: str) -> str:
    """A field's text; empty if there is none."""
    found = dict.get(fields, key)
    return found if isinstance(found, str) else ""


def values(fields: Fields, key: str) -> list[Fields]:
    """A field of many, such as links and authors."""
    found = dict.get(fields, key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def detail(fields: Fields, key: str) -> Fields:
    """A text with its type, base and language."""
    found = dict.get(fields, f"{key}_detail")
    return found if isinstance(found, dict) else {}
