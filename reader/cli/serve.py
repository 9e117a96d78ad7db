"""Command `serve`: the same reader, in a browser."""

from __future__ import annotations

import secrets
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.cli.arguments import command, number
from reader.cli.gate import gate_for, in_address, is_everywhere, is_loopback
from reader.cli.output import complain, note
from reader.cli.running import run
from reader.model.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths

_HOST, _PORT = "127.0.0.1", 8000


def declare(commands: Commands) -> None:
    """Add the command of this file."""
    parser = command(
        commands,
        "serve",
        serve,
        "shows the reader in a browser",
        "The address that is printed holds a secret; whoever has it reads and marks as you do.",
    )
    parser.add_argument(
        "--host",
        metavar="NAME",
        default=_HOST,
        help="listen there; by default only this machine can connect",
    )
    parser.add_argument(
        "--port", metavar="N", type=number, default=_PORT, help="0 is any that is free"
    )
    parser.add_argument("--offline", action="store_true", help="no feed is asked by itself")


def serve(asked: Namespace, _paths: Paths, output: Output) -> int:
    """Go on until somebody ends it."""
    if asked.port > 65535:
        raise UsageError("--port is from 0 to 65535")
    try:
        from reader.cli.serving import ReaderServer
        from reader.cli.serving import serve as serve_until_ended
    except ImportError as error:
        raise UsageError(
            "what shows the reader in a browser is not installed",
            "Install dateline with it: uv tool install 'dateline[serve]', or pip install "
            "textual-serve.",
        ) from error
    token = secrets.token_urlsafe(32)
    server = ReaderServer(
        gate_for(asked.host, socket.gethostname(), token),
        _words(asked),
    )

    def ready(listened: int) -> None:
        host = socket.gethostname() if is_everywhere(asked.host) else asked.host
        _tell(f"http://{in_address(host)}:{listened}/?token={token}", asked.host, output)

    try:
        with suppress(KeyboardInterrupt):
            run(serve_until_ended(server, asked.host, asked.port, ready))
    except OSError as error:
        raise UsageError(
            f"{asked.host}, port {asked.port}, cannot be listened on: {error.strerror}",
            "`dateline serve --port 0` takes a port that is free.",
        ) from error
    return 0


def _tell(address: str, host: str, output: Output) -> None:
    if output.as_json:
        output.json({"url": address})
    else:
        output.line(address)
        note("Open this address in a browser; Ctrl+C ends the reader there.")
    sys.stdout.flush()
    if not is_loopback(host):
        complain(
            f"{host} can be reached from other machines, and nothing is encrypted",
            "Without --host only this machine can connect; `ssh -L` brings another one there.",
        )


def _words(asked: Namespace) -> list[str]:
    """The command that opens the reader, on the same store."""
    home = ["--home", asked.home] if "home" in asked else []
    return [sys.executable, "-m", "reader", *home, *(["--offline"] if asked.offline else [])]
