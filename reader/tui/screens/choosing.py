"""The verbs of choosing several articles, for which the next one counts together."""

from __future__ import annotations

from reader.tui.screens.base import Verbs

HINTS = ("mark.read", "mark.star", "mark.offline", "read.export", "read.copy", "read.back")


class Choosing(Verbs):
    """What is done to them is one change; then none is chosen any more."""

    def action_choose(self, count: int = 0) -> None:
        """Choose the article under the cursor, or not any more, and go on to the next."""
        for _ in range(min(count or 1, self.list.count)):
            if (here := self.list.current_id) is not None:
                self.list.choice.turn(here)
                self.list.move("down")
        self._chosen_anew()

    def action_choose_range(self) -> None:
        """Begin a range at the cursor; once more: end it there."""
        choice, here = self.list.choice, self.list.current_id
        if choice.ranging:
            self.work(self._close_range, "choosing")
        elif here is not None:
            choice.begin(here, self.list.cursor)
        self._chosen_anew()

    async def _close_range(self) -> None:
        self.list.choice.close(await self.chosen())
        self._chosen_anew()

    def action_choose_all(self) -> None:
        """Choose all that the list has."""
        self.work(self._choose_all, "choosing")

    async def _choose_all(self) -> None:
        with self.status.working("Choosing all …"):
            ids = await self.reader.articles.ids(self.listed)
        self.list.choice.add([*ids, *self._left])
        self._chosen_anew()

    def on_article_list_picked(self) -> None:
        self._chosen_anew()

    def end_choosing(self) -> bool:
        if not self.list.choice:
            return False
        self.list.choice.clear()
        self._chosen_anew()
        return True

    def _chosen_anew(self) -> None:
        self.list.repaint()
        self.update_heads()

    async def chosen(self, count: int = 0) -> list[int]:
        choice, cursor = self.list.choice, self.list.cursor
        if not choice and count > 1:
            ids = await self.reader.articles.ids(self.listed, limit=cursor + count)
            here = self.list.current_id
            at = ids.index(here) if here is not None and here in ids else cursor
            return list(ids[at : at + count])
        held = choice.in_hand(cursor, self.list.stretch)
        if held is not None:
            return held
        return choice.of(await self.reader.articles.ids(self.listed), self.list.current_id)
