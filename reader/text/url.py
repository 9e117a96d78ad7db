"""Addresses: made absolute, made safe, compared, and turned into paths and back.

No function here raises, whatever string it is given: addresses come from feeds and pages.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from reader.text.clean import clean_text

if TYPE_CHECKING:
    from pathlib import PurePath

LONGEST = 4096
"""Characters; servers and browsers agree on little beyond."""

_WEB = ("http", "https")
_PORTS = {"http": 80, "https": 443}

_EDGES = "".join(map(chr, range(33))) + "\x7f\xa0\u200b\u2060\ufeff"
_BREAKS = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_NEVER_RELATIVE = re.compile(r"-|\\\\|(?![a-z][a-z0-9+.-]*:)[^/?#]*:", re.IGNORECASE)
_HOST = re.compile(r"[\w.~%!$&'()*+,;=-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\xa0\"<>\\^`{|}]")
_SOUND = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::(?:[1-5]\d{4}|[1-9]\d{0,3}))?(?:/[\w/.~%+,:=@!$*()-]*)?"
    r"(?:\?[\w/.~%+,:=@!$*()&-]+)?(?:#[\w/.~%+,:=@!$*()&-]+)?",
    re.ASCII,
)
"""Addresses that `resolve` has nothing to do to, and most are."""
_SOUND_PATH = re.compile(
    r"(?:/[\w~%+,=@!$*()-][\w.~%+,=@!$*()-]{0,200}){1,20}/?(?:\?[\w/.~%+,=@&-]{1,500})?", re.ASCII
)
_SOUND_ORIGIN = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::(?:[1-5]\d{4}|[1-9]\d{0,3}))?(?=/|\Z)", re.ASCII
)
_USUAL = re.compile(
    r"https?://([a-z0-9.-]*[a-z0-9](?::(?!80/|443/)(?:[1-5]\d{4}|[1-9]\d{0,3})(?=/))?)((?:/[\w/.~+,=@-]*)?)",
    re.ASCII,
)
"""Addresses whose normal form is plain to see."""
_FILE_NAME = re.compile(
    r"^[^/?#]*\.(txt|text|md|markdown|html?|xhtml|mhtml?|xml|rss|atom|rdf|json|jsonl|opml|pdf|epub|eml"
    r"|mbox|warc|gz)$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+", re.IGNORECASE)

# Parameters that say where a reader came from and never what the page shows.
_TRACKING = re.compile(
    r"(utm_|pk_|mtm_|piwik_|matomo_|at_(medium|campaign|custom|link|ptr)|ns_(source|mchannel|campaign|linkname|fee)"
    r"|hsa_|_hs|mc_[ce]id$|mkt_tok$|oly_|vero_|[a-z]{0,4}clid$|wbraid$|gbraid$|igshid$|igsh$"
    r"|ncid$|cmpid$|cmp$|ocid$|smid$|smtyp$|sref$|srnd$|spm$|ref_src$|ref_url$|ftag$|guccounter$"
    r"|guce_|__twitter_impression$|xtor$|wt_?\.?mc$|wt_zmc$|ito$|partner$|s_cid$|icid$|yclid$|rss$)",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"(^|[_.-])(token|key|apikey|api_key|auth|authorization|password|passwd|pass|pwd|secret|sig"
    r"|signature|session|sessionid|sid|jwt|code|credential|access_token)($|[_.-])|token$|apikey$",
    re.IGNORECASE,
)


def resolve(base: str, reference: str) -> str:
    """A reference as an absolute http, https or mailto address; empty if it is unsafe or none.

    `file:` comes out only where the base is itself a `file:` address: what a server sends never
    reaches the disk. Characters that may not stand in an address are percent-encoded (WHATWG URL,
    4.4), the rest is left as it was written. What comes out goes in again unchanged.

    What only looks relative to a web address is refused: an option of a program (`--help`), a path
    of a Windows network, and a first part with a colon in it, which is a scheme gone wrong
    (RFC 3986, 4.2).
    """
    return _plainly(base, reference) or _worked_out(base, reference)


def _worked_out(base: str, reference: str) -> str:
    """What `resolve` says, the long way."""
    reference = _BREAKS.sub("", reference.strip(_EDGES))
    if not reference or len(reference) > LONGEST or clean_text(reference) != reference:
        return ""
    if not may_be_relative(reference) and _scheme(base.strip(_EDGES)) != "file":
        return ""
    if _MAIL.match(reference):
        return "mailto:" + _UNSAFE.sub(_percent, reference[len("mailto:") :])
    scheme = _scheme(reference)
    if scheme and scheme not in (*_WEB, "file"):
        return ""
    try:
        return _join(base.strip(_EDGES), reference, scheme)
    except ValueError:
        return ""


def _plainly(base: str, reference: str) -> str:
    """The address, if it is plain to see; empty if it has to be worked out."""
    if is_sound(reference):
        return reference
    origin = _SOUND_ORIGIN.match(base) if _SOUND_PATH.fullmatch(reference) else None
    return origin[0] + reference if origin else ""


def may_be_relative(reference: str) -> bool:
    """Whether it is not one of those that only look relative to a web address: see `resolve`."""
    return not _NEVER_RELATIVE.match(_BREAKS.sub("", reference.strip(_EDGES)))


def is_sound(url: str) -> bool:
    """Whether it is an absolute web address that means the same to everybody, as written."""
    return len(url) <= LONGEST and _SOUND.fullmatch(url) is not None


def is_web(url: str) -> bool:
    """Whether it is an absolute http or https address that can be asked for."""
    return _scheme(url) in _WEB and bool(resolve("", url))


def host(url: str) -> str:
    """The host's name in lower case, without port; empty if there is none."""
    parts = _split(url)
    return _hostname(parts) if parts else ""


