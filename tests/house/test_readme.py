"""What the README says is so."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reader.config.actions import captions
from reader.config.keymap import Keymap
from reader.config.keys import ACTIONS, GROUPS

CHECKOUT = Path(__file__).resolve().parents[2]
README = CHECKOUT / "README.md"
BEGIN, END = "<!-- keys: begin -->\n", "<!-- keys: end -->"


def _keys(keys: tuple[str, ...]) -> str:
    return " ".join(f"`{key}`" for key in captions(keys))


def key_table() -> str:
    """The table of the README, made from the table of actions."""
    keymap = Keymap()
    rows = ["| key | does |", "|---|---|"]
    for group, name in GROUPS.items():
        if group != "dialog":
            rows.append(f"| **{name}** | |")
            rows += [
                f"| {_keys(each.keys)} | {keymap.told(each.help)} |"
                for each in ACTIONS
                if each.group == group
            ]
    return "\n".join(rows).replace("`|`", "`\\|`") + "\n"


def test_the_keys_are_those_of_the_program() -> None:
    text = README.read_text("utf-8")
    before, rest = text.split(BEGIN)
    table, after = rest.split(END)
    if os.environ.get("DATELINE_LOOKS") == "write":
        README.write_text(f"{before}{BEGIN}{key_table()}{END}{after}", encoding="utf-8")
        table = key_table()
    assert table == key_table(), "DATELINE_LOOKS=write pytest tests/house/test_readme.py"


def test_every_picture_and_page_it_names_is_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert named
    assert not [name for name in named if not (CHECKOUT / name).exists()]
