"""The verbs of finding: articles in a list, text in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.model.errors import UsageError
from reader.tui.screens.base import Verbs

if TYPE_CHECKING:
    from reader.tui.widgets.prompt import Prompt


class Finding(Verbs):
    """In a list a search leaves only articles that its query finds; in one it marks words."""

    def action_search(self) -> None:
        from reader.tui.widgets.prompt import Prompt  # noqa: PLC0415 - not needed to paint first

        if self.query(Prompt):
            return
        in_article = self.place == "article"
        label = "Find" if in_article else f"Search {self.view.title}"
        prompt = Prompt(label, "" if in_article else self.words, id="search")
        prompt.in_article = in_article
        self.mount(prompt)

    def on_prompt_changed(self, message: Prompt.Changed) -> None:
        if message.prompt.in_article:
            self._find(message.text)
        elif message.text != self.words and self._is_understood(message):
            self.work(lambda: self.search(message.text), "view")

    def begin_search(self, words: str) -> None:
        """Show what a query finds in this view."""
        self.go("list")
        self.work(lambda: self.search(words), "view")

    def _is_understood(self, message: Prompt.Changed) -> bool:
        """Whether what was typed so far is a query; if not, the prompt says why not yet."""
        from reader.text.search import parse_query  # noqa: PLC0415 - not needed to paint first

        try:
            parse_query(message.text, self.reader.now())
        except UsageError as error:
            message.prompt.complain(error.problem.removeprefix("the query stops making sense: "))
            return False
        message.prompt.complain("")
        return True

    def on_prompt_accepted(self, message: Prompt.Accepted) -> None:
        in_article = message.prompt.in_article
        self.go("article" if in_article else "list")
        message.prompt.remove()
        self.update_heads()

    def on_prompt_refused(self, message: Prompt.Refused) -> None:
        in_article = message.prompt.in_article
        self.go("article" if in_article else "list")
        message.prompt.remove()
        self.end_search()

    def _find(self, text: str) -> None:
        self.found = self.pane.find(text)
        if text and not self.found:
            self.say(f"“{text}” is not in this article.")
        else:
            self.say("")
        self.update_heads()

    def end_search(self) -> bool:
        """End the search that is showing; False if none is."""
        if self.found and self.place == "article":
            self._find("")
            return True
        if self.words:
            self.work(lambda: self.search(""), "view")
            return True
        return False

    async def search(self, words: str) -> None:
        """Show what the query finds in this view."""
        raise NotImplementedError

    def _step(self, step: Literal[1, -1]) -> None:
        before = self.pane.hit
        now = self.pane.next_hit() if step > 0 else self.pane.previous_hit()
        if (now - before) * step < 0:
            self.say("From the beginning again" if step > 0 else "From the end again")
        self.update_heads()

    def action_hit(self, step: Literal[1, -1]) -> None:
        """The next hit in the article, or the next article found."""
        if self.place == "article" and self.found:
            self._step(step)
        elif self.words:
            self.list.move("down" if step > 0 else "up")
