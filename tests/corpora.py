"""Where the public test corpora are, if they are here; they are no part of the project."""

from __future__ import annotations

import os
from pathlib import Path

_BESIDE = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"


def _found() -> Path | None:
    place = Path(os.environ.get("DATELINE_CORPORA", _BESIDE))
    return place if place.is_dir() else None


CORPORA: Path | None = _found()
