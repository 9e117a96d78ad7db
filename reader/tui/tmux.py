"""What tmux says of itself and of the terminal it is shown on."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE

_PATIENCE = 1.0
"""Seconds."""


async def told_by_tmux() -> str:
    """Whether sequences may pass, the terminal's name and what it can; empty if it does not say."""
    asked = "#{allow-passthrough} #{client_termname} #{client_termfeatures}"
    try:
        tmux = await asyncio.create_subprocess_exec(
            "tmux", "display-message", "-p", asked, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
        )
    except OSError:
        return ""
    try:
        async with asyncio.timeout(_PATIENCE):
            told, _ = await tmux.communicate()
    except TimeoutError:
        tmux.kill()
        await tmux.wait()
        return ""
    return told.decode("utf-8", "replace").strip()
