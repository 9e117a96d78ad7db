"""Command `show`: one article on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import article_id, command, number
from reader.cli.inputs import read_bytes
from reader.cli.output import note
from reader.cli.running import with_documents, with_reader
from reader.model.errors import NotFound, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.model.article import Article, ArticleBody, Copy
    from reader.model.offline import Offline
    from reader.service.documents import Documents, Opened
    from reader.service.reader import Reader

    Page = tuple[Article, ArticleBody, Sequence[Copy], Offline | None]

WIDEST = 80
"""Cells in a line of text, if nothing else is asked for; longer ones are hard to read."""

NARROWEST = 20

MOST_TITLES = 20
"""Of the articles in one file, told beside the one that is shown."""


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(
        commands,
        "show",
        show,
        "shows one article, stored or not",
        "A file may be text, Markdown, HTML, MHTML, mail, a mailbox, EPUB, WARC, PDF or a feed,"
        " also packed with gzip. - reads standard input.",
    )
    parser.add_argument("what", metavar="ID|URL|PATH")
    parser.add_argument(
        "--part", metavar="N", type=number, help="of a file with several articles, this one"
    )
    parser.add_argument("--format", choices=["text", "markdown", "html", "json"], default="text")
    parser.add_argument(
        "--width", metavar="N", type=number, default=0, help="cells in a line of text"
    )
    parser.add_argument(
        "--revision", metavar="N", type=number, help="an earlier version; 1 is the first"
    )
    parser.add_argument(
        "--full", action="store_true", help="the whole text, fetched from its page if need be"
    )


def show(asked: Namespace, paths: Paths, output: Output) -> int:
    """Write an article out."""
    article, body, copies, kept = _found(asked, paths)
    if output.as_json or asked.format == "json":
        output.json(shapes.page(article, body, copies, kept))
    elif asked.format == "html":
        output.text(_html(article, body))
    elif asked.format == "markdown":
        output.text(_markdown(article, body))
    else:
        width = asked.width or min(output.width or WIDEST, WIDEST)
        _set(article, body, kept, max(width, NARROWEST), output)
        _set_copies(copies, output)
    return 0


def _found(asked: Namespace, paths: Paths) -> Page:
    from reader.text.url import is_web

    what: str = asked.what
    if asked.full and asked.revision is not None:
        raise UsageError(
            "an earlier version cannot be had whole", "Leave out --full or --revision."
        )

    async def stored(reader: Reader) -> Page:
        at = article_id(what) if what.isdecimal() else await reader.articles.at(what)
        if at is None:
            return await _not_kept(reader.documents, asked)
        article = await reader.articles.article(at)
        if asked.full:
            await _fetch(reader, article.id)
        copies = await reader.articles.copies([article.id])
        body = await reader.articles.body(article.id)
        if asked.revision is not None:
            article, body = await _as_it_was(reader, article, asked.revision)
        kept = (await reader.offline.states([article.id])).get(article.id)
        return article, body, copies.get(article.id, ()), kept

    if what.isdecimal() or is_web(what):
        return with_reader(paths, stored)
    return with_documents(lambda documents: _not_kept(documents, asked))


async def _not_kept(documents: Documents, asked: Namespace) -> Page:
    """An article that is not stored."""
    from reader.cli.progress import ProgressLine
    from reader.text.url import without_secrets

    what: str = asked.what
    if asked.revision is not None:
        raise NotFound(
            f"{without_secrets(what)} is not stored, so no version of it was kept",
            "Earlier versions are kept of the articles of your feeds.",
        )
    part = 1 if asked.part is None else asked.part
    with ProgressLine() as line:
        line.show("Reading …")
        if what == "-":
            found = await documents.of(read_bytes("-"), "standard input", part)
        else:
            found = await documents.read(what, part)
    _tell_others(found)
    return found.article, found.body, (), None


def _tell_others(found: Opened) -> None:
    """What else is in the same file, and how to see it."""
    if len(found.titles) < 2:
        return
    first = max(0, min(found.part - 4, len(found.titles) - MOST_TITLES))
    lines = [f"Part {found.part} of {len(found.titles)}; --part N shows another:"]
    lines += (
        f"{'>' if number == found.part else ' '} {number}  {title or '(untitled)'}"
        for number, title in enumerate(found.titles[first : first + MOST_TITLES], first + 1)
    )
    if found.left_out:
        lines.append(f"{found.left_out} more were not read.")
    note("\n".join(lines))


async def _fetch(reader: Reader, article_id: int) -> None:
    """Have the whole text stand in place of the feed's; raises DatelineError."""
    from reader.cli.progress import ProgressLine

    with ProgressLine() as line:
        line.show("Fetching the whole text …")
        await reader.fulltext.fetch(article_id)


async def _as_it_was(reader: Reader, article: Article, number: int) -> tuple[Article, ArticleBody]:
    """An article in an earlier version; raises NotFound."""
    from reader.text.difference import version

    kept = version(await reader.articles.revisions(article.id), number)
    return article._replace(title=kept.title), kept.body


def _set_copies(copies: Sequence[Copy], output: Output) -> None:
    from reader.text.ages import long_date

    if copies:
        output.line()
    for each in copies:
        at = each.published_at or each.first_seen_at
        facts = ("Also in " + each.feed_title, long_date(at) if at else "", each.url)
        output.line((" · ".join(filter(None, facts)), "dim"))


def _set(
    article: Article, body: ArticleBody, kept: Offline | None, width: int, output: Output
) -> None:
    """The article as a page of text: head, text, what stands below it."""
    from reader.text.cells import wrap_cells
    from reader.text.html import stored_blocks
    from reader.text.kept import kept_in_words
    from reader.text.layout import to_plain

    for line in wrap_cells(article.headline, width):
        output.line((line, "bold"))
    for line in wrap_cells(_standing(article, body), width):
        output.line((line, "dim"))
    if article.url:
        output.line((article.url, "dim"))
    if kept is not None and kept.wanted:
        output.line((kept_in_words(kept), "dim"))
    output.line()
    output.text(to_plain(stored_blocks(body.html), width))
    below = [body.credit, *(file.url for file in body.enclosures)]
    if any(below):
        output.line()
    for text in filter(None, below):
        output.line((text, "dim"))


def _standing(article: Article, body: ArticleBody) -> str:
    """Who, where, when, on one line."""
    from reader.text.ages import long_date

    when = long_date(article.published_at) if article.published_at else ""
    whole = "whole text from its page" if body.source == "page" and article.id else ""
    facts = (", ".join(article.authors), article.feed_title, body.dateline, when, whole)
    return " · ".join(filter(None, facts))


def _html(article: Article, body: ArticleBody) -> str:
    from html import escape

    title, facts = escape(article.headline), escape(_standing(article, body))
    link = f'<a href="{escape(article.url)}">{title}</a>' if article.url else title
    return f"<article>\n<h1>{link}</h1>\n<p>{facts}</p>\n{body.html}\n</article>"


def _markdown(article: Article, body: ArticleBody) -> str:
    from reader.text.blocks import Heading, Paragraph, Span
    from reader.text.html import stored_blocks
    from reader.text.markdown import to_markdown

    head = (
        Heading(1, (Span(article.headline, link=article.url),)),
        Paragraph((Span(_standing(article, body), italic=True),)),
    )
    return to_markdown((*head, *stored_blocks(body.html)))
