"""Commands on dateline itself: check, config, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command
from reader.cli.output import note
from reader.cli.running import with_reader

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths

UNSOUND = 3


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(commands, "check", check, "looks whether the store is sound")
    parser.add_argument("--repair", action="store_true", help="mend what can be mended")

    parser = command(commands, "config", config, "says where dateline keeps things")
    parser.add_argument("what", choices=["path"])

    command(commands, "keys", keys, "lists the keys of the reader")


def check(asked: Namespace, paths: Paths, output: Output) -> int:
    """Look for damage in the store."""
    found = with_reader(paths, lambda reader: reader.housekeeping.check(repair=asked.repair))
    if output.as_json:
        output.json({"sound": not found, "problems": list(found)})
    elif not found:
        output.line("The store is sound.")
    for problem in () if output.as_json else found:
        output.line(problem)
    if found and not asked.repair:
        note("`dateline check --repair` mends what can be mended.")
    return UNSOUND if found else 0


def config(_asked: Namespace, paths: Paths, output: Output) -> int:
    """Say where things are."""
    places = {
        "config": str(paths.config),
        "data": str(paths.data),
        "cache": str(paths.cache),
        "state": str(paths.state),
        "store": str(paths.store),
        "log": str(paths.log),
    }
    if output.as_json:
        output.json(places)
    else:
        output.table([((name, "bold"), (place, "")) for name, place in places.items()])
    return 0


def keys(_asked: Namespace, _paths: Paths, output: Output) -> int:
    """The table of keys."""
    from reader.config.keys import ACTIONS, GROUPS, keys_caption

    if output.as_json:
        for each in ACTIONS:
            output.json(shapes.action(each))
        return 0
    rows: list[list[Piece]] = [
        [("", ""), (keys_caption(each).replace("  ", ", "), "accent"), (each.help, "")]
        for each in ACTIONS
    ]
    group = ""
    for action, line in zip(ACTIONS, output.columns(rows), strict=True):
        if action.group != group:
            group = action.group
            output.line((GROUPS[group], "bold"))
        output.line(*line)
    return 0
