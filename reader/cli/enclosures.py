"""Commands on the files that came with articles: download, play."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import command, number
from reader.cli.running import with_reader

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.service.reader import Reader


def declare(commands: Commands) -> None:
    """Add the commands of this file."""
    parser = command(
        commands, "download", download, "fetches a file that came with an article, or all of them"
    )
    parser.add_argument("article", metavar="ID", type=number)
    parser.add_argument("number", metavar="N", type=number, nargs="?", help="which; else all")
    parser.add_argument("-o", "--output", metavar="DIR", help="the folder it goes to")

    parser = command(
        commands,
        "play",
        play,
        "opens a file that came with an article in a player",
        "DATELINE_PLAYER names the player and its arguments; {} stands for the address.",
    )
    parser.add_argument("article", metavar="ID", type=number)
    parser.add_argument("number", metavar="N", type=number, nargs="?", default=1)


def download(asked: Namespace, paths: Paths, output: Output) -> int:
    """Fetch files, one after another."""
    folder = Path(asked.output).expanduser() if asked.output else None

    async def run(reader: Reader) -> int:
        from reader.cli.progress import ProgressLine

        many = len(await reader.enclosures.all(asked.article))
        numbers = [asked.number] if asked.number is not None else range(1, max(many, 1) + 1)
        for each in numbers:
            with ProgressLine() as line:
                path = await reader.enclosures.download(
                    asked.article, each, folder, line.downloaded
                )
            if output.as_json:
                size = path.stat().st_size
                output.json({"id": asked.article, "path": str(path.absolute()), "bytes": size})
            else:
                output.line(str(path))
        return 0

    return with_reader(paths, run)


def play(asked: Namespace, paths: Paths, output: Output) -> int:
    """Hand a file to a player."""

    async def run(reader: Reader) -> str:
        return await reader.enclosures.play(asked.article, asked.number)

    name = with_reader(paths, run)
    if output.as_json:
        output.json({"id": asked.article, "player": name})
    else:
        output.line(f"Handed to {name}.")
    return 0
