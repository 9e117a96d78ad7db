from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard

from reader.fetch.failures import Offline, no_answer
from reader.fetch.hosts import Hosts
from reader.fetch.http import HttpLoader, Limits
from reader.fetch.loaders import UNKNOWN, Options
from reader.model.errors import FetchError
from reader.model.fetched import Loaded, NotModified

if TYPE_CHECKING:
    from reader.model.feed import Validators
    from tests.conftest import Clock
    from tests.server import Server

OURS = Options(allow_private=True)
FEED = "<rss version='2.0'><channel><title>Harbour</title></channel></rss>"


async def loaded(loader: HttpLoader, url: str, known: Validators = UNKNOWN) -> Loaded:
    answer = await loader.load(url, known, OURS)
    assert isinstance(answer, Loaded)
    return answer


async def failure(loader: HttpLoader, url: str, options: Options = OURS) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await loader.load(url, UNKNOWN, options)
    return caught.value


# What is asked.


async def test_a_request_says_who_asks_and_nothing_else(loader: HttpLoader, server: Server) -> None:
    server.serve("/feed", FEED, headers={"Set-Cookie": "a=b"})
    await loader.load(server.url("/feed"), UNKNOWN, OURS)
    await loader.load(server.url("/feed"), UNKNOWN, OURS)
    for request in server.requests:
        names = {name.lower() for name, _ in request.headers}
        assert names == {"host", "user-agent", "accept", "accept-encoding"}
        assert (request.header("User-Agent") or "").startswith("dateline/")
        assert (request.header("Accept") or "").startswith("application/rss+xml")


async def test_a_name_and_password_in_the_address_go_to_its_server_only(
    loader: HttpLoader, server: Server
) -> None:
    server.redirect("/old", "/new")
    server.redirect("/new", server.url("/elsewhere", host="localhost"))
    server.serve("/elsewhere", FEED)
    answer = await loaded(loader, server.url("/old").replace("//", "//ann:p%40ss@"))
    assert server.asked("/old")[0].header("Authorization") == "Basic YW5uOnBAc3M="
    assert server.asked("/new")[0].header("Authorization") == "Basic YW5uOnBAc3M="
    assert server.asked("/elsewhere")[0].header("Authorization") is None
    assert "p%40ss" not in answer.url


