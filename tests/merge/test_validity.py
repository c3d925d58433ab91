"""Files that the Word engine makes have no kind of fault that their templates did not have, and open in LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.shared import Cm

from briefgen import Template
from merge.faults import LEFT_OVER, R, faults
from merge.templates import (
    MAIN,
    MARKS,
    W,
    parts_of,
    picture,
    saved,
    split_runs,
    table_template,
    template,
    texts,
    with_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as DocumentObject

ROOT = Path(__file__).resolve().parents[2]
DATA: dict[str, Any] = {
    "x": "R&D <b> ]]> “quoted”",
    "lines": "one\ntwo\tthree\fnew page",
    "empty": "",
    "flag": True,
    "rows": [{"name": f"row {n} & more", "value": n, "points": ["a", "b"][: n % 3]} for n in range(5)],
    "nothing": [],
}


def with_look(document: DocumentObject) -> None:
    """Add header, footer, picture, page break, second section, list and link."""
    document.sections[0].header.paragraphs[0].text = "{{ x }}"
    document.sections[0].footer.paragraphs[0].text = "{% if flag %}{{ x }}{% endif %}"
    document.add_heading("{{ x }}", 1)
    document.add_paragraph("{% for row in rows %}{{ row.name }}, {% endfor %}", style="List Number")
    document.add_picture(BytesIO(picture()), width=Cm(1))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.footer.is_linked_to_previous = False
    section.footer.paragraphs[0].text = "{{ lines }}"
    document.add_paragraph("{{ x }}", style="Quote")


def repeated_look(document: DocumentObject) -> None:
    """Add a picture, a bookmark, a content control and a text box inside a loop."""
    document.add_paragraph("{%p for row in rows %}")
    document.add_picture(BytesIO(picture()), width=Cm(1))
    paragraph = document.add_paragraph()
    for xml in (
        f'<w:bookmarkStart xmlns:w="{W}" w:id="7" w:name="here"/>',
        f'<w:r xmlns:w="{W}"><w:t>{{{{ row.name }}}}</w:t></w:r>',
        f'<w:bookmarkEnd xmlns:w="{W}" w:id="7"/>',
        f'<w:sdt xmlns:w="{W}"><w:sdtContent><w:r><w:t>{{{{ row.value }}}}</w:t></w:r></w:sdtContent></w:sdt>',
    ):
        paragraph._p.append(parse_xml(xml))
    document.add_paragraph("{%p endfor %}")


def nested_tables(document: DocumentObject) -> None:
    """Add a table in a cell, both with loops over rows, and a loop over the columns."""
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    table.cell(1, 0).text = "{{ row.name }}"
    inner = table.cell(1, 1).add_table(rows=3, cols=1)
    inner.cell(0, 0).text, inner.cell(2, 0).text = "{%tr for point in row.points %}", "{%tr endfor %}"
    inner.cell(1, 0).text = "{{ point }}"
    table.cell(1, 1).add_paragraph("")
    columns = document.add_table(rows=1, cols=3, style="Table Grid")
    columns.cell(0, 0).text, columns.cell(0, 2).text = "{%tc for row in rows %}", "{%tc endfor %}"
    columns.cell(0, 1).text = "{{ row.value }}"


ROW_LOOP = [["{%tr for row in rows %}", "", ""], ["{{ row.name }}", "{{ row.value }}", "{{ lines }}"],
            ["{%tr endfor %}", "", ""]]  # fmt: skip
CORPUS: dict[str, Callable[[], bytes]] = {
    "text": lambda: template("{{ x }}", "{{ lines }}", "{{ empty }}", "a {{ x }} b"),
    "conditions": lambda: template("{%p if flag %}", "{{ x }}", "{%p else %}", "no", "{%p endif %}", "last"),
    "nothing left": lambda: template("{%p if not flag %}", "{{ x }}", "{%p endif %}"),
    "lists": lambda: template("{%p for row in rows %}", "{{ row.name }}", "{%p for point in row.points %}", "{{ point }}",
                              "{%p endfor %}", "{%p endfor %}"),
    "loop without prefixes": lambda: template("{% for row in rows %}", "{{ row.name }}", "{% endfor %}"),
    "rows": lambda: table_template(ROW_LOOP),
    "rows without prefixes": lambda: table_template([[cell.replace("%tr", "%") for cell in row] for row in ROW_LOOP]),
    "no rows": lambda: table_template([["{%tr for row in nothing %}"], ["{{ row }}"], ["{%tr endfor %}"], ["end"]]),
    "no table left": lambda: table_template([["{%tr for row in nothing %}"], ["{{ row }}"], ["{%tr endfor %}"]], after=["end"]),
    "empty cells": lambda: table_template([["{%p if not flag %}"], ["{{ empty }}"], ["{% if not flag %}a{% endif %}"]][1:]),
    "paragraphs in a cell": lambda: template(build=paragraphs_in_a_cell),
    "colours and spans": lambda: table_template(
        [["{% cellbg 'FFEECC' %}{{ x }}", "{% colspan 2 %}{{ x }}"], ["{%tr for row in rows %}", ""],
         ["{% vm %}{{ x }}", "{{ row.name }}"], ["{%tr endfor %}", ""]]
    ),
    "columns merged": lambda: table_template([["{%tc for row in rows %}", "{% hm %}{{ x }}", "{%tc endfor %}", "a"]]),
    "look": lambda: template(build=with_look),
    "look in a loop": lambda: template(build=repeated_look),
    "high ids": lambda: with_text(template(build=repeated_look), 'w:id="7"', 'w:id="285000"'),
    "nested tables": lambda: template(build=nested_tables),
    "paragraph joined": lambda: template("{{ x }} {%- if flag -%}", "yes", "{%- endif %}", "last"),
    "title of the file": lambda: template("a", build=lambda document: setattr(document.core_properties, "title", "{{ x }}")),
}  # fmt: skip


def paragraphs_in_a_cell(document: DocumentObject) -> None:
    """Add a cell that is left without paragraphs by its condition."""
    cell = document.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    cell.paragraphs[0].text = "{%p if not flag %}"
    cell.add_paragraph("{{ x }}")
    cell.add_paragraph("{%p endif %}")


@pytest.fixture(scope="module")
def rendered() -> dict[str, bytes]:
    return {name: Template(make()).render(DATA) for name, make in CORPUS.items()}


@pytest.mark.parametrize("name", CORPUS)
def test_no_new_kind_of_fault(name: str, rendered: dict[str, bytes]) -> None:
    before = faults(CORPUS[name]())
    after = faults(rendered[name])
    assert not after.keys() - (before.keys() - {LEFT_OVER})


@pytest.mark.parametrize("name", CORPUS)
def test_no_new_kind_of_fault_from_split_runs(name: str, rendered: dict[str, bytes]) -> None:
    marks = ("proofErr", "nothing") if name == "paragraph joined" else MARKS  # dashes do not reach over bookmarks
    split = split_runs(CORPUS[name](), len(name), 0.5, marks)
    found = Template(split).render(DATA)
    assert not faults(found).keys() - (faults(split).keys() - {LEFT_OVER})
    assert texts(found) == texts(rendered[name])


def test_faults_are_seen() -> None:
    whole = template(build=nested_tables)
    assert set(faults(whole)) == {LEFT_OVER}
    for old, new, fault in (
        ("<w:p/></w:tc>", "</w:tc>", "a cell that does not end with a paragraph"),
        ("<w:tbl>", '<w:p><w:tbl/></w:p><w:tbl>', "w:tbl inside w:p"),
        ("<w:sectPr", f'<w:p><w:hyperlink xmlns:r="{R}" r:id="rId99"/></w:p><w:sectPr', "an id without a relationship: rId99"),
        ("<w:sectPr", '<w:p><w:bookmarkStart w:id="1" w:name="a"/></w:p><w:sectPr', f"a bookmark not closed in {MAIN}"),
        ("<w:sectPr", "<w:p><w:r><w:t> a</w:t></w:r></w:p><w:sectPr", "spaces that are not kept"),
        ("<w:tcPr>", '<w:tcPr><w:shd w:val="clear"/>', "children of w:tcPr out of order"),
    ):  # fmt: skip
        xml = parts_of(whole)[MAIN].decode()
        xml = xml.replace("<w:p/></w:tc>", "<w:p></w:p></w:tc>") if old != "<w:p/></w:tc>" else xml
        assert old in xml, old
        parts = {**parts_of(whole), MAIN: xml.replace(old, new).encode()}
        out = BytesIO()
        with ZipFile(out, "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        assert fault in faults(out.getvalue())


RENDER = """
import hashlib, sys
from pathlib import Path
from briefgen import Template
from merge.test_validity import CORPUS, DATA
for name, make in CORPUS.items():
    print(name, hashlib.sha256(Template(make()).render(DATA)).hexdigest())
