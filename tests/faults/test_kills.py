"""kill -9 at random moments; `make bench` does the same five hundred times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.faults.kills import kill_migrations, kill_often
from tests.faults.old import old_store

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_said_to_be_done_is_there_after_a_kill(tmp_path: Path) -> None:
    promised, wrong = kill_often(tmp_path / "home", 18)
    assert wrong == []
    assert promised > 20


def test_a_migration_that_is_killed_has_happened_or_not(tmp_path: Path) -> None:
    old = old_store(tmp_path / "old.db", 3000)
    assert kill_migrations(tmp_path / "homes", old, 5) == []
