"""Commands on articles: list, mark."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import article_id, command, number
from reader.cli.output import NOTHING_YET, note
from reader.cli.running import with_reader
from reader.model.errors import NotFound, StoreError, UsageError
from reader.model.query import EVERYTHING, has_words
from reader.text.cells import cut_cells

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import datetime

    from reader.cli.arguments import Commands
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths
    from reader.model.article import Article
    from reader.model.query import ArticleQuery
    from reader.service.reader import Reader

AT_ONCE = 500
"""Rows that are read and written together."""

_FEED_CELLS = 18
LANGUAGE = (
    "A query: words, feed:, folder:, author:, title:, url:, lang:, story:, "
    "is:unread|read|starred|saved|updated|followed|muted, has:enclosure|picture|revision, "
    'newer:2d, older:2026-11-01, "a phrase", -not, or, ( ).'
)


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(commands, "list", show_list, "lists articles, newest first", LANGUAGE)
    parser.add_argument("query", metavar="QUERY", nargs="*")
    parser.add_argument("--view", metavar="NAME", help="only what is in a saved view")
    parser.add_argument(
        "--limit", metavar="N", type=number, default=100, help="at most so many; 0 for all"
    )

    parser.add_argument(
        "--best",
        action="store_true",
        help="the best answers first, each with the place where the words stand",
    )

    parser = command(commands, "mark", mark, "marks articles", LANGUAGE)
    parser.add_argument("how", choices=["read", "unread", "star", "unstar"])
    parser.add_argument("query", metavar="QUERY|ID", nargs="+")


def show_list(asked: Namespace, paths: Paths, output: Output) -> int:
    """List articles."""

    async def run(reader: Reader) -> int:
        query = await reader.articles.query(" ".join(asked.query))
        if asked.view:
            view = await reader.views.find(asked.view)
            query = query.narrowed((await reader.articles.query(view.query)).where)
        if asked.best:
            return await _list_best(reader, query, asked.limit or AT_ONCE, output)
        limit = asked.limit if asked.limit > 0 else None
        # One more than is wanted tells whether there are more.
        found = await reader.articles.ids(query, limit=limit and limit + 1)
        ids = found[:limit]
        for start in range(0, len(ids), AT_ONCE):
            rows = await reader.articles.rows(ids[start : start + AT_ONCE], whole=output.as_json)
            if output.as_json:
                copies = await reader.articles.copies([each.id for each in rows if each.copies])
                stories = await reader.story_lists.of_articles([each.id for each in rows])
                for each in rows:
                    twice, story = copies.get(each.id, ()), stories.get(each.id)
                    output.json(shapes.article(each, twice, story))
            else:
                tell_articles(output, rows, reader.now())
        if not ids and not output.as_json:
            note(await _why_empty(reader))
        if len(found) > len(ids):
            note(f"There are more than these {limit}: --limit 0 lists all.")
        if has_words(query.where):
            # Whoever never opens the reader has their searches made faster here.
            with suppress(StoreError):
                await reader.packing.finish(most=AT_ONCE)
        return 0

    return with_reader(paths, run)


async def _list_best(reader: Reader, query: ArticleQuery, limit: int, output: Output) -> int:
    found = await reader.articles.best(query, limit)
    rows = await reader.articles.rows([each.id for each in found], whole=output.as_json)
    snippets = {each.id: each.snippet for each in found}
    for each in rows:
        if output.as_json:
            output.json(shapes.article(each) | {"snippet": snippets[each.id]})
        else:
            output.table([_row(each, reader.now())], right=frozenset({0, 2}))
            if snippets[each.id]:
                output.line((f"    {snippets[each.id]}", "dim"))
    if not found and not output.as_json:
        note("Nothing answers to these words.")
    return 0


async def _why_empty(reader: Reader) -> str:
    return "No article is like that." if await reader.feeds.all() else NOTHING_YET


def tell_articles(output: Output, rows: Sequence[Article], now: datetime) -> None:
    """Articles as lines: id, mark, age, feed, headline."""
    output.table([_row(each, now) for each in rows], right=frozenset({0, 2}))


def _row(each: Article, now: datetime) -> list[Piece]:
    from reader.text.ages import short_age

    mark = "★" if each.starred else "●" if each.unread else "Δ" if each.changed_at else ""
    return [
        (str(each.id), "dim"),
        (mark, "star" if each.starred else "dim" if mark == "Δ" and each.change_seen else "accent"),
        (short_age(each.sort_at, now) if each.sort_at else "", "dim"),
        (_source(each), "dim"),
        (each.headline, "bold" if each.unread else ""),
    ]


def _source(each: Article) -> str:
    """The feed, and how many others have the same article."""
    others = f" +{each.copies}" if each.copies else ""
    return cut_cells(each.feed_title, _FEED_CELLS - len(others)) + others


def mark(asked: Namespace, paths: Paths, output: Output) -> int:
    """Mark the articles of some ids or of a query."""

    async def run(reader: Reader) -> int:
        ids = await meant(reader, asked.query)
        if asked.how in {"read", "unread"}:
            change = await reader.articles.mark_read(ids, asked.how == "read")
        else:
            change = await reader.articles.star(ids, asked.how == "star")
        return len(change.articles.intersection(ids))  # their copies are marked too, uncounted

    changed = with_reader(paths, run)
    words = {"read": "marked read", "unread": "marked unread", "star": "starred"}
    what = words.get(asked.how, "no longer starred")
    tell_changed(output, changed, f"{_counted(changed)} {what}." if changed else "Nothing to do.")
    return 0


async def meant(reader: Reader, words: Sequence[str]) -> Sequence[int]:
    """The articles of some ids or of a query; raises NotFound if an id means none."""
    if not all(word.isdecimal() for word in words):
        query = await reader.articles.query(" ".join(words))
        if query == EVERYTHING:  # a script's variable that is empty by mistake
            raise UsageError("an empty query means no article", "All unread ones are is:unread.")
        return await reader.articles.ids(query)
    ids = [article_id(word) for word in words]
    there = {each.id for each in await reader.articles.rows(ids)}
    if missing := [word for word, each in zip(words, ids, strict=True) if each not in there]:
        raise NotFound(
            f"there is no article {', '.join(missing)}", "`dateline list` shows their ids."
        )
    return ids


def tell_changed(output: Output, changed: int, words: str) -> None:
    """How many articles, feeds and views a change touched."""
    if output.as_json:
        output.json({"changed": changed})
    else:
        output.line(words)


def _counted(number: int) -> str:
    return f"{number} article{'' if number == 1 else 's'}"
