"""The small store that every version of the schema keeps a copy of, in `old/`.

`python -m tests.store.build` writes the copy of the newest version; it is made once, by the commit
that brings the version, and never again.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.model.article import Enclosure
from reader.model.parsed import ParsedArticle
from reader.store import articles, feeds, marks, story_hands
from reader.store.db import Database
from reader.store.schema import APPLICATION_ID, VERSION

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)


def told(
    guid: str, title: str, text: str, hours: int, enclosures: tuple[Enclosure, ...] = ()
) -> ParsedArticle:
    url = f"https://one.example/{guid}"
    return ParsedArticle(
        guid=guid,
        identity=f"guid:{guid}",
        url=url,
        url_key=url,
        title=title,
        authors=("Ann Bell",),
        html=f"<p>{text}</p>",
        summary=text,
        content_hash=f"{title} {text}",
        enclosures=enclosures,
        published_at=NOW - timedelta(hours=hours),
    )


async def fill(path: Path) -> None:
    talk = (Enclosure("https://one.example/talk.mp3", "audio/mpeg", 123, ""),)
    db = await Database.open(path)
    url = "https://one.example/feed.xml"
    feed = (await db.write(feeds.add, url, "feed", "One", "Home", NOW)).feed_id
    first = [
        told("c", "Newer 日本語", "Short.", 1),
        told("b", "Headline", "The text as it was.", 2, talk),
        told("a", "Read and starred", "An old text.", 3),
    ]
    await db.write(articles.merge, feed, first, NOW)
    later = [told("b", "Rewritten headline", "The text as it is now.", 2, talk)]
    await db.write(articles.merge, feed, later, NOW)
    story = await db.write(story_hands.story_of, 2, NOW)
    await db.write(story_hands.follow, story, NOW)
    await db.write(marks.set_read, [1], True, NOW)
    await db.write(marks.set_starred, [1], True, NOW)
    await db.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        asyncio.run(fill(path))
        with closing(sqlite3.connect(path)) as db:
            pragmas = f"pragma application_id = {APPLICATION_ID};\npragma user_version = {VERSION};"
            # The index makes its own tables, and is empty: nothing has been packed yet.
            sql = "select sql || ';' from sqlite_schema where name = 'search'"
            index = [row[0] for row in db.execute(sql)]
            db.execute("drop table search")
            dump = "\n".join([*db.iterdump(), *index, pragmas])
    target = Path(__file__).parent / "old" / f"version-{VERSION}.sql"
    target.write_text(dump + "\n", encoding="utf-8")
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main()
