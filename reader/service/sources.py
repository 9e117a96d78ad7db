"""Where bytes come from: which loader, for which address, with which manners."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from reader.model.errors import FetchError, UsageError
from reader.text.url import is_web, looks_like_url, path_to_url, url_to_path


def address_of(text: str) -> str:
    """What a person typed, as an absolute http, https or file address.

    Something that exists on disk is meant as a file; a bare host gets https.

    Raises:
        UsageError: it is neither an address nor a file.
    """
    text = text.strip() if not os.path.lexists(text) else text
    if is_web(text):
        return text
    path = Path(url_to_path(text) if text.startswith("file:") else text).expanduser()
    if text and os.path.lexists(path):
        return path_to_url(path.absolute())
    if text.startswith("feed:"):  # the old scheme of "subscribe" buttons
        return address_of(text.removeprefix("feed:").removeprefix("//"))
    if looks_like_url(text) and is_web(f"https://{text}"):
        return f"https://{text}"
    if text.startswith(("/", ".", "~", "file:")) or path.suffix:
        raise FetchError(f"there is no file {path}", "Check the path.", kind="file")
    raise UsageError(
        f"{text or 'nothing'} is neither a web address nor a file",
        "Give an address such as https://example.org, or the path of a file or folder.",
    )


def name_of(url: str) -> str:
    """The last part of an address, as a file would be called; the host if there is none."""
    if path := url_to_path(url):
        return Path(path).name
    parts = urlsplit(url)
    return PurePosixPath(unquote(parts.path)).name or parts.netloc
