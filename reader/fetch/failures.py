"""What went wrong on the way to bytes, in one plain sentence each."""

from __future__ import annotations

import errno
import ssl
from typing import TYPE_CHECKING

from reader.model.errors import FetchError
from reader.text.clean import clean_line
from reader.text.url import host, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_LATER = "Its server may be down; try again later."
_NO_ROUTE = {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH}

_PRIVATE = (
    "leads to a private address",
    "What feeds and pages name may not reach into this machine or its network.",
)

_STATUS = {
    400: ("does not understand the request", "Check the address."),
    401: (
        "asks for a name and a password",
        "Let a command of yours give them (auth_command), or write https://name:password@host/feed.",
    ),
    402: ("asks for money", "Its articles may be open to subscribers only."),
    403: ("does not let dateline in", "Try it in a browser; the site may turn feed readers away."),
    404: ("is not there", "Check the address, or add the site's own: its feeds are looked for."),
    410: (
        "is gone for good",
        "Its articles are kept. Remove the feed, or look for its new address.",
    ),
    429: ("was asked too often", "It is left alone for as long as it wishes."),
    451: ("may not be shown for legal reasons", ""),
    503: ("is not available at the moment", _LATER),
}


class NoSuchHost(OSError):
    """The name service knows no such host."""


class NoNameService(OSError):
    """The name service cannot be asked."""


class PrivateAddress(OSError):
    """The host is on private ground, where what others name may not lead."""


class Offline(FetchError):
    """This machine has no way out: not the fault of any feed, and not counted as one."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{without_secrets(url)} could not be reached: there is no network",
            "Check this machine's connection.",
            kind="network",
            place=url,
        )


def unreachable(url: str) -> FetchError:
    """It alone cannot be found, while others can."""
    return FetchError(
        f"{named(url)} could not be reached: nobody can say where it is", _LATER, kind="network"
    )


def named(url: str) -> str:
    """An address as messages call it."""
    return clean_line(without_secrets(url)) or "an empty address"


def no_address(url: str) -> FetchError:
    """It is none that could be asked."""
    return FetchError(
        f"{named(url)} is not an address that can be asked",
        "Addresses begin with http://, https:// or file://.",
        kind="address",
    )


def too_large(url: str, limit: int) -> FetchError:
    """It has more bytes than anybody would read."""
    return FetchError(
        f"{named(url)} is larger than {limit / 1_000_000:g} MB",
        "Nothing of it was kept.",
        kind="size",
    )


def too_slow(url: str) -> FetchError:
    """A time limit passed."""
    return FetchError(f"{named(url)} did not answer in time", _LATER, kind="network")


def no_certificates() -> FetchError:
    """This machine's list of trusted certificates cannot be used."""
    return FetchError(
        "no secure connection can be made: the trusted certificates cannot be read",
        "Check SSL_CERT_FILE and SSL_CERT_DIR.",
        kind="network",
    )


def unlawful(url: str, what: str, hint: str) -> FetchError:
    """Going there is against the rules."""
    return FetchError(f"{named(url)} {what}", hint, kind="refused")


def no_answer(url: str, error: BaseException, *, begun: bool) -> FetchError:
    """A connection that failed, was cut or spoke something else; `begun`: the head had arrived."""
    for cause in _causes(error):
        if known := _known_cause(url, cause):
            return known
    if begun:
        what, hint = "broke off in the middle of its answer", "Nothing of it was kept."
    else:
        what, hint = "did not answer as a web server does", _LATER
    return FetchError(f"{named(url)} {what}", hint, kind="network")


def no_success(
    url: str, status: int, *, retry_at: datetime | None = None, bot_wall: bool = False
) -> FetchError:
    """The server answered, but with something else than what was asked for."""
    if bot_wall:
        what = "is behind a wall against robots, which turned dateline away"
        hint = "Ask the site to let feed readers through; a browser may still open it."
    elif status in _STATUS:
        what, hint = _STATUS[status]
    elif status >= 500:
        what, hint = "has trouble on its side", _LATER
    elif status >= 400:
        what, hint = "refuses the request", "Try the address in a browser."
    else:
        what, hint = "gave an answer without content", _LATER
    problem = f"{named(url)} {what} ({status})"
    return FetchError(problem, hint, kind="http", status=status, retry_at=retry_at, place=url)


def _known_cause(url: str, cause: BaseException) -> FetchError | None:
    match cause:
        case NoNameService():
            return Offline(url)
        case OSError() if cause.errno in _NO_ROUTE:
            return Offline(url)
        case PrivateAddress():
            return private_ground(url)
        case NoSuchHost():
            what = f"could not be reached: there is no host {clean_line(host(url))}"
            hint = "Check the spelling of the address."
        case ssl.SSLCertVerificationError():
            what = f"could not be reached: its certificate is not valid ({cause.verify_message})"
            hint = "Nothing was fetched. Check the address, and this machine's clock."
        case ssl.SSLError():
            what = "could not be reached: no secure connection was made"
            hint = "Check the address; some servers speak only http://."
        case ConnectionRefusedError():
            what, hint = "could not be reached: the connection was refused", _LATER
        case TimeoutError():
            return too_slow(url)
        case _:
            return None
    return FetchError(f"{named(url)} {clean_line(what)}", hint, kind="network")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what lies under it, outermost first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def private_ground(url: str) -> FetchError:
    """It is on this machine or in its network, and the person did not name it."""
    return unlawful(url, *_PRIVATE)
