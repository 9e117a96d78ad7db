"""An article as the pieces of its page; pure, and so at home in any thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.text.clean import clean_line
from reader.tui.paint import paint
from reader.tui.paint_head import count_words, paint_head, paint_tail
from reader.tui.paint_ink import Ink
from reader.tui.paint_pieces import Passage, Piece, shifted, sized

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from reader.model.article import Article, ArticleBody, Copy
    from reader.text.blocks import Blocks

_NONE: Mapping[str, tuple[int, int]] = {}

NO_TEXT = "The feed gave no text for this article."


class Painted(NamedTuple):
    """The parts of a page."""

    head: list[Piece]
    text: list[Piece]
    tail: list[Piece]
    ink: Ink
    """Knows the links by their numbers."""


def paint_article(
    article: Article,
    body: ArticleBody,
    blocks: Blocks,
    *,
    now: datetime,
    copies: Sequence[Copy] = (),
    sizes: Mapping[str, tuple[int, int]] = _NONE,
    kept: str = "",
) -> Painted:
    """Paint an article: a tenth of a second for 10,000 words. `blocks` is its text.

    `sizes` are those of pictures that were seen before; zeros: there is no picture to come. `kept`
    is what of it is kept offline, in words.
    """
    ink = Ink()
    text = sized(paint(blocks, ink, body.dateline), sizes)
    whole = body.source == "page" and bool(article.id)
    words = count_words(text)
    head = paint_head(article, copies, words=words, whole=whole, kept=kept, now=now)
    tail = paint_tail(body, ink)
    return Painted(head, shifted(text or _without_text(article), 1), tail, ink)


def _without_text(article: Article) -> list[Piece]:
    return [Passage(Content.styled(clean_line(article.summary) or NO_TEXT, ".faint"))]
