"""The lines that `make bench` prints."""

from __future__ import annotations

import sys


def say(what: str, figure: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"{what:<52} {figure}\n")
    sys.stdout.flush()
