"""Looks: tags split over runs are healed, every mistake is told with its place, empty paragraphs disappear."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.document import ListBlock
from briefgen.findings import FindingsError
from briefgen.merge.healing import Healed
from briefgen.merge.source import source_of
from briefgen.merge.tags import Tag
from briefgen.package import pack, read_package, write_package
from briefgen.writers.word import write
from briefgen.writers.word.look import read_look
from briefgen.writers.word.properties import prepare
from papers import document, p
from word_text import assert_sound, parts_of, texts_of

LOOK = Path(__file__).parents[2] / "templates/talks/brief.docx"
BODY = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">{{p body }}</w:t></w:r></w:p>'


def edited(tmp_path, **changes):
    """Write the look with changed parts: `document=(old, new)`, `drop=name`; return its path."""
    parts = read_package(LOOK.read_bytes())
    for name, change in changes.items():
        full = {
            "core": "docProps/core.xml",
            "types": "[Content_Types].xml",
            "links": "word/_rels/document.xml.rels",
        }.get(name, f"word/{name}.xml")
        text = parts[full].data.decode()
        new = change(text) if callable(change) else text.replace(*change)
        assert new != text
        parts[full] = pack(new.encode())
    path = tmp_path / "look.docx"
    path.write_bytes(write_package(parts))
    return path


def with_paragraphs(tmp_path, *inside):
    """Return a look with more paragraphs of these runs before the words."""
    more = "".join(f"<w:p>{runs}</w:p>" for runs in inside)
    return edited(
        tmp_path,
        document=lambda text: re.sub(r"(<w:p>(?:(?!<w:p>).)*\{\{p body)", more.replace("\\", r"\\") + r"\1", text),
    )


def runs(*texts):
    return '<w:proofErr w:type="spellStart"/>'.join(
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>" for text in texts
    )


def texts(path, paper=None):
    data = write(paper or document(p("words")), path)
    assert_sound(data)
    return texts_of(parts_of(data)["word/document.xml"])


def findings(path, paper=None):
    with pytest.raises(FindingsError) as caught:
        write(paper or document(p("words")), path)
    return list(caught.value.findings)


# ---------------------------------------------------------------- healing


@pytest.mark.parametrize(
    "pieces",
    [
        ("{{ title }}",),
        ("{", "{ title }", "}"),
        ("{{", " ti", "tle ", "}}"),
        ("{{ ti", "", "tle }}"),
        ("{{\u00a0title\u00a0}}",),
    ],
)
def test_split_tags_are_healed(tmp_path, pieces):
    path = with_paragraphs(tmp_path, runs("before ", *pieces, " after"))
    assert f"before {document().title} after" in texts(path)


def test_several_tags_in_one_run(tmp_path):
    path = with_paragraphs(tmp_path, runs("{{ own }}–{{ part", "ner }} {{kind}}"))
    assert "Киргизька Республіка–Республіка Таджикистан Довідка до переговорів" in texts(path)


def test_conditions_and_quotes_that_word_made_typographic(tmp_path):
    path = with_paragraphs(
        tmp_path,
        runs("{% if version == “1” and 1 &lt; 2 %}one{% else %}two{% end", "if %}"),
        runs("{% if draft %}draft{% endif %}"),
    )
    assert {"one", "draft"} <= set(texts(path))


def test_a_comment_prints_nothing(tmp_path):
    assert "ab" in texts(with_paragraphs(tmp_path, runs("a{# for the ", "designer #}b")))


def test_tags_in_text_boxes_and_attributes(tmp_path):
    inner = f"<w:txbxContent><w:p>{runs('{{ own }}')}</w:p></w:txbxContent>"
    box = f'<w:r><w:pict title="{{{{ kind }}}}">{inner}</w:pict></w:r>'
    path = with_paragraphs(tmp_path, runs("{{ partner }}") + box)
    found = parts_of(write(document(p("words")), path))["word/document.xml"].decode()
    assert 'title="Довідка до переговорів"' in found
    assert '<w:t xml:space="preserve">Киргизька Республіка</w:t>' in found


def test_line_breaks_and_tabs_of_a_value():
    paper = document(p("words"))
    paper.fields["title"] = "one\ntwo\tthree & four"
    assert "one\ntwo\tthree & four" in texts(LOOK, paper)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["{{ title }}", "{{ own }}", "{% if draft %}", "{% endif %}", "x", " "]), max_size=6),
    st.data(),
)
def test_however_runs_split_the_tags_the_source_is_the_same(words, data):
    whole = "".join(words)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=6)))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]

    def source(parts):
        xml = "<w:p>" + "".join(f"<w:r><w:t>{part}</w:t></w:r>" for part in parts) + "</w:p>"
        healed = Healed("word/document.xml", xml)
        text = "".join(
            source_of(one) if isinstance(one, Tag) else one
            for index, piece in enumerate(healed.markup.pieces)
            for one in healed.contents.get(index, [piece])
        )
        return re.sub(r"</w:t></w:r><w:r><w:t[^>]*>|<w:t[^>]*>", "", text), [tag.written for tag in healed.tags]

    assert source(pieces) == source([whole])


# ---------------------------------------------------------------- empty values


def test_a_paragraph_whose_tags_are_empty_disappears(tmp_path):
    path = with_paragraphs(tmp_path, runs("{{ label.contact }}: {{ contact }}"), runs("x {{ contact }}{{ version }}"))
    found = texts(path)
    assert not any("Контакт" in text for text in found)
    assert "x 1" in found


def test_what_a_cell_or_header_needs_stays_as_an_empty_paragraph():
    paper = document(p("words"))
    paper.fields.update(dict.fromkeys(("marking", "status", "own", "partner", "as_of", "author", "version"), ""))
    data = write(paper, LOOK)
    parts = assert_sound(data)
    assert [text for text in texts_of(parts["word/header1.xml"]) if text] == []
    assert len(texts_of(parts["word/header1.xml"])) == 3  # two cells, one paragraph after the table


def test_a_paragraph_with_a_field_or_picture_stays(tmp_path):
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    path = with_paragraphs(tmp_path, runs("page {{ contact }}") + field)
    assert "page " in texts(path)


# ---------------------------------------------------------------- mistakes


def test_every_mistake_is_told_in_one_run(tmp_path):
    path = with_paragraphs(
        tmp_path,
        runs("a {{ title"),
        runs("b {{ as of }}"),
        runs("c {{ ti", "tel }}"),
        runs("d {{ label.pages }}"),
        runs("e {{p title }}"),
    )
    first = findings(path)
    assert sorted(one.code for one in first) == ["B614", "B651", "B652"]
    assert {one.place.excerpt for one in first} == {"a {{ title", "b {{ as of }}", "e {{p title }}"}
    assert all(one.place.file == path.as_posix() for one in first)


def test_unknown_names_are_told_with_place_and_a_guess(tmp_path):
    path = with_paragraphs(
        tmp_path, runs("c {{ ti", "tel }}"), runs("d {{ label.pages }}"), runs("{% if statuss %}x{% endif %}")
    )
    told = {one.message: one for one in findings(path)}
    assert len(told) == 3
    title = told["`titel` is unknown in word/document.xml, paragraph 10"]
    assert (title.code, title.help, title.place.excerpt) == ("B656", "did you mean `title`?", "c {{ titel }}")
    assert told["`label.pages` is unknown in word/document.xml, paragraph 11"].help == "did you mean `page`?"
    assert told["`statuss` is unknown in word/document.xml, paragraph 12"].help == "did you mean `status`?"


def test_names_of_a_loop_are_its_own(tmp_path):
    path = with_paragraphs(tmp_path, runs("{% for name in [own, partner] %}{{ name }};{% endfor %}"))
    assert "Киргизька Республіка;Республіка Таджикистан;" in texts(path)


def test_a_broken_statement_is_told_with_its_paragraph(tmp_path):
    (one,) = findings(with_paragraphs(tmp_path, runs("{{ title }}"), runs("{% iff draft %}x")))
    assert one.code == "B652"
    assert "{% iff draft %}" in one.message
    assert "paragraph 11" in one.message


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace("{{p body }}", ""), "no place"),
        (lambda text: text.replace("{{p body }}", "text {{p body }}"), "cannot stand"),
        (lambda text: text.replace("{{p body }}", "{{ body }}"), "cannot stand"),
        (lambda text: text.replace(BODY, BODY + BODY), "cannot stand"),
    ],
)
def test_the_words_have_exactly_one_place(tmp_path, change, words):
    (one,) = findings(edited(tmp_path, document=change))
    assert one.code == "B614"
    assert words in one.message


def test_the_words_cannot_stand_in_a_header(tmp_path):
    (one,) = findings(edited(tmp_path, header1=("{{ marking }}", "{{p body }}")))
    assert one.code == "B614"
    assert "word/header1.xml" in one.message


def test_missing_styles_are_told_only_when_needed(tmp_path):
    path = edited(
        tmp_path, styles=lambda text: re.sub(r'w:val="(Lead|Table Text|List Bullet)"', r'w:val="My \1"', text)
    )
    assert "words" in texts(path)
    told = findings(path, document(p("a", role="lead"), ListBlock(((p("b"),),))))
    assert [(one.code, one.message) for one in told] == [
        ("B615", 'the look has no style "Lead"'), ("B615", 'the look has no style "List Bullet"'),
    ]  # fmt: skip
    assert told[1].help == "did you mean `List Bullet 3` or `List Bullet 2` or `My List Bullet`?"


def test_a_list_style_without_a_list_is_told(tmp_path):
    path = edited(tmp_path, numbering=lambda text: re.sub(r"<w:num .*</w:num>", "", text, flags=re.DOTALL))
    (one,) = findings(path, document(ListBlock(((p("b"),),), ordered=True)))
    assert one.message == 'the look has no style "List Number" with a list'


@pytest.mark.parametrize(
    "tag",
    [
        "{{ title.__class__ }}",
        "{{ 1 // (draft - 1) }}",
        "{{ title.first }}",
        "{{ label.items() }}",
        "{{ 'x' * 3 + 1 }}",
    ],
)
def test_what_cannot_be_printed_is_told(tmp_path, tag):
    told = findings(with_paragraphs(tmp_path, runs(tag)))
    assert {one.code for one in told} <= {"B652", "B656", "B657", "B659"}


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04" + bytes(40), None])
def test_what_is_no_word_file_is_told(tmp_path, data):
    path = tmp_path / "look.docx"
    if data is not None:
        path.write_bytes(data)
    (one,) = findings(path)
    assert one.code == "B610"
    assert one.why


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("word/document.xml", b"<w:document>"),
        ("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        ("word/styles.xml", b"\xff\xff"),
        ("_rels/.rels", b"\xff"),
        ("[Content_Types].xml", b"<Types"),
    ],
)
def test_damaged_parts_are_told(part, text):
    parts = read_package(LOOK.read_bytes()) | {part: pack(text)}
    with pytest.raises(FindingsError, match="B610"):
        read_look(write_package(parts), "look.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_missing_parts_are_told(part):
    parts = read_package(LOOK.read_bytes())
    del parts[part]
    with pytest.raises(FindingsError, match="B610"):
        read_look(write_package(parts), "look.docx")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_look_gives_findings_and_never_another_exception(data):
    raw = bytearray(LOOK.read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(raw)))
    for damaged in (bytes(raw), bytes(raw[:cut])):
        with suppress(FindingsError):
            assert read_look(damaged, "look.docx").compiled


# ---------------------------------------------------------------- other shapes of looks


def test_parts_in_utf_16_are_read(tmp_path):
    parts = read_package(LOOK.read_bytes())
    text = parts["word/header1.xml"].data.decode()
    text = re.sub(r"<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-16"?>', text)
    path = tmp_path / "look.docx"
    path.write_bytes(write_package(parts | {"word/header1.xml": pack(text.encode("utf-16"))}))
    found = assert_sound(write(document(p("words")), path))
    assert "ПРОЄКТ" in texts_of(found["word/header1.xml"])


def test_footnotes_of_the_look_stay(tmp_path):
    from briefgen.document import Note, Run

    own = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="7"><w:p><w:r><w:t>{{ own }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    path = edited(
        tmp_path,
        types=("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'),
        links=(
            "</Relationships>",
            f'<Relationship Id="rIdX" Type="{relation}" Target="footnotes.xml"/></Relationships>',
        ),
    )
    path.write_bytes(write_package(read_package(path.read_bytes()) | {"word/footnotes.xml": pack(own.encode())}))
    parts = assert_sound(write(document(p("a", Note((Run("new"),)))), path))
    assert texts_of(parts["word/footnotes.xml"]) == ["Киргизька Республіка", " new"]
    ids = re.findall(r'<w:footnote w:id="(\d+)"', parts["word/footnotes.xml"].decode())
    assert ids[0] == "7"
    assert int(ids[1]) > 7


def test_a_look_without_properties_gets_them(tmp_path):
    parts = read_package(LOOK.read_bytes())
    del parts["docProps/core.xml"]
    for name, pattern in (
        ("_rels/.rels", r"<Relationship [^>]*core\.xml[^>]*/>"),
        ("[Content_Types].xml", r"<Override [^>]*core\.xml[^>]*/>"),
    ):
        parts[name] = pack(re.sub(pattern, "", parts[name].data.decode()).encode())
    path = tmp_path / "look.docx"
    path.write_bytes(write_package(parts))
    found = assert_sound(write(document(p("words")), path))
    assert document().title in found["docProps/core.xml"].decode()


def test_a_property_with_a_tag_of_its_own_keeps_it():
    own = "<dc:title>{{ kind }}</dc:title><dc:creator>x</dc:creator>"
    told = {"docProps/core.xml": f'<cp:coreProperties xmlns:cp="a" xmlns:dc="b">{own}</cp:coreProperties>'}
    prepare(told)
    assert told["docProps/core.xml"].count("<dc:title>") == 1
    assert "<dc:title>{{ kind }}</dc:title>" in told["docProps/core.xml"]
    assert "<dc:creator>x" not in told["docProps/core.xml"]


def test_the_look_that_comes_with_briefgen_is_a4_with_the_margins_of_official_papers():
    root = parts_of(LOOK.read_bytes())["word/document.xml"].decode()
    margins = {
        side: int(width)
        for side, width in re.findall(r'w:(top|bottom|left|right)="(\d+)"', re.search(r"<w:pgMar[^>]*>", root)[0])
    }
    assert {side: round(width / 56.7) for side, width in margins.items()} == {
        "left": 30,
        "right": 10,
        "top": 20,
        "bottom": 20,
    }
