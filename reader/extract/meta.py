"""What the head of a page, and what it marks, says of its article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.extract.byline import authors, listed, people
from reader.extract.linked import Object, address_of, article_in, texts
from reader.extract.roles import is_path
from reader.text.clean import clean_line
from reader.text.dates import parse_date
from reader.text.url import host, is_web, normal_form, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from lxml.etree import _Element

_LONGEST = 500
_MOST_TAGS = 30

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate"),
    *(
        "publishdate",
        "publish-date",
        "publish_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
    ),
    *("dcterms.issued", "dcterms.date", "sailthru.date", "parsely-pub-date", "article.published"),
    *("citation_publication_date", "cxenseparse:recs:publishtime", "timestamp", "created"),
)
_AUTHOR = (
    *("author", "article:author", "article:author_name", "og:article:author", "dc.creator"),
    *(
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
        "byl",
        "citation_author",
        "cxenseparse:author",
    ),
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|writer|contributor)(?:$|[\s_-]|name)", re.IGNORECASE
)
_SAVED = re.compile(
    r"<!--\s*(?:page saved with singlefile\s+url:\s*(\S+)|saved from url=\(\d+\)(\S+))",
    re.IGNORECASE,
)
_DIVIDED = re.compile(r"\s+(?:[|•·»—–-]|::)\s+|\s*[|»]\s*")


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says of its article; empty where it says nothing."""

    title: str = ""
    byline: str = ""
    published_at: datetime | None = None
    language: str = ""
    canonical: str = ""
    site: str = ""
    picture: str = ""
    tags: tuple[str, ...] = ()
    body: str = ""
    """The article's text as JSON-LD gives it."""


def read_meta(root: _Element, html: str, url: str) -> Meta:
    """What the page at `url` says of its article."""
    named = _named(root)
    linked = article_in(
        _text(script) for script in _found(root, ".//script[@type='application/ld+json']")
    )
    canonical = _canonical(root, named, linked, html, url)
    base = url if is_web(url) else canonical or url
    site = _first(
        *named.get("og:site_name", ()),
        *texts(linked.get("publisher")),
        *named.get("application-name", ()),
    )
    return Meta(
        title=_title(root, named, linked, site),
        byline=_byline(root, named, linked, site),
        published_at=_published(root, named, linked),
        language=_language(root, named, linked),
        canonical=canonical,
        site=site,
        picture=_picture(named, linked, base),
        tags=_tags(named, linked),
        body=str(linked["articleBody"]) if isinstance(linked.get("articleBody"), str) else "",
    )


def _named(root: _Element) -> dict[str, tuple[str, ...]]:
    """Contents of `meta` elements by their names in small letters, in order."""
    named: dict[str, tuple[str, ...]] = {}
    for element in _found(root, ".//meta[@content]")[:500]:
        content = clean_line(element.get("content", "")[:5000])
        for key in ("property", "name", "itemprop"):
            name = element.get(key, "").strip().lower()
            if name and content:
                named[name] = (*named.get(name, ()), content)
    return named


