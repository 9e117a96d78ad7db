"""The part of a page's tree that is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.extract.cards import rows
from reader.extract.figures import settle_figures
from reader.extract.headline import headline_element, leads, without_headline
from reader.extract.names import is_named_article
from reader.extract.prune import prune, remove
from reader.extract.weights import Weights
from reader.extract.wording import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_LOST = 0.4
"""Share of a page's paragraph text above which an element is the article, whatever it is called."""

_HEADED = 0.15
"""The same, for an article by its tag that has the headline within."""

_LEAST_HEADED = 300
_TEXTUAL = words("p pre blockquote li dd ul ol table")


def article_elements(root: _Element, title: str, base: str) -> tuple[list[_Element], _Element]:
    """The elements that are the article: those that lead to its text, and the one with the text.

    What is around it and within is taken out of the tree.
    """
    headline = headline_element(root, title)
    prune(root, headline, base)
    weights = _without_cards(root, Weights(root), headline, base)
    text = _text_element(root, headline, weights)
    above = leads(root, headline, text, weights) if headline is not None else []
    if headline is not None:
        without_headline(headline, text)
    settle_figures(text)
    return above, text


def _without_cards(
    root: _Element, weights: Weights, headline: _Element | None, base: str
) -> Weights:
    kept = {headline, *headline.iterancestors()} if headline is not None else set()
    found = list(rows(root, weights, base))
    for row in found:
        if not kept.intersection(row.cards):
            for element in (*row.cards, *((row.heading,) if row.heading is not None else ())):
                if element is not headline:
                    remove(element)
    return Weights(root) if found else weights


def _text_element(root: _Element, headline: _Element | None, weights: Weights) -> _Element:
    whole = weights.prose.get(root, 0)
    if headline is not None:
        for each in headline.iterancestors("article"):
            if weights.prose[each] > max(_HEADED * whole, _LEAST_HEADED):
                return _narrowed(each, weights)
    for found in (
        list(root.iterfind(".//*[@itemprop='articleBody']")),
        list(root.iter("article")),
        [each for each in root.iter("div", "section", "td") if is_named_article(each)],
        [*root.iter("main"), *root.iterfind(".//*[@role='main']")],
    ):
        best = max(found, key=lambda element: weights.prose.get(element, 0), default=None)
        if best is not None and weights.prose.get(best, 0) > _MOST_LOST * whole:
            return _narrowed(best, weights)
    return _narrowed(root, weights)


def _narrowed(element: _Element, weights: Weights) -> _Element:
    """The smallest element within that still holds nearly all of its paragraphs."""
    least = 0.85 * weights.prose.get(element, 0)
    while least:
        child = max(element, key=lambda each: weights.prose.get(each, 0), default=None)
        if child is None or child.tag in _TEXTUAL or weights.prose.get(child, 0) < least:
            break
        element = child
    return element
