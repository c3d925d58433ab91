"""The language of templates: tags typed by a person, lifted with and without prefixes, in any place."""

import re

import pytest

from briefgen.findings import FindingsError
from briefgen.merge.template import Template
from merge.word_files import cell, para, rendered, row, runs, table, texts, word

ROWS = [{"a": "1", "b": "R&D"}, {"a": "2", "b": "x<y"}]


@pytest.mark.parametrize(
    "pieces",
    [
        ("{{ x }}",),
        ("{", "{ x }", "}"),
        ("{{", "x", "}}"),
        ("{{\u00a0x\u00a0}}",),
        ("{{ d[“a”] }}",),
        ("{{ d[‘a’] }}",),
        ("{{ d[&quot;a&quot;] }}",),
        ("{% if x == “v” and 1 &lt; 2 %}{{ x", " }}{% end", "if %}"),
        ("{% set y %}{{ x }}{% endset %}{{ y }}",),
        ("{% macro m(t) %}{{ t }}{% endmacro %}{{ m(x) }}",),
        ("{# a note #}{{ x }}",),
        ('{{ {"k": x}["k"] }}',),
    ],
)
def test_a_tag_split_over_runs_is_healed(pieces):
    assert texts(para("a ", *pieces, " b"), x="v", d={"a": "v"}) == ["a v b"]


def test_bookmarks_breaks_and_tracked_changes_inside_a_tag():
    inside = (
        "<w:r><w:t>{{ na</w:t></w:r><w:bookmarkStart w:id='7' w:name='b'/>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>mm</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>m</w:t></w:r></w:ins><w:bookmarkEnd w:id='7'/>"
        "<w:r><w:t>e</w:t><w:br/><w:t>|upper }}</w:t></w:r>"
    )
    assert texts(f"<w:p>{inside}</w:p>", name="v") == ["V"]


def test_a_paragraph_of_block_tags_disappears():
    assert texts(para("{% for x in xs %}"), para("- {{ x }}"), para("{% endfor %}"), para("end"), xs=["1", "2"]) == [
        "- 1", "- 2", "end",
    ]  # fmt: skip


def test_several_block_tags_in_one_paragraph():
    found = texts(
        para("{% for x in xs %}{% if x != '1' %}"), para("{{ x }}"), para("{% endif %}{% endfor %}"), xs="123"
    )
    assert found == ["2", "3"]


def test_a_block_within_a_paragraph_stays_there():
    assert texts(para("a {% for x in xs %}", "{{ x }}, ", "{% endfor %}b"), xs="12") == ["a 1, 2, b"]


def test_a_block_from_words_to_words_over_paragraphs():
    assert texts(para("a {% if x %}"), para("b"), para("{% endif %} c"), x=1) == ["a ", "b", " c"]
    assert texts(para("a {% if x %}"), para("b"), para("{% endif %} c"), x=0) == ["a  c"]


def test_a_lifted_tag_waits_for_its_partner_beside_words():
    assert texts(para("{% if x %}"), para("b {% endif %}"), x=1) == ["", "b "]


@pytest.mark.parametrize("tr", ["", "tr "])
def test_rows_of_block_tags_disappear(tr):
    found = texts(
        table(
            row("h", "i"),
            row(f"{{%{tr} for r in rows %}}", *(() if tr else ("",))),
            row("{{ r.a }}", "{{ r.b }}"),
            row(f"{{%{tr} endfor %}}", *(() if tr else ("",))),
        ),
        para("end"),
        rows=ROWS,
    )
    assert found == ["h", "i", "1", "R&D", "2", "x<y", "end"]


def test_a_row_may_hold_its_own_loop():
    body = row("{%tr for r in rows %}{{ r.a }}", "{{ r.b }}{%tr endfor %}")
    assert texts(table(body), rows=ROWS) == ["1", "R&D", "2", "x<y"]


@pytest.mark.parametrize("tc", ["", "tc "])
def test_cells_of_block_tags_disappear_and_the_grid_follows(tc):
    body = row(f"{{%{tc} for x in xs %}}", "{{ x }}", f"{{%{tc} endfor %}}")
    xml = rendered(word(table(body, columns=3)), xs="1234")["word/document.xml"].decode()
    assert re.findall(r"<w:t[^>]*>(\d)</w:t>", xml) == ["1", "2", "3", "4"]
    assert xml.count("<w:gridCol") == 4


