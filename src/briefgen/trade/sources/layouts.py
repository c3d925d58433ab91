"""Layouts: what each known kind of trade file is called, who publishes it, and by which columns it is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.trade.flows import FlowName

Part = Literal["reporter", "partner", "flow", "period", "commodity", "value", "mark", "unit", "classification", "level"]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of trade file.

    A layout of columns has `needs`, the names (letters and digits only, lower case) that its header must hold,
    and `parts`, the columns of each part of a row, the best first. `whole` are columns that break a row down, each
    with the values that stand for the whole; rows with another value are parts of a row that is there too.
    `also` are columns that tell rows apart which are to be added.
    `numbers` says which list numeric country codes come from. A layout without `needs` is a printed table.
    """

    name: str
    title: str
    publisher: str
    currency: str = "USD"
    scale: int = 1
    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()
    parts: Mapping[Part, tuple[str, ...]] = field(default_factory=dict)
    flows: Mapping[str, FlowName] = field(default_factory=dict)
    whole: Mapping[str, frozenset[str]] = field(default_factory=dict)
    keep: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Literal["m49", "geonomenclature"] = "m49"
    glued: bool = False
    both_ways: bool = False
    also: tuple[str, ...] = ()
    classification: str | None = "HS"
    kind: Literal["official", "reconciled", "mirror"] = "official"
    valuation: Mapping[FlowName, str] = field(default_factory=lambda: FOB_CIF)


FOB_CIF: Mapping[FlowName, str] = {"export": "FOB", "import": "CIF"}
FOB_FOB: Mapping[FlowName, str] = {"export": "FOB", "import": "FOB"}

_FLOWS: Mapping[str, FlowName] = {
    "x": "export", "m": "import", "rx": "re-export", "rm": "re-import",
    "export": "export", "exports": "export", "grossexp": "export", "grossexport": "export", "grossexports": "export",
    "import": "import", "imports": "import", "grossimp": "import", "grossimport": "import", "grossimports": "import",
    "reexport": "re-export", "reexports": "re-export", "reimport": "re-import", "reimports": "re-import",
}  # fmt: skip
_OLD_FLOWS: Mapping[str, FlowName] = {**_FLOWS, "1": "import", "2": "export", "3": "re-export", "4": "re-import"}
_EU_FLOWS: Mapping[str, FlowName] = {**_FLOWS, "1": "import", "2": "export"}

_NONE = frozenset({"", "0", "all", "total"})
_UN = "United Nations Statistics Division"

