"""An article as it is kept: what a list shows of it, and what the page shows besides.

Named tuples, since five dataclasses are seven milliseconds of every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class Enclosure(NamedTuple):
    """A file that came with an article, such as a podcast episode or a picture."""

    url: str
    media_type: str = ""
    size: int | None = None
    """Bytes, if the feed says so; feeds often lie."""
    title: str = ""


class Article(NamedTuple):
    """A stored article without its text: all that lists, filters and counts need."""

    id: int
    feed_id: int
    feed_title: str
    title: str
    """Plain text; may be empty."""
    url: str = ""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    """When the feed says it was published; feeds often lie."""
    updated_at: datetime | None = None
    first_seen_at: datetime | None = None
    """When dateline first saw it."""
    sort_at: datetime | None = None
    """Where it stands in lists: published, but never later than first seen."""
    summary: str = ""
    """The beginning of the text, plain, one line."""
    language: str = ""
    read: bool = False
    starred: bool = False
    saved: bool = False
    revisions: int = 1
    """Versions of the text seen so far."""
    changed_at: datetime | None = None
    """When dateline last saw a change that a reader would want to know of."""
    change: tuple[str, ...] = ()
    """What that change touched: see `text.judge`."""
    change_seen: bool = False
    """The text was opened since, or the change itself looked at."""
    copies: int = 0
    """Other feeds that have the same article and are subscribed to."""

    @property
    def unread(self) -> bool:
        return not self.read

    @property
    def headline(self) -> str:
        """What to call it where a title must stand."""
        return self.title or self.summary[:120] or self.url or "(untitled)"


class Copy(NamedTuple):
    """The same article as another feed has it."""

    id: int
    feed_id: int
    feed_title: str
    title: str
    url: str = ""
    published_at: datetime | None = None
    first_seen_at: datetime | None = None


class ArticleBody(NamedTuple):
    """The text of an article and what goes with it."""

    html: str = ""
    """Safe HTML: made by `text.html` from blocks, never the feed's own bytes."""
    enclosures: tuple[Enclosure, ...] = ()
    dateline: str = ""
    """Place, date and agency the text opened with, such as `LONDON, Nov 3 (Reuters)`."""
    credit: str = ""
    """A closing line such as `Jo Bell contributed to this report.`"""
    source: Literal["feed", "page"] = "feed"
    """Who gave this text: the feed, or the article's own page, whole."""


class ReadingPlace(NamedTuple):
    """Where reading of a text stopped, whatever its width."""

    passage: int
    """Which of the pieces its text is painted as, from 0."""
    character: int
    """How far into it."""
    words: str
    """What stands there, by which it is found when the text is another by then."""


class WholeText(NamedTuple):
    """How asking for an article's own page went, and the text it gave."""

    asked_at: datetime
    html: str = ""
    """Safe HTML; empty if the page gave no text worth keeping."""
    dateline: str = ""
    credit: str = ""
    shown: bool = False
    """It stands in place of the feed's text."""
    stale: bool = False
    """The feed's text has changed since."""
    problem: str = ""
    """Why the page gave nothing, in a sentence; empty if it did."""
    hint: str = ""
    failures: int = 0
    """How often in a row its server did not answer."""
    ended: Literal["", "nothing", "refused"] = ""
    """The page has nothing more than the feed, or its server refuses: not asked by itself again."""
    ready_at: datetime | None = None
    """Its server wants to be left alone until then."""


class Revision(NamedTuple):
    """A version of an article's text."""

    number: int
    """1 is the oldest that is kept."""
    title: str
    body: ArticleBody
    seen_at: datetime | None = None
    """When it was replaced; None for the text as it is now."""


class Alert(NamedTuple):
    """An article that a person opened, and that says something else by now."""

    article_id: int
    source: str
    """The title of its feed."""
    headline: str
    what: tuple[str, ...]
    """What changed, as `text.judge` names it."""
