"""Laws of which article is which."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reader.model.parsed import ParsedArticle
from reader.parse.identity import content_hash, identify

_WORDS = st.sampled_from(["", "storm", "vote", "sea"])
_ADDRESSES = st.sampled_from(["", "https://paper.example/", "https://paper.example/1?utm_source=x"])


@st.composite
def _articles(draw: st.DrawFn) -> ParsedArticle:
    title, text = draw(_WORDS), draw(_WORDS)
    return ParsedArticle(
        guid=draw(st.sampled_from(["", "a", "b"])),
        url=draw(_ADDRESSES),
        title=title,
        html=text,
        content_hash=content_hash(title, text),
    )


@given(st.lists(_articles(), max_size=8))
def test_no_two_articles_of_a_feed_share_an_identity(articles: list[ParsedArticle]) -> None:
    identities = [article.identity for article in identify(articles)]
    assert all(identities)
    assert len(set(identities)) == len(identities)


@given(st.lists(_articles(), max_size=8))
def test_delivering_the_same_document_again_gives_the_same_identities(
    articles: list[ParsedArticle],
) -> None:
    once = identify(articles)
    assert identify(articles) == once
    assert {one.identity for one in identify([*articles, *articles])} == {
        one.identity for one in once
    }


@given(st.lists(_articles(), max_size=8))
def test_nothing_a_feed_says_is_lost(articles: list[ParsedArticle]) -> None:
    kept = identify(articles)
    for article in articles:
        assert any(
            one.content_hash == article.content_hash
            or (one.guid == article.guid and (one.url == article.url or one.title == article.title))
            for one in kept
        )


@given(_articles(), _WORDS)
def test_an_edit_keeps_the_identity_of_an_article_with_a_guid(
    article: ParsedArticle, title: str
) -> None:
    named = replace(article, guid="a")
    edited = replace(named, title=title, content_hash=content_hash(title, "other"))
    assert identify([named])[0].identity == identify([edited])[0].identity


def test_typography_and_white_space_do_not_move_the_hash() -> None:
    typed = content_hash('"It\'s here" - now', "a b c")
    assert content_hash("“It’s here” – now", "a  b\n\nc") == typed


def test_words_and_case_do_move_it() -> None:
    hashes = {
        content_hash("a", "b"),
        content_hash("a", "B"),
        content_hash("a b", ""),
        content_hash("a", "c"),
    }
    assert len(hashes) == 4
