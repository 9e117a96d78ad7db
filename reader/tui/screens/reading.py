"""The verbs of reading: open, page, go on to what is unread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from reader.tui.screens.base import Verbs
from reader.tui.views import STORIES

if TYPE_CHECKING:
    from reader.model.article import Article, ArticleBody


DOCUMENT = -1
"""Stands for a document that is not stored, and so has no id."""


class Reading(Verbs):
    """Opening marks read; showing beside the list does not."""

    opening = 0
    """The article that is about to be shown as opened."""

    async def open_article(self, article_id: int, *, focus: bool = True) -> None:
        self.opening = article_id
        try:
            await self._open_article(article_id, focus=focus)
        finally:
            self.opening = 0

    async def _open_article(self, article_id: int, *, focus: bool) -> None:
        article = await self.reader.articles.article(article_id)
        await self.list.go(article_id, quiet=True)
        await self._show(article, opened=True)
        if focus:
            self.go("article")
        if article.unread:
            # Not in this work, which the next key may cancel.
            self.write(lambda: self.reader.articles.mark_read([article_id]))
        if article.changed_at and not article.change_seen:
            self.write(lambda: self.reader.articles.see_change(article_id))
        self.fetch_if_wanted(article)

    def preview(self, article_id: int | None) -> None:
        """Show an article beside the list, if there is room for it."""
        if self.opening in (article_id, DOCUMENT):
            return  # it would call off the opening, which shows more
        if article_id is not None and not self.has_class("-narrow"):
            self.work(lambda: self._preview(article_id), "article")

    async def _preview(self, article_id: int) -> None:
        article = await self.reader.articles.article(article_id)
        await self._show(article, opened=False)

    async def _show(self, article: Article, *, opened: bool) -> None:
        if self.shown is not None and self.shown.id == article.id and article.id:
            self.opened = self.opened or opened
            if opened:
                self.pane.may_ask()
            return
        body = await self.reader.articles.body(article.id)
        await self.pane_made.wait()
        await self.put(article, body, opened=opened)
        self.update_heads()

    async def put(self, article: Article, body: ArticleBody, *, opened: bool) -> None:
        from reader.text.html import stored_blocks  # noqa: PLC0415 - not needed to paint first
        from reader.tui.paint_article import paint_article  # noqa: PLC0415

        found = await self.reader.articles.copies([article.id]) if article.copies else {}
        blocks = await asyncio.to_thread(stored_blocks, body.html)
        copies, now = found.get(article.id, ()), self.reader.now()
        sizes = await self.picture_sizes(article, blocks)
        kept = await self._kept_offline(article)
        painted = await asyncio.to_thread(
            paint_article, article, body, blocks, now=now, copies=copies, sizes=sizes, kept=kept
        )
        again = self.shown is not None and self.shown.id == article.id
        place = self.pane.reading_place if again else await self.leave_for(article)
        # From here on nothing is waited for: who calls this off must not leave half of it done.
        self.shown, self.opened = article, opened or (again and self.opened)
        self.source = body.source
        self.pane.put(article, painted)
        if self.marked:
            self.pane.mark(self.marked)
        if place is not None:
            self.pane.return_to(place)

    async def _kept_offline(self, article: Article) -> str:
        """What of an article is kept offline, in words; empty for nothing."""
        if not (article.saved or article.starred):
            return ""
        from reader.text.kept import kept_in_words  # noqa: PLC0415 - not needed to paint first

        state = (await self.reader.offline.states([article.id])).get(article.id)
        # What was never begun is not worth a line: a star alone is seen in the list.
        known = state is not None and (article.saved or state.page or state.done)
        return kept_in_words(state) if state is not None and known else ""

    def open_document(self, address: str) -> None:
        """Show a page or a file that is not in the store."""
        from reader.text.url import without_secrets  # noqa: PLC0415 - not needed to paint first

        self.say(f"Opening {without_secrets(address)}")
        self.opening = DOCUMENT
        self.work(lambda: self._read_document(address), "article")

    async def _read_document(self, address: str) -> None:
        try:
            found = await self.reader.documents.read_alone(address)
            if found is None:
                self.host.show_aside(address)
                return
            await self.pane_made.wait()
            await self.put(found.article, found.body, opened=True)
        finally:
            self.opening = 0
        self.say("")
        self.go("article")

    # --- actions

    def action_open(self, number: int = 0) -> None:
        """Open what the cursor is on; with a number, go to the line of that number first."""
        if number:
            (self.side if self.place == "side" else self.list).move_to(number - 1)
        elif self.place != "article" and self.view is STORIES:
            self.action_stories()
        elif self.place == "side":
            self.go("list")
        elif self.place == "list" and (here := self.list.current_id) is not None:
            self.work(lambda: self.open_article(here), "article")

    def action_page(self) -> None:
        """A page on; the end of an article leads to the next that is unread."""
        if self.place == "side":
            self.go("list")
        elif not self._is_at_hand():
            self.work(self._open_here_or_next, "article")
        elif self.pane.page_down():
            self.go("article")
            self._read_shown()
        else:
            self._read_shown()
            self.work(lambda: self.next_unread(1), "article")

    def _is_at_hand(self) -> bool:
        """Whether the pane shows the article that paging is meant for."""
        if self.place == "article":
            return self.shown is not None
        here = self.list.current_id
        seen = self.query_one("#right").display
        return seen and self.shown is not None and self.shown.id == here

    async def _open_here_or_next(self) -> None:
        here = self.list.current_id
        await (self.next_unread(1) if here is None else self.open_article(here))

    def _read_shown(self) -> None:
        self.opened, article = True, self.shown
        self.pane.may_ask()
        if article is not None and article.id and article.unread:
            self.write(lambda: self.reader.articles.mark_read([article.id]))

    def action_page_back(self) -> None:
        if self.place == "article":
            self.pane.page_up()
        else:
            (self.side if self.place == "side" else self.list).move("page_up")

    def action_next(self, step: Literal[1, -1]) -> None:
        """The next unread article, or the next hit while a search is showing."""
        if self.words or self.found:
            self.action_hit(step)
        else:
            self.work(lambda: self.next_unread(step), "article")

    async def next_unread(self, step: Literal[1, -1]) -> None:
        """Open the next unread article of this list, or of the feeds after it."""
        here = self.list.current
        if step > 0 and here and here.unread and not self._is_open(here):
            await self.open_article(here.id)
            return
        after = self.list.current_id
        found = await self._unread_after(after, backwards=step < 0)
        if found is None and step > 0:
            found = await self._unread_elsewhere()
        if found is not None:
            await self.open_article(found)
        elif step > 0:
            self.refuse("All read.")
        else:
            self.refuse("Nothing unread before this one.")

    def _is_open(self, article: Article) -> bool:
        return self.opened and self.shown is not None and self.shown.id == article.id

    async def _unread_after(self, after: int | None, *, backwards: bool = False) -> int | None:
        return await self.reader.articles.next_unread(self.listed, after, backwards=backwards)

    async def _unread_elsewhere(self) -> int | None:
        """The first unread article of the next feed that has any, else of this list's top."""
        if self.view.feed_id is not None or self.view.folder is not None:
            onward = self.side.next_with_news(self.view)
            if onward is not None:
                await self.show_view(onward)
                self.side.go(onward, quiet=True)
        return await self._unread_after(None)

    def action_changes(self) -> None:
        """What became of the article's text, on a screen of its own."""
        article = self.target()
        if article is None or not article.id:
            self.refuse("No earlier version of this is kept.")
            return
        from reader.tui.screens.changes import Changes  # noqa: PLC0415 - not needed to paint first

        self.app.push_screen(Changes(self.reader, article))
