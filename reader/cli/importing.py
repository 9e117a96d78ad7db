"""The command that moves somebody in: import."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command
from reader.cli.output import note
from reader.cli.running import with_reader
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths
    from reader.model.outcome import Imported, Importing
    from reader.service.around import Source
    from reader.service.reader import Reader

_PLACES = "in ~/.newsboat, $XDG_CONFIG_HOME/newsboat and $XDG_DATA_HOME/newsboat"


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands,
        "import",
        bring_in,
        "brings feeds over from another reader",
        "FILE is OPML, newsboat's urls file, its cache.db or the folder with both, or a file of"
        " starred articles in Google Reader's JSON, such as FreshRSS's starred.json. Without one,"
        " newsboat and lists are looked for in the usual places. newsboat's articles come along,"
        " with what was read and flagged; its files are only read. `dateline undo` takes all of"
        " an import back.",
    )
    parser.add_argument("file", metavar="FILE", nargs="?", help="the file; - is standard input")
    parser.add_argument(
        "--newsboat", action="store_true", help="newsboat's feeds and articles, wherever they are"
    )


def bring_in(asked: Namespace, paths: Paths, output: Output) -> int:
    """Bring over what a file or another reader has."""
    if asked.newsboat and asked.file:
        raise UsageError(
            "--newsboat looks for newsboat's files by itself", "Name either a file or that."
        )
    source = None
    if asked.file is None:
        source = _newsboat() if asked.newsboat else _found(output)
        note(f"from {source.path}")
    path = source.path if source else Path(asked.file).expanduser()
    done = with_reader(paths, lambda reader: _bring(reader, path, source))
    if output.as_json:
        output.json(shapes.imported(done))
    else:
        _tell(done, output)
    from reader.service.around import CACHE, URLS

    if asked.file and path.name == URLS and path.with_name(CACHE).exists():
        note(
            f"`dateline import {path.parent}` brings newsboat's articles and read marks along, too."
        )
    return 1 if done.refused else 0


async def _bring(reader: Reader, path: Path, source: Source | None) -> Imported:
    from reader.cli.inputs import read_bytes
    from reader.cli.progress import ProgressLine

    with ProgressLine() as line:

        def show(now: Importing) -> None:
            line.show(f"{now.done:,} of {now.total:,} articles · {now.title}")

        if source is not None and source.kind == "newsboat":
            return await reader.imports.newsboat(source, show)
        if str(path) == "-":
            return await reader.imports.body(read_bytes("-"), "standard input", show)
        return await reader.imports.path(path, show)


def _newsboat() -> Source:
    from reader.service.around import newsboat

    found = newsboat(Path.home(), os.environ)
    if found is None:
        raise UsageError(f"there is no newsboat {_PLACES}", "Name its folder, or its urls file.")
    return found


def _found(output: Output) -> Source:
    """What lies about to be imported; the person chooses if that is several things."""
    from reader.service.around import look

    found = look(Path.home(), os.environ)
    if not found:
        raise UsageError(
            "nothing to import was found", f"Name a file. newsboat was looked for {_PLACES}."
        )
    if len(found) == 1:
        return found[0]
    if not output.as_json:
        rows: list[list[Piece]] = [
            [(str(number), "dim"), (str(each.path), "bold"), (_kind(each), "")]
            for number, each in enumerate(found, 1)
        ]
        output.table(rows, right=frozenset({0}))
    return found[_chosen(len(found), output) - 1]


def _chosen(count: int, output: Output) -> int:
    if output.as_json or not all(each.isatty() for each in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(f"{count} things to import were found", "Name one of them.")
    sys.stdout.flush()
    sys.stderr.write("Which one? ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip()
    if not (answer.isdecimal() and 0 < int(answer) <= count):
        raise UsageError("nothing was imported", "Answer with a number of the list.")
    return int(answer)


def _kind(source: Source) -> str:
    feeds = "1 feed" if source.feeds == 1 else f"{source.feeds} feeds"
    if source.kind == "list":
        return feeds
    return f"newsboat: {feeds}" + (", articles and read marks" if source.cache else "")


def _tell(done: Imported, output: Output) -> None:
    from reader.text.moving_in import imported, refusal

    said = imported(done)
    output.line(f"{said[:1].upper()}{said[1:]}")
    for each in done.refused:
        note(f"not taken: {refusal(each)}")
    for sentence in done.notes:
        note(sentence)
    if done.added:
        note("`dateline refresh` asks them for articles; so does R in the reader.")
