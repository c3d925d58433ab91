"""Small trade files in every layout that is read: same columns and titles as the real ones, numbers invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook

V1 = [
    "typeCode",
    "freqCode",
    "refPeriodId",
    "refYear",
    "refMonth",
    "period",
    "reporterCode",
    "reporterISO",
    "reporterDesc",
    "flowCode",
    "flowDesc",
    "partnerCode",
    "partnerISO",
    "partnerDesc",
    "partner2Code",
    "partner2ISO",
    "partner2Desc",
    "classificationCode",
    "classificationSearchCode",
    "isOriginalClassification",
    "cmdCode",
    "cmdDesc",
    "aggrLevel",
    "isLeaf",
    "customsCode",
    "customsDesc",
    "mosCode",
    "motCode",
    "motDesc",
    "qtyUnitCode",
    "qtyUnitAbbr",
    "qty",
    "isQtyEstimated",
    "altQtyUnitCode",
    "altQtyUnitAbbr",
    "altQty",
    "isAltQtyEstimated",
    "netWgt",
    "isNetWgtEstimated",
    "grossWgt",
    "isGrossWgtEstimated",
    "cifvalue",
    "fobvalue",
    "primaryValue",
    "legacyEstimationFlag",
    "isReported",
    "isAggregate",
]
OLD_22 = [
    "Classification",
    "Year",
    "Period",
    "Period Desc.",
    "Aggregate Level",
    "Is Leaf Code",
    "Trade Flow Code",
    "Trade Flow",
    "Reporter Code",
    "Reporter",
    "Reporter ISO",
    "Partner Code",
    "Partner",
    "Partner ISO",
    "Commodity Code",
    "Commodity",
    "Qty Unit Code",
    "Qty Unit",
    "Qty",
    "Netweight (kg)",
    "Trade Value (US$)",
    "Flag",
]
OLD_35 = [
    "Classification",
    "Year",
    "Period",
    "Period Desc.",
    "Aggregate Level",
    "Is Leaf Code",
    "Trade Flow Code",
    "Trade Flow",
    "Reporter Code",
    "Reporter",
    "Reporter ISO",
    "Partner Code",
    "Partner",
    "Partner ISO",
    "2nd Partner Code",
    "2nd Partner",
    "2nd Partner ISO",
    "Customs Proc. Code",
    "Customs",
    "Mode of Transport Code",
    "Mode of Transport",
    "Commodity Code",
    "Commodity",
    "Qty Unit Code",
    "Qty Unit",
    "Qty",
    "Alt Qty Unit Code",
    "Alt Qty Unit",
    "Alt Qty",
    "Netweight (kg)",
    "Gross weight (kg)",
    "Trade Value (US$)",
    "CIF Trade Value (US$)",
    "FOB Trade Value (US$)",
    "Flag",
]
M49 = {"KGZ": "417", "TJK": "762", "KAZ": "398", "USA": "842", "FRA": "251", "WLD": "0", "UZB": "860", "CHN": "156"}
NAMES = {
    "KGZ": "Kyrgyzstan",
    "TJK": "Tajikistan",
    "KAZ": "Kazakhstan",
    "USA": "USA",
    "FRA": "France",
    "WLD": "World",
    "UZB": "Uzbekistan",
    "CHN": "China, mainland",
}

Told = tuple[str, str, str, str, str, str]
"""Reporter, partner, flow letter (X, M, RX, RM), period, commodity, value."""

FACTS: tuple[Told, ...] = (
    ("KGZ", "TJK", "X", "2011", "TOTAL", "36000000.5"),
    ("KGZ", "TJK", "M", "2011", "TOTAL", "1000000"),
    ("KGZ", "WLD", "X", "2011", "TOTAL", "90000000"),
    ("KGZ", "KAZ", "X", "2011", "TOTAL", "53999999.5"),
    ("TJK", "KGZ", "M", "2011", "TOTAL", "39000000.125"),
    ("KGZ", "TJK", "X", "2011", "27", "30000000"),
    ("KGZ", "TJK", "X", "2011", "0101", "5000000"),
)


def as_csv(names: Sequence[str], rows: Sequence[Sequence[object]], delimiter: str = ",") -> str:
    """Return a table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue()


