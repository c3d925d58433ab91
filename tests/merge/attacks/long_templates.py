"""Attacks by size and depth: templates on which a careless reader runs out of stack, time or memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from merge.attacks.attack import Attack, data
from merge.templates import MAIN, W, parts_of, template, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

DEEP, LONG, WIDE = 10_000, 100_000, 20_000

TEXTS = {
    "parentheses": "{{ " + "(" * DEEP + "1" + ")" * DEEP + " }}",
    "lists": "{{ " + "[" * DEEP + "]" * DEEP + " }}",
    "records": "{{ " + "{1:" * DEEP + "1" + "}" * DEEP + " }}",
    "not": "{{ " + "not " * DEEP + "x }}",
    "minus": "{{ " + "-" * DEEP + "x }}",
    "sum": "{{ " + "+".join(["1"] * DEEP) + " }}",
    "power": "{{ " + "**".join(["1"] * DEEP) + " }}",
    "power of nines": "{{ " + "**".join(["9"] * 20) + " }}",
    "joined": "{{ " + "~".join(["x"] * DEEP) + " }}",
    "compared": "{{ " + "<".join(["x"] * DEEP) + " }}",
    "and": "{{ " + " and ".join(["x"] * DEEP) + " }}",
    "attributes": "{{ x" + ".a" * DEEP + " }}",
    "subscripts": "{{ x" + "[0]" * DEEP + " }}",
    "calls": "{{ x" + "()" * DEEP + " }}",
    "filters": "{{ x" + "|string" * DEEP + " }}",
    "tests": "{{ x" + " is defined" * DEEP + " }}",
    "conditions": "{{ " + "x if x else " * DEEP + "x }}",
    "arguments": "{{ record.get(" + ",".join(["x"] * DEEP) + ") }}",
    "blocks": "{% if x %}" * 2_000 + "a" + "{% endif %}" * 2_000,
    "loops": "{% for i in list %}" * 200 + "a" + "{% endfor %}" * 200,
    "macros": "".join(f"{{% macro m{n}() %}}" for n in range(300)) + "{% endmacro %}" * 300,
    "macro doubling": "".join(
        f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}" if n else
        "{% macro m0() %}a{% endmacro %}" for n in range(60)
    ) + "{{ m59() }}",
    "many tags": "{{ x }}" * WIDE,
    "many names": " ".join(f"{{{{ name{n} }}}}" for n in range(2_000)),
    "many mistakes": "{{ x + }}" * 5_000,
    "opening braces": "{" * LONG,
    "opening tags": "{{" * LONG,
    "opening blocks": "{%" * LONG,
    "opening comments": "{#" * LONG,
    "closing tags": "}}" * LONG,
    "braces and signs": "{ %" * LONG,
    "empty tags": "{{}}" * WIDE,
    "empty blocks": "{%%}" * WIDE,
    "comments": "{# a #}" * WIDE,
    "unclosed tag": "{{ " + "a " * LONG,
    "unclosed string": '{{ "' + "a" * LONG,
    "unclosed block": "{% if " + "a" * LONG,
    "unclosed raw": "{% raw %}" + "{{ x }}" * WIDE,
    "spaces in a tag": "{{" + " " * LONG + "x" + " " * LONG + "}}",
    "smart quotes": "{{ " + "\u201ca\u201d ~ " * 1_000 + "x }}",
    "only smart quotes": "{{ " + "\u201c" * LONG + " }}",
    "long name": "{{ " + "a" * LONG + " }}",
    "long number": "{{ " + "9" * LONG + " }}",
    "long text": '{{ "' + "a" * LONG + '" }}',
    "backslashes": '{{ "' + "\\" * (LONG + 1) + '" }}',
    "prefixes": "{%p if x %}" * 1_000 + "{%p endif %}" * 1_000,
    "row prefix outside a table": "{%tr for i in list %}{%tr endfor %}",
    "cell prefix outside a table": "{%tc for i in list %}{%tc endfor %}",
    "escaped braces": "{_{ x }_}" * WIDE,
}  # fmt: skip


def attacks() -> list[Attack]:
    """Return the attacks."""

    def by_text(text: str) -> Callable[[], tuple[bytes, Any]]:
        return lambda: (template("before", text, "after"), data())

    def by_xml(body: str) -> Callable[[], tuple[bytes, Any]]:
        return lambda: (with_body(body), data())

    run = "<w:r><w:t>{}</w:t></w:r>"
    letters = "".join(run.format(sign) for sign in "{{ x }}")
    mark = '<w:proofErr w:type="spellStart"/>'
    bodies = {
        "tag in single letters, often": f"<w:p>{letters}</w:p>" * 2_000,
        "runs inside one tag": "<w:p>" + run.format("{{ x") + run.format(" ") * WIDE + run.format("}}") + "</w:p>",
        "marks inside one tag": "<w:p>" + run.format("{{ x ") + mark * WIDE + run.format("}}") + "</w:p>",
        "tag over paragraphs": f"<w:p>{run.format('{{ x')}</w:p><w:p>{run.format('}}')}</w:p>",
        "opening brace in each paragraph": f"<w:p>{run.format('{')}</w:p>" * WIDE,
        "opening tag in each paragraph": f"<w:p>{run.format('{{ x')}</w:p>" * 5_000,
        "closing tag in each paragraph": f"<w:p>{run.format('x }}')}</w:p>" * 5_000,
        "tag in each paragraph": f"<w:p>{run.format('{{ x }}')}</w:p>" * 4_000,
        "paragraphs": "<w:p/>" * LONG,
        "nested tables": nested("<w:tbl><w:tr><w:tc>", run_in_p("{{ x }}"), "<w:p/></w:tc></w:tr></w:tbl>", 60),
        "tables nested too deep": nested("<w:tbl><w:tr><w:tc>", "<w:p/>", "<w:p/></w:tc></w:tr></w:tbl>", 5_000),
        "nested controls": nested("<w:sdt><w:sdtContent>", run_in_p("{{ x }}"), "</w:sdtContent></w:sdt>", 5_000),
        "nested insertions": "<w:p>" + nested("<w:ins>", run.format("{{ x }}"), "</w:ins>", 5_000) + "</w:p>",
        "depth without end": nested("<w:p>", "", "</w:p>", LONG),
        "attributes": "<w:p " + " ".join(f'w:a{n}="1"' for n in range(WIDE)) + "/>",
        "spaces of names": "<w:p " + " ".join(f'xmlns:a{n}="urn:{n}"' for n in range(5_000)) + "/>",
        "row loop over other rows": "<w:tbl>" + "<w:tr><w:tc>" + run_in_p("{%tr for i in list %}") + "</w:tc></w:tr>"
        + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 5_000 + "<w:tr><w:tc>" + run_in_p("{%tr endfor %}")
        + "</w:tc></w:tr></w:tbl>",
    }  # fmt: skip
    return [
        *(Attack(f"long {name}", by_text(text)) for name, text in TEXTS.items()),
        *(Attack(f"xml {name}", by_xml(body)) for name, body in bodies.items()),
    ]


def nested(start: str, middle: str, end: str, times: int) -> str:
    """Return the middle inside `times` elements."""
    return start * times + middle + end * times


def run_in_p(text: str) -> str:
    """Return a paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def with_body(body: str) -> bytes:
    """Return a template with this body."""
    blank = template()
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    xml = f'{head}<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    assert MAIN in parts_of(blank)
    return with_parts(blank, {MAIN: xml.encode()})
