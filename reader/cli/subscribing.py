"""The command that subscribes: add."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command
from reader.cli.output import complain, complain_of, note
from reader.cli.running import with_reader
from reader.model.errors import DatelineError, UsageError
from reader.model.outcome import Added, Choices

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths
    from reader.service.reader import Reader


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(
        commands,
        "add",
        add,
        "subscribes to a feed, the feed of a page, or saved articles",
        "A file that holds several articles, such as a mailbox, a book or an archive of pages,"
        " gives them all, and so does a folder, whose files may be of any kind that is read; both"
        " are followed. A path that begins with a minus goes after --.",
    )
    parser.add_argument("addresses", metavar="URL|PATH", nargs="+")
    parser.add_argument("--folder", default="", help="the folder to put it in")
    parser.add_argument("--title", default="", help="a name of your own for it")


def add(asked: Namespace, paths: Paths, output: Output) -> int:
    """Subscribe to each address."""

    from reader.cli.progress import ProgressLine
    from reader.text.url import without_secrets

    async def run(reader: Reader) -> int:
        worst = 0
        for address in asked.addresses:
            try:
                with ProgressLine() as line:
                    line.show(f"Reading {without_secrets(address)} …")
                    found = await reader.feeds.add(address, folder=asked.folder, title=asked.title)
                if isinstance(found, Choices):
                    found = await _chosen(reader, found, asked, output)
            except DatelineError as error:
                if len(asked.addresses) == 1:
                    raise
                complain_of(error)
                worst = max(worst, 1)
            else:
                worst = max(worst, _tell(found, output))
                if isinstance(found, Added) and found.existed and (asked.folder or asked.title):
                    note("It keeps its name and its folder; E in the reader changes them.")
        return worst

    return with_reader(paths, run)


async def _chosen(
    reader: Reader, choices: Choices, asked: Namespace, output: Output
) -> Added | Choices:
    """What the person at the terminal chooses; the choices as they are if nobody is there."""
    if output.as_json or not all(each.isatty() for each in (sys.stdin, sys.stdout, sys.stderr)):
        return choices
    _list(choices, output)
    sys.stdout.flush()
    sys.stderr.write("Which one? ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip()
    if not (answer.isdecimal() and 0 < int(answer) <= len(choices.candidates)):
        raise UsageError("nothing was added", "Answer with the number of a feed.")
    url = choices.candidates[int(answer) - 1].url
    return await reader.feeds.add(url, folder=asked.folder, title=asked.title)


def _tell(found: Added | Choices, output: Output) -> int:
    """Say what became of an address; answers the exit code."""
    if isinstance(found, Choices):
        if output.as_json:
            output.json(shapes.choices(found))
        else:
            _list(found, output)
        complain(f"{found.address} names several feeds", "Add one of these addresses.")
        return 2
    subscription = found.subscription
    if output.as_json:
        output.json(shapes.added(subscription))
    else:
        how = "Already there" if found.existed else "Added"
        held = f"{subscription.total} article{'' if subscription.total == 1 else 's'}"
        output.line(f"{how}: ", (subscription.title, "bold"), f" · {held}")
    return 0


def _list(choices: Choices, output: Output) -> None:
    rows: list[list[Piece]] = [
        [(str(number), "dim"), (each.title or "(untitled)", "bold"), (each.url, "")]
        for number, each in enumerate(choices.candidates, 1)
    ]
    output.table(rows, right=frozenset({0}))
