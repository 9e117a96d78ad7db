"""The tree of commands, and what the words of one call mean in it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from reader.cli import (
    articles,
    changes,
    cluster,
    completion,
    doctor,
    documents,
    enclosures,
    exporting,
    feed,
    feeds,
    history,
    importing,
    page,
    plain,
    purge,
    rules,
    save,
    screen,
    serve,
    statistics,
    stories,
    story,
    subscribing,
    upkeep,
    views,
    watch,
)
from reader.cli.arguments import Parser, home, shielded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.screen import Screen


class _Version(argparse.Action):
    """Prints the version; looking it up costs, so it is done only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("dateline")
        except PackageNotFoundError:
            found = "from a checkout"
        sys.stdout.write(f"dateline {found}\n")
        parser.exit()


def understood(arguments: Sequence[str], open_screen: Screen) -> argparse.Namespace:
    """The command that is meant, in `run`, and its options.

    Raises:
        UsageError: the words are no command.
        SystemExit: help or the version was asked for, and printed.
    """
    parser = tree()
    parser.set_defaults(run=screen.read, open_screen=open_screen)
    if arguments[:1] == ["help"]:  # as git, cargo and others have it
        arguments = [*arguments[1:], "--help"]
    return parser.parse_args(shielded(arguments))


def tree() -> Parser:
    """Every command and option there is."""
    parser = Parser(
        prog="dateline",
        description="A terminal news reader. Without a command it opens the reader.",
    )
    home(parser)
    parser.add_argument(
        "--offline", action="store_true", help="the reader asks no feed unless it is told to"
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", parser_class=Parser)
    arriving = (subscribing, importing)
    reading = (feeds, feed, articles, views, rules, history, save, page, changes)
    following = (stories, story, watch, plain)
    beside = (exporting, enclosures, documents, cluster, screen, serve, purge, statistics, upkeep)
    for area in (*arriving, *reading, *following, *beside, completion, doctor):
        area.declare(commands)
    return parser
