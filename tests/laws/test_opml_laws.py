"""What holds for any list of subscriptions."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from reader.model.errors import UsageError
from reader.model.feed import Feed, Subscription
from reader.opml import reading, writing
from reader.opml.outline import Outline
from reader.text.clean import clean_line, is_clean

names = st.text(max_size=30).map(clean_line)
folders = st.lists(names, max_size=10).map(lambda path: clean_line(" / ".join(path)))
addresses = st.from_regex(
    r"https?://[a-z]{1,8}\.example/[a-z]{0,5}(\?[a-z]=[0-9&;]{1,3})?", fullmatch=True
)


@st.composite
def subscriptions(draw: st.DrawFn) -> list[Subscription]:
    urls = draw(st.lists(addresses, unique=True, max_size=6))
    return [
        Subscription(Feed(number, url, site_url=url), draw(names) or url, draw(folders))
        for number, url in enumerate(urls)
    ]


@given(subscriptions())
def test_what_is_written_is_read_again(every: list[Subscription]) -> None:
    read = reading.read(writing.write(every))
    assert not read.refused
    assert sorted((each.url, each.title, each.folder) for each in read.items) == sorted(
        (each.feed.url, each.title, each.folder) for each in every
    )


@given(st.one_of(st.text(), st.text('<>opmlutine/ ="&;#x:[]!\n~|'), st.text("&#x0;<\"' \\")))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    for form in (text, f'<opml><body><outline text="a" xmlUrl="{text}"/></body></opml>'):
        read = Outline()
        with suppress(UsageError):
            read = reading.read(form)
        for each in read.items:
            assert each.url.startswith(("http://", "https://"))
            assert is_clean(each.title + each.folder + each.url)
        assert all(is_clean(each.line) for each in read.refused)
