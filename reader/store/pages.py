"""The whole texts of articles, from their own pages, beside what their feeds say.

Both stand in one packed text, so that each is found by a search, and either can be shown. Whatever
compares what a feed said (hashes, revisions, copies) sees only the feed's.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import WholeText
from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.store import packing, texts
from reader.store.db import moment, stamp
from reader.store.settings import settings_of
from reader.store.texts import Text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model.feed import FeedSettings

_ADDRESS = """
select article.url, feed.url as feed_url, settings
from article join feed on feed.id = feed_id where article.id = ?
"""

_CANDIDATES = """
select article.id, sort_at, settings from article join feed on feed.id = feed_id
where article.id in (select value from json_each(?)) and copy_of is null
    and article.url like 'http%'
"""


class Addressed(NamedTuple):
    """An article with what is needed to ask for its page."""

    url: str
    feed_url: str
    settings: FeedSettings
    html: str
    """The feed's text."""
    whole: WholeText | None
    """None if its page was never asked."""


class Waiting(NamedTuple):
    """An article whose page is to be asked; the newest sorts last."""

    sort_at: int
    id: int


def addressed(db: sqlite3.Connection, article_id: int) -> Addressed:
    """An article and its page; raises NotFound."""
    row = db.execute(_ADDRESS, (article_id,)).fetchone()
    if row is None:
        raise NotFound(f"there is no article {article_id}", "`dateline list` shows their ids.")
    text = texts.find(db, article_id) or Text()
    return Addressed(row["url"], row["feed_url"], settings_of(row), text.html, whole_of(text))


def waiting(db: sqlite3.Connection, ids: Iterable[int]) -> list[Waiting]:
    """Those of some articles whose page is to be asked by itself.

    Their feed wants them whole, or the text that was fetched once is older than the feed's.
    """
    found = []
    for row in db.execute(_CANDIDATES, (json.dumps(list(ids)),)).fetchall():
        always = settings_of(row).full_text
        whole = whole_of(texts.find(db, row["id"]) or Text())
        if whole is None:
            wanted = always
        else:
            wanted = (always and not whole.html) or (whole.stale and bool(whole.html))
        if wanted:
            found.append(Waiting(row["sort_at"], row["id"]))
    return found


def keep(db: sqlite3.Connection, article_id: int, whole: WholeText) -> Change:
    """Note how asking for a page went, and the text it gave."""
    text = texts.find(db, article_id)
    if text is None:  # its feed was purged meanwhile
        return Change()
    packing.unpack(db, [article_id])
    texts.keep(db, [(article_id, _with(text, whole))])
    return Change(articles=frozenset({article_id}))


def note_asked(db: sqlite3.Connection, article_id: int, now: datetime) -> Change:
    """Note that a page was asked and is what it was; nobody sees a difference."""
    before = whole_of(texts.find(db, article_id) or Text())
    if before is not None:
        keep(db, article_id, before._replace(asked_at=now))
    return Change()


def show(db: sqlite3.Connection, article_id: int, *, whole: bool) -> Change:
    """Show the text of the page, if it was kept, or that of the feed."""
    text = texts.find(db, article_id) or Text()
    before = whole_of(text)
    if before is None or not before.html or before.shown is whole:
        return Change()
    packing.unpack(db, [article_id])
    texts.keep(db, [(article_id, _noted(text, shown=whole))])
    return Change(articles=frozenset({article_id}))


def outdated(text: Text) -> Text:
    """The same, where the feed says something new: that is shown until the page is asked again."""
    return _noted(text, shown=False, stale=True) if text.asked else text


def whole_of(text: Text) -> WholeText | None:
    """What is known of an article's page; None if it was never asked."""
    if not text.asked:
        return None
    kept = json.loads(text.asked)
    asked_at, ready_at = moment(kept.pop("asked_at")), moment(kept.pop("ready_at"))
    if asked_at is None:
        return None
    return WholeText(asked_at, text.whole, ready_at=ready_at, **kept)


def _with(text: Text, whole: WholeText) -> Text:
    names = ("dateline", "credit", "shown", "stale", "problem", "hint", "failures", "ended")
    kept = {name: getattr(whole, name) for name in names}
    kept |= {"asked_at": stamp(whole.asked_at), "ready_at": stamp(whole.ready_at)}
    return text._replace(whole=whole.html, asked=json.dumps(kept, ensure_ascii=False))


def _noted(text: Text, **facts: bool) -> Text:
    return text._replace(asked=json.dumps(json.loads(text.asked) | facts, ensure_ascii=False))