def test_a_paragraph_with_prefix_around_its_own_text():
    assert texts(para("{%p if x %}keep{%p endif %}"), para("end"), x=1) == ["keep", "end"]
    assert texts(para("{%p if x %}keep{%p endif %}"), para("end"), x=0) == ["end"]


def test_runs_with_prefix():
    assert texts("<w:p>" + runs("a ") + runs("{%r if x %}") + runs("b") + runs("{%r endif %}") + "</w:p>", x=1) == [
        "a b"
    ]


def test_comments_with_prefixes():
    assert texts(para("{#p a note #}"), para("end")) == ["end"]
    assert texts(table(row("{#tr a note #}", ""), row("a", "b"))) == ["a", "b"]


def test_a_block_of_the_text_around_a_table():
    body = (para("{% if x %}"), table(row("a", "b")), para("{% endif %}"), para("end"))
    assert texts(*body, x=1) == ["a", "b", "end"]
    assert texts(*body, x=0) == ["end"]


def test_dashes_leave_the_tag_alone():
    assert texts(para("a{%- if x -%}b{%- endif %}"), x=1) == ["ab"]


def test_dashes_join_paragraphs():
    assert texts(para("a"), para("{%- if x -%}"), para("b"), para("{%- endif %}"), x=1) == ["ab"]


def test_brackets_meant_literally():
    assert texts(para("{_{ x }_} {_% if %_} {% raw %}{{ y }}{% endraw %} {{ x }}"), x="v") == [
        "{{ x }} {% if %} {{ y }} v"
    ]


def test_cells_change_by_tags():
    body = row("{% colspan n %}a", "{% cellbg c %}b")
    xml = rendered(word(table(body, columns=3)), n=2, c="#FFE699")["word/document.xml"].decode()
    assert '<w:tcW w:w="2000" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>' in xml
    assert '<w:shd w:val="clear" w:color="auto" w:fill="FFE699"/>' in xml


def test_cells_merge_down_and_across():
    down = table(row("{%tr for x in xs %}"), row("{% vm %}{{ x }}", "{{ loop.index }}"), row("{%tr endfor %}"))
    xml = rendered(word(down), xs="ab")["word/document.xml"].decode()
    assert re.findall(r'<w:vMerge w:val="(\w+)"/>', xml) == ["restart", "continue"]
    assert re.findall(r"<w:t[^>]*>(\w)</w:t>", xml) == ["a", "1", "2"]
    across = table(row("{%tc for x in xs %}", "{% hm %}{{ x }}", "{%tc endfor %}"))
    xml = rendered(word(across), xs="abc")["word/document.xml"].decode()
    assert '<w:gridSpan w:val="3"/>' in xml
    assert re.findall(r"<w:t[^>]*>(\w)</w:t>", xml) == ["a"]


def test_a_cell_always_ends_with_a_paragraph():
    inside = cell(para("{% if x %}"), para("a"), para("{% endif %}"))
    assert texts(table(f"<w:tr>{inside}{cell(para('b'))}</w:tr>"), x=0) == ["", "b"]


def test_a_table_without_rows_goes():
    xml = rendered(word(table(row("{%tr for x in xs %}"), row("{{ x }}"), row("{%tr endfor %}")), para("e")), xs=[])
    assert "<w:tbl>" not in xml["word/document.xml"].decode()


def test_ids_stay_unique_in_loops():
    mark = '<w:bookmarkStart w:id="5" w:name="b"/>{}<w:bookmarkEnd w:id="5"/>'.format(runs("{{ x }}"))
    assert texts(para("{% for x in xs %}"), f"<w:p>{mark}</w:p>", para("{% endfor %}"), xs="123") == ["1", "2", "3"]


def test_a_bookmark_that_may_lose_an_end_is_whole():
    inside = [
        para("{% if x %}"), f'<w:p><w:bookmarkStart w:id="5" w:name="b"/>{runs("a")}</w:p>', para("{% endif %}"),
        f'<w:p>{runs("c")}<w:bookmarkEnd w:id="5"/></w:p>',
    ]  # fmt: skip
    for x in (0, 1):
        xml = rendered(word(*inside), x=x)["word/document.xml"].decode()
        assert xml.count("<w:bookmarkStart") == xml.count("<w:bookmarkEnd") == x


HEADER = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>{}</w:p></w:hdr>'


