"""What the elements of a page are called: the article, or what stands around it.

Names are the words of classes and ids. Content systems put states and taxonomies there, too
(`field--label-hidden`, `tag-budget`), so a name is judged by its own words, not by any it holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from reader.extract.wording import words

if TYPE_CHECKING:
    from lxml.etree import _Element

Place = Literal["apart", "around", "beside", "perhaps", "article", ""]
"""From what is never the article, whatever its size, to what has the name of one."""

_BESIDE = words("nav aside footer form dialog menu")
_ROLES = words(
    "navigation complementary contentinfo banner dialog alertdialog search menu menubar toolbar"
)
_NEVER = words("html body head article main p a span em strong b i h1 h2 h3 td tr th tbody thead")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_STATE = re.compile(
    r"(?:is|has|non|not|without|js|hidden|visible|show|hide|elementor|wp-image|wpb|vc|et"
    r"|tag|category|cat|topic|keyword|format|type|status|theme|layout|template|page-template"
    r"|field--label|field-label|field--type|field-type)[-_:].*"
    r"|[\w-]*[-_]label-(?:hidden|above|inline)|(?:col|row|grid|span|offset)(?:-[\w-]*)?"
    r"|post-\d+",
    re.IGNORECASE,
)
"""Tokens that say how an element is laid out, what it is filed under, or in which state it is."""

_APART = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-?(?:list|area|form|text|body)|disqus|respond|replies"
    r"|cookie\w*|consent|gdpr|dsgvo|privacy-?(?:banner|notice|content))(?=$|[\s_-])",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|submenu|menu|sidebar|side-bar|footer|rodape|fusszeile"
    r"|pied-?de-?page|masthead|breadcrumbs?|crumbs|read-?more|read-?next|up-?next"
    r"|more-?(?:on|from|stories|news|articles|posts)|most-?(?:read|popular|viewed|shared)|trending"
    r"|outbrain|taboola|pop-?up|toolbar|tool-?bar|tag-?(?:list|cloud)|pagination|pager"
    r"|print-?only|screen-?reader\w*|sr-only|visually-?hidden|author-?(?:bio|box|info|card)"
    r"|about-?(?:the-?)?author|bio|skip-?link|post-?meta|entry-?meta|article-?meta|byline"
    r"|utility-bar|site-?header|page-?header|post-?(?:nav|footer|share)|jp-\w+|wp-block-latest\w*"
    r"|see-?also|also-?read|inline-?related|story-?links|latest-?(?:news|posts|stories|articles)"
    r"|recent-?(?:news|posts|stories|articles)|popular-?(?:posts|articles|stories|now))(?=$|[\s_-])",
    re.IGNORECASE,
)
_BESIDE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related\w*|recommend\w*|recirc\w*|share\w*|sharing|sharebar|social\w*"
    r"|follow-?us|newsletters?|sign-?up|subscri\w*|promo\w*|advert\w*|ads?|adslot"
    r"|ad-?(?:unit|slot)|sponsor\w*|donat\w*)(?=$|[\s_-])",
    re.IGNORECASE,
)
_PERHAPS = re.compile(
    r"(?:^|[\s_-])(?:teasers?|hidden|widget|meta|banner|tags?|topics?|modal|overlay|lightbox"
    r"|popular|carousel|slider|poll|quiz|paywall|timestamp|dateline-?info|infobox|extra|external"
    r"|disclaimer|copyright|credits?|bottom|card|cards|next|previous|prev|suggest\w*|callout|cta"
    r"|print-?hide|no-?print|notloaded)(?=$|[\s_-])",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:article|story|post|entry|news|blog|single|page|main|body|text|content|field"
    r"|detail)[\s_-]*(?:name[_-])?(?:body|content|text|copy|entry|fulltext)(?:__\w+)?(?=$|[\s_-])",
    re.IGNORECASE,
)


def place_of(element: _Element) -> Place:
    """Where an element says it stands; `beside` and `perhaps` for names that articles have, too."""
    if _is_hidden(element):
        return "around"
    if element.tag in _NEVER:
        return ""
    if element.get("role") in _ROLES or element.tag in _BESIDE:
        return "around"
    if element.tag == "header":
        return "around" if element.find(".//nav") is not None else ""
    return _place_named(_names(element))


def _is_hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _place_named(names: list[str]) -> Place:
    if any(map(_is_article, names)):
        return "article"
    places: tuple[tuple[re.Pattern[str], Place], ...] = (
        (_APART, "apart"),
        (_AROUND, "around"),
        (_BESIDE_NAMES, "beside"),
        (_PERHAPS, "perhaps"),
    )
    return next((place for names_of, place in places if any(map(names_of.search, names))), "")


def is_named_article(element: _Element) -> bool:
    """Whether it is called what content systems call the text of an article."""
    return any(map(_is_article, _names(element)))


def _is_article(name: str) -> bool:
    around = (_APART, _AROUND, _BESIDE_NAMES)
    return bool(_ARTICLE.search(name)) and not any(each.search(name) for each in around)


def _names(element: _Element) -> list[str]:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:1000]
    return [name for name in named.split() if not _STATE.fullmatch(name)]
