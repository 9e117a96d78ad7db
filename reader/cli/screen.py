"""Commands that open the reader on the terminal, which is another front end."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from reader.model.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace

    from reader.cli.arguments import Commands
    from reader.cli.output import Output
    from reader.config.paths import Paths


class Screen(Protocol):
    """Opens the reader on the terminal; answers the exit code."""

    def __call__(
        self, paths: Paths, *, address: str = "", demo: bool = False, offline: bool = False
    ) -> int: ...


def declare(commands: Commands) -> None:
    """Add `open` and `demo`."""
    from reader.cli.arguments import command

    parser = command(commands, "open", open_one, "opens the reader on one page or saved file")
    parser.add_argument("address", metavar="PATH|URL")
    command(commands, "demo", demo, "opens the reader on the sample edition; nothing is kept")


def read(asked: Namespace, paths: Paths, _output: Output) -> int:
    """The reader itself."""
    return _start(asked, paths)


def open_one(asked: Namespace, paths: Paths, _output: Output) -> int:
    """The reader, on one document; a path that leads nowhere is told without opening it."""
    return _start(asked, paths, address=asked.address)


def demo(asked: Namespace, _paths: Paths, _output: Output) -> int:
    """The reader on the sample edition, in a home that is thrown away."""
    import tempfile
    from pathlib import Path

    from reader.config.paths import Paths

    with tempfile.TemporaryDirectory(prefix="dateline-demo-") as home:
        return _start(asked, Paths.under(Path(home)), demo=True)


def _start(asked: Namespace, paths: Paths, *, address: str = "", demo: bool = False) -> int:
    # A driver that is named brings a screen of its own, as the page of `dateline serve` does.
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if not (on_terminal or os.environ.get("TEXTUAL_DRIVER")):
        raise UsageError(
            "the reader needs a terminal to show itself on",
            "`dateline list` prints articles; `dateline --help` names every command.",
        )
    if address:
        from reader.service.sources import address_of

        address_of(address)
    screen: Screen = asked.open_screen
    offline = getattr(asked, "offline", False)
    return screen(paths, address=address, demo=demo, offline=offline)
