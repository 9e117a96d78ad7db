"""Command `views`: queries that were saved under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import shapes
from reader.cli.arguments import command, number, parts, steps
from reader.cli.articles import LANGUAGE
from reader.cli.output import note
from reader.cli.running import with_reader

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable

    from reader.cli.arguments import Commands
    from reader.cli.output import Dress, Output, Piece
    from reader.config.paths import Paths
    from reader.model.personal import SavedView
    from reader.service.reader import Reader


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(commands, "views", show, "lists saved views and what is unread in them")
    inner = parts(parser)
    add = command(inner, "add", save, "saves a query under a name", LANGUAGE)
    add.add_argument("name", metavar="NAME")
    add.add_argument("query", metavar="QUERY", nargs="+")
    rename = command(inner, "rename", give_name, "gives a view another name")
    rename.add_argument("view", metavar="VIEW")
    rename.add_argument("name", metavar="NAME")
    change = command(inner, "change", give_query, "gives a view another query", LANGUAGE)
    change.add_argument("view", metavar="VIEW")
    change.add_argument("query", metavar="QUERY", nargs="+")
    move = command(inner, "move", put, "moves a view up or down")
    move.add_argument("view", metavar="VIEW")
    move.add_argument("way", choices=["up", "down"])
    move.add_argument("places", metavar="N", nargs="?", type=number, default=1)
    remove = command(
        inner, "remove", take_away, "takes a view away; `dateline undo` brings it back"
    )
    remove.add_argument("view", metavar="VIEW")


def show(_asked: Namespace, paths: Paths, output: Output) -> int:
    """List the views."""

    async def run(reader: Reader) -> list[tuple[SavedView, int]]:
        return [(each, await reader.views.unread(each)) for each in await reader.views.all()]

    every = with_reader(paths, run)
    if output.as_json:
        for each, unread in every:
            output.json(shapes.view(each, unread))
    elif every:
        output.table([_row(each, unread) for each, unread in every], right=frozenset({0, 1}))
    else:
        note("There are no saved views yet; `dateline views add NAME QUERY` makes one.")
    return 0


def _row(each: SavedView, unread: int) -> list[Piece]:
    dress: Dress = "bold" if unread else ""
    return [
        (str(each.id), "dim"),
        (str(unread or ""), "accent"),
        (each.name, dress),
        (each.query, "dim"),
    ]


def save(asked: Namespace, paths: Paths, output: Output) -> int:
    """Save a query under a name."""
    query = " ".join(asked.query)
    change = with_reader(paths, lambda reader: reader.views.add(asked.name, query))
    (number,) = change.views
    return _tell(number, paths, output, "Saved")


def give_name(asked: Namespace, paths: Paths, output: Output) -> int:
    """Rename a view."""

    async def run(reader: Reader, view: SavedView) -> None:
        await reader.views.edit(view.id, asked.name, view.query)

    view = _found(asked.view, paths, run)
    return _tell(view.id, paths, output, "Renamed")


def give_query(asked: Namespace, paths: Paths, output: Output) -> int:
    """Change a view's query."""

    async def run(reader: Reader, view: SavedView) -> None:
        await reader.views.edit(view.id, view.name, " ".join(asked.query))

    view = _found(asked.view, paths, run)
    return _tell(view.id, paths, output, "Changed")


def put(asked: Namespace, paths: Paths, output: Output) -> int:
    """Move a view."""

    async def run(reader: Reader, view: SavedView) -> None:
        await reader.views.move(view.id, steps(asked))

    view = _found(asked.view, paths, run)
    return _tell(view.id, paths, output, "Moved")


def take_away(asked: Namespace, paths: Paths, output: Output) -> int:
    """Remove a view."""

    async def run(reader: Reader, view: SavedView) -> None:
        await reader.views.remove(view.id)

    gone = _found(asked.view, paths, run)
    if output.as_json:
        output.json({"id": gone.id, "name": gone.name, "query": gone.query})
    else:
        output.line("Removed: ", (gone.name, "bold"))
    return 0


def _found(
    name: str, paths: Paths, work: Callable[[Reader, SavedView], Awaitable[None]]
) -> SavedView:
    """Do something to the view that is meant; answers it as it was."""

    async def run(reader: Reader) -> SavedView:
        view = await reader.views.find(name)
        await work(reader, view)
        return view

    return with_reader(paths, run)


def _tell(view_id: int, paths: Paths, output: Output, how: str) -> int:
    async def run(reader: Reader) -> tuple[SavedView, int]:
        view = await reader.views.one(view_id)
        return view, await reader.views.unread(view)

    view, unread = with_reader(paths, run)
    if output.as_json:
        output.json(shapes.view(view, unread))
    else:
        output.line(f"{how}: ", (view.name, "bold"), f" · {unread} unread")
    return 0
