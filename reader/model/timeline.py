"""A story in time: what was told when, by whom, and what of it is new to one reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

PointKind = Literal["article", "revision", "headline", "correction", "post"]
Newness = Literal["new", "partly", "known"]


class Written(NamedTuple):
    """A text as it stood from a moment on."""

    at: datetime
    title: str
    html: str
    """Safe HTML."""
    id: str = ""
    """Of a live blog's post, on its page."""
    read: bool = False


class Chapter(NamedTuple):
    """An article of a story, in all its versions, and what the reader knows of it."""

    article_id: int
    source: str
    """The title of its feed."""
    read_at: datetime | None
    versions: tuple[Written, ...]
    """The oldest first; one at least."""
    posts: tuple[Written, ...] = ()
    """Of a live blog, the oldest first."""
    credit: str = ""
    """Byline, dateline and closing credit."""
    echo_of: int | None = None
    """The article whose text it carries."""
    agency: str = ""
    weak: bool = False
    """It is only possibly related."""
    why: str = ""
    """How it came into the story."""
    starred: bool = False


class Told(NamedTuple):
    """A sentence, and how new it is."""

    text: str
    newness: Newness = "new"


class Point(NamedTuple):
    """Something that was told."""

    at: datetime
    kind: PointKind
    article_id: int
    source: str
    title: str
    sentences: tuple[Told, ...] = ()
    """Of an article its own; of a revision or a correction those that it brought."""
    detail: str = ""
    """The headline before, or which kind of change it was."""
    echo_of: int | None = None
    agency: str = ""
    weak: bool = False
    why: str = ""
    """Of what is only possibly related: how it came here."""
    read: bool = False
    version: int = 1
    """Which version of its article brought it, counted from 1."""

    @property
    def key(self) -> tuple[int, PointKind, datetime, str]:
        """What tells it from the other points of its story, also after a reading of it anew."""
        return self.article_id, self.kind, self.at, self.title

    @property
    def new(self) -> tuple[str, ...]:
        """What the reader was not told before, by this point or by an earlier one."""
        return tuple(each.text for each in self.sentences if each.newness != "known")


class Carried(NamedTuple):
    """A sentence of a brief, and the article that has it."""

    text: str
    article_id: int


class Timeline(NamedTuple):
    """The points of a story in order of time, and the few sentences that carry it."""

    points: tuple[Point, ...] = ()
    brief: tuple[Carried, ...] = ()
