"""Command `purge`: lets go of what is not needed, and shows it first."""

from __future__ import annotations

import sys
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
    from reader.model.personal import PurgePlan
    from reader.service.reader import Reader

_MORE = (
    "Without an age it deletes articles of feeds you unsubscribed from; with one it lets the texts "
    "of older read articles go and keeps the rest of them. It never takes what is starred or "
    "saved, nor texts that are unread. It cannot be undone, so it asks."
)


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(commands, "purge", purge, "lets go of articles nobody needs", _MORE)
    parser.add_argument("--older", metavar="AGE", default="", help="texts older than 1y, 90d, ...")
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    daily = parser.add_mutually_exclusive_group()
    daily.add_argument("--daily", action="store_true", help="from now on by itself, once a day")
    daily.add_argument("--never", action="store_true", help="no longer by itself")


def purge(asked: Namespace, paths: Paths, output: Output) -> int:
    """Show what would go, ask, and let it go."""
    if asked.daily and not asked.older:
        raise UsageError("--daily needs an age", "Such as `dateline purge --older 1y --daily`.")

    async def run(reader: Reader) -> int:
        if asked.never:
            await reader.retention.set_rule("")
            note("Texts are kept for ever; `dateline undo` brings the rule back.")
            return 0
        plan = await reader.retention.plan(asked.older)
        if not output.as_json:
            _show(plan, asked.older, await reader.retention.rule(), output)
        done = 0
        if not asked.dry_run and (plan.articles or asked.daily):
            _ask(asked, plan)
            done = await _purge(reader, asked, plan)
        if output.as_json:
            output.json(shapes.purge_plan(plan, done))
        return 0

    return with_reader(paths, run)


def _show(plan: PurgePlan, older: str, rule: str, output: Output) -> None:
    rows: list[list[Piece]] = [
        [(f"{each.articles:,}", "accent"), (_size(each.bytes), "dim"), (each.title, "")]
        for each in plan.feeds
    ]
    output.table(rows, right=frozenset({0, 1}))
    noun = "text" if older else "article"
    what = noun if plan.articles == 1 else f"{noun}s"
    what += "" if older else " of feeds you unsubscribed from"
    stay = "starred, saved or unread" if older else "starred or saved"
    output.line(
        (f"{plan.articles:,} {what}, {_size(plan.bytes)}", "bold"),
        f"; {plan.kept:,} that are {stay} stay.",
    )
    if rule:
        output.line((f"Texts older than {rule} go by themselves, once a day.", "dim"))


def _ask(asked: Namespace, plan: PurgePlan) -> None:
    """Go on only if the person says so; raises UsageError."""
    if asked.yes:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("nothing was purged, as nobody could be asked", "Add --yes to do it.")
    sys.stdout.flush()
    sys.stderr.write(f"Let these {plan.articles:,} go? It cannot be undone. [y/N] ")
    sys.stderr.flush()
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("nothing was purged")


async def _purge(reader: Reader, asked: Namespace, plan: PurgePlan) -> int:
    from reader.cli.progress import ProgressLine

    if asked.daily:
        await reader.retention.set_rule(asked.older)
    with ProgressLine() as line:

        def progress(done: int) -> None:
            line.show(f"{done:,} of {plan.articles:,} · Ctrl+C stops; what is gone stays gone")

        done = await reader.retention.purge(asked.older, progress)
        line.show("Giving the room back to the disk …")
        await reader.retention.compact()
    note(f"{done:,} gone." + (" Older ones follow by themselves." if asked.daily else ""))
    return done


def _size(count: int) -> str:
    """Bytes as a person reads them."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:,} {unit}"
        count //= 1000
    return f"{count:,} GB"
