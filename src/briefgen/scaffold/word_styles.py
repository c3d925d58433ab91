"""The styles and numbering of a Word look, as WordprocessingML: what the words of a template need."""

from __future__ import annotations

from briefgen.language import Page

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
INK, ACCENT, GREY, RULE, SHADE = "1A1A1A", "12436D", "5F6B76", "D0D5DA", "F1F4F7"
SERIF, SANS = "Times New Roman", "Arial"
TWIPS = 1440 / 25.4  # twips in a millimetre
PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}  # mm
OUR_PAGE = Page("A4", 30, 10, 20, 20, "serif", 12, 1.1, 0, "left", "bottom", "right", number_first=True)
"""The page of a look that follows no profile."""


def text_width(page: Page) -> int:
    """Return the room for text in twips."""
    return round((PAPERS[page.size][0] - page.left - page.right) * TWIPS)


def face(font: str) -> str:
    """Return w:rFonts."""
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def letters(size: float | None = None, colour: str | None = None, font: str | None = None, extra: str = "") -> str:
    """Return w:rPr; `extra` holds what stands between font and colour (w:b, w:i, w:caps, w:smallCaps)."""
    return (
        "<w:rPr>"
        + (face(font) if font else "")
        + extra
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
        + "</w:rPr>"
    )


def space(before: float = 0, after: float = 0, line: int | None = None) -> str:
    """Return w:spacing: points before and after, line in 240ths."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"{lines}/>'


def style(
    kind: str,
    name: str,
    *,
    based: str | None = None,
    then: str | None = None,
    paragraph: str = "",
    run: str = "",
    table: str = "",
    priority: int = 10,
    identifier: str | None = None,
    shown: bool = True,
) -> str:
    """Return a w:style; `then` is the style of the next paragraph."""
    identifier = identifier or name.title().replace(" ", "")
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style {W} w:type="{kind}"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{then}"/>' if then else "")
        + f'<w:uiPriority w:val="{priority}"/>'
        + ("<w:qFormat/>" if shown else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + run
        + table
        + "</w:style>"
    )


BUILT_IN = {
    "Body Text", "heading 1", "heading 2", "heading 3", "Title", "caption", "List Bullet", "List Bullet 2",
    "List Bullet 3", "List Number", "List Number 2", "List Number 3", "List Continue", "List Continue 2",
    "List Continue 3", "toc 1", "toc 2", "toc 3", "TOC Heading", "header", "footer", "footnote text",
    "footnote reference", "Hyperlink",
}  # fmt: skip

BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
STEP = 397  # twips a list level moves to the right (7 mm)


def numbered(number: int, level: int) -> str:
    """Return w:numPr of a list and level."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def tab(position: int, kind: str = "left", leader: str = "") -> str:
    """Return a tab stop."""
    filled = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{filled} w:pos="{position}"/>'


def text_styles(page: Page) -> list[str]:
    """Return the styles of running text: body, headings, lists, contents, notes."""
    indent = f'<w:ind w:firstLine="{round(page.indent * TWIPS)}"/>' if page.indent else ""
    edges = "both" if page.align == "justify" else "left"
    flush = '<w:ind w:firstLine="0"/>' if page.indent else ""
    styles = [
        style("paragraph", "Body Text", based="Normal", paragraph=f'{space(0, 6)}{indent}<w:jc w:val="{edges}"/>'),
        style("paragraph", "Lead", based="BodyText", then="BodyText",
              paragraph=f'{space(0, 9)}{flush}<w:jc w:val="left"/>', run=letters(13, ACCENT)),
        style("paragraph", "Small Text", based="Normal",
              paragraph=f"<w:suppressAutoHyphens/>{space(2, 10, 252)}<w:contextualSpacing/>",
              run=letters(8.5, GREY, SANS)),
        style("character", "Hyperlink", run=letters(colour=ACCENT), priority=99, shown=False),
    ]  # fmt: skip
    straight = ' w:firstLine="0"' if page.indent else ""
    sizes = {1: (14, ACCENT, 15, 5), 2: (12, INK, 10, 4), 3: (12, GREY, 9, 3)}
    for level, (size, colour, before, after) in sizes.items():
        styles.append(
            style(
                "paragraph", f"heading {level}", based="Normal", then="BodyText", identifier=f"Heading{level}",
                paragraph=f"<w:keepNext/><w:keepLines/>{numbered(1, level - 1)}<w:suppressAutoHyphens/>"
                f'{space(before, after, 252)}<w:jc w:val="left"/><w:outlineLvl w:val="{level - 1}"/>',
                run=letters(size, colour, extra=ITALIC if level == 3 else BOLD), priority=9,
            )
        )  # fmt: skip
    for level in (1, 2, 3):
        tail = f" {level}" if level > 1 else ""
        hanging = f'<w:ind w:left="{STEP * level}" w:hanging="{STEP}"/>' if page.indent else ""
        for name, number in (("List Bullet", 2), ("List Number", 3)):
            styles.append(
                style("paragraph", name + tail, based="BodyText",
                      paragraph=f'{numbered(number, level - 1)}{space(0, 4)}{hanging}<w:jc w:val="left"/>')
            )  # fmt: skip
        styles.append(
            style("paragraph", "List Continue" + tail, based="BodyText",
                  paragraph=f'{space(0, 3)}<w:ind w:left="{STEP * level}"{straight}/><w:jc w:val="left"/>')
        )  # fmt: skip
        styles.append(
            style(
                "paragraph", f"toc {level}", based="Normal", identifier=f"TOC{level}", shown=False, priority=39,
                paragraph=f"<w:tabs>{tab(425 + 283 * (level - 1))}{tab(text_width(page), 'right', 'dot')}</w:tabs>"
                f'<w:suppressAutoHyphens/>{space(0, 2, 252)}<w:ind w:left="{425 + 283 * (level - 1)}"'
                f' w:right="567" w:hanging="{425 if level == 1 else 283 + 142 * (level - 1)}"/>',
                run=letters(10, INK, SANS),
            )
        )  # fmt: skip
    label = letters(9, ACCENT, SANS, BOLD)
    styles += [
        style("paragraph", "TOC Heading", based="Normal", then="BodyText", priority=39, identifier="TOCHeading",
              paragraph=f"<w:keepNext/>{space(12, 4)}", run=label),
        style("paragraph", "footnote text", based="Normal", identifier="FootnoteText", priority=99, shown=False,
              paragraph=f"{space(0, 2, 240)}", run=letters(9)),
        style("character", "footnote reference", identifier="FootnoteReference", priority=99, shown=False,
              run='<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'),
    ]  # fmt: skip
    return styles


