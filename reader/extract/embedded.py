"""Pictures that are inside a file, beside its text: named so that they can be had later.

While an article is read, such a picture stands under a name of a host that cannot exist
(RFC 2606). In what is kept it is `file:///the/file#embedded=name`, which is opened only to look for
that name within that file. Where no file stays, as with a pipe, its picture is left out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.model.parsed import ExtractedArticle

INSIDE = "https://embedded.invalid/"
"""What the addresses of pictures within a file begin with while it is read."""

MARK = "#embedded="
"""Between the address of a file and the name of a picture in it, percent-encoded."""

MOST = 500
"""Pictures of a page; the rest is left out."""

_DATA = re.compile(
    r"data:image/(png|jpe?g|gif|webp|bmp|avif)(?:;[\w=-]+)*;base64,([A-Za-z0-9+/=%\s]*)",
    re.IGNORECASE,
)
_CONTENT_ID = re.compile(r"""(?<=["'(\s])cid:([^"'<>()\s]{1,200})""", re.IGNORECASE)
_IMAGE = re.compile(r'<img src="([^"]*)"((?: alt="[^"]*")?)>')
_LINK = re.compile(rf'<a href="{re.escape(INSIDE)}[^"]*">(.*?)</a>', re.DOTALL)


def with_names(html: str) -> str:
    """A page in which pictures it holds itself, and parts of its mail, are addresses."""
    count = iter(range(MOST))
    html = _DATA.sub(lambda _: _numbered(next(count, None)), html)
    return _CONTENT_ID.sub(lambda found: inside(f"cid:{unquote(found[1])}"), html)


def pictures_of(html: str) -> Iterator[str]:
    """The pictures a page holds within its text, in base64, as `with_names` counts them."""
    return (unquote(found[2]) for found in islice(_DATA.finditer(html), MOST))


def inside(name: str) -> str:
    """The address, while it is read, of what a file calls by this name."""
    return INSIDE + quote(name)


def settled(
    article: ExtractedArticle, url: str, known: Iterable[str] = frozenset()
) -> ExtractedArticle:
    """The article as it is kept: `url` is where the file is, `known` are web addresses it holds."""

    def address(src: str) -> str:
        if src.startswith(INSIDE):
            return _kept(url, unquote(src.removeprefix(INSIDE)))
        if src.startswith("file:") and not src.startswith(url.rpartition("/")[0] + "/"):
            return ""  # a page saved from elsewhere may name what is beside it, and nothing else
        return (_kept(url, src) if src in known else "") or src

    def image(found: re.Match[str]) -> str:
        src = address(unescape(found[1]))
        return f'<img src="{escape(src)}"{found[2]}>' if src else ""

    html = _IMAGE.sub(image, _LINK.sub(r"\1", article.html))
    return replace(article, html=html, picture=article.picture and address(article.picture))


def _kept(url: str, name: str) -> str:
    return f"{url}{MARK}{quote(name, safe='')}" if url.startswith("file:") else ""


def _numbered(number: int | None) -> str:
    return "" if number is None else inside(f"data:{number}")
