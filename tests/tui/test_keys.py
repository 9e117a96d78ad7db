"""The table of actions: complete, without clashes, and safe."""

from __future__ import annotations

import inspect
from collections import Counter

from textual.actions import parse

from reader.config.actions import captions
from reader.config.keys import ACTIONS, GROUPS, action_of
from reader.tui.app import DatelineApp
from reader.tui.bindings import bindings, chosen
from reader.tui.screens.feeds import KEYS, FeedsScreen
from reader.tui.screens.main import MainScreen


def assert_takes(screen, action):
    """The screen, or the app, has a method for the action that takes what it is given."""
    where, name, given = parse(action.action.replace("{count}", "0").replace("{key}", "1"))
    method = getattr(DatelineApp if where else screen, f"action_{name}")
    inspect.signature(method).bind(screen, *given)


def test_no_key_means_two_things_in_one_place():
    anywhere = {"anywhere", "search", "refresh"}
    mains = ({*anywhere, "list"}, {*anywhere, "article"})
    for places in (*mains, {"dialog", "book"}, {"dialog", "files"}, {"feeds"}, {"changes"}):
        keys = Counter(key for a in ACTIONS if a.where in places for key in a.keys)
        assert [key for key, times in keys.items() if times > 1] == []


def test_no_default_is_a_key_that_terminals_take_or_do_not_send():
    taken = {"ctrl+s", "ctrl+q", "ctrl+i", "ctrl+m", "ctrl+left_square_bracket", "ctrl+z"}
    keys = {key for action in ACTIONS for key in action.keys}
    assert keys.isdisjoint(taken)
    assert not any(key[0] == "f" and key[1:].isdigit() for key in keys)


def test_every_action_says_what_it_does_in_one_sentence():
    for action in ACTIONS:
        assert action.group in GROUPS
        assert action.help.endswith(".")
        assert all(captions(action.keys))


def test_no_key_means_two_things_on_the_feeds_screen():
    on_it = [action_of(binding.id) for binding in chosen(*KEYS, where="feeds")]
    keys = Counter(key for action in on_it for key in action.keys)
    assert [key for key, times in keys.items() if times > 1] == []
    for action in (*map(action_of, KEYS), *(a for a in ACTIONS if a.where == "feeds")):
        assert_takes(FeedsScreen, action)


PLACES_OF_THEIR_OWN = ("dialog", "book", "feeds", "changes", "files", "stories", "story", "terms")


def test_every_action_of_the_main_screen_is_there():
    for action in ACTIONS:
        elsewhere = action.where in PLACES_OF_THEIR_OWN
        if not elsewhere:
            assert_takes(MainScreen, action)


def test_bindings_are_made_from_the_table():
    made = {binding.id: binding.action for binding in bindings("anywhere")}
    assert made["mark.undo"] == "undo"
    assert "read.number" not in made
