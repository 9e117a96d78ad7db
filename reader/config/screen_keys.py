"""The keys of the screens and dialogs beside the main one: a part of the table of actions."""

from __future__ import annotations

from reader.config.actions import Action

ACTIONS: tuple[Action, ...] = (
    Action(
        "changes.later",
        ("n", "l", "right"),
        "step(1)",
        "Later",
        "The change after this one.",
        "changes",
    ),
    Action(
        "changes.earlier",
        ("p", "h", "left"),
        "step(-1)",
        "Earlier",
        "The change before this one.",
        "changes",
    ),
    Action(
        "changes.back",
        ("[",),
        "since(-1)",
        "Further back",
        "Compares with the version before the older one.",
        "changes",
    ),
    Action(
        "changes.forth",
        ("]",),
        "since(1)",
        "Less far",
        "Compares with the version after the older one.",
        "changes",
    ),
    Action("changes.down", ("j", "down"), "move('line_down')", "Down", "A line down.", "changes"),
    Action("changes.up", ("k", "up"), "move('line_up')", "Up", "A line up.", "changes"),
    Action(
        "changes.page",
        ("space", "pagedown", "ctrl+f", "ctrl+d"),
        "move('page_down')",
        "Page",
        "A page on.",
        "changes",
    ),
    Action(
        "changes.page_back",
        ("b", "backspace", "pageup", "ctrl+b", "ctrl+u"),
        "move('page_up')",
        "Page back",
        "A page back.",
        "changes",
    ),
    Action("changes.top", ("g g", "home"), "move('home')", "Top", "To the top.", "changes"),
    Action("changes.bottom", ("G", "end"), "move('end')", "Bottom", "To the bottom.", "changes"),
    Action(
        "changes.close", ("escape", "q", "d"), "close", "Back", "Back to the article.", "changes"
    ),
    Action("dialog.close", ("escape",), "close", "Close", "Closes it; nothing happens.", "dialog"),
    Action("dialog.down", ("down",), "step(1)", "Down", "The next line.", "dialog"),
    Action("dialog.up", ("up",), "step(-1)", "Up", "The previous line.", "dialog"),
    Action("dialog.accept", ("enter",), "accept", "Choose", "Takes it.", "dialog"),
    Action(
        "book.undo", ("u",), "undo", "Undo", "In a list of these: the last change back.", "book"
    ),
    Action("book.redo", ("U",), "redo", "Redo", "Likewise: makes it again.", "book"),
    Action("book.add", ("a",), "add", "Add", "Adds a rule of any kind.", "book"),
    Action("book.remove", ("D",), "remove", "Remove", "Takes the rule away.", "book"),
    Action("book.back", ("x",), "take_back", "Take back", "Takes back what the rule did.", "book"),
    Action("book.down", ("J",), "carry(1)", "Later", "The rule acts later.", "book"),
    Action("book.up", ("K",), "carry(-1)", "Earlier", "The rule acts earlier.", "book"),
    Action("files.download", ("d",), "download", "Download", "Downloads the file.", "files"),
)
