"""What a request says: who asks, for what, and how it may be answered."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.metadata import metadata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from reader.fetch.inflate import encodings

if TYPE_CHECKING:
    from reader.fetch.redirects import Hop


@cache
def user_agent() -> str:
    """Who asks: name, version and, where the package names one, the project's page."""
    about = metadata("dateline")
    pages = [line.rpartition(",")[2].strip() for line in about.get_all("Project-URL") or ()]
    return f"dateline/{about['Version']}" + (f" (+{pages[0]})" if pages else "")


def headers_of(hop: Hop) -> list[tuple[bytes, bytes]]:
    """The head of a request, but for its host."""
    agent = hop.options.user_agent or user_agent()
    resume = hop.options.resume
    headers = [
        (b"User-Agent", agent.encode("latin-1", "replace")),
        (b"Accept", hop.options.accept.encode()),
        (b"Accept-Encoding", encodings().encode() if resume is None else b"identity"),
    ]
    if resume is not None and resume.start:
        headers.append((b"Range", b"bytes=%d-" % resume.start))
        headers.append((b"If-Range", resume.validator))
    if hop.validators.etag:
        headers.append((b"If-None-Match", hop.validators.etag))
    if hop.validators.modified:
        headers.append((b"If-Modified-Since", hop.validators.modified))
    if secret := hop.options.auth or _user_of(hop.url):
        headers.append((b"Authorization", b"Basic " + b64encode(secret.encode())))
    own = [(name.encode(), value.encode()) for name, value in hop.options.headers]
    named = {name.lower() for name, _ in own}
    return [each for each in headers if each[0].lower() not in named] + own


def _user_of(url: str) -> str:
    parts = urlsplit(url)
    if not parts.username:
        return ""
    return f"{unquote(parts.username)}:{unquote(parts.password or '')}"
