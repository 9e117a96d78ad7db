"""Which article is this, and is its text what it was?

Identity tells an article from its neighbours in the same feed and stays when it is edited: the
feed's own id, else the address, else the text. Whether two identities of one feed are the same
article after all (a new guid with an old address and text) is for the store, which knows both.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.text.norm import plainly_set
from reader.text.url import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.model.parsed import ParsedArticle


def identify(articles: Iterable[ParsedArticle]) -> tuple[ParsedArticle, ...]:
    """The articles with an identity; what a feed says twice comes once.

    They bring their content hash. An id that a feed gives to several articles, of other addresses
    and titles, is told apart by the address, else by the text.
    """
    told = list(articles)
    known: dict[str, ParsedArticle] = {}
    for article, identity in zip(told, identities(told), strict=True):
        if identity not in known:
            key = normal_form(article.url) if article.url else ""
            known[identity] = replace(article, identity=identity, url_key=key)
    return tuple(known.values())


def identities(articles: Sequence[ParsedArticle]) -> list[str]:
    """The identity of each; those that are said twice have one."""
    groups: dict[str, list[ParsedArticle]] = defaultdict(list)
    for article in articles:
        groups[_plain_identity(article)].append(article)
    shared = {identity for identity, group in groups.items() if not _all_one(group)}
    known: dict[str, ParsedArticle] = {}
    found = []
    for article in articles:
        identity = _plain_identity(article)
        if identity in shared:
            identity = f"{identity} {_told_apart(article)}"
        if identity in known and not _all_one([known[identity], article]):
            identity = f"{identity} text:{_digest(article.title)}"
        known.setdefault(identity, article)
        found.append(identity)
    return found


def content_hash(title: str, text: str, *, even: bool = False) -> str:
    """A digest of a title and a plain text that white space and typography do not move.

    `even`: the text is known to have no white space but single blanks and line ends.
    """
    if even and text.isascii():
        text = text.replace("\n\n", " ").strip()
        text = text.replace("\n", " ") if "\n" in text else text
        text = text.replace("`", "'") if "`" in text else text
    else:
        text = plainly_set(text)
    return _hex(f"{plainly_set(title)}\n{text}")


def _plain_identity(article: ParsedArticle) -> str:
    if article.guid:
        return f"guid:{article.guid}"
    if article.url:
        return f"url:{normal_form(article.url)}"
    if article.title:
        day = article.published_at.isoformat() if article.published_at else ""
        return f"text:{_digest(f'{article.title} {day}')}"
    return f"text:{article.content_hash}"


def _all_one(group: list[ParsedArticle]) -> bool:
    """Whether articles that share an id, or for want of one an address, are one article.

    An address alone proves little: there are feeds that link every article to the front page.
    """
    first = group[0]
    return all(
        one.content_hash == first.content_hash
        or bool(one.title and one.title == first.title and (one.guid or one.url))
        for one in group[1:]
    )


def _told_apart(article: ParsedArticle) -> str:
    if article.guid and article.url:
        return f"url:{normal_form(article.url)}"
    return f"text:{_digest(article.title) if article.url else article.content_hash}"


def _digest(text: str) -> str:
    return _hex(plainly_set(text))


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]
