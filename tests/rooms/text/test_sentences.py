"""A sentence ends where a reader would say it does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.sentences import ends, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "wanted",
    [
        ["It rained.", "The dam held!", "Did it?", "It did."],
        ["Dr. J. Bell met Mr. Orr on St. Kilda at 3.30 p.m. on Monday.", "Nobody else came."],
        ["Inflation was 3.5 percent.", "It had been 4."],
        ["“Stop!” she cried.", "“It is too late.”", "He went on."],
        ["They waited … and waited.", "Then it came."],
        ["„Halt!“ rief sie.", "Am 3. November z. B. war sie in Bad Aibling.", "Es regnete."],
        ["Es waren 40.", "Die Polizei zählte nach."],
        ["« Nous partons. »", "Le maire, M. Roux, est resté."],
        ["首相は東京で会見した。", "「計画は続ける。」", "野党は反対した！"],
        ["他说：“我们会继续。”", "会议结束了。"],
        ["क्या हुआ।", "वर्षा हुई।"],
        ["A heading", "A paragraph of it.", "Another."],
        ["Шёл дождь.", "Погибли 5 тыс. человек.", "Это всё."],
        ["¿Qué pasó?", "¡Nada!", "El Sr. Gil lo dijo."],
        ["The answer was No.", "Yes.", "No. 10 was silent.", "He left for the U.S. Senate."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(wanted: list[str]) -> None:
    between = "" if wanted[0][-1] in "。！" else " "
    assert cut(between.join(wanted).replace("A heading ", "A heading\n")) == wanted


@given(st.text(max_size=200) | st.text(alphabet=' .\n"”A1a。M', max_size=80))
def test_sentences_hold_all_that_is_no_blank(text: str) -> None:
    rest = list(text)
    for start, end in sentences(text):
        assert start < end
        assert text[start:end].strip() == text[start:end]
        rest[start:end] = " " * (end - start)
    assert not "".join(rest).strip()
    assert list(ends(text))[-1:] == [len(text)] * bool(text)


@pytest.mark.parametrize("one", [". ", "\n", "M. ", "。", "...", "1. ", '"”'])
def test_a_long_text_of_anything_ends(one: str) -> None:
    assert list(ends(one * (400_000 // len(one))))[-1] == 400_000 // len(one) * len(one)
