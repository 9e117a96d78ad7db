"""The screen that shows what became of an article, from any of its versions to any other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from reader.tui.bindings import bindings
from reader.tui.paint_changes import paint_changes
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.page_view import MEASURE
from reader.tui.widgets.status import StatusLine
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from reader.model.article import Article
    from reader.service.reader import Reader
    from reader.text.difference import Difference

BESIDE = 120
"""Cells from which the older text stands beside the newer."""
WIDEST = 150
NOTHING = "No earlier version: this text has not changed since it was first seen."
COMPARING = "Comparing…"
HINTS = (
    "changes.close",
    "changes.earlier",
    "changes.later",
    "changes.back",
    "changes.forth",
)


class Changes(Screen[None]):
    """Opens on the last change, steps to others, and compares versions further apart."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("changes"),
        *bindings("anywhere", group="app"),
    ]

    def __init__(self, reader: Reader, article: Article) -> None:
        super().__init__()
        self.reader = reader
        self.article = article
        self.since, self.until = max(article.revisions - 1, 1), article.revisions
        """The versions that are compared."""
        self.found: Difference | None = None
        self.page = ArticlePane(id="changes")
        self.status = StatusLine(id="status")

    def compose(self) -> ComposeResult:
        yield self.page
        yield self.status

    def on_mount(self) -> None:
        self.page.focus()
        self._say_place()
        if self.article.revisions < 2:
            self.page.clear(NOTHING)
        else:
            self.page.clear(COMPARING)
            self._load()

    def on_resize(self) -> None:
        self._paint()

    def _load(self) -> None:
        self._say_place()
        work = guarded(self.app, self._compare)
        self.run_worker(work, group="changes", exclusive=True, exit_on_error=False)

    async def _compare(self) -> None:
        self.found = await self.reader.articles.difference(self.article.id, self.since, self.until)
        self._paint()
        await self.reader.articles.see_change(self.article.id)

    def _paint(self) -> None:
        if self.found is None:
            return
        beside = self.app.size.width >= BESIDE
        self.page.measure = min(self.app.size.width - 8, WIDEST) if beside else MEASURE
        pieces = paint_changes(
            self.found,
            self.article.revisions,
            now=self.reader.now(),
            beside=beside,
            signs=self.app.no_color or self.app.current_theme.ansi,
        )
        self.page.fill(pieces)

    def _say_place(self) -> None:
        count = self.article.revisions
        many = f"version {self.since} → {self.until} of {count}" if count > 1 else "one version"
        self.status.show_place(f"{self.article.feed_title} · {many}", HINTS)

    # --- actions

    def action_step(self, step: int) -> None:
        """The change before or after this one."""
        until = self.until + step
        if not 2 <= until <= self.article.revisions:
            self.status.say("That is the last change." if step > 0 else "That is the first change.")
            return
        self.since, self.until = until - 1, until
        self._load()

    def action_since(self, step: int) -> None:
        """Compare with another older version."""
        since = self.since + step
        if not 1 <= since < self.until:
            self.status.say("There is no version between." if step > 0 else "That is the first.")
            return
        self.since = since
        self._load()

    def action_move(self, way: str) -> None:
        ways = {
            "line_down": self.page.line_down,
            "line_up": self.page.line_up,
            "page_down": self.page.page_down,
            "page_up": self.page.page_up,
            "home": self.page.home,
            "end": self.page.end,
        }
        ways[way]()

    def action_close(self) -> None:
        self.dismiss(None)
