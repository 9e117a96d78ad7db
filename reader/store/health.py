"""How feeds are doing, as far as the store knows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.store.db import moment, stamp
from reader.store.feeds import SUBSCRIBED, subscription_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from reader.model.feed import Subscription

_RECENT = """
select sort_at from article where feed_id = feed.id and listed = 1 order by sort_at desc limit 10
"""

_THESE = " where feed.id in (select value from json_each(:ids))"

_CHECKED = SUBSCRIBED.replace(
    "select feed.*,",
    f"""select feed.*,
    (select count(*) from ({_RECENT})) as recent,
    (select min(sort_at) from ({_RECENT})) as recent_since,""",
)

_DUE = """
select exists (
    select 1 from feed join subscription on feed_id = feed.id
    where (next_check_at <= :now or (next_check_at is null and checked_at is null))
        and json_extract(settings, '$.paused') is not 1
)
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A subscription, what the schedule remembers of it as JSON, and its latest articles."""

    subscription: Subscription
    pace: str
    recent: int
    recent_since: datetime | None


def checked(db: sqlite3.Connection, ids: Iterable[int] | None = None) -> list[Checked]:
    """How subscriptions are doing: all of them, or those of some ids that are still there."""
    if ids is None:
        rows = db.execute(_CHECKED)
    else:
        rows = db.execute(_CHECKED + _THESE, {"ids": json.dumps(list(ids))})
    return [
        Checked(subscription_of(row), row["pace"], row["recent"], moment(row["recent_since"]))
        for row in rows
    ]


def any_due(db: sqlite3.Connection, now: datetime) -> bool:
    """Whether some feed's planned moment has come, or it was never asked."""
    return bool(db.execute(_DUE, {"now": stamp(now)}).fetchone()[0])
