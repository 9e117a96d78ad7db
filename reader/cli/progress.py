"""How far along something is: one line on stderr that is written over, if that is a terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader.text.cells import cut_cells
from reader.text.clean import clean_line
from reader.text.kept import size_in_words

if TYPE_CHECKING:
    from types import TracebackType

    from reader.model.offline import Gathered
    from reader.model.outcome import Progress
    from reader.service.fulltext import Fetching

_CLEAR = "\r\x1b[K"


class ProgressLine:
    """A context manager; leaves nothing behind."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def refreshed(self, progress: Progress) -> None:
        """One more feed of a refresh is done."""
        waiting = f" · waiting for {progress.waiting}" if progress.waiting else ""
        self.show(f"{progress.done} of {progress.total} feeds{waiting}")

    def fetched(self, fetching: Fetching) -> None:
        """One more whole text is there."""
        self.show(f"{fetching.done} of {fetching.total} whole texts")

    def gathered(self, now: Gathered) -> None:
        """Keeping articles has come further."""
        count = f"{now.place} of {now.articles} · " if now.articles > 1 else ""
        what = f"picture {now.pictures} of {now.of}" if now.of else "its page"
        self.show(f"{count}{what} · {now.title}")

    def placed(self, done: int, total: int) -> None:
        """More articles are in their stories."""
        self.show(f"{done} of {total} articles put into stories")

    def counted(self, done: int, total: int) -> None:
        """One more day is counted."""
        self.show(f"{done} of {total} days")

    def exported(self, done: int, total: int) -> None:
        """One more article is written."""
        self.show(f"{done} of {total} articles")

    def downloaded(self, done: int, total: int | None) -> None:
        """More of a file is there."""
        of = f" of {size_in_words(total)}" if total else ""
        self.show(f"{size_in_words(done)}{of}")

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._shown:
            width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
            sys.stderr.write(_CLEAR + cut_cells(clean_line(text), width - 1))
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
