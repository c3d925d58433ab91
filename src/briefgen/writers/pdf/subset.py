"""Font subsets: gives the characters of a face codes as they are used, and embeds what was used."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.writers.pdf.fonts import Face
    from briefgen.writers.pdf.objects import Objects

_SYMBOLIC, _NONSYMBOLIC = 4, 32
# Codes not given to characters: nothing, space (which word spacing needs to be 32), and what a string must escape.
_RESERVED = frozenset((0, 10, 13, 32, 40, 41, 92))
_SPACES = {0x20: 32, 0xA0: 32}


class Subset(dict[int, int]):
    """The codes of one face in one file, by character; a character gets its code when it is first looked up."""

    def __init__(self, face: Face, number: int) -> None:
        super().__init__(_SPACES)
        self.face = face
        self.name = f"/F{number}"
        self._characters = {32: 32}
        self._next = 1

    def __missing__(self, character: int) -> int:
        while self._next & 255 in _RESERVED:
            self._next += 1
        code = self[character] = self._next
        self._characters[code] = character
        self._next += 1
        return code

    def strings(self, text: str) -> list[tuple[str, str]]:
        """Return the text as strings of codes below 256, each with the name of its font."""
        coded = text.translate(self)
        if self._next <= 256 or max(coded, default="") < "\u0100":
            return [(self.name, coded)]
        return [
            (f"{self.name}.{part}" if part else self.name, "".join(chr(ord(char) & 255) for char in chars))
            for part, chars in groupby(coded, key=lambda char: ord(char) >> 8)
        ]

    def embed(self, objects: Objects) -> str:
        """Put the fonts and return their entries in the resources of pages."""
        entries = []
        for part in range((max(self._characters) >> 8) + 1):
            codes = {code & 255: char for code, char in self._characters.items() if code >> 8 == part}
            number = self._font(objects, codes, part)
            entries.append(f"{self.name}.{part} {number} 0 R" if part else f"{self.name} {number} 0 R")
        return "".join(entries)

    def _font(self, objects: Objects, codes: dict[int, int], part: int) -> int:
        face = self.face.font.face
        last = max(codes)
        characters = [codes.get(code, 0) for code in range(last + 1)]
        name = f"{chr(65 + part // 26)}{chr(65 + part % 26)}AAAA+{face.name.decode('latin-1')}".translate(_NAME)
        program = face.makeSubset(characters)
        file = objects.stream(f"/Length1 {len(program)}", program)
        box = " ".join(f"{side:g}" for side in face.bbox)
        descriptor = objects.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags {face.flags & ~_NONSYMBOLIC | _SYMBOLIC}/FontBBox[{box}]"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent:g}/Descent {face.descent:g}"
            f"/CapHeight {face.capHeight:g}/StemV {face.stemV:g}/FontFile2 {file} 0 R>>"
        )
        widths = " ".join(f"{face.charWidths.get(char, face.defaultWidth):g}" for char in characters)
        unicode = objects.stream("", _unicode(codes).encode("ascii"))
        return objects.add(
            f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 0/LastChar {last}/Widths[{widths}]"
            f"/FontDescriptor {descriptor} 0 R/ToUnicode {unicode} 0 R>>"
        )


_NAME = {ord(char): None for char in " ()<>[]{}/%#"}  # what a name in PDF's syntax must not hold


def _unicode(codes: dict[int, int]) -> str:
    """Return the map from codes to Unicode, by which text is searched, copied and read aloud."""
    lines = [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in sorted(codes.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    maps = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{maps}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