async def test_the_address_of_an_answer_carries_no_password(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/feed", FEED)
    answer = await loaded(loader, server.url("/feed").replace("//", "//ann:secret@"))
    assert answer.url == server.url("/feed")


# Has it changed?


@pytest.mark.parametrize(
    "etag", ['"1"', 'W/"1-gzip"', "unquoted", '"caf\xe9"', '""', '"a","b"', "'odd\""]
)
async def test_an_etag_goes_back_byte_for_byte(
    loader: HttpLoader, server: Server, etag: str
) -> None:
    server.serve("/feed", FEED, etag=etag)
    first = await loaded(loader, server.url("/feed"))
    second = await loader.load(server.url("/feed"), first.validators, OURS)
    assert isinstance(second, NotModified)
    assert second.status == 304
    assert server.requests[-1].header("If-None-Match") == etag


async def test_a_last_modified_goes_back_as_written(loader: HttpLoader, server: Server) -> None:
    server.serve("/feed", FEED, last_modified="Tue,  3 Nov 2026 9:00 GMT+odd")
    first = await loaded(loader, server.url("/feed"))
    assert isinstance(await loader.load(server.url("/feed"), first.validators, OURS), NotModified)


async def test_of_two_etags_the_last_counts(loader: HttpLoader, server: Server) -> None:
    server.serve("/feed", FEED, headers=[("ETag", '"a"'), ("ETag", '"b"')])
    assert (await loaded(loader, server.url("/feed"))).validators.etag == b'"b"'


async def test_a_last_modified_at_the_end_of_time_is_not_believed(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/feed", FEED, last_modified="Tue, 19 Jan 2038 03:14:07 GMT")
    assert (await loaded(loader, server.url("/feed"))).validators.modified == b""


async def test_a_304_renews_the_validators_it_brings_and_keeps_the_others(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/feed", FEED, etag='"1"', last_modified="Mon")
    known = (await loaded(loader, server.url("/feed"))).validators
    server.raw("/feed", b'HTTP/1.1 304 Not Modified\r\nETag: "2"\r\n\r\n')
    answer = await loader.load(server.url("/feed"), known, OURS)
    assert answer.validators == replace(known, etag=b'"2"')


async def test_a_200_forgets_a_validator_that_is_no_longer_sent(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/feed", FEED, etag='"1"', last_modified="Mon")
    known = (await loaded(loader, server.url("/feed"))).validators
    server.serve("/feed", FEED + " ", etag='"2"')
    assert (await loaded(loader, server.url("/feed"), known)).validators.modified == b""


async def test_the_same_bytes_again_are_no_news(loader: HttpLoader, server: Server) -> None:
    server.serve("/feed", FEED)
    known = (await loaded(loader, server.url("/feed"))).validators
    assert known.body_hash == hashlib.sha256(FEED.encode()).digest()
    server.serve("/feed", FEED, etag='"new"')
    answer = await loader.load(server.url("/feed"), known, OURS)
    assert isinstance(answer, NotModified)
    assert answer.validators.etag == b'"new"'


async def test_a_304_to_a_first_request_is_no_answer(loader: HttpLoader, server: Server) -> None:
    server.raw("/feed", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert (await failure(loader, server.url("/feed"))).status == 304


# Bodies.


PACKERS = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
}


@pytest.mark.parametrize("encoding", PACKERS)
async def test_every_encoding_that_is_accepted_is_understood(
    loader: HttpLoader, server: Server, encoding: str
) -> None:
    server.serve("/f", PACKERS[encoding](FEED.encode()), headers={"Content-Encoding": encoding})
    assert (await loaded(loader, server.url("/f"))).body == FEED.encode()
    assert encoding in (server.requests[0].header("Accept-Encoding") or "")


@pytest.mark.parametrize("encoding", PACKERS)
async def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused(
    loader: HttpLoader, server: Server, encoding: str
) -> None:
    bomb = PACKERS[encoding](bytes(20_000_000))
    server.serve("/bomb", bomb, headers={"Content-Encoding": encoding})
    assert (await failure(loader, server.url("/bomb"))).kind == "size"


async def test_an_answer_larger_than_allowed_is_refused(loader: HttpLoader, server: Server) -> None:
    server.serve("/feed", b"x" * 2001)
    problem = await failure(loader, server.url("/feed"), replace(OURS, limit=2000))
    assert problem.kind == "size"
    assert "larger than 0.002 MB" in problem.problem


@pytest.mark.parametrize("chunked", [True, False])
async def test_an_answer_that_breaks_off_is_not_taken_for_whole(
    loader: HttpLoader, server: Server, chunked: bool
) -> None:
    server.cut_off("/feed", FEED, chunked=chunked)
    problem = await failure(loader, server.url("/feed"))
    assert problem.problem.endswith("broke off in the middle of its answer")


async def test_a_packed_answer_that_breaks_off_is_not_taken_for_whole(
    loader: HttpLoader, server: Server
) -> None:
    half = gzip.compress(FEED.encode() * 50)[:60]
    server.serve("/feed", half, headers={"Content-Encoding": "gzip"})
    assert (await failure(loader, server.url("/feed"))).kind == "network"


async def test_an_answer_labelled_gzip_that_is_plain_is_read_as_plain(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/feed", FEED, headers={"Content-Encoding": "gzip"})
    assert (await loaded(loader, server.url("/feed"))).body == FEED.encode()


# Servers that do not answer well.


@pytest.mark.parametrize("kind", ["slow", "silent"])
async def test_a_server_that_stalls_is_given_up(
    loader: HttpLoader, server: Server, kind: str
) -> None:
    getattr(server, kind)("/feed")
    assert "did not answer in time" in (await failure(loader, server.url("/feed"))).problem


async def test_a_server_that_answers_forever_is_given_up(clock: Clock, server: Server) -> None:
    server.slow("/feed")
    loader = HttpLoader(Hosts(now=clock), limits=Limits(read=60, total=0.2), now=clock)
    assert "did not answer in time" in (await failure(loader, server.url("/feed"))).problem
    await loader.close()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x01\x02\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe://\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n",
        b"HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
        b"HTTP/1.1 999 What\r\nRetry-After: never\r\nContent-Length: 0\r\n\r\n",
        b"SSH-2.0-OpenSSH_9\r\n",
    ],
)
async def test_a_malformed_answer_is_a_plain_problem(
    loader: HttpLoader, server: Server, answer: bytes
) -> None:
    server.raw("/feed", answer)
    problem = await failure(loader, server.url("/feed"))
    assert problem.problem.startswith(server.url("/"))


async def test_a_port_where_nobody_listens_refuses(loader: HttpLoader) -> None:
    problem = await failure(loader, "http://127.0.0.1:1/feed")
    assert problem.problem == (
        "http://127.0.0.1:1/feed could not be reached: the connection was refused"
    )


async def test_a_server_without_tls_is_not_reached_securely(
    loader: HttpLoader, server: Server
) -> None:
    problem = await failure(loader, server.url("/feed").replace("http:", "https:"))
    assert "no secure connection" in problem.problem


def test_being_offline_is_told_from_a_feed_that_fails() -> None:
    unreachable = OSError(101, "Network is unreachable")
    assert isinstance(no_answer("https://a.example/", unreachable, begun=False), Offline)


@pytest.mark.parametrize(
    "url", ["", "nonsense", "ftp://a.example/", "javascript:alert(1)", "http://", "http://[::1"]
)
async def test_what_is_no_web_address_is_not_asked(loader: HttpLoader, url: str) -> None:
    assert (await failure(loader, url)).kind == "address"


async def test_problems_do_not_tell_secrets(loader: HttpLoader) -> None:
    problem = await failure(loader, "http://ann:hush@127.0.0.1:1/feed?token=abc&page=2")
    assert "hush" not in problem.problem
    assert "abc" not in problem.problem
    assert "page=2" in problem.problem


# Servers that say no.


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "asks for a name and a password"),
        (403, "does not let dateline in"),
        (404, "is not there"),
        (410, "is gone for good"),
        (418, "refuses the request"),
        (429, "was asked too often"),
        (500, "has trouble on its side"),
        (503, "is not available at the moment"),
        (204, "without content"),
    ],
)
async def test_a_status_is_said_in_plain_words(
    loader: HttpLoader, server: Server, status: int, words: str
) -> None:
    server.serve("/feed", status=status)
    problem = await failure(loader, server.url("/feed"))
    assert words in problem.problem
    assert problem.status == status


