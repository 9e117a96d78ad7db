"""The part of a page's tree that is the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.extract.wording import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_TEXT = (
    *("script", "style", "noscript", "template", "button", "select", "input", "textarea", "svg"),
    *("object", "applet", "link", "meta"),
)
_BESIDE = frozenset({"nav", "aside", "footer", "form", "dialog", "menu"})
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|side-bar|footer|masthead|breadcrumbs?"
    r"|crumbs|related\w*|recommend\w*"
    r"|recirc\w*|read-?more|read-?next|up-?next|more-?(?:on|from|stories|news)|most-?(?:read"
    r"|popular|viewed)|popular|trending|share\w*|sharing"
    r"|social\w*|follow-?us|newsletters?|sign-?up|subscri\w*|promo\w*|advert\w*|ads?|adslot"
    r"|ad-?(?:unit|container|wrapper|slot)|sponsor\w*"
    r"|banner|cookie\w*|cli-\w+|consent|gdpr|privacy-?(?:banner|notice)|outbrain|taboola"
    r"|comments?|disqus|respond|popup|pop-up|modal|overlay|lightbox|widget"
    r"|toolbar|tool-?bar|tags?|tag-?list|topics?|pagination|pager|print-?only|screen-?reader\w*"
    r"|sr-only|visually-?hidden|paywall|donat\w*"
    r"|author-?(?:bio|box|info)|about-?author|bio|skip-?link|teasers?|carousel|poll|quiz|meta"
    r"|post-?meta|entry-?meta|byline|dateline-?info|timestamp|utility-bar|site-header|page-header"
    r"|post-?(?:nav|footer|share)|jp-\w+|wp-block-latest\w*|see-?also|also-?read|inline-?related"
    r"|story-?links|hidden)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BODY = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|body|content|main|text)[\s_-]?(?:body|content|text"
    r"|main|article|copy)?(?=$|[\s_-])",
    re.IGNORECASE,
)
_MOST_LOST = 0.4
"""Share of a page's paragraph text above which an element is the article, whatever it is called."""

_LEAST_TEXT = 25
"""Characters of a paragraph that count."""

_INLINE = words(
    """
    a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark q s samp
    small  span strike strong sub sup time tt u var wbr
    """
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "th"})
_TEXTUAL = frozenset({"p", "pre", "blockquote", "li", "dd", "ul", "ol", "table"})


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
        if running and unlinked >= _LEAST_TEXT and unlinked * 2 > own:
            prose += unlinked
        self.text[element], self.linked[element], self.prose[element] = text, linked, prose


def article_element(root: _Element) -> _Element:
    """The element that holds the article; what is around it within is taken out of the tree."""
    _prune(root)
    weights = Weights(root)
    whole = weights.prose.get(root, 0)
    for path in (
        ".//*[@itemprop='articleBody']",
        ".//article",
        ".//main|.//*[@role='main']|.//*[@role='article']",
    ):
        found = [element for part in path.split("|") for element in root.iterfind(part)]
        best = max(found, key=lambda element: weights.prose.get(element, 0), default=None)
        if (
            best is not None
            and weights.prose[best] >= _MOST_LOST * whole
            and weights.prose[best] > 0
        ):
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


def _prune(root: _Element) -> None:
    """Take out what is never the article, and what is named so unless it holds most of the text."""
    for element in list(root.iter(*_NO_TEXT)):
        _remove(element)
    weights = Weights(root)
    whole = max(weights.prose.get(root, 0), 1)
    doomed = [
        element
        for element in root.iter("*")
        if element.tag not in ("html", "body", "head", "article", "main")
        and _is_around(element)
        and weights.prose.get(element, 0) < _MOST_LOST * whole
    ]
    for element in doomed:
        _remove(element)
    for element in [
        each
        for each in root.iter("ul", "ol", "div", "section", "table")
        if _is_links(each, weights)
    ]:
        _remove(element)


def _is_around(element: _Element) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    if element.tag in ("p", "a", "span", "em", "strong", "b", "i", "h1", "h2", "h3"):
        return False
    if element.get("role") in (
        "navigation",
        "complementary",
        "contentinfo",
        "banner",
        "dialog",
        "search",
    ):
        return True
    if element.tag in _BESIDE:
        return True
    if element.tag == "header":
        return element.find(".//nav") is not None
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_AROUND.search(named))


def _is_links(element: _Element, weights: Weights) -> bool:
    text, linked = weights.text.get(element, 0), weights.linked.get(element, 0)
    return text > 0 and linked > 0.6 * text and weights.prose.get(element, 0) < 200


def _remove(element: _Element) -> None:
    """Empty an element and leave the text behind it."""
    element.clear(keep_tail=True)  # type: ignore[call-arg] # lxml-stubs is older than lxml 4.4
