"""The text of an article as XHTML that stands by itself: its own links, its kept pictures.

It is made from what `text.render` wrote, so nothing foreign is in it but words and addresses; what
is done here is to close empty elements as XML wants them, to keep names of places in the text apart
from those of other articles, and to put kept pictures in place of addresses.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from reader.text.html import stored_blocks, to_html

if TYPE_CHECKING:
    from collections.abc import Callable

    Place = Callable[[str], str]
    """Where a picture of an address is; empty if it is not kept."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:=\"[^\"]*\")?)*)\s*/?>")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[^A-Za-z0-9_-]")
_ADDRESS = "!#$%&'()*+,/:;=?@[]~-._"
_VOID = frozenset({"br", "hr", "img"})
_SCHEMES = frozenset({"http", "https", "mailto"})


def markup(html: str, place: Place, prefix: str = "") -> str:
    """Stored HTML as XHTML; `prefix` goes before the names of places in it.

    A picture that is not kept is told of in words. Addresses on the disk go, as does whatever is
    no sound address.
    """
    text = to_html(stored_blocks(html))
    return _TAG.sub(lambda found: _tag(found, place, prefix), plain_xml(text))


def plain_xml(text: str) -> str:
    """Without what no XML may have in it (XML 1.0, 2.2)."""
    return _NOT_XML.sub("", text)


def xml(text: str) -> str:
    """Text as it stands in XML, in quotes too."""
    return escape(plain_xml(text))


def sound(url: str) -> str:
    """An address that a stranger's program may be given, as RFC 3986 writes it; empty if none."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in _SCHEMES and (parts.scheme == "mailto" or parts.hostname)
        if not known or (parts.port or 0) < 0:
            return ""
    except ValueError:
        return ""
    host = parts.netloc
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            return ""
    if re.search(r"[^A-Za-z0-9.\-_~:@\[\]%!$&'()*+,;=]", host):
        return ""
    rest = quote(parts._replace(scheme="", netloc="").geturl(), safe=_ADDRESS)
    rest = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", rest).replace("[", "%5B").replace("]", "%5D")
    before, sign, fragment = rest.partition("#")
    rest = before + sign + fragment.replace("#", "%23")
    return f"{parts.scheme}:{'' if parts.scheme == 'mailto' else f'//{host}'}{rest}"


def _tag(found: re.Match[str], place: Place, prefix: str) -> str:
    closing, name, rest = found.groups()
    if closing:
        return found[0]
    told = {key: unescape(value) for key, value in _ATTRIBUTE.findall(rest)}
    if name == "img":
        return _picture(told, place)
    kept = "".join(
        f' {key}="{escape(value)}"' for key in told if (value := _value(key, told[key], prefix))
    )
    return f"<{name}{kept}{'/' if name in _VOID else ''}>"


def _value(key: str, value: str, prefix: str) -> str:
    """What is left of an attribute; empty if nothing is."""
    match key:
        case "href" if value.startswith("#"):
            return f"#{prefix}{_NAME.sub('-', value[1:])}"
        case "href":
            return sound(value)
        case "id":
            return f"{prefix}{_NAME.sub('-', value)}"
        case "class" | "start":
            return value
    return ""


def _picture(told: dict[str, str], place: Place) -> str:
    url, alt = told.get("src", ""), told.get("alt", "")
    if kept := place(url):
        return f'<img src="{escape(kept)}" alt="{escape(alt)}"/>'
    return f'<span class="missing">{escape(alt) or "A picture that was not kept"}</span>'