COMTRADE_V1 = Layout(
    "comtrade-v1",
    "UN Comtrade, API and bulk files (CSV, JSON, Parquet)",
    _UN,
    needs=frozenset({"reportercode", "partnercode", "flowcode", "cmdcode", "period", "primaryvalue"}),
    parts={
        "reporter": ("reporteriso", "reportercode", "reporterdesc"),
        "partner": ("partneriso", "partnercode", "partnerdesc"),
        "flow": ("flowcode",),
        "period": ("period",),
        "commodity": ("cmdcode",),
        "value": ("primaryvalue",),
        "classification": ("classificationcode",),
        "level": ("aggrlevel",),
    },
    flows=_FLOWS,
    whole={
        "partner2code": frozenset({"", "0"}),
        "customscode": frozenset({"", "C00"}),
        "motcode": frozenset({"", "0"}),
        "moscode": frozenset({"", "0"}),
    },
    keep={"typecode": frozenset({"", "C"})},
)
_OLD_PARTS: Mapping[Part, tuple[str, ...]] = {
    "reporter": ("reporteriso", "reportercode", "reporter"),
    "partner": ("partneriso", "partnercode", "partner"),
    "flow": ("tradeflowcode", "tradeflow"),
    "period": ("period", "year"),
    "commodity": ("commoditycode",),
    "value": ("tradevalueus", "tradevalue"),
    "classification": ("classification",),
    "level": ("aggregatelevel",),
}
_OLD_NEEDS = frozenset(
    {"classification", "year", "tradeflowcode", "reportercode", "partnercode", "commoditycode", "tradevalueus"}
)
COMTRADE_35 = Layout(
    "comtrade-35",
    "UN Comtrade, former download (CSV, 35 columns)",
    _UN,
    needs=_OLD_NEEDS | {"2ndpartnercode", "customsproccode", "modeoftransportcode"},
    parts=_OLD_PARTS,
    flows=_OLD_FLOWS,
    whole={
        "2ndpartnercode": frozenset({"", "0"}),
        "customsproccode": frozenset({"", "0", "C00"}),
        "modeoftransportcode": frozenset({"", "0"}),
    },
)
COMTRADE_22 = Layout(
    "comtrade-22",
    "UN Comtrade, former API and bulk files (CSV, 22 columns)",
    _UN,
    needs=_OLD_NEEDS,
    lacks=frozenset({"2ndpartnercode"}),
    parts=_OLD_PARTS,
    flows=_OLD_FLOWS,
)
COMTRADE_JSON = Layout(
    "comtrade-json",
    "UN Comtrade, former API (JSON)",
    _UN,
    needs=frozenset({"rtcode", "ptcode", "rgcode", "cmdcode", "tradevalue", "period"}),
    parts={
        "reporter": ("rt3iso", "rtcode", "rttitle"),
        "partner": ("pt3iso", "ptcode", "pttitle"),
        "flow": ("rgcode", "rgdesc"),
        "period": ("period", "yr"),
        "commodity": ("cmdcode",),
        "value": ("tradevalue",),
        "classification": ("pfcode",),
        "level": ("aggrlevel",),
    },
    flows=_OLD_FLOWS,
    whole={"ptcode2": frozenset({"", "0"}), "cstcode": frozenset({"", "0", "C00"}), "motcode": frozenset({"", "0"})},
)
WITS = Layout(
    "wits",
    "World Bank WITS (CSV)",
    "World Bank, World Integrated Trade Solution",
    scale=1000,
    needs=frozenset({"reporteriso3", "partneriso3", "year", "tradevaluein1000usd"}),
    parts={
        "reporter": ("reporteriso3",),
        "partner": ("partneriso3",),
        "flow": ("tradeflowname", "tradeflow", "tradeflowcode"),
        "period": ("year",),
        "commodity": ("productcode", "product"),
        "value": ("tradevaluein1000usd",),
        "classification": ("nomenclature",),
    },
    flows={**_FLOWS, "1": "import", "2": "export", "5": "import", "6": "export"},
)
BACI = Layout(
    "baci",
    "CEPII BACI (CSV)",
    "CEPII, BACI",
    scale=1000,
    needs=frozenset({"t", "i", "j", "k", "v", "q"}),
    parts={"reporter": ("i",), "partner": ("j",), "period": ("t",), "commodity": ("k",), "value": ("v",)},
    both_ways=True,
    kind="reconciled",
    valuation=FOB_FOB,
)
COMEXT_OLD = Layout(
    "comext-bulk",
    "Eurostat Comext, former bulk files (9 columns)",
    "Eurostat",
    currency="EUR",
    scale=1000,
    needs=frozenset({"declarant", "partner", "productnc", "flow", "statregime", "period", "value1000ecu"}),
    parts={
        "reporter": ("declarantiso", "declarant"),
        "partner": ("partneriso", "partner"),
        "flow": ("flow",),
        "period": ("period",),
        "commodity": ("productnc",),
        "value": ("value1000ecu",),
    },
    flows=_EU_FLOWS,
    whole={"statregime": frozenset({"4"})},
    numbers="geonomenclature",
    classification="CN",
)
COMEXT_V2 = Layout(
    "comext-bulk-2",
    "Eurostat Comext, bulk files full_v2",
    "Eurostat",
    currency="EUR",
    needs=frozenset({"reporter", "partner", "productnc", "flow", "statprocedure", "period", "valueeur"}),
    parts={
        "reporter": ("reporter",),
        "partner": ("partner",),
        "flow": ("flow",),
        "period": ("period",),
        "commodity": ("productnc",),
        "value": ("valueeur",),
    },
    flows=_EU_FLOWS,
    also=("statprocedure", "tradetype", "supplunit"),
    classification="CN",
)
EASY_COMEXT = Layout(
    "easy-comext",
    "Eurostat Easy Comext, relational view (CSV)",
    "Eurostat",
    currency="EUR",
    needs=frozenset({"reporter", "partner", "product", "flow", "period", "valueineur"}),
    parts={
        "reporter": ("reporter",),
        "partner": ("partner",),
        "flow": ("flow",),
        "period": ("period",),
        "commodity": ("product",),
        "value": ("valueineur",),
    },
    flows=_EU_FLOWS,
    whole={"statprocedure": frozenset({"", "t", "total", "4"})},
    glued=True,
    classification="CN",
)
PLAIN = Layout(
    "plain",
    "a plain table of this program: reporter,partner,flow,commodity,period,value,unit,mark,source",
    "as the file's sources say",
    needs=frozenset({"reporter", "partner", "flow", "period", "value", "unit"}),
    parts={
        "reporter": ("reporter",),
        "partner": ("partner",),
        "flow": ("flow",),
        "period": ("period",),
        "commodity": ("commodity",),
        "value": ("value",),
        "mark": ("mark",),
        "unit": ("unit",),
    },
    flows=_FLOWS,
    valuation={},
)
COLUMNS = (
    COMTRADE_V1, COMTRADE_35, COMTRADE_22, COMTRADE_JSON, WITS, BACI, COMEXT_OLD, COMEXT_V2, EASY_COMEXT, PLAIN,
)  # fmt: skip
"""Layouts known by the names of their columns."""

TRADE_MAP = Layout("trade-map", "ITC Trade Map (xls, xlsx or text)", "International Trade Centre", scale=1000)
NSC_KGZ = Layout(
    "nsc-kgz",
    "National Statistical Committee of the Kyrgyz Republic, tables 4.03.00 (xlsx, xls)",
    "National Statistical Committee of the Kyrgyz Republic",
    scale=1000,
    classification=None,
)
BNS_KAZ = Layout(
    "bns-kaz",
    "Bureau of National Statistics of Kazakhstan, trade by country (xls, xlsx)",
    "Bureau of National Statistics of the Republic of Kazakhstan",
    scale=1000,
    classification=None,
)
FTS_RUS = Layout(
    "fts-rus",
    "Federal Customs Service of Russia, trade by commodity group (xlsx, xls)",
    "Federal Customs Service of Russia",
    scale=10**6,
)
TABLES = (NSC_KGZ, BNS_KAZ, FTS_RUS, TRADE_MAP)
"""Layouts of printed tables, known by their titles and headers."""

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in (*COLUMNS, *TABLES)}
"""Every layout by name."""
