"""Everything that came of one case, for the judge."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from reader.store import texts

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model.article import Article, ArticleBody
    from reader.model.feed import Subscription


@dataclass
class Seen:
    """What the reader did, wrote, showed and asked for."""

    outcome: str = ""
    """feed, article, opml, unchanged, not_feed or error."""
    problem: str = ""
    hint: str = ""
    crash: str = ""
    """A traceback, if something was raised that is no sentence for the person."""
    seconds: float = 0.0
    megabytes: float = 0.0
    lag: float = 0.0
    """The longest time the event loop stood still, in seconds."""
    articles: list[Article] = field(default_factory=list)
    bodies: list[ArticleBody] = field(default_factory=list)
    subscriptions: list[Subscription] = field(default_factory=list)
    hits: list[dict[str, Any]] = field(default_factory=list)
    """Requests of the reader, as the server saw them."""
    connected: list[tuple[str, int]] = field(default_factory=list)
    """Where connections were made to, as address and port."""
    base: str = ""
    home: Path | None = None
    printed: dict[str, str] = field(default_factory=dict)
    """What each command wrote, by its arguments; stdout and stderr together."""
    screens: list[str] = field(default_factory=list)
    painted: str = ""
    """Every byte that went to the terminal."""
    left: bool = False
    """The app ended without being told to."""
    opened: list[list[str]] = field(default_factory=list)
    """The arguments the browser was started with."""
    told: list[str] = field(default_factory=list)
    """What the bottom line said after an attempt to open."""
    offers: int = 0
    """Feeds a page named, that were offered."""
    again: dict[str, Any] = field(default_factory=dict)
    """What a second look brought: see `driver`."""
    empty_bytes: int = 0
    """Of a store without anything."""

    @property
    def titles(self) -> list[str]:
        return [each.title for each in self.articles]

    @property
    def text_on_screen(self) -> str:
        return "\n".join(self.screens)

    def stored_bytes(self) -> int:
        """What the case added to the data folder."""
        assert self.home is not None
        data = self.home / "data"
        size = sum(each.stat().st_size for each in data.rglob("*") if each.is_file())
        return size - self.empty_bytes

    def stored_texts(self) -> list[str]:
        """Every text of the store."""
        assert self.home is not None
        path = self.home / "data" / "dateline.db"
        if not path.exists():
            return []
        db = sqlite3.connect(path)
        try:
            packed = [
                value
                for table in ("text", "fresh_text", "revision")
                for row in db.execute(f"select dictionary, packed from {table}").fetchall()
                for value in texts.unpacked(db, *row)
            ]
            tables = [
                row[0]
                for row in db.execute(
                    "select name from sqlite_master where type = 'table' and sql like '%strict%'"
                )
            ]
            return packed + [
                value
                for table in tables
                for row in db.execute(f"select * from {table}")
                for value in row
                if isinstance(value, str)
            ]
        finally:
            db.close()

    def log(self) -> str:
        """What was logged."""
        assert self.home is not None
        path = self.home / "state" / "dateline.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def everything(self) -> str:
        """All text a person could come across."""
        shown = [*self.screens, *self.printed.values(), self.problem, self.hint, self.log()]
        return "\n".join([*self.stored_texts(), *shown])
