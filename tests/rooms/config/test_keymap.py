"""Keymaps: layers, places, keys that follow each other, and what cannot be."""

from __future__ import annotations

from typing import get_args

import pytest

from reader.config.actions import captions
from reader.config.binds import keymap_of, read_binds, shipped
from reader.config.keymap import Keymap, Scope
from reader.config.keys import ACTIONS
from reader.config.said import read
from reader.config.settings import Keymap as Names
from reader.config.strokes import strokes

ALL = frozenset(each.id for each in ACTIONS)
LIST = Scope(("list", "search", "refresh", "anywhere"), ALL)
ARTICLE = Scope(("article", "search", "refresh", "anywhere"), ALL)
FEEDS = Scope(("feeds", "anywhere"), ALL)


def own(text: str) -> Keymap:
    loaded = read(text)
    assert loaded.problems == ()
    return keymap_of(loaded.settings.keys.keymap, loaded.binds)


@pytest.mark.parametrize(
    ("written", "pressed"),
    [
        ("g g", ("g", "g")),
        ("ctrl+x ctrl+s", ("ctrl+x", "ctrl+s")),
        ("C-x ^S", ("ctrl+x", "ctrl+s")),
        ("PgDn Esc return", ("pagedown", "escape", "enter")),
        ("shift+ctrl+left", ("ctrl+shift+left",)),
        ("G", ("G",)),
        ("+", ("+",)),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, pressed: tuple[str, ...]) -> None:
    assert strokes(written) == pressed


def test_keys_that_follow_each_other_wait_and_say_what_may_follow() -> None:
    keymap = Keymap()
    assert keymap.meaning(LIST, ("g",)) == "more"
    assert keymap.meaning(LIST, ("g", "g")) == ("move.top",)
    assert keymap.meaning(LIST, ("g", "k")) is None
    assert {each.stroke for each in keymap.following(LIST, ("g",))} == {"g", *"123456789"}


def test_the_persons_keys_go_before_the_keymaps_and_places_before_everywhere() -> None:
    keymap = own(
        '[bind]\n"s" = "mark.read"\n"y y" = "read.copy"\n[bind.article]\n"j" = "move.half_down"\n'
    )
    assert keymap.meaning(LIST, ("s",)) == ("mark.read",)
    assert keymap.meaning(LIST, ("j",)) == ("move.down",)
    assert keymap.meaning(ARTICLE, ("j",)) == ("move.half_down",)
    assert keymap.meaning(LIST, ("y",)) == "more"
    assert keymap.keys_of("mark.read") == ("s", "m")
    assert keymap.keys_of("mark.star") == ()


def test_what_means_nothing_on_a_screen_leaves_its_keys_alone() -> None:
    keymap = own('[bind]\n"p" = "read.open"\n')
    there = Scope(("feeds", "anywhere"), frozenset({"feeds.pause"}))
    assert keymap.meaning(there, ("p",)) == ("feeds.pause",)


def test_a_key_can_be_taken_away_and_what_begins_with_it_stays() -> None:
    keymap = own('[bind]\n"Q" = ""\n')
    assert keymap.meaning(LIST, ("Q",)) == ()
    assert own('[bind]\n"g" = ""\n').meaning(LIST, ("g", "g")) == ("move.top",)


def test_all_that_is_wrong_is_told_at_once_with_its_line() -> None:
    loaded = read("""\
[keys]
keymap = "newsbot"
[bind]
"x" = "mark.str"
"pgdwn" = "mark.star"
"g" = "mark.star"
"g s" = "mark.read"
"k" = 3
[bind.artcle]
"x" = "mark.star"
[bind.article]
"x" = ["mark.star", "feeds.pause"]
"g f" = "feed.list"
""")
    assert [(each.line, each.told) for each in loaded.problems] == [
        (2, "keys.keymap is one of default, vim, newsboat, netnewswire, not 'newsbot'; did you "
            "mean newsboat?"),
        (4, "there is no action mark.str; did you mean mark.star?"),
        (5, "there is no key pgdwn; did you mean pagedown?"),
        (6, 'g hides g g, g 1 and 8 more, which begin with it; "g g" = "" if that is meant'),
        (7, "g is the beginning of g s, in line 6: only one of them can be"),
        (8, 'k is the name of an action, or a list of them: ["mark.star", "read.next"]'),
        (10, "there is no place bind.artcle; did you mean article?"),
        (12, "feeds.pause means nothing in bind.article; it belongs to bind.feeds"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", get_args(Names))
def test_a_shipped_keymap_is_right_and_leaves_nothing_without_a_key(name: str) -> None:
    binds = shipped(name)
    said = {place: {} for place in {each.where for each in binds}}
    assert not read_binds(said, {}).problems
    keymap = keymap_of(name)
    without = [each.id for each in ACTIONS if not keymap.keys_of(each.id)]
    assert without == (["read.number"] if name == "vim" else [])
    assert all(captions(keymap.keys_of(each.id)) or each.id in without for each in ACTIONS)


def test_texts_name_the_keys_that_are_set() -> None:
    assert Keymap().told("Starred · {mark.undo} undoes {nothing.such}") == (
        "Starred · u undoes {nothing.such}"
    )
    assert own('[bind]\n"u" = ""\n').told("{mark.undo} undoes") == ":mark.undo undoes"
