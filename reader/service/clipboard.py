"""The clipboard of tmux, which does not pass on what a program writes for the terminal's own.

With its default `set-clipboard external`, tmux ignores OSC 52 from what runs inside it; what it is
given as a buffer it offers to the terminal (`load-buffer -w`, tmux 3.2).
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress

_PATIENCE = 2.0
"""Seconds."""


async def copy_in_tmux(text: str) -> bool:
    """Give a text to the tmux this runs in, if it does; whether it took it."""
    if not os.environ.get("TMUX"):
        return False
    command = ("tmux", "load-buffer", "-w", "-")
    pipe, nowhere = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    with suppress(OSError, TimeoutError):
        process = await asyncio.create_subprocess_exec(
            *command, stdin=pipe, stdout=nowhere, stderr=nowhere
        )
        async with asyncio.timeout(_PATIENCE):
            await process.communicate(text.encode())
        return process.returncode == 0
    return False
