"""Fingerprints: what they learn can be unlearned, in any order, and a person has the last word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model.story import Kept
from reader.stories.fingerprint import Fingerprint


def kept(number: int, weights: dict[str, int]) -> Kept:
    terms = tuple(sorted(weights))
    return Kept(str(number), 0, "", "en", "1", 1, terms, tuple(weights[each] for each in terms))


ARTICLES = st.lists(
    st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 900), min_size=1), max_size=8
).map(lambda every: [kept(number, each) for number, each in enumerate(every)])


@given(ARTICLES, st.randoms())
def test_the_order_of_learning_does_not_matter(articles, chance) -> None:
    forth, other = Fingerprint({}), Fingerprint({})
    for each in articles:
        forth = forth.learn(int(each.id), each)
    shuffled = list(articles)
    chance.shuffle(shuffled)
    for each in shuffled:
        other = other.learn(int(each.id), each).learn(int(each.id), each)
    assert forth.written() == other.written()
    assert Fingerprint.read(forth.written()) == forth


@given(ARTICLES)
def test_what_was_learned_is_unlearned_without_a_trace(articles) -> None:
    print_ = Fingerprint({})
    for each in articles:
        print_ = print_.learn(int(each.id), each)
    for each in articles:
        print_ = print_.learn(int(each.id), each, -1)
    assert print_ == Fingerprint({})


def test_an_article_matches_by_what_it_shares_and_says_by_what() -> None:
    print_ = Fingerprint({}).learn(1, kept(1, {"ahvaz": 700, "karun": 600, "dam": 300}))
    found = print_.match(kept(2, {"ahvaz": 700, "karun": 500, "inquiry": 400}))
    assert found is not None
    assert found.shared == ("ahvaz", "karun")
    assert print_.match(kept(3, {"ahvaz": 700, "football": 700})) is None  # one name alone
    assert print_.match(kept(4, {"election": 900})) is None


def test_a_person_raises_lowers_and_takes_out_terms() -> None:
    print_ = Fingerprint({}).learn(1, kept(1, {"ahvaz": 700, "karun": 600}))
    raised = print_.turn("karun", 1).turn("karun", 1)
    assert list(raised.terms) == ["karun", "ahvaz"]
    assert "amiri" in print_.turn("amiri", 1).terms
    without = print_.drop("ahvaz")
    assert list(without.terms) == ["karun"]
    assert list(without.turn("ahvaz", 1).terms) == ["ahvaz", "karun"]
    assert print_.turn("karun", 1).turn("karun", -1) == print_
