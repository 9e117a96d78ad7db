from __future__ import annotations

import asyncio
import socket
import threading

import pytest

from reader.fetch.addresses import addresses_of, is_private, plainly_private
from reader.fetch.answers import Head, head_of
from reader.fetch.failures import PrivateAddress
from reader.fetch.loaders import UNKNOWN, Options
from reader.fetch.redirects import Hop, follow
from reader.model.errors import FetchError


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "not an address",
    ],
)
def test_private_ground_is_known_in_every_disguise(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "::ffff:8.8.8.8"]
)
def test_public_addresses_are_open(address: str) -> None:
    assert not is_private(address)


@pytest.mark.parametrize("host", ["localhost", "nas", "nas.local", "[::1]", "10.0.0.1", "a.lan."])
def test_some_hosts_are_private_by_name(host: str) -> None:
    assert plainly_private(host)


def test_a_public_name_is_not_private_by_name() -> None:
    assert not plainly_private("news.example.org")


async def test_a_name_that_resolves_to_this_machine_is_refused_by_its_address() -> None:
    with pytest.raises(PrivateAddress):
        await addresses_of("localhost", 80, private=False)
    assert set(await addresses_of("localhost", 80, private=True)) <= {"127.0.0.1", "::1"}


def hop(url: str) -> Hop:
    return Hop(url, UNKNOWN, Options(allow_private=True))


def redirect(to: str, status: int = 301) -> Head:
    return head_of(status, [(b"Location", to.encode())])


def test_a_public_feed_may_not_redirect_into_the_local_network() -> None:
    following = follow(hop("https://a.example/"), redirect("https://10.0.0.1/"), "93.184.216.34")
    assert not following.options.allow_private


def test_a_feed_at_home_may_redirect_within_it() -> None:
    assert follow(hop("http://nas/"), redirect("http://nas/f"), "10.0.0.2").options.allow_private


def test_a_feed_behind_a_proxy_may_not_redirect_into_the_local_network() -> None:
    following = follow(hop("https://a.example/"), redirect("https://10.0.0.1/"), "")
    assert not following.options.allow_private


def test_a_secure_feed_stays_secure() -> None:
    following = follow(hop("https://a.example/f"), redirect("http://a.example:80/f/"), "")
    assert following.url == "https://a.example/f/"
    assert following.moved_to == ""
    with pytest.raises(FetchError, match="insecure"):
        follow(hop("https://a.example/f"), redirect("http://a.example:8080/f"), "")


def test_a_name_service_that_hangs_does_not_keep_dateline_from_ending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gate, answered = threading.Event(), threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        gate.wait(30)
        answered.set()
        return []

    async def ask() -> None:
        asking = asyncio.create_task(addresses_of("a.example", 80, private=True))
        await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    asyncio.run(ask())
    assert not answered.is_set()
    gate.set()
