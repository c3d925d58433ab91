"""Letters: look-alikes, letters that a language lacks, words with letters of its own."""

from __future__ import annotations

import re
from functools import cached_property

from briefgen.proofreading.norms.data_file import SPACE, DataFile

_FOLD = str.maketrans("ңүөҷқҳӣӯғё", "нуочкхиуге")


class Letters(DataFile):
    """The letters of a language."""

    @cached_property
    def lookalikes(self) -> dict[str, str]:
        """Latin letters and the Cyrillic ones that look alike in this language."""
        return {pair[0]: pair[1] for pair in self._data.get("lookalikes", "").split()}

    @cached_property
    def latin_lookalikes(self) -> dict[str, str]:
        """The same, the other way round."""
        return {pair[1]: pair[0] for pair in self._data.get("lookalikes", "").split()}

    @cached_property
    def single(self) -> re.Pattern[str] | None:
        """A Latin letter between Cyrillic words that is a word of one letter in Cyrillic."""
        letters = self._data.get("single")
        if not letters:
            return None
        return re.compile(
            rf"(?:(?<=[Ѐ-ԯ]{SPACE})|(?<=[Ѐ-ԯ],{SPACE})|(?<=[\d%»)]{SPACE}))([{letters}])(?={SPACE}[Ѐ-ԯ«])"
        )

    @cached_property
    def foreign(self) -> re.Pattern[str] | None:
        """A word with a letter that the language lacks."""
        letters = self._data.get("foreign")
        return re.compile(rf"[^\W\d_]*[{letters}{letters.upper()}][^\W\d_]*") if letters else None

    @cached_property
    def foreign_letter(self) -> re.Pattern[str] | None:
        """A letter that the language lacks."""
        letters = self._data.get("foreign")
        return re.compile(f"[{letters}{letters.upper()}]") if letters else None

    @cached_property
    def after_roman(self) -> re.Pattern[str]:
        """Words behind a Roman number of one letter."""
        return self._pattern("after_roman") or re.compile("(?!)")

    @cached_property
    def folded(self) -> dict[str, str]:
        """Words written without the letters of the language, and the right ones."""
        words = self._data.get("letters_of_its_own", "").split()
        folded = {word.translate(_FOLD): word for word in words}
        return {bare: word for bare, word in folded.items() if bare != word}