def page_styles() -> list[str]:
    """Return the styles of the title block, header and footer."""
    small = letters(8.5, GREY, SANS)
    return [
        style("paragraph", "Document Kind", based="Normal", then="Title", paragraph=f"<w:keepNext/>{space(6, 4)}",
              run=letters(10, ACCENT, SANS, BOLD + '<w:caps/>').replace("<w:sz ", '<w:spacing w:val="20"/><w:sz ')),
        style("paragraph", "Title", based="Normal", then="BodyText",
              paragraph=f'<w:keepNext/><w:suppressAutoHyphens/>{space(0, 8, 252)}<w:jc w:val="left"/>',
              run=letters(20, INK, extra=BOLD)),
        style("paragraph", "Document Facts", based="Normal", paragraph=f"<w:suppressAutoHyphens/>{space(0, 2, 252)}",
              run=letters(9, INK, SANS)),
        style("character", "Fact Label", run=letters(colour=GREY)),
        style("paragraph", "Marking", based="Normal",
              paragraph=f'<w:suppressAutoHyphens/>{space(0, 0, 240)}<w:jc w:val="right"/>',
              run=letters(10, INK, SANS, BOLD)),
        style("paragraph", "header", based="Normal", priority=99, shown=False,
              paragraph=f"<w:suppressAutoHyphens/>{space(0, 0, 240)}", run=small),
        style("paragraph", "footer", based="Normal", priority=99, shown=False,
              paragraph=f'{space(0, 0, 240)}<w:jc w:val="right"/>', run=small),
        style("paragraph", "Thin Line", based="Normal", shown=False,
              paragraph='<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', run=letters(2)),
        style("paragraph", "Header End", based="Normal", shown=False,
              paragraph='<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', run=letters(2)),
        style("paragraph", "Status", based="Header", paragraph=f'{space(0, 0, 240)}<w:jc w:val="right"/>',
              run=letters(colour=ACCENT, extra=BOLD)),
    ]  # fmt: skip


