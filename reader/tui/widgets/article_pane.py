"""The page on which an article is read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from textual.content import Content
from textual.message import Message

from reader.config.assets import asset
from reader.model.article import ReadingPlace
from reader.text.clean import clean_line
from reader.tui.paint_head import paint_head
from reader.tui.paint_ink import Ink
from reader.tui.paint_page import Place
from reader.tui.paint_pieces import Frame, Passage
from reader.tui.widgets.picture_page import PicturePage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual import events

    from reader.model.article import Article, ArticleBody, Copy
    from reader.tui.paint_article import Painted

NOTHING_OPEN = "No article open"
WAITING = "Opening…"
_MOST_WORDS = 60
"""Characters by which a place is found again in another version of its text."""


class ArticlePane(PicturePage):
    """Shows one article; scrolls by itself, tells the screen what was chosen and how far it is."""

    # The look of the page is half of all style rules; read with the rest, it would delay the list.
    DEFAULT_CSS = asset("article.tcss").read_text("utf-8")

    @dataclass
    class LinkChosen(Message):
        """A link was clicked, or its letters were typed."""

        url: str
        """A http, https or mailto address."""

    @dataclass
    class Scrolled(Message):
        """Another part of the article is in view."""

        progress: int
        """Percent of the article that is above the lower edge."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._ink = Ink()
        self._article: Article | None = None
        self._text = range(0)
        """The pieces that are the article's text."""
        self.clear()

    @property
    def article(self) -> Article | None:
        """The article on the page."""
        return self._article

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of the article's links and files, in the order of their numbers."""
        return self._ink.links

    def show(
        self, article: Article, body: ArticleBody, *, now: datetime, copies: Sequence[Copy] = ()
    ) -> None:
        """Paint an article and show it from its beginning."""
        from reader.text.html import stored_blocks  # noqa: PLC0415 - not needed to paint first
        from reader.tui.paint_article import paint_article  # noqa: PLC0415

        blocks = stored_blocks(body.html)
        self.put(article, paint_article(article, body, blocks, now=now, copies=copies))

    def put(self, article: Article, painted: Painted) -> None:
        """Show an article that was painted before, from its beginning."""
        head, text, tail, ink = painted
        self._article, self._ink = article, ink
        self._text = range(len(head), len(head) + len(text))
        self.fill([*head, *text, *tail])
        self.call_after_refresh(self._colour_code, ink)

    def show_waiting(self, article: Article, *, now: datetime) -> None:
        """Show the head of an article whose text is on its way."""
        self._article, self._ink, self._text = article, Ink(), range(0)
        waiting = Passage(Content.styled(WAITING, ".faint"), Frame(gap=1))
        self.fill([*paint_head(article, now=now), waiting])

    def clear(self, message: str = NOTHING_OPEN) -> None:
        """Show no article, but say why."""
        self._article, self._ink, self._text = None, Ink(), range(0)
        words = Content.styled(clean_line(message), ".faint")
        self.fill([Passage(words, layout="title", align="center")], notice=True)

    @property
    def reading_place(self) -> ReadingPlace | None:
        """Where the person is in the text; None at its beginning, and at its end: it is read."""
        place = self._anchor
        if place.piece not in self._text or self.at_end:
            return None
        words = self._pieces[place.piece].content.plain[place.offset : place.offset + _MOST_WORDS]
        return ReadingPlace(place.piece - self._text.start, place.offset, words)

    def return_to(self, place: ReadingPlace) -> None:
        """Go to where the person was, be it that the text before it is another now."""
        self.go_to(self._found_again(place))

    def _found_again(self, place: ReadingPlace) -> Place:
        here = min(self._text.start + place.passage, max(self._text.stop - 1, 0))
        for index in sorted(self._text, key=lambda index: abs(index - here)):
            text = self._pieces[index].content.plain
            if index == here and text.startswith(place.words, place.character):
                return Place(index, place.character)
            if place.words and (at := text.find(place.words)) >= 0:
                return Place(index, at)
        return Place(here)

    def tell(self) -> None:
        super().tell()
        if self._article is not None:
            self.post_message(self.Scrolled(self.progress))

    def _colour_code(self, ink: Ink) -> None:
        """Colour the next listing of code: one at a time, when the text is on the screen."""
        from reader.tui.paint_code import coloured  # noqa: PLC0415 - only if there is code

        if ink is not self._ink:
            return
        for index, piece in enumerate(self._pieces):
            if isinstance(piece, Passage) and piece.language:
                content = coloured(piece.content, piece.language)
                self.replace_piece(index, replace(piece, content=content, language=""))
                self.call_after_refresh(self._colour_code, ink)
                return

    def on_click(self, event: events.Click) -> None:
        target = event.style.meta.get("to", "")
        if target and event.chain == 1 and self.text_selection is None:
            event.stop()
            self.follow(target)

    def follow(self, target: str) -> bool:
        """Open an address, or go to a place of this text; False if there is no such place."""
        if target.startswith("#"):
            return self.jump(target[1:])
        self.post_message(self.LinkChosen(target))
        return True

    def on_mouse_move(self, event: events.MouseMove) -> None:
        shape: Literal["pointer", "default"] = "pointer" if "to" in event.style.meta else "default"
        if self.styles.pointer != shape:
            self.styles.pointer = shape
