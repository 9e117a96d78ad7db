"""Command `plain`: reading line by line, without frames, colours or anything that moves.

For screen readers, braille lines, and slow terminals: what is said comes in order and stays, each
thing with a word for what it is, and nothing is told by its place on the screen.
"""

from __future__ import annotations

import asyncio
import shlex
import sys
from typing import TYPE_CHECKING

from reader.cli.arguments import command
from reader.cli.output import NOTHING_YET, complain_of
from reader.cli.running import with_reader
from reader.model.errors import DatelineError, UsageError
from reader.model.query import UNREAD

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.model.article import Article
    from reader.model.query import ArticleQuery
    from reader.service.reader import Reader

PAGE = 10
"""Articles, and paragraphs, that are said at once."""
HELP = """\
A number reads that article of the list. Enter goes on: with the article, or with the list.
n next unread   p the one before   l list again   l QUERY another list, such as l is:starred
m read or unread   s star or not   u undo   w follow its story   t stories   t NUMBER one story
r ask every feed for news   h this help   q end"""


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(
        commands,
        "plain",
        plain,
        "reads line by line, without frames or colours, for screen readers",
        HELP,
    )
    parser.add_argument("query", metavar="QUERY", nargs="*", help="what to list; is:unread")


def plain(asked: Namespace, paths: Paths, output: Output) -> int:
    """Say, ask, do, until the person ends it."""

    async def run(reader: Reader) -> int:
        query = await reader.articles.query(" ".join(asked.query)) if asked.query else UNREAD
        return await _Session(reader, output, query).run()

    return with_reader(paths, run)


