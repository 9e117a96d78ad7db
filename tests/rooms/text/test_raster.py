"""Kinds and sizes of pictures, from their first bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.text.raster import Raster, raster
from tests import pictures


def test_every_kind_says_how_large_it_is() -> None:
    assert raster(pictures.png(40, 30)) == Raster("image/png", 40, 30)
    assert raster(pictures.gif(40, 30)) == Raster("image/gif", 40, 30)
    assert raster(pictures.webp(40, 30)) == Raster("image/webp", 40, 30)
    assert raster(pictures.jpeg(40, 30)) == Raster("image/jpeg", 40, 30)
    assert raster(pictures.jpeg(400, 300, before=60_000)) == Raster("image/jpeg", 400, 300)


def test_a_bomb_is_known_by_its_head() -> None:
    found = raster(pictures.bomb())
    assert found is not None
    assert found.pixels == 2_500_000_000


def test_what_is_no_picture_of_pixels_is_none() -> None:
    for body in (
        b"",
        b"<svg/>",
        b"<!doctype html>",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"\xff\xd8\xff",
    ):
        assert raster(body) is None


@given(
    st.sampled_from([pictures.png(), pictures.jpeg(), pictures.gif(), pictures.webp()]), st.data()
)
def test_cut_or_bent_it_never_raises(body: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(body)))
    raster(body[:at])
    raster(body[:at] + data.draw(st.binary(max_size=20)) + body[at + 1 :])
