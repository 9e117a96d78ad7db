"""What changed in an article that was read, as a person is told of it."""

from __future__ import annotations

import pytest

from reader.model.article import Alert
from reader.text.alerts import alert_in_words


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (("headline", "text"), "Reuters changed the headline of an article you read: “Dam holds”"),
        (
            ("headline", "numbers", "names", "text"),
            "Reuters changed the headline, numbers and names of an article you read: “Dam holds”",
        ),
        (("correction", "numbers"), "Reuters corrected an article you read: “Dam holds”"),
        (("text",), "Reuters rewrote passages of an article you read: “Dam holds”"),
    ],
)
def test_a_change_is_told_in_one_sentence(what: tuple[str, ...], said: str) -> None:
    assert alert_in_words(Alert(1, "Reuters", "Dam holds", what)) == said