def table_styles(page: Page) -> list[str]:
    """Return the styles of tables, captions, callouts and key figures."""
    flush = '<w:ind w:firstLine="0"/>' if page.indent else ""
    ragged = "<w:suppressAutoHyphens/>"
    cell = f"{ragged}{space(2, 2, 240)}"
    return [
        style("paragraph", "caption", based="Normal", then="BodyText", priority=35,
              paragraph=f'<w:keepNext/><w:keepLines/>{ragged}{space(12, 3, 252)}<w:jc w:val="left"/>',
              run=letters(9.5, INK, SANS, BOLD)),
        style("paragraph", "Table Unit", based="Normal",
              paragraph=f'<w:keepNext/>{ragged}{space(0, 2, 240)}<w:jc w:val="right"/>', run=letters(8.5, GREY, SANS)),
        style("paragraph", "Figure Subtitle", based="Normal",
              paragraph=f"<w:keepNext/>{ragged}{space(0, 4, 252)}", run=letters(8.5, GREY, SANS)),
        style("paragraph", "Figure", based="Normal", paragraph=f"<w:keepNext/>{space(0, 2, 240)}"),
        style("paragraph", "Table Text", based="Normal", paragraph=f'{cell}<w:jc w:val="left"/>',
              run=letters(9, INK, SANS)),
        style("paragraph", "Table Number", based="TableText", paragraph='<w:jc w:val="right"/>'),
        style("paragraph", "Table Head", based="TableText", paragraph="<w:keepNext/>", run=letters(extra=BOLD)),
        style("paragraph", "Callout Title", based="Normal", then="CalloutText",
              paragraph=f"{ragged}{space(0, 2, 252)}", run=letters(9, ACCENT, SANS, BOLD)),
        style("paragraph", "Callout Text", based="BodyText", paragraph=f'{space(0, 3)}{flush}<w:jc w:val="left"/>'),
        style("paragraph", "Key Figure Value", based="Normal", paragraph=f"<w:keepNext/>{ragged}{space(0, 0, 240)}",
              run=letters(22, ACCENT, SANS, BOLD)),
        style("character", "Key Figure Unit", run=letters(9, GREY).replace(BOLD, "").replace(
            "<w:rPr>", f'<w:rPr>{face(SANS)}<w:b w:val="0"/><w:bCs w:val="0"/>')),
        style("paragraph", "Key Figure Label", based="Normal", paragraph=f"<w:keepNext/>{ragged}{space(0, 1, 240)}",
              run=letters(9, INK, SANS)),
        style("paragraph", "Key Figure Change", based="Normal", paragraph=f"{ragged}{space(2, 0, 240)}",
              run=letters(9, GREY, SANS)),
        style("table", "Brief Table", based="TableNormal", table=table_look(
            "".join((edge("top", 6, INK), edge("bottom", 4, INK), edge("insideH", 2, RULE))), 85,
            head=f"<w:tcPr><w:tcBorders>{edge('bottom', 6, INK)}</w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr>")),
        style("table", "Callout Objective", based="TableNormal", table=table_look(
            edge("left", 24, ACCENT), 198, 113, SHADE)),
        style("table", "Callout Conflict", based="TableNormal", run=letters(9.5), table=table_look(
            "".join((edge("top", 4, RULE), edge("left", 24, GREY), edge("bottom", 4, RULE), edge("right", 4, RULE))),
            198, 113)),
        style("table", "Callout Note", based="TableNormal", table=table_look(
            "".join(edge(side, 4, RULE) for side in ("top", "left", "bottom", "right")), 198, 113)),
        style("table", "Key Figures", based="TableNormal", table=table_look(
            edge("top", 8, ACCENT) + edge("bottom", 8, ACCENT), 113, 113)),
        style("table", "Side By Side", based="TableNormal", table=table_look("", 0, right=227)),
    ]  # fmt: skip


def edge(side: str, eighths: int, colour: str) -> str:
    """Return one border of a table or cell."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'


def table_look(
    borders: str, sides: int, ends: int = 0, fill: str = "", head: str = "", right: int | None = None
) -> str:
    """Return the table properties of a style; `sides`, `ends` and `right` are cell margins in twips."""
    margins = {"top": ends, "left": sides, "bottom": ends, "right": sides if right is None else right}
    around = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in margins.items())
    return (
        "<w:tblPr>"
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if borders else "")
        + f"<w:tblCellMar>{around}</w:tblCellMar></w:tblPr>"
        + (f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>' if fill else "")
        + (f'<w:tblStylePr w:type="firstRow">{head}</w:tblStylePr>' if head else "")
    )


def level(index: int, shape: str, text: str, left: int, hanging: int, linked: str = "") -> str:
    """Return one level of a list."""
    style_link = f'<w:pStyle w:val="{linked}"/>' if linked else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{style_link}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def numbering() -> str:
    """Return the three lists: headings (1), bullets (2) and ordered items (3)."""
    tails = ["", "2", "3"] + [None] * 6
    headings = [
        level(0, "decimal", "%1.", 624, 624, "Heading1"),
        level(1, "decimal", "%1.%2", 624, 624, "Heading2"),
        level(2, "decimal", "%1.%2.%3", 794, 794, "Heading3"),
    ]
    bullets = [
        level(n, "bullet", "–•"[n % 2], STEP * (n + 1), STEP, "" if tail is None else f"ListBullet{tail}")
        for n, tail in enumerate(tails)
    ]
    items = [
        level(n, "decimal", f"%{n + 1})", STEP * (n + 1), STEP, "" if tail is None else f"ListNumber{tail}")
        for n, tail in enumerate(tails)
    ]
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        for n, levels in enumerate((headings, bullets, items), 1)
    )
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
    return f"<w:numbering {W}>{lists}{numbers}</w:numbering>"