def v1(told: Told, **more: object) -> dict[str, object]:
    """Return one record of the API, by its column names."""
    reporter, partner, flow, period, commodity, value = told
    record: dict[str, object] = dict.fromkeys(V1, "")
    record |= {
        "typeCode": "C",
        "freqCode": "A" if len(period) == 4 else "M",
        "refYear": period[:4],
        "period": period,
        "reporterCode": M49[reporter],
        "reporterISO": reporter,
        "reporterDesc": NAMES[reporter],
        "flowCode": flow,
        "partnerCode": M49[partner],
        "partnerISO": "W00" if partner == "WLD" else partner,
        "partnerDesc": NAMES[partner],
        "partner2Code": "0",
        "classificationCode": "H4",
        "cmdCode": commodity,
        "cmdDesc": "Animals, live; and more" if commodity == "0101" else "goods",
        "customsCode": "C00",
        "mosCode": "0 ",
        "motCode": "0",
        "primaryValue": value,
    }
    return record | more


def comtrade_v1(facts: Sequence[Told] = FACTS, **more: object) -> str:
    """Return a file of the API as CSV."""
    return as_csv(V1, [[v1(told, **more)[name] for name in V1] for told in facts])


def comtrade_v1_json(facts: Sequence[Told] = FACTS) -> str:
    """Return an answer of the API as JSON, numbers as numbers."""
    records = []
    for told in facts:
        record = v1(told)
        records.append(record | {"primaryValue": float(str(record["primaryValue"])), "partner2Code": 0, "qty": None})
    return json.dumps({"elapsedTime": "0.1", "count": len(records), "data": records, "error": ""})


def _old(told: Told, names: Sequence[str]) -> list[object]:
    reporter, partner, flow, period, commodity, value = told
    code = {"M": "1", "X": "2", "RX": "3", "RM": "4"}[flow]
    filled = {
        "Classification": "H4",
        "Year": period[:4],
        "Period": period,
        "Trade Flow Code": code,
        "Trade Flow": {"M": "Import", "X": "Export", "RX": "Re-Export", "RM": "Re-Import"}[flow],
        "Reporter Code": M49[reporter],
        "Reporter": NAMES[reporter],
        "Reporter ISO": reporter,
        "Partner Code": M49[partner],
        "Partner": NAMES[partner],
        "Partner ISO": partner,
        "Commodity Code": commodity,
        "Commodity": "goods",
        "Trade Value (US$)": value,
        "Flag": "0",
    }
    return [filled.get(name, "") for name in names]


def comtrade_22(facts: Sequence[Told] = FACTS) -> str:
    """Return a former bulk file."""
    return as_csv(OLD_22, [_old(told, OLD_22) for told in facts])


def comtrade_35(facts: Sequence[Told] = FACTS) -> str:
    """Return a former download."""
    return as_csv(OLD_35, [_old(told, OLD_35) for told in facts])


def comtrade_json(facts: Sequence[Told] = FACTS) -> str:
    """Return an answer of the former API."""
    records = [
        {
            "pfCode": "H4",
            "yr": int(told[3][:4]),
            "period": int(told[3]),
            "rgCode": {"M": 1, "X": 2, "RX": 3, "RM": 4}[told[2]],
            "rgDesc": "flow",
            "rtCode": int(M49[told[0]]),
            "rtTitle": NAMES[told[0]],
            "rt3ISO": told[0],
            "ptCode": int(M49[told[1]]),
            "ptTitle": NAMES[told[1]],
            "pt3ISO": told[1],
            "cmdCode": told[4],
            "cmdDescE": "goods",
            "TradeValue": float(told[5]) if "." in told[5] else int(told[5]),
            "estCode": 0,
        }
        for told in facts
    ]
    return json.dumps({"validation": {"status": {"name": "Ok"}}, "dataset": records})


