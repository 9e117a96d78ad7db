"""Where the program begins.

Worker processes import this file again (multiprocessing, spawn), so it imports nothing heavy.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.config.paths import Paths


def main() -> int:
    """Run dateline with the arguments of this process; answers its exit code."""
    if _is_another_reader():
        sys.stderr.write(
            "dateline: another package called `reader` is installed over dateline's own\n"
            "  Install dateline by itself: `uv tool install dateline` or `pipx install dateline`.\n"
        )
        return 2
    # A thread that writes or packs gives way to a key, or to the next answer of a server, after a
    # millisecond and not after five.
    sys.setswitchinterval(0.001)
    from reader.cli.main import run  # noqa: PLC0415 - a worker process never needs it

    return run(sys.argv[1:], _open_screen)


def _open_screen(
    paths: Paths, *, address: str = "", demo: bool = False, offline: bool = False
) -> int:
    """The other front end; the command line hands over to it without knowing it."""
    import gc  # noqa: PLC0415

    # Importing and starting make much that stays and little that goes: collecting garbage
    # meanwhile is a tenth of the time to the first list. The screen turns it on again then.
    gc.disable()
    from reader.tui.start import run  # noqa: PLC0415 - most commands never need it

    return run(paths, address=address, demo=demo, offline=offline)


def _is_another_reader() -> bool:
    """Whether the `reader` library of the package index was installed into the same folder."""
    import reader  # noqa: PLC0415 - a worker process never needs it

    return hasattr(reader, "make_reader")


if __name__ == "__main__":
    sys.exit(main())
