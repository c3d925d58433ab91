"""Every mistake of a template is told in one run, before any data, with its place; and shown in Word."""

import json
import os
import re
import subprocess
import sys

import pytest

import briefgen
from briefgen.cli import run
from briefgen.findings import FindingsError
from briefgen.merge.opening import first_link
from briefgen.merge.template import Template
from merge.word_files import cell, para, row, table, word
from word_text import assert_sound, parts_of

HEADING = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Trade</w:t></w:r></w:p>"
BAD = (
    para("a {{ title"),
    HEADING.replace("'", '"'),
    para("{{ x + }}", " b"),
    table(row("c", "{{ y|uper }}")),
    para("Text {%p if z %}"),
    para("{% for a in b %}{% if c %}"),
    para("{% endfor %}"),
    para("{% include 'x' %}"),
    para("{{ }}"),
    para("{%tr if q %}"),
    para("{% endwith %}"),
)


def codes(*inside):
    return [one.code for one in Template(word(*inside)).check()]


def test_all_mistakes_in_one_run():
    found = Template(word(*BAD)).check()
    assert {one.code for one in found} == {"B651", "B652", "B653", "B654", "B655"}
    assert len(found) >= 9
    told = {one.code: one for one in found}
    assert told["B655"].message == "there is no filter `uper` in word/document.xml, table 1, row 1, cell 2"
    assert told["B655"].help.startswith("did you mean `upper`")
    assert "under the heading “Trade”" in told["B655"].why
    assert told["B651"].place.excerpt == "a {{ title"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ((para("{{ x"),), "B651"),
        ((para("x }}"),), "B651"),
        ((para("{{ a b }}"),), "B652"),
        ((para("{% if %}x{% endif %}"),), "B652"),
        ((para("{% raw %}"),), "B653"),
        ((para("{% if x %}"),), "B653"),
        ((para("{% else %}"),), "B653"),
        ((para("{% endif %}"),), "B653"),
        ((para("Text {%p if x %}"), para("{%p endif %}")), "B654"),
        ((table(row("{%tr if x %}", "text")), para("{% endif %}")), "B654"),
        ((para("a {{p x }}"),), "B654"),
        ((para("{%tc if x %}{%tc endif %}"),), "B654"),
        ((para("{{ x|nope }}"),), "B655"),
        ((para("{% if x is nope %}a{% endif %}"),), "B655"),
        ((table(row("a {% if x %}b", "c")), para("d {% endif %}")), "B660"),
    ],
)
def test_each_mistake_has_its_code(inside, code):
    assert code in codes(*inside)


def test_a_good_template_has_none():
    assert codes(para("{{ x }}"), table(row("{% for a in b %}"), row("{{ a }}"), row("{% endfor %}"))) == []


def test_unknown_names_when_the_data_are_known():
    template = Template(word(para("{{ titel }} {{ maybe|default('') }} {% for a in rows %}{{ a.x }}{% endfor %}")))
    (one,) = template.check({"title": "t", "rows": []})
    assert (one.code, one.help) == ("B656", "did you mean `title`?")


def test_fields_are_a_schema_of_the_names():
    source = (
        para("{{ title }} {{ minister.name }} {{ note|default('') }} {% set y = minister %}{{ y.post }}"),
        para("{% for m in meetings if m.held %}"),
        para("{{ m.date }} {% for p in m.people %}{{ p }}{{ loop.index }}{% endfor %}"),
        para("{% endfor %}"),
        para("{% macro f(a) %}{{ a }}{% endmacro %}{{ f(last) }}{% if draft is defined %}x{% endif %}"),
    )
    made = Template(word(*source)).fields()
    assert made["required"] == ["title", "minister", "meetings", "last"]
    names = made["properties"]
    assert names["title"] == {"type": "string"}
    assert set(names["minister"]["properties"]) == {"name", "post"}
    item = names["meetings"]["items"]
    assert set(item["properties"]) == {"held", "date", "people"}
    assert item["properties"]["people"] == {"type": "array", "items": {"type": "string"}}


