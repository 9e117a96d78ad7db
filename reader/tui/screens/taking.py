"""The verbs of taking along: keeping offline, exporting, piping, and the files of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model.query import SAVED
from reader.text.cells import cut_cells
from reader.tui.screens.base import Verbs
from reader.tui.work import guarded

if TYPE_CHECKING:
    from textual.worker import Worker

    from reader.model.article import Article
    from reader.model.offline import Gathered, Offline
    from reader.tui.screens.ask_taking import Chosen
    from reader.tui.work import Work

_TITLE_CELLS = 40


class Taking(Verbs):
    """One thing is fetched to be kept at a time; Esc stops it, and what has come stays."""

    taking: Worker[None] | None = None

    def action_offline(self, count: int = 0) -> None:
        """Keep the article for reading offline, or let that go."""
        if self.means_several(count):
            if not self._is_taking():
                self._begin(lambda: self._turn_several_offline(count))
            return
        article = self._meant()
        if article is not None and not self._is_taking():
            self._begin(lambda: self._turn_offline(article))

    async def _turn_offline(self, article: Article) -> None:
        saved = (await self.reader.articles.article(article.id)).saved
        await self.reader.offline.mark([article.id], saved=not saved)
        if saved:
            self.say("No longer saved; its files go in a week · {mark.undo} undoes")
        else:
            await self._gather(article)

    async def _turn_several_offline(self, count: int) -> None:
        """Keep those that are not; if all are, let them go."""
        ids = await self.chosen(count)
        saved, _ = await self.reader.articles.standing(SAVED, ids)
        had = len(saved) == len(ids)
        await self.reader.offline.mark(ids, saved=not had)
        self.end_choosing()
        if had:
            self.say(f"{len(ids):,} no longer saved · {{mark.undo}} undoes")
            return
        states: dict[int, Offline] = {}
        try:
            for done, each in enumerate(ids):
                self.status.show_progress(f"Keeping {done + 1:,} of {len(ids):,} · Esc stops")
                states |= await self.reader.offline.gather([each])
        finally:
            self.status.show_progress(self.asking.progress)
        whole = sum(each.complete for each in states.values())
        part = f", {len(ids) - whole:,} of them not whole yet" if whole < len(ids) else ""
        self.say(f"Saved {len(ids):,}{part} · {{mark.undo}} undoes")

    def keep_starred(self, article: Article) -> None:
        """Keep an article that was starred, unless nothing is to be asked by itself."""
        if self.host.asks and self.reader is self.host.own and not self._is_taking():
            self._begin(lambda: self._gather(article))

    async def _gather(self, article: Article) -> None:
        from reader.text.kept import kept_in_words  # noqa: PLC0415 - not needed to paint first

        def tell(now: Gathered) -> None:
            what = f"picture {now.pictures} of {now.of}" if now.of else "its page"
            self.status.show_progress(f"Keeping “{title}”: {what} · Esc stops")

        title = cut_cells(article.headline, _TITLE_CELLS)
        try:
            state = (await self.reader.offline.gather([article.id], tell))[article.id]
        finally:
            self.status.show_progress(self.asking.progress)
        said = kept_in_words(state)
        why = f" · {state.problem}" if state.problem and not state.complete else ""
        self.say(f"{said[:1].upper()}{said[1:]}{why}")
        shown = self.shown
        if shown is not None and shown.id == article.id and not self.pane.scroll_offset.y:
            row = await self.reader.articles.article(article.id)
            await self.put(row, await self.reader.articles.body(row.id), opened=self.opened)

    async def kept_of_view(self) -> str:
        """How much of what is saved is there, if that is what the list shows."""
        if self.listed != SAVED:
            return ""
        from reader.text.kept import all_in_words  # noqa: PLC0415 - as above

        return all_in_words(await self.reader.offline.summary())

    def action_export(self) -> None:
        """Ask where the article, what is chosen or the whole list is to be written."""
        article = self._meant()
        if article is None:
            return
        if self.means_several():
            self.work(lambda: self._export_several(article), "choosing")
            return
        from reader.tui.screens.ask_taking import AskExport  # noqa: PLC0415 - as above

        ask = AskExport(self.reader, article, self.listed, self._left)
        self.app.push_screen(ask, self._told)

    async def _export_several(self, article: Article) -> None:
        from reader.tui.screens.ask_taking import AskExport  # noqa: PLC0415 - as above

        ids = await self.chosen()
        ask = AskExport(self.reader, article, self.listed, self._left, ids)
        self.app.push_screen(ask, self._told)

    def action_pipe(self) -> None:
        """Ask for a command that gets the article's text."""
        article = self._meant()
        if article is None:
            return
        from reader.tui.screens.ask_taking import AskPipe  # noqa: PLC0415 - as above

        self.app.push_screen(AskPipe(self.reader, article), self._told)

    def action_files(self) -> None:
        """Show the files that came with the article."""
        if (article := self._meant()) is not None:
            self.work(lambda: self._offer_files(article), "files")

    async def _offer_files(self, article: Article) -> None:
        files = await self.reader.enclosures.all(article.id)
        if not files:
            self.refuse("No files came with this article.")
            return
        from reader.tui.screens.ask_taking import AskFiles  # noqa: PLC0415 - as above

        self.app.push_screen(AskFiles(files), lambda chosen: self._take_file(article, chosen))

    def _take_file(self, article: Article, chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.play:
            self.work(lambda: self._play(article, chosen.number), "play")
        elif not self._is_taking():
            self._begin(lambda: self._download(article, chosen.number))

    async def _play(self, article: Article, number: int) -> None:
        self.say(f"Handed to {await self.reader.enclosures.play(article.id, number)}.")

    async def _download(self, article: Article, number: int) -> None:
        from reader.text.kept import size_in_words  # noqa: PLC0415 - as above

        def tell(done: int, total: int | None) -> None:
            of = f" of {size_in_words(total)}" if total else ""
            self.status.show_progress(f"Downloading {size_in_words(done)}{of} · Esc stops")

        try:
            path = await self.reader.enclosures.download(article.id, number, None, tell)
        finally:
            self.status.show_progress(self.asking.progress)
        self.say(f"Downloaded to {path}")

    def stop_taking(self) -> bool:
        if self.taking is None or not self.taking.is_running:
            return False
        self.taking.cancel()
        self.say("Stopped; what has come is kept, and gone on with.")
        return True

    def _begin(self, work: Work) -> None:
        self.taking = self.run_worker(guarded(self.app, work), group="taking", exit_on_error=False)

    def _is_taking(self) -> bool:
        if self.taking is None or not self.taking.is_running:
            return False
        self.refuse("Something is being fetched. Esc stops it.")
        return True

    def _meant(self) -> Article | None:
        """The stored article that is meant; says so if there is none."""
        article = self.target()
        if article is None or not article.id:
            self.refuse("Choose an article of a feed first; `dateline save` keeps any page.")
            return None
        return article

    def _told(self, said: str | None) -> None:
        if said:
            self.say(said)
