"""Defects put into clean sentences one by one are found, and those that may be mended are mended back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefgen.proofreading.encoding import wrong_encoding
from briefgen.proofreading.fixing import applied, safe_edits
from briefgen.proofreading.norm import load
from proofreading.pages import CODES, generated, page, rules, written

NBSP = "\u00a0"
HOMOGLYPHS = str.maketrans("аеорсх", "aeopcx")


def sentences(code: str) -> list[str]:
    return [*written(code), *generated(code)]


def _once(pattern: str, mend: str | Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, mend, text, count=1)


def _homoglyph(text: str) -> str:
    """Make one letter of the first long small word Latin."""
    return re.sub(
        r"(?<![\w’-])([а-яіїєґёңөүғӣқӯҳҷ]{3})([аеорсх])(?=[а-яіїєґёңөүғӣқӯҳҷ]{2})",
        lambda found: found[1] + found[2].translate(HOMOGLYPHS),
        text,
        count=1,
    )


INJECTED: tuple[tuple[str, tuple[str, ...], Callable[[str], str], float], ...] = (
    ("HOMO-WORD", ("uk", "ru", "ky", "tg"), _homoglyph, 1.0),
    ("APOS-WRONG", ("uk",), _once("’", "`"), 1.0),
    ("APOS-MIX", ("uk",), _once("’", "'"), 1.0),
    ("SPACE-DBL", CODES, _once(r"(?<=\w) (?=\w)", "  "), 1.0),
    ("SPACE-PUNCT", CODES, _once(r"(?<=[^\W\d_]{2})(?=, )", " "), 1.0),
    ("NOSPACE-PUNCT", CODES, _once(r"(?<=[^\W\d_]{3}), (?=[^\W\d_]{2})", ","), 0.97),
    ("DASH-HYPHEN", ("uk", "ru", "tg"), _once(f"(?<=[^\\W\\d_])[ {NBSP}]— (?=[^\\W\\d_])", " - "), 1.0),
    ("DASH-RANGE", CODES, _once(r"(?<=\d)–(?=\d{1,2}[  -](?:[а-яA-Z]))", "-"), 0.95),
    ("QUOTE-STRAIGHT", ("uk", "ru", "ky", "tg"), lambda text: re.sub("[«»](?!\\W\\w)", '"', text), 0.9),
    ("MLN-DOT", ("uk", "ru"), _once(r"млн(?= \w)", "млн."), 1.0),
    ("COMMA-BUT", ("uk", "ru"), _once("^(Однак|Однако) ", r"\1, "), 1.0),
    ("GLOSSARY", CODES, _once("CASA-1000", "CASA - 1000"), 1.0),
    ("NBSP", ("uk", "ru", "en"), _once(f"(?<=\\d){NBSP}(?=[а-яA-Z])", " "), 1.0),
)
"""Rule, languages, how the defect is made, and the least share that must be found."""


@pytest.mark.parametrize(("rule", "codes", "spoil", "least"), INJECTED, ids=[one[0] for one in INJECTED])
def test_injected_defects_are_found(
    rule: str, codes: tuple[str, ...], spoil: Callable[[str], str], least: float
) -> None:
    made = [(code, text, spoilt) for code in codes for text in sentences(code) if (spoilt := spoil(text)) != text]
    assert made
    missed = [spoilt for code, _, spoilt in made if rule not in rules(spoilt, code, "word")]
    assert len(made) - len(missed) >= least * len(made), missed


MENDED = (
    "HOMO-WORD",
    "APOS-WRONG",
    "APOS-MIX",
    "SPACE-DBL",
    "SPACE-PUNCT",
    "NOSPACE-PUNCT",
    "COMMA-BUT",
    "QUOTE-STRAIGHT",
    "GLOSSARY",
)


@pytest.mark.parametrize(("rule", "codes", "spoil", "least"), [one for one in INJECTED if one[0] in MENDED])
def test_what_is_mended_is_as_before(
    rule: str, codes: tuple[str, ...], spoil: Callable[[str], str], least: float
) -> None:
    made = wrong = 0
    for code in codes:
        for text in sentences(code):
            spoilt = spoil(text)
            if spoilt == text:
                continue
            made += 1
            wrong += applied(spoilt, [edit for edit, _ in safe_edits(page(spoilt, code))]) != text
    assert made
    assert wrong <= (1 - least) * made


@pytest.mark.parametrize("code", ["uk", "ru", "ky", "tg"])
def test_lost_letters_are_found(code: str) -> None:
    lost = [re.sub(r"(?<=[^\W\d_]{3})[^\W\d_](?=[^\W\d_]{2})", "??", text, count=1) for text in written(code)]
    assert all("ENC-QMARK" in rules(text, code) for text in lost if "??" in text)


WRONG_ENCODINGS = (
    ("utf-8", "cp1251"),
    ("utf-8", "latin-1"),
    ("cp1251", "latin-1"),
    ("cp1251", "cp1252"),
    ("cp1251", "koi8-u"),
    ("koi8-u", "cp1251"),
    ("cp866", "cp1251"),
    ("cp1251", "cp866"),
)


@pytest.mark.parametrize(("meant", "read"), WRONG_ENCODINGS)
@pytest.mark.parametrize("code", ["uk", "ru"])
def test_wrong_encodings_are_found_and_undone(code: str, meant: str, read: str) -> None:
    made = undone = 0
    for text in written(code):
        try:
            wrong = text.encode(meant).decode(read)
        except UnicodeError:  # a letter that this encoding lacks
            continue
        made += 1
        mends = [slip.mend for slip in wrong_encoding(page(wrong.replace("\n", " "), code), load(code))]
        undone += mends == [text]
    assert undone >= 0.95 * made
