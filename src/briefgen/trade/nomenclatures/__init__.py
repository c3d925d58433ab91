"""Countries, groups, commodities: what their codes mean, and which code a name means."""

from __future__ import annotations

from briefgen.trade.nomenclatures.areas import country, country_name, geonomenclature, kind, names, spellings
from briefgen.trade.nomenclatures.goods import (
    EDITIONS,
    chapters,
    edition_of,
    hs_name,
    hs_of_phrase,
    hs_short,
    is_unallocated,
)

__all__ = [
    "EDITIONS",
    "chapters",
    "country",
    "country_name",
    "edition_of",
    "geonomenclature",
    "hs_name",
    "hs_of_phrase",
    "hs_short",
    "is_unallocated",
    "kind",
    "names",
    "spellings",
]
