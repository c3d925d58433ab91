"""Values: always escaped, never lost, in the language of the document; rich ones by their protocol."""

import datetime as dt
import re
import threading
from dataclasses import dataclass
from decimal import Decimal

import pytest

from briefgen.findings import FindingsError
from briefgen.merge.limits import Limits
from briefgen.merge.template import Template, render
from briefgen.writers.word.values import Markdown, PageBreak, SectionBreak
from merge.word_files import cell, para, rendered, row, table, texts, word


def findings(*inside, limits=None, **values):
    with pytest.raises(FindingsError) as caught:
        Template(word(*inside), limits=limits).render(values)
    return list(caught.value.findings)


@pytest.mark.parametrize("value", ["R&D <b> 3<5 \"q\" 'a'", "]]>", "&amp;", "  two  ", "\u202eabc\u0301", "{{ x }}"])
@pytest.mark.parametrize(
    "tag", ["{{ x }}", "{{ x|safe }}", "{{ x|e }}", "{% autoescape false %}{{ x }}{% endautoescape %}"]
)
def test_text_comes_back_character_for_character(value, tag):
    assert texts(para(tag), x=value) == [value]


def test_markup_of_callers_is_text():
    from markupsafe import Markup

    assert texts(para("{{ x }}"), x=Markup("<w:br/>")) == ["<w:br/>"]


def test_what_macros_print_is_escaped_once():
    source = "{% macro m(t) %}[{{ t }}]{% endmacro %}{{ m(x) ~ '&amp;' ~ x }}"
    assert texts(para(source), x="a&b") == ["[a&b]&a&b"]


def test_line_breaks_tabs_pages_and_paragraphs():
    xml = rendered(word(para("{{ x }}", properties="<w:pPr><w:jc w:val='center'/></w:pPr>")), x="a\nb\tc\fd\ae")
    text = xml["word/document.xml"].decode()
    assert re.search(r"a</w:t><w:br/><w:t[^>]*>b</w:t><w:tab/><w:t[^>]*>c</w:t><w:br w:type=\"page\"/>", text)
    assert text.count("w:jc w:val='center'") == 2
    assert text.count("<w:b/>") >= 2


@pytest.mark.parametrize(
    ("value", "language", "printed"),
    [
        (2011, "uk", "2011"),
        (26740, "uk", "26\u00a0740"),
        (3.5, "uk", "3,5"),
        (Decimal("1234.50"), "en", "1,234.50"),
        (dt.date(2011, 12, 20), "uk", "20\u00a0грудня 2011\u00a0року"),
        (True, "en", "True"),
    ],
)
def test_numbers_and_dates_in_the_language(value, language, printed):
    assert texts(para("{{ x }}"), x=value, language=language) == [printed]


def test_number_and_date_filters():
    assert texts(para("{{ x|number(1) }} {{ d|date('of') }}"), x=1204.55, d="2011-12", language="en") == [
        "1,204.6 December 2011"
    ]


@pytest.mark.parametrize(
    ("value", "why"), [(None, "empty"), ([1], "a list"), ({"a": 1}, "a group"), ("a\x00b", "U\\+0000")]
)
def test_what_has_no_text_is_told(value, why):
    (one,) = findings(para("a {{ x }}"), x=value)
    assert one.code == "B658"
    assert re.search(why, one.why)
    assert one.place.excerpt == "a {{ x }}"


def test_default_is_the_way_out():
    assert texts(para("[{{ x|default('') }}{{ y|d('-') }}]"), x=None) == ["[-]"]


def test_everything_missing_is_told_at_once():
    told = findings(para("{{ titel }} {{ a.b }}"), table(row("x", "{{ nothing|round(1) }}")), title="t", a={"c": 1})
    assert [(one.code, one.message) for one in told] == [
        ("B657", "`titel` is missing in word/document.xml, paragraph 1"),
        ("B657", "`b` is missing in word/document.xml, paragraph 1"),
        ("B657", "`nothing` is missing in word/document.xml, table 1, row 1, cell 2"),
    ]
    assert "did you mean `title`?" in told[0].help


@dataclass
class Person:
    name: str


def test_public_data_of_objects_can_be_printed():
    assert texts(para("{{ p.name }}"), p=Person("A")) == ["A"]


