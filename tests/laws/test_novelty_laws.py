"""Laws of what was read: it is known, in whatever order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.memory import Memory
from reader.text.novelty import novelty

_SENTENCES = st.sampled_from(
    [
        "A bridge over the Asker collapsed on Saturday. ",
        "Divers found 12 cars, said Ines Calloway. ",
        '"Nobody told us anything," said a man. ',
        "町は計画に反対した。",
        "Der Haushalt sieht 412 Millionen Euro vor. ",
        "word " * 90 + "ends. ",
        "\n",
    ]
)
_TEXTS = st.lists(_SENTENCES | st.text(max_size=60), max_size=8).map("".join)


@settings(deadline=None)
@given(_TEXTS)
def test_what_was_read_is_known(text: str) -> None:
    assert {each.known for each in novelty(read(text), text)} <= {"known"}


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
def test_memories_merge_in_any_order_and_once(one: str, other: str) -> None:
    both, back = read(one), read(other)
    both |= read(other)
    back |= read(one)
    assert both == back == read(one, other, one)
    assert both.to_bytes() == back.to_bytes()


@settings(deadline=None)
@given(_TEXTS)
def test_a_memory_survives_its_packing(text: str) -> None:
    kept = read(text)
    assert Memory.from_bytes(kept.to_bytes()) == kept


@settings(deadline=None)
@given(_TEXTS, _TEXTS)
def test_new_words_stand_within_their_sentence(before: str, text: str) -> None:
    for each in novelty(read(before), text):
        assert all(each.start <= hit.start < hit.end for hit in each.words)
        assert (each.known == "known") is not bool(each.words or each.what)


def read(*texts: str) -> Memory:
    kept = Memory()
    for each in texts:
        kept.read(each)
    return kept
