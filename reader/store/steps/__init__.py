"""Numbered steps from one version of the store to the next, oldest first.

Step n turns version n - 1 into version n, inside a transaction that it neither begins nor ends. It
never changes once it is on main, so it says its own SQL and imports nothing whose meaning can move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.store.steps import (
    s001_begin,
    s002_scale,
    s003_copies,
    s004_personal,
    s005_flat,
    s006_offline,
    s007_places,
    s008_stories,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

STEPS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    s001_begin.step,
    s002_scale.step,
    s003_copies.step,
    s004_personal.step,
    s005_flat.step,
    s006_offline.step,
    s007_places.step,
    s008_stories.step,
)