def test_a_copy_with_comments_at_the_places():
    data = word(*BAD)
    parts = parts_of(Template(data).annotate())
    comments = parts["word/comments.xml"].decode()
    text = parts["word/document.xml"].decode()
    assert comments.count("<w:comment ") == len(Template(data).check())
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert text.count(f"<w:{mark}") == comments.count("<w:comment ")
    assert_sound(Template(data).annotate())
    at = re.search(r'<w:p><w:commentRangeStart w:id="(\d+)"/>(?:(?!</w:p>).)*uper', text)
    assert "B655" in re.search(rf'<w:comment w:id="{at[1]}".*?</w:comment>', comments)[0]


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04" + bytes(40)])
def test_what_is_no_word_file_is_told(data):
    with pytest.raises(FindingsError, match="B650"):
        Template(data)


def test_a_failing_tag_is_told_with_its_place():
    with pytest.raises(FindingsError) as caught:
        Template(word(para("x"), table(f"<w:tr>{cell(para('{{ 1 // n }}'))}</w:tr>"))).render({"n": 0})
    (one,) = caught.value.findings
    assert one.code == "B659"
    assert "table 1, row 1, cell 1" in one.message


def test_a_filter_that_breaks_xml_is_told():
    with pytest.raises(FindingsError, match="B662"):
        Template(word(para("a{% filter upper %}", "b"), para("c{% endfilter %}"))).render({})


def test_the_commands(tmp_path, capsys):
    (tmp_path / "t.docx").write_bytes(word(para("{{ x }}")))
    (tmp_path / "bad.docx").write_bytes(word(*BAD))
    (tmp_path / "d.json").write_text('{"x": "v"}', "utf-8")
    out = tmp_path / "out.docx"
    assert run(["render", str(tmp_path / "t.docx"), str(tmp_path / "d.json"), "-o", str(out)]) == 0
    assert parts_of(out.read_bytes())["word/document.xml"].count(b">v<") == 1
    assert run(["check", str(tmp_path / "t.docx")]) == 0
    assert run(["check", str(tmp_path / "bad.docx"), "--annotate", str(tmp_path / "a.docx")]) == 1
    assert (tmp_path / "a.docx").exists()
    capsys.readouterr()
    assert run(["show", "fields", str(tmp_path / "t.docx")]) == 0
    assert json.loads(capsys.readouterr().out)["required"] == ["x"]


def test_a_copy_that_cannot_be_written_is_told(tmp_path, capsys):
    (tmp_path / "bad.docx").write_bytes(word(*BAD))
    assert run(["check", str(tmp_path / "bad.docx"), "--annotate", str(tmp_path / "bad.docx" / "copy.docx")]) == 1
    told = capsys.readouterr().err
    assert "B701" in told
    assert "bug" not in told


def test_new_relationships_begin_after_those_of_an_earlier_run():
    assert first_link('<Relationships><Relationship Id="rIdBg7"/><Relationship Id="rId12"/></Relationships>') == 8
    assert first_link("<Relationships/>") == 1


def test_the_short_way_from_the_shell(tmp_path, capsys):
    from briefgen.merge import command

    (tmp_path / "t.docx").write_bytes(word(para("{{ x }}")))
    (tmp_path / "d.json").write_text("{}", "utf-8")
    plain = command.plain_arguments([str(tmp_path / "t.docx"), str(tmp_path / "d.json"), "-o", str(tmp_path / "o")])
    assert plain is not None
    assert command.run(briefgen.render, *plain) == 1
    assert "B657" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()
    assert command.plain_arguments(["--help"]) is None


def test_the_process_of_the_short_way(tmp_path):
    """It ends at once, so what it tells must be out before; and it knows the filters of rich values."""
    (tmp_path / "t.docx").write_bytes(word(para("{{ x }} {{ y|markdown }}")))
    (tmp_path / "d.json").write_text('{"x": "v", "y": "**w**"}', "utf-8")
    out = tmp_path / "out.docx"
    command = [sys.executable, "-m", "briefgen", "render", str(tmp_path / "t.docx"), str(tmp_path / "d.json"), "-o"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUNBUFFERED": ""}
    good = subprocess.run([*command, str(out)], capture_output=True, text=True, env=environment, check=False)
    assert (good.returncode, good.stdout, good.stderr) == (0, f"{out}\n", "")
    assert b"<w:b/>" in parts_of(out.read_bytes())["word/document.xml"]
    (tmp_path / "d.json").write_text('{"x": "v"}', "utf-8")
    before = out.read_bytes()
    bad = subprocess.run([*command, str(out)], capture_output=True, text=True, env=environment, check=False)
    assert bad.returncode == 1
    assert "B657" in bad.stderr
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.json", "out.docx", "t.docx"]