def normal_form(url: str) -> str:
    """What two addresses of the same article have in common; for comparing, not for asking.

    Scheme (http counts as https) and host in lower case; default port, fragment, tracking
    parameters and a slash at the end removed. What is no web address comes back trimmed.
    """
    if usual := _USUAL.fullmatch(url):
        return f"https://{usual[1]}{usual[2].rstrip('/')}"
    parts = _split(url.strip(_EDGES))
    if parts is None or parts.scheme not in _WEB or not parts.netloc:
        return url.strip(_EDGES)
    user, at, _ = parts.netloc.rpartition("@")
    number = _port(parts)
    port = f":{number}" if number and number != _PORTS[parts.scheme] else ""
    place = f"{user}{at}{_hostname(parts)}{port}"
    kept = [
        pair
        for pair in _tidy(parts.query).split("&")
        if pair.strip(_EDGES) and not _TRACKING.match(pair.split("=")[0])
    ]
    path = _tidy(parts.path).rstrip("/" + _EDGES)
    fragment = _tidy(parts.fragment) if parts.fragment.startswith("!") else ""
    return urlunsplit(("https", place, path, "&".join(kept), fragment)).rstrip(_EDGES)


def without_secrets(url: str) -> str:
    """An address fit for logs and messages: no user, no password, no token-like parameter."""
    parts = _split(url)
    if parts is None:
        return "(unreadable address)"
    kept = [
        pair for pair in parts.query.split("&") if pair and not _SECRET.search(pair.split("=")[0])
    ]
    place = parts.netloc.rpartition("@")[2]
    return clean_text(urlunsplit((parts.scheme, place, parts.path, "&".join(kept), "")))


def path_to_url(path: str | PurePath) -> str:
    """The `file:` address of an absolute path."""
    text = str(path)
    written = quote(text, safe="/~!$&'()*+,;=:@-._", errors="surrogateescape")
    return "file://" + (written if written.startswith("/") else f"/{written}")


def url_to_path(url: str) -> str:
    """The path a `file:` address names; empty if it names none on this machine."""
    parts = _split(url)
    if parts is None or parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return ""
    path = unquote(parts.path, errors="surrogateescape")
    return "" if "\0" in path else path


def looks_like_url(text: str) -> bool:
    """Whether a person who typed this meant an address rather than words or a path."""
    text = text.strip()
    if _scheme(text) in (*_WEB, "file"):
        return True
    return bool(
        not _FILE_NAME.search(text)
        and re.fullmatch(
            r"(?:[\w-]{1,63}\.)+[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?", text, re.IGNORECASE
        )
    )


def youtube_id(url: str) -> str:
    """The id of the film a YouTube address of any form names; empty for others."""
    parts = _split(url)
    if parts is None:
        return ""
    name = _hostname(parts).removeprefix("www.").removeprefix("m.")
    if name == "youtu.be":
        found = re.match(r"/([\w-]{6,20})", parts.path)
    elif name in ("youtube.com", "youtube-nocookie.com"):
        found = re.match(r"/(?:embed|v|shorts|live)/([\w-]{6,20})", parts.path)
        if found is None:
            return dict(parse_qsl(parts.query)).get("v", "")
    else:
        return ""
    return found[1] if found and found[1] != "videoseries" else ""


def _join(base: str, reference: str, scheme: str) -> str:
    if scheme in _WEB or (not scheme and _scheme(base) in _WEB):
        reference = _forward(reference)
    if not scheme and reference.startswith("//") and _scheme(base) not in _WEB:
        base = "https://"
    joined = urljoin(base, reference)
    if scheme == "":
        joined = joined if clean_text(joined) == joined else ""
    parts = urlsplit(joined)
    if parts.scheme == "file":
        allowed = _scheme(base) == "file" and parts.netloc in ("", "localhost") and parts.path
        return "file://" + _tidy(urlunsplit(("", "", *parts[2:]))) if allowed else ""
    if parts.scheme not in _WEB or not _is_place(parts):
        return ""
    address = urlunsplit((parts.scheme, parts.netloc, *map(_tidy, parts[2:])))
    return address if len(address) <= LONGEST else ""


def _is_place(parts: SplitResult) -> bool:
    name = parts.netloc.rpartition("@")[2]
    if not name or _UNSAFE.search(parts.netloc):
        return False
    _ = parts.port  # raises ValueError where it is no number
    return bool(_HOST.fullmatch(name.rsplit(":", 1)[0] if not name.endswith("]") else name))


def _forward(reference: str) -> str:
    """Backslashes before the query as slashes, as browsers read them."""
    end = min((at for at in (reference.find("?"), reference.find("#")) if at >= 0), default=None)
    head = reference[:end].replace("\\", "/")
    return head + (reference[end:] if end is not None else "")


def _tidy(part: str) -> str:
    return _UNSAFE.sub(_percent, part)


def _percent(character: re.Match[str]) -> str:
    return quote(character[0], safe="")


def _scheme(url: str) -> str:
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _hostname(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".")


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None
