"""The articles of stories as they are compared: to be placed, and to be told from each other."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from reader.model.story import WEAK, Seen
from reader.store import texts
from reader.store.db import stamp
from reader.store.lists import FEED_TITLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

READ = 8_000
"""Characters of a text, with its tags, that clustering may look at."""

_ARTICLES = f"""
select article.id, article.url, article.title, article.sort_at, authors, site_url,
    feed.url as feed_url, {FEED_TITLE} as feed_title,
    coalesce(nullif(article.language, ''), feed.language) as language
from article
join feed on feed.id = article.feed_id
left join subscription on subscription.feed_id = article.feed_id
where article.id in (select value from json_each(?))
"""


class Told(NamedTuple):
    """An article with its text, for whoever compares texts."""

    article_id: int
    feed_title: str
    feed_url: str
    site_url: str
    url: str
    at: datetime
    title: str
    html: str
    """Safe HTML, the whole text if it is had."""
    summary: str
    credit: str
    """Byline, dateline and closing credit."""
    language: str

    def seen(self, source: str) -> Seen:
        """The same for clustering."""
        name = str(self.article_id)
        text = self.html[:READ]
        return Seen(name, self.at, self.title, self.summary, text, source, self.language)


def told(db: sqlite3.Connection, ids: Iterable[int]) -> list[Told]:
    """Articles with their texts, in the order asked for; those that are gone are left out."""
    wanted = list(ids)
    found = {row["id"]: row for row in db.execute(_ARTICLES, (json.dumps(wanted),))}
    return [_told(db, found[each]) for each in wanted if each in found]


class Undigested(NamedTuple):
    """A story whose articles are others than when its digest was made."""

    story_id: int
    articles: list[int]
    size: int
    """How many it has, also those that are too many to look at."""


def dirty(db: sqlite3.Connection, since: datetime, most: int) -> list[Undigested]:
    """Stories to look at again, those with the newest articles first."""
    found = db.execute(_DIRTY, {"since": stamp(since), "most": most}).fetchall()
    return [
        Undigested(row[0], [each[0] for each in db.execute(_MEMBERS, (row[0],))], row[1])
        for row in found
    ]


_DIRTY = """
select id, (select count(*) from story_article where story_id = story.id) as members from story
where merged_into is null and articles > 1 and last_at >= :since and digested <> members
order by last_at desc limit :most
"""

_MEMBERS = f"""
select article_id from story_article where story_id = ? and confidence >= {WEAK}
order by at desc, article_id desc limit 120
"""


def _told(db: sqlite3.Connection, row: sqlite3.Row) -> Told:
    text = texts.find(db, row["id"]) or texts.Text()
    credit = "\n".join((*json.loads(row["authors"]), text.dateline, text.credit))
    return Told(
        row["id"],
        row["feed_title"],
        row["feed_url"],
        row["site_url"],
        row["url"],
        datetime.fromtimestamp(row["sort_at"], UTC),
        row["title"],
        text.whole or text.html,
        text.summary,
        credit,
        row["language"],
    )
