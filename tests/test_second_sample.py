"""The second sample shows both offices side by side, and says nothing that the published tables do not."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

import briefgen
from briefgen import generator
from briefgen.document import Document, Table, as_text
from briefgen.findings import Severity
from briefgen.generator import Request, Result
from briefgen.inputs import read
from briefgen.model.trade import mirror
from briefgen.trade import sources

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "inputs" / "kazakhstan-kyrgyzstan-2023"
LANGUAGES = ("uk", "ru", "en", "ky")
THERE = ["0.92", "1.04", "0.90", "0.98", "0.97", "0.75"]
"""What Kyrgyzstan reports as imports over what Kazakhstan reports as exports, 2018 to 2023."""
BACK = ["0.90", "0.91", "0.94", "0.98", "1.10", "1.20"]
FLAGGED = {"uk": "Потребує перевірки", "ru": "Требует проверки", "en": "Needs checking", "ky": "Текшерүүнү талап кылат"}
SIZE = 3_000_000
"""Bytes that all samples together may have."""


@pytest.fixture(scope="module")
def result() -> Result:
    return generator.check(Request(FOLDER))


def paper(result: Result, name: str, code: str) -> Document:
    return next(one for one in result.documents if (one.name, one.language) == (name, code))


def tables(document: Document) -> dict[str, Table]:
    return {block.name: block for block in document.blocks if isinstance(block, Table)}


def test_it_builds_without_an_error(tmp_path: Path) -> None:
    made = briefgen.build(FOLDER, out=tmp_path)
    assert not made.stopped
    assert len(made.files) == 4 * len(LANGUAGES)
    codes = {one.code for one in made.findings if one.severity is Severity.WARNING}
    assert codes == {"B302", "B157", "B344"}  # no meeting, partners of 2021, and the two offices on 2023


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", ["brief", "annex"])
def test_both_offices_with_ratio_gap_and_flag(result: Result, name: str, code: str) -> None:
    found = tables(paper(result, name, code))["mirror"]
    rows = [[cell.text.replace(",", ".") for cell in row] for row in found.rows]
    assert [row[0] for row in rows] == [str(year) for year in range(2018, 2024)]
    assert [row[3] for row in rows] == THERE
    assert [row[7] for row in rows] == BACK
    assert [row[-1] for row in found.rows][-1].text == FLAGGED[code]
    assert {row[-1].text for row in found.rows[:-1]} == {""}
    assert found.rows[-1][4].value == 200 * (found.rows[-1][2].value - found.rows[-1][1].value) / (  # type: ignore[operator]
        found.rows[-1][2].value + found.rows[-1][1].value  # type: ignore[operator]
    )
    assert any("CIF" in note for note in found.notes)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_papers_say_it_in_words(result: Result, code: str) -> None:
    for name in ("brief", "summary"):
        text = as_text(paper(result, name, code)).replace(",", ".")
        assert re.search(r"0\.75\b.*1\.20\b", text), (name, code)


def test_the_ratios_are_those_of_the_model(result: Result) -> None:
    assert result.brief is not None
    found = [year for year in mirror(result.brief) if year.known]
    assert [f"{float(year.ratio('exports') or 0):.2f}" for year in found] == THERE
    assert [f"{float(year.ratio('imports') or 0):.2f}" for year in found] == BACK
    assert [year.year for year in found if year.differs] == [2023]


def test_every_row_of_trade_stands_in_a_table_of_an_office(result: Result) -> None:
    assert result.brief is not None
    source, _ = read(FOLDER)
    printed = {}
    for path in sorted((FOLDER / "statistics").iterdir()):
        for row in sources.read(path).rows:
            printed[path.name, row.line, row.flow, row.period] = (row.reporter, row.partner, row.milli)
    for number, row in enumerate(result.brief.trade):
        place = source.place(("trade", number, "value"))
        assert place is not None
        assert row.value is not None
        told = printed[Path(place.file).name, place.line, row.flow, str(row.period)]  # type: ignore[index]
        assert told == (row.reporter, row.partner, row.value * 10**6)
        assert row.source == (("bns",) if row.reporter == "KAZ" else ("nsc",))


def test_nothing_else_is_told(result: Result) -> None:
    brief = result.brief
    assert brief is not None
    for name in ("persons", "bodies", "sessions", "meetings", "statements", "events", "treaties", "claims", "figures"):
        assert getattr(brief, name) == ()
    texts = [brief.objective, *(point.text for point in brief.talking_points), *(one.line for one in brief.issues)]
    for text in texts:
        assert text is not None
        assert set(text.forms) == set(LANGUAGES)
        assert not any(re.search(r"\d", form) for cases in text.forms.values() for form in cases.values())


def test_shares_and_ranks_both_ways(result: Result) -> None:
    annex = tables(paper(result, "annex", "en"))
    ours, theirs = annex["shares"].rows[-1], annex["partner-shares"].rows[-1]
    assert [cell.text for cell in (ours[0], ours[3], ours[6])] == ["2023", "1.210", "16"]
    assert [cell.text for cell in (theirs[0], theirs[3], theirs[6])] == ["2023", "8.332", "3"]
    assert isinstance(ours[3].value, Fraction)


def test_each_file_is_named_with_its_digest(result: Result) -> None:
    found = tables(paper(result, "annex", "en"))["files"]
    assert {row[1].text for row in found.rows} == {path.name for path in (FOLDER / "statistics").iterdir()}
    assert all(re.fullmatch(r"[0-9a-f]{64}", row[-1].text) for row in found.rows)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_text_of_the_papers(result: Result, code: str, accept: bool) -> None:
    for name in ("brief", "summary", "annex"):
        path = ROOT / "tests" / "cases" / f"second-{name}.{code}.txt"
        text = as_text(paper(result, name, code))
        if accept:
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "inputs").rglob("*") if path.is_file()) < SIZE
