"""Commands on stories: stories, story, follow, unfollow."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from reader.cli import story_shapes
from reader.cli.arguments import command, number, parts
from reader.cli.output import note
from reader.cli.running import with_reader
from reader.model.errors import UsageError
from reader.model.story import said

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from reader.cli.arguments import Commands, Parser
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths
    from reader.model.story import Story
    from reader.service.reader import Reader

_SPARK = 12
_NAMED = re.compile(r"s?([0-9]{1,18})", re.IGNORECASE)
NOTHING_DEVELOPING = (
    "No story is developing: one has at least three articles of two sources, and something new "
    "within two days."
)


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(commands, "stories", show, "lists developing stories, hottest first")
    parser.add_argument("--followed", action="store_true", help="only what is followed")
    parser.add_argument(
        "--limit", metavar="N", type=number, default=30, help="at most so many; 0 for all"
    )
    inner = parts(parser)
    both = command(inner, "join", join, "makes one story of two; the first keeps its number")
    both.add_argument("first", metavar="ID", type=story_id)
    both.add_argument("second", metavar="ID", type=story_id)
    split = command(inner, "split", part, "takes articles out of a story, for good")
    split.add_argument("story", metavar="ID", type=story_id)
    split.add_argument("articles", metavar="ARTICLE", type=number, nargs="+")
    _declare_following(commands)


def _declare_following(commands: Commands) -> None:
    parser = command(
        commands,
        "follow",
        follow,
        "follows the story of an article, a story, or a query",
        "ID is an article's number, or a story's such as s12.",
    )
    parser.add_argument("id", metavar="ID", nargs="?")
    parser.add_argument("--query", metavar="Q", help="what is to be followed, as a query")
    parser.add_argument(
        "--terms", action="store_true", help="shows by which names and words it collects more"
    )
    _declare_teaching(parser)
    parser = command(commands, "unfollow", unfollow, "follows a story or a query no longer")
    parser.add_argument("id", metavar="ID", type=story_id)


def _declare_teaching(parser: Parser) -> None:
    for name, steps, does in (
        ("--more", 1, "lets a term count more"),
        ("--less", -1, "lets a term count less"),
        ("--without", None, "lets a term count nothing"),
    ):
        parser.add_argument(
            name,
            dest="turned",
            metavar="TERM",
            action="append",
            type=_turn(steps),
            help=does,
        )
    parser.add_argument(
        "--right",
        metavar="ARTICLE",
        type=number,
        action="append",
        help="an article that belongs to it: taken in for good, and learned from",
    )
    parser.add_argument(
        "--wrong",
        metavar="ARTICLE",
        type=number,
        action="append",
        help="an article that does not: taken out for good, and unlearned",
    )


def story_id(text: str) -> int:
    """The number of a story, with or without the s; raises ArgumentTypeError."""
    if (found := _NAMED.fullmatch(text.strip())) is None:
        raise argparse.ArgumentTypeError(f"{text} is no story; s12 would be one")
    return int(found[1])


async def gathered(reader: Reader) -> None:
    """See that everything that has arrived is in its story."""
    from reader.cli.progress import ProgressLine

    with ProgressLine() as line:
        await reader.stories.gather(on_progress=line.placed)


def show(asked: Namespace, paths: Paths, output: Output) -> int:
    """List stories."""

    async def run(reader: Reader) -> list[Story]:
        await gathered(reader)
        return await reader.stories.developing(followed=asked.followed)

    found = with_reader(paths, run)[: asked.limit or None]
    if output.as_json:
        for each in found:
            output.json(story_shapes.story(each))
        return 0
    if not found:
        note("Nothing is followed." if asked.followed else NOTHING_DEVELOPING)
    else:
        output.table(_rows(found), right=frozenset({0, 5}))
    return 0


def _rows(found: Sequence[Story]) -> list[list[Piece]]:
    from datetime import UTC, datetime

    now = datetime.now(UTC)
    return [_row(each, now) for each in found]


def _row(each: Story, now: datetime) -> list[Piece]:
    from reader.text.ages import short_age
    from reader.text.sparks import sparkline

    news = f"{each.new} new" if each.new else ""
    changed = f"{each.changed} changed" if each.changed else ""
    mark = ("z" if each.asleep else "w") if each.followed else ""
    return [
        (said(each.id), "dim"),
        (mark, "star"),
        (sparkline(each.hours, _SPARK), "accent"),
        (coverage(each), "dim"),
        (", ".join(filter(None, (news, changed))), "accent"),
        (short_age(each.last_at, now), "dim"),
        (each.title or each.query, "bold" if each.new else ""),
    ]


def coverage(each: Story) -> str:
    """How many articles of how many sources, such as "14 articles, 3 originals (Reuters)"."""
    told = f"{each.articles} article{'' if each.articles == 1 else 's'}"
    if each.originals < each.articles:
        told += f", {each.originals} original{'' if each.originals == 1 else 's'}"
    return f"{told} ({', '.join(each.agencies)})" if each.agencies else told


def follow(asked: Namespace, paths: Paths, output: Output) -> int:
    """Follow a story or a query."""
    if bool(asked.id) == bool(asked.query):
        raise UsageError("follow takes an article's number, a story such as s12, or --query Q")

    async def run(reader: Reader) -> Story:
        await gathered(reader)
        if asked.query:
            return await reader.stories.story(await reader.follows.follow_query(asked.query))
        if asked.id[:1] in "sS":
            story = story_id(asked.id)
        else:
            story = await reader.stories.story_of(_article(asked.id))
        await reader.follows.follow(story)
        await _teach(reader, story, asked)
        return await reader.stories.story(story)

    found = with_reader(paths, run)
    if asked.terms:
        return _tell_terms(found, paths, output)
    why = f"it matches {found.query}" if found.query else coverage(found)
    if output.as_json:
        output.json({"id": said(found.id), "title": found.title, "why": why})
    else:
        output.line("Following ", (said(found.id), "dim"), " ", (found.title, "bold"), f" · {why}")
    return 0


def _turn(steps: int | None) -> Callable[[str], tuple[str, int | None]]:
    return lambda term: (term.casefold(), steps)


async def _teach(reader: Reader, story: int, asked: Namespace) -> None:
    for term, steps in asked.turned or ():
        await reader.follows.turn(story, term, steps)
    for article in asked.right or ():
        await reader.follows.right(article, story)
    for article in asked.wrong or ():
        await reader.follows.wrong(article, story)


def _tell_terms(found: Story, paths: Paths, output: Output) -> int:
    """The fingerprint of a followed story, the heaviest terms first."""
    told = with_reader(paths, lambda reader: reader.follows.fingerprint(found.id))
    if output.as_json:
        terms = {term: round(weight, 3) for term, weight in told.terms.items()}
        output.json({"id": said(found.id), "title": found.title, "terms": terms})
        return 0
    rows: list[list[Piece]] = [
        [(f"{weight:.2f}", "dim"), (term, "bold")] for term, weight in told.terms.items()
    ]
    if rows:
        output.table(rows)
    return 0


def _article(text: str) -> int:
    try:
        return number(text)
    except argparse.ArgumentTypeError as error:
        raise UsageError(
            f"{text} is neither an article's number nor a story such as s12"
        ) from error


def unfollow(asked: Namespace, paths: Paths, output: Output) -> int:
    """Follow something no longer."""

    async def run(reader: Reader) -> Story:
        await reader.follows.unfollow(asked.id)
        return await reader.stories.story(asked.id)

    found = with_reader(paths, run)
    if output.as_json:
        output.json({"id": said(found.id), "title": found.title})
    else:
        output.line("No longer following ", (found.title, "bold"))
    return 0


def join(asked: Namespace, paths: Paths, output: Output) -> int:
    """Make one story of two."""

    async def run(reader: Reader) -> Story:
        await reader.stories.join(asked.first, asked.second)
        return await reader.stories.story(asked.first)

    return _tell_story(with_reader(paths, run), output)


def part(asked: Namespace, paths: Paths, output: Output) -> int:
    """Take articles out of a story."""

    async def run(reader: Reader) -> Story:
        return await reader.stories.story(await reader.stories.part(asked.articles, asked.story))

    return _tell_story(with_reader(paths, run), output)


def _tell_story(found: Story, output: Output) -> int:
    if output.as_json:
        output.json(story_shapes.story(found))
    else:
        output.line((said(found.id), "dim"), " ", (found.title, "bold"), f" · {coverage(found)}")
    return 0
