"""Where a server may send us, and where it may not."""

from __future__ import annotations

import pytest

from reader.fetch.answers import Head, head_of
from reader.fetch.loaders import Options
from reader.fetch.redirects import Hop, follow
from reader.model.errors import FetchError
from reader.model.feed import Validators

HOME, PUBLIC = "127.0.0.1", "93.184.215.14"


def hop(url: str = "http://127.0.0.1:8000/feed") -> Hop:
    return Hop(url, Validators(), Options(allow_private=True))


def to(location: str) -> Head:
    return head_of(302, [(b"Location", location.encode())])


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1:22/",
        "http://127.0.0.1:6667/",
        "/feed?a=%0d%0aSet-Cookie:%20b",
        "/feed%00",
        "--help",
    ],
)
def test_a_redirect_that_only_an_attacker_would_give_is_refused(location: str) -> None:
    with pytest.raises(FetchError) as caught:
        follow(hop(), to(location), HOME)
    assert caught.value.kind == "refused"


@pytest.mark.parametrize("location", ["http://127.0.0.1:8443/", "http://127.0.0.1:81/a%20b"])
def test_a_redirect_to_a_server_beside_it_is_followed(location: str) -> None:
    assert follow(hop(), to(location), HOME).url == location


@pytest.mark.parametrize(
    ("location", "peer", "allowed"),
    [
        ("http://192.168.1.2/", HOME, True),
        ("http://192.168.1.2/", PUBLIC, False),
        ("http://192.168.1.2/", "", False),
        ("http://169.254.169.254/latest/", HOME, False),
        ("http://[fe80::1]/", HOME, False),
    ],
)
def test_only_a_private_server_may_send_to_private_ground(
    location: str, peer: str, allowed: bool
) -> None:
    assert follow(hop(), to(location), peer).options.allow_private is allowed
