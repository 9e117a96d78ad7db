"""A row of a list as Content: pure functions of what the row is, its width and the moment.

Foreign text comes in here as plain text and never as markup, and passes the door again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from reader.text.ages import short_age
from reader.text.clean import clean_line
from reader.tui.signs import signs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reader.config.settings import Looks
    from reader.model.article import Article

WIDE = 76
"""Cells from which an article takes one line; below, it takes two."""
SLIM = 52
"""Cells below which it takes three where its feed has to be named: titles are what is read."""

GUTTER = 4
_FEED_COLUMN = 18
_FEED_MOST, _FEED_LEAST = 24, 12
"""Most cells of a feed's name beside the rest of a title, and those it has even if that is long."""
_AGE_COLUMN = 6
_AGE_LEAST = 3
_NARROWEST = 24
"""Cells of text below which a feed's name would leave nothing of the title."""
_TOO_SHORT = 4
"""Cells: `The` alone says nothing of `The Washington Post`."""
_ROOM_FOR_FEED = 40
"""Cells of a line below which it has no room for a feed's name beside the title."""
_LONGEST_TITLE = 400
"""Characters: no list shows more, and measuring a megabyte of title would be felt."""

CHOSEN = "✓"
FAILED = "!"
"""The mark of a feed that fails, whatever sign stands for it."""


class Source(NamedTuple):
    """Where an article is from, and how many other feeds have it."""

    name: str
    copies: int = 0

    def within(self, width: int) -> Content:
        """The name in at most so many cells, and "+2" for two other feeds."""
        others = f" +{self.copies}" if self.copies and self.name else ""
        return shortened(self.name, max(width - len(others), 0)) + Content(others)


class Layout(NamedTuple):
    """How much of an article a list shows, and on how many lines."""

    compact: bool = False
    """One line an article, however narrow the list is."""
    feed: bool = True
    age: bool = True


USUAL = Layout()


def layout_from(looks: Looks) -> Layout:
    """What is set."""
    return Layout(looks.density == "compact", "feed" in looks.columns, "age" in looks.columns)


def row_height(width: int, *, mixed: bool = True, layout: Layout = USUAL) -> int:
    """Lines an article takes in a list so many cells wide; `mixed` lists name its feed."""
    if width >= WIDE or layout.compact:
        return 1
    mixed = mixed and layout.feed
    return 3 if mixed and width < SLIM else 2


def article_row(
    article: Article,
    width: int,
    now: datetime,
    *,
    mixed: bool = True,
    selected: bool = False,
    words: Sequence[str] = (),
    layout: Layout = USUAL,
) -> list[Content]:
    """An article as one line, or as two where the list is narrow.

    `mixed` lists name the feed; `words` are marked where the title has them.
    """
    mixed = mixed and layout.feed
    style = "" if article.unread else "$muted"
    title = _marked(clean_line(article.headline[:_LONGEST_TITLE]), words).stylize_before(style)
    at = article.sort_at if layout.age else None
    age = short_age(at.astimezone(now.tzinfo), now) if at else ""
    feed = Source(clean_line(article.feed_title[:_LONGEST_TITLE]) if mixed else "", article.copies)
    match row_height(width, mixed=mixed, layout=layout):
        case 1:
            return [_one_line(article, title, feed, age, width, selected)]
        case 2:
            return _two_lines(article, title, feed, age, width, selected)
    return _three_lines(article, title, feed, age, width, selected)


def chosen_row(row: list[Content]) -> list[Content]:
    """A row of an article that is chosen, with others, for what is done next."""
    first, *others = row
    return [first[:1] + Content.styled(CHOSEN, "bold $accent") + first[2:], *others]


def waiting_row(
    width: int, selected: bool = False, *, mixed: bool = True, layout: Layout = USUAL
) -> list[Content]:
    """The place of an article that is not in hand yet."""
    line = Content.assemble((signs().bar if selected else " ", "$accent"), "   ")
    return [line] * row_height(width, mixed=mixed, layout=layout)


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
    warning = f" {signs().failed}" if mark == FAILED else ""
    sign = f"{mark} " if mark and not warning else "  "
    room = max(width - 1 - 2 * depth - 2 - len(tail) - len(warning), 1)
    name = fit(Content(clean_line(title[:_LONGEST_TITLE])), room)
    style = "bold" if strong else "" if count or not depth else "$muted"
    return Content.assemble(
        (signs().bar if selected else " ", "$accent"),
        "  " * depth,
        (sign, "$muted"),
        name.stylize_before(style),
        (warning, "bold $error"),
        (tail, "$muted"),
    )


def plain_row(
    text: str, width: int, *, aside: str = "", selected: bool = False, style: str = ""
) -> Content:
    """A line of a list of words, with something small at its right end, cut on its left."""
    tail = Content(clean_line(aside[-_LONGEST_TITLE:]))
    while tail.cell_length > width // 2:
        tail = Content("…") + tail[2:]
    room = max(width - 3 - tail.cell_length - 1, 1)
    return Content.assemble(
        (signs().bar if selected else " ", "$accent"),
        " ",
        fit(Content(clean_line(text)), room).stylize_before(style),
        " ",
        tail.stylize_before("$muted"),
        " ",
    )


def fit(text: Content, width: int) -> Content:
    """Exactly so many cells: cut with an ellipsis, or filled with blanks."""
    return text.truncate(max(width, 0), ellipsis=True, pad=True)


