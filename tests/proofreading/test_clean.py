"""Clean text is left alone: at most one false alarm in a thousand sentences."""

from __future__ import annotations

import pytest

from proofreading.pages import CODES, found, generated, papers, texts, written

KINDS = ("text", "pdf", "excel", "brief")


@pytest.mark.parametrize("kind", KINDS)
def test_at_most_one_false_alarm_in_a_thousand_sentences(kind: str) -> None:
    count, alarms = 0, []
    for code in CODES:
        for sentences in (*texts(code), generated(code), *papers(code)):
            count += len(sentences)
            alarms += [(code, *one) for one in found("\n".join(sentences), code, kind)]  # type: ignore[arg-type]
    assert count >= 2400
    assert len(alarms) <= count // 1000, alarms


@pytest.mark.parametrize("code", CODES)
def test_what_is_typeset_has_no_space_that_may_break(code: str) -> None:
    assert found("\n".join(generated(code)), code, "word") == []


@pytest.mark.parametrize("code", CODES)
def test_each_sentence_alone_is_clean(code: str) -> None:
    alarms = [(sentence, one) for sentence in written(code) for one in found(sentence, code) if one[0] not in WHOLE]
    assert alarms == []


WHOLE = {"SRC-MISSING", "DATE-ASOF", "ABBR-UNDEF", "TRUNC"}
"""Rules on a whole text say nothing of one sentence."""
