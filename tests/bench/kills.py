"""Five hundred kills: what a reader said is done is there afterwards, every time."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.kills import kill_migrations, kill_often
from tests.faults.old import old_store

if TYPE_CHECKING:
    from collections.abc import Callable

WRITING, MIGRATING = 460, 40


def main(say: Callable[[str, str], None]) -> None:
    """Kill readers that write, and readers that migrate."""
    begun = time.perf_counter()
    promised, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        # A new store now and then: looking it through takes longer the more was written.
        for part in range(WRITING // 46):
            changes, found = kill_often(Path(folder) / f"home{part}", 46, seed=part)
            promised, wrong = promised + changes, wrong + found
        old = old_store(Path(folder) / "old.db", 5_000)
        wrong += kill_migrations(Path(folder) / "migrating", old, MIGRATING)
    took = time.perf_counter() - begun
    figures = f"{promised:,} changes were promised, {len(wrong)} not kept ({took:.0f} s)"
    say(f"{WRITING + MIGRATING} kills", figures)
    for each in wrong[:20]:
        say("  not kept", each)
    if wrong:
        raise SystemExit(1)
