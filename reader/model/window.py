"""A stretch of a list, so that a list can be long without anybody holding all of it."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where an article stands; the places of one list compare as its articles do."""

    at: int
    """Seconds since 1970."""
    id: int


class Window(NamedTuple):
    """The beginning of a list, and what is known of the rest."""

    places: list[Place]
    total: int
    newest_id: int
    """No article that was there when this was read has a higher id."""
    more: bool = False
    """Whether there are more than `total`: nobody waits until all are counted."""


class Match(NamedTuple):
    """An article that was searched for."""

    id: int
    score: float
    """How well it answers; only good to compare with others of the same search."""
    snippet: str
    """Where the words stand in its text; empty if only its title has them."""


NOTHING = Window([], 0, 0)
