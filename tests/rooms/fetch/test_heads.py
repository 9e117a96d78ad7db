from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.fetch.heads import Mender

HEAD = b'HTTP/1.1 200 OK\r\nETag: "a\x00b\rc"\r\n\r\n'
BODY = b"body\x00\rmore\r\n\r\nand\x00more"


def cut(data: bytes, places: list[int]) -> list[bytes]:
    ends = sorted({min(each, len(data)) for each in places} | {len(data)})
    return [data[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@given(st.lists(st.integers(0, len(HEAD + BODY))))
def test_a_head_is_mended_and_a_body_is_not_however_they_arrive(places: list[int]) -> None:
    mender = Mender()
    whole = b"".join(mender.mended(part) for part in cut(HEAD + BODY, places))
    head, body = whole[: len(HEAD)], whole[len(HEAD) :]
    assert body == BODY
    assert b"\x00" not in head
    assert len(head) == len(HEAD)
    assert head.endswith(b"\r\n\r\n")


def test_each_answer_on_a_connection_has_a_head_of_its_own() -> None:
    mender = Mender()
    for _ in range(2):
        mender.restart()
        assert (
            mender.mended(HEAD + BODY)
            == HEAD.replace(b"\x00", b" ").replace(b"b\rc", b"b c") + BODY
        )


@pytest.mark.parametrize("head", [b"HTTP/1.1 204 No Content\r\n\r\n", b"HTTP/1.0 200 OK\n\n"])
def test_a_head_that_is_sound_stays_as_it_is(head: bytes) -> None:
    assert Mender().mended(head) == head
