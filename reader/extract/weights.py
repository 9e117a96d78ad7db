"""How much text the elements of a page hold, and of which kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.wording import words

if TYPE_CHECKING:
    from lxml.etree import _Element

LEAST_TEXT = 25
"""Characters of a paragraph that count."""

_INLINE = words(
    """
    a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp
    small  span strike strong sub sup time tt u var wbr
    """
)
_HEADINGS = words("h1 h2 h3 h4 h5 h6 figcaption caption th")


class Weights:
    """How much text each element of a tree holds, in characters."""

    def __init__(self, root: _Element) -> None:
        self.text: dict[_Element, int] = {}
        """All text."""
        self.linked: dict[_Element, int] = {}
        """Text that is a link's."""
        self.prose: dict[_Element, int] = {}
        """Running text: blocks of some length that are not mostly links."""
        # Children come after their parents in document order, so the reverse adds them up first.
        for element in reversed(list(root.iter("*"))):
            self._weigh(element)

    def linked_share(self, element: _Element) -> float:
        """The part of an element's text that is a link's, from 0 to 1."""
        return self.linked[element] / max(self.text[element], 1)

    def _weigh(self, element: _Element) -> None:
        text = own = len((element.text or "").strip())
        linked = own_linked = prose = 0
        for child in element:
            tail = len((child.tail or "").strip())
            text += self.text.get(child, 0) + tail
            linked += self.linked.get(child, 0)
            prose += self.prose.get(child, 0)
            own += tail
            if child.tag in _INLINE:
                own += self.text[child]
                own_linked += self.linked[child]
        linked = text if element.tag == "a" else linked
        unlinked = own - own_linked
        running = element.tag not in _INLINE and element.tag not in _HEADINGS
        if running and unlinked >= LEAST_TEXT and unlinked * 2 > own:
            prose += unlinked
        self.text[element], self.linked[element], self.prose[element] = text, linked, prose
