"""The frame of a page: title block, header and footer, filled from the fields and labels of the paper."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.findings import Finding, did_you_mean, error
from briefgen.writers.pdf.lines import draw_line
from briefgen.writers.pdf.look import MM, Band, Pattern
from briefgen.writers.pdf.strips import Nothing, Rule, Strip, kept, text_strips

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.document import Document
    from briefgen.writers.pdf.lines import Line
    from briefgen.writers.pdf.look import Align, Look, Style
    from briefgen.writers.pdf.pen import Pen
    from briefgen.writers.pdf.tags import Element
    from briefgen.writers.pdf.text import Typesetter

_PART = " · "
_NAME = re.compile(r"\{([^{}]*)\}")
_APART = 12.0  # points between what stands at the left and at the right
_CLEAR = 5.0  # points between header or footer and the text


class Bands(NamedTuple):
    """Header and footer of one page, set: (line, style, x, distance of its top from the edge of the paper, width)."""

    header: tuple[tuple[Line, Style, float, float, float], ...]
    footer: tuple[tuple[Line, Style, float, float, float], ...]
    top: float
    """Where the text may begin, measured from the upper edge of the paper."""
    bottom: float
    """Where it must end, measured from the lower edge."""

    def draw(self, pen: Pen) -> None:
        """Draw both."""
        for line, style, x, top, width in self.header:
            draw_line(pen, line, style, x, top, width)
        for line, style, x, up, width in self.footer:
            draw_line(pen, line, style, x, pen.height - up, width)


def pattern_mistakes(look: Look, document: Document) -> list[Finding]:
    """Return a finding (B625) for each name in header, footer and watermark that the paper does not have."""
    known = ["page", "pages", *document.fields, *(f"label.{name}" for name in document.labels)]
    findings = []
    for pattern in _patterns(look):
        names = _NAME.findall(pattern.text)
        wrong = [name for name in names if name not in known]
        if not wrong and re.search("[{}]", _NAME.sub("", pattern.text)):
            findings.append(
                error("B625", "a brace stands alone in the text of header, footer or watermark",
                      help="write `{name}` with both braces", place=pattern.place)
            )  # fmt: skip
        for name in wrong:
            place = pattern.place
            if place and place.excerpt and place.line and f"{{{name}}}" in place.excerpt:
                column = place.excerpt.index(f"{{{name}}}") + 1
                place = replace(place, column=column, length=len(name) + 2)
            why = "such a text may use the fields of the paper, `label.` words, `page` and `pages`"
            findings.append(
                error("B625", f"the paper has no `{name}`", why=why, help=did_you_mean(name, known), place=place)
            )
    return findings


def _patterns(look: Look) -> Iterable[Pattern]:
    for band in (look.header, look.footer):
        yield from band.patterns()
    yield look.watermark.text


def crowded(look: Look) -> Finding:
    """Return the finding (B627) that header and footer take the page for themselves."""
    place = next((pattern.place for pattern in _patterns(look) if pattern.text), None)
    return error(
        "B627",
        "header and footer leave no room for the text",
        why="the fields printed there are too long for the page",
        help="shorten the title or the marking of the paper, or print them elsewhere",
        place=place,
    )


def filled(pattern: Pattern, document: Document, page: int, pages: int) -> str:
    """Return the text with its fields; a part whose fields are all empty is left out."""
    fields = {**document.fields, "page": str(page), "pages": str(pages)}

    def value(name: str) -> str:
        return document.labels[name[6:]] if name.startswith("label.") else fields[name]

    parts = []
    for part in pattern.text.split(_PART):
        names = [name for name in _NAME.findall(part) if not name.startswith("label.")]
        if not names or any(value(name) for name in names):
            parts.append(_NAME.sub(lambda found: value(found[1]), part))
    return _PART.join(parts)


def bands(setter: Typesetter, document: Document, width: float, page: int, pages: int) -> Bands:
    """Return header and footer of a page, and where they leave room for the text."""
    look = setter.look
    margins = look.page.margins
    measure = width - (margins.left + margins.right) * MM
    above, below = (band if band.first or page > 1 else Band(band.distance) for band in (look.header, look.footer))
    header, height = _band(setter, document, above, "header", measure, page, pages)
    footer, depth = _band(setter, document, below, "footer", measure, page, pages)
    from_top, from_bottom = look.header.distance * MM, look.footer.distance * MM
    left = margins.left * MM
    return Bands(
        tuple((line, style, left + x, from_top + y, wide) for line, style, x, y, wide in header),
        tuple((line, style, left + x, from_bottom + depth - y, wide) for line, style, x, y, wide in footer),
        max(margins.top * MM, from_top + height + _CLEAR if height else 0.0),
        max(margins.bottom * MM, from_bottom + depth + _CLEAR if depth else 0.0),
    )


def _band(
    setter: Typesetter, document: Document, band: Band, role: str, width: float, page: int, pages: int
) -> tuple[list[tuple[Line, Style, float, float, float]], float]:
    """Return the lines of a band with their places from its top, and its height."""
    draft = band.draft if document.draft else Pattern()
    center = filled(band.center, document, page, pages)
    side = width * (0.32 if center else 0.38)
    rights = ((band.marking, "marking"), (band.right, role))
    asked = max(setter.line(filled(text, document, page, pages), setter.style(name)).width for text, name in rights)
    sides = (side if center else width - min(asked, side) - _APART, side)
    slots: tuple[tuple[Align, float, float, tuple[tuple[Pattern, str], ...]], ...] = (
        ("left", 0.0, sides[0], ((draft, "draft"), (band.left, role))),
        ("center", width * 0.33, width * 0.34, ((band.center, role),)),
        ("right", width - sides[1], sides[1], rights),
    )
    out = []
    height = 0.0
    for align, x, wide, patterns in slots:
        y = 0.0
        for pattern, style_role in patterns:
            text = filled(pattern, document, page, pages) if pattern.text else ""
            if text:
                style = setter.style(style_role)._replace(align=align)
                for line in setter.plain(text, style, wide):
                    out.append((line, style, x, y, wide))
                    y += style.leading
        height = max(height, y)
    return out, height


def title_strips(setter: Typesetter, document: Document, width: float, root: Element) -> list[Strip]:
    """Return what opens the paper, as elements of the root: kind, title, date and author, with a rule."""
    look = setter.look
    if not look.title_block.show:
        return []
    fields, labels = document.fields, document.labels
    facts = [fields.get("as_of", "") if look.title_block.as_of else ""]
    if look.title_block.author and fields.get("author"):
        facts.append(f"{labels['prepared_by']}: {fields['author']}")
    if look.title_block.author and fields.get("contact"):
        facts.append(f"{labels['contact']}: {fields['contact']}")
    strips: list[Strip] = []
    summary = look.layout == "summary"
    if summary:
        strips.append(Strip(8, Rule(0, width, 3, setter.colour("accent"), 1.5), keep=True))
    texts = (
        (fields.get("kind", ""), "kind"),
        (document.title, "title"),
        (_PART.join(filter(None, facts)), "meta"),
    )
    for text, role in texts:
        if text:
            style = setter.style(role)
            element = root.add("H1" if role == "title" else "P")
            strips += text_strips(setter.balanced(text, style, width), style, 0, width, keep=True, element=element)
    if summary:
        strips.append(Strip(4, Nothing(), keep=True))
    else:
        strips.append(Strip(7, Rule(0, width, 1.2, setter.colour("accent"), 6), keep=True, after=12))
    return kept(strips)
