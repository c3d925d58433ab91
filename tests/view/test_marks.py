"""What an office prints with a number, or instead of it, is printed in the tables and explained below them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from briefgen import language
from briefgen.model.brief import Brief
from briefgen.view import view

PARTIES = [{"id": "AAA", "name": "Republic of A", "short": "A"}, {"id": "BBB", "name": "Republic of B", "short": "B"}]


def row(reporter: str, flow: str, year: int, value: str | None, mark: str | None = None) -> dict[str, Any]:
    """Return a trade row."""
    partner = "BBB" if reporter == "AAA" else "AAA"
    fields = {"reporter": reporter, "partner": partner, "flow": flow, "period": str(year), "unit": "thousand USD"}
    return fields | {key: text for key, text in (("value", value), ("mark", mark)) if text is not None}


def seen(*trade: dict[str, Any], **fields: Any) -> Any:
    """Return the view of a brief with these trade rows."""
    facts = {"id": "b", "title": "T", "perspective": "AAA", "partner": "BBB", "as_of": "2012", "languages": ["en"]}
    return view(Brief.model_validate(facts | {"parties": PARTIES, "trade": trade} | fields), language.load("en"))


OWN = (
    row("AAA", "export", 2010, "100", "p"),
    row("AAA", "import", 2010, "50", "e"),
    row("AAA", "export", 2011, None, "c"),
    row("AAA", "import", 2011, None, "-"),
    row("AAA", "export", 2012, "7", "r"),
    row("AAA", "import", 2012, "1"),
)


def test_marks_stand_beside_their_numbers_and_are_explained() -> None:
    table = seen(*OWN).table("turnover", "Caption", {"unit": "source"})
    assert [[cell.text for cell in cells][1:4] for cells in table.rows] == [
        ["100.0\u00a0p", "50.0\u00a0e", "150.0"],
        ["c", "0.0", "…"],
        ["7.0\u00a0r", "1.0", "8.0"],
    ]
    assert table.rows[0][1].value == 100
    assert table.rows[1][1].value is None
    assert [note for note in table.notes if " — " in note] == [
        "c — confidential",
        "e — estimated",
        "p — provisional",
        "r — revised",
    ]


def test_what_the_partner_keeps_confidential_is_told_from_the_own_side() -> None:
    theirs = (row("BBB", "import", 2011, None, "c"), row("BBB", "export", 2011, "9"))
    table = seen(*theirs).table("turnover", "Caption", {})
    assert [cell.text for cell in table.rows[0]][1] == "c"
    both = seen(*OWN, *theirs).table("mirror", "Caption", {"unit": "source"})
    last = next(cells for cells in both.rows if cells[0].text == "2011")
    assert [cell.text for cell in last][1:3] == ["c", "c"]


def test_a_table_without_marks_has_no_notes_on_them() -> None:
    table = seen(row("AAA", "export", 2010, "100"), row("AAA", "import", 2010, "50")).table("turnover", "C", {})
    assert not any(" — " in note for note in table.notes)


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ({"qualifier": "over", "value": "30"}, Fraction(30)),
        ({"qualifier": "about", "value": "30"}, Fraction(30)),
        ({"qualifier": "between", "value": "20", "high": "40"}, None),
    ],
)
def test_a_stated_figure_is_a_number_beside_its_words(figure: dict[str, str], value: Fraction | None) -> None:
    stated = [{"id": "f", "measure": "turnover", "unit": "thousand USD", "period": "2010"} | figure]
    table = seen(*OWN, figures=stated).table("claims", "Caption", {})
    assert table.columns[1].kind == "number"
    assert table.rows[0][1].value == value
    assert "30" in table.rows[0][1].text or "20" in table.rows[0][1].text


def test_when_the_data_were_read() -> None:
    sources = [
        {"id": "a", "title": "A", "retrieved": "2012-03-01"},
        {"id": "b", "title": "B", "retrieved": "2012-04-02"},
        {"id": "c", "title": "C"},
    ]
    rows = [one | {"source": key} for one, key in zip(OWN, "abcabc", strict=True)]
    assert str(seen(*rows, sources=sources).names["trade"].retrieved) == "2\u00a0April 2012"
    assert seen(*OWN).names["trade"].retrieved is None
