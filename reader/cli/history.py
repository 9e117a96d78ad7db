"""Commands on what was done: undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command, number
from reader.cli.articles import tell_changed
from reader.cli.running import with_reader

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from reader.cli.arguments import Commands
    from reader.cli.output import Output, Piece
    from reader.config.paths import Paths
    from reader.model.history import Deed, Undone
    from reader.service.reader import Reader


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(
        commands,
        "undo",
        undo,
        "takes the last change back",
        "Marks, subscriptions, names, folders, settings, views and rules; a purge cannot be.",
    )
    parser.add_argument("which", metavar="N", nargs="?", type=number, help="one of the list")
    parser.add_argument("--list", action="store_true", help="what was done, newest first")
    parser.add_argument("--limit", metavar="N", type=number, default=20, help="at most so many")

    command(commands, "redo", redo, "makes the change again that was taken back last")


def undo(asked: Namespace, paths: Paths, output: Output) -> int:
    """Take a change back, or list them."""
    if asked.list:
        return _list(asked.limit, paths, output)
    undone = with_reader(paths, lambda reader: reader.undo.undo(asked.which))
    return _tell(undone, "Taken back", "There is nothing to take back.", output)


def redo(_asked: Namespace, paths: Paths, output: Output) -> int:
    """Make a change again."""
    done = with_reader(paths, lambda reader: reader.undo.redo())
    return _tell(done, "Done again", "There is nothing to do again.", output)


def _tell(undone: Undone | None, how: str, nothing: str, output: Output) -> int:
    if undone is None:
        tell_changed(output, 0, nothing)
    else:
        change = undone.change
        changed = len(change.articles) + len(change.feeds) + len(change.views)
        tell_changed(output, changed, f"{how}: {undone.what}.")
    return 0


def _list(limit: int, paths: Paths, output: Output) -> int:
    async def run(reader: Reader) -> tuple[list[Deed], datetime]:
        return await reader.undo.deeds(limit or -1), reader.now()

    deeds, now = with_reader(paths, run)
    if output.as_json:
        for each in deeds:
            output.json(shapes.deed(each))
    elif deeds:
        output.table([_row(each, now) for each in deeds], right=frozenset({0, 1}))
    else:
        output.line("Nothing was done yet.")
    return 0


def _row(each: Deed, now: datetime) -> list[Piece]:
    from reader.text.ages import short_age

    return [
        (str(each.id), "dim"),
        (short_age(each.at, now), "dim"),
        ("undone" if each.undone else "", "dim"),
        (each.what, "dim" if each.undone else ""),
    ]
