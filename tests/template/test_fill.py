"""Step 5: words become blocks; values never become markup; every mistake has a line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document import Break, Callout, Columns, Heading, Link, ListBlock, Paragraph, Run, Table, outline
from briefgen.template import fill, find
from briefgen.view.values import Phrase
from small_view import SmallView


def text_of(document: Any) -> list[str]:
    return list(outline(document.blocks))


def test_headings_paragraphs_and_lists(words: Any) -> None:
    document, findings = words("# One\n\nText with **bold** and *italic*.\n\n- a\n- b\n\n1. x\n2. y\n")
    assert findings == []
    assert text_of(document) == ["# One", "Text with bold and italic.", "- a", "- b", "1. x", "2. y"]
    paragraph = document.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert Run("bold", bold=True) in paragraph.content
    assert Run("italic", italic=True) in paragraph.content


def test_kind_comes_from_the_head(words: Any) -> None:
    document, _ = words("---\nkind: Brief for talks\n---\nText\n")
    assert document.fields["kind"] == "Brief for talks"


@pytest.mark.parametrize(
    "value",
    [
        "*stars* and _lines_",
        "# no heading",
        "- no list",
        "1. no list",
        "{{ x }} {% y %}",
        "<b>&amp;</b>",
        "[a](http://b)",
        "::: table turnover",
        "\\*",
        "a | b",
        "`code`",
        "---",
        "![x](y)",
        "> quote",
        "http://example.org",
        "    indented",
    ],
)
def test_a_value_appears_as_itself(words: Any, value: str) -> None:
    document, findings = words("{{ value }}\n\nand {{ value }} inside\n\n- {{ value }}\n", value=value)
    assert findings == []
    assert text_of(document) == [value, f"and {value} inside", f"- {value}"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co"]), min_size=1))
def test_any_text_comes_back_character_for_character(words: Any, value: str) -> None:
    document, findings = words("a {{ value }} b", value=value)
    assert findings == []
    assert "".join(part.text for part in document.blocks[0].content if isinstance(part, Run)) == f"a {value} b"


def test_a_value_of_several_lines_breaks_the_line(words: Any) -> None:
    document, _ = words("{{ value }}", value="one\ntwo")
    assert document.blocks[0].content == (Run("one", origin=""), Break(), Run("two", origin=""))


def test_values_in_macros_and_sets_stay_values(words: Any) -> None:
    text = "{% macro m(x) %}**{{ x }}**{% endmacro %}{% set s %}_{{ value }}_{% endset %}{{ m(value) }} {{ s }} {{ m(value) ~ value }}"
    document, findings = words(text, value="*a* & <b>")
    assert findings == []
    assert text_of(document) == ["*a* & <b> *a* & <b> *a* & <b>*a* & <b>"]


def test_an_empty_section_goes_with_its_heading(words: Any) -> None:
    document, _ = words(
        "# Kept\n\nText\n\n# Gone\n\n## Gone too\n\n{% for x in [] %}\n- {{ x }}\n{% endfor %}\n\n# Last\n\n"
        "::: table empty\nCaption\n:::\n"
    )
    assert text_of(document) == ["# Kept", "Text"]


def test_directives(words: Any) -> None:
    document, findings = words(
        "::: objective Aim\nText\n:::\n::: keyfigures\n::: columns\n::: column width=3\nleft\n:::\n::: column\nright\n:::\n:::\n"
        "::: table turnover\nTrade of {{ name }}\n:::\n::: small\nprint\n:::\n::: contents\n::: pagebreak\n::: conflict\n- x\n:::\n",
        name="A",
    )
    assert findings == []
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Callout", "KeyFigures", "Columns", "Table", "Paragraph", "Contents", "PageBreak", "Callout"]
    objective, columns, table, small = (document.blocks[number] for number in (0, 2, 3, 4))
    assert isinstance(objective, Callout)
    assert objective.title == "Aim"
    assert isinstance(columns, Columns)
    assert columns.widths == (0.75, 0.25)
    assert isinstance(table, Table)
    assert table.caption == "Trade of A"
    assert small.role == "small"


def test_nested_lists_and_links(words: Any) -> None:
    document, _ = words(
        "- a\n  - b\n\nSee [the {{ x }}]({{ url }}) and [that](javascript:alert(1)).\n",
        x="page",
        url="https://e.org/?a=1&b=2",
    )
    items = document.blocks[0]
    assert isinstance(items, ListBlock)
    assert isinstance(items.items[0][1], ListBlock)
    content = document.blocks[1].content
    links = [part for part in content if isinstance(part, Link)]
    assert [link.target for link in links] == ["https://e.org/?a=1&b=2"]
    assert "that (javascript:alert(1))" in "".join(part.text for part in content if isinstance(part, Run))


WRONG = [
    ("{{ nmae }}", {"name": "A"}, "B502", 1, "did you mean `name`?"),
    ("ok\n{{ name.x }}", {"name": {"y": 1}}, "B502", 2, None),
    ("{{ name }}", {"name": None}, "B503", 1, None),
    ("{% if name %}", {"name": 1}, "B501", 1, None),
    ("a\n\n{% endif %}", {}, "B501", 3, None),
    ("{{ name|nofilter }}", {"name": 1}, "B501", 1, None),
    ("{{ name + 1 }}", {"name": "a"}, "B505", 1, None),
    ("{{ 1 / 0 }}", {}, "B505", 1, None),
    ("{{ name }}", {"name": ["a"]}, "B505", 1, None),
    ("{{ name }}", {"name": True}, "B505", 1, None),
    ("{% set s %}x{% endset %}{{ s + name }}", {"name": "*"}, "B505", 1, None),
    ("{{ ''.__class__ }}", {}, "B504", 1, None),
    ("{{ name.__class__.__mro__ }}", {"name": "x"}, "B504", 1, None),
    ("{% for x in range(100000000) %}{% endfor %}", {}, "B505", 1, None),
    ("{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}", {}, "B508", 1, None),
    ("{% for x in range(99999) %}\n0123456789012345\n{% endfor %}", {}, "B508", None, None),
    ("{{ 'x' * 3000000000 }}", {}, "B508", 1, None),
    ("{{ 9 ** (9 ** 9) }}", {}, "B508", 1, None),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", {}, "B508", 1, None),
    ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", {}, "B501", None, None),
    ("{% if name %}{{ name|nosuch }}{% endif %}", {"name": 1}, "B501", 1, None),
    ("{% if name is nosuch %}{% endif %}", {"name": 1}, "B501", 1, None),
    ("{{ name|shot }}", {"name": 1}, "B501", 1, "did you mean `shout` or `sort`?"),
    ("{{ name|safe }}", {"name": "*x*"}, "B501", 1, None),
    ("{{ name|center(999999999) }}", {"name": "x"}, "B501", 1, None),
    ("::: columns\n::: column width=nan\na\n:::\n::: column\nb\n:::\n:::", {}, "B525", 1, None),
    ("::: table turnover\nx", {}, "B520", 1, None),
    (":::", {}, "B520", 1, None),
    ("::: tabel turnover\nx\n:::", {}, "B522", 1, "did you mean `table`?"),
    ("::: table\nx\n:::", {}, "B523", 1, None),
    ("\n::: table turnover\n:::", {}, "B524", 2, None),
    ("::: table nothing\nx\n:::", {}, "B525", 1, None),
    ("::: columns\n::: column width=x\na\n:::\n::: column\nb\n:::\n:::", {}, "B525", 1, None),
    ("#### deep", {}, "B521", 1, None),
    ("# a\n\nx\n\n### c\n\nx", {}, "B526", 5, "write it with ##"),
    ("---\nkind: x\n", {}, "B507", 1, None),
    ("---\nkid: x\n---\n", {}, "B507", 2, None),
    ("\ue000" + "0\ue001", {}, "B506", 1, None),
]


@pytest.mark.parametrize(("text", "names", "code", "line", "help"), WRONG)
def test_mistakes(words: Any, text: str, names: dict[str, Any], code: str, line: int | None, help: str | None) -> None:
    document, findings = words(text, **names)
    assert document is None
    assert [(finding.code, finding.place.line) for finding in findings] == [(code, line)]
    assert findings[0].place.file.endswith("paper.en.md")
    if help:
        assert findings[0].help == help


def test_a_passage_keeps_its_language(words: Any) -> None:
    document, _ = words("Слова {{ name }} далі\n", name=Phrase("Belt and Road", foreign="en"))
    runs = document.blocks[0].content
    assert [(run.text, run.language) for run in runs] == [("Слова ", None), ("Belt and Road", "en"), (" далі", None)]


def test_several_unknown_names_are_told_at_once(words: Any) -> None:
    _, findings = words("{{ one }}\n{{ two }}\n")
    assert [finding.place.line for finding in findings] == [1, 2]


def test_several_directive_mistakes_are_told_at_once(words: Any) -> None:
    _, findings = words("::: foo\n:::\n\n::: table x\nc\n:::\n")
    assert [finding.code for finding in findings] == ["B522", "B525"]


def test_words_that_are_not_utf8(words: Any, tmp_path: Any) -> None:
    words("fine")
    (tmp_path / "templates/t/paper.en.md").write_bytes("Слова".encode("cp1251"))
    template = find("t", [tmp_path / "templates"])
    document, findings = fill(template, "paper", SmallView(), 0)
    assert document is None
    assert findings[0].code == "B506"


def test_heading_levels(words: Any) -> None:
    document, _ = words("# a\n\nx\n\n## b\n\nx\n\n### c\n\nx\n")
    assert [block.level for block in document.blocks if isinstance(block, Heading)] == [1, 2, 3]


def test_a_link_out_of_the_template_is_refused(tmp_path: Any) -> None:
    from briefgen.findings import FindingsError

    folder = tmp_path / "templates" / "t"
    folder.mkdir(parents=True)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folder / "paper.en.md").symlink_to(tmp_path / "secret")
    with pytest.raises(FindingsError) as caught:
        find("t", [tmp_path / "templates"])
    assert caught.value.findings[0].code == "B513"


def test_words_that_are_a_folder(tmp_path: Any) -> None:
    (tmp_path / "templates" / "t" / "paper.en.md").mkdir(parents=True)
    template = find("t", [tmp_path / "templates"])
    _, findings = fill(template, "paper", SmallView(), 0)
    assert findings[0].code == "B506"


def test_an_option_can_be_a_printed_value(words: Any) -> None:
    document, _ = words("{% for n in [2, 3] %}\n::: table turnover last={{ n }}\nCaption\n:::\n{% endfor %}\n")
    assert [block.notes for block in document.blocks] == [("last=2",), ("last=3",)]
