"""The one table of actions: bindings, help, palette, hints and `dateline keys` are made from it."""

from __future__ import annotations

from typing import Literal, NamedTuple

Where = Literal[
    "anywhere", "list", "article", "refresh", "search", "feeds", "changes", "dialog", "book"
]
"""Where an action means something: `refresh` while one runs, `search` while one is
showing; a `book` is a list of rules or of what was done, `changes` the screen that shows what
became of an article."""


class Action(NamedTuple):
    """Something a key does."""

    id: str
    """Group and name, such as `mark.star`; what a person's own key table refers to."""
    keys: tuple[str, ...]
    """The default keys, as Textual names them; a single character stands for itself."""
    action: str
    """The method that does it; `{key}` in it stands for the key that was pressed."""
    title: str
    """A word or two for hints and the palette."""
    help: str
    """One sentence for the help screen."""
    where: Where = "anywhere"

    @property
    def group(self) -> str:
        """The part of the help it stands in."""
        return self.id.partition(".")[0]

    @property
    def caption(self) -> str:
        """The first key as a person reads it."""
        return key_caption(self.keys[0])


GROUPS = {
    "move": "Moving",
    "read": "Reading",
    "mark": "Marking",
    "feed": "Feeds",
    "feeds": "On the feeds screen",
    "find": "Finding",
    "view": "Views",
    "app": "The program",
    "changes": "What changed",
    "dialog": "Questions and lists",
    "book": "Rules and history",
}

