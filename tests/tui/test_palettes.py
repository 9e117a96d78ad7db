"""Palettes: those shipped can be read by everybody, a person's own are files, and the terminal's
background is followed."""

from __future__ import annotations

import pytest
from textual.color import Color

from reader.config.said import read
from reader.tui.app import DatelineApp
from reader.tui.colouring import brightness_of
from reader.tui.palettes import palette, palettes
from reader.tui.sight import Replies, Sight, is_dark
from reader.tui.start import with_theme
from reader.tui.terminal import Listener, TerminalReplied
from reader.tui.themes import DARK, LIGHT
from tests.tui.conftest import screen_text, until

SHIPPED = (DARK, LIGHT, *palettes(None).themes)
PAINTED = [each for each in SHIPPED if not each.ansi]


def luminance(colour: Color) -> float:
    parts = (value / 255 for value in colour.rgb)
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 has it."""
    lighter, darker = sorted((luminance(Color.parse(each)) for each in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_there_are_eight_and_more_of_every_kind() -> None:
    names = {each.name for each in SHIPPED}
    assert len(names) >= 8
    assert {"dateline-16", "dateline-terminal", "dateline-contrast-dark"} <= names
    assert {each.dark for each in SHIPPED} == {True, False}


@pytest.mark.parametrize("theme", PAINTED, ids=lambda each: each.name)
def test_everything_written_stands_out(theme) -> None:
    least = 7.0 if "contrast" in theme.name else 4.5
    told = {"foreground": theme.foreground, "accent": theme.accent, "error": theme.error}
    told |= {name: theme.variables[name] for name in ("unread", "starred", "story", "muted")}
    told |= {name: theme.variables[name] for name in ("inserted", "deleted")}
    for ground in (theme.background, theme.variables["cursor-line-blurred"]):
        faint = {
            name: round(contrast(colour, ground), 1)
            for name, colour in told.items()
            if contrast(colour, ground) < (least if ground == theme.background else 3.5)
        }
        assert not faint, ground


def test_a_file_of_the_persons_own_is_a_palette(tmp_path) -> None:
    (tmp_path / "mine.toml").write_text('accent = "#ff8800"\n[variables]\nunread = "#00ff00"\n')
    (tmp_path / "bad.toml").write_text('accent = "no colour"\n')
    (tmp_path / "odd.toml").write_text('acent = "#ff8800"\n')
    found = palettes(tmp_path)
    (mine,) = [each for each in found.themes if each.name == "mine"]
    assert (mine.accent, mine.background) == ("#ff8800", DARK.background)
    assert mine.variables["unread"] == "#00ff00"
    assert mine.variables["story"] == DARK.variables["story"]
    assert len(found.problems) == 2
    with pytest.raises(ValueError, match="there is no colour acent"):
        palette(tmp_path / "odd.toml")


async def test_a_palette_from_a_file_is_there_at_the_first_paint(reader) -> None:
    folder = reader.config_folder / "themes"
    folder.mkdir()
    (folder / "mine.toml").write_text('background = "#102030"\n')
    (folder / "bad.toml").write_text("background = 3\n")
    app = DatelineApp(reader, loaded=read('[looks]\ntheme = "mine"'))
    assert app.current_theme.background == "#102030"
    await app.prepare()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await until(pilot, lambda: "dateline-paper" in app.available_themes)
        await until(pilot, lambda: "bad.toml" in screen_text(app))


@pytest.mark.parametrize("theme", palettes(None).themes, ids=lambda each: each.name)
async def test_every_palette_can_be_shown(reader, theme) -> None:
    app = DatelineApp(reader, loaded=read(f'[looks]\ntheme = "{theme.name}"'))
    assert app.theme == theme.name
    await app.prepare()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Dam opened" in screen_text(app))


@pytest.mark.parametrize(
    ("told", "dark"),
    [
        ("rgb:1515/1717/1a1a", True),
        ("rgb:ffff/ffff/ffff", False),
        ("rgb:f/f/f", False),
        ("rgba:00/00/00/ff", True),
        ("rgb:///", None),
        ("nonsense", None),
    ],
)
def test_how_bright_a_background_is(told: str, dark: bool | None) -> None:
    assert is_dark(told) is dark


@pytest.mark.parametrize(("end", "cut"), [("\x1b\\", 7), ("\x07", 3), ("\x07", 12)])
def test_the_answer_is_heard_wherever_it_is_cut_and_keys_beside_it_are_keys(end, cut) -> None:
    listener = Listener()
    listener.begin(pictures=False)
    answer = f"j\x1b]11;rgb:ffff/ffff/eeee{end}k\x1b[?62;4c"
    keys = listener.keys_of(answer[:cut]) + listener.keys_of(answer[cut:])
    assert keys == "jk"
    assert listener.heard is not None
    assert (listener.heard.dark, listener.heard.pictures) == (False, False)


async def test_the_background_is_followed_until_a_palette_is_picked(reader) -> None:
    app = DatelineApp(reader, loaded=with_theme(read(""), ""), sight=Sight())
    await app.prepare()
    async with app.run_test(size=(120, 40)) as pilot:
        assert app.theme == "dateline-dark"
        app.post_message(TerminalReplied(Replies(dark=False, pictures=False)))
        await until(pilot, lambda: app.theme == "dateline-light")
        assert await reader.memory.get("theme") == ""
        assert await reader.memory.get("background") == "light"
        app.theme = "nord"
        await pilot.pause()
        app.post_message(TerminalReplied(Replies(dark=True, pictures=False)))
        await pilot.pause()
        assert app.theme == "nord"
        await until(pilot, lambda: app.follows is None)
    assert await reader.memory.get("theme") == "nord"


def test_what_is_known_before_the_terminal_answers() -> None:
    assert brightness_of({"COLORFGBG": "0;15"}, "dark") == "light"
    assert brightness_of({"COLORFGBG": "15;0"}, "light") == "dark"
    assert brightness_of({}, "light") == "light"
    assert brightness_of({}, "") == "dark"


def test_who_asks_again_before_all_was_answered_hears_both() -> None:
    listener = Listener()
    listener.begin(pictures=False)
    listener.begin((9, 19))
    assert listener.keys_of("\x1b]11;rgb:0/0/0\x07\x1b[?62;22c") == ""
    assert listener.heard is None
    assert listener.keys_of("\x1b_Gi=31;OK\x1b\\\x1b[?62;22c") == ""
    assert listener.heard is not None
    assert (listener.heard.dark, listener.heard.kitty, listener.heard.pictures) == (True,) * 3
