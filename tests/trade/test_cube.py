"""The seam: sums by keys, the same whatever the order of rows; nothing is counted twice."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.trade.cube import (
    COUNTRIES,
    PARTNERS,
    Filter,
    Key,
    Question,
    area,
    checked,
    cube_sha256,
    digits,
    merged,
    step,
)
from briefgen.trade.engines.plain import PlainCube, latest
from briefgen.trade.flows import Row
from trade.rows import QUESTIONS, cube_of, naive, records, rows_of

ROWS = rows_of(records())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: "-".join(question.keys))
def test_sums_are_those_of_looking_at_each_row(question: Question) -> None:
    found = cube_of(ROWS).sums(*question)
    assert found == naive(ROWS, question)
    assert bool(found) is (question.where.reporters != {"ZAF"})


def test_several_questions_in_one_reading() -> None:
    readings = []

    def rows(reporters: frozenset[str], partners: frozenset[str]) -> list[Row]:
        readings.append((reporters, partners))
        return ROWS

    cube = PlainCube(rows)
    assert cube.several(QUESTIONS) == [naive(ROWS, question) for question in QUESTIONS]
    assert readings == [(frozenset(), frozenset())]
    cube.several([Question(Filter(frozenset({"KGZ"})), ("partner", "flow", "period", "digits"))])
    assert readings[1] == (frozenset({"KGZ"}), frozenset())


def test_a_sum_with_a_row_that_is_not_reported_is_not_known() -> None:
    rows = [Row("KGZ", "TJK", "export", "2011", "01", 5), Row("KGZ", "UZB", "export", "2011", "01", None)]
    where = Filter(areas=COUNTRIES, digits=frozenset({2}))
    assert cube_of(rows).sums(where, ("flow", "period")) == {("export", "2011"): (None, 2)}
    assert cube_of(rows).sums(where, ("partner", "flow", "period"))["TJK", "export", "2011"] == (5, 1)


@given(st.integers(0, 10**9), st.integers(0, len(ROWS)))
@settings(max_examples=15, deadline=None)
def test_order_and_chunks_do_not_matter(seed: int, cut: int) -> None:
    shuffled = list(ROWS)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - test data
    for question in QUESTIONS[:3]:
        whole = cube_of(ROWS).sums(*question)
        assert cube_sha256(cube_of(shuffled).sums(*question)) == cube_sha256(whole)
        assert merged(cube_of(part).sums(*question) for part in (shuffled[:cut], shuffled[cut:])) == whole


def test_a_stream_is_the_sums_in_order() -> None:
    where, keys = QUESTIONS[0]
    streamed = list(cube_of(ROWS).stream(where, keys))
    assert [key for key, _, _ in streamed] == sorted(naive(ROWS, QUESTIONS[0]))


def test_the_sha_depends_on_every_value() -> None:
    sums = {("KGZ", "2011"): (5, 1), ("KGZ", "2012"): (None, 1)}
    assert cube_sha256(sums) == cube_sha256(dict(reversed(sums.items())))
    for other in ({**sums, ("KGZ", "2012"): (0, 1)}, {**sums, ("KGZ", "2011"): (5, 2)}, {("KGZ", "2011"): (5, 1)}):
        assert cube_sha256(other) != cube_sha256(sums)


LEVEL, YEAR = frozenset({2}), frozenset({"year"})


@pytest.mark.parametrize(
    ("where", "keys"),
    [
        (Filter(areas=COUNTRIES, steps=YEAR), ("flow",)),  # totals beside chapters beside headings
        (Filter(areas=COUNTRIES, steps=YEAR), ("chapter",)),
        (Filter(digits=LEVEL, steps=YEAR), ("flow",)),  # the world beside its countries
        (Filter(areas=PARTNERS | {"group"}, digits=LEVEL, steps=YEAR), ("flow",)),
        (Filter(partners=frozenset({"WLD", "TJK"}), digits=LEVEL, steps=YEAR), ("flow",)),
        (Filter(areas=COUNTRIES, digits=LEVEL), ("flow", "year")),  # a year beside its months
        (Filter(areas=COUNTRIES, digits=LEVEL, steps=frozenset({"span"})), ("flow",)),
        (Filter(areas=COUNTRIES, digits=LEVEL, steps=YEAR, flows=frozenset({"export", "re-export"})), ("chapter",)),
    ],
)
def test_what_would_count_twice_is_refused(where: Filter, keys: tuple[Key, ...]) -> None:
    with pytest.raises(ValueError, match="ask"):
        checked(where, keys)
    with pytest.raises(ValueError, match="ask"):
        cube_of(ROWS).sums(where, keys)


def test_what_codes_are() -> None:
    assert [area(code) for code in ("TJK", "WLD", "G:CIS", "NES:899", "M490")] == [
        "country", "world", "group", "unspecified", "country",
    ]  # fmt: skip
    assert [step(one) for one in ("2011", "2011-Q1", "2011-05", "2011-01/2011-09")] == [
        "year",
        "quarter",
        "month",
        "span",
    ]
    assert [digits(code) for code in ("TOTAL", "01", "010121")] == [0, 2, 6]


def test_of_two_files_on_the_same_the_later_counts() -> None:
    old = [Row("KAZ", "KGZ", "export", "2021", "TOTAL", 5), Row("KAZ", "KGZ", "export", "2020", "TOTAL", 3)]
    new = [Row("KAZ", "KGZ", "export", "2021", "TOTAL", 6)]
    twice = [*new, Row("KAZ", "KGZ", "export", "2021", "TOTAL", 1)]
    question = Question(Filter(), ("partner", "flow", "period", "digits"))

    def sums(*files: list[Row]) -> dict[str, int | None]:
        cube = PlainCube(latest([lambda _, __, rows=rows: rows for rows in files]))
        return {key[2]: milli for key, (milli, _) in cube.sums(*question).items()}

    assert sums(old, new) == {"2021": 6, "2020": 3}
    assert sums(new, old) == {"2021": 5, "2020": 3}
    assert sums(old, twice) == {"2021": 7, "2020": 3}  # inside one file rows are told by the reader
