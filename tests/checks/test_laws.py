"""Laws that hold for every brief, however wrong its facts are."""

from __future__ import annotations

import enum
import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.checks import CHECKS, check
from briefgen.model.brief import LISTS, Brief
from briefgen.model.figure import Unit
from briefgen.model.period import Period
from briefgen.model.text import Text
from checks.right import facts

if TYPE_CHECKING:
    from briefgen.findings import Finding
    from briefgen.model.fields import Record

NAMES = st.sampled_from(["KGZ", "TJK", "WLD", "a", "b", "c"])
PERIODS = "2011 2011-05 2011-05-18 2011-05-18/2011-05-19 2006/2010 2010/.. 2011-Q4 0001 9999-12-31 1990/9999 2012?"
NUMBERS = ["0", "-5", "20", "20.5", "36261.011", "1e300", "1e-300", "0.001", "99999999"]
WORDS = [
    "Ради.",
    "дв?? стороння",
    "грудня 2011 року",
    "a  b",
    "Mоскві",
    "?",
    " x ",
    "\ufffd",
    "Ðàñï",
    "И.",
    "{x}",
    "%s",
]
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: NAMES | st.sampled_from(WORDS),
    bool: st.booleans(),
    int: st.integers(1, 12),
    Fraction: st.sampled_from([Fraction(one) for one in NUMBERS] + [Fraction(1, 3)]),
    Period: st.sampled_from([Period.parse(one) for one in PERIODS.split()]),
    Unit: st.sampled_from([Unit("USD"), Unit("USD", 6), Unit("EUR", 3), Unit("%"), Unit("dollars")]),
    Text: st.dictionaries(
        st.sampled_from(["uk", "ru", "en", "any"]),
        st.sampled_from(WORDS) | st.fixed_dictionaries({"nom": st.sampled_from(WORDS), "gen": st.text(max_size=9)}),
        min_size=1,
    ).map(Text.parse),
}


def of(annotation: Any) -> st.SearchStrategy[Any]:
    """Return a strategy of values for the annotation of a field."""
    kind, arguments = get_origin(annotation), get_args(annotation)
    if annotation is NoneType:
        return st.none()
    if kind in (Union, UnionType):
        return st.one_of([of(one) for one in arguments])
    if kind is Literal:
        return st.sampled_from(arguments)
    if kind is tuple:
        return st.lists(NAMES, min_size=1, max_size=3).map(tuple)
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return st.sampled_from(list(annotation))
    return LEAVES[annotation]


@cache
def fields(kind: type[Record], *leave_out: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of the fields of a record, the optional ones perhaps left out."""
    hints = get_type_hints(kind)
    needed, free = {}, {}
    for name, info in kind.model_fields.items():
        if name in leave_out:
            continue
        identifies = name == "id" or name in kind.references()
        values = NAMES if identifies and get_origin(hints[name]) is not tuple else of(hints[name])
        (needed if info.is_required() else free)[name] = values
    return st.fixed_dictionaries(needed, optional=free)


def rows(kind: type[Record]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(fields(kind), max_size=4)


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    """Return any brief that the model accepts; its references may name nothing."""
    head = draw(fields(Brief, *LISTS, "languages"))
    head["languages"] = draw(st.lists(st.sampled_from(["uk", "ru", "en"]), min_size=1, max_size=3))
    names = draw(st.lists(st.sampled_from(list(LISTS)), max_size=5, unique=True))
    return Brief.model_validate(head | {name: draw(rows(LISTS[name])) for name in names})


def reaches(brief: Brief, finding: Finding) -> bool:
    """Say whether the path of a finding leads to a fact of the brief."""
    here: Any = brief
    for step in finding.at or ():
        if isinstance(here, Text):
            cases = here.forms.get(str(step))
            return cases is not None and (len(finding.at or ()) < 5 or finding.at[4] in cases)  # type: ignore[index]
        here = here[step] if isinstance(step, int) else getattr(here, step)
    return True


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(briefs())
def test_no_brief_breaks_a_check(brief: Brief) -> None:
    for look, codes in CHECKS:
        for finding in look(brief):
            assert finding.code in codes
            assert not re.search(r"[^.]\.$", finding.message)  # `2010/..` is a date
            assert "None" not in f"{finding.message} {finding.why} {finding.help or ''}"
            assert reaches(brief, finding), finding


def test_every_check_says_what_it_looks_at() -> None:
    lines = [(look.__doc__ or "").splitlines()[0] for look, _ in CHECKS]
    assert all(re.fullmatch(r"Check that .+\.", line) for line in lines), lines
    assert len(set(lines)) == len(lines)


def test_checks_leave_the_facts_alone_and_say_the_same_twice() -> None:
    changed = facts() | {"languages": ["uk", "en", "ru"], "objective": None, "as_of": "2010"}
    one, two = (Brief.model_validate({name: value for name, value in changed.items() if value}) for _ in "ab")
    assert check(one) == check(two) == check(one)
    assert one == two


def test_every_code_of_a_check_is_shown_by_a_wrong_brief() -> None:
    shown = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code for _, codes in CHECKS for code in codes if f'"{code}"' not in shown] == []
