"""Articles that a person opened: whose pages are asked again, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reader.model.changes import Change
from reader.store.db import moment, stamp

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

SOONEST, LATEST = timedelta(hours=1), timedelta(days=7)
"""Between two requests for one page; the first is politeness (`service.page_pace`)."""
LASTS = timedelta(days=30)
"""How long an article is watched after it was opened."""
_SHARE = 0.5
"""The age at which a page is asked again grows by this much each time."""

_NOTE = """
insert into opened (article_id, opened_at, next_at)
select id, :now, :next from article where id = :id and url like 'http%'
on conflict (article_id) do nothing
"""

_DUE = "select article_id from opened where next_at <= :now order by next_at limit :most"

_PLAN = """
update opened set next_at = :next, checks = checks + 1, title = coalesce(nullif(:title, ''), title)
where article_id = :id
"""

_SEEN = "update live_post set read_at = :now where article_id = :id and read_at is null"


def note(db: sqlite3.Connection, article_id: int, now: datetime) -> Change:
    """Remember that an article was opened: from now on its page is asked again."""
    values = {"id": article_id, "now": stamp(now), "next": stamp(now + SOONEST)}
    db.execute(_NOTE, values)
    db.execute(_SEEN, {"id": article_id, "now": stamp(now)})
    return Change()


def due(db: sqlite3.Connection, now: datetime, most: int) -> list[int]:
    """The articles whose pages are to be asked again, those that wait longest first."""
    return [row[0] for row in db.execute(_DUE, {"now": stamp(now), "most": most})]


def plan(
    db: sqlite3.Connection, article_id: int, now: datetime, title: str, until: datetime | None
) -> None:
    """When a page is asked next: later each time; as posts come, while a live blog lasts."""
    row = db.execute("select opened_at from opened where article_id = ?", (article_id,)).fetchone()
    if row is None:
        return
    opened_at = moment(row[0]) or now
    age = now - opened_at
    gap = min(max(age * _SHARE, SOONEST), LATEST)
    at = None if age > LASTS else now + gap
    if until is not None and until > now:
        at = now + SOONEST
    values = {"id": article_id, "next": stamp(at), "title": title}
    db.execute(_PLAN, values)
