"""Lists of subscriptions, as other programs write them and as attackers would."""

from __future__ import annotations

import pytest

from reader.model.errors import UsageError
from reader.model.feed import Feed, Subscription
from reader.opml import reading, writing
from reader.opml.outline import OutlineFeed, OutlineView


def outline(*lines: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{head}<opml version="2.0"><body>{"".join(lines)}</body></opml>'


def feed(url: str, text: str = "", folder: str = "") -> OutlineFeed:
    return OutlineFeed(url, text, folder)


def test_nested_folders_become_one_path() -> None:
    text = outline(
        '<outline text="News"><outline text="World">'
        '<outline type="rss" text="Wire" xmlUrl="https://wire.example/feed"/></outline>'
        '<outline text="Local" xmlUrl="https://local.example/rss"/></outline>',
        '<outline title="Alone" xmlUrl="https://alone.example/rss"/>',
    )
    assert reading.read(text).items == (
        feed("https://wire.example/feed", "Wire", "News / World"),
        feed("https://local.example/rss", "Local", "News"),
        feed("https://alone.example/rss", "Alone"),
    )


def test_names_of_attributes_may_be_written_any_way_and_type_may_be_missing() -> None:
    text = outline('<OUTLINE TEXT="Old" XMLURL="feed://old.example/rss"/>', head="")
    assert reading.read(text).items == (feed("http://old.example/rss", "Old"),)


def test_a_feed_that_stands_in_two_folders_is_taken_where_it_stands_first() -> None:
    line = '<outline text="Wire" xmlUrl="https://wire.example/feed"/>'
    text = outline(f'<outline text="A">{line}</outline><outline text="B">{line}</outline>')
    assert reading.read(text).items == (feed("https://wire.example/feed", "Wire", "A"),)


def test_an_outline_that_is_a_page_is_no_folder_and_no_feed() -> None:
    text = outline(
        '<outline type="link" text="Page" url="https://page.example/">'
        '<outline text="Wire" xmlUrl="https://wire.example/feed"/></outline>'
    )
    assert reading.read(text).items == (feed("https://wire.example/feed", "Wire"),)
    assert not reading.read(text).refused


def test_ampersands_that_were_never_escaped_keep_an_address_whole() -> None:
    text = outline('<outline text="Q &amp; A &eacute; R&D" xmlUrl="https://q.example/?a=1&b=2"/>')
    assert reading.read(text).items == (feed("https://q.example/?a=1&b=2", "Q & A é R&D"),)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("|touch pwned", "runs a program"),
        ("exec:touch pwned", "runs a program"),
        ("filter:sh:http://x.example/", "runs a program"),
        ("file:///etc/passwd", "is a file"),
        ("javascript:alert(1)", "javascript:"),
        ("data:text/xml,x", "data:"),
        ("ftp://x.example/y", "ftp:"),
        ("http://", "not a web address"),
        ("http://[::1", "not a web address"),
        (" ", "no address"),
        ("feed.xml", "not a web address"),
    ],
)
def test_a_list_may_add_web_addresses_and_nothing_else(address: str, why: str) -> None:
    good = '<outline text="Good" xmlUrl="https://good.example/rss"/>'
    read = reading.read(outline(f'<outline text="Bad" xmlUrl="{address}"/>', good))
    assert read.items == (feed("https://good.example/rss", "Good"),)
    (refused,) = read.refused
    assert why in refused.why
    assert refused.line


