"""The verbs on saved views: saved from what the list shows, counted, changed, arranged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.screens.base import Verbs
from reader.tui.views import query_text, smart_views
from reader.tui.work import guarded

if TYPE_CHECKING:
    from reader.model.personal import SavedView

COUNT_PAUSE = 0.4
"""Seconds after a change before saved views are counted afresh: a search through what is unread
need not be made for each of many marks."""


class Viewing(Verbs):
    """Counts come when they are ready; until then the last ones stand."""

    _counting = False
    _count_again = False

    def action_save_view(self) -> None:
        """Ask for a name for what the list shows."""
        from reader.tui.screens.ask_query import SaveView  # noqa: PLC0415 - seldom needed

        query = query_text(self.view, self.words)
        name = self.words or ("" if self.view.saved else self.view.title)
        self.app.push_screen(SaveView(self.reader, name, query), self._saved)

    def _saved(self, name: str | None) -> None:
        if name:
            self.work(lambda: self._show_saved(name), "view")

    async def _show_saved(self, name: str) -> None:
        await self.load_sidebar()
        view = next((x for x in self.side.views() if x.saved and x.title == name), None)
        if view is not None:
            self.side.go(view, quiet=True)
            await self.show_view(view)
        self.say(f"Saved as {name} · {{mark.undo}} undoes")

    def edit_view(self, saved: SavedView) -> None:
        from reader.tui.screens.ask_query import SaveView  # noqa: PLC0415 - seldom needed

        ask = SaveView(self.reader, saved.name, saved.query, saved.id)
        self.app.push_screen(ask, self._view_edited)

    def _view_edited(self, name: str | None) -> None:
        if name:
            self.say(f"Changed: {name} · {{mark.undo}} undoes")

    async def remove_view(self, saved: SavedView) -> None:
        await self.reader.views.remove(saved.id)
        self.say(f"Removed the view {saved.name} · {{mark.undo}} undoes")

    def action_move_view(self, step: int) -> None:
        saved = self.chosen_saved()
        if saved is None:
            self.refuse("Choose a saved view first; {view.save} saves one.")
            return
        self.write(lambda: self.reader.views.move(saved.id, step))

    def chosen_saved(self) -> SavedView | None:
        line = self.side.line if self.place == "side" else self.side.line_of(self.view)
        return line.saved

    async def follow_view(self) -> None:
        """Show the saved view as it is now, or another where it is gone: whoever changed it."""
        if self.view.saved is None:
            return
        now = self.side.line_of(self.view)
        if now.saved is None or now.view is None:
            unread = smart_views(self.reader.now().astimezone())[0]
            await self.show_view(self.side.neighbour(self.view, -1) or unread)
            self.side.go(self.view, quiet=True)
        elif now.view.text != self.view.text:
            await self.show_view(now.view)
        else:
            self.view = now.view

    def count_views(self) -> None:
        """Count what is unread in saved views, soon and beside everything else."""
        if not self.side.saved:
            return
        if self._counting:
            self._count_again = True
        else:
            self._counting = True
            self.set_timer(COUNT_PAUSE, self._begin_count)

    def _begin_count(self) -> None:
        self.run_worker(guarded(self.app, self._count), group="counts", exit_on_error=False)

    async def _count(self) -> None:
        self._count_again = False
        try:
            for each in self.side.saved:
                if not self.side.line_of_saved(each.id).problem:
                    self.side.tell_unread(each.id, await self.reader.views.unread(each))
        finally:
            self._counting = False
        if self._count_again:
            self.count_views()

    async def load_sidebar(self) -> None:
        """Read feeds and counts afresh."""
        raise NotImplementedError