"""


@pytest.mark.slow
def test_same_bytes_whatever_the_hash_seed_time_zone_and_locale() -> None:
    found = set()
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Asia/Tokyo", "C.UTF-8"), ("77", "America/New_York", "POSIX")):
        environment = os.environ | {"PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
        done = subprocess.run(
            [sys.executable, "-c", RENDER], env=environment, capture_output=True, text=True, check=True
        )
        found.add(done.stdout)
    assert len(found) == 1
    assert len(found.pop().splitlines()) == len(CORPUS)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_libreoffice_opens_every_file(rendered: dict[str, bytes], tmp_path: Path) -> None:
    for number, data in enumerate(rendered.values()):
        (tmp_path / f"{number}.docx").write_bytes(data)
    files = sorted(tmp_path.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(shutil.which("soffice")), profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *map(str, files)], check=True, capture_output=True, timeout=120
    )
    for number, (name, data) in enumerate(rendered.items()):
        printed = (tmp_path / f"{number}.txt").read_text(encoding="utf-8-sig")
        for text in texts(data):
            for line in text.replace("\f", "\n").replace("\t", "\n").split("\n"):
                assert line.strip() in printed, f"{name}: {line!r} is not in what LibreOffice reads"


def test_python_docx_reads_every_file(rendered: dict[str, bytes]) -> None:
    for name, data in rendered.items():
        again = saved(Document(BytesIO(data)))
        assert texts(again) == texts(data), name
