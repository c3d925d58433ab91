"""Whatever stands in a template, it becomes a sound workbook or findings, never a traceback."""

from __future__ import annotations

import random
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

import briefgen
from briefgen.findings import FindingsError
from workbook.books import template
from workbook.everything import DATA, everything, packed, parts_of

TAGS = [
    "{{ x }}", "{% for r in rows %}", "{% endfor %}", "{% if x %}", "{% endif %}", "{%col for y in ys %}", "{%col endfor %}",
    "{%sheet for s in ss %}", "{{ r }}", "{% else %}", "text", "=A1+B2", "=SUM(A1:C3)", "{% set q = 1 %}", "{%row for z in ys %}",
    "{%row endfor %}", "{{ x", "{% raw %}", "{% endraw %}", "{# c #}", "{%col if x %}", "{%col endif %}", "{% macro m() %}",
    "{% endmacro %}", "{{ m() }}", "{% with a=1 %}", "{% endwith %}", "{% filter upper %}", "{% endfilter %}", "{% call m() %}",
    "{% endcall %}", "{% block b %}", "{% endblock %}", "{% break %}", "{{ loop.index }}", "{%sheet endfor %}", "{{ 'a'|formula }}",
]  # fmt: skip
WHOLE = [
    "{{ x }}", "text", "=A1+B2", "=SUM(A1:C3)", "{% set q = 1 %}", "{%row for z in ys %}{{ z }}{%row endfor %}",
    "{% for r in rows %}{{ r }},{% endfor %}", "{%col for y in ys %}{{ y }}{%col endfor %}", "{%col if x %}a{%col endif %}",
    "{% if x %}b{% endif %}", "{%row if not x %}c{%row endif %}", "{%sheet for s in ss %}{{ s }}", "{{ '2*3'|formula }}",
]  # fmt: skip
ROWS = {"x": 1, "rows": [1, 2], "ys": [1, 2, 3], "ss": ["p", "q"]}


def sound(data: bytes) -> None:
    """Check that every part is XML and that the workbook can be read."""
    for name, part in parts_of(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    load_workbook(BytesIO(data))


def cells(chance: random.Random) -> dict[str, Any]:
    made = {}
    for _ in range(chance.randint(1, 8)):
        wild = chance.random() < 0.15
        text = "".join(chance.choice(TAGS) for _ in range(chance.randint(1, 2))) if wild else chance.choice(WHOLE)
        address = f"{get_column_letter(chance.randint(1, 4))}{chance.randint(1, 5)}"
        if "=" not in text or (text[0] == "=" and "{" not in text):
            made[address] = text
    return made


def test_tags_anywhere() -> None:
    chance = random.Random(5)  # noqa: S311 - the same workbooks each time
    made = 0
    for _ in range(150):
        try:
            data = briefgen.render(template(cells(chance)), ROWS)
        except FindingsError:
            continue
        sound(data)
        made += 1
    assert made > 30


def test_damaged_parts() -> None:
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    parts = parts_of(everything())
    names = [name for name in parts if name.endswith((".xml", ".vml", ".rels"))]
    stopped = 0
    for _ in range(60):
        name = chance.choice(names)
        body = bytearray(parts[name])
        at = chance.randrange(len(body))
        match chance.randrange(3):
            case 0:
                body[at] = chance.randrange(32, 127)
            case 1:
                del body[at : at + chance.randint(1, 30)]
            case _:
                body[at:at] = chance.choice([b"{{", b"}}", b"{% for", b"<row/>", b"<c/>", b"&amp;", b"{%row if x %}"])
        try:
            briefgen.render(packed({**parts, name: bytes(body)}), DATA)
        except FindingsError as reason:
            stopped += all(one.code.startswith("B6") for one in reason.findings)
    assert stopped > 10