ACTIONS: tuple[Action, ...] = (
    Action("move.down", ("j", "down"), "move('down')", "Down", "One line down."),
    Action("move.up", ("k", "up"), "move('up')", "Up", "One line up."),
    Action("move.top", ("g", "home"), "top('{key}')", "Top", "To the top; g is pressed twice."),
    Action("move.bottom", ("G", "end"), "move('bottom')", "Bottom", "To the bottom."),
    Action("move.half_down", ("ctrl+d",), "move('half_down')", "Half down", "Half a page down."),
    Action("move.half_up", ("ctrl+u",), "move('half_up')", "Half up", "Half a page up."),
    Action("move.page_down", ("pagedown", "ctrl+f"), "move('page_down')", "Page", "A page down."),
    Action("move.page_up", ("pageup", "ctrl+b"), "move('page_up')", "Page back", "A page up."),
    Action("move.left", ("h", "left"), "pane(-1)", "Left", "To the pane on the left."),
    Action("move.right", ("l", "right"), "pane(1)", "Right", "To the pane on the right."),
    Action(
        "move.tab", ("tab",), "pane(1, True)", "Next pane", "To the next pane, round and round."
    ),
    Action(
        "read.open",
        ("enter",),
        "open",
        "Read",
        "Opens what the cursor is on. An article that is opened or paged is marked read; one that "
        "is only shown beside the list is not.",
    ),
    Action(
        "read.back", ("escape", "q"), "back('{key}')", "Back", "One step back; q quits at the root."
    ),
    Action(
        "read.page",
        ("space",),
        "page",
        "Page on",
        "A page on; at the end, the next unread article.",
    ),
    Action("read.page_back", ("b", "backspace"), "page_back", "Page back", "A page back."),
    Action(
        "read.next",
        ("n",),
        "next(1)",
        "Next",
        "The next unread article, feed after feed. While a search is showing: the next hit.",
    ),
    Action("read.previous", ("p",), "next(-1)", "Previous", "The previous unread article."),
    Action("read.browser", ("o", "v"), "browser", "Browser", "Opens the article in the browser."),
    Action(
        "read.number",
        ("1", "2", "3", "4", "5", "6", "7", "8", "9"),
        "number({key})",
        "Link",
        "In an article: opens the link of that number. Elsewhere 1 to 4 show Unread, Today, "
        "Starred and All, 5 to 9 saved views.",
    ),
    Action("read.hints", (";",), "hints", "Links", "Letters on the links in view open them."),
    Action("read.hints_copy", ("Y",), "hints(True)", "Copy a link", "Likewise; copies an address."),
    Action("read.return", ("'",), "return", "Back from note", "Back from a footnote.", "article"),
    Action("read.changes", ("d",), "changes", "Changes", "Shows what changed in the article."),
    Action(
        "read.whole",
        ("x",),
        "whole",
        "Whole text",
        "Fetches the whole text from the article's own page; again: shows the feed's, and back.",
    ),
    Action("read.copy", ("y",), "copy", "Copy", "Copies the article's address."),
    Action("mark.read", ("m",), "toggle_read", "Read or not", "Marks it read, or unread again."),
    Action("mark.star", ("s",), "toggle_star", "Star", "Stars it, or takes the star away."),
    Action("mark.all", ("A",), "mark_all", "All read", "Marks everything in this view read."),
    Action(
        "mark.mute",
        ("M",),
        "mute",
        "Mute",
        "Mutes what is like this article: its author, its feed, words of its title.",
    ),
    Action(
        "mark.undo",
        ("u",),
        "undo",
        "Undo",
        "Takes the last mark or change back, and then the one before.",
    ),
    Action("mark.redo", ("U",), "redo", "Redo", "Makes the change again that was taken back."),
    Action("mark.history", ("H",), "history", "History", "Lists what was done, to undo any of it."),
    Action("mark.rules", ("L",), "rules", "Rules", "Lists the rules for what arrives."),
    Action("feed.refresh", ("r",), "refresh_feed", "Refresh", "Asks this feed for news."),
    Action(
        "feed.refresh_all",
        ("R",),
        "refresh_all",
        "Refresh all",
        "Asks every feed for news; one whose server wants to be left alone waits.",
    ),
    Action("feed.next", ("]",), "feed(1)", "Next feed", "The next feed or view."),
    Action("feed.previous", ("[",), "feed(-1)", "Previous feed", "The previous feed or view."),
    Action("feed.add", ("a",), "add", "Add", "Adds a feed, or the feed of a web page."),
    Action(
        "feed.edit",
        ("E",),
        "edit",
        "Edit",
        "Renames the feed or moves it to a folder; renames or changes a saved view.",
    ),
    Action(
        "feed.remove",
        ("D",),
        "remove",
        "Unsubscribe",
        "Unsubscribes, or removes a saved view; the articles are kept and u brings it back.",
    ),
    Action("feed.list", ("f",), "feeds", "Feeds", "Every feed and how it is doing."),
    Action("feed.failing", ("!",), "feeds(True)", "Failing", "The feeds that fail, and why."),
    Action(
        "feeds.force",
        ("F",),
        "force",
        "Force",
        "Asks though its server says it is early; once in ten minutes a feed.",
        "feeds",
    ),
    Action("feeds.pause", ("p",), "pause", "Pause", "Pauses the feed, or resumes it.", "feeds"),
    Action(
        "feeds.settings",
        ("e",),
        "settings",
        "Settings",
        "Interval, user agent, headers, name and password, proxy, full text.",
        "feeds",
    ),
    Action(
        "feeds.restore",
        ("B",),
        "restore",
        "Old address",
        "Gives a feed that moved its old address back.",
        "feeds",
    ),
    Action("feeds.sort", ("s",), "sort", "Sort", "Sorts by the next column.", "feeds"),
    Action(
        "feeds.backwards", ("S",), "sort(True)", "Backwards", "Sorts the other way round.", "feeds"
    ),
    Action(
        "find.search",
        ("/",),
        "search",
        "Search",
        "In a list: shows what a query finds, such as flood is:starred. In an article: finds text.",
    ),
    Action("find.previous", ("N",), "hit(-1)", "Previous hit", "The previous hit.", "search"),
    Action(
        "view.save", ("V",), "save_view", "Save view", "Saves this view or search under a name."
    ),
    Action("view.down", ("J",), "move_view(1)", "View down", "Moves the saved view down.", "list"),
    Action("view.up", ("K",), "move_view(-1)", "View up", "Moves the saved view up.", "list"),
    Action("view.zen", ("z",), "zen", "Zen", "The article alone; once more for all panes."),
    Action("view.narrower", ("<",), "measure(-4)", "Narrower lines", "Shorter lines of text."),
    Action("view.wider", (">",), "measure(4)", "Wider lines", "Longer lines of text."),
    Action("view.fold", ("Z",), "fold", "Fold", "Folds or unfolds the folder.", "list"),
    Action(
        "view.renew",
        (".",),
        "renew",
        "Renew",
        "Shows what is new, drops what is read.",
        "list",
    ),
    Action("app.help", ("?",), "help", "Help", "This page; type to search it."),
    Action("app.palette", ("ctrl+p", ":"), "app.command_palette", "Palette", "Every command."),
    Action("app.quit", ("Q",), "app.quit", "Quit", "Leaves the program."),
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
    Action("changes.top", ("g", "home"), "move('home')", "Top", "To the top.", "changes"),
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
)

_BY_ID = {action.id: action for action in ACTIONS}

_CAPTIONS = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "tab": "Tab",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def action_of(action_id: str) -> Action:
    """The action of an id; raises KeyError."""
    return _BY_ID[action_id]


def key_caption(key: str) -> str:
    """A key as a person reads it."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return _CAPTIONS.get(key, key)


def keys_caption(action: Action) -> str:
    """All keys of an action as a person reads them."""
    if action.id == "move.top":
        return "g g  Home"
    if action.id == "read.number":
        return "1 … 9"
    return "  ".join(key_caption(key) for key in action.keys)
