"""The verbs of whole texts: fetch one, stop that, show the feed's own again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.errors import DatelineError
from reader.text.cells import cut_cells
from reader.tui.screens.base import Verbs
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.model.article import Article

_TITLE_CELLS = 40


class Whole(Verbs):
    """One text is fetched at a person's wish at a time; those a feed always wants, beside it."""

    fetching: Worker[None] | None = None
    """What fetches a text that the person asked for."""

    def action_whole(self) -> None:
        """The whole text of the article, from its page; or the feed's own again."""
        article = self.target()
        if article is None:
            self.say("No article is chosen.")
        elif not article.id:
            self.say("This is all of it already.")
        elif self._is_fetching():
            self.say("A whole text is being fetched. Esc stops it.")
        else:
            work = guarded(self.app, lambda: self._turn(article))
            self.fetching = self.run_worker(work, group="whole", exit_on_error=False)

    async def _turn(self, article: Article) -> None:
        if self.shown is None or self.shown.id != article.id:
            await self.open_article(article.id)
        await self._fetching_shown(article, by_hand=True)

    async def _fetching_shown(self, article: Article, *, by_hand: bool) -> None:
        """Fetch, or turn round, a text, saying so as long as it takes."""
        from reader.text.url import host  # noqa: PLC0415 - not needed to paint first

        verbs = self.reader.fulltext
        stops = " · Esc stops" if by_hand else ""
        where = host(article.url)
        self.status.show_progress(f"Fetching the whole text from {where} …{stops}")
        try:
            await (verbs.turn(article.id) if by_hand else verbs.fetch(article.id))
        finally:
            self.status.show_progress(self.asking.progress)
        if self.shown is None or self.shown.id != article.id:
            title = cut_cells(article.headline, _TITLE_CELLS)
            self.say(f"The whole text of “{title}” is kept.")
            return
        await self.take_whole(article, always=by_hand)
        if by_hand and self.source == "page":
            self.say("This is the whole text from its page. {read.whole} shows the feed's own.")
        elif by_hand:
            self.say("This is the feed's own text. {read.whole} shows the whole one.")

    async def take_whole(self, article: Article, *, always: bool = False) -> None:
        """Show the text that stands now, if it is the other one.

        What nobody asked for does not take a text away that is being read.
        """
        body = await self.reader.articles.body(article.id)
        shown = self.shown
        if shown is None or shown.id != article.id or body.source == self.source:
            return
        if always or not self.pane.scroll_offset.y:
            await self.put(shown, body, opened=self.opened)
            self.update_heads()

    def fetch_if_wanted(self, article: Article) -> None:
        if any(s.id == article.feed_id and s.settings.full_text for s in self.side.subscriptions):
            work = guarded(self.app, lambda: self._fetch_as_wished(article))
            self.run_worker(work, group="whole of feed", exit_on_error=False)

    async def _fetch_as_wished(self, article: Article) -> None:
        wanted, hindrance = await self.reader.fulltext.opening(article.id)
        try:
            if wanted and not self._is_fetching():
                await self._fetching_shown(article, by_hand=False)
        except DatelineError as error:
            hindrance = error.problem
        if hindrance and self.shown is not None and self.shown.id == article.id:
            self.say(f"Not the whole text: {hindrance}")

    def stop_fetching(self) -> bool:
        if self.fetching is None or not self._is_fetching():
            return False
        self.fetching.cancel()
        self.say("Stopped. This is the feed's own text; {read.whole} fetches the whole one.")
        return True

    def _is_fetching(self) -> bool:
        return self.fetching is not None and self.fetching.is_running
