"""The keys of stories: on articles, in the list of stories, and on the page of one."""

from __future__ import annotations

from reader.config.actions import Action

ACTIONS: tuple[Action, ...] = (
    Action("story.list", ("T",), "stories", "Stories", "The stories that are developing."),
    Action("story.open", ("t",), "story", "Story", "The timeline of the article's story."),
    Action("story.coverage", ("c",), "coverage", "Coverage", "All articles of its story."),
    Action("story.follow", ("w",), "follow", "Follow", "Follows its story; or no longer."),
    Action(
        "stories.followed",
        ("f",),
        "followed",
        "Followed",
        "Only what is followed; again: all of them.",
        "stories",
    ),
    Action(
        "stories.join",
        ("J",),
        "join",
        "Join",
        "Marks the story; on another one: makes one of both.",
        "stories",
    ),
    Action("page.next", ("n",), "news(1)", "Next new", "The next that is new to you.", "story"),
    Action("page.previous", ("N", "p"), "news(-1)", "Previous new", "The one before it.", "story"),
    Action(
        "page.expand",
        ("space",),
        "expand",
        "More or less",
        "Shows all that it says, and who else carries it; or less.",
        "story",
    ),
    Action(
        "page.right",
        ("+",),
        "right",
        "Belongs",
        "It belongs to the story: what is followed learns from it.",
        "story",
    ),
    Action(
        "page.wrong",
        ("-", "X"),
        "wrong",
        "Not this",
        "It does not belong to the story: takes it out for good.",
        "story",
    ),
    Action(
        "page.terms",
        ("e",),
        "terms",
        "What is followed",
        "The names and words by which the story collects more.",
        "story",
    ),
    Action("page.export", ("S",), "export", "Export", "Writes the story to a file.", "story"),
    Action("terms.more", ("+", "right"), "weigh(1)", "More", "The term counts more.", "terms"),
    Action("terms.less", ("-", "left"), "weigh(-1)", "Less", "The term counts less.", "terms"),
    Action("terms.drop", ("x",), "drop", "Without", "The term counts nothing.", "terms"),
)
