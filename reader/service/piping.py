"""Handing the text of an article to a program of the person's."""

from __future__ import annotations

import asyncio
import shlex
from dataclasses import dataclass

from reader.model.errors import UsageError
from reader.text.clean import clean_text

LONGEST = 200_000
"""Bytes of a program's answer that are shown."""


@dataclass(frozen=True, slots=True)
class Piped:
    """What became of it."""

    command: str
    code: int
    output: str
    """What it printed, errors too; clean."""


async def piped(command: str, text: str) -> Piped:
    """Run a command with a text as its standard input; no shell sees either.

    Whoever is cancelled takes the program with them.

    Raises:
        UsageError: the command cannot be understood or started.
    """
    try:
        argv = shlex.split(command)
    except ValueError as error:
        raise UsageError("a quote is not closed", "Write it as in a shell: wc -w") from error
    if not argv:
        raise UsageError("a command is needed", "Such as: wc -w")
    try:
        process = await asyncio.create_subprocess_exec(
            *argv,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or error
        raise UsageError(
            f"{argv[0]} cannot be started: {reason}", "Check its name; pipes and > need a shell."
        ) from error
    try:
        said, _ = await process.communicate(text.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    output = clean_text(said[:LONGEST].decode("utf-8", "replace"))
    return Piped(command, process.returncode or 0, output)
