"""How checking a feed ended. A failing feed is a value: it happens every day and stops nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.feed import Subscription


@dataclass(frozen=True, slots=True)
class Updated:
    """The feed had something that was not known."""

    feed_id: int
    title: str
    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The feed said nothing new."""

    feed_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The feed could not be read; what was kept of it is kept."""

    feed_id: int
    title: str
    url: str
    problem: str
    hint: str = ""
    retry_at: datetime | None = None
    http_status: int | None = None
    offline: bool = False
    """This machine had no network; it says nothing about the feed."""


@dataclass(frozen=True, slots=True)
class Postponed:
    """The feed was not asked, because its server wants to be left alone until a moment."""

    feed_id: int
    title: str
    ready_at: datetime
    why: str = ""


Outcome = Updated | Unchanged | Failed | Postponed


@dataclass(frozen=True, slots=True)
class Progress:
    """One more feed of a refresh is done."""

    done: int
    total: int
    outcome: Outcome
    waiting: str = ""
    """The title of a feed that is still waited for; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Report:
    """A refresh, summed up."""

    feeds: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    new: int = 0
    changed: int = 0
    errors: tuple[Failed, ...] = ()
    postponed: tuple[Postponed, ...] = ()
    """Feeds that a person asked for and a server does not let us ask yet; among `unchanged`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A feed that a page names."""

    url: str
    title: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A subscription that is now there."""

    subscription: Subscription
    existed: bool = False
    """It was there before; nothing was changed."""
    outcome: Outcome | None = None
    """How its first check ended."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A page that names several feeds; one of them is to be chosen."""

    address: str
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line of an import that was not taken, and why."""

    line: str
    why: str
    number: int = 0
    """Of the line in its file, counted from 1; 0 where a file has no lines of its own."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int = 0
    """Feeds, as `existing` ones."""
    existing: int = 0
    refused: tuple[Refused, ...] = ()
    views: int = 0
    """Saved searches that became saved views."""
    articles: int = 0
    """New ones, brought along with their texts."""
    read: int = 0
    """Articles that were read, there already or brought; of `starred` ones likewise."""
    starred: int = 0
    notes: tuple[str, ...] = ()
    """What was taken otherwise than it was meant, a sentence each."""

    def __add__(self, other: Imported) -> Imported:
        return Imported(
            self.added + other.added,
            self.existing + other.existing,
            self.refused + other.refused,
            self.views + other.views,
            self.articles + other.articles,
            self.read + other.read,
            self.starred + other.starred,
            self.notes + other.notes,
        )


@dataclass(frozen=True, slots=True)
class Importing:
    """How far bringing articles along has come."""

    done: int
    total: int
    """Articles; what another reader keeps of feeds that are not followed is not counted."""
    title: str = ""
    """Of the feed whose articles are being brought."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending a store came to."""

    problems: tuple[str, ...] = ()
    """What was wrong, a sentence each; nothing, if it was sound."""
    lost: tuple[str, ...] = ()
    """What is gone for good."""
    copy: str = ""
    """Where the file is kept as it was."""
    articles: int | None = None
    """How many were brought into a new file; None if the old one could be mended."""