def test_a_list_that_includes_another_is_not_followed() -> None:
    read = reading.read(
        outline('<outline type="include" text="More" url="https://x.example/more"/>')
    )
    assert not read.items
    assert read.refused[0].line == "https://x.example/more"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    declared = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    text = outline(
        '<outline text="&l9;&x;" xmlUrl="https://a.example/"/>',
        head=f'<!DOCTYPE opml [{declared}<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    )
    assert reading.read(text).items == (feed("https://a.example/", "&l9;&x;"),)


def test_defaults_that_a_doctype_declares_mean_nothing() -> None:
    text = outline(
        '<outline text="A"/>',
        head='<!DOCTYPE opml [<!ATTLIST outline xmlUrl CDATA "https://a.example/">]>',
    )
    assert not reading.read(text).items


def test_names_reach_nobody_with_control_characters_in_them() -> None:
    text = outline(
        '<outline text="&#27;]0;x&#7;&#x9b;2J\u202eX&#10;two" xmlUrl="https://a.example/"/>',
        '<outline text="&#xd800;&#99999999;&#0;ok" xmlUrl="https://b.example/"/>',
    )
    assert [each.title for each in reading.read(text).items] == ["]0;x2JX two", "ok"]


def test_a_file_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    whole = outline(*(f'<outline text="{i}" xmlUrl="https://{i}.example/"/>' for i in "abc"))
    read = reading.read(whole[: whole.index("https://c")])
    assert [each.title for each in read.items] == ["a", "b"]
    assert "breaks off" in read.refused[-1].why


def test_a_hundred_thousand_folders_in_each_other_do_no_harm() -> None:
    depth = 100_000
    text = outline(
        '<outline text="d">' * depth,
        '<outline text="Deep" xmlUrl="https://deep.example/"/>',
        "</outline>" * depth,
    )
    (deep,) = reading.read(text).items
    assert deep.folder == " / ".join("d" * 8)


@pytest.mark.parametrize(
    ("text", "looks_like"),
    [
        ('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "a feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "a feed"),
        ("<!doctype html><html><body>Hello</body></html>", "a web page"),
        ("<x/>", "no list"),
        ("Hello, world.\nThis is a letter.", "no list"),
        ('{"json": true}', "no list"),
        ("", "no list"),
    ],
)
def test_what_is_no_list_is_told_from_one(text: str, looks_like: str) -> None:
    with pytest.raises(UsageError, match=looks_like):
        reading.read(text)


def test_a_newsboat_file_brings_folders_and_titles() -> None:
    text = """
# my feeds
https://wire.example/feed news "~The Wire"  # every hour
"https://local.example/rss" "Around here" other "!"

feed://old.example/rss
"query:Unread:unread = \\"yes\\""
exec:/home/me/feed.sh
"filter:cat:https://x.example/"
"""
    read = reading.read(text)
    assert read.items == (
        feed("https://wire.example/feed", "The Wire", "news"),
        feed("https://local.example/rss", "", "Around here"),
        feed("http://old.example/rss"),
    )
    assert read.views == (OutlineView("Unread", "is:unread"),)
    assert [each.line for each in read.refused] == [
        "exec:/home/me/feed.sh",
        "filter:cat:https://x.example/",
    ]


def test_a_newsboat_file_of_nothing_but_queries_is_still_one() -> None:
    assert reading.read('"query:Unread:unread"').refused


def test_what_is_written_names_titles_sites_and_folders() -> None:
    wire = Subscription(
        Feed(
            1, "https://wire.example/?a=1&b=2", title='The "Wire"', site_url="https://wire.example/"
        ),
        folder="News / World",
    )
    local = Subscription(Feed(2, "https://local.example/rss"), own_title="<Local>", folder="News")
    alone = Subscription(Feed(3, "https://alone.example/rss", title="Alone"))
    disk = Subscription(Feed(4, "file:///home/me/saved", kind="folder", title="Saved"))
    assert (
        writing.write([wire, local, alone, disk])
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head><title>Subscriptions</title></head>
  <body>
    <outline text="News">
      <outline text="World">
        <outline type="rss" text='The "Wire"' title='The "Wire"' \
xmlUrl="https://wire.example/?a=1&amp;b=2" htmlUrl="https://wire.example/"/>
      </outline>
      <outline type="rss" text="&lt;Local&gt;" title="&lt;Local&gt;" \
xmlUrl="https://local.example/rss"/>
    </outline>
    <outline type="rss" text="Alone" title="Alone" xmlUrl="https://alone.example/rss"/>
  </body>
</opml>
"""
    )


def test_a_feed_in_no_folder_is_in_the_one_of_its_category() -> None:
    text = outline('<outline text="a" category="/Tech/News,/Other" xmlUrl="https://a.example/"/>')
    assert reading.read(text).items[0].folders == ["Tech", "News"]


def test_what_newsboat_lists_is_refused_with_the_number_of_its_line() -> None:
    told = reading.read("# mine\n\nhttps://a.example/x one two three\nexec:/bin/x\n")
    assert [(each.number, each.line) for each in told.refused] == [(4, "exec:/bin/x")]
    (note,) = told.notes
    assert note.endswith("left out: three, two")
