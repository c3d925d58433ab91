"""Formulas cut into tokens: nothing is lost, everything is told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.formulas.tokens import tokenise

PIECES = st.sampled_from(
    ["A1", "$B$4", "A:C", "3:5", "Sheet1!", "'My ''s'!", "[1]", "SUM(", ")", ",", " ", '"a""b"', "#REF!", "#N/A", "{1;2}", "Table[[#This Row],[a]]",
     "@", "#", "%", "-", "<=", "&", "1.5E+3", ".5", "name", "XFE1", "A1048577", ":", "!", "'", '"', "[", "]", "TRUE", "\n", "Ж", "_xlfn.X("]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join)))
def test_no_character_is_lost(text: str) -> None:
    joined = "".join(token.text for token in tokenise(text))
    assert joined == text.removeprefix("=")


@pytest.mark.parametrize(
    ("formula", "kinds"),
    [
        ("=A1+$B$4", "reference operator reference"),
        ("=SUM(A1:B2,C:C,$3:$5)", "function open reference separator reference separator reference close"),
        ("='It''s'!A1*[1]Data!$A$1:B2", "reference operator reference"),
        ("=Sheet1:Sheet3!A1", "reference"),
        ("='C:\\dir\\[b.xlsx]S 1'!A1", "reference"),
        ("=Лист1!A1", "reference"),
        ("=T[[#This Row],[a b]]-T[@Col]-[@[c d]]-T[]", "structured operator structured operator structured operator structured"),
        ("=T['[odd'] name]", "structured"),
        ("=(A1,B2)", "open reference union reference close"),
        ("=SUM((A1,B2),C1)", "function open open reference union reference close separator reference close"),
        ("=A1:A5 B1:B3", "reference intersection reference"),
        ("=A1 + B1", "reference space operator space reference"),
        ("={1,\"}\";#N/A,-2}", "array"),
        ("=#REF!A1+Data!#REF!", "error operator error"),
        ("=_xlfn.XLOOKUP(LOG10(2),A1#)", "function open function open number close separator reference operator close"),
        ("=@A1%", "operator reference operator"),
        ("=TRUE&true", "boolean operator boolean"),
        ("=XFD1+XFE1", "reference operator name"),
        ("=A1048576+A1048577", "reference operator name"),
        ("=Rate*Data!Rate*[1]!Rate", "name operator name operator name"),
        ("=A1:INDEX(B:B,3)", "reference operator function open reference separator number close"),
        ('="A1"&"say ""B2"""', "string operator string"),
        ("=1.5E-3+.5", "number operator number"),
        ('="never closed A1', "unknown"),
    ],
)  # fmt: skip
def test_kinds(formula: str, kinds: str) -> None:
    assert [token.kind for token in tokenise(formula)] == kinds.split()
