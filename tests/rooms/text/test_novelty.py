"""What somebody has read is told from what is new to them."""

from __future__ import annotations

import pytest

from reader.text.memory import Memory
from reader.text.novelty import novelty

READ = (
    "A bridge over the Asker collapsed on Saturday, killing four people and injuring eleven. "
    'Mayor Ellen Tarrant said it had been inspected in March. "We will not guess," she said.'
)


def memory(*texts: str) -> Memory:
    kept = Memory()
    for each in texts:
        kept.read(each)
    return kept


def seen(text: str, *read: str) -> list[str]:
    """Each sentence as how new it is, what makes it so, and its new words."""
    return [
        " ".join([each.known, *each.what]) + "".join(f" [{text[a:b]}]" for a, b in each.words)
        for each in novelty(memory(*(read or (READ,))), text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Four people were killed and 11 hurt on Saturday when a bridge over the Asker collapsed.",
        "Tarrant, the mayor, said the bridge had been inspected in March.",
        "“We will not guess,” Tarrant said.",
        "Eleven people were injured.",
    ],
)
def test_what_was_read_in_other_words_is_known(text: str) -> None:
    assert seen(text) == ["known"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "A bridge over the Asker collapsed on Saturday, killing six people.",
            "new numbers [six]",
        ),
        (
            "Mayor Ellen Tarrant and Peter Novak said it had been inspected in March.",
            "new names [Peter Novak]",
        ),
        (
            'The bridge had been inspected in March. "We do not know why it fell," she said.',
            "new quotes [We do not know why it fell]",
        ),
        (
            "A bridge over the Asker collapsed on Saturday with a bang, and divers searched it.",
            "partly text [bang] [divers searched]",
        ),
        (
            "Prosecutors seized files from the building office.",
            "new text [Prosecutors seized files] [building office]",
        ),
    ],
)
def test_what_is_new_in_familiar_words_is_told(text: str, told: str) -> None:
    assert seen(text)[-1] == told


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [
        ("町は計画に反対した。知事の森田氏が述べた。", "計画に町は反対した。", ["known"]),
        ("台風で3人が死亡した。", "台風で5人が死亡した。", ["new numbers [5]"]),
        ("死者は三十人。", "死者は30人。", ["known"]),
        (
            "Die Verordnung zum Brandschutz gilt im Juli, sagte der Minister.",
            "Die Brandschutzverordnung gilt im Juli.",
            ["known"],
        ),
        ("The firm lost 7.4 billion dollars.", "Die Firma verlor 7,4 Milliarden Dollar.", None),
        ("Il y a 2 300 passagers bloqués.", "2.300 passagers sont bloqués.", ["known"]),
        ("Погибли 12 человек в Туле.", "В Туле погибли двенадцать человек.", ["known"]),
        ("The reactor leaked.", "The reactor never leaked.", ["partly text [never]"]),
    ],
)
def test_it_is_told_in_any_script(read: str, text: str, told: list[str] | None) -> None:
    found = seen(text, read)
    if told is None:  # another language, but the number is the same
        assert "numbers" not in found[0]
    else:
        assert found == told


def test_a_sentence_without_a_word_is_not_new() -> None:
    assert seen("…") == ["known"]
    assert novelty(memory(READ), "") == []


def test_to_who_has_read_nothing_all_is_new() -> None:
    assert {each.known for each in novelty(Memory(), READ)} == {"new"}


@pytest.mark.parametrize("damage", [b"", b"\x01", b"\x02" + b"\0" * 8])
def test_a_damaged_memory_is_refused(damage: bytes) -> None:
    with pytest.raises(ValueError, match="memory"):
        Memory.from_bytes(damage or memory(READ).to_bytes()[:-1])


def test_a_memory_is_small() -> None:
    kept = memory(READ)
    assert len(kept.to_bytes()) / len(kept) < 80


@pytest.mark.parametrize(
    "one",
    [
        "A Title In Case\n",
        "„a ",
        "日本の",
        "3 ",
        "Word. ",
        "word ",
        'x"',
        "Donaudampfschifffahrt ",
        "'s ",
    ],
)
def test_a_long_text_of_anything_ends(one: str) -> None:
    text = one * (400_000 // len(one))
    kept = memory(text)
    assert {each.known for each in novelty(kept, text)} == {"known"}
    assert Memory.from_bytes(kept.to_bytes()) == kept