def thousandth(value: str) -> str:
    """Return a value in thousands."""
    whole, _, part = value.partition(".")
    whole = whole.zfill(4)
    return f"{whole[:-3]}.{whole[-3:]}{part}"


def wits(facts: Sequence[Told] = FACTS) -> str:
    """Return a file of WITS: thousand dollars, product codes without their zeros, All for the world."""
    names = ["Nomenclature", "ReporterISO3", "ProductCode", "ReporterName", "PartnerISO3", "PartnerName", "Year",
             "TradeFlowName", "TradeFlowCode", "TradeValue in 1000 USD"]  # fmt: skip
    flows = {"X": ("Export", 6), "M": ("Import", 5), "RX": ("Re-Export", 3), "RM": ("Re-Import", 4)}
    rows = [
        ["H4", told[0], told[4].lstrip("0").replace("TOTAL", "Total"), NAMES[told[0]],
         "All" if told[1] == "WLD" else told[1], NAMES[told[1]], told[3], *flows[told[2]], thousandth(told[5])]
        for told in facts
    ]  # fmt: skip
    return as_csv(names, rows)


def baci() -> str:
    """Return a file of BACI: thousand dollars, quantities NA, codes without their zeros."""
    rows = ["2011,417,762,271600,36000.001,NA", '2011,417,762,10121,52.5,"       13.235"', "2011,762,417,260300,7.125,"]
    return "\n".join(['"t","i","j","k","v","q"', *rows, "2011,842,490,10121,1,2"]) + "\n"


def comext_old() -> str:
    """Return a former bulk file of Comext: numbers of Eurostat's own list, regime 4 is the total of regimes."""
    return (
        "DECLARANT,PARTNER,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,VALUE_1000ECU,QUANTITY_TON,SUP_QUANTITY\n"
        "001,0083,01,1,4,201152,61.13,1947.9,00\n"
        "001,0083,01011010,1,4,201152,20.66,2.3,6\n"
        "001,0083,01011010,1,1,201152,20.00,2.3,6\n"
        "004,0082,27,2,4,201105,6,1,0\n"
    )


def comext_v2() -> str:
    """Return a bulk file of Comext: normal trade and processing stand apart and are to be added."""
    return (
        "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_BEC,PRODUCT_BEC5,PRODUCT_SECTION,"
        "FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,QUANTITY_KG,QUANTITY_SUPPL_UNIT\n"
        "GR,KG,E,84719000,75290,26,41,1,16,1,1,A,201152,4200,4200,1,0\n"
        "GR,KG,E,84719000,75290,26,41,1,16,1,3,A,201152,800,800,1,0\n"
        "GR,TJ,E,TOTAL,TOTAL,TOTAL,TOTAL,TOTAL,TOTAL,2,1,,201105,5000,5000,1,0\n"
    )


def easy_comext() -> str:
    """Return a relational view of Easy Comext."""
    return (
        "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR\n"
        '"European Union - 27 countries (AT, BE, BG)","Kyrgyzstan","TOTAL-Total","2-EXPORT","T-Total",'
        '"202352-Jan.-Dec. 2023",38770\n'
        '"France (incl. Saint Barthélemy \'BL\' -> 2012)","Kyrgyzstan","Total","IMPORT","Total","Feb. 2024",115125\n'
    )


def plain() -> str:
    """Return a plain table."""
    return (
        "reporter,partner,flow,commodity,period,value,unit,mark,source\n"
        "KGZ,TJK,export,,2011,36261.011,thousand USD,,nsc\n"
        "KGZ,TJK,import,TOTAL,2011,-,thousand USD,,nsc\n"
        "KGZ,TJK,re-export,0101,2011-05,1.5,mln USD,p,nsc\n"
        "KGZ,TJK,export,2716,2011-Q1,,USD,c,nsc\n"
        "KGZ,TJK,export,TOTAL,2011-01/2011-09,3,USD,,nsc\n"
    )


