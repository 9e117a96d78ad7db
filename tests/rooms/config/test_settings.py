"""`config.toml`: what is right holds, and all that is wrong is told at once, by line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.load import FILE, load
from reader.config.manual import manual
from reader.config.said import read
from reader.config.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

WRONG = """\
# mine
[reading]
measure = 300
picturs = "off"
pictures = "sixle"

[lokos]
theme = "nord"

[open]
player = "mpv --quiet"
browser = ["firefox"]

[refresh]
by_itself = "no"
"""


def test_without_a_file_everything_is_as_it_is_by_default(tmp_path: Path) -> None:
    assert load(tmp_path) == (Settings(), (), ())


def test_what_is_right_holds_and_all_that_is_wrong_is_told_with_its_line() -> None:
    settings, problems, _ = read(WRONG)
    assert settings.open.browser == ("firefox",)
    assert settings.reading == Settings().reading
    assert [(each.line, each.told) for each in problems] == [
        (3, "reading.measure is from 40 to 120, not 300"),
        (4, "there is no setting reading.picturs; did you mean pictures?"),
        (5, "reading.pictures is one of auto, kitty, sixel, half, off, not 'sixle';"
            " did you mean sixel?"),
        (7, "there is no table [lokos]; did you mean looks?"),
        (11, 'open.player is a list of words, such as ["mpv", "--quiet"]'),
        (15, "refresh.by_itself is true or false, not 'no'"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[reading\n", 1, "not TOML"),
        ("reading = 3\n", 1, "reading is a table: [reading]"),
        ("[reading]\nmeasure = true\n", 2, "reading.measure is a whole number, not true"),
        ("measure = 3\n", 1, "there is no table measure"),
    ],
)
def test_a_mistake_is_told_in_words(text: str, line: int, told: str) -> None:
    settings, (problem,), _ = read(text)
    assert settings == Settings()
    assert (problem.line, problem.told[: len(told)]) == (line, told)


def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    settings, (problem,), _ = load(tmp_path)
    assert settings == Settings()
    assert problem.in_words(tmp_path / FILE).endswith(
        "config.toml: it cannot be read: it is not UTF-8"
    )


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(read(text).settings, Settings)


def test_the_manual_names_every_setting_says_what_it_means_and_is_right_when_uncommented() -> None:
    text = manual()
    bare = "\n".join(
        line[2:] if line.startswith("# ") and " = " in line else line for line in text.splitlines()
    )
    settings, problems, _ = read(bare)
    assert (settings, problems) == (Settings(), ())
    tables = {name: {} for name in Settings._fields}
    assert tomllib.loads(text) == tables | {"bind": {"article": {}}}
    for name, table in Settings()._asdict().items():
        assert f"[{name}]" in text
        assert all(f"# {key} = " in text for key in table._fields)
