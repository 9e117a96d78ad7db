"""The verbs of marking: read, starred, muted, all of a view, and taking it back."""

from __future__ import annotations

from reader.model.query import STARRED, UNREAD
from reader.tui.screens.base import Verbs


class Marking(Verbs):
    """Every mark is one change that u takes back."""

    def action_toggle_read(self, count: int = 0) -> None:
        if self.means_several(count):
            self.write(lambda: self._mark_several_read(count))
        elif (article := self.target()) is not None and article.id:
            self.write(lambda: self._mark_read(article.id))

    async def _mark_several_read(self, count: int) -> None:
        ids = await self.chosen(count)
        unread, _ = await self.reader.articles.standing(UNREAD, ids)
        await self.reader.articles.mark_read(ids, bool(unread))
        self.end_choosing()
        many = len(unread) or len(ids)
        self.say(f"Marked {many:,} {'read' if unread else 'unread'} · {{mark.undo}} undoes")

    async def _mark_read(self, article_id: int) -> None:
        article = await self.reader.articles.article(article_id)
        await self.reader.articles.mark_read([article_id], article.unread)
        self.say(
            "Marked read · {mark.undo} undoes"
            if article.unread
            else "Marked unread · {mark.undo} undoes"
        )

    def action_toggle_star(self, count: int = 0) -> None:
        if self.means_several(count):
            self.write(lambda: self._star_several(count))
        elif (article := self.target()) is not None and article.id:
            self.write(lambda: self._star(article.id))

    async def _star(self, article_id: int) -> None:
        article = await self.reader.articles.article(article_id)
        await self.reader.articles.star([article_id], not article.starred)
        self.say(
            "Star taken away · {mark.undo} undoes"
            if article.starred
            else "Starred · {mark.undo} undoes"
        )
        if not article.starred:
            self.keep_starred(article)

    async def _star_several(self, count: int) -> None:
        """Star those that have none; with stars on all, take them away. Files come by and by."""
        ids = await self.chosen(count)
        starred, _ = await self.reader.articles.standing(STARRED, ids)
        had = len(starred) == len(ids)
        await self.reader.articles.star(ids, not had)
        self.end_choosing()
        told = "Stars taken from" if had else "Starred"
        many = len(ids) if had else len(ids) - len(starred)
        self.say(f"{told} {many:,} · {{mark.undo}} undoes")

    def action_mark_all(self) -> None:
        self.write(self._mark_all)

    async def _mark_all(self) -> None:
        # What arrived since the list was read has not been seen, and so is not read.
        seen = self.list.stretch.newest_id
        with self.status.working("Marking all read …"):
            marked = await self.reader.articles.mark_all_read(self.listed, up_to=seen)
        count = marked.articles
        self.say(
            f"Marked {count:,} read · {{mark.undo}} undoes" if count else "Nothing unread here."
        )

    def action_rules(self) -> None:
        from reader.tui.screens.book import Rules  # noqa: PLC0415 - not needed to paint first

        self.app.push_screen(Rules(self.reader, self.changed))

    def action_mute(self) -> None:
        """Ask what of this article is to be heard no more."""
        article = self.target()
        if article is None or not article.id:
            self.refuse("Choose an article first.")
            return
        from reader.tui.screens.ask_query import Mute  # noqa: PLC0415 - not needed to paint first

        self.app.push_screen(Mute(self.reader, article), self._muted)

    def _muted(self, said: str | None) -> None:
        if said:
            self.say(f"{said} · {{mark.undo}} undoes · {{mark.rules}} lists rules")