def trade_map_page() -> str:
    """Return a Trade Map list of partners: HTML that is called xls."""
    rows = [
        ("World", "90,000", "95,000"),
        ("Tajikistan", "36,000", ""),
        ("Taipei, Chinese", "1,234", "0"),
        ("United States of America", "53", "54"),
    ]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        "<html><head><meta charset='utf-8'></head><body><table><tr><td colspan='3'>List of importing markets for a "
        "product exported by Kyrgyzstan<br>Product: TOTAL All products</td></tr><tr><td>Unit: US Dollar thousand</td>"
        "</tr></table><table><tr><th>Importers</th><th>Exported value in 2011</th><th>Exported value in 2012</th>"
        f"</tr>{cells}</table></body></html>"
    )


def trade_map_products() -> str:
    """Return a Trade Map list of products as text with tabs, with its titles."""
    return (
        "List of products imported by Kyrgyzstan\nUnit: Euro thousand\n\n"
        "Code\tProduct label\tImported value in 2011-M05\tImported value in 2011-M06\n"
        "'TOTAL\tAll products\t1000\t2000\n'01\tLive animals\t10\t\n'2716\tElectrical energy\t1.5\t7\n"
    )


def trade_map_bilateral() -> list[list[object]]:
    """Return the rows of a Trade Map bilateral sheet."""
    over = [
        "Product code",
        "Product label",
        "Kyrgyzstan's exports to Tajikistan",
        "",
        "Tajikistan's imports from world",
        "",
    ]
    return [
        ["Bilateral trade between Kyrgyzstan and Tajikistan"],
        ["Unit: US Dollar thousand"],
        over,
        ["", "", "Value in 2011", "Value in 2012", "Value in 2011", "Value in 2012"],
        ["'TOTAL", "All products", 36000, 37000, 3000000, 3100000],
        ["'2716", "Electrical energy", 30000.5, None, 40000, 41000],
    ]


def nsc_kgz(flow: str = "экспорта", header: int = 3) -> list[list[object]]:
    """Return the rows of a Kyrgyz table of trade by country; the header wanders, a footnote is glued to a year."""
    rows: list[list[object]] = [
        ["4.03.00.18: Товарлар", f"4.03.00.18: Географическое распределение {flow} товаров", "4.03.00.18: Trade"],
        ["(миң АКШ доллары)", "(тыс. долларов США)", "(thousand US dollars)"],
    ]
    rows += [[]] * (header - 2)
    rows += [
        ["", "", "", 2010.0, 2011.0, "2012 1"],
        ["Бардыгы", "Всего", "Total", 90000.1, 100000.25, 110000.0],
        ["ЕС", "ЕС", "The EU", 1000.0, 1200.5, 0.1 + 0.2],
        ["КМШ", "СНГ", "CIS", 80000.0, 90000.0, "-"],
        [],
        ["Азия", "Азия", "Asia", 89000.1, 99000.25, 110000.0],
        ["Тажикистан", "Таджикистан", "Tajikistan", 16481.1, 36261.011, "1376,4"],
        ["Бутан", "Бутан", "Butane", "-", "-", 12.0],
        ["Казакстан", "Казахстан", "Kazakhstan", 72519.0, 62739.239, 108611.6],
        ["Европа Бирлиги (ЕБ)", "Европейский союз (ЕС)", "European Union (EU)", "-", 0.0, "-"],
        ["Сальвадор", "Сальвадор", "Salvador", "-", 0.5, "-"],
        ["Эль-Сальвадор", "Эль-Сальвадор", "El Salvador", "-", 0.25, ""],
        ["Такталбаган өлкө", "Неопределенная страна", "Undefined country", 1000.0, 999.25, "-"],
        [],
        ["1 Алдын ала маалыматтар.", "1 Предварительные данные", "1 Рreliminary data"],
    ]
    return rows