def test_every_xml_part_is_a_place():
    notes = '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:footnotes>'
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>{{ x</a:t></a:r><a:r><a:t> }}'
        "</a:t></a:r></a:p><c:v>{{ x }}</c:v></c:chartSpace>"
    )
    custom = "<Properties><property><vt:lpwstr xmlns:vt='v'>{{ x }}</vt:lpwstr></property></Properties>"
    made = {
        "word/header9.xml": HEADER.format(runs("{{", " x }}")),
        "word/footnotes.xml": notes.format(f'<w:footnote w:id="1">{para("{{ x }}")}</w:footnote>'),
        "word/charts/chart1.xml": chart,
        "docProps/custom.xml": custom,
    }
    parts = {
        name: part.decode("utf-8", "replace")
        for name, part in _parts(Template(word(para("{{ x }}"), parts=made)).render({"x": "R&D"})).items()
    }
    for name in made:
        assert "R&amp;D" in parts[name], name
        assert "{" not in parts[name], name


def _parts(data):
    from word_text import parts_of

    return parts_of(data)


def test_core_properties_text_boxes_controls_alt_text_and_field_codes():
    box = (
        '<w:r><w:pict xmlns:v="urn:v"><v:shape alt="{{ x }}"><v:textbox><w:txbxContent>'
        + para("{{", " x }}")
        + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    control = f"<w:sdt><w:sdtContent>{para('{{ x', ' }}')}</w:sdtContent></w:sdt>"
    code = '<w:p><w:r><w:instrText>HYPERLINK "{{</w:instrText></w:r><w:r><w:instrText> x }}"</w:instrText></w:r></w:p>'
    data = word(f"<w:p>{box}</w:p>", control, code, **{"docProps/core.xml": ("<dc:title/>", "<dc:title>{{ x }}</dc:title>")}) if (
        "<dc:title/>" in _parts(word())["docProps/core.xml"].decode()
    ) else word(f"<w:p>{box}</w:p>", control, code)  # fmt: skip
    xml = _parts(Template(data).render({"x": 'R&D "q"'}))["word/document.xml"].decode()
    assert 'alt="R&amp;D &quot;q&quot;"' in xml
    assert xml.count("R&amp;D") == 4
    assert "{" not in xml


def test_link_targets_know_the_loop_they_stand_in():
    links = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    target = "https://example.org/%7B%7B%20x%20%7D%7D"
    new = f'<Relationship Id="rIdL" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    link = (
        '<w:p xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<w:hyperlink r:id="rIdL">{runs("{{ x }}")}</w:hyperlink></w:p>'
    )
    data = word(para("{% for x in xs %}"), link, para("{% endfor %}"), **{links: ("</Relationships>", new)})
    parts = rendered(data, xs=["a b", "c&d"])
    text = parts[links].decode()
    assert 'Target="https://example.org/a%20b"' in text
    assert 'Target="https://example.org/c&amp;d"' in text
    assert "%7B" not in text


def test_untouched_parts_keep_their_bytes():
    from briefgen.package import read_package

    data = word(para("{{ x }}"))
    before, after = read_package(data), read_package(Template(data).render({"x": "v"}))
    assert list(before) == list(after) or set(before) == set(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_the_same_input_gives_the_same_bytes():
    data = word(para("{{ x }}"))
    assert Template(data).render({"x": "v"}) == Template(data).render({"x": "v"})


def test_a_template_with_mistakes_prints_nothing():
    with pytest.raises(FindingsError, match="B652"):
        Template(word(para("{{ x + }}"))).render({"x": "v"})


def test_an_inline_if_without_else_prints_nothing():
    assert texts(para("a{{ 'b' if x }}c"), x=0) == ["ac"]


def test_both_forms_of_a_text_box_are_filled():
    inner = "<w:txbxContent>" + para("{{", " x }}") + "</w:txbxContent>"
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{inner}</mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    xml = Template(word(box)).render({"x": "v"})
    assert _parts(xml)["word/document.xml"].count(b">v<") == 2


def test_quotes_inside_a_string_stay_as_typed() -> None:
    from briefgen.merge.tags import straight

    typed = {
        'x|default("«немає»")': 'x|default("«немає»")',
        "x|default(“немає”)": 'x|default("немає")',
        "x|default(„немає“)": 'x|default("немає")',
        "x|default(«a “b” c»)": 'x|default("a “b” c")',
        "x|default(”a”)": 'x|default("a")',
        "x|join(‘, ’)": "x|join(', ')",
    }
    for inside, wanted in typed.items():
        assert straight(inside) == wanted
