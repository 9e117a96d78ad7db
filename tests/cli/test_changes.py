"""What became of an article, as text and as JSON; and the same article in several feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Dateline


@pytest.fixture
def site() -> Iterator[Server]:
    with Server() as server:
        yield server


def wire(
    title: str, toll: int, *, after: str = "", name: str = "Wire", link: str = "a", views: int = 1
) -> str:
    return f"""<rss version="2.0"><channel><title>{name}</title>
<link>https://{name.lower()}.example/</link>
<item><title>{title}</title><guid>urn:example:dam-story</guid>
<link>https://wire.example/{link}</link><pubDate>Tue, 03 Nov 2020 11:00:00 GMT</pubDate>
<description>&lt;p&gt;At least {toll} houses stand in water, the mayor said.&lt;/p&gt;
&lt;p&gt;The gates were opened at four in the morning.&lt;/p&gt;{after}
&lt;p&gt;{views} views&lt;/p&gt;</description></item></channel></rss>"""


@pytest.fixture
def edited(site: Server, dateline: Dateline) -> Dateline:
    """The program, with an article that was edited after it was read."""
    site.serve("/wire.xml", wire("Dam opened", 12))
    assert dateline("add", site.url("/wire.xml")).code == 0
    dateline("mark", "read", "1")
    later = "&lt;p&gt;Correction: the mayor's name is Bell.&lt;/p&gt;"
    site.serve("/wire.xml", wire("Dam opened above Corvin", 19, after=later, views=99))
    assert dateline("refresh", "--force", "--json").object["changed"] == 1
    return dateline


def test_a_difference_is_text_that_needs_no_colour(edited: Dateline) -> None:
    answer = edited("diff", "1")
    assert answer.code == 0
    title, standing, kind, *rest = answer.out.splitlines()
    assert title == "Dam opened {+above Corvin+}"
    assert standing.startswith("Wire · version 1 to 2 of 2 · ")
    assert kind == "Another headline, a correction, other numbers, other names"
    assert "\n".join(rest).strip() == (
        "At least [-12-]{+19+} houses stand in water, the mayor said.\n\n"
        "  … 1 paragraph unchanged\n\n"
        "{+Correction: the mayor's name is Bell.+}\n\n"
        "  … 1 paragraph unchanged"
    )


def test_a_difference_for_programs(edited: Dateline) -> None:
    answer = edited("diff", "1", "--json").object
    assert answer["id"] == 1
    assert (answer["from"], answer["to"], answer["kind"]) == (1, 2, "material")
    assert answer["what"] == ["headline", "correction", "numbers", "names"]
    assert answer["title"] == {"from": "Dam opened", "to": "Dam opened above Corvin"}
    assert answer["changes"] == [
        {"op": "replace", "old": "12", "new": "19"},
        {"op": "insert", "old": "", "new": "Correction: the mayor's name is Bell."},
    ]


def test_versions_are_named_by_their_number(edited: Dateline) -> None:
    back = edited("diff", "1", "--from", "2", "--to", "1", "--json").object
    assert back["title"] == {"from": "Dam opened above Corvin", "to": "Dam opened"}
    same = edited("diff", "1", "--from", "2", "--to", "2", "--json").object
    assert (same["kind"], same["changes"]) == ("none", [])
    wrong = edited("diff", "1", "--to", "3")
    assert wrong.code == 2
    assert "there is no version 3" in wrong.err
    assert "versions 1 to 2" in wrong.err


def test_an_earlier_version_is_shown_whole(edited: Dateline) -> None:
    shown = edited("show", "1", "--revision", "1").out
    assert shown.startswith("Dam opened\n")
    assert "At least 12 houses" in shown
    assert "19" in edited("show", "1").out
    assert edited("show", "1", "--revision", "7").code == 2


def test_an_article_that_was_edited_is_found_and_stays_read(edited: Dateline) -> None:
    (row,) = edited("list", "is:updated", "is:read", "--json").lines
    assert (row["id"], row["revisions"]) == (1, 2)


def test_an_article_of_one_version_has_nothing_to_compare(filled: Dateline) -> None:
    answer = filled("diff", "1")
    assert answer.code == 0
    assert answer.out.endswith("There is no earlier version.\n")
    assert filled("diff", "1", "--json").object["kind"] == "none"
    assert filled("diff", "99").code == 2


def test_the_same_article_in_two_feeds_is_one_line_with_its_sources(
    site: Server, dateline: Dateline
) -> None:
    site.serve("/wire.xml", wire("Dam above Corvin opened", 12))
    site.serve("/post.xml", wire("Dam above Corvin opened", 12, name="Post", link="a?utm_source=x"))
    dateline("add", site.url("/wire.xml"), site.url("/post.xml"))
    (row,) = dateline("list", "--json").lines
    assert row["feed_title"] == "Wire"
    (other,) = row["duplicates"]
    assert (other["feed_title"], other["id"]) == ("Post", 2)
    assert "Wire +1" in dateline("list").out
    assert [each["id"] for each in dateline("list", "feed:post", "--json").lines] == [2]
    assert "Also in Post" in dateline("show", "1").out
    assert dateline("show", "1", "--json").object["duplicates"] == [other]
    dateline("mark", "read", "2")
    assert [each["unread"] for each in dateline("feeds", "--json").lines] == [0, 0]
    assert dateline("list", "is:unread", "--json").lines == []
    dateline("undo")
    assert [each["unread"] for each in dateline("feeds", "--json").lines] == [1, 1]
    assert dateline("check").code == 0