def _title(root: _Element, named: dict[str, tuple[str, ...]], linked: Object, site: str) -> str:
    document = _first(*(_text(title) for title in _found(root, ".//head/title|.//title")[:1]))
    headings = [_first(_text(heading)) for heading in _found(root, ".//h1")[:5]]
    heading = next(
        (text for text in headings if text and text.casefold() in document.casefold()), ""
    )
    found = _first(
        *named.get("og:title", ()),
        *texts(linked.get("headline")),
        *named.get("twitter:title", ()),
        heading,
        document,
        *headings,
    )
    if heading and found.casefold().startswith(heading.casefold()):
        return heading
    return _without_site(found, site)


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site behind (or before) it."""
    parts = [part for part in _DIVIDED.split(title) if part]
    if len(parts) < 2:
        return title
    for part in (parts[-1], parts[0]):
        named = site and (part.casefold() in site.casefold() or site.casefold() in part.casefold())
        if named and len(part) <= 60:
            kept = title.removesuffix(part) if part is parts[-1] else title.removeprefix(part)
            return kept.strip(" |•·»—–-:")
    longest = parts[0]
    short = len(parts[-1].split()) <= 4 and len(longest.split()) >= 4
    return longest if not site and short and len(parts) == 2 and not is_path(title) else title


def _byline(root: _Element, named: dict[str, tuple[str, ...]], linked: Object, site: str) -> str:
    found = [
        name for value in (linked.get("author"), linked.get("creator")) for name in texts(value)
    ]
    found = found or [name for key in _AUTHOR for name in named.get(key, ())[:5]]
    names = _names(found, site)
    if names:
        return listed(names)
    marked = _found(root, ".//*[@rel='author']|.//*[@itemprop='author']")[:5]
    names = _names((_text(element) for element in marked), site)
    if names:
        return listed(names)
    for element in _found(root, ".//*[@class]"):
        if _BYLINE.search(element.get("class", "")):
            text = _first(_text(element))
            found_here = authors(text) or (people(text) if len(text) < 80 else ())
            if found_here:
                return listed(found_here)
    return ""


def _names(found: Iterable[str], site: str) -> tuple[str, ...]:
    lines = (clean_line(name)[:200] for name in found)
    kept = [
        line for line in lines if line and not is_web(line) and "@" not in line and "/" not in line
    ]
    own = [line for line in kept if line.casefold() != site.casefold()] or kept
    names = (name for line in own for name in authors(line) or people(line) or (line,))
    return tuple(dict.fromkeys(name for name in names if len(name) <= 80))[:10]


def _published(
    root: _Element, named: dict[str, tuple[str, ...]], linked: Object
) -> datetime | None:
    written = [
        *texts(linked.get("datePublished")),
        *(at for key in _PUBLISHED for at in named.get(key, ())),
    ]
    times = _found(root, ".//time[@datetime]|.//*[@itemprop='datePublished']")[:10]
    written += [
        element.get("datetime") or element.get("content") or _text(element) for element in times
    ]
    return next((at for text in written if (at := parse_date(clean_line(text)))), None)


def _language(root: _Element, named: dict[str, tuple[str, ...]], linked: Object) -> str:
    own = next(
        (element.get("lang", "") for element in root.iter("html") if element.get("lang")), ""
    )
    found = _first(
        own,
        *texts(linked.get("inLanguage")),
        *named.get("og:locale", ()),
        *named.get("content-language", ()),
    )
    code = found.replace("_", "-")
    return code if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", code) else ""


def _canonical(
    root: _Element, named: dict[str, tuple[str, ...]], linked: Object, html: str, url: str
) -> str:
    links = [
        link.get("href", "")
        for link in _found(root, ".//link[@href]")
        if "canonical" in link.get("rel", "").lower().split()
    ]
    saved = _SAVED.search(html[:5000])
    given = [
        *links,
        *named.get("og:url", ()),
        (saved[1] or saved[2]) if saved else "",
        address_of(linked.get("mainEntityOfPage")),
        address_of(linked.get("url")),
    ]
    found = [address for link in given if is_web(address := resolve(url, link))]
    # Some sites name their front page as the address of every article.
    whole = [address for address in found if _is_page(address) or not is_web(url)]
    same_host = [address for address in whole if not is_web(url) or host(address) == host(url)]
    return next(iter(same_host or whole), "")


def _is_page(address: str) -> bool:
    return normal_form(address).count("/") > 2


def _picture(named: dict[str, tuple[str, ...]], linked: Object, base: str) -> str:
    given = [
        *named.get("og:image", ()),
        *named.get("og:image:url", ()),
        *named.get("twitter:image", ()),
        *named.get("twitter:image:src", ()),
        address_of(linked.get("image")),
    ]
    return next((address for link in given if is_web(address := resolve(base, link))), "")


def _tags(named: dict[str, tuple[str, ...]], linked: Object) -> tuple[str, ...]:
    given: Sequence[str] = named.get("article:tag", ()) or texts(linked.get("keywords"))
    given = given or named.get("news_keywords", ()) or named.get("keywords", ())
    tags = (clean_line(tag)[:100] for line in given for tag in line.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:_MOST_TAGS]


def _found(root: _Element, path: str) -> list[_Element]:
    """Elements on any of several paths, in that order."""
    return [element for part in path.split("|") for element in root.iterfind(part)]


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))[:1_000_000]


def _first(*given: str) -> str:
    return next((line for text in given if (line := clean_line(text[:5000])[:_LONGEST])), "")
