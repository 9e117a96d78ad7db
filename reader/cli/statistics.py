"""Command `stats`: sizes, and charts of what comes and how it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli.arguments import command, number
from reader.cli.progress import ProgressLine
from reader.cli.running import with_reader
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.model.statistics import FeedFigures, Statistics
    from reader.service.reader import Reader

_WIDTH = 80
"""Cells of the charts where it is no terminal that they go to."""
_LONGEST = 3660
"""Days."""


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(commands, "stats", stats, "counts what there is, what comes, what you read")
    parser.add_argument(
        "--days", type=number, metavar="N", default=84, help="look back so many days (84)"
    )
    parser.add_argument("--ascii", action="store_true", help="charts in plain ASCII")


def stats(asked: Namespace, paths: Paths, output: Output) -> int:
    """Count and draw."""
    if not 1 <= asked.days <= _LONGEST:
        raise UsageError(f"--days is from 1 to {_LONGEST:,}, not {asked.days}")

    async def counted(reader: Reader) -> Statistics:
        with ProgressLine() as progress:
            return await reader.figures.all(asked.days, on_progress=progress.counted)

    found = with_reader(paths, counted)
    if output.as_json:
        output.json(_shape(found))
        return 0
    from reader.text.figures import figures

    for line in figures(found, output.width or _WIDTH, ascii_only=asked.ascii):
        output.line(*line)
    return 0


def _shape(found: Statistics) -> dict[str, object]:
    from dataclasses import asdict

    return {
        **asdict(found.sizes),
        "days": list(found.days),
        "by_feed": [_feed(each) for each in found.feeds],
        "read_by_weekday_and_hour": [list(row) for row in found.rhythm],
    }


def _feed(each: FeedFigures) -> dict[str, object]:
    from reader.cli.shapes import instant

    return {
        "id": each.id,
        "title": each.title,
        "articles": each.articles,
        "times_read": each.times_read,
        "newest": instant(each.newest_at),
        "failing": each.failing,
        "quiet": each.quiet,
    }
