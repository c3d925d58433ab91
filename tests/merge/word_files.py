"""Word files for the tests of the merge engine: made by python-docx, with paragraphs of hand-split runs put in."""

import io
import re

import docx

from briefgen.merge.template import Template
from briefgen.package import pack, read_package, write_package
from word_text import assert_sound, texts_of

MARK = "@@HERE@@"


def runs(*texts, between='<w:proofErr w:type="spellStart"/>', letters="<w:rPr><w:b/></w:rPr>"):
    """Return runs of texts (XML), with marks of the spelling checker between them."""
    return between.join(f"<w:r>{letters}<w:t>{text}</w:t></w:r>" for text in texts)


def para(*texts, properties=""):
    return f"<w:p>{properties}{runs(*texts)}</w:p>"


def cell(*paragraphs, properties='<w:tcW w:w="2000" w:type="dxa"/>'):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def row(*cells):
    return f"<w:tr>{''.join(one if one.startswith('<w:tc>') else cell(para(one)) for one in cells)}</w:tr>"


def table(*rows, columns=2):
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def word(*inside, parts=None, **changes):
    """Return the bytes of a Word file with this XML in its text; `changes` maps part names to (old, new)."""
    made = docx.Document()
    made.add_paragraph(MARK)
    out = io.BytesIO()
    made.save(out)
    files = read_package(out.getvalue())
    text = files["word/document.xml"].data.decode()
    text = re.sub(rf"<w:p>(?:(?!<w:p>).)*{MARK}.*?</w:p>", lambda _: "".join(inside), text, flags=re.DOTALL)
    files["word/document.xml"] = pack(text.encode())
    for name, xml in (parts or {}).items():
        files[name] = pack(xml.encode())
    for name, (old, new) in changes.items():
        before = files[name].data.decode()
        assert old in before
        files[name] = pack(before.replace(old, new).encode())
    return write_package(files)


def rendered(data, language="en", **values):
    """Return the parts of the rendered file, after checking that it is sound."""
    return assert_sound(Template(data).render(values, language=language))


def texts(*inside, language="en", **values):
    """Return the texts of the paragraphs that XML in a document becomes."""
    return texts_of(rendered(word(*inside), language, **values)["word/document.xml"])
