"""Hints: how each kind of field is written, in a few words for the instructions and the header cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen import language
from briefgen.model.kinds import CODES, choices, kinds
from briefgen.model.text import CASES

if TYPE_CHECKING:
    from briefgen.model.fields import Record
    from briefgen.model.kinds import Kind

_HINTS: dict[Kind, str] = {
    "text": "Words, in a column for each language.",
    "id": "Letters a-z, digits, hyphens, such as border-commission.",
    "ids": "One id, or several with commas between.",
    "period": "2011, 2011-12, 2011-12-20, 2011-05-18/2011-05-19 or 2011-Q4; a day that is not known is left out.",
    "number": "A number such as 1204.5.",
    "count": "A whole number.",
    "unit": "Such as mln USD, thousand USD, % or km.",
    "flag": "yes or no.",
    "words": "Text.",
}


def introduction() -> tuple[str, ...]:
    """Return the lines at the head of the sheet `instructions`."""
    columns = ", ".join(f"name.{code}" for code in language.available())
    return (
        "How to fill in this workbook",
        "The sheet brief holds one field in each row: write into the column value.",
        "Every other sheet is a list: one fact in each row, the first row names the fields. Empty sheets are left out.",
        "Fields in orange must be filled in every row that is used. Leave out what is not known; invent nothing.",
        f"Texts have a column for each language: {columns}; name.any holds for every language.",
        f"Case forms have columns of their own, such as name.uk.gen. The cases are {', '.join(CASES)}.",
        "Columns may be added, left out or put in another order. Codes and dates are text: do not change the format.",
        "Where a field names a row of another sheet, write the id of that row; put commas between several.",
        "This sheet is not read.",
    )


def hint(record: type[Record], field: str) -> str:
    """Return how a field is written."""
    allowed, reference = choices(record, field), record.references().get(field)
    if allowed:
        return f"One of: {', '.join(allowed)}."
    if reference is not None:
        world = " or WLD" if reference.world else ""
        several = ", several with commas between" if kinds(record)[field] == "ids" else ""
        return f"An id from the list {reference.list}{world}{several}."
    if field in CODES:
        return "Text with all its digits, such as 0101."
    if record.__name__ == "Brief" and field == "languages":
        return f"Codes of two letters with commas between: {', '.join(language.available())}."
    return _HINTS[kinds(record)[field]]
