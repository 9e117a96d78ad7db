"""The whole text of an article from its own page, and the pages that do not give it.

A page is taken only if it says clearly more than the feed does. Many do not: they show a beginning
and ask for money, ask for consent first, fill themselves in by scripts, or want to see a human.
Which it is is told from its own words, and only where it gave little text: pages that give the
whole text often carry the same words somewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.extract.local import extract
from reader.model.errors import ParseError
from reader.text.decode import decode
from reader.text.html import stored_blocks, to_blocks
from reader.text.plain import plain

if TYPE_CHECKING:
    from reader.model.parsed import ExtractedArticle

LEAST_GAIN = 1.15
"""Times as long as the feed's text: what is nearer to it is the same text with a picture's caption
or a byline more."""

STUB = 1_800
"""Characters below which a text that is for subscribers, by its page's own word, is a beginning."""

_LITTLE = 700
"""Characters of text above which a page is not only an obstacle, whatever words are on it."""

_HARDLY = 300
"""Characters above which a page that speaks of scripts told its text without them."""

_LOOKED_AT = 1_000_000
"""Characters of a page that are looked at for such words."""

_BROWSER = "o opens it in the browser."

_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "text/markdown")

_NOT_FREE = re.compile(
    r'"isAccessibleForFree"\s*:\s*"?false|"article:content_tier"\s+content="(?:locked|metered)"',
    re.IGNORECASE,
)
_FOR_SUBSCRIBERS = re.compile(
    r"(?:to|and) (?:continue|keep) reading|continue reading (?:with|by|for)"
    r"|to (?:read|access|unlock|view) (?:the (?:full|rest|whole)|this (?:article|story|content))"
    r"|(?:available|reserved|only|exclusively?) (?:for|to) (?:our )?(?:subscribers|members)"
    r"|for (?:subscribers|members) only|subscribers?[- ]only|subscriber[- ]exclusive"
    r"|um (?:weiterzulesen|den (?:ganzen )?artikel zu lesen)|jetzt weiterlesen"
    r"|exklusiv für abonnent"
    r"|réservée? aux abonnés|pour lire la suite|il vous reste .{1,20} à lire"
    r"|(?:para|exclusivo para) suscriptores|para seguir leyendo|riservato agli abbonati"
    r"|voor abonnees|lees verder met",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue to|we (?:value|care about) your privacy|accept (?:all|and continue)"
    r"|(?:manage|your) (?:privacy|cookie) (?:settings|preferences|choices)"
    r"|(?:use|uses|store) cookies|cookies? and similar technologies|alle akzeptieren"
    r"|mit werbung weiterlesen|tout accepter|accepter (?:et|les cookies)|aceptar todo"
    r"|wij gebruiken cookies|utilizziamo i cookie",
    re.IGNORECASE,
)
_HUMAN = re.compile(
    r"verify (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot)|are you a (?:human|robot)"
    r"|checking (?:your browser|if the site connection)|unusual traffic|captcha"
    r"|attention required|access denied",
    re.IGNORECASE,
)
_SCRIPTED = re.compile(
    r"(?:enable|turn on|requires?|needs?|activate|use) javascript|javascript (?:is|must be|to run)"
    r"|javascript (?:aktivieren|einschalten)|activer javascript"
    r"|<div id=[\"']?(?:root|app|__next|__nuxt)[\"']?[^>]{0,200}>\s*</div>",
    re.IGNORECASE,
)


def read_whole(
    body: bytes, url: str, content_type: str = "", *, asked: str = "", told: str = ""
) -> ExtractedArticle:
    """The article in a page found at `url` when `asked` was asked for; `told` is the feed's HTML.

    Raises:
        ParseError: it holds no article, or no more of it than the feed told; says which.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _TYPES:
        raise ParseError(f"its address leads to a file ({kind[:80]}), not to a page", _BROWSER)
    if _is_front(url) and not _is_front(asked or url):
        raise ParseError("its address leads to the front page now; the article is gone", _BROWSER)
    page = decode(body, content_type)[:_LOOKED_AT]
    try:
        article = extract(body, "the page", url=url, content_type=content_type)
    except ParseError as problem:
        raise obstacle(page, url, "") or ParseError(problem.problem, _BROWSER) from problem
    if hidden := obstacle(page, url, article.text):
        raise hidden
    before = len(plain(stored_blocks(told)))
    if len(article.text) < LEAST_GAIN * before:
        raise ParseError("its page has no more text than the feed gives", _BROWSER)
    return article


def obstacle(page: str, url: str, text: str) -> ParseError | None:
    """What stands before the text of a page, if that was all that was found; None for nothing."""
    said = plain(to_blocks(page)) if len(text) < STUB else ""
    if len(text) < STUB and (_NOT_FREE.search(page) or _FOR_SUBSCRIBERS.search(said)):
        return ParseError(
            "the page shows only its beginning to readers who have not paid",
            "If you subscribe there, o opens it in the browser.",
        )
    if len(text) >= _LITTLE:
        return None
    said = text or said
    if _HUMAN.search(said):
        return ParseError("the page wants to see a human first", _BROWSER)
    if urlsplit(url).netloc.startswith("consent.") or _CONSENT.search(said):
        return ParseError("the page asks for consent to cookies before it shows its text", _BROWSER)
    if len(text) < _HARDLY and _SCRIPTED.search(page):
        return ParseError(
            "the page fills itself in by scripts, which dateline does not run", _BROWSER
        )
    return None


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query
