"""What the person wants done differently for a feed, as the store keeps it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from reader.model.feed import FeedSettings

if TYPE_CHECKING:
    import sqlite3


def keep_settings(db: sqlite3.Connection, feed_id: int, settings: FeedSettings) -> None:
    """Replace a feed's settings; what has its default is not written."""
    usual = asdict(FeedSettings())
    kept = {name: value for name, value in asdict(settings).items() if value != usual[name]}
    text = json.dumps(kept, ensure_ascii=False)
    db.execute("update feed set settings = ? where id = ?", (text, feed_id))


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
        save=kept.get("save", False),
        paused=kept.get("paused", False),
    )
