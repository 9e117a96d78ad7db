"""What the person wants done differently for a feed, as the store keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.model.errors import NotFound
from reader.model.feed import FeedSettings
from reader.store import history

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

_NAME = """
select coalesce(nullif(own_title, ''), nullif(title, ''), url) as name
from feed join subscription on feed_id = id where id = ?
"""


def set_settings(
    db: sqlite3.Connection, feed_id: int, settings: FeedSettings, now: datetime
) -> Change:
    """Replace a feed's settings; what has its default is not written.

    Raises:
        NotFound: the feed is not subscribed to.
    """
    usual = asdict(FeedSettings())
    kept = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    before = history.Before(db, "settings", [feed_id])
    sql = (
        "update feed set settings = ? "
        "where id = ? and id in (select feed_id from subscription) returning id"
    )
    if not db.execute(sql, (json.dumps(kept, ensure_ascii=False), feed_id)).fetchall():
        raise NotFound(f"there is no feed {feed_id}", "`dateline feeds` lists them.")
    name = db.execute(_NAME, (feed_id,)).fetchone()["name"]
    history.note(db, f"changed the settings of {name}", now, before.steps())
    return Change(feeds=frozenset({feed_id}))


def settings_of(row: sqlite3.Row) -> FeedSettings:
    """The settings in a row of the feed table."""
    text: str = row["settings"]
    kept = {} if text == "{}" else json.loads(text)
    headers = tuple((name, value) for name, value in kept.get("headers", ()))
    return FeedSettings(
        user_agent=kept.get("user_agent", ""),
        headers=headers,
        interval=kept.get("interval"),
        auth_command=tuple(kept.get("auth_command", ())),
        proxy=kept.get("proxy", ""),
        full_text=kept.get("full_text", False),
        paused=kept.get("paused", False),
    )
