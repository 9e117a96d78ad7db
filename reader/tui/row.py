"""A row of a list as Content: pure functions of what the row is, its width and the moment.

Foreign text comes in here as plain text and never as markup, and passes the door again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from reader.text.ages import short_age
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reader.model.article import Article

WIDE = 76
"""Cells from which an article takes one line; below, it takes two."""

GUTTER = 4
_FEED_COLUMN = 18
_FEED_SHORT, _FEED_LEAST = 24, 12
"""Most cells of a feed's name beside the rest of a title, and the fewest that still say which."""
_AGE_COLUMN = 6
_LONGEST_TITLE = 400
"""Characters: no list shows more, and measuring a megabyte of title would be felt."""

BAR = "▍"
UNREAD = "●"
STAR = "★"
FAILED = "!"


def row_height(width: int) -> int:
    """Lines an article takes in a list so many cells wide."""
    return 1 if width >= WIDE else 2


def article_row(
    article: Article,
    width: int,
    now: datetime,
    *,
    mixed: bool = True,
    selected: bool = False,
    words: str = "",
) -> list[Content]:
    """An article as one line, or as two where the list is narrow.

    `mixed` lists name the feed; `words` are marked where the title has them.
    """
    style = "" if article.unread else "$muted"
    title = _marked(clean_line(article.headline[:_LONGEST_TITLE]), words).stylize_before(style)
    age = short_age(article.sort_at.astimezone(now.tzinfo), now) if article.sort_at else ""
    feed = clean_line(article.feed_title[:_LONGEST_TITLE]) if mixed else ""
    if row_height(width) == 1:
        return [_one_line(article, title, feed, age, width, selected)]
    return _two_lines(article, title, feed, age, width, selected)


def waiting_row(width: int, selected: bool = False) -> list[Content]:
    """The place of an article that is not in hand yet."""
    head = Content.assemble((BAR if selected else " ", "$accent"), "   ")
    blank = Content(" " * width)
    return [head] if row_height(width) == 1 else [head, blank]


def view_row(
    title: str,
    count: int,
    width: int,
    *,
    depth: int = 0,
    mark: str = "",
    selected: bool = False,
    strong: bool = False,
) -> Content:
    """A line of the sidebar: a view, a folder or a feed with what is unread in it."""
    number = f"{count:,}".replace(",", " ") if count else ""
    tail = f" {number} "
    warning = f" {FAILED}" if mark == FAILED else ""
    sign = f"{mark} " if mark and not warning else "  "
    room = max(width - 1 - 2 * depth - 2 - len(tail) - len(warning), 1)
    name = fit(Content(clean_line(title[:_LONGEST_TITLE])), room)
    style = "bold" if strong else "" if count or not depth else "$muted"
    return Content.assemble(
        (BAR if selected else " ", "$accent"),
        "  " * depth,
        (sign, "$muted"),
        name.stylize_before(style),
        (warning, "bold $error"),
        (tail, "$muted"),
    )


def plain_row(
    text: str, width: int, *, aside: str = "", selected: bool = False, style: str = ""
) -> Content:
    """A line of a list of words, with something small at its right end."""
    aside = clean_line(aside)
    tail = fit(Content(aside), min(Content(aside).cell_length, width // 2))
    room = max(width - 3 - tail.cell_length - 1, 1)
    return Content.assemble(
        (BAR if selected else " ", "$accent"),
        " ",
        fit(Content(clean_line(text)), room).stylize_before(style),
        " ",
        tail.stylize_before("$muted"),
        " ",
    )


def fit(text: Content, width: int) -> Content:
    """Exactly so many cells: cut with an ellipsis, or filled with blanks."""
    return text.truncate(max(width, 0), ellipsis=True, pad=True)


def _one_line(
    article: Article, title: Content, feed: str, age: str, width: int, selected: bool
) -> Content:
    star = f"{STAR} " if article.starred else "  "
    column = _FEED_COLUMN + 2 if feed else 0
    room = width - GUTTER - len(star) - column - _AGE_COLUMN - 1
    name = fit(Content(feed), _FEED_COLUMN) + Content("  ") if feed else Content("")
    return Content.assemble(
        *_gutter(article, selected),
        fit(title, room),
        (f" {star}", "$starred"),
        name.stylize_before("$muted"),
        (age.rjust(_AGE_COLUMN), "$muted"),
    )


def _two_lines(
    article: Article, title: Content, feed: str, age: str, width: int, selected: bool
) -> list[Content]:
    room = max(width - GUTTER - 1, 4)
    head, rest = _parted(title, room)
    return [
        Content.assemble(*_gutter(article, selected), fit(head, room), " "),
        Content.assemble(
            (BAR if selected else " ", "$accent"),
            "   ",
            _second_line(rest, Content(feed), _age(age, article.starred), room),
            " ",
        ),
    ]


def _second_line(rest: Content, feed: Content, age: Content, room: int) -> Content:
    """The rest of the title, then small the feed and the age; the title has the say."""
    if not rest.cell_length:
        return fit(feed.stylize_before("$muted"), room - age.cell_length) + age
    between = Content(" · " if feed.plain and age.plain else "").stylize_before("$muted")
    spare = room - rest.cell_length - 2 - between.cell_length - age.cell_length
    if spare < min(feed.cell_length, _FEED_LEAST):
        feed = between = Content("")
    feed = feed.truncate(min(spare, _FEED_SHORT), ellipsis=True) if feed else feed
    aside = Content.assemble("  ", feed.stylize_before("$muted"), between, age)
    return fit(rest, room - aside.cell_length) + aside


def _age(age: str, starred: bool) -> Content:
    return Content.assemble((f"{STAR} ", "$starred") if starred else "", (age, "$muted"))


def _gutter(article: Article, selected: bool) -> Sequence[tuple[str, str]]:
    mark = UNREAD if article.unread else " "
    return ((BAR if selected else " ", "$accent"), (" ", ""), (mark, "$unread"), (" ", ""))


def _parted(title: Content, width: int) -> tuple[Content, Content]:
    """The first line of a title, and the rest as one."""
    lines = title.wrap(width)
    first = lines[0]
    return first, Content(" ").join(lines[1:]) if len(lines) > 1 else Content("")


def _marked(title: str, words: str) -> Content:
    """The title, with every place that has one of the words underlined."""
    content, lower = Content(title), title.lower()
    if len(lower) != len(title):
        return content
    for word in words.lower().split():
        start = lower.find(word)
        while start >= 0:
            content = content.stylize("underline $accent", start, start + len(word))
            start = lower.find(word, start + len(word))
    return content