def bns_kaz(year: int = 2023) -> list[list[object]]:
    """Return the rows of a Kazakh table: a header of two rows, turnover, exports and imports with their shares."""
    share = "удельный вес страны в общем объеме"
    return [
        [" Основные показатели внешней торговли Республики Казахстан"],
        [f"за январь-декабрь {year} года"],
        ["", "", "", "", "тыс. долларов США"],
        ["Наименование", "Товарооборот", "", "Экспорт", "", "Импорт", ""],
        ["", "всего", share, "всего", share, "всего", share],
        ["Всего\nв том числе", 1500.5, 100, 1000.25, 100, 500.25, 100],
        ["Страны СНГ", 1200.5, 80.00666, 800.25, 80.005, 400.25, 80.01],
        ["Кыргызстан", 1200.5, 80.00666, 800.25, 80.005, 400.25, 80.01],
        ["  Страны вне ЕС", 300.0, 19.99334, 200.0, 19.995, 100.0, 19.99],
        ["Южн.Джорджия И Южн.Сандвич.Острова", 300.0, 19.99334, 200.0, 19.995, 100.0, 19.99],
        ["Науру", 0.00981, "", "", "", 0.00981, ""],
    ]


def fts_rus() -> list[list[object]]:
    """Return the rows of a Russian table: million dollars, two periods, indices of growth."""
    return [
        ["Внешняя торговля Российской Федерации "],
        ["(миллионов долларов США)"],
        [],
        ["", "Январь - декабрь 2021 г.", "", "", "Январь - декабрь 2022 г.", "", "", "ТЕМПЫ РОСТА, %", "", ""],
        ["", *["ОБОРОТ", "ЭКСПОРТ", "ИМПОРТ"] * 3],
        ["ВСЕГО", 300.0, 200.0, 100.0, 330.0, 210.00000000000003, 120.0, 110.0, 105.0, 120.0],
        ["01-24-Продовольственные товары", 100.0, 60.0, 40.0, 110.0, 60.0, 50.0, 110.0, 100.0, 125.0],
        ["57-М2-КОВРЫ", 120.0, 80.0, 40.0, 130.0, 90.0, 40.0, 108.33333333, 112.5, 100.0],
        ["68-70, 84-97-Машины", 80.0, 60.0, 20.0, 90.0, 60.0, 30.0, 112.5, 100.0, 150.0],
    ]


def book(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """Write a workbook with the sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    made.save(path)
    return path


def text(content: str, name: str = "trade.csv", encoding: str = "utf-8") -> Callable[[Path], Path]:
    """Return what writes a text file into a folder."""

    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode(encoding))
        return path

    return write


def sheets(name: str = "trade.xlsx", **tables: Sequence[Sequence[object]]) -> Callable[[Path], Path]:
    """Return what writes a workbook into a folder."""
    return lambda folder: book(folder / name, **tables)


FILES: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "comtrade v1 csv": ("comtrade-v1", text(comtrade_v1())),
    "comtrade v1 json": ("comtrade-v1", text(comtrade_v1_json(), "answer.json")),
    "comtrade 22": ("comtrade-22", text(comtrade_22())),
    "comtrade 35": ("comtrade-35", text(comtrade_35())),
    "comtrade json": ("comtrade-json", text(comtrade_json(), "answer.json")),
    "wits": ("wits", text(wits())),
    "baci": ("baci", text(baci(), "BACI_HS92_Y2011_V202201.csv")),
    "comext old": ("comext-bulk", text(comext_old(), "nc201152.dat")),
    "comext v2": ("comext-bulk-2", text(comext_v2(), "full_v2_201152.dat")),
    "easy comext": ("easy-comext", text(easy_comext())),
    "plain": ("plain", text(plain())),
    "trade map page": ("trade-map", text(trade_map_page(), "Trade_Map.xls")),
    "trade map text": ("trade-map", text(trade_map_products(), "Trade_Map.txt")),
    "trade map bilateral": ("trade-map", sheets(Trade_Map=trade_map_bilateral())),
    "nsc": ("nsc-kgz", sheets(Лист1=nsc_kgz(), Лист2=[])),
    "bns": ("bns-kaz", sheets(Обложка=[["Дата опубликования: 25.07.2024"]], y2023=bns_kaz())),
    "fts": ("fts-rus", sheets(Публикация=fts_rus())),
}
"""Every kind of file with the layout it must be recognised as."""
