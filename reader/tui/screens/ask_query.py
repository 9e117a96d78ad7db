"""Dialogs that ask for a query and say, as it is typed, what it finds: save a view, mute."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.widgets import Input

from reader.model.errors import DatelineError
from reader.model.outcome import Candidate
from reader.text.clean import clean_line
from reader.tui.screens.ask import Ask, Choices
from reader.tui.views import in_quotes
from reader.tui.work import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.model.article import Article
    from reader.service.reader import Reader
    from reader.tui.widgets.lines import LineList

T = TypeVar("T")

_LONG = 5
"""Letters from which a word of a title says what it is about, in most languages with blanks."""
_MOST_WORDS = 4


class AskQuery(Ask[str | None]):
    """Tries the query on the newest articles while it is typed."""

    finds = "Finds {matched} of the last {of} articles."

    def __init__(self, reader: Reader, fields: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(fields, ())
        self.reader = reader

    def on_mount(self) -> None:
        self._try()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input.id == "query":
            self._try()

    def _try(self) -> None:
        work = guarded(self.app, self._tried)
        self.run_worker(work, group="trial", exclusive=True, exit_on_error=False)

    async def _tried(self) -> None:
        keys = "Enter takes it · Tab next line · Esc closes"
        query = self.value("query")
        if not query:
            self.note("Words, feed:, folder:, author:, title:, is:, has:, newer:, -not, or", keys)
            return
        try:
            trial = await self.reader.rules.tried(query)
        except DatelineError as error:  # it is being typed: calmly
            self.note(error.problem, keys)
            return
        self.note(self.finds.format(matched=f"{trial.matched:,}", of=f"{trial.of:,}"), keys)


class SaveView(AskQuery):
    """Asks for the name and the query of a saved view, new or known."""

    def __init__(self, reader: Reader, name: str, query: str, view_id: int | None = None) -> None:
        super().__init__(reader, (("name", "Name", name), ("query", "Query", query)))
        self._view_id = view_id
        self.heading = "Save a view" if view_id is None else "Change the view"

    async def accept(self) -> None:
        name, query = self.value("name"), self.value("query")
        if self._view_id is None:
            await self.reader.views.add(name, query)
        else:
            await self.reader.views.edit(self._view_id, name, query)
        self.dismiss(name)


class Mute(AskQuery):
    """Asks what of an article is to be heard no more, and for how long."""

    heading = "Mute"
    finds = "Would have muted {matched} of the last {of} articles."

    def __init__(self, reader: Reader, article: Article) -> None:
        self._offers = suggestions(article)
        fields = (
            ("query", "What: choose with ↑ ↓, or write a query", self._offers[0].url),
            ("until", "How long: 30d, 2w, 2026-12-01; empty is for good", ""),
        )
        super().__init__(reader, fields)

    def on_mount(self) -> None:
        self.offer(self._offers)

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        event.stop()
        choices = self.query_one(Choices)
        self.query_one("#query", Input).value = choices.candidates[choices.cursor].url

    async def accept(self) -> None:
        query, until = self.value("query"), self.value("until")
        change = await self.reader.rules.add("mute", query, until=until, also_unread=True)
        count = len(change.articles)
        gone = f", {count:,} unread gone" if count else ""
        self.dismiss(f"Muted {query}{gone}")


class AddRule(AskQuery):
    """Asks for a rule of any kind."""

    heading = "Add a rule"
    finds = "Would have found {matched} of the last {of} articles."

    def __init__(self, reader: Reader) -> None:
        fields = (
            ("action", "What to do: mute, keep, read, star or save", "mute"),
            ("query", "With articles that match", ""),
            ("until", "How long: 30d, 2w, 2026-12-01; empty is for good", ""),
        )
        super().__init__(reader, fields)

    async def accept(self) -> None:
        action, query = self.value("action"), self.value("query")
        await self.reader.rules.add(action, query, until=self.value("until"))
        self.dismiss(f"Added: {action} {query}")


def suggestions(article: Article) -> tuple[Candidate, ...]:
    """Queries that find what is like an article, with what to call them."""
    authors = [
        Candidate(f"author:{in_quotes(name)}", f"Author: {name}") for name in article.authors[:2]
    ]
    words = [word.strip(".,:;!?()[]'‘’\"“”„«»") for word in clean_line(article.title).split()]
    long = sorted({word for word in words if len(word) >= _LONG}, key=lambda w: (-len(w), w))
    told = [
        Candidate(f"title:{in_quotes(word)}", f"Titles with “{word}”")
        for word in long[:_MOST_WORDS]
    ]
    feed = Candidate(f"feed:{in_quotes(article.feed_title)}", f"Feed: {article.feed_title}")
    return (*authors, *told, feed)
