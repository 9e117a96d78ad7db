"""What clustering takes and answers: an article as it was seen, and the story it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Seen(NamedTuple):
    """An article at the moment it arrived."""

    id: str
    at: datetime
    """When it came; what comes later may say an earlier moment, and is taken to come then."""
    title: str
    summary: str = ""
    text: str = ""
    """Its whole text, if it is already here; plain."""
    source: str = ""
    """Who published it; empty where nobody says."""
    language: str = ""
    """BCP 47; empty if it is not known."""


class Kept(NamedTuple):
    """What to keep of an article that was placed, so that a restart goes on as if there were none.

    Integers and text only; about a kilobyte.
    """

    id: str
    at: int
    """Seconds since 1970, UTC."""
    source: str
    language: str
    story: str
    titled: int
    """How many of its terms, the first of them, stand in the headline."""
    terms: tuple[str, ...]
    weights: tuple[int, ...]
    """Of each term, thousandths of the whole; 0 for what tells nothing."""


class Assignment(NamedTuple):
    """The story of an article, and why."""

    story: str
    """The id of the article that opened it."""
    confidence: float
    """How likely the decision is right, 0 to 1: that it belongs, or that it opens a story."""
    why: str
    possibly: str = ""
    """A story that it may be related to; a link too weak to fold anything."""
    merged: str = ""
    """A story that turned out to be the same: its id is an alias of `story` from now on."""
