"""Members of a JSON object, as what they should be; nothing of another type is believed."""

from __future__ import annotations

from typing import Any

Fields = dict[str, Any]


def string(fields: Fields, key: str) -> str:
    """A member as text; numbers count, true and objects do not."""
    found = fields.get(key)
    if isinstance(found, str):
        return found
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""


def within(fields: Fields, key: str) -> Fields:
    """A member that is an object itself; an empty one if it is none."""
    found = fields.get(key)
    return found if isinstance(found, dict) else {}


def listed(fields: Fields, key: str) -> list[Any]:
    """A member that is a list; an empty one if it is none."""
    found = fields.get(key)
    return found if isinstance(found, list) else []
