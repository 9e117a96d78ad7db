"""Which picture, film or sound an HTML element stands for, if any."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from reader.text.blocks import Embed
from reader.text.spans import line
from reader.text.url import host, resolve, youtube_id

if TYPE_CHECKING:
    from collections.abc import Iterator

Attributes = Mapping[str, str]

_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-hi-res-src",
    "data-orig-src",
    "data-url",
)
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")

# Hosts and paths that count readers and show nothing.
_COUNTERS = re.compile(
    r"//(feeds\.feedburner\.com/~r/|[^/]*\bdoubleclick\.net/|pixel\.|[^/]*\.?pixel\.wp\.com/|stats\.wordpress\.com/"
    r"|[^/]*google-analytics\.com/|b\.scorecardresearch\.com/|[^/]*quantserve\.com/|sb\.|feeds\.wordpress\.com/1\.0/"
    r"|[^/]*/piwik\.php|[^/]*/matomo\.php|www\.facebook\.com/tr\b|ad\.|ads\.|[^/]*vgwort\.de/|[^/]*ivwbox\.de/"
    r"|rss\.buysellads\.com/|da\.feedsportal\.com/|res\.feedsportal\.com/|pi\.feedsportal\.com/"
    r"|[^/]*assoc-amazon\.|counter\.theconversation\.|www\.facebook\.com/plugins/|www\.googletagmanager\.com/"
    r"|[^/]*amazon-adsystem\.com/|[^/]*googlesyndication\.com/|platform\.twitter\.com/widgets/)"
    r"|/(piwik|matomo)\.php\b|[/_-](spacer|blank|1x1|pixel|transparent|clear|placeholder)\.(gif|png|svg)(\?|$)",
    re.IGNORECASE,
)
_PICTURE_FILE = re.compile(r"^[^?#]*\.(jpe?g|png|gif|webp|avif|svg)([?#]|$)", re.IGNORECASE)
_CANDIDATES = re.compile(r"(?<=[wx]),|,\s")
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)[wx],?")
_WIDEST, _DENSEST = 1800, 2
"""Pixels, and pixels a point, that a picture has at most if there is a choice."""
_TINY = re.compile(r"\s*[01](px)?\s*")
_SMALL = re.compile(r"\s*([1-2]?\d|3[0-2])(px)?\s*")
_TINY_STYLE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d{1,6})?(?:px)?\s*")
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/]{400,300000}={0,2}")
"""A picture that stands in the page itself; a shorter one is a spacer, a longer one a burden."""
_SMILEY = re.compile(r"\b(emoji|smiley|emoticon)", re.IGNORECASE)


def picture_url(attributes: Attributes, base: str) -> str:
    """The address of the picture itself: lazy loaders hide it behind another; empty if none.

    Pictures that only count readers are none. One that stands in the page itself, as `data:`, is
    taken if there is no other: it is mostly what a lazy loader shows meanwhile.
    """
    if _is_tiny(attributes):
        return ""
    for candidate in _candidates(attributes):
        url = _shown(base, candidate)
        if url:
            return url
    return attributes["src"] if _DATA.fullmatch(attributes.get("src", "")) else ""


def picture_size(attributes: Attributes, alt: str) -> tuple[int, int]:
    """Width and height in pixels, as the page says; zeros if it does not say both.

    `alt` is the text as it is kept: with a size that makes a smiley of it, none is told.
    """
    sides = [_PIXELS.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    width, height = (int(found[1]) if found else 0 for found in sides)
    if width < 2 or height < 2 or is_smiley({"alt": alt, "height": str(height)}):
        return 0, 0
    return width, height


def size_attributes(width: int, height: int) -> str:
    """A size as the attributes that say so; nothing for none."""
    return f' width="{width}" height="{height}"' if width and height else ""


def leads_to_picture(link: str) -> bool:
    """Whether a link on a picture leads to nothing but a picture."""
    return _PICTURE_FILE.search(link) is not None


def fitting(srcset: str) -> str:
    """The address of the largest picture in a `srcset` (HTML, 4.8.4.2.1) that no page is too small
    for; of only larger ones the smallest."""
    best, size = "", -1.0
    for candidate in _CANDIDATES.split(srcset):
        address, *sizes = candidate.split() or [""]
        found = _SIZE.fullmatch(sizes[0]) if sizes else None
        number = float(found[1]) if found else 1.0
        most = _WIDEST if sizes and "w" in sizes[0] else _DENSEST
        better = size < number <= most or (number < size and size > most) or size < 0
        if address and better:
            best, size = address.strip(","), number
    return best


def is_smiley(attributes: Attributes) -> bool:
    """Whether a picture stands for its `alt` text within a line."""
    alt = attributes.get("alt", "").strip()
    if not alt or len(alt) > 24 or "\n" in alt:
        return False
    if _SMILEY.search(attributes.get("class", "")):
        return True
    small = _SMALL.fullmatch(attributes.get("height", "")) is not None
    return small and len(alt) <= 8 and not alt.isalnum()


def embed(tag: str, attributes: Attributes, base: str) -> Embed | None:
    """What an `iframe`, `embed`, `object`, `video` or `audio` shows; None for nothing."""
    if _is_tiny(attributes):
        return None
    address = next(
        (
            attributes[name]
            for name in ("src", "data-src", "data", "data-lazy-src")
            if attributes.get(name)
        ),
        "",
    )
    url = _shown(base, address) if address != "about:blank" else ""
    if not url or url.startswith("mailto:"):
        return None
    title = line(attributes.get("title", "") or attributes.get("aria-label", ""), 300)
    url, kind = _page_of(url), _kind(tag, attributes.get("type", ""), url)
    return Embed(url, kind, "" if title in (url, kind) else title)


def _candidates(attributes: Attributes) -> Iterator[str]:
    for name in _LAZY:
        if name in attributes:
            yield attributes[name]
    yield attributes.get("src", "")
    for name in _LAZY_SETS:
        if name in attributes:
            yield fitting(attributes[name])


def _shown(base: str, reference: str) -> str:
    if not reference or reference[:5].lower() == "data:":
        return ""
    url = resolve(base, reference)
    return "" if url.startswith("mailto:") or _COUNTERS.search(url) else url


def _is_tiny(attributes: Attributes) -> bool:
    return any(
        side in attributes and _TINY.fullmatch(attributes[side]) for side in ("width", "height")
    ) or bool(_TINY_STYLE.search(attributes.get("style", "")))


def _kind(tag: str, media_type: str, url: str) -> Literal["video", "audio", "frame"]:
    if tag == "video" or media_type.startswith("video/") or _film(url):
        return "video"
    if tag == "audio" or media_type.startswith("audio/"):
        return "audio"
    return (
        "audio"
        if re.search(r"\.(mp3|m4a|ogg|opus|flac|wav)(\?|$)", url, re.IGNORECASE)
        else "frame"
    )


def _film(url: str) -> bool:
    if youtube_id(url) or re.search(r"\.(mp4|m4v|webm|mov)(\?|$)", url, re.IGNORECASE):
        return True
    return host(url) in ("vimeo.com", "player.vimeo.com", "www.dailymotion.com")


def _page_of(url: str) -> str:
    """The page of a film, from the address of its player."""
    if film := youtube_id(url):
        return f"https://www.youtube.com/watch?v={film}"
    found = re.match(r"https?://player\.vimeo\.com/video/(\d+)", url)
    return f"https://vimeo.com/{found[1]}" if found else url
