"""The sidebar: views, folders and feeds, each with what is unread in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.row import FAILED, view_row
from reader.tui.views import Line, View, sidebar_lines, story_lines
from reader.tui.widgets.lines import LineList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from textual.content import Content

    from reader.model.feed import Counts, Subscription
    from reader.model.personal import SavedView
    from reader.model.story import Story


class Sidebar(LineList):
    """Says which view is to be shown; knows nothing of articles."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.subscriptions: tuple[Subscription, ...] = ()
        self.saved: tuple[SavedView, ...] = ()
        self.folded: set[str] = set()
        self.followed: Sequence[Story] = ()
        self.stories = 0
        """How many are developing."""
        self._unread: dict[int, int] = {}
        self._counts: Counts | None = None
        self._lines: list[Line] = []
        self._now: datetime | None = None

    # --- what it shows

    def show(
        self,
        subscriptions: Sequence[Subscription],
        counts: Counts,
        now: datetime,
        saved: Sequence[SavedView] = (),
    ) -> None:
        """Show these feeds, views and counts; the cursor stays on its view."""
        self.subscriptions, self._counts, self._now = tuple(subscriptions), counts, now
        self.saved = tuple(saved)
        self._arrange()

    def tell_unread(self, view_id: int, unread: int) -> None:
        """Show how much is unread in a saved view; until the next time it stands as it is."""
        if self._unread.get(view_id) != unread:
            self._unread[view_id] = unread
            self._arrange()

    def toggle_fold(self, name: str) -> None:
        """Fold a folder, or unfold it."""
        self.folded ^= {name}
        self._arrange()

    def _arrange(self) -> None:
        if self._now is None or self._counts is None:
            return
        here, place = self.line, self.cursor
        self._lines = self._lines_with(self.folded)
        self.repaint(resized=True)
        if here.view is not None and not self.go(here.view, quiet=True):
            self.move_to(self._instead(here, place), quiet=True)

    def _instead(self, gone: Line, place: int) -> int:
        """Where the cursor goes from a line that is gone: its folded folder, or the line above."""
        folder = gone.subscription.folder if gone.subscription else ""
        for index, line in enumerate(self._lines):
            if folder and line.open is False and line.view and line.view.folder == folder:
                return index
        above = range(min(place, self.count) - 1, -1, -1)
        return next((index for index in above if self.selectable(index)), 0)

    @property
    def line(self) -> Line:
        """The line under the cursor."""
        return self._lines[self.cursor] if self.cursor < len(self._lines) else Line()

    def line_of(self, view: View) -> Line:
        """The line of a view, as it stands now."""
        return next((x for x in self._lines if x.view and x.view.key == view.key), Line(view))

    def line_of_saved(self, view_id: int) -> Line:
        """The line of a saved view; an empty one if there is none."""
        return next((x for x in self._lines if x.saved and x.saved.id == view_id), Line())

    def go(self, view: View, *, quiet: bool = False) -> bool:
        """Put the cursor on a view; False if no line shows it."""
        for index, line in enumerate(self._lines):
            if line.view is not None and line.view.key == view.key:
                self.move_to(index, quiet=quiet)
                return True
        return False

    def views(self) -> list[View]:
        """Every view, those in folded folders too."""
        return [line.view for line in self._lines_with(()) if line.view is not None]

    def _lines_with(self, folded: Iterable[str]) -> list[Line]:
        if self._now is None or self._counts is None:
            return []
        saved = [(each, self._unread.get(each.id, 0)) for each in self.saved]
        feeds, counts = self.subscriptions, self._counts
        lines = sidebar_lines(feeds, counts, folded, self._now, saved)
        at = next((i for i, each in enumerate(lines) if each.view is None), len(lines))
        return [*lines[:at], *story_lines(self.stories, self.followed), *lines[at:]]

    def neighbour(self, view: View, step: int) -> View | None:
        """The view of the next line in a direction; None at the end."""
        places = [i for i, x in enumerate(self._lines) if x.view and x.view.key == view.key]
        # The cursor of a view that is no more already stands on the line above it.
        index = places[0] + step if places else self.cursor + max(step, 0)
        while 0 <= index < len(self._lines):
            onward = self._lines[index].view
            if onward is not None:
                return onward
            index += step
        return None

    def next_with_news(self, view: View) -> View | None:
        """The next feed that has anything unread, from the last on to the first."""
        lines = self._lines_with(())
        keys = [line.view.key if line.view else None for line in lines]
        at = keys.index(view.key) + 1 if view.key in keys else 0
        for line in lines[at:] + lines[:at]:
            onward = line.view
            if onward and onward.feed_id is not None and line.unread and onward.key != view.key:
                return onward
        return None

    # --- LineList

    @property
    def count(self) -> int:
        return len(self._lines)

    def selectable(self, index: int) -> bool:
        return 0 <= index < self.count and self._lines[index].view is not None

    def paint(self, index: int, width: int, *, selected: bool) -> list[Content]:
        line = self._lines[index]
        if line.view is None:
            return []
        mark = FAILED if line.problem else "" if line.open is None else "▾" if line.open else "▸"
        strong = line.view.feed_id is None and line.view.folder is None
        return [
            view_row(
                line.view.title,
                line.unread,
                width,
                depth=line.depth,
                mark=mark,
                selected=selected,
                strong=strong and bool(line.unread),
            )
        ]
