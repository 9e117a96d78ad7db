"""Clustering for whoever has articles in hand: the room of stories with its lists of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zstandard

from reader.config.assets import asset
from reader.stories.backdrop import Backdrop
from reader.stories.clusters import Clusters
from reader.stories.sketch import sketch

if TYPE_CHECKING:
    from reader.model.story import Assignment, Seen

LARGEST = 4_000_000
"""Bytes of a list; ours are a tenth of it."""


def backdrop() -> Backdrop:
    """The shipped frequencies of words."""
    return Backdrop(_listed)


class Clustering:
    """Stories of articles that come one after the other, and are kept nowhere."""

    def __init__(self) -> None:
        self._backdrop = backdrop()
        self._clusters = Clusters()

    def place(self, seen: Seen) -> Assignment:
        """The story of the next article."""
        return self._clusters.assign(sketch(seen, self._backdrop))


def _listed(language: str) -> str | None:
    path = asset("frequencies") / f"{language}.zst"
    if not (language.isalpha() and path.is_file()):
        return None
    return zstandard.ZstdDecompressor().decompress(path.read_bytes(), LARGEST).decode()