@pytest.mark.parametrize(
    "tag", ["{{ p.__class__ }}", "{{ f.__globals__ }}", "{{ ''.__class__.__mro__ }}", "{{ x|attr('__class__') }}"]
)
def test_nothing_but_data_can_be_reached(tag):
    (one,) = findings(para(tag), p=Person("A"), f=lambda: 1, x="")
    assert one.code in {"B659", "B657"}


@pytest.mark.parametrize(
    "tag", ["{{ 'x' * 99999999 }}", "{{ 9 ** 99999999 }}", "{{ 'x'|center(99999999) }}", "{{ '%99999999d' % 1 }}",
            "{{ '{:99999999}'.format(1) }}", "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"]
)  # fmt: skip
def test_growth_is_limited(tag):
    (one,) = findings(para(tag), limits=Limits(steps=1_000_000))
    assert one.code in {"B661", "B659"}


def test_iterators_are_read_once_and_streamed(tmp_path):
    template = Template(word(table(row("{% for x in xs %}"), row("{{ x }}"), row("{% endfor %}")), para("e")))
    with (tmp_path / "out.docx").open("wb") as file:
        template.render_to(file, {"xs": (str(x) for x in range(3))})
    assert (tmp_path / "out.docx").read_bytes() == template.render({"xs": ["0", "1", "2"]})


def test_one_template_in_many_threads():
    template = Template(word(para("{% for x in xs %}"), para("{{ x }}"), para("{% endfor %}")))
    wanted = [template.render({"xs": [str(n)] * 50}) for n in range(8)]
    found = [b""] * 8

    def work(number):
        for _ in range(5):
            found[number] = template.render({"xs": [str(number)] * 50})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == wanted


def test_rich_words():
    xml = rendered(word(para("a {{ x }} b")), x=Markdown("**R&D** *i* [l](https://e.org/?a=1&b=2)"))
    text = xml["word/document.xml"].decode()
    assert re.search(r"<w:b/></w:rPr><w:t[^>]*>R&amp;D</w:t>", text)
    assert re.search(r"<w:i/></w:rPr><w:t[^>]*>i</w:t>", text)
    assert 'Target="https://e.org/?a=1&amp;b=2"' in xml["word/_rels/document.xml.rels"].decode()


def test_rich_words_take_the_place_of_a_run_or_paragraph():
    assert texts(para("{{r x }}"), x=Markdown("**a**")) == ["a"]
    assert texts(para("{{p x }}"), x=Markdown("**a**")) == ["a"]
    assert texts(para("{{p x }}"), x="a & b") == ["a & b"]


def test_a_page_break_stands_in_a_paragraph_of_its_own():
    xml = rendered(word(para("{{p x }}")), x=PageBreak())["word/document.xml"].decode()
    assert '<w:br w:type="page"/>' in xml
    (one,) = findings(para("a {{ x }}"), x=SectionBreak())  # a block: it cannot stand inside a paragraph
    assert one.code == "B658"


def test_blocks_in_a_cell_leave_a_paragraph_behind():
    class Table:
        level = "block"

        def word(self, sink):
            return table(row(str(sink.next_id())))

    texts(table(f"<w:tr>{cell(para('{{p x }}'))}</w:tr>"), x=Table())


def test_data_from_files(tmp_path):
    (tmp_path / "t.docx").write_bytes(word(para("{{ x }} {{ n }}")))
    (tmp_path / "d.json").write_text('{"x": "R&D", "n": 0.10}', "utf-8")
    (tmp_path / "d.yaml").write_text("x: R&D\nn: 0.1\n", "utf-8")
    assert render(tmp_path / "t.docx", tmp_path / "d.yaml")[:2] == b"PK"
    assert render(tmp_path / "t.docx", {"x": "R&D", "n": Decimal("0.10")}) == render(
        tmp_path / "t.docx", tmp_path / "d.json"
    )


@pytest.mark.parametrize("text", ['{"x": }', "[1]", '{"x": 1'])
def test_bad_data_is_told(tmp_path, text):
    (tmp_path / "d.json").write_text(text, "utf-8")
    with pytest.raises(FindingsError, match="B663"):
        render(word(para("{{ x }}")), tmp_path / "d.json")