def cut(text: Content, width: int) -> Content:
    """Exactly so many cells: cut between words where that leaves enough of them."""
    if text.cell_length > width > 1:
        whole = _first_line(text, width - 1).rstrip()
        if whole.cell_length >= width // 2:
            text = whole + Content("…")
    return fit(text, width)


def _one_line(
    article: Article, title: Content, feed: Source, age: str, width: int, selected: bool
) -> Content:
    sign, dress = _kept(article)
    star = f"{sign} "
    most = min(_FEED_COLUMN, max(width // 4, 0)) if width >= _ROOM_FOR_FEED else 0
    column = most + 2 if feed.name and most else 0
    ages = _AGE_COLUMN if width >= WIDE else _AGE_LEAST + 1
    room = width - GUTTER - len(star) - column - (ages if age else 0) - 1
    name = fit(feed.within(most), column)
    return Content.assemble(
        *_gutter(article, selected),
        cut(title, room),
        (f" {star}", dress),
        name.stylize_before("$muted"),
        (age.rjust(ages) if age else "", "$muted"),
    )


def _two_lines(
    article: Article, title: Content, feed: Source, age: str, width: int, selected: bool
) -> list[Content]:
    """Beside the title its age, and under that where it is from: both in one column."""
    room = max(width - GUTTER - 1, 4)
    aside = f"  {age.rjust(_AGE_LEAST)}" if age and room >= _NARROWEST else ""
    head, rest = _parted(title, room - len(aside))
    return [
        Content.assemble(
            *_gutter(article, selected), fit(head, room - len(aside)), (aside, "$muted"), " "
        ),
        Content.assemble(*_under(selected, _kept(article)), _second_line(rest, feed, room), " "),
    ]


def _three_lines(
    article: Article, title: Content, feed: Source, age: str, width: int, selected: bool
) -> list[Content]:
    """The title on its own, and directly under it where it is from and its age."""
    room = max(width - GUTTER - 1, 4)
    head, rest = _parted(title, room)
    name = feed.within(max(room - len(age) - 2, 0)).stylize_before("$muted")
    source = fit(name, room - len(age)) + Content.styled(age, "$muted")
    lower = [cut(rest, room), source] if rest.plain else [source, fit(Content(""), room)]
    return [
        Content.assemble(*_gutter(article, selected), fit(head, room), " "),
        Content.assemble(*_under(selected, _kept(article)), lower[0], " "),
        Content.assemble(*_under(selected), lower[1], " "),
    ]


def _second_line(rest: Content, feed: Source, room: int) -> Content:
    """The rest of the title, and at the right end the feed: always, if in fewer words."""
    if room < _NARROWEST or not feed.name:
        return cut(rest, room)
    spare = room - rest.cell_length - 2
    name = feed.within(min(max(spare, _FEED_LEAST), _FEED_MOST))
    return Content.assemble(
        cut(rest, room - name.cell_length - 2), "  ", name.stylize_before("$muted")
    )


def shortened(name: str, width: int) -> Content:
    """A name in at most so many cells: in whole words, and cut only if that says too little."""
    words = name.split()
    while len(words) > 1 and Content(" ".join(words)).cell_length > width:
        words.pop()
        while len(words) > 1 and not any(map(str.isalnum, words[-1])):
            words.pop()
    short = Content(" ".join(words).rstrip(" ,:;|–—"))
    if short.plain != name and not _TOO_SHORT <= short.cell_length <= width:
        short = Content(name)
    return short.truncate(width, ellipsis=True)


def _gutter(article: Article, selected: bool) -> Sequence[tuple[str, str]]:
    mark = signs().unread if article.unread else " "
    changed = signs().changed if article.changed_at else " "
    return (
        (signs().bar if selected else " ", "$accent"),
        (changed, "$muted" if article.change_seen else "$story"),
        (mark, "$unread"),
        (" ", ""),
    )


def _kept(article: Article) -> tuple[str, str]:
    """The sign that an article is kept by, and its style."""
    if article.starred:
        return signs().star, "$starred"
    return (signs().saved, "$muted") if article.saved else (" ", "")


def _under(selected: bool, sign: tuple[str, str] = (" ", "")) -> Sequence[tuple[str, str]]:
    """What stands beside the lines under the first."""
    return ((signs().bar if selected else " ", "$accent"), (" ", ""), sign, (" ", ""))


def _first_line(title: Content, width: int) -> Content:
    """What of a title stands on a line, as its script wants it."""
    if not any("\u2e80" <= character <= "\u9fff" for character in title.plain):
        return title.wrap(width)[0]
    from reader.tui.paint_wrap import wrap  # noqa: PLC0415 - most first lists need no such lines

    return title[: wrap(title.plain, width)[0][1]]


def _parted(title: Content, width: int) -> tuple[Content, Content]:
    """The first line of a title, and the rest as one."""
    first = _first_line(title, width)
    at = len(first)
    at += len(title.plain) - at - len(title.plain[at:].lstrip())
    return first, title[at:] if at < len(title) else Content("")


def _marked(title: str, words: Sequence[str]) -> Content:
    """The title, with every place that a search for the words has found underlined."""
    content = Content(title)
    if not words:
        return content
    from reader.text.words import hits, sought  # noqa: PLC0415 - the first list has no words

    for word in filter(None, map(sought, words)):
        for hit in hits(title, word):
            content = content.stylize("underline $accent", hit.start, hit.end)
    return content
