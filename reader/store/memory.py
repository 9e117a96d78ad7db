"""Small things kept beside the articles: what the screen remembers, and who may refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_SET = """
insert into memory (key, value) values (:key, :value)
on conflict (key) do update set value = excluded.value
"""

_TAKE_LEASE = """
insert into lease (name, holder, until) values (:name, :holder, :until)
on conflict (name) do update set holder = excluded.holder, until = excluded.until
where holder = excluded.holder or until < :now or until > excluded.until
"""


def recall(db: sqlite3.Connection, key: str) -> str:
    """What was remembered under a key, or nothing."""
    row = db.execute("select value from memory where key = ?", (key,)).fetchone()
    return str(row["value"]) if row else ""


def remember(db: sqlite3.Connection, key: str, value: str) -> None:
    """Keep a value under a key."""
    db.execute(_SET, {"key": key, "value": value})


def take_lease(db: sqlite3.Connection, name: str, holder: str, now: int, seconds: int) -> bool:
    """Become, or stay, the only process that does a thing, for some seconds.

    A lease that lasts longer than that was taken before the clock was set back, and is void.
    """
    values = {"name": name, "holder": holder, "until": now + seconds, "now": now}
    return db.execute(_TAKE_LEASE, values).rowcount > 0


def lease_holder(db: sqlite3.Connection, name: str) -> str:
    """Who does it; empty for nobody."""
    row = db.execute("select holder from lease where name = ?", (name,)).fetchone()
    return str(row["holder"]) if row else ""


def give_back_lease(db: sqlite3.Connection, name: str, holder: str) -> None:
    """Let others do it."""
    db.execute("delete from lease where name = ? and holder = ?", (name, holder))
