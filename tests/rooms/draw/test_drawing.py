"""Pictures as terminals show them, and those that are not shown."""

from __future__ import annotations

import re
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from reader.draw.drawing import draw
from reader.model.errors import ParseError
from reader.model.picture import Canvas, scaled
from tests.images import bomb, moving, picture, saved

ROOM = Canvas(40, 20)
RED, BLUE = (200, 20, 20), (20, 20, 200)


def near(colour: bytes, other: tuple[int, ...]) -> bool:
    return all(abs(one - two) < 30 for one, two in zip(colour, other, strict=True))


def pixels(line: bytes) -> list[bytes]:
    return [line[at : at + 3] for at in range(0, len(line), 3)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_picture_becomes_two_pixels_a_cell(kind: str) -> None:
    drawn = draw(picture(600, 400, kind), ROOM)
    assert (drawn.width, drawn.height) == (600, 400)
    assert (drawn.columns, drawn.rows) == (40, 13)
    assert [len(line) for line in drawn.lines] == [40 * 2 * 3] * 13
    assert near(pixels(drawn.lines[0])[0], RED)
    assert near(pixels(drawn.lines[-1])[-1], BLUE)


def test_a_small_picture_is_not_blown_up() -> None:
    drawn = draw(picture(60, 40), ROOM)
    assert (drawn.columns, drawn.rows) == (6, 2)


def test_a_picture_that_moves_shows_how_it_begins() -> None:
    drawn = draw(moving(), ROOM)
    assert near(pixels(drawn.lines[0])[0], RED)


def test_a_photograph_stands_upright_however_the_camera_was_held() -> None:
    lying = Image.open(BytesIO(picture(60, 40)))
    exif = lying.getexif()
    exif[0x0112] = 6
    drawn = draw(saved(lying, "JPEG", exif=exif), ROOM)
    assert (drawn.width, drawn.height) == (40, 60)
    assert near(pixels(drawn.lines[0])[-1], RED)
    assert near(pixels(drawn.lines[0])[0], BLUE)


@pytest.mark.parametrize("paper", [(0, 0, 0), (255, 255, 255)])
@pytest.mark.parametrize("ink", [(0, 0, 0, 255), (255, 255, 255, 255)])
def test_a_drawing_on_nothing_can_be_read_on_any_page(
    ink: tuple[int, ...], paper: tuple[int, int, int]
) -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 30, 40), fill=ink)
    drawn = draw(saved(image, "PNG"), ROOM._replace(paper=paper))
    first, *_, last = pixels(drawn.lines[0])[:6]
    assert near(first, ink[:3])
    assert not near(last, ink[:3])


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off() -> None:
    drawn = draw(saved(Image.new("I;16", (60, 40), 32_768), "PNG"), ROOM)
    assert near(pixels(drawn.lines[0])[0], (128, 128, 128))


def test_each_row_of_cells_is_a_sixel_picture_of_its_own() -> None:
    drawn = draw(picture(60, 40), ROOM._replace(way="sixel"))
    assert (drawn.columns, drawn.rows) == (6, 2)
    shown = [unsixelled(line, 60, 20) for line in drawn.lines]
    assert near(shown[0][0][0], RED)
    assert near(shown[0][19][59], RED)
    assert near(shown[1][19][59], BLUE)


def test_kitty_gets_a_png_of_exactly_its_cells() -> None:
    drawn = draw(picture(1000, 500), ROOM._replace(way="kitty", cell=(9, 19)))
    assert Image.open(BytesIO(drawn.png)).size == (9 * drawn.columns, 19 * drawn.rows)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (bomb(), "pixels"),
        (bomb(8_000), "pixels"),
        (picture()[:80], "broke"),
        (picture(kind="JPEG")[:300], "broke"),
        (b"", "empty"),
        (b"<!doctype html><title>Not here", "page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"<?xml version='1.0'?><!-- x --><svg/>", "SVG"),
        (b"BM" + bytes(200), "no kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "no kind"),
        (picture(1, 1), "dot"),
        (picture(600, 2), "dot"),
    ],
)
def test_what_cannot_be_shown_says_why_in_a_few_words(body: bytes, why: str) -> None:
    with pytest.raises(ParseError, match=why) as refused:
        draw(body, ROOM)
    assert len(refused.value.problem) < 60


@given(st.binary(max_size=300), st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.data())
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise_anything_else(junk: bytes, kind: str, data: st.DataObject) -> None:
    whole = picture(kind=kind)
    at = data.draw(st.integers(0, len(whole)))
    with suppress(ParseError):
        draw(whole[:at] + junk + whole[at + len(junk) :], ROOM)


@given(st.integers(1, 60_000), st.integers(1, 60_000), st.integers(1, 200), st.integers(1, 60))
def test_no_picture_leaves_its_canvas(width: int, height: int, columns: int, rows: int) -> None:
    taken = scaled(width, height, Canvas(columns, rows))
    assert 1 <= taken[0] <= columns
    assert 1 <= taken[1] <= rows


def unsixelled(line: bytes, width: int, height: int) -> list[list[bytes]]:
    """The pixels that a terminal makes of a sequence."""
    head, tail = b'\x1bP0;1;0q"1;1;%d;%d' % (width, height), b"\x1b\\"
    assert line.startswith(head)
    assert line.endswith(tail)
    shown = [[b""] * width for _ in range(height)]
    colours: dict[str, bytes] = {}
    x, band, ink = 0, 0, b""
    for token in _TOKEN.finditer(line[len(head) : -len(tail)].decode()):
        if token["part"]:
            colours[token["colour"]] = bytes(
                round(int(part) * 2.55) for part in token["part"].split(";")
            )
        elif token["colour"]:
            ink = colours[token["colour"]]
        elif token["move"]:
            x, band = 0, band + 6 * (token["move"] == "-")
        else:
            count, bits = int(token["count"] or 1), ord(token["bits"]) - 63
            for row in (row for row in range(6) if bits >> row & 1):
                shown[band + row][x : x + count] = [ink] * count
            x += count
    return shown


_TOKEN = re.compile(
    r"#(?P<colour>\d+)(?:;2;(?P<part>\d+;\d+;\d+))?|(?P<move>[$-])|(?:!(?P<count>\d+))?(?P<bits>[?-~])"
)
