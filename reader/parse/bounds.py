"""What stands between expat and feedparser, so that no document costs more than it says."""

from __future__ import annotations

from typing import Any
from xml.sax.xmlreader import AttributesNSImpl

from feedparser.api import StrictFeedParser

MOST_ATTRIBUTES = 200
MOST_ELEMENTS = 20_000
"""Elements of one article, markup that is not escaped counted; the rest is passed over."""

_ARTICLES = frozenset({"item", "entry"})


class Bounded(StrictFeedParser):  # type: ignore[misc]
    """Hands texts on whole, and neither attributes nor elements without end."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._pending: list[str] = []
        self._elements = 0
        self._passed_over = 0
        """Open elements that feedparser does not hear of."""

    def characters(self, text: str) -> None:
        # Expat hands each reference over on its own; a text may hold millions.
        if not self._passed_over:
            self._pending.append(text)

    def startElementNS(self, name: Any, qname: Any, attrs: AttributesNSImpl) -> None:  # noqa: N802 - the name in xml.sax
        self._elements = 0 if name[1] in _ARTICLES else self._elements + 1
        if self._passed_over or self._elements > MOST_ELEMENTS:
            self._passed_over += 1
            return
        self._flush()
        # Looking attributes up by name takes quadratic time in xml.sax.
        few = attrs if len(attrs) <= MOST_ATTRIBUTES else AttributesNSImpl({}, {})
        super().startElementNS(name, qname, few)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802 - the name in xml.sax
        if self._passed_over:
            self._passed_over -= 1
            return
        self._flush()
        super().endElementNS(name, qname)

    def _flush(self) -> None:
        if self._pending:
            self.handle_data("".join(self._pending))
            self._pending.clear()
