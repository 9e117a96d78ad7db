"""What a feed, a page or a file says, before it has an identity and a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from reader.model.article import Enclosure
    from reader.model.liveblog import LiveBlog


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article as its feed or file tells it. All text is clean, all HTML is safe."""

    guid: str = ""
    """The feed's own id, exactly as written; empty if it gives none."""
    url: str = ""
    """Absolute http(s) (or file, for local files) address; empty if there is none."""
    title: str = ""
    """Plain text, one line."""
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    html: str = ""
    """The fullest text the feed gives, as safe HTML."""
    summary: str = ""
    """The beginning of the text, plain, one line, at most 300 characters."""
    language: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    """Files to keep or play, in the feed's order, without repeats."""
    media: tuple[str, ...] = ()
    """Addresses of pictures and films that illustrate it (Media RSS), not in `enclosures`."""
    tags: tuple[str, ...] = ()
    dateline: str = ""
    credit: str = ""

    identity: str = ""
    """What tells this article from its neighbours in the same feed: see `parse.identity`."""
    url_key: str = ""
    """`url` in its normal form, tracking removed, for comparing; empty if there is none."""
    content_hash: str = ""
    """Moves when title or text moves materially: see `parse.identity`."""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed document, understood."""

    title: str = ""
    site_url: str = ""
    language: str = ""
    description: str = ""
    articles: tuple[ParsedArticle, ...] = ()
    """In the order of the document."""
    ttl: int | None = None
    """Seconds the feed asks to be left alone (`ttl`, `sy:updatePeriod`), if it does."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day, UTC, in which the feed is not to be asked (RSS 2.0 skipHours)."""
    skip_days: frozenset[int] = frozenset()
    """Days of the week, Monday 0, likewise (RSS 2.0 skipDays)."""


@dataclass(frozen=True, slots=True)
class ExtractedArticle:
    """The article in a page or a local file."""

    title: str = ""
    byline: str = ""
    """The author or authors as one line, without "By"."""
    dateline: str = ""
    published_at: datetime | None = None
    language: str = ""
    html: str = ""
    """Safe HTML made from blocks."""
    text: str = ""
    """The same as plain text, paragraphs parted by an empty line, without captions and the
    standfirst above the text."""
    picture: str = ""
    """Address of the lead picture; empty if there is none."""
    credit: str = ""
    contributors: tuple[str, ...] = ()
    canonical: str = ""
    """The address the page says it lives at."""
    site: str = ""
    """The name of the site or outlet."""
    tags: tuple[str, ...] = ()
    live: LiveBlog | None = None
    """The posts, if the page is a live blog; `html` and `text` have them too."""
    part: str = ""
    """What tells it from the other articles of the same file; empty if it is the only one."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A file that holds several articles: a mailbox, a book, an archive of pages."""

    title: str
    """What the file says it is called; may be empty."""
    articles: tuple[ExtractedArticle, ...]
    """One at least, in the order of the file."""
    left_out: int = 0
    """Articles beyond those that are read of one file."""


@dataclass(frozen=True, slots=True)
class EmbeddedPicture:
    """A picture that a file holds beside its text."""

    name: str
    """What the file calls it: see `extract.embedded`."""
    media_type: str
    """What its bytes are, whatever the file says."""
    body: bytes
