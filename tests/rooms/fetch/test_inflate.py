from __future__ import annotations

import gzip

import pytest

from reader.fetch.inflate import TooLarge, inflate, outgrows

BOMB = gzip.compress(b"a" * 5_000_000)


def test_a_packed_body_that_grows_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        inflate(BOMB, "gzip", 1_000_000)


def test_a_bomb_is_known_by_its_beginning() -> None:
    assert outgrows(BOMB[:3000], "gzip", 1_000_000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip", "unheard of"])
def test_the_beginning_of_a_decent_body_is_not_held_against_it(encoding: str) -> None:
    assert not outgrows(gzip.compress(bytes(range(256)) * 20)[:100], encoding, 1_000_000)