async def test_a_wall_against_robots_is_called_one(loader: HttpLoader, server: Server) -> None:
    server.serve("/feed", status=403, headers={"CF-Mitigated": "challenge"})
    assert "wall against robots" in (await failure(loader, server.url("/feed"))).problem


async def test_a_host_that_asks_for_a_pause_gets_one(
    loader: HttpLoader, server: Server, clock: Clock
) -> None:
    server.busy("/a", "120")
    server.serve("/b", FEED)
    problem = await failure(loader, server.url("/a"))
    assert problem.retry_at == clock.at + timedelta(seconds=120)
    other = await failure(loader, server.url("/b"))
    assert other.retry_at == problem.retry_at
    assert not server.asked("/b")
    clock.at += timedelta(seconds=121)
    assert (await loaded(loader, server.url("/b"))).body


# Redirects.


async def test_a_redirect_is_followed_and_a_permanent_one_reported(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/new", FEED)
    server.redirect("/moved", "/new", 301)
    server.redirect("/moved-twice", "/moved", 308)
    server.redirect("/for-now", "/moved", 302)
    assert (await loaded(loader, server.url("/moved"))).moved_to == server.url("/new")
    assert (await loaded(loader, server.url("/moved-twice"))).moved_to == server.url("/new")
    for_now = await loaded(loader, server.url("/for-now"))
    assert (for_now.moved_to, for_now.url) == ("", server.url("/new"))


async def test_a_redirect_in_a_circle_is_told(loader: HttpLoader, server: Server) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    assert "in a circle" in (await failure(loader, server.url("/a"))).problem
    assert len(server.requests) == 2


async def test_a_redirect_without_end_is_given_up(loader: HttpLoader, server: Server) -> None:
    for number in range(9):
        server.redirect(f"/{number}", f"/{number + 1}")
    assert "more than 5 times" in (await failure(loader, server.url("/0"))).problem
    assert len(server.requests) == 6


@pytest.mark.parametrize("to", ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example"])
async def test_a_redirect_out_of_the_web_is_not_followed(
    loader: HttpLoader, server: Server, to: str
) -> None:
    server.redirect("/feed", to)
    assert (await failure(loader, server.url("/feed"))).kind == "refused"


# Private ground.


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
async def test_what_a_feed_names_never_reaches_this_machine(
    loader: HttpLoader, server: Server, host: str
) -> None:
    server.serve("/picture", b"secret")
    url = server.url("/picture", host=host)
    problem = await failure(loader, url, Options())
    assert problem.kind == "refused"
    assert not server.requests


async def test_a_connection_of_the_persons_own_feed_serves_no_other_request(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/feed", FEED)
    await loader.load(server.url("/feed"), UNKNOWN, OURS)
    assert (await failure(loader, server.url("/feed"), Options())).kind == "refused"
    assert len(server.requests) == 1


async def test_a_second_load_on_the_same_host_uses_the_same_connection(
    loader: HttpLoader, server: Server
) -> None:
    server.serve("/feed", FEED, etag='"1"')
    server.redirect("/old", "/feed")
    known = (await loaded(loader, server.url("/feed"))).validators
    for path in ("/feed", "/old", "/feed"):
        assert isinstance(await loader.load(server.url(path), known, OURS), NotModified)
    assert server.connections == 1
