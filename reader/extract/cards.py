"""Teasers of other articles: rows of elements that are made alike, each with a link as its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.extract.prune import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from reader.extract.weights import Weights

_LEAST = 3
"""Elements that make a row; two of them if they are articles by their tag."""

_LONGEST = 900
"""Characters of one teaser."""

_LEAST_HEAD = 12
_HEADLINE = 5
"""Words of a link that opens a teaser and is no heading."""

_MOST_OTHER = 0.2
"""Share of a row that may be something else, such as an advertisement."""

_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ROWS = frozenset(["div", "li", "article", "section", "td", "a", "dl", "tr", "figure"])
_DIGITS = re.compile(r"\d+")


class Row(NamedTuple):
    """Teasers in a row, and what stands above them."""

    cards: tuple[_Element, ...]
    heading: _Element | None


def rows(root: _Element, weights: Weights, base: str) -> Iterator[Row]:
    """The rows of teasers in a tree; `base` is the page's address."""
    for parent in root.iter("*"):
        if len(parent) >= 2:
            for group in _alike(parent):
                least = 2 if group[0].tag == "article" else _LEAST
                cards = [each for each in group if _is_card(each, weights, base)]
                if len(cards) >= least and len(cards) >= (1 - _MOST_OTHER) * len(group):
                    yield Row(tuple(group), _heading_above(group[0]))


def _alike(parent: _Element) -> list[list[_Element]]:
    """Children with the same tag and classes, numbers aside."""
    groups: dict[tuple[str, str], list[_Element]] = {}
    for child in parent:
        if child.tag in _ROWS and (len(child) or child.text):
            name = _DIGITS.sub("", child.get("class") or "")
            groups.setdefault((str(child.tag), " ".join(sorted(name.split())[:2])), []).append(
                child
            )
    return [group for group in groups.values() if len(group) > 1]


def _is_card(element: _Element, weights: Weights, base: str) -> bool:
    if not 0 < weights.text.get(element, 0) <= _LONGEST:
        return False
    links = [element] if element.tag == "a" else list(element.iter("a"))[:20]
    heads = [each for each in links if _is_head(each, weights, element)]
    return bool(heads) and all(is_inside(each, base) for each in heads)


def _is_head(link: _Element, weights: Weights, card: _Element) -> bool:
    """Whether a link is what a teaser is headed by: a heading, or the first words in it."""
    if weights.text.get(link, 0) < _LEAST_HEAD:
        return False
    if any(each.tag in _HEADS for each in link.iter("*")):
        return True
    above = link.getparent()
    while above is not None and above is not card:
        if above.tag in _HEADS:
            return True
        above = above.getparent()
    if weights.text[link] >= 0.9 * weights.text[card]:
        return True
    first = next((part for part in card.itertext() if part.strip()), "")
    said = "".join(map(str, link.itertext()))
    return said.lstrip().startswith(str(first).strip()) and len(said.split()) >= _HEADLINE


def _heading_above(first: _Element) -> _Element | None:
    """The heading right above a row, or above what holds nothing else before it."""
    element: _Element | None = first
    while element is not None and element.getprevious() is None:
        element = element.getparent()
    above = element.getprevious() if element is not None else None
    return above if above is not None and above.tag in _HEADS else None
