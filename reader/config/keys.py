"""The one table of actions: bindings, help, palette, hints and `dateline keys` are made from it."""

from __future__ import annotations

from reader.config import screen_keys, story_keys
from reader.config.actions import Action

GROUPS = {
    "move": "Moving",
    "read": "Reading",
    "mark": "Marking",
    "choose": "Choosing several",
    "feed": "Feeds",
    "feeds": "On the feeds screen",
    "find": "Finding",
    "view": "Views",
    "story": "Stories",
    "stories": "In the list of stories",
    "page": "On the page of a story",
    "terms": "In what is followed of a story",
    "app": "The program",
    "changes": "What changed",
    "dialog": "Questions and lists",
    "book": "Rules and history",
    "files": "The files of an article",
}

ACTIONS: tuple[Action, ...] = (
    Action(
        "move.down",
        ("j", "down"),
        "move('down', {count})",
        "Down",
        "One line down; with 5 before it, five.",
    ),
    Action("move.up", ("k", "up"), "move('up', {count})", "Up", "One line up."),
    Action("move.top", ("g g", "home"), "line('top', {count})", "Top", "To the top."),
    Action(
        "move.bottom",
        ("G", "end"),
        "line('bottom', {count})",
        "Bottom",
        "To the bottom; with 12 before it, to line 12.",
    ),
    Action(
        "move.half_down",
        ("ctrl+d",),
        "move('half_down', {count})",
        "Half down",
        "Half a page down.",
    ),
    Action("move.half_up", ("ctrl+u",), "move('half_up', {count})", "Half up", "Half a page up."),
    Action(
        "move.page_down",
        ("pagedown", "ctrl+f"),
        "move('page_down', {count})",
        "Page",
        "A page down.",
    ),
    Action(
        "move.page_up", ("pageup", "ctrl+b"), "move('page_up', {count})", "Page back", "A page up."
    ),
    Action("move.left", ("h", "left"), "pane(-1)", "Left", "To the pane on the left."),
    Action("move.right", ("l", "right"), "pane(1)", "Right", "To the pane on the right."),
    Action(
        "move.tab", ("tab",), "pane(1, True)", "Next pane", "To the next pane, round and round."
    ),
    Action(
        "read.open",
        ("enter",),
        "open({count})",
        "Read",
        "Opens what the cursor is on. An article that is opened or paged is marked read; one that "
        "is only shown beside the list is not.",
    ),
    Action(
        "read.back",
        ("escape",),
        "back",
        "Back",
        "One step back: out of what is being typed, selected, fetched, searched or read.",
    ),
    Action("read.leave", ("q",), "leave", "Leave", "One step back; at the root it quits."),
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
    Action("read.browser", ("o",), "browser", "Browser", "Opens the article in the browser."),
    Action(
        "read.number",
        tuple("123456789"),
        "number({key})",
        "Link",
        "In an article: opens the link of that number. In a list a number goes before a movement.",
        "article",
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
    Action(
        "read.pictures",
        ("i",),
        "pictures",
        "Pictures",
        "Shows the pictures of articles, or their captions alone.",
    ),
    Action("read.copy", ("y",), "copy({count})", "Copy", "Copies the article's address."),
    Action(
        "read.files", ("e",), "files", "Files", "Plays or downloads what came with the article."
    ),
    Action("read.export", ("S",), "export", "Export", "Writes it, or all of this list, to files."),
    Action("read.pipe", ("|",), "pipe", "Pipe", "Hands its text to a command of yours."),
    Action(
        "mark.read",
        ("m",),
        "toggle_read({count})",
        "Read or not",
        "Marks it read, or unread again.",
    ),
    Action(
        "mark.star",
        ("s",),
        "toggle_star({count})",
        "Star",
        "Stars it and keeps it offline; or not.",
    ),
    Action(
        "mark.offline",
        ("O",),
        "offline({count})",
        "Save",
        "Keeps it offline without a star; or not.",
    ),
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
    Action(
        "choose.range",
        ("v",),
        "choose_range",
        "Choose a range",
        "Begins a range, which follows the cursor; once more ends it. What is done next is done to "
        "all that is chosen.",
        "list",
    ),
    Action(
        "choose.one",
        ("X",),
        "choose({count})",
        "Choose",
        "Chooses the article, or not any more; Ctrl and a click does too.",
        "list",
    ),
    Action(
        "choose.all", ("ctrl+a",), "choose_all", "Choose all", "Chooses all of the list.", "list"
    ),
    Action("feed.refresh", ("r",), "refresh_feed", "Refresh", "Asks this feed for news."),
    Action(
        "feed.refresh_all",
        ("R",),
        "refresh_all",
        "Refresh all",
        "Asks every feed for news; one whose server wants to be left alone waits.",
    ),
    Action("feed.next", ("]",), "feed(1, {count})", "Next feed", "The next feed or view."),
    Action(
        "feed.previous",
        ("[",),
        "feed(-1, {count})",
        "Previous feed",
        "The previous feed or view.",
    ),
    Action("feed.add", ("a",), "add", "Add", "Adds a feed, or the feed of a web page."),
    Action(
        "feed.import",
        ("I",),
        "import",
        "Import",
        "Brings feeds over from another reader or a file, or offers well-known ones.",
    ),
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
        "Unsubscribes, or removes a saved view; the articles are kept and {mark.undo} brings it "
        "back.",
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
        "view.number",
        tuple(f"g {number}" for number in range(1, 10)),
        "view({key})",
        "View",
        "1 to 4: Unread, Today, Starred and All; 5 to 9: saved views.",
    ),
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
    Action(
        "app.stats", ("%",), "stats", "Statistics", "How much comes, from where, and how you read."
    ),
    Action("app.reload", ("&",), "app.reload", "Settings anew", "Reads config.toml again."),
    Action("app.help", ("?",), "app.help", "Help", "This page; type to search it."),
    Action(
        "app.palette",
        ("ctrl+p",),
        "app.command_palette",
        "Palette",
        "Everything by some of its letters: actions, feeds, folders, views, themes, settings.",
    ),
    Action(
        "app.command",
        (":",),
        "app.command_line",
        "Command",
        "A command by its name: feed, theme, set, open, search, 42; Tab completes.",
    ),
    Action("app.quit", ("Q",), "app.quit", "Quit", "Leaves the program."),
    *story_keys.ACTIONS,
    *screen_keys.ACTIONS,
)

_BY_ID = {action.id: action for action in ACTIONS}


def action_of(action_id: str) -> Action:
    """The action of an id; raises KeyError."""
    return _BY_ID[action_id]
