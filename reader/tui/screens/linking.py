"""The verbs of links: open one by its number or its letters, copy one, come back from a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.screens.base import Verbs

if TYPE_CHECKING:
    from reader.tui.widgets.article_pane import ArticlePane
    from reader.tui.widgets.hints import Hints


class Linking(Verbs):
    """Links within the text lead to their place there; all others go to the browser."""

    def action_browser(self) -> None:
        article = self.target()
        if article is None or not article.url:
            self.refuse("This article has no address.")
            return
        self._open_url(article.url)
        if article.id and article.unread:
            self.write(lambda: self.reader.articles.mark_read([article.id]))

    def action_number(self, number: int) -> None:
        """Open the link of that number."""
        links = self.pane.links
        if number <= len(links):
            self._open_url(links[number - 1])
        else:
            self.refuse(f"There is no link {number}.")

    def action_hints(self, copies: bool = False) -> None:
        """Put letters on the links in view, and wait for those of one of them."""
        from reader.tui.widgets.hints import Hints  # noqa: PLC0415 - not needed to paint first

        if self.shown is None or not self.query_one("#right").display:
            self.refuse("No article is open.")
        elif self.pane.show_hints():
            self.mount(Hints(copies=copies))
        else:
            self.refuse("No link is in view.")

    def on_hints_typed(self, message: Hints.Typed) -> None:
        hints, letters = message.hints, message.letters
        if not hints.is_attached or not hints.display:
            return
        target = self.pane.narrow_hints(letters) if letters is not None else None
        if letters is not None and target is None:
            hints.drop()
        elif letters is None or target:
            hints.display = False
            hints.remove()
            self.pane.hide_hints()
            self.go("article")
            self._follow(target or "", copies=hints.copies)

    def _follow(self, target: str, *, copies: bool) -> None:
        if copies and target.startswith("#"):
            self.say("This link leads to a place in the article; it has no address.")
        elif copies and target:
            self._copy(target)
        elif target and not self.pane.follow(target):
            self.refuse("The place this link leads to is not in this text.")

    def action_return(self) -> None:
        """Back to where a link within the text was followed."""
        if not self.pane.jump_back():
            self.refuse("No link within this article was followed.")

    def on_article_pane_link_chosen(self, message: ArticlePane.LinkChosen) -> None:
        self._open_url(message.url)

    def _open_url(self, url: str) -> None:
        from reader.service.opening import open_in_browser  # noqa: PLC0415 - as above
        from reader.text.url import without_secrets  # noqa: PLC0415

        self.say(f"Opening {without_secrets(url)}")
        if self.app.is_web:  # beside the page that shows the reader, wherever that is
            self.app.open_url(url)
            return
        browser = self.host.settings.open.browser
        self.work(lambda: open_in_browser(url, browser), "browser")

    def action_copy(self, count: int = 0) -> None:
        if self.means_several(count):
            self.work(lambda: self._copy_several(count), "choosing")
            return
        article = self.target()
        if article is None or not article.url:
            self.refuse("This article has no address.")
        else:
            self._copy(article.url)

    async def _copy_several(self, count: int) -> None:
        rows = await self.reader.articles.rows(await self.chosen(count))
        addresses = [each.url for each in rows if each.url]
        if not addresses:
            self.refuse("None of these articles has an address.")
            return
        self.app.copy_to_clipboard("\n".join(addresses))
        self.end_choosing()
        self.say(f"Copied {len(addresses):,} addresses")

    def _copy(self, address: str) -> None:
        from reader.text.url import without_secrets  # noqa: PLC0415 - as above

        self.app.copy_to_clipboard(address)
        self.say(f"Copied {without_secrets(address)}")
