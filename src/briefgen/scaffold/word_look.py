"""A new Word look: page, header, footer, title block and every style that words need, made with python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from briefgen.package import read_package, write_package
from briefgen.scaffold.word_styles import (
    ACCENT,
    INK,
    OUR_PAGE,
    PAPERS,
    RULE,
    SANS,
    SERIF,
    W,
    edge,
    face,
    numbering,
    page_styles,
    table_styles,
    text_styles,
    text_width,
)

if TYPE_CHECKING:
    from briefgen.language import Page


def words(text: str, style_id: str = "") -> str:
    """Return a run of words."""
    named = f'<w:rPr><w:rStyle w:val="{style_id}"/></w:rPr>' if style_id else ""
    return f'<w:r>{named}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(name: str) -> str:
    """Return a field with the result 1."""
    return "".join(
        f"<w:r>{inside}</w:r>"
        for inside in (
            '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>',
        )
    )  # fmt: skip


def paragraph(style_id: str, inside: str = "", properties: str = "") -> str:
    """Return a paragraph in a style."""
    return f'<w:p {W}><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>{inside}</w:p>'


def two_cells(left: list[str], right: list[str], shares: tuple[int, int], width: int, bottom: str = "") -> str:
    """Return a table without rules (but perhaps one below) of two cells side by side, `width` twips together."""
    widths = [width * share // sum(shares) for share in shares]
    border = f"<w:tblBorders>{bottom}</w:tblBorders>" if bottom else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'
        for width, paragraphs in zip(widths, (left, right), strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {W}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{border}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f'</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    )  # fmt: skip


def fact(name: str, label: str | None = None) -> str:
    """Return a line of the title block."""
    told = words(f"{{{{ label.{label} }}}}: ", "FactLabel") if label else ""
    return paragraph("DocumentFacts", told + words(f"{{{{ {name} }}}}"))


def fill_page(document: docx.document.Document, page: Page) -> None:
    """Write title block, header, footer and the place for the words."""
    section, width = document.sections[0], text_width(page)
    section.page_width, section.page_height = (Mm(side) for side in PAPERS[page.size])
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    section.header_distance, section.footer_distance = Mm(8), Mm(10)
    section.different_first_page_header_footer = True
    status = paragraph("Status", words("{{ status }}"))
    marking = paragraph("Marking", words("{{ marking }}"))
    title, blank = paragraph("Header", words("{{ title }}")), paragraph("Header")
    thin = paragraph("HeaderEnd")
    rule = edge("bottom", 4, RULE)
    heads = (
        (section.first_page_header, two_cells([blank], [marking, status], (3, 2), width)),
        (section.header, two_cells([title], [marking, status], (3, 2), width, rule)),
    )
    shown = page.number_first, True
    for (header, table), number in zip(heads, shown, strict=True):
        above = [page_number("Header", page)] if number and page.number_place == "top" else []
        replace(header._element, [*above, table, thin])
    for footer, number in zip((section.first_page_footer, section.footer), shown, strict=True):
        below = number and page.number_place == "bottom"
        replace(footer._element, [page_number("Footer", page) if below else paragraph("Footer")])
    facts = two_cells(
        [fact("own", "own"), fact("partner", "partner")],
        [fact("as_of"), fact("author", "prepared_by"), fact("contact", "contact"), fact("version", "version")],
        (1, 1),
        width,
        edge("bottom", 8, ACCENT),
    )
    body = document.element.body
    parts = [
        paragraph("DocumentKind", words("{{ kind }}")),
        paragraph("Title", words("{{ title }}")),
        facts,
        paragraph("ThinLine"),
        paragraph("BodyText", words("{{p body }}")),
    ]
    for part in parts:
        body.insert(len(body) - 1, parse_xml(part))


def page_number(style_id: str, page: Page) -> str:
    """Return the paragraph of the page number: of our own page in words, of an official one the number alone."""
    if page is OUR_PAGE:
        told = words("{{ label.page }} ") + field("PAGE") + words(" {{ label.of }} ") + field("NUMPAGES")
        return paragraph(style_id, told)
    return paragraph(style_id, field("PAGE"), f'<w:jc w:val="{page.number_align}"/>')


def replace(element: Any, parts: list[str]) -> None:
    """Replace what an element holds."""
    for child in list(element):
        element.remove(child)
    for part in parts:
        element.append(parse_xml(part))


def settle(document: docx.document.Document, page: Page) -> None:
    """Replace python-docx's styles, lists and settings with those of the look."""
    font, size = SANS if page.font == "sans" else SERIF, round(page.text * 2)
    styles = document.styles.element
    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    for old in styles.findall(qn("w:style")):
        if old.find(qn("w:name")).get(qn("w:val")) not in kept:
            styles.remove(old)
    styles.replace(
        styles.find(qn("w:docDefaults")),
        parse_xml(
            f"<w:docDefaults {W}><w:rPrDefault><w:rPr>{face(font)}"
            f'<w:color w:val="{INK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            '<w:lang w:val="uk-UA" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault><w:pPr><w:widowControl/>"
            f'<w:spacing w:before="0" w:after="0" w:line="{round(page.spacing * 240)}" w:lineRule="auto"/></w:pPr>'
            "</w:pPrDefault></w:docDefaults>"
        ),
    )
    for text in (*text_styles(page), *page_styles(), *table_styles(page)):
        styles.append(parse_xml(text))
    numbers = document.part.numbering_part.element
    for child in list(numbers):
        numbers.remove(child)
    for child in parse_xml(numbering()):
        numbers.append(child)
    settings = document.settings.element
    for child in list(settings):
        if child.tag in {qn("w:rsids"), qn("w:compat"), qn("w:zoom"), qn("w:proofState"), qn("w:savePreviewPicture")}:
            settings.remove(child)
    settings.insert(0, parse_xml(f'<w:zoom {W} w:percent="100"/>'))
    mode = parse_xml(
        f'<w:compat {W}><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
    )
    settings.find("{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr").addprevious(mode)
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "uk-UA")
    package, part = document.part.package, document.part
    for owner, kinds in ((package, ("thumbnail",)), (part, ("stylesWithEffects", "customXml"))):
        for identifier, one in list(owner.rels.items()):
            if one.reltype.endswith(kinds):
                del owner.rels[identifier]
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.title, properties.subject = "{{ title }}", "{{ kind }}"


def word_look(page: Page = OUR_PAGE) -> bytes:
    """Return a Word file with the tags of header, title block and body in place, for a designer to go on from.

    `page` is the page of an official style, if the look is to follow one.
    The same bytes at any time: nothing in it depends on the clock.
    """
    document = docx.Document()
    settle(document, page)
    fill_page(document, page)
    made = BytesIO()
    document.save(made)
    return write_package(read_package(made.getvalue()))
