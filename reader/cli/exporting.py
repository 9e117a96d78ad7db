"""Command `export`: articles as files for other programs, subscriptions as OPML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import command
from reader.cli.articles import LANGUAGE, meant
from reader.cli.output import note
from reader.cli.running import with_reader
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.service.exports import Format, Wish
    from reader.service.reader import Reader

_FORMATS = ("markdown", "html", "epub", "text", "json")


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(
        commands,
        "export",
        take_out,
        "writes articles as files for other programs, or subscriptions as OPML",
        f"A folder, or a path that ends in /, gets a file an article. {LANGUAGE}",
    )
    parser.add_argument("query", metavar="QUERY|ID", nargs="*")
    parser.add_argument("--format", choices=_FORMATS, help="if the name of the file does not say")
    parser.add_argument(
        "-o", "--output", metavar="PATH", default="-", help="a file or a folder; - is stdout"
    )
    parser.add_argument("--by", choices=["feed", "folder"], default="", help="group the contents")
    parser.add_argument("--title", default="", help="of an edition")
    parser.add_argument("--force", action="store_true", help="replace what is there")
    parser.add_argument("--opml", action="store_true", help="the subscriptions")


def take_out(asked: Namespace, paths: Paths, output: Output) -> int:
    """Write articles or the subscriptions out."""
    if asked.opml:
        return _opml(asked, paths, output)
    if not asked.query:
        raise UsageError(
            "nothing to export",
            "`dateline export --help` says how articles are named; --opml is for subscriptions.",
        )
    wish = _wish(asked)
    to = None if asked.output == "-" else Path(asked.output).expanduser()
    folder = to is not None and (to.is_dir() or asked.output.endswith(("/", "\\")))

    async def run(reader: Reader) -> int:
        from reader.cli.progress import ProgressLine

        ids = await meant(reader, asked.query)
        if to is None:
            _print(await reader.exports.made(ids, wish), wish, output)
            return len(ids)
        write = reader.exports.to_folder if folder else reader.exports.to_file
        with ProgressLine() as line:
            await write(ids, to, wish, line.exported)
        return len(ids)

    articles = with_reader(paths, run)
    if to is not None and output.as_json:
        output.json({"path": str(to.absolute()), "articles": articles})
    elif to is not None:
        note(f"{articles} article{'' if articles == 1 else 's'} in {to}")
    return 0


def _print(body: bytes, wish: Wish, output: Output) -> None:
    if wish.format == "epub":
        sys.stdout.buffer.write(body)
    else:
        output.text(body.decode())


def _wish(asked: Namespace) -> Wish:
    from reader.service.exports import Wish, format_of

    named: Format | None = asked.format or format_of(asked.output)
    if named is None and asked.output == "-":
        named = "markdown"
    if named is None:
        raise UsageError(
            f"{asked.output} does not say which format it is to be",
            f"Choose one with --format: {', '.join(_FORMATS)}.",
        )
    if named == "epub" and asked.output == "-" and sys.stdout.isatty():
        raise UsageError("a terminal cannot show an EPUB", "Name a file with -o.")
    return Wish(named, asked.title, asked.by, replace=asked.force)


def _opml(asked: Namespace, paths: Paths, output: Output) -> int:
    from reader.cli.inputs import write_text

    text = with_reader(paths, lambda reader: reader.feeds.export_opml())
    if asked.output == "-":
        output.text(text)
        return 0
    write_text(asked.output, text)
    if output.as_json:
        output.json({"path": asked.output})
    return 0
