"""Fuzz of the Word engine: no character is lost, and it does not matter how an editor split the runs."""

from __future__ import annotations

import random
import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document

from briefgen import Template
from briefgen.findings import FindingsError
from merge.templates import saved, split_runs, table_template, template, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow

STRINGS, BATCH = 100_000, 1_000
PIECES = (
    *"&<>\"'{}%#|\\/_-=+*()[]~`^$@!?;:,. ",
    "{{", "}}", "{%", "%}", "{#", "#}", "{{ x }}", "{%p if x %}", "{%tr", "{_{", "}_}", "]]>", "<![CDATA[", "<!--", "-->",
    "&amp;", "&lt;", "&#10;", "&#x0;", "&nbsp;", "_x000D_", "_x0041_", "</w:t>", "<w:br/>", "<w:p/>", "%s", "{0}", "$1",
    "\\g<0>", "\\n", "\xa0", "\u202f", "\u2009", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u2011",
    "\u2028", "\u2029", "\x85", "\x80", "\x9f", "\u202e", "\u202c", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c",
    "\u0301", "\u0308", "\u0489", "\u20dd", "a\u0301", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627",
    "\u0e01\u0e33", "\u1100\u1161", "\uac00", "漢字", "がぎ", "\U0001f600", "\U0001f469\u200d\U0001f4bb", "\U0001f1fa\U0001f1e6",
    "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufffd", "\ufdd0", "ї", "ґ", "ё", "қ", "ҳ", "№", "«", "»", "“", "”",
    "‘", "’", "—", "–", "…", "ß", "İ", "ı", "ǅ", "ﬁ", "½", "²", "0", "1,5", "-0", "1e9", "None", "nan", "true", "a", "ж",
)  # fmt: skip
BREAKS = ("\n", "\t", "\n\n", "\t\t")
REFUSED = tuple(
    chr(code) for code in (*range(7), 8, 0x0B, *range(0x0E, 0x20), 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF)
)
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def strings(chance: random.Random, count: int) -> Iterator[str]:
    """Yield random strings: most short and of awkward pieces, some of any character, some of 40,000 letters."""
    for number in range(count):
        kind = number % 20
        if number % 10_000 == 9_999:
            yield chance.choice(PIECES[:20]) + chance.choice("aжé<&") * 40_000
        elif kind < 14:
            yield "".join(chance.choices(PIECES, k=chance.randrange(1, 9)))
        elif kind < 17:
            yield "".join(chance.choices((*PIECES, *BREAKS), k=chance.randrange(1, 12)))
        elif kind < 19:
            yield "".join(map(any_character, [chance] * chance.randrange(1, 9)))
        else:
            yield " " * chance.randrange(4) + chance.choice(PIECES) + " " * chance.randrange(4)


def any_character(chance: random.Random) -> str:
    """Return any character that XML can hold, except the carriage return (see the test of it)."""
    while True:
        found = chr(chance.choice((chance.randrange(0x20, 0x800), chance.randrange(0x20, 0x110000))))
        if not NOT_XML.match(found):
            return found


def test_a_hundred_thousand_strings_come_back_character_for_character() -> None:
    chance = random.Random(20110704)  # noqa: S311 (repeatable, no secret)
    compiled = Template(template("{%p for v in values %}", "{{ v }}", "{%p endfor %}"))
    values = list(strings(chance, STRINGS))
    for start in range(0, STRINGS, BATCH):
        batch = values[start : start + BATCH]
        found = texts(compiled.render({"values": batch}))
        assert len(found) == len(batch)
        for wanted, got in zip(batch, found, strict=True):
            assert got == wanted


@pytest.mark.parametrize("place", ["{{ v }}", "before {{ v }} after", "{{ v|upper|lower if false else v }}"])
def test_the_same_is_read_by_python_docx_in_body_and_table(place: str) -> None:
    chance = random.Random(place)  # noqa: S311
    values = [text for text in strings(chance, 2_000) if len(text) < 1_000]
    rows = [["{%tr for v in values %}", ""], [place, "{{ loop.index }}"], ["{%tr endfor %}", ""]]
    document = Document(BytesIO(Template(table_template(rows)).render({"values": values})))
    around = place.partition("{{")[0], place.rpartition("}}")[2]
    found = [row.cells[0].text for row in document.tables[0].rows]
    assert found == [around[0] + value + around[1] for value in values]


