"""What statistics files give the papers: named tables, charts, goods and ranks, alike in every format."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import briefgen
from briefgen import generator, language
from briefgen.document import Chart, Table, as_text
from briefgen.generator import Request
from briefgen.inputs import read
from briefgen.view import View, view
from briefgen.view.statistics_tables import ABOUT

NUMBERS = {"KGZ": 417, "TJK": 762, "KAZ": 398, "UZB": 860, "WLD": 0}
PRODUCTS = ("110100", "261710", "271600", "620342", "841430", "999999")
HEADER = "reporterCode,partnerCode,flowCode,period,cmdCode,primaryValue,motCode,customsCode,partner2Code\n"
SOURCE = "United Nations Statistics Division (comtrade.csv)"
FACTS: dict[str, Any] = {
    "id": "goods",
    "title": "K and T",
    "perspective": "KGZ",
    "partner": "TJK",
    "as_of": "2022-12",
    "languages": ["en"],
    "objective": "To agree.",
    "marking": "None",
    "parties": [
        {"id": "KGZ", "name": "Republic K", "short": {"any": "K"}, "adjective": "K"},
        {"id": "TJK", "name": "Republic T", "short": {"any": "T"}, "adjective": "T"},
    ],
}


def value(reporter: str, partner: str, flow: str, year: int, place: int) -> int:
    """Return an arbitrary value that differs in every cell."""
    step = (NUMBERS[reporter] * 7 + NUMBERS[partner] * 3 + ord(flow) * 11 + year * 13 + place * 17) % 97
    return (step + 5) * (400_000 if partner == "WLD" else 100_000)


def comtrade() -> str:
    """Return trade by goods of four countries with one another and with the world, 2019 to 2023, and some months."""
    lines = []
    for reporter in NUMBERS:
        for partner in NUMBERS:
            for flow in "XM" if reporter not in (partner, "WLD") else "":
                for year in range(2019, 2024):
                    values = {code: value(reporter, partner, flow, year, at) for at, code in enumerate(PRODUCTS)}
                    cells = values | {code[:2]: told for code, told in values.items()}
                    cells["TOTAL"] = sum(values.values()) + 12_345
                    lines += [(reporter, partner, flow, str(year), code, told) for code, told in cells.items()]
                for month in (202201, 202202, 202301, 202302):
                    lines.append((reporter, partner, flow, str(month), "TOTAL", month * 10))
    rows = (f"{NUMBERS[r]},{NUMBERS[p]},{f},{t},{c},{v},0,C00,0\n" for r, p, f, t, c, v in lines)
    return HEADER + "".join(rows)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("goods") / "goods"
    (where / "statistics").mkdir(parents=True)
    (where / "brief.yaml").write_text(yaml.safe_dump(FACTS, sort_keys=False), encoding="utf-8")
    (where / "statistics" / "comtrade.csv").write_text(comtrade(), encoding="utf-8")
    return where


def seen(folder: Path, code: str = "en", **changed: Any) -> View:
    from briefgen import facts

    source, _ = read(folder)
    source.tree.update(changed)
    brief, found = facts.build(source)
    assert brief is not None, found
    return view(brief, language.load(code), statistics=source.statistics)


@pytest.fixture(scope="module")
def made(folder: Path) -> View:
    return seen(folder)


def table(made: View, name: str, **options: str) -> Table:
    found = made.table(name, "Caption", options)
    assert found is not None, name
    return found


def cells(found: Table, key: str) -> list[str]:
    place = [column.key for column in found.columns].index(key)
    return [row[place].text for row in found.rows]


@pytest.mark.parametrize("code", ["en", "uk", "ru", "ky", "tg"])
def test_every_table_comes_out_of_goods(folder: Path, code: str) -> None:
    made = seen(folder, code)
    missing = [name for name in ABOUT if made.table(name, "Caption", {}) is None]
    assert missing == ["revisions"]  # there is one edition
    for name in ABOUT:
        found = made.table(name, "Caption", {})
        assert found is None or (found.caption.startswith("Caption") and found.source == SOURCE)
    assert made.table("partners", "Caption", {}).caption == "Caption, 2022"  # type: ignore[union-attr]
    assert made.table("partners", "In 2022", {}).caption == "In 2022"  # type: ignore[union-attr]
    assert made.table("shares", "Caption", {}).caption == "Caption"  # type: ignore[union-attr]


def test_without_statistics_there_are_none_of_them() -> None:
    from view.test_view import seen as without

    assert [name for name in ABOUT if without().table(name, "Caption", {}) is not None] == []
    for name in ("structure", "contributions", "mirror", "balance"):
        assert without().chart(name, "Title", {}) is None


def test_what_came_after_the_brief_is_left_out_unless_asked_for(made: View) -> None:
    assert cells(table(made, "shares"), "year") == ["2019", "2020", "2021", "2022"]
    assert cells(table(made, "shares", all="yes"), "year")[-1] == "2023"
    assert cells(table(made, "shares", last="2"), "year") == ["2021", "2022"]
    assert cells(table(made, "shares", years="2020-2021"), "year") == ["2020", "2021"]
    assert made.table("shares", "Caption", {"years": "1990"}) is None
    assert cells(table(made, "year-to-date"), "period") == ["January–February 2022"]
    assert cells(table(made, "year-to-date", all="yes"), "period")[-1] == "January–February 2023"


def test_goods_add_up_to_what_turnover_tells(made: View) -> None:
    exports = table(made, "exports", unit="source", top="2")
    assert cells(exports, "number")[:2] == ["1", "2"]
    assert cells(exports, "share")[-1] == "100.0"
    assert exports.total_rows == 1
    whole = table(made, "turnover", unit="source", last="1")
    assert cells(exports, "value")[-1] == cells(whole, "exports")[0]
    assert sum(row[3].value or 0 for row in exports.rows[:-1]) == exports.rows[-1][3].value
    assert len(table(made, "exports", digits="6").rows) == len(PRODUCTS) + 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"digits": "3"}, "`digits` is 2, 4 or 6"),
        ({"top": "0"}, "`top` is a whole number such as 10"),
        ({"all": "no"}, "`all` is yes"),
        ({"unit": "mln EUR"}, "are in USD and cannot be told in"),
        ({"years": "soon"}, "`years` is a year or a range"),
        ({"topp": "3"}, "has no option `topp`; did you mean `top`?"),
    ],
)
def test_odd_options_are_told(made: View, options: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        made.table("exports", "Caption", options)


def test_both_offices_and_their_ratio(made: View) -> None:
    mirror = table(made, "mirror", unit="source")
    assert cells(mirror, "year") == ["2019", "2020", "2021", "2022"]
    for row in mirror.rows:
        own, theirs, ratio, gap = (cell.value for cell in row[1:5])
        assert ratio == theirs / own  # type: ignore[operator]
        assert gap == 200 * (theirs - own) / (theirs + own)  # type: ignore[operator]
        told = row[-1].text == "Needs checking"
        assert told == any(not 0.8 <= float(row[at].value or 1) <= 1.25 for at in (3, 7))


def test_only_the_partners_statistics(folder: Path) -> None:
    turned = seen(folder, perspective="AFG", parties=[*FACTS["parties"], {"id": "AFG", "name": "A", "short": "A"}])
    assert turned.table("exports", "Caption", {}) is None  # nobody tells of trade with Afghanistan
    rows = (folder / "statistics" / "comtrade.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    alone = folder.parent / "alone"
    (alone / "statistics").mkdir(parents=True, exist_ok=True)
    (alone / "brief.yaml").write_bytes((folder / "brief.yaml").read_bytes())
    theirs = [line for line in rows if not line.startswith("417,")]
    (alone / "statistics" / "comtrade.csv").write_text("".join(theirs), encoding="utf-8")
    made = seen(alone)
    assert made.trade.mirrored
    sold = table(made, "exports", unit="source")  # what the own side sells is what the partner buys
    assert cells(sold, "value")[-1] == cells(table(made, "turnover", unit="source", last="1"), "exports")[0]
    assert made.trade.standing.share is None
    assert made.trade.standing.partner_share is not None
    assert made.table("mirror", "Caption", {}) is None
    assert [good.code for good in made.trade.top_exports] == cells(sold, "code")[:5]


def test_sentences_have_what_the_tables_have(made: View) -> None:
    trade = made.trade
    exports = table(made, "exports", top="5")
    assert [good.code for good in trade.top_exports] == cells(exports, "code")[:5]
    assert [good.told.removesuffix("%") for good in trade.top_exports] == cells(exports, "share")[:5]
    shares = table(made, "shares")
    assert str(trade.standing.rank) == cells(shares, "turnover_rank")[-1]
    assert str(trade.standing.partner_rank) == cells(table(made, "partner-shares"), "turnover_rank")[-1]
    moved = table(made, "contributions", top="3")
    assert [good.code for good in trade.export_movers] == cells(moved, "code")[:3]
    potential = table(made, "export-potential", top="5")
    assert [good.code for good in trade.export_potential] == cells(potential, "code")
    assert "it is no forecast" in potential.notes[0]
    growth = table(made, "growth").rows[-1]
    told = [made.language.number(growth[at].value, 1, sign=True) for at in (4, 5)]
    assert [str(one).split()[0] for one in (trade.points.exports, trade.points.imports)] == told
    assert {trade.best.year, trade.worst.year} <= {2019, 2020, 2021, 2022}


@pytest.mark.parametrize(
    ("name", "options", "keys", "categories"),
    [
        ("balance", {"all": "yes"}, ("exports", "imports", "balance"), ("2019", "2020", "2021", "2022", "2023")),
        ("mirror", {"flow": "imports"}, ("imports", "partner_exports"), ("2019", "2020", "2021", "2022")),
        ("contributions", {"of": "flows"}, ("exports", "imports"), ("2020", "2021", "2022")),
        ("contributions", {"top": "1"}, ("exports", "imports"), None),
        ("structure", {"flow": "imports", "top": "2", "show": "value,before"}, ("value", "before"), None),
    ],
)
def test_charts(made: View, name: str, options: dict[str, str], keys: tuple[str, ...], categories: Any) -> None:
    chart = made.chart(name, "Title", options)
    assert isinstance(chart, Chart)
    assert tuple(one.key for one in chart.series) == keys
    assert categories is None or chart.categories == categories
    assert chart.alt.startswith("Figure: Title. ")
    assert all(len(one.values) == len(chart.categories) for one in chart.series)


def test_the_chart_of_goods_tells_what_the_table_tells(made: View) -> None:
    chart = made.chart("structure", "Title", {"top": "3"})
    assert chart is not None
    assert chart.horizontal
    assert chart.series[0].values == tuple(row[3].value for row in table(made, "exports", top="3").rows[:-1])
    with pytest.raises(ValueError, match="`flow` is exports or imports"):
        made.chart("structure", "Title", {"flow": "both"})
    with pytest.raises(ValueError, match="`of` is goods or flows"):
        made.chart("contributions", "Title", {"of": "years"})


def test_all_of_it_stands_in_word_pdf_and_excel(folder: Path, tmp_path: Path) -> None:
    result = briefgen.build(folder, out=tmp_path)
    assert not result.stopped, result.findings
    annex = next(one for one in result.documents if one.name == "annex")
    named = {block.name for block in annex.blocks if isinstance(block, Table)}
    assert set(ABOUT) - named == {"revisions"}
    charts = [block.name for block in annex.blocks if isinstance(block, Chart)]
    assert charts == ["turnover", "mirror", "mirror", "structure", "structure", "contributions", "contributions"]
    with zipfile.ZipFile(tmp_path / "goods" / "en" / "annex.xlsx") as book:
        drawn = [name for name in book.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        assert len(drawn) == len(charts)
        sheets = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/"))
    assert "Mineral fuels" in sheets
    with zipfile.ZipFile(tmp_path / "goods" / "en" / "brief.docx") as paper:
        text = paper.read("word/document.xml").decode()
    assert "Indicative potential of exports" in text
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(tmp_path / "goods" / "en" / "brief.pdf") as pdf:
        words = " ".join(page.extract_text() for page in pdf.pages)
    assert "Structure of exports" in words
    assert "The same trade by the data of both statistical offices" in words


def test_an_annex_without_goods_has_no_empty_sheet() -> None:
    sample = Path(__file__).parents[2] / "inputs" / "kyrgyzstan-tajikistan-2011"
    result = generator.check(Request(sample, languages=("en",)))
    annex = as_text(next(one for one in result.documents if one.name == "annex"))
    for heading in ("# Mirror statistics", "# Indicative potential", "# Revisions"):
        assert heading not in annex
