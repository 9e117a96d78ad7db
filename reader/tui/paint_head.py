"""What stands above and below an article's text: its head, its files and its links; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from reader.config.actions import key_caption
from reader.config.keys import action_of
from reader.text.ages import short_age
from reader.text.clean import clean_line
from reader.text.judge import told_in_words
from reader.text.kept import size_in_words
from reader.text.url import host
from reader.tui.paint_ink import hyperlink, joined, line, safe_link
from reader.tui.paint_pieces import Frame, Passage, Piece, Stroke, side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime, tzinfo

    from reader.model.article import Article, ArticleBody, Copy, Enclosure
    from reader.tui.paint_ink import Ink

WORDS_A_MINUTE = 230
"""Silent reading of English prose (Brysbaert 2019: 238 words, a little less on a screen)."""
_DOT = Content.styled("\u00a0· ", ".faint")
_DENSE = re.compile("[\u3040-\u9fff]")
_MAILBOX = re.compile(r"(?<=\S)\s*<[^<>\s]+@[^<>\s]+>\Z")
_MOST_AUTHORS = 3
_MOST_COPIES = 5
_NEAR_DAYS = {0: "Today", 1: "Yesterday"}


def paint_head(
    article: Article,
    copies: Sequence[Copy] = (),
    *,
    words: int = 0,
    whole: bool = False,
    kept: str = "",
    now: datetime,
    zone: tzinfo | None = None,
) -> list[Piece]:
    """Title, outlet, authors, dates, what changed and who else has it; times in `zone`, or where
    the person is. `whole`: the text is not the feed's but from the article's page; `kept`: what of
    it is kept offline."""
    title = line(article.headline, ".title")
    side = side_of(title)
    pieces: list[Piece] = [Passage(title, layout="title", align=side)]
    outlet = line(article.feed_title, ".outlet")
    if (url := safe_link(article.url)) and outlet.plain:
        outlet = outlet.stylize(hyperlink(url))
    source = joined([outlet, _byline(article.authors)], _DOT)
    times = joined([_dates(article, now, zone), _length(words)], _DOT)
    origin = _origin() if whole else Content("")
    gap = 1
    for content in (
        source,
        times,
        origin,
        Content.styled(kept[:1].upper() + kept[1:], ".meta"),
        _change(article, now, zone),
        *_elsewhere(copies, now, zone),
    ):
        if content.plain:
            pieces.append(Passage(content, Frame(gap=gap), "facts", side))
            gap = 0
    return [*pieces, Stroke(".rule", frame=Frame(gap=gap))]


def paint_tail(body: ArticleBody, ink: Ink) -> list[Piece]:
    """Credit line, files that came with the article, and every link by its number."""
    pieces: list[Piece] = []
    if credit := clean_line(body.credit):
        pieces.append(Passage(Content.styled(credit, ".credit"), Frame(gap=1)))
    files = [enclosure for enclosure in body.enclosures if safe_link(enclosure.url)]
    for enclosure in files:
        ink.link(enclosure.url)
    size = len(str(len(ink.numbers)))
    if files:
        pieces += _section("Files" if len(files) > 1 else "File")
        for enclosure in files:
            number = ink.numbers[safe_link(enclosure.url)]
            pieces.append(_numbered(number, size, _file(enclosure)))
    if ink.numbers:
        pieces += _section("Links")
        pieces += [_numbered(number, size, _address(url)) for url, number in ink.numbers.items()]
    return pieces


def count_words(pieces: Sequence[Piece]) -> int:
    """Words of the text; in scripts without spaces, two characters count as one."""
    total = 0
    for piece in pieces:
        text = piece.content.plain
        total += text.count(" ") + 1
        if not text.isascii():
            total += len(_DENSE.findall(text)) // 2
    return total


def long_date(at: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """Such as "Today, 24 November 2026, 14:05", in `zone` or local time."""
    at = at.astimezone(zone)
    name = _NEAR_DAYS.get((now.astimezone(zone).date() - at.date()).days)
    return f"{name or format(at, '%A')}, {at.day}\u00a0{at:%B %Y}, {at:%H:%M}"


def _byline(authors: Sequence[str]) -> Content:
    names = [name for author in authors if (name := _MAILBOX.sub("", clean_line(author)))]
    if not names:
        return Content("")
    if len(names) > _MOST_AUTHORS:
        shown = f"{', '.join(names[:_MOST_AUTHORS])} and {len(names) - _MOST_AUTHORS} more"
    else:
        shown = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    by = "" if shown.lower().startswith("by ") else "By "
    return Content.styled(by + shown, ".byline")


def _dates(article: Article, now: datetime, zone: tzinfo | None) -> Content:
    published, updated = article.published_at, article.updated_at
    first = published or updated
    if first is None:
        if article.first_seen_at is None:
            return Content("")
        return Content.styled(
            f"First seen {_within(long_date(article.first_seen_at, now, zone))}", ".meta"
        )
    shown = long_date(first, now, zone)
    if shown.startswith("Today") and (age := short_age(first, now))[-1] in "mh":
        shown += f"\u00a0· {age}\u00a0ago"
    if published and updated and (updated - published).total_seconds() >= 60:
        same_day = updated.astimezone(zone).date() == published.astimezone(zone).date()
        later = (
            f"{updated.astimezone(zone):%H:%M}"
            if same_day
            else _within(long_date(updated, now, zone))
        )
        shown += f"\u00a0· updated\u00a0{later}"
    return Content.styled(shown, ".meta")


def _origin() -> Content:
    """Where a text is from that is not the feed's, and the key that shows the feed's."""
    key = key_caption(action_of("read.whole").keys[0])
    return Content.assemble(
        ("Whole text from its page", ".meta"), (f"\u00a0· {key}\u00a0switches", ".faint")
    )


def _change(article: Article, now: datetime, zone: tzinfo | None) -> Content:
    """What the last change touched, when it was seen, and the key that shows it."""
    if article.changed_at is None:
        return Content("")
    when = _within(long_date(article.changed_at, now, zone))
    what = told_in_words(article.change) or "text rewritten"
    key = key_caption(action_of("read.changes").keys[0])
    return Content.assemble(
        ("Changed ", ".section"),
        (f"{when}: {what}", ".meta"),
        (f"\u00a0· {key}\u00a0shows", ".faint"),
    )


def _elsewhere(copies: Sequence[Copy], now: datetime, zone: tzinfo | None) -> Iterable[Content]:
    """The other feeds that have it, each with its link and its time."""
    for copy in copies[:_MOST_COPIES]:
        name = line(copy.feed_title, ".outlet")
        if url := safe_link(copy.url):
            name = name.stylize(hyperlink(url))
        at = copy.published_at or copy.first_seen_at
        when = Content.styled(f"\u00a0· {_within(long_date(at, now, zone))}" if at else "", ".meta")
        yield Content.assemble(("Also in ", ".meta"), name, when)
    if (more := len(copies) - _MOST_COPIES) > 0:
        yield Content.styled(f"and in {more} more", ".meta")


def _within(date: str) -> str:
    """A date as it reads after other words; names of weekdays keep their capital."""
    relative = date.startswith(("Today", "Yesterday"))
    return date[0].lower() + date[1:] if relative else date


def _length(words: int) -> Content:
    if words < WORDS_A_MINUTE:
        return Content("")
    return Content.styled(f"{round(words / WORDS_A_MINUTE)}\u00a0min\u00a0read", ".meta")


def _section(name: str) -> list[Piece]:
    return [Passage(Content.styled(name, ".section"), Frame(gap=2))]


def _numbered(number: int, size: int, content: Content) -> Piece:
    sign = Content.styled(f"{number:>{size}}  ", ".number")
    return Passage(content, Frame(sign, Content(" " * len(sign))), "line")


def _file(enclosure: Enclosure) -> Content:
    kind = clean_line(enclosure.media_type).partition(";")[0]
    facts = [kind, size_in_words(enclosure.size) if enclosure.size else ""]
    name = clean_line(enclosure.title) or enclosure.url.rstrip("/").rpartition("/")[2]
    told = "  ".join(fact for fact in facts if fact)
    shown = Content.assemble(
        (clean_line(name) or host(enclosure.url), ".link"), ("  " + told, ".meta")
    )
    return shown.stylize(hyperlink(safe_link(enclosure.url)))


def _address(url: str) -> Content:
    """The host, then the rest of the address."""
    name = host(url)
    rest = url.partition("://")[2].partition("/")[2] if name else ""
    shown = Content.assemble(
        (name.removeprefix("www.") or url.removeprefix("mailto:"), ".link"),
        (f"  /{rest}" if rest else "", ".address"),
    )
    return shown.stylize(hyperlink(url))
