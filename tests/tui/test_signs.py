"""Signs: as the terminal can, as the person wants, and always in the same cells."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from reader.config.said import read
from reader.tui import signs
from reader.tui.app import DatelineApp
from reader.tui.signs import as_ascii, symbols_for
from tests.tui.conftest import screen_text, until


@pytest.fixture(autouse=True)
def _usual_signs():
    yield
    signs.choose("unicode")


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"LANG": "de_DE.UTF-8", "TERM": "xterm"}, "unicode"),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, "ascii"),
        ({"LANG": "en_US.ISO-8859-1"}, "ascii"),
        ({"LANG": "en_US.utf8", "TERM": "linux"}, "ascii"),
        ({}, "unicode"),
    ],
)
def test_what_a_terminal_can_write_is_told_by_its_surroundings(environment, found) -> None:
    assert symbols_for("auto", environment) == found
    assert symbols_for("nerd", environment) == "nerd"


def test_every_sign_is_replaced_in_its_own_cell() -> None:
    for code, plain in signs._ASCII.items():
        assert cell_len(chr(code)) == len(plain) == 1
        assert plain.isascii()


def test_what_is_written_in_ascii_keeps_letters_and_colours() -> None:
    written = "\x1b[1;38;2;9;9;9m▍● Größe “ahead” — 19\u00a0dead…\x1b[0m│"
    assert as_ascii(written) == '\x1b[1;38;2;9;9;9m|o Größe "ahead" - 19 dead.\x1b[0m|'


async def test_nerd_fonts_have_signs_of_their_own(reader) -> None:
    app = DatelineApp(reader, loaded=read('[looks]\nsymbols = "nerd"\nmotion = false'))
    await app.prepare()
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: signs.NERD.unread in screen_text(app))
        assert "●" not in screen_text(app)
        assert app.animation_level == "none"