class _Session:
    """What is listed, what is read, and how far."""

    def __init__(self, reader: Reader, output: Output, query: ArticleQuery) -> None:
        self._reader, self._output, self._query = reader, output, query
        self._ids: list[int] = []
        self._said = 0
        self._here: int | None = None
        """The place in the list of the article that is read."""
        self._rest: list[str] = []
        """Paragraphs of it that were not said yet."""

    async def run(self) -> int:
        await self._list("")
        while (line := await asyncio.to_thread(_typed)) is not None:
            word, _, rest = line.strip().partition(" ")
            if word in {"q", "quit"}:
                break
            try:
                await self._do(word, rest.strip())
            except DatelineError as error:
                complain_of(error)
        return 0

    async def _do(self, word: str, rest: str) -> None:
        verbs: dict[str, Callable[[str], Awaitable[None]]] = {
            "": self._on,
            "n": lambda _: self._step(1),
            "p": lambda _: self._step(-1),
            "l": self._list,
            "m": lambda _: self._mark(),
            "s": lambda _: self._star(),
            "u": lambda _: self._undo(),
            "w": lambda _: self._follow(),
            "t": self._stories,
            "r": lambda _: self._refresh(),
            "h": lambda _: self._help(),
            "?": lambda _: self._help(),
        }
        if word.isdecimal():
            await self._read(int(word[:9]) - 1)
        elif word in verbs:
            await verbs[word](rest)
        else:
            raise UsageError(f"{shlex.quote(word[:40])} means nothing here", "h says what does.")

    async def _help(self) -> None:
        self._say(HELP)

    async def _list(self, text: str) -> None:
        if text:
            self._query = await self._reader.articles.query(text)
        self._ids = list(await self._reader.articles.ids(self._query, limit=1_000))
        self._said, self._here, self._rest = 0, None, []
        if not self._ids:
            self._say("No articles." if await self._reader.feeds.all() else NOTHING_YET)
            return
        many = f"{len(self._ids):,}" if len(self._ids) < 1_000 else "The first 1,000"
        self._say(f"{many} article{'s' * (len(self._ids) != 1)}. h is help.")
        await self._on("")

    async def _on(self, _: str) -> None:
        """The next paragraphs of the article, or the next lines of the list."""
        if self._rest:
            self._paragraphs()
            return
        some = self._ids[self._said : self._said + PAGE]
        if not some:
            self._say("That is all. l lists again.")
            return
        for number, each in enumerate(await self._reader.articles.rows(some), self._said + 1):
            state = " ".join(_state(each))
            told = f"{each.headline}. {each.feed_title}"
            self._say(f"{number}. {told}{f', {state}' if state else ''}.")
        self._said += len(some)
        left = len(self._ids) - self._said
        if left:
            self._say(f"{left:,} more; Enter goes on.")

    async def _read(self, place: int) -> None:
        from reader.text.ages import long_date
        from reader.text.html import stored_blocks
        from reader.text.plain import plain as bare

        if not 0 <= place < len(self._ids):
            raise UsageError(f"there is no number {place + 1} in this list")
        self._here = place
        article = await self._reader.articles.article(self._ids[place])
        body = await self._reader.articles.body(article.id)
        await self._reader.articles.mark_read([article.id])
        await self._reader.articles.opened(article.id)
        when = long_date(article.published_at) if article.published_at else ""
        facts = filter(None, (", ".join(article.authors), article.feed_title, when))
        self._say(f"\n{article.headline}\n{'. '.join(facts)}.\n")
        self._rest = bare(stored_blocks(body.html)).split("\n\n")
        self._paragraphs()

    def _paragraphs(self) -> None:
        some, self._rest = self._rest[:PAGE], self._rest[PAGE:]
        self._say("\n\n".join(some))
        self._say("Enter goes on." if self._rest else "End of the article. n is the next one.")

    async def _step(self, step: int) -> None:
        place = (-1 if self._here is None else self._here) + step
        while 0 <= place < len(self._ids):
            if step < 0 or (await self._reader.articles.article(self._ids[place])).unread:
                await self._read(place)
                return
            place += step
        self._say("Nothing more is unread." if step > 0 else "That is the first.")

    async def _article(self) -> Article:
        if self._here is None:
            raise UsageError("no article is open", "A number reads one.")
        return await self._reader.articles.article(self._ids[self._here])

    async def _mark(self) -> None:
        article = await self._article()
        await self._reader.articles.mark_read([article.id], article.unread)
        self._say("Marked read." if article.unread else "Marked unread.")

    async def _star(self) -> None:
        article = await self._article()
        await self._reader.articles.star([article.id], not article.starred)
        self._say("Star taken away." if article.starred else "Starred.")

    async def _undo(self) -> None:
        undone = await self._reader.undo.undo()
        self._say(f"Undone: {undone.what}." if undone else "There is nothing to undo.")

    async def _follow(self) -> None:
        story = await self._reader.stories.story_of((await self._article()).id)
        found = await self._reader.stories.story(story)
        turn = self._reader.follows.unfollow if found.followed else self._reader.follows.follow
        await turn(story)
        self._say(f"{'No longer following' if found.followed else 'Following'} {found.title}.")

    async def _stories(self, number: str) -> None:
        await self._reader.stories.gather()
        found = await self._reader.stories.developing()
        if not number:
            for place, each in enumerate(found, 1):
                told = f"{each.articles} articles of {each.sources} sources, {each.new} new"
                self._say(f"{place}. {each.title}. {told}.")
            self._say("t and a number tells one." if found else "No story is developing.")
            return
        if not (number.isdecimal() and 0 < int(number[:9]) <= len(found)):
            raise UsageError(f"there is no story {number} in this list")
        page = await self._reader.story_pages.page(found[int(number) - 1].id)
        for point in page.points:
            at = point.at.astimezone()
            self._say(f"{at:%A %H:%M}, {point.source}: {point.title}. {' '.join(point.new)}")
        await self._reader.stories.looked(page.story.id)

    async def _refresh(self) -> None:
        self._say("Asking every feed.")
        report = await self._reader.refresh.run(by_hand=True)
        self._say(f"{report.new} new articles, {report.failed} feeds failed.")
        await self._list("")

    def _say(self, text: str) -> None:
        self._output.text(text)
        sys.stdout.flush()


def _state(article: Article) -> list[str]:
    told = [] if article.unread else ["read"]
    told += ["starred"] if article.starred else []
    return told + (["changed"] if article.changed_at and not article.change_seen else [])


def _typed() -> str | None:
    """The next line that the person types; None at the end of all input."""
    sys.stdout.write("> ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line or None
