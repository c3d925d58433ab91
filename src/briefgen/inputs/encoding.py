"""Which encoding a text that is not UTF-8 was probably saved in: named in a finding, never used silently."""

from __future__ import annotations

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_CYRILLIC = {"cp1251": "Windows-1251 (cp1251)", "cp866": "DOS (cp866)", "koi8-r": "KOI8-R"}
_COMMON = frozenset("оеаинтрсвлкмдпуягзыіїєОЕАИНТРСВЛКМДПУЯГЗІЇЄ")
_SAMPLE = 20_000


def wide(data: bytes) -> str | None:
    """Return UTF-16 or UTF-32 if the bytes are text with zero bytes between the letters, else None."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    pairs = max(1, len(sample) // 2)
    zeros = (sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs)
    # Latin letters, digits and marks have one zero byte of two; half the characters of a brief are such
    if max(zeros) < 0.3 or min(zeros) > 0.1:
        return None
    letters = sample.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")
    odd = sum(not letter.isprintable() and letter not in "\t\n\r" for letter in letters)
    return "UTF-16" if odd < 0.05 * len(letters) else None


def guess(data: bytes) -> tuple[str, str] | None:
    """Return codec and name of the Cyrillic encoding of eight bits that fits best, or None if none does."""
    sample = data[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    best = max(_CYRILLIC, key=lambda codec: _score(sample, codec))
    return (best, _CYRILLIC[best]) if high and _score(sample, best) > 0.4 * high else None


def _score(sample: bytes, codec: str) -> float:
    letters = sample.decode(codec, "replace")
    lower = sum(letter in _COMMON and letter.islower() for letter in letters)
    upper = sum(letter in _COMMON and letter.isupper() for letter in letters)
    return lower + 0.5 * upper  # the encodings differ in which letters come out as capitals
