"""Mistakes of templates and data as findings, each with its place."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.findings import Place, did_you_mean, error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import TemplateSyntaxError

    from briefgen.findings import Finding
    from briefgen.merge.blocks import Block, Mistake
    from briefgen.merge.places import Places
    from briefgen.merge.tags import Tag


class Teller:
    """Makes the findings of one part of the template `file`."""

    def __init__(self, file: str, part: str, xml: str) -> None:
        self.file = file
        self.part = part
        self.xml = xml

    @cached_property
    def places(self) -> Places:
        """The places of the part."""
        from briefgen.merge.places import Places  # only where there is a finding

        return Places(self.part, self.xml)

    def at(self, code: str, tag: Tag, told: str, why: str | None = None, mend: str | None = None) -> Finding:
        """Return a finding at a tag; `{where}` in `told` becomes its place in words."""
        spot = self.places.spot(tag)
        reasons = [why] if why else []
        if spot.heading:
            reasons.append(f"it stands under the heading “{spot.heading}”")
        return error(
            code,
            told.replace("{where}", f"in {spot}"),
            why="; ".join(reasons) or None,
            help=mend,
            place=Place(self.file, excerpt=tag.around or tag.written),
        )

    def broken(self, tag: Tag) -> Finding:
        """Half a tag."""
        return self.at(
            "B651", tag, f"a tag is broken {{where}}: `{tag.written}` has no other half", None,
            "write the whole tag in one paragraph, such as {{ title }}; brackets that are no tag are {_{ and }_}",
        )  # fmt: skip

    def verbatim(self, tag: Tag) -> Finding:
        """A `{% raw %}` without its end."""
        return self.at(
            "B653", tag, f"`{tag.written}` begins a block that never ends {{where}}", None, "write `{% endraw %}`"
        )

    def empty(self, tag: Tag) -> Finding:
        """A tag that says nothing."""
        return self.at("B652", tag, f"the tag `{tag.written}` is empty {{where}}", None, "write a name into it")

    def not_understood(self, tag: Tag, reason: str | None) -> Finding:
        """A tag that is no Jinja."""
        told = f"the tag `{tag.written}` is not understood {{where}}"
        return self.at("B652", tag, told, reason, "a tag holds a name, such as {{ title }}")

    def whole(self, reason: TemplateSyntaxError, tags: list[Tag]) -> Finding:
        """A part whose tags are right one by one, but not together."""
        tag = next((one for one in tags if one.line >= reason.lineno), tags[-1])
        return self.not_understood(tag, reason.message)

    def unmatched(self, one: Mistake) -> Finding:
        """A tag of a block without its partner."""
        return self.at("B653", one.tag, f"`{one.tag.written}` {one.told} {{where}}", None, one.mend)

    def beside(self, tag: Tag, text: str) -> Finding:
        """Text beside a tag that takes the place of its paragraph, row, cell or run."""
        what = {"p": "paragraph", "tr": "row", "tc": "cell", "r": "run"}[tag.level or "p"]
        near = f"`{' '.join(text.split())}`" if text.strip() else "another tag or a picture"
        return self.at(
            "B654", tag, f"{near} stands beside `{tag.written}` {{where}}",
            f"the tag takes the place of its whole {what}, and nothing may be lost",
            f"give the tag a {what} of its own, or take the `{tag.level}` out of it",
        )  # fmt: skip

    def misplaced(self, tag: Tag) -> Finding:
        """A prefix where there is nothing to lift."""
        what = {"p": "a paragraph", "tr": "a table row", "tc": "a table cell", "r": "a run"}[tag.level or "p"]
        return self.at(
            "B654", tag, f"`{tag.written}` does not stand in {what} {{where}}",
            f"its `{tag.level}` asks for {what}", f"take the `{tag.level}` out of it",
        )  # fmt: skip

    def other_file(self, tag: Tag) -> Finding:
        """A statement that reads another template."""
        return self.at(
            "B652", tag, f"`{tag.written}` reads another file {{where}}", "a template stands alone",
            "copy what is needed into this document, or pass a sub-document as a value",
        )  # fmt: skip

    def across(self, block: Block) -> Finding:
        """A block that begins and ends at different depths of the document."""
        first, last = block.tags[0], block.tags[-1]
        end = self.places.spot(last)
        return self.at(
            "B660", first, f"the block of `{first.written}` begins {{where}} and ends elsewhere",
            f"`{last.written}` stands in {end}; both belong in paragraphs, both in cells or both in rows",
            "write both tags in the text, or both alone in paragraphs or rows of their own",
        )  # fmt: skip

    def helper(self, tag: Tag, kind: str, name: str, known: Iterable[str]) -> Finding:
        """A filter or test that does not exist."""
        near = did_you_mean(name, [one for one in known if not one.startswith("_")])
        return self.at("B655", tag, f"there is no {kind} `{name}` {{where}}", f"the tag is `{tag.written}`", near)

    def unknown(self, tag: Tag, name: str, known: Iterable[str]) -> Finding:
        """A name that the data does not have."""
        last = name.rpartition(".")[2].partition("[")[0]
        return self.at(
            "B656", tag, f"`{name}` is unknown {{where}}", f"the tag is `{tag.written}`", did_you_mean(last, known)
        )

    def missing(self, tag: Tag, name: str, known: Iterable[str]) -> Finding:
        """Data that a tag asks for and does not find."""
        near = did_you_mean(name.rpartition(".")[2], known)
        way = f'if it may be missing, write `{{{{ {name}|default("") }}}}`'
        return self.at(
            "B657",
            tag,
            f"`{name}` is missing {{where}}",
            f"the tag is `{tag.written}`",
            f"{near} {way}" if near else way,
        )

    def unprintable(self, tag: Tag, why: str, mend: str) -> Finding:
        """A value that has no text, or not here."""
        return self.at("B658", tag, f"`{tag.written}` cannot be printed {{where}}", why, mend)

    def failed(self, tag: Tag, reason: str) -> Finding:
        """A tag that computes what cannot be computed, or reaches for what it may not."""
        return self.at(
            "B659", tag, f"`{tag.written}` fails {{where}}", reason, "print the plain value, or correct the data"
        )

    def limit(self, tag: Tag, reason: str) -> Finding:
        """A template that takes too much."""
        return self.at(
            "B661", tag, f"`{tag.written}` takes too much {{where}}", reason, "loop over less, or split the document"
        )


def unusable(file: str, reason: str) -> Finding:
    """A file that is no template."""
    return error(
        "B650",
        f"the template {file} cannot be used",
        why=reason,
        help="open it in Word and save it as a Word document (.docx) without a password",
        place=Place(file),
    )


def nameless(file: str, kind: str) -> Finding:
    """Data that is no group of names with values."""
    return error(
        "B657",
        "the data holds no names",
        why=f"it is of the kind {kind}",
        help="give a record of names and their values, such as `title: Brief`",
        place=Place(file),
    )


def beyond(file: str, part: str, reason: str) -> Finding:
    """A part whose tags are nested deeper, or hold longer numbers, than can be computed."""
    return error(
        "B661",
        f"the tags of {part} take too much",
        why=f"they are nested too deep, or hold a number too long ({reason})",
        help="write plainer tags: fewer brackets and blocks within one another",
        place=Place(file),
    )


def damaged_output(file: str, part: str, reason: str) -> Finding:
    """A part whose filters broke its XML."""
    return error(
        "B662",
        f"what the template makes of {part} is no sound document",
        why=f"a filter over a whole block changed more than its text ({reason})",
        help="use filters on values, such as `{{ name|upper }}`, instead of on blocks",
        place=Place(file),
    )


__all__ = ["Teller", "beyond", "damaged_output", "nameless", "unusable"]
