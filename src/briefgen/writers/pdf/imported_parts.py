"""Copies what an imported page draws with: forms, images, fonts, colours, patterns; nothing that is not known here."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from briefgen.writers.pdf.imported_content import UnusablePageError, painted
from briefgen.writers.pdf.imported_fonts import DESCRIPTOR_ENTRIES, FONT_ENTRIES, checked_font

if TYPE_CHECKING:
    from collections.abc import Callable

_DEEPEST = 24  # levels
_MOST_VALUES = 200_000
_MOST_BYTES = 64 * 1024 * 1024  # of all streams, unpacked
_LONGEST_STRING, _LONGEST_NAME = 32_767, 127  # bytes: what PDF/A allows
_ASCII = ("/ASCII85Decode", "/ASCIIHexDecode")
_FUNCTION = [
    "FunctionType", "Domain", "Range", "C0", "C1", "N", "Bounds", "Encode", "Size", "BitsPerSample", "Order",
    "Decode",
]  # fmt: skip
_SHADING = [
    "ShadingType", "Background", "BBox", "AntiAlias", "Coords", "Domain", "Extend", "Matrix",
    "BitsPerCoordinate", "BitsPerComponent", "BitsPerFlag", "Decode", "VerticesPerRow",
]  # fmt: skip
_STATE = ["LW", "LC", "LJ", "ML", "D", "FL", "SM", "SA", "OP", "op", "OPM", "AIS", "TK"]
_IMAGE = ["Width", "Height", "BitsPerComponent", "ImageMask", "Decode"]
_TRANSPARENT = "it has transparency"
_CMYK = "it has colours of four inks (DeviceCMYK), but the paper is made for screens (sRGB)"

Made = tuple[str, bytes | None]


class Parts:
    """Gathers the objects of one page in `made`: entries and data; a number between marks refers to the n-th."""

    def __init__(self, kit: Any) -> None:
        self.kit = kit
        self.made: list[Made] = []
        self._known: dict[tuple[Any, str], str] = {}
        self._open: list[tuple[Any, str]] = []
        self._values = _MOST_VALUES
        self._bytes = _MOST_BYTES

    def page(self, page: Any, entries: str) -> None:
        """Copy the page as a form with the entries. Raises UnusablePageError."""
        contents = page.obj.get("/Contents", self.kit.Array())
        for stream in contents if isinstance(contents, self.kit.Array) else (contents,):
            self._packed(stream)  # known not to be too large, before all is unpacked at once
        self.made.append(("", None))
        resources = page.resources
        data = painted(self.kit, page, resources)
        self.made[0] = self._form(f"/Type/XObject/Subtype/Form{entries}", data, resources)

    def _form(self, entries: str, data: bytes, resources: Any) -> Made:
        return f"{entries}/Resources<<{self._resources(resources)}>>/Filter/FlateDecode", zlib.compress(data)

    def _part(self, thing: Any, make: Callable[[Any], Made]) -> str:
        """Return a reference to the copy of a thing, made only once."""
        key = (thing.objgen, make.__name__)
        shared = thing.is_indirect
        if shared and key in self._known:
            return self._known[key]
        if len(self._open) > _DEEPEST or (shared and key in self._open):
            raise UnusablePageError("its parts are nested too deeply, or without an end")
        self._open.append(key)
        at = len(self.made)
        self.made.append(("", None))
        self.made[at] = make(thing)
        self._open.pop()
        self._known[key] = f" \x01{at}\x01"
        return self._known[key]

    # ------------------------------------------------------------ values and streams

    def _plain(self, value: Any, depth: int = 0) -> str:
        """Return a value without streams in it in PDF's syntax."""
        kit = self.kit
        self._values -= 1
        if depth > _DEEPEST or self._values < 0:
            raise UnusablePageError("its values are nested too deeply, or too many")
        if isinstance(value, bool):
            return " true" if value else " false"
        if isinstance(value, int):
            if not -(2**31) <= value < 2**31:
                raise UnusablePageError("it has a number above 2147483647")
            return f" {value}"
        if isinstance(value, kit.Name):
            return self._name(value)
        if isinstance(value, kit.String):
            if len(bytes(value)) > _LONGEST_STRING:
                raise UnusablePageError("it has a string above 32767 bytes")
            return f"<{bytes(value).hex()}>"
        if isinstance(value, kit.Array):
            return f"[{''.join(self._plain(item, depth + 1) for item in value)}]"
        if isinstance(value, kit.Stream):
            raise UnusablePageError("it has a stream where none may be")
        if isinstance(value, kit.Dictionary):
            inside = "".join(f"{self._name(kit.Name(key))}{self._plain(value[key], depth + 1)}" for key in _keys(value))
            return f"<<{inside}>>"
        return " null" if value is None else f" {value:f}"

    def _name(self, name: Any) -> str:
        if len(str(name)) > _LONGEST_NAME:
            raise UnusablePageError("it has a name above 127 characters")
        text: str = name.unparse().decode("ascii")
        return text

    def _some(self, thing: Any, keys: list[str]) -> str:
        """Return those entries of a dictionary or stream that are known, as they are."""
        return "".join(f"/{key}{self._plain(thing[f'/{key}'])}" for key in keys if f"/{key}" in thing)

    def _packed(self, stream: Any) -> tuple[str, bytes]:
        """Return the entry for the filter, and the data as it is if it is JPEG, else packed anew."""
        if {"/F", "/FFilter", "/FDecodeParms"} & set(stream.keys()):
            raise UnusablePageError("it has a stream outside the file")
        filters = [str(one) for one in _each(stream.get("/Filter"), self.kit)]
        while filters and filters[0] in _ASCII:
            filters.pop(0)
        if filters not in ([], ["/FlateDecode"], ["/DCTDecode"]):
            raise UnusablePageError(f"it has data packed by {' and '.join(one[1:40] for one in filters)}")
        raw = self._without_last(stream) if filters else b""
        if filters == ["/DCTDecode"]:
            self._count(len(raw))
            return "/Filter/DCTDecode", raw
        if filters:
            self._count(len(zlib.decompressobj().decompress(raw, self._bytes + 1)), leave=True)
        data: bytes = stream.read_bytes()
        self._count(len(data))
        return "/Filter/FlateDecode", zlib.compress(data)

    def _without_last(self, stream: Any) -> bytes:
        """Return the data before the last filter is taken off: the others only make it printable."""
        filters = _each(stream.Filter, self.kit)
        raw: bytes = stream.read_raw_bytes()
        if len(filters) > 1:
            with self.kit.new() as scratch:
                holder = self.kit.Stream(scratch, raw)
                holder["/Filter"] = self.kit.Array([self.kit.Name(str(one)) for one in filters[:-1]])
                raw = holder.read_bytes()
        return raw

    def _count(self, size: int, *, leave: bool = False) -> None:
        if size > self._bytes:
            raise UnusablePageError("it has more than 64 MB of data when unpacked")
        if not leave:
            self._bytes -= size

    def _stream(self, stream: Any, entries: str) -> Made:
        if not isinstance(stream, self.kit.Stream):
            raise UnusablePageError("it is damaged: a stream is missing")
        packing, data = self._packed(stream)
        return entries + packing, data

    # ------------------------------------------------------------ resources

    def _resources(self, resources: Any) -> str:
        makers: dict[str, Callable[[Any], str]] = {
            "/ColorSpace": self._space,
            "/ExtGState": self._state,
            "/Font": lambda font: self._part(font, self._font),
            "/Pattern": self._pattern,
            "/Shading": self._shading,
            "/XObject": lambda thing: self._part(thing, self._object),
        }
        made = ""
        for kind, make in makers.items():
            things = resources.get(kind, self.kit.Dictionary())
            inside = "".join(f"{self._name(self.kit.Name(key))}{make(things[key])}" for key in _keys(things))
            made += f"{kind}<<{inside}>>" if inside else ""
        return made

    def _state(self, state: Any) -> str:
        soft, mixing = state.get("/SMask"), [str(mode) for mode in _each(state.get("/BM"), self.kit)]
        opaque = all(state.get(key, 1) == 1 for key in ("/CA", "/ca"))
        if str(soft or "/None") != "/None" or not opaque or set(mixing) - {"/Normal", "/Compatible"}:
            raise UnusablePageError(_TRANSPARENT)
        if {"/TR", "/TR2", "/Font", "/HTP"} & set(state.keys()):
            raise UnusablePageError("it has a graphics state with a transfer function, halftone or font")
        return f"<</Type/ExtGState{self._some(state, _STATE)}>>"

    def _object(self, thing: Any) -> Made:
        if "/OC" in thing:
            raise UnusablePageError("it has layers (optional content)")
        if {"/OPI", "/Ref", "/PS", "/Alternates"} & set(thing.keys()):
            raise UnusablePageError("it has an image or form that stands for another")
        kind = str(thing.get("/Subtype"))
        if kind == "/Image":
            return self._image(thing)
        if kind != "/Form" or "/Subtype2" in thing:
            raise UnusablePageError("it has a drawing that is neither image nor form")
        entries = f"/Type/XObject/Subtype/Form{self._some(thing, ['BBox', 'Matrix'])}"
        return self._drawn(thing, entries)

    def _drawn(self, thing: Any, entries: str) -> Made:
        """Copy a form or pattern: what it paints, with its own resources."""
        self._packed(thing)
        resources = thing.get("/Resources", self.kit.Dictionary())
        return self._form(entries, painted(self.kit, thing, resources), resources)

    def _image(self, image: Any) -> Made:
        if "/SMask" in image:
            raise UnusablePageError(f"{_TRANSPARENT}: an image with a soft mask")
        entries = f"/Type/XObject/Subtype/Image{self._some(image, _IMAGE)}"
        if "/ColorSpace" in image:
            entries += f"/ColorSpace{self._space(image.ColorSpace)}"
        mask = image.get("/Mask")
        if isinstance(mask, self.kit.Stream):
            entries += f"/Mask{self._part(mask, self._object)}"
        elif mask is not None:
            entries += f"/Mask{self._plain(mask)}"
        return self._stream(image, entries)

    # ------------------------------------------------------------ colours

    def _space(self, space: Any, depth: int = 0) -> str:
        kind = str(space if isinstance(space, self.kit.Name) else space[0])
        if kind == "/DeviceCMYK":
            raise UnusablePageError(_CMYK)
        if kind in ("/DeviceGray", "/DeviceRGB") or (kind == "/Pattern" and isinstance(space, self.kit.Name)):
            return kind
        if kind in ("/CalGray", "/CalRGB", "/Lab"):
            return self._plain(space)
        if depth > _DEEPEST or kind not in ("/ICCBased", "/Indexed", "/Separation", "/Pattern"):
            raise UnusablePageError(f"it has colours of the kind {kind[1:40]}")
        if kind == "/ICCBased":
            return f"[{kind}{self._part(space[1], self._profile)}]"
        if kind == "/Pattern":
            return f"[{kind}{self._space(space[1], depth + 1) if len(space) > 1 else ''}]"
        if kind == "/Separation":
            named, other, tint = self._plain(space[1]), self._space(space[2], depth + 1), self._function(space[3])
            return f"[{kind}{named}{other}{tint}]"
        table = space[3]
        listed = self._part(table, self._table) if isinstance(table, self.kit.Stream) else self._plain(table)
        return f"[{kind}{self._space(space[1], depth + 1)}{self._plain(space[2])}{listed}]"

    def _table(self, table: Any) -> Made:
        return self._stream(table, "")

    def _profile(self, profile: Any) -> Made:
        made = self._stream(profile, self._some(profile, ["N", "Range"]))
        if profile.get("/N") not in (1, 3) or profile.read_bytes()[36:40] != b"acsp":
            raise UnusablePageError("it has a colour profile that is not of grey or RGB")
        return made

    def _function(self, function: Any, depth: int = 0) -> str:
        if depth > _DEEPEST:
            raise UnusablePageError("its functions are nested too deeply")
        if isinstance(function, self.kit.Array):
            return f"[{''.join(self._function(one, depth + 1) for one in function)}]"
        if isinstance(function, self.kit.Stream):
            return self._part(function, self._sampled)
        entries = self._some(function, _FUNCTION)
        if "/Functions" in function:
            entries += f"/Functions{self._function(function.Functions, depth + 1)}"
        return f"<<{entries}>>"

    def _sampled(self, function: Any) -> Made:
        return self._stream(function, self._some(function, _FUNCTION))

    def _shading(self, shading: Any) -> str:
        if isinstance(shading, self.kit.Stream):
            return self._part(shading, self._mesh)
        return f"<<{self._shading_entries(shading)}>>"

    def _mesh(self, shading: Any) -> Made:
        return self._stream(shading, self._shading_entries(shading))

    def _shading_entries(self, shading: Any) -> str:
        entries = f"{self._some(shading, _SHADING)}/ColorSpace{self._space(shading.ColorSpace)}"
        return entries + (f"/Function{self._function(shading.Function)}" if "/Function" in shading else "")

    def _pattern(self, pattern: Any) -> str:
        if isinstance(pattern, self.kit.Stream):
            return self._part(pattern, self._tiling)
        if "/ExtGState" in pattern:
            raise UnusablePageError("it has a pattern with a graphics state")
        matrix = self._some(pattern, ["Matrix"])
        return f"<</Type/Pattern/PatternType 2{matrix}/Shading{self._shading(pattern.Shading)}>>"

    def _tiling(self, pattern: Any) -> Made:
        entries = self._some(pattern, ["PatternType", "PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix"])
        return self._drawn(pattern, f"/Type/Pattern{entries}")

    # ------------------------------------------------------------ fonts

    def _font(self, font: Any) -> Made:
        program = checked_font(font)
        entries = f"/Type/Font{self._some(font, FONT_ENTRIES)}"
        if "/DescendantFonts" in font:
            entries += f"/DescendantFonts[{self._part(font.DescendantFonts[0], self._font_of_glyphs)}]"
        if "/ToUnicode" in font:
            entries += f"/ToUnicode{self._part(font.ToUnicode, self._table)}"
        return entries + (self._descriptor(font, program) if "/FontDescriptor" in font else ""), None

    def _font_of_glyphs(self, font: Any) -> Made:
        entries = f"/Type/Font{self._some(font, FONT_ENTRIES)}"
        glyphs = font.get("/CIDToGIDMap")
        if isinstance(glyphs, self.kit.Stream):
            entries += f"/CIDToGIDMap{self._part(glyphs, self._table)}"
        elif glyphs is not None:
            entries += "/CIDToGIDMap/Identity"
        return entries + self._descriptor(font, checked_font(font)), None

    def _descriptor(self, font: Any, program: str) -> str:
        described = font.FontDescriptor
        file = self._part(described[program], self._program)
        return f"/FontDescriptor<</Type/FontDescriptor{self._some(described, DESCRIPTOR_ENTRIES)}{program}{file}>>"

    def _program(self, program: Any) -> Made:
        return self._stream(program, self._some(program, ["Subtype", "Length1", "Length2", "Length3"]))


def _keys(thing: Any) -> list[str]:
    return sorted(thing.keys())


def _each(value: Any, kit: Any) -> list[Any]:
    """Return what an entry holds as a list: nothing, one or an array."""
    if value is None:
        return []
    return list(value) if isinstance(value, kit.Array) else [value]
