"""What stands around an article is taken out of its page's tree."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reader.extract.names import place_of
from reader.extract.weights import Weights
from reader.text.url import host, is_web, resolve

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_TEXT = (
    *("script", "style", "noscript", "template", "button", "select", "input", "textarea", "svg"),
    *("object", "applet", "link", "meta"),
)
_MOST_LOST = 0.4
"""Share of a page's running text above which an element is kept, whatever it is called."""

_OWN_PROSE = 80
"""Characters of running text that an element has for itself to be no teaser, and..."""

_FEW_LINKS = 0.25
"""... the share of its text that is links, at most."""

_LONG_PROSE = 800
_HARDLY_LINKS = 0.1
"""The same, for names that articles seldom have."""

_LEAST_LEFT = 300
"""Characters of running text besides comments that are an article."""

_LOOKED_AT = 20
"""Links of a list by which it is told where they lead."""


def prune(root: _Element, headline: _Element | None, base: str) -> None:
    """Take out what is never the article, and what is named so unless it holds most of the text.

    Whatever the headline stands in stays, and lists of links that lead to other sites. `base` is
    the page's address.
    """
    kept = {headline, *headline.iterancestors()} if headline is not None else set()
    for element in list(root.iter(*_NO_TEXT)):
        remove(element)
    weights = Weights(root)
    for element in list(root.iter("*")):
        if element not in kept and _is_doomed(element, weights, root):
            remove(element)
    tags = ("ul", "ol", "div", "section", "table")
    for element in [each for each in root.iter(*tags) if _is_links(each, weights)]:
        if element not in kept and _leads_inside(element, base):
            remove(element)


def remove(element: _Element) -> None:
    """Empty an element and leave the text behind it."""
    element.clear(keep_tail=True)  # type: ignore[call-arg] # lxml-stubs is older than lxml 4.4


def _is_doomed(element: _Element, weights: Weights, root: _Element) -> bool:
    own, whole = weights.prose.get(element, 0), weights.prose.get(root, 0)
    place = place_of(element)
    if place == "apart":
        return own < _MOST_LOST * whole or whole - own >= _LEAST_LEFT
    if own >= max(_MOST_LOST * whole, 1):
        return False
    match place:
        case "around":
            return True
        case "beside":
            return not _speaks(element, weights, _LONG_PROSE, _HARDLY_LINKS)
        case "perhaps":
            return not _speaks(element, weights, _OWN_PROSE, _FEW_LINKS)
    return False


def _speaks(element: _Element, weights: Weights, least: int, links: float) -> bool:
    return weights.prose.get(element, 0) >= least and weights.linked_share(element) <= links


def _is_links(element: _Element, weights: Weights) -> bool:
    text, linked = weights.text.get(element, 0), weights.linked.get(element, 0)
    return text > 0 and linked > 0.6 * text and weights.prose.get(element, 0) < 200


def _leads_inside(element: _Element, base: str) -> bool:
    links = list(islice(element.iter("a"), _LOOKED_AT))
    inside = sum(1 for link in links if is_inside(link, base))
    return 2 * inside >= len(links)


def is_inside(link: _Element, base: str) -> bool:
    """Whether a link leads to another page of the same site, or nowhere."""
    address = (link.get("href") or "").strip()
    url = resolve(base, address) if base else address
    return not is_web(url) or not is_web(base) or host(url) == host(base)
