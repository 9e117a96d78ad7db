"""What is kept of an article so that it reads the same without a network."""

from __future__ import annotations

from typing import Literal, NamedTuple

FileKind = Literal["page", "picture"]


class KeptFile(NamedTuple):
    """A file that belongs to an article, or why there is none; without either it is yet to come."""

    kind: FileKind
    url: str
    """The address under which the article knows it."""
    hash: bytes = b""
    """SHA-256 of what is in it; empty: it is not there."""
    media_type: str = ""
    bytes: int = 0
    """On disk, compressed where that helps."""
    problem: str = ""
    """Why it will never be there."""


class Offline(NamedTuple):
    """How much of an article is kept."""

    wanted: bool
    """It is saved or starred; otherwise its files are about to go."""
    done: bool = False
    """All was fetched that can be had."""
    whole: bool = False
    """The text is that of its page."""
    page: bool = False
    """The page itself is kept."""
    pictures: int = 0
    of: int = 0
    """Pictures that the text has, as far as they were looked for."""
    bytes: int = 0
    """Of text and files, on disk."""
    problem: str = ""
    """What is in the way; of what is done, what was missing."""

    @property
    def complete(self) -> bool:
        """Nothing is missing of what its page has."""
        return self.done and self.page and self.pictures == self.of


class KeptOfAll(NamedTuple):
    """How much of all that is saved is there."""

    articles: int
    done: int
    """Of these: nothing of them is to come any more."""
    bytes: int
    """Of all kept files; what several articles have is counted once."""


class Gathered(NamedTuple):
    """How far keeping articles is."""

    article_id: int
    title: str
    place: int
    """Of the article among those that are kept in one go, from 1 on."""
    articles: int
    pictures: int = 0
    of: int = 0
    """Pictures of this article; 0 as long as its text is not there."""
