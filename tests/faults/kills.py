"""Killing a reader at any moment, and looking whether the store has kept its word."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.config.paths import Paths
from reader.store import texts, upkeep
from reader.store.db import Database
from tests.faults.victim import told

if TYPE_CHECKING:
    from pathlib import Path

WORKS = ("refresh", "mark", "pack")
_FLAGS = {"read": "read_at", "starred": "starred_at"}
_LONGEST = 30.0


@dataclass
class Promises:
    """What the store has said is done, and what it was about to do when it was killed."""

    flags: dict[tuple[int, str], bool] = field(default_factory=dict)
    editions: dict[str, int] = field(default_factory=dict)
    open_flags: set[tuple[int, str]] = field(default_factory=set)
    open_names: set[str] = field(default_factory=set)
    kept: Counter[str] = field(default_factory=Counter)

    def hear(self, lines: list[dict[str, Any]]) -> None:
        """What one process told before it was killed; a half-written line was not told."""
        self.open_flags.clear()
        self.open_names.clear()
        for line in lines:
            done = line["what"] == "did"
            for each in line.get("ids", ()):
                key = each, line["flag"]
                self._note(self.flags, self.open_flags, key, line["to"], done=done)
            for name in line.get("names", ()):
                self._note(self.editions, self.open_names, name, line["edition"], done=done)
            self.kept["changes"] += done

    def _note(self, known: Any, unsure: Any, key: Any, value: Any, *, done: bool) -> None:
        if done:
            known[key] = value
            unsure.discard(key)
        else:
            unsure.add(key)

    def forget_what_is_unsure(self) -> None:
        """What was never said to be done may be so or not, from now on."""
        for key in self.open_flags:
            self.flags.pop(key, None)
        for name in self.open_names:
            self.editions.pop(name, None)


def run_and_kill(home: Path, work: str, chance: random.Random) -> list[dict[str, Any]]:
    """Start a reader, kill it after some of its changes or some time, answer what it told."""
    command = [sys.executable, "-m", "tests.faults.victim", str(home), work]
    victim = subprocess.Popen(
        [*command, str(chance.randrange(10**9))], stdout=subprocess.PIPE, text=True
    )
    assert victim.stdout is not None
    guard = threading.Timer(_LONGEST, victim.kill)
    guard.start()
    left = chance.choice([0, 0, 1, 3, 10, 40])
    lines = []
    for line in victim.stdout:
        lines.append(line)
        left -= '"did"' in line
        if left < 0:
            break
    if chance.random() < 0.7:
        # Into the middle of whatever it does now.
        threading.Event().wait(chance.random() * 0.02)
    victim.send_signal(signal.SIGKILL)
    lines += victim.stdout.readlines()
    victim.wait()
    guard.cancel()
    victim.stdout.close()
    return [json.loads(line) for line in lines if line.endswith("\n")]


async def look(home: Path, promises: Promises) -> list[str]:
    """Whatever is wrong with the store, or was promised and is not so."""
    db = await Database.open(Paths.under(home).store)
    try:
        return [*await db.write(upkeep.problems), *await db.read(_broken, promises)]
    finally:
        await db.close()


def _broken(db: sqlite3.Connection, promises: Promises) -> list[str]:
    wrong = []
    for (article_id, flag), to in promises.flags.items():
        if (article_id, flag) not in promises.open_flags:
            sql = f"select {_FLAGS[flag]} is not null from article where id = ?"
            row = db.execute(sql, (article_id,)).fetchone()
            if row is None or bool(row[0]) is not to:
                wrong.append(f"article {article_id} is not {flag}={to}")
    for name, edition in promises.editions.items():
        if name in promises.open_names:
            continue
        sql = "select id from article where feed_id = 1 and identity = ?"
        row = db.execute(sql, (f"guid:{name}",)).fetchone()
        text = texts.find(db, row["id"]) if row else None
        if text is None or text.html != told([name], edition).articles[0].html:
            wrong.append(f"article {name} is not kept in edition {edition}")
    return wrong


def kill_often(home: Path, kills: int, seed: int = 1) -> tuple[int, list[str]]:
    """Kill readers of one store; answers how many changes were promised, and what was not kept."""
    chance = random.Random(seed)
    promises = Promises()
    for number in range(kills):
        work = WORKS[number % len(WORKS)]
        promises.hear(run_and_kill(home, work, chance))
        if wrong := asyncio.run(look(home, promises)):
            return promises.kept["changes"], [
                f"kill {number + 1}, {work}: {each}" for each in wrong
            ]
        promises.forget_what_is_unsure()
    return promises.kept["changes"], []


def kill_migrations(folder: Path, old: Path, kills: int, seed: int = 1) -> list[str]:
    """Kill readers that bring an old store to the newest version; answers what was lost."""
    chance = random.Random(seed)
    with closing(sqlite3.connect(old)) as db:
        before = db.execute("select count(*), count(read_at) from article").fetchone()
    for number in range(kills):
        home = folder / str(number)
        paths = Paths.under(home)
        paths.make()
        paths.store.write_bytes(old.read_bytes())
        command = [sys.executable, "-m", "tests.faults.victim", str(home), "migrate", "1"]
        victim = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        store_copy = paths.store.with_name(f"{paths.store.name}.version-1")
        while victim.poll() is None and not store_copy.exists():
            threading.Event().wait(0.001)
        threading.Event().wait(chance.random() * 0.1)
        victim.kill()
        victim.wait()
        if wrong := asyncio.run(look(home, Promises())):
            return wrong
        with closing(sqlite3.connect(paths.store)) as db:
            after = db.execute("select count(*), count(read_at) from article").fetchone()
        if after != before:
            return [f"migration {number + 1}: {after} articles and marks, {before} before"]
    return []
