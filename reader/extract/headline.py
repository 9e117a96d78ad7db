"""Where a page has its headline, and what stands between it and the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.prune import remove
from reader.extract.wording import words
from reader.text.clean import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

    from reader.extract.weights import Weights

_MOST_HEADINGS = 200
_MOST_BETWEEN = 400
"""Elements between headline and text; what is further apart does not belong together."""

_MOST_LEADS = 3
_MOST_ABOVE = 200
"""Characters above a headline that are labels; where there is more, it is no headline of all."""

_LEAST_LEAD = 40
_LONGEST_LEAD = 700
_FEW_LINKS = 0.3
_MOSTLY = 0.6

_RANKS = words("h2 h3 h4")
_NO_LEADS = words("figure figcaption picture ul ol dl table time address a h1 iframe video audio")


_PICTURE = re.compile(r"image|picture|photo|caption|figure|bild|foto|media|legend", re.IGNORECASE)


def headline_element(root: _Element, title: str) -> _Element | None:
    """The heading that says the title; the page's only one of the first rank if none does."""
    for at, heading in enumerate(root.iter("h1", "h2")):
        if at > _MOST_HEADINGS:
            break
        if _says(_text(heading), title):
            return heading
    first = [heading for heading in root.iter("h1") if _text(heading)]
    return first[0] if len(first) == 1 else None


def leads(root: _Element, headline: _Element, text: _Element, weights: Weights) -> list[_Element]:
    """The elements between a headline and the text that are a sentence or two each, in order."""
    order = list(root.iter("*"))
    places = {element: at for at, element in enumerate(order)}
    above, below = places.get(headline, len(order)), places[text]
    if not above < below < above + _MOST_BETWEEN:
        return []
    around = {headline, *text.iterancestors()}
    decided = set(headline.iter("*"))
    found: list[_Element] = []
    for element in order[above + 1 : below]:
        if element in around:
            continue
        lead = element.getparent() not in decided and _is_lead(element, weights)
        if lead:
            found.append(element)
        if lead or element.getparent() in decided or element.tag in _NO_LEADS:
            decided.add(element)
    return found[-_MOST_LEADS:]


def without_headline(headline: _Element, text: _Element) -> None:
    """Take the headline out of the text, with the labels that stand above it."""
    path = [headline, *headline.iterancestors()]
    if text not in path:
        return
    for element in path[: path.index(text)]:
        above = list(element.itersiblings(preceding=True))
        if sum(len(_text(each)) for each in above) > _MOST_ABOVE:
            break
        for each in above:
            if each.tag != "img" and each.find(".//img") is None:
                remove(each)
    remove(headline)


def _is_lead(element: _Element, weights: Weights) -> bool:
    size = weights.text.get(element, 0)
    if not _LEAST_LEAD <= size <= _LONGEST_LEAD or element.tag in _NO_LEADS:
        return False
    if element.find(".//img") is not None or _PICTURE.search(element.get("class") or ""):
        return False
    prose = size if element.tag in _RANKS else weights.prose.get(element, 0)
    return prose >= _MOSTLY * size and weights.linked_share(element) <= _FEW_LINKS


def _says(heading: str, title: str) -> bool:
    one, other = _bare(heading), _bare(title)
    return len(one) > 8 and len(other) > 8 and (one in other or other in one)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _text(element: _Element) -> str:
    return clean_line("".join(map(str, element.itertext()))[:1000])