@pytest.mark.parametrize("sign", REFUSED, ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_no_file_can_hold_is_refused_with_its_name(sign: str) -> None:
    chance = random.Random(ord(sign))  # noqa: S311
    compiled = Template(template("{{ first }}", "{{ evil }}"))
    for text in strings(chance, 40):
        place = chance.randrange(len(text) + 1)
        with pytest.raises(FindingsError) as refusal:
            compiled.render({"first": "a", "evil": text[:place] + sign + text[place:]})
        assert f"{ord(sign):04X}" in str(refusal.value.findings).upper()


@pytest.mark.parametrize("line", ["\r", "\r\n", "a\rb", "a\r\nb"])
def test_carriage_return_is_a_line_break_or_refused(line: str) -> None:
    try:
        found = texts(Template(template("{{ v }}")).render({"v": line}))
    except FindingsError:
        return
    assert found == [line.replace("\r\n", "\n").replace("\r", "\n")]


WORDS = ("Talks", "water & energy", "“quoted”", "R&D", "2011", "жовтень", "a  b", "–")
DATA = {
    "x": "value & <sign>",
    "y": "second",
    "flag": True,
    "off": False,
    "list": ["one", "two", "three"],
    "records": [{"name": "a", "points": ["p", "q"]}, {"name": "b", "points": []}, {"name": "c", "points": ["r"]}],
}
INLINE: tuple[str, ...] = (
    "{{ x }}",
    "{{y}}",
    "{{ x | upper }}",
    "{{ 'a' ~ \"b\" }}",
    "{{ “a” ~ ‘b’ }}",
    "{{\xa0y\xa0}}",
    "{# nothing #}",
    "{% if flag %}yes{% else %}no{% endif %}",
    "{% if off and x %}yes{% elif list|length > 2 %}three{% endif %}",
    "{% for one in list %}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "{% set z = 5 %}{{ z * 2 }}",
    "{{ records[0].name }}",
    '{{ records|map(attribute="name")|join("; ") }}',
    "{{ missing|default('none') }}",
)


def random_template(chance: random.Random) -> bytes:
    """Return a random template that is right: sentences, repeated paragraphs and rows, conditions."""

    def sentence() -> str:
        return " ".join(chance.choice(chance.choice((WORDS, INLINE))) for _ in range(chance.randrange(1, 6)))

    def repeated() -> list[str]:
        inner = ["{%p for point in record.points %}", "{{ point }} of {{ record.name }}", "{%p endfor %}"]
        return ["{%p for record in records %}", sentence(), *inner, "{%p endfor %}"]

    def conditional() -> list[str]:
        name = chance.choice(("flag", "off", "not off", "list|length > 5"))
        return [f"{{%p if {name} %}}", sentence(), "{%p else %}", sentence(), "{%p endif %}"]

    def unmarked() -> list[str]:
        return ["{% for one in list %}", "{{ loop.index }}. {{ one }}", "{% endfor %}"]

    makers: tuple[Callable[[], list[str]], ...] = (lambda: [sentence()], repeated, conditional, unmarked)
    document = Document()
    for _ in range(chance.randrange(1, 6)):
        for text in chance.choice(makers)():
            paragraph = document.add_paragraph()
            for piece in re.split(r"(?<=\}) ", text) if chance.random() < 0.5 else [text]:
                paragraph.add_run(piece).bold = chance.choice((None, True))
    if chance.random() < 0.5:
        rows = [["{%tr for r in records %}", ""], ["{{ r.name }}", sentence()], ["{%tr endfor %}", ""]]
        table = document.add_table(rows=3, cols=2)
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    document.sections[0].footer.paragraphs[0].text = sentence()
    return saved(document)


@pytest.mark.parametrize("seed", range(10))
def test_split_runs_render_as_unsplit_ones(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    for number in range(20):
        whole = random_template(chance)
        wanted = texts(Template(whole).render(DATA))
        for share in (0.05, 0.3, 1.0):
            split = split_runs(whole, seed * 1000 + number, share)
            assert texts(split) == texts(whole)
            assert texts(Template(split).render(DATA)) == wanted
