"""newsboat's `cache.db`, read: its feeds, its articles, what was read and flagged there.

Only ever a copy of the file is opened (`copied`): newsboat may be running, it gives up at once when
somebody holds a lock, and what it was interrupted in has to be taken back before it can be read.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reader.model.carried import KeptArticle, KeptFeed
from reader.model.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"SQLite format 3\0"
"""The first bytes of any such file (https://sqlite.org/fileformat.html)."""

_BESIDE = ("", "-journal", "-wal")
"""The file and what an interrupted write of it may have left."""

_COLUMNS = (
    "id",
    "guid",
    "title",
    "author",
    "url",
    "pubDate",
    "content",
    "unread",
    "enclosure_url",
    "enclosure_type",
    "flags",
    "deleted",
)
"""Of an article; an older newsboat has some of these not yet."""

_FEEDS = "select rssurl, title from rss_feed order by rowid"

_COUNTS = "select feedurl, count(*) from rss_item group by feedurl"

_SOME = """
select {columns} from rss_item where feedurl = :url and id > :after {only} order by id limit :most
"""


@contextmanager
def copied(path: Path, folder: Path) -> Iterator[Cache]:
    """A cache, opened as a copy of it in a folder, which is to be thrown away.

    Raises:
        StoreError: it cannot be copied or read, or is something else.
    """
    copy = folder / "cache.db"
    try:
        for ending in _BESIDE:
            beside = path.with_name(path.name + ending)
            if not ending or beside.exists():
                shutil.copyfile(beside, copy.with_name(copy.name + ending))
    except OSError as error:
        hint = "Reading it takes as much room as it has, for as long as that takes."
        raise StoreError(f"{path} cannot be copied: {error.strerror}", hint) from error
    # It is handed from thread to thread, one at a time.
    db = sqlite3.connect(copy, check_same_thread=False)
    try:
        yield Cache(db)
    except sqlite3.Error as error:
        raise StoreError(
            f"{path} cannot be read as newsboat's cache ({error})",
            "Close newsboat and try again; `newsboat -X` mends what it can.",
        ) from error
    finally:
        db.close()


class Cache:
    """An open cache. Whatever is in a cell is foreign, also its type."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        there = {row[1] for row in db.execute("pragma table_info(rss_item)")}
        if not {"id", "guid", "url", "feedurl"} <= there:
            raise sqlite3.DatabaseError("it has no articles")
        named = (name if name in there else f"null as {name}" for name in _COLUMNS)
        columns = ", ".join(named)
        self._some = _SOME.format(columns=columns, only="")
        flagged = "and coalesce(flags, '') <> ''" if "flags" in there else "and false"
        self._flagged = _SOME.format(columns=columns, only=flagged)

    def feeds(self) -> tuple[KeptFeed, ...]:
        """The feeds, without their articles."""
        return tuple(KeptFeed(_text(url), _text(title)) for url, title in self._db.execute(_FEEDS))

    def counts(self) -> dict[str, int]:
        """How many articles it has, by the addresses of their feeds."""
        return {_text(url): int(count) for url, count in self._db.execute(_COUNTS)}

    def articles(
        self, url: str, after: int, most: int, *, flagged: bool = False
    ) -> tuple[int, tuple[KeptArticle, ...]]:
        """Some articles of a feed, those with ids above `after`; and the last of their ids.

        `flagged`: only those that bear a flag.
        """
        values = {"url": url, "after": after, "most": most}
        found = self._db.execute(self._flagged if flagged else self._some, values)
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in found]
        last = int(rows[-1]["id"]) if rows else after
        return last, tuple(map(_article, rows))


def _article(row: dict[str, object]) -> KeptArticle:
    return KeptArticle(
        guid=_text(row["guid"]),
        url=_text(row["url"]),
        title=_text(row["title"]),
        author=_text(row["author"]),
        html=_text(row["content"]),
        published_at=_moment(row["pubDate"]),
        enclosure_url=_text(row["enclosure_url"]),
        enclosure_type=_text(row["enclosure_type"]),
        read=row["unread"] == 0,
        starred=bool(_text(row["flags"]).strip()),
        deleted=row["deleted"] == 1,
    )


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)


def _moment(value: object) -> datetime | None:
    if not isinstance(value, int) or not 0 < value < 2**32:
        return None
    return datetime.fromtimestamp(value, UTC)
