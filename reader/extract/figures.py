"""Pictures and their captions, which pages mark up in ways of their own, made the figures of HTML.

A caption that is told apart from the text can be shown below its picture, and is no part of what
the article says. One whose picture is gone, as in galleries that scripts fill, goes with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from reader.extract.prune import remove
from reader.extract.wording import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption\w*|legend\w*|cutline|bildunterschrift|bildtext|(?:image|img|photo"
    r"|picture|media|figure|pic)[_-]{0,2}(?:text|description|desc|credits?|info|title|source"
    r"|copyright|byline)|photo(?:credit|caption)|imagecredit|imagecaption|imgcaption)(?=$|[\s_-])"
    r"|figcaption|[a-z]Caption(?![a-z])",
    re.IGNORECASE,
)
_NEVER = words("html body main article figcaption caption table tr td th img a video iframe")
_TOLD_ABOUT = words("img picture table pre blockquote code svg")
_PICTURE = re.compile(
    r"(?:^|[\s_-])(?:image|img|picture|photo|pic|bild|foto|figure|thumbnail|thumb|featured)(?:[\s_-]"
    r"{0,2}(?:wrap|wrapper|container|block|box|holder|left|right|center|inner|media|image|main"
    r"|large|full))*(?=$|[\s_-])",
    re.IGNORECASE,
)
_SHORT = 400
_LONGEST = 1_000
_BEYOND = 3 * _LONGEST
"""Characters that are more than any caption, and what stands around it, has."""

_HIGHEST = 4
"""Elements above a caption among which the one is that holds its picture, too."""


def settle_figures(text: _Element) -> None:
    """Make figures of the pictures with captions in the tree of an article's text."""
    for element in list(text.iter("*")):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in _NEVER and _CAPTION.search(named) and _is_outermost(element):
            _settle(element, text)
    for element in list(text.iter("div", "span", "figure")):
        if _is_picture(element):
            _caption_within(element)
    for caption in list(text.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        if figure is None or not any(_has(figure, tag) for tag in _TOLD_ABOUT):
            _drop(caption)
        elif caption.getparent() is not None:
            figure.append(_without_tail(caption))


def _is_picture(element: _Element) -> bool:
    """Whether an element is a picture by its name, with no more text than a caption has."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return (
        (element.tag == "figure" or bool(_PICTURE.search(named)))
        and 0 < _size(element) <= _SHORT
        and _has(element, "img")
        and not any(_has(element, tag) for tag in ("figcaption", "table", "pre", "h1", "h2"))
        and next(element.iterancestors("figure"), None) is None
    )


def _caption_within(element: _Element) -> None:
    element.tag = "figure"
    caption = etree.Element("figcaption")
    for child in list(element):
        if child.tag != "img" and not _has(child, "img"):
            caption.append(child)
        elif child.tail and child.tail.strip():
            caption.append(_spoken(child.tail))
            child.tail = None
    element.append(caption)


def _spoken(text: str) -> _Element:
    span = etree.Element("span")
    span.text = text
    return span


def _settle(element: _Element, text: _Element) -> None:
    size = _size(element)
    if size > _LONGEST or _has(element, "img"):
        return
    above = element.getparent()
    for _ in range(_HIGHEST):
        if above is None or above is text or _size(above) > 2 * size + 200:
            break
        if _has(above, "img"):
            if above.tag != "figure" and next(element.iterancestors("figure"), None) is None:
                above.tag = "figure"
            element.tag = "figcaption"
            return
        above = above.getparent()
    before = element.getprevious()
    if before is not None and (before.tag == "img" or _has(before, "img")) and _size(before) == 0:
        _wrap(before, element)
    else:
        _drop(element)


def _wrap(picture: _Element, caption: _Element) -> None:
    figure = etree.Element("figure")
    picture.addprevious(figure)
    figure.append(_without_tail(picture))
    caption.tag = "figcaption"
    figure.append(_without_tail(caption))


def _is_outermost(element: _Element) -> bool:
    above = element.getparent()
    return element.tag != "figcaption" and (
        above is None
        or above.tag in _NEVER
        or not _CAPTION.search(f"{above.get('class') or ''} {above.get('id') or ''}")
    )


def _drop(element: _Element) -> None:
    remove(element)
    element.tag = "span"


def _without_tail(element: _Element) -> _Element:
    """The element alone: what stands behind it stays where it is."""
    if element.tail:
        before, above = element.getprevious(), element.getparent()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        elif above is not None:
            above.text = (above.text or "") + element.tail
        element.tail = None
    return element


def _has(element: _Element, tag: str) -> bool:
    return element.find(f".//{tag}") is not None


def _size(element: _Element) -> int:
    """Characters of an element's text; of a longer one, more than any caption has."""
    size = 0
    for part in map(str, element.itertext()):
        size += len(part.strip())
        if size > _BEYOND:
            break
    return size
