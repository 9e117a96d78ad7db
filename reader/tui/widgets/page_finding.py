"""A page in which words are found and marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.tui.paint_page import Place
from reader.tui.widgets.page_view import TOP, PageView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.tui.paint_page import Hit


class SearchedPage(PageView):
    """What is found is marked until something else is sought, or the page shows another text."""

    def find(self, text: str) -> int:
        """Mark every place where the text stands, go to the first from here on; how many there are.

        An empty text takes the marks away.
        """
        self._hits = [] if self._notice else self._page.find(text)
        self._hit = -1
        if self._hits:
            top = self.scroll_offset.y - TOP
            below = (n for n, hit in enumerate(self._hits) if self._line_of(hit) >= top)
            self._hit = next(below, 0)
            self._to_hit()
        self._redraw()
        return len(self._hits)

    def mark(self, words: Sequence[str]) -> None:
        """Mark every place where one of some words or phrases stands, and stay where it is."""
        self._hits, self._hit = [] if self._notice else self._page.find_words(words), -1
        self._redraw()

    @property
    def hit(self) -> int:
        """The number of the place found that was gone to, from 1; 0 for none."""
        return self._hit + 1

    def next_hit(self) -> int:
        """Go to the next place found, from the last to the first; answers its number, from 1."""
        return self._step(1)

    def previous_hit(self) -> int:
        """Go to the place found before, from the first to the last; answers its number, from 1."""
        return self._step(-1)

    def _step(self, step: int) -> int:
        if not self._hits:
            return 0
        self._hit = (self._hit + step) % len(self._hits)
        self._to_hit()
        self._redraw()
        return self._hit + 1

    def _line_of(self, hit: Hit) -> int:
        return self._page.line_at(Place(hit.piece, hit.start))

    def _to_hit(self) -> None:
        self._show_hit(self._hits[self._hit])

    def _show_hit(self, hit: Hit) -> None:
        y = self._line_of(hit) + self._top
        top = self.scroll_offset.y
        if not top <= y < top + self._rows - 1:
            self.scroll_to(y=max(y - self._rows // 3, 0), animate=False, force=True)
