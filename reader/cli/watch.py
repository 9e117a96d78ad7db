"""Command `watch`: asks feeds when they are due, and tells what is new in what is followed."""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli.arguments import command, number
from reader.cli.output import complain, complain_of, note
from reader.cli.running import with_reader
from reader.config.load import load
from reader.model.errors import DatelineError, UsageError
from reader.model.story import said
from reader.text.notices import is_quiet, quiet_hours

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths
    from reader.model.story import Notice
    from reader.service.reader import Reader

_USUAL = 5
_PATIENCE = 30.0
"""Seconds that a command of the person's may take."""


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(
        commands,
        "watch",
        watch,
        "asks feeds as they are due and tells what is new in what you follow",
        "Each news is told once, also if the reader is open. A command gets it as "
        "DATELINE_STORY, DATELINE_TITLE and DATELINE_TEXT, and the text on standard input.",
    )
    parser.add_argument(
        "--every",
        metavar="MIN",
        type=number,
        default=_USUAL,
        help="minutes between two looks at which feeds are due; 1 to 1440",
    )
    parser.add_argument("--once", action="store_true", help="look once, and end")
    parser.add_argument("--bell", action="store_true", help="ring the terminal's bell")
    parser.add_argument("--quiet", metavar="HOURS", help='such as "22:00-07:00"')
    parser.add_argument(
        "--exec",
        metavar="WORD",
        nargs=argparse.REMAINDER,
        help="a command to run for each news, and its words; comes last",
    )


def watch(asked: Namespace, paths: Paths, output: Output) -> int:
    """Go on until somebody ends it."""
    if not 1 <= asked.every <= 1440:
        raise UsageError("--every is from 1 to 1440 minutes")
    settings = load(paths.config).settings.notices
    try:
        hours = quiet_hours(settings.quiet if asked.quiet is None else asked.quiet)
    except ValueError as error:
        raise UsageError(str(error)) from error

    async def run(reader: Reader) -> int:
        count = len(await reader.story_lists.developing(followed=True))
        note(f"Following {count} {'story' if count == 1 else 'stories'}.")
        while True:
            await _look(reader)
            if not is_quiet(hours, reader.now().astimezone()):
                for each in await reader.follows.news():
                    _tell(each, output, bell=asked.bell)
                    await _run(asked.exec or (), each)
            if asked.once:
                return 0
            await asyncio.sleep(asked.every * 60)

    with suppress(KeyboardInterrupt):
        return with_reader(paths, run)
    return 0


async def _look(reader: Reader) -> None:
    """Ask what is due; what goes wrong is told, and tried again the next time."""
    try:
        if await reader.feeds.any_due():
            await reader.refresh.run()
        await reader.rechecks.run()
        await reader.stories.gather()
        await reader.offline.go_on(None)
    except DatelineError as error:
        complain_of(error)


def _tell(each: Notice, output: Output, *, bell: bool) -> None:
    if output.as_json:
        output.json(
            {
                "story": said(each.story_id),
                "title": each.title,
                "text": each.in_words(),
                "new": list(each.new),
                "changed": list(each.changed),
            }
        )
    else:
        output.line(
            (said(each.story_id), "dim"), " ", (each.title, "bold"), f" · {each.in_words()}"
        )
    if bell and sys.stderr.isatty():
        sys.stderr.write("\a")
    sys.stdout.flush()


async def _run(words: Sequence[str], each: Notice) -> None:
    """Run the person's command; no shell reads the foreign text."""
    if not words:
        return
    environment = os.environ | {
        "DATELINE_STORY": said(each.story_id),
        "DATELINE_TITLE": each.title.replace("\0", ""),
        "DATELINE_TEXT": each.in_words().replace("\0", ""),
    }

    def run() -> None:
        subprocess.run(  # noqa: S603 - the person's own words, as a list
            list(words),
            input=each.in_words().encode(),
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )

    try:
        await asyncio.to_thread(run)
    except (OSError, subprocess.TimeoutExpired) as error:
        complain(f"{words[0]} could not be run: {error}", "The news was told above all the same.")
